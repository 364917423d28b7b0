"""The pages of a village's money: the reckoning (on paper too), the budget, payments, what the community put in."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from households.budget import page as shown
from households.budget.actions import reverse as reverse_entry
from households.budget.book import reckoning_of
from households.budget.forms import BudgetGrid, ContributionGrid, PaymentGrid
from households.budget.lists import contributions_listing, payments_listing
from households.budget.tabs import tabs_of
from households.livelihood.paper import MoneyPaper, PaperTable, in_thai_digits
from households.models import Contribution, Payment
from samma import pdf, thai
from samma.figures import measured_of
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from villages.models import TargetVillage
from villages.places import crumbs_for, place_name

TARGETS = TargetVillage.objects.select_related("village", "year")

BUDGET_COLUMNS = [
    {"label": "หมวด", "width": "md"},
    {"label": "รายการ", "width": "lg"},
    {"label": "แหล่งเงิน", "width": "md"},
    {"label": "งบที่ตั้งไว้", "width": "sm", "help": "บาท"},
    {"label": "หมายเหตุ", "width": "md"},
    {"label": "ลบ", "width": "xs"},
]
PAYMENT_COLUMNS = [
    {"label": "จ่ายเมื่อ", "width": "sm"},
    {"label": "รายการงบประมาณ", "width": "lg"},
    {"label": "จ่ายค่าอะไร", "width": "lg", "help": "วัสดุที่ซื้อมาแจก ใช้ชื่อเดียวกับที่แจก"},
    {"label": "จำนวนเงิน", "width": "sm", "help": "บาท"},
    {"label": "จำนวนที่ซื้อ", "width": "sm", "help": "เฉพาะวัสดุที่ซื้อมาแจก"},
    {"label": "หน่วย", "width": "sm"},
    {"label": "กิจกรรม", "width": "lg", "help": "ถ้าเป็นค่าใช้จ่ายของกิจกรรม"},
    {"label": "จ่ายให้", "width": "md"},
    {"label": "เลขที่ใบเสร็จ", "width": "md"},
]
CONTRIBUTION_COLUMNS = [
    {"label": "วันที่", "width": "sm"},
    {"label": "ประเภท", "width": "md"},
    {"label": "สมทบอะไร", "width": "lg"},
    {"label": "ผู้สมทบ", "width": "md"},
    {"label": "จำนวน", "width": "sm"},
    {"label": "หน่วย", "width": "sm"},
    {"label": "มูลค่า", "width": "sm", "help": "บาท ไม่ทราบให้เว้นว่าง"},
]


def page_of(request, target, current: str, page: str, **more) -> dict:
    """What every page of a village's money has."""
    return {
        "target": target,
        "tabs": tabs_of(target, current, request.user),
        "crumbs": crumbs_for(target.village_code, request.user, page=page, target_pk=target.pk),
        "may_write": request.user.may_write,
        **more,
    }


# --- the reckoning ----------------------------------------------------------------------------------------------------
@require_safe
def budget_sums(request, target_pk):
    """Planned, spent and left; material bought and handed out; the community's share; what does not add up."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    known = reckoning_of(target)
    may_write = request.user.may_write
    lines, activities, items, share = shown.tables(known, target, may_write)
    context = page_of(
        request,
        target,
        "budget-sums",
        "สรุปกระทบยอด",
        figures=shown.figures(known, target),
        faults=shown.fault_links(known.faults, target, may_write),
        parts=[
            {"id": "lines", "table": lines, "empty": "ยังไม่ตั้งรายการงบประมาณ"},
            {"id": "activities", "table": activities, "empty": "ยังไม่มีกิจกรรมที่บันทึกค่าใช้จ่าย", "note": shown.RULE},
            {"id": "items", "table": items, "empty": "ยังไม่มีวัสดุที่ซื้อหรือแจก"},
            {"id": "share", "table": share, "empty": "", "note": shown.HINT},
        ],
        measured=measured_of(target),
        actions=[
            {"label": "พิมพ์", "url": reverse("budget-pdf", args=[target.pk]), "icon": "printer"},
            {"label": "พิมพ์ เลขไทย", "url": f"{reverse('budget-pdf', args=[target.pk])}?digits=thai", "icon": "printer"},
        ],
    )
    return render(request, "households/budget/sums.html", context)


@never_cache
@require_safe
def budget_print(request, target_pk):
    """The reckoning on A4, with what does not add up below the tables."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    known = reckoning_of(target)
    told = [[{"text": str(n)}, {"text": fault.sentence}] for n, fault in enumerate(known.faults, 1)]
    told = told or [[{"text": "–"}, {"text": "ตัวเลขตรงกันทุกรายการ"}]]
    faults = PaperTable("ที่ยังไม่ตรงกัน", [{"label": "ที่"}, {"label": "เรื่อง"}], [{"cells": cells} for cells in told])
    is_thai = request.GET.get("digits") == "thai"
    say = thai.thai_digits if is_thai else str
    tables = [*(table for table in shown.tables(known, target, may_write=False) if table.rows), faults]
    paper = MoneyPaper(
        paper_title="สรุปกระทบยอดงบประมาณและวัสดุของหมู่บ้านสัมมาชีพชุมชน",
        lines=[
            say(place_name(target.village_code)),
            say(f"ปีงบประมาณ พ.ศ. {target.year_id} ข้อมูล ณ วันที่ {thai.thai_date(localdate())}"),
        ],
        printed_on=localdate(),
        thai_digits=is_thai,
        page_style="of",
        tables=[in_thai_digits(table) for table in tables] if is_thai else tables,
        total=[],
        notes=[say(shown.RULE), say(shown.HINT)],
    )
    try:
        content = pdf.render(paper.html())
    except pdf.PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"สรุปกระทบยอด {target.village}")


