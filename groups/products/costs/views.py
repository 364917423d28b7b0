"""The cost sheets of a product: reckon a new one, read one with what it says, mend one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groups.models import CostSheet
from groups.products.costs.forms import CostGrid
from groups.products.costs.reckoning import costing, figures, line_amount, warnings
from groups.products.views import PRODUCTS, crumbs_of
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import money, quantity, thai_date

SHEETS = CostSheet.objects.select_related("product__group__village").prefetch_related("lines")
COLUMNS = [
    {"label": "หมวด", "width": "md"},
    {"label": "รายการ", "width": "lg"},
    {"label": "จำนวน", "width": "sm"},
    {"label": "หน่วย", "width": "sm"},
    {"label": "บาทต่อหน่วย", "width": "sm"},
]


@require_http_methods(["GET", "POST"])
def product_costs(request, pk):
    """A new sheet; it begins with the lines of the last one."""
    product = get_editable_or_404(PRODUCTS, request.user, pk=pk)
    return _write(request, product, None, reverse("product-detail", args=[pk]))


@require_http_methods(["GET", "POST"])
def cost_edit(request, pk):
    sheet = get_editable_or_404(SHEETS, request.user, pk=pk)
    return _write(request, sheet.product, sheet, reverse("cost-sheet", args=[pk]))


def _write(request, product, sheet, cancel_url):
    grid = CostGrid(request.POST or None, user=request.user, product=product, sheet=sheet)
    if request.method == "POST" and (stored := grid.store()):
        messages.success(request, f"บันทึกใบคิดต้นทุนของ “{product}” วันที่ {thai_date(stored.on)} แล้ว")
        return redirect("cost-sheet", pk=stored.pk)
    title = "แก้ไขใบคิดต้นทุน" if sheet else "คิดต้นทุน"
    context = {
        "product": product,
        "title": title,
        "formset": grid,
        "head": grid.head,
        "columns": COLUMNS,
        "cancel_url": cancel_url,
        "crumbs": crumbs_of(product, request.user, title),
    }
    return render(request, "groups/products/costs/edit.html", context)


@require_safe
def cost_sheet(request, pk):
    """One sheet line by line, with what a piece costs and leaves."""
    sheet = get_visible_or_404(SHEETS, request.user, pk=pk)
    product, cost = sheet.product, costing(sheet)
    context = {
        "sheet": sheet,
        "product": product,
        "warnings": warnings(cost, product.unit),
        "facts": [*figures(cost, product.unit), ("หมายเหตุ", sheet.note)],
        "columns": [
            {"label": "รายการ"},
            {"label": "จำนวน", "align": "end"},
            {"label": "บาทต่อหน่วย", "align": "end"},
            {"label": "เป็นเงิน (บาท)", "align": "end"},
        ],
        "rows": [*(_line(line) for line in sheet.lines.all()), _labour(sheet, cost)],
        "edit_url": reverse("cost-edit", args=[pk]) if request.user.may_write else "",
        "crumbs": crumbs_of(product, request.user, f"ต้นทุน {thai_date(sheet.on)}"),
    }
    return render(request, "groups/products/costs/sheet.html", context)


def _line(line) -> dict:
    return {
        "cells": [
            {"text": line.item, "note": line.get_kind_display()},
            {"text": f"{quantity(line.quantity)} {line.unit}".strip()},
            {"text": money(line.price)},
            {"text": money(line_amount(line.quantity, line.price))},
        ]
    }


def _labour(sheet, cost) -> dict:
    """Own labour stands on every sheet, known or not."""
    if cost.labour is None:
        cells = [{"text": "–"}, {"text": "–"}, {"chip": {"word": "ยังไม่ได้คิด", "tone": "warn"}}]
    else:
        amount = f"{quantity(sheet.labour_quantity)} {sheet.labour_unit}".strip()
        cells = [{"text": amount}, {"text": money(sheet.labour_price)}, {"text": money(cost.labour)}]
    return {"cells": [{"text": "แรงงานของสมาชิกเอง"}, *cells]}
