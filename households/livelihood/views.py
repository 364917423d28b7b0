"""Pages of a village's income and expense: the grid of a round, and money over time, by source and kind, by household; on paper too."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from households.livelihood import page as shown
from households.livelihood.forms import BASELINE, NEW, MoneyGrid
from households.livelihood.paper import MoneyPaper, PaperTable
from households.models import followup as names
from households.village_tabs import tabs_of
from samma import pdf, thai
from samma.figures import HERE, ROW, measured_of
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_editable_or_404, get_visible_or_404
from villages.models import TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for, place_name

TARGETS = TargetVillage.objects.select_related("village", "year")
COLUMNS = [
    {"label": "รายได้ ในภาคเกษตร", "width": "sm"},
    {"label": "รายได้ นอกภาคเกษตร", "width": "sm"},
    {"label": "รายได้อื่น", "width": "sm"},
    {"label": "ปลูก เลี้ยง หาไว้กินเอง", "width": "sm"},
    {"label": "รายได้รวม", "width": "sm"},
    {"label": "ต้นทุนการผลิต", "width": "sm"},
    {"label": "รายจ่าย ที่จำเป็น", "width": "sm"},
    {"label": "รายจ่าย ที่ไม่จำเป็น", "width": "sm"},
    {"label": "ชำระหนี้", "width": "sm"},
    {"label": "รายจ่ายรวม", "width": "sm"},
    {"label": "คงเหลือ", "width": "sm"},
    {"label": "เงินออม", "width": "sm"},
    {"label": "หนี้ในระบบ", "width": "sm"},
    {"label": "หนี้นอกระบบ", "width": "sm"},
    {"label": "ไม่เบียดเบียน ตนเอง", "width": "sm"},
    {"label": "ไม่เบียดเบียน ผู้อื่น", "width": "sm"},
    {"label": "ไม่เบียดเบียน สิ่งแวดล้อม", "width": "sm"},
]
VIEWS = {
    "summary": "ตามแหล่งและชนิด",
    "income": "รายได้รายครัวเรือน",
    "expense": "รายจ่ายรายครัวเรือน",
    "net": "คงเหลือรายครัวเรือน",
    "visits": "จากการเยี่ยม",
}
PARTS = names.INCOME | names.EXPENSE | shown.OTHERS
NOTES = [
    "ช่องที่ไม่มีข้อมูลเขียนว่าไม่ทราบหรือไม่มีรอบนี้ ไม่นับเป็นศูนย์และไม่ประมาณให้",
    "การเปลี่ยนแปลงคิดเฉพาะครัวเรือนที่ทราบรายการเดียวกันทั้งสองรอบ ร้อยละคิดเมื่อรอบแรกมากกว่าศูนย์",
    "เงินที่ได้เพิ่มและรายจ่ายที่ลดได้นับเท่ากัน",
]


@require_http_methods(["GET", "POST"])
def livelihood_grid(request, target_pk):
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    asked = _round(request.GET.get("round", ""))
    grid = MoneyGrid(request.POST or None, user=request.user, target=target, round=asked, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        day = thai.thai_date_short(grid.survey_day)
        messages.success(request, f"บันทึกรายได้รายจ่ายวันที่ {day} ของ {target.village} แล้ว {len(stored)} ครัวเรือน")
        after = BASELINE if asked == BASELINE else grid.survey_day.isoformat()
        return redirect(f"{reverse('livelihood-grid', args=[target.pk])}?round={after}")
    context = {
        "formset": grid,
        "target": target,
        "survey": grid.survey,
        "columns": COLUMNS,
        "row_labels": [
            f"{household.full_name} · {household.house_no}"
            for household in (form.instance.enrolment.household for form in grid.forms)
        ],
        "households": len(grid.active),
        "round_tabs": _tabs(target, grid, asked),
        "actions": [paper_way(target.pk, "household-account", "พิมพ์บัญชีครัวเรือน")],
        "tabs": tabs_of(target, "livelihood-grid", request.user),
        "cancel_url": reverse("target-detail", args=[target.pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="รายได้รายจ่าย", target_pk=target.pk),
    }
    return render(request, "households/livelihood/round.html", context)


def _round(asked: str):
    """What the address asks for: the baseline, a new round, or the round of a day."""
    if asked == NEW:
        return NEW
    try:
        return datetime.date.fromisoformat(asked)
    except ValueError:
        return BASELINE


def _tabs(target, grid, asked) -> list[dict]:
    url = reverse("livelihood-grid", args=[target.pk])
    later = grid.later_days()
    first = {"label": "ข้อมูลฐาน", "url": f"{url}?round={BASELINE}", "current": asked not in (NEW, *later)}
    rounds = [
        {"label": thai.thai_date_short(day), "url": f"{url}?round={day.isoformat()}", "current": asked == day}
        for day in later
    ]
    return [first, *rounds, {"label": "รอบใหม่", "url": f"{url}?round={NEW}", "current": asked == NEW}]


# --- money over time ------------------------------------------------------------------------------------------------
@require_safe
def money_table(request, target_pk):
    """`?of=summary|income|expense|net|visits`, or one source or kind: the households behind a sum of the summary."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    asked = request.GET.get("of")
    of = asked if asked in VIEWS or asked in PARTS else "summary"
    known = shown.village_money(target)
    url = reverse("money-table", args=[target.pk])
    table = _table(known, of, url)
    context = {
        "target": target,
        "households": len(known),
        "columns": table.columns,
        "rows": table.rows,
        "caption": table.heading,
        "why": "" if of == "summary" else ROW,
        "measured": measured_of(target),
        "total": shown.gains_facts(shown.gain_total(known), HERE) if of == "visits" else None,
        "notes": NOTES,
        "views": [{"label": label, "url": f"{url}?of={key}", "current": key == of} for key, label in VIEWS.items()],
        "actions": [{"label": "พิมพ์", "url": reverse("money-pdf", args=[target.pk]), "icon": "printer"}],
        "tabs": tabs_of(target, "money-table", request.user),
        "crumbs": crumbs_for(target.village_code, request.user, page="เงินที่เปลี่ยนไป", target_pk=target.pk),
    }
    return render(request, "households/livelihood/money.html", context)


def _table(known, of: str, url: str = "") -> PaperTable:
    if of == "summary":
        return PaperTable(VIEWS[of], shown.SUMMARY_COLUMNS, shown.summary_rows(known, url))
    if of == "visits":
        return PaperTable(VIEWS[of], shown.GAIN_COLUMNS, shown.gain_rows(known))
    return PaperTable(
        VIEWS.get(of) or f"{PARTS[of]}รายครัวเรือน", shown.household_columns(known), shown.household_rows(known, of)
    )


@never_cache
@require_safe
def money_print(request, target_pk):
    """All of it on A4."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    known = shown.village_money(target)
    paper = MoneyPaper(
        paper_title="รายได้ รายจ่าย และเงินที่เปลี่ยนไปของครัวเรือนสัมมาชีพ",
        lines=[f"{place_name(target.village_code)} ปีงบประมาณ {target.year_id}"],
        printed_on=localdate(),
        thai_digits=False,
        page_style="of",
        tables=[_table(known, of) for of in VIEWS],
        total=shown.gains_facts(shown.gain_total(known)),
        notes=NOTES,
    )
    try:
        content = pdf.render(paper.html())
    except pdf.PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"รายได้รายจ่าย {target.village}")