# --- what is typed ----------------------------------------------------------------------------------------------------
def _grid(request, target, grid, done: str, *, here: str, **words):
    """A sheet in the tab `here`: stored as one and told by `done`, then that tab's page follows."""
    if request.method == "POST" and (stored := grid.store()) is not None:
        messages.success(request, f"{done} {target.village} แล้ว {len(stored)} รายการ")
        return redirect(here, target_pk=target.pk)
    context = page_of(request, target, here, words["title"], formset=grid, **words)
    return render(request, "households/budget/sheet.html", context)


@require_http_methods(["GET", "POST"])
def budget_grid(request, target_pk):
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    return _grid(
        request,
        target,
        BudgetGrid(request.POST or None, user=request.user, target=target),
        "บันทึกรายการงบประมาณ",
        here="budget-grid",
        columns=BUDGET_COLUMNS,
        title="รายการงบประมาณ",
        cancel_url=reverse("budget-sums", args=[target.pk]),
        lead="ตั้งงบของหมู่บ้านทีละรายการ ไม่มียอดกำหนดตายตัวต่อหมู่บ้าน ยอดรวมระบบคิดให้",
    )


@require_safe
def payment_list(request, target_pk):
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    context = page_of(request, target, "payment-list", "รายการจ่าย") | payments_listing(request, target)
    context |= {
        "title": "รายการจ่าย",
        "new_url": reverse("payment-grid", args=[target.pk]),
        "new_label": "ลงรายการจ่าย",
        "empty": "ลงรายการจ่ายจากใบเสร็จหรือใบสำคัญ โดยเลือกรายการงบประมาณที่จ่าย",
    }
    return render(request, "households/budget/list.html", context)


@require_http_methods(["GET", "POST"])
def payment_grid(request, target_pk):
    """New payments; `?activity=` offers one filled in with what that activity still lacks."""
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    offered = {} if request.method == "POST" else {"initial": _offered(target, request.GET.get("activity", ""))}
    grid = PaymentGrid(request.POST or None, user=request.user, target=target, today=localdate(), **offered)
    return _grid(
        request,
        target,
        grid,
        "ลงรายการจ่าย",
        here="payment-list",
        columns=PAYMENT_COLUMNS,
        title="ลงรายการจ่าย",
        cancel_url=reverse("payment-list", args=[target.pk]),
        lead="แถวละหนึ่งรายการในใบเสร็จ ลงผิดแก้ด้วยการกลับรายการ",
        needs_lines=not grid.lines,
    )


def _offered(target, asked: str) -> list[dict]:
    activity = target.activities.filter(pk=row_number(asked)).first()
    if activity is None:
        return []
    known = {one.activity.pk: one for one in reckoning_of(target).activities}
    sums = known.get(activity.pk)
    loose = sums.loose if sums else None
    return [{"on": activity.on, "item": f"ค่าใช้จ่าย{activity}", "activity": activity.pk, "amount": loose or None}]


@require_safe
def contribution_list(request, target_pk):
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    context = page_of(request, target, "contribution-list", "ส่วนสมทบของชุมชน") | contributions_listing(request, target)
    context |= {
        "title": "ส่วนสมทบของชุมชน",
        "lead": shown.HINT,
        "new_url": reverse("contribution-grid", args=[target.pk]),
        "new_label": "ลงส่วนสมทบ",
        "empty": "ลงเงิน แรงงาน วัสดุ หรือสถานที่ที่ชุมชนออกเอง พร้อมมูลค่า",
    }
    return render(request, "households/budget/list.html", context)


@require_http_methods(["GET", "POST"])
def contribution_grid(request, target_pk):
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    return _grid(
        request,
        target,
        ContributionGrid(request.POST or None, user=request.user, target=target, today=localdate()),
        "ลงส่วนสมทบของชุมชน",
        here="contribution-list",
        columns=CONTRIBUTION_COLUMNS,
        title="ลงส่วนสมทบของชุมชน",
        cancel_url=reverse("contribution-list", args=[target.pk]),
        lead=shown.HINT,
    )


# --- counter-entries --------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def payment_reverse(request, pk):
    rows = Payment.objects.select_related("line__target_village__village")
    entry = get_editable_or_404(rows, request.user, pk=pk)
    return _reverse(request, entry, entry.line.target_village, "payment-list", thai.money(entry.amount))


@require_http_methods(["GET", "POST"])
def contribution_reverse(request, pk):
    rows = Contribution.objects.select_related("target_village__village")
    entry = get_editable_or_404(rows, request.user, pk=pk)
    worth = "ยังไม่ตีมูลค่า" if entry.value is None else thai.money(entry.value)
    return _reverse(request, entry, entry.target_village, "contribution-list", worth)


def _reverse(request, entry, target, back: str, worth: str):
    """A mistaken entry is taken back after being shown once more."""
    back_url = reverse(back, args=[target.pk])
    if request.method == "POST":
        today: datetime.date = localdate()
        try:
            reverse_entry(entry, by=request.user, today=today)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"กลับรายการ “{entry.item}” แล้ว")
        return redirect(back_url)
    context = {
        "entry": entry,
        "items": [
            f"{thai.thai_date_short(entry.on)} {entry.item} {worth} บาท",
            "รายการเดิมยังอยู่ในบัญชี มีรายการกลับต่อท้าย และยอดรวมคิดใหม่ให้",
        ],
        "cancel_url": back_url,
        "crumbs": crumbs_for(entry.village_code, request.user, page="กลับรายการ", target_pk=target.pk),
    }
    return render(request, "households/budget/reverse.html", context)
