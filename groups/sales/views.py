"""What groups sold: the list of an area, the year of one group, and the sheet on which a month is typed."""

import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups.rows_of_group import GROUPS, crumbs_of
from groups.sales.forms import SaleGrid
from groups.sales.lists import sale_listing
from groups.sales.page import period_of, sales_page
from groups.sales.rules import by_month
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import ad_year, fiscal_year, money, thai_month


@require_safe
def sale_list(request):
    return render(request, "groups/sales/list.html", sale_listing(request))


@require_safe
def sale_group(request, pk):
    """`?period=f2568|c2568`: a fiscal year or one of the calendar."""
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    today = localdate()
    return render(request, "groups/sales/group.html", sales_page(group, request.user, period_of(request, today), today))


def _month(of_year: int, month: int, today: datetime.date) -> datetime.date:
    year = ad_year(of_year)
    if not (1 <= month <= 12 and 1950 <= year <= 2200) or datetime.date(year, month, 1) > today:
        raise Http404
    return datetime.date(year, month, 1)


@require_http_methods(["GET", "POST"])
def sale_month(request, pk, of_year, month):
    """A row for each product and channel; what was emptied is taken away."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    shown = _month(of_year, month, localdate())
    back = f"{reverse('sale-group', args=[pk])}?period=f{fiscal_year(shown)}"
    if not group.products.exists():
        messages.info(request, "เพิ่มผลิตภัณฑ์ของกลุ่มก่อน แล้วจึงบันทึกยอดขาย")
        return redirect(reverse("group-detail", args=[pk]))
    grid = SaleGrid(request.POST or None, user=request.user, group=group, month=shown)
    if request.method == "POST" and grid.store() is not None:
        total = by_month(group.sales.filter(month=shown)).get(shown, 0)
        messages.success(request, f"บันทึกยอดขายเดือน{thai_month(shown)} ของ{group.name} แล้ว รวม {money(total)} บาท")
        return redirect(back)
    context = {
        "group": group,
        "title": f"ยอดขายเดือน{thai_month(shown)}",
        "formset": grid,
        "columns": [{"label": "จำนวน", "width": "sm"}, {"label": "ยอดขาย (บาท)", "width": "md"}],
        "row_labels": grid.names(),
        "cancel_url": back,
        "crumbs": crumbs_of(group, request.user, ("ยอดขาย", back), (thai_month(shown), None)),
    }
    return render(request, "groups/sales/month.html", context)
