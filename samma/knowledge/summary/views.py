"""The one-page summary for the province, on screen and as a paper; each figure leads to the list behind it."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma import thai
from samma.figures import measured
from samma.knowledge.filters import FINISHED, WAITING
from samma.knowledge.models import State
from samma.knowledge.places import place_of
from samma.knowledge.summary.counts import digits_below, missing_villages, summary, total_of
from samma.pdf import PdfError, TableColumn, TablePaper
from samma.pdf import render as render_pdf
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import covers
from villages.models import LEVELS, ProgrammeYear, TargetVillage

SHOWN = 200  # names of villages on one page


def _asked(request) -> tuple[int, str]:
    """The year and the place in the address; a place outside the posting does not exist.

    Without a year it is the latest with target villages, as on the first page: a new year begins empty.
    """
    this_year = thai.fiscal_year(localdate())
    mine = TargetVillage.objects.visible_to(request.user).filter(year__lte=this_year).order_by("-year")
    latest = mine.values_list("year", flat=True).first() or this_year
    typed = request.GET.get("year", "")
    prefix = request.GET.get("area") or request.user.area_code
    is_code = prefix.isdecimal() and prefix.isascii() and len(prefix) in (2, 4)
    if not covers(request.user.area_code, prefix) or not (is_code or prefix == request.user.area_code):
        raise Http404
    return int(typed) if typed.isdecimal() and len(typed) == 4 else latest, prefix


@require_safe
def record_summary(request):
    year, prefix = _asked(request)
    lines = summary(request.user, year, prefix)
    total = total_of(lines)
    asked = request.GET.get("missing", "")
    names = []
    if asked:
        if not (asked == prefix or (asked.isascii() and asked.isdecimal() and covers(prefix, asked))):
            raise Http404
        villages = missing_villages(request.user, year, asked)[: SHOWN + 1]
        names = [_village(target, request.user) for target in villages]
    columns = [{"label": LEVELS[digits_below(prefix)]}] + [
        {"label": label, "align": "end"} for label in ("หมู่บ้านเป้าหมาย", "ร่าง", "รอตรวจ", "รับรองแล้ว", "หมู่บ้านที่ยังไม่ส่ง")
    ]
    years = ProgrammeYear.objects.values_list("year", flat=True)
    context = {
        "year": year,
        "years": [{"label": y, "url": _url(year=y, area=prefix), "current": y == year} for y in years],
        "place": place_of(prefix),
        "columns": columns,
        "rows": [_row(line, year, prefix) for line in [*lines, total]],
        "figures": _figures(total, year, prefix),
        "pdf_url": f"{reverse('record-summary-pdf')}?{urlencode({'year': year, 'area': prefix})}",
        "measured": measured(place_of(prefix), f"ปีงบประมาณ {year}"),
        "names": names[:SHOWN],
        "more": len(names) > SHOWN,
        "missing_place": place_of(asked) if asked else "",
        "crumbs": [("องค์ความรู้", reverse("record-list")), ("สรุปรายพื้นที่", None)],
    }
    return render(request, "knowledge/summary.html", context)


def _row(line, year: int, prefix: str) -> dict:
    code = line.code or (prefix if line.name == "รวม" else "")
    inner = line.code and len(line.code) in (2, 4)

    def records(state):
        if code:
            return _list("record-list", code, year, state=state)
        return _list("record-list", prefix, year, state=state, unplaced=digits_below(prefix))

    return {
        "key": line.code or line.name,
        "url": _url(year=year, area=line.code) if inner else None,
        "cells": [
            {"text": line.name},
            {
                "text": thai.number(line.targets),
                "url": _list("target-list", code, year) if code and line.targets else None,
            },
            {"text": thai.number(line.drafts), "url": records(State.DRAFT) if line.drafts else None},
            {"text": thai.number(line.waiting), "url": records(WAITING) if line.waiting else None},
            {"text": thai.number(line.approved), "url": records(FINISHED) if line.approved else None},
            {
                "text": thai.number(line.missing),
                "url": _url(year=year, area=prefix, missing=code) + "#missing" if code and line.missing else None,
            },
        ],
    }


def _figures(total, year: int, prefix: str) -> list[dict]:
    return [
        {"label": "หมู่บ้านเป้าหมาย", "value": thai.number(total.targets), "url": _list("target-list", prefix, year)},
        {
            "label": "รอตรวจ",
            "value": thai.number(total.waiting),
            "unit": "เรื่อง",
            "url": _list("record-list", prefix, year, state=WAITING),
            "tone": "wait" if total.waiting else "",
        },
        {
            "label": "รับรองแล้ว",
            "value": thai.number(total.approved),
            "unit": "เรื่อง",
            "url": _list("record-list", prefix, year, state=FINISHED),
        },
        {
            "label": "หมู่บ้านที่ยังไม่ส่ง",
            "value": thai.number(total.missing),
            "url": _url(year=year, area=prefix, missing=prefix) + "#missing",
            "tone": "stop" if total.missing else "",
        },
    ]


def _village(target, user) -> dict:
    return {
        "name": str(target.village),
        "place": target.village.tambon.full_name,
        "url": reverse("target-detail", args=[target.pk]),
        "has_draft": target.has_draft,
        "new_url": f"{reverse('record-new')}?village={target.pk}" if user.may_write and not target.has_draft else None,
    }


def _url(**params) -> str:
    return f"{reverse('record-summary')}?{urlencode(params)}"


def _list(name: str, area: str, year: int, **params) -> str:
    area = {} if area in ("", "TH") else {"area": area}
    return f"{reverse(name)}?{urlencode(area | {'year': year} | params)}"


@never_cache
@require_safe
def record_summary_pdf(request):
    year, prefix = _asked(request)
    lines = summary(request.user, year, prefix)
    numbers = [TableColumn(label, 12, "right") for label in ("หมู่บ้านเป้าหมาย", "ร่าง", "รอตรวจ", "รับรองแล้ว", "ยังไม่ส่ง")]
    cells = [
        [line.name, *(thai.thai_digits(thai.number(n)) for n in _numbers(line))] for line in [*lines, total_of(lines)]
    ]
    paper = TablePaper(
        paper_title="สรุปการจัดทำบันทึกองค์ความรู้สัมมาชีพชุมชน",
        lines=[thai.thai_digits(f"{place_of(prefix)} ปีงบประมาณ พ.ศ. {year}")],
        columns=[TableColumn("ลำดับ", 7, "centre"), TableColumn(LEVELS[digits_below(prefix)]), *numbers],
        rows=[[thai.thai_digits(str(n)), *row] for n, row in enumerate(cells[:-1], 1)],
        total=["", *cells[-1]],
        notes=[
            f"ข้อมูล ณ {thai.thai_digits(thai.thai_datetime(now()))}",
            "ร่าง รอตรวจ และรับรองแล้ว นับเป็นเรื่อง · ยังไม่ส่ง นับหมู่บ้านเป้าหมายที่ยังไม่ส่งเรื่องใด",
        ],
    )
    try:
        return pdf_answer(render_pdf(paper.html()), f"สรุปองค์ความรู้ {place_of(prefix)} {year}")
    except PdfError as error:
        return not_made(request, error)


def _numbers(line) -> tuple:
    return line.targets, line.drafts, line.waiting, line.approved, line.missing
