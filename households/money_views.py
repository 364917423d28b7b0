"""The village's money over time: by source and kind, by household and round, and what the visits told; on paper too."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from households import money_page as shown
from households.models import followup as names
from households.money_paper import MoneyPaper, PaperTable
from households.village_tabs import tabs_of
from samma import pdf
from samma.figures import HERE, ROW, measured_of
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_visible_or_404
from villages.models import TargetVillage
from villages.places import crumbs_for, place_name

TARGETS = TargetVillage.objects.select_related("village", "year")
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
    return render(request, "households/money.html", context)


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
