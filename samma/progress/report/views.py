"""The page of the report, its paper and its workbook: `?year=2560&period=q2&area=3301`."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma import thai
from samma.accounts.events import record_register
from samma.figures import AIM, RATIO, measured
from samma.knowledge.printing.views import not_made, pdf_answer
from samma.pdf import PdfError
from samma.progress.report.figures import Figure
from samma.progress.report.made import HEADS, Report, report_of
from samma.progress.report.papers import report_book, report_pdf
from samma.progress.report.period import WHOLE_YEAR, periods_of
from samma.progress.sharing import report_text
from samma.sheets.sending import stream_answer

COLUMNS = [
    {"label": "ตัวชี้วัด"},
    {"label": "จำนวน", "align": "end"},
    {"label": "จาก", "align": "end"},
    {"label": "ร้อยละ", "align": "end"},
    {"label": "ข้อมูล"},
]


@require_safe
def report(request) -> HttpResponse:
    """The figures of a month, a quarter or a year, and a row for each place below."""
    made = report_of(request)
    crumbs = [("รายงาน", None)]
    if made is None:
        return render(request, "progress/report.html", {"crumbs": crumbs, "place": ""})
    files = {kind: _url(made, name=f"report-{kind}") for kind in ("pdf", "export")}
    context = {
        "place": made.place,
        "title": made.title,
        "kicker": f"{made.place} · หมู่บ้านเป้าหมายปี {made.year.pk}",
        "lead": made.period.title,
        "measured": measured(made.place, f"หมู่บ้านเป้าหมายปี {made.year.pk}", at=f"ข้อมูล ณ วันที่ {made.as_of}"),
        "years": _years(made),
        "fiscal_years": _fiscal_years(made),
        "months": _periods(made, "m"),
        "quarters": [*_periods(made, "q"), *_periods(made, WHOLE_YEAR)],
        "has_begun": made.has_begun,
        "sections": _sections(made),
        "place_columns": [{"label": made.below}, *({"label": head, "align": "end"} for head in HEADS)],
        "place_rows": [_place_row(made, row) for row in made.rows],
        "below": made.below,
        "share_text": report_text(made),
        "actions": [
            {"label": "พิมพ์ PDF", "url": files["pdf"], "icon": "printer"},
            {"label": "ดาวน์โหลด Excel", "url": files["export"], "icon": "table"},
        ],
        "crumbs": crumbs,
    }
    return render(request, "progress/report.html", context)


@never_cache
@require_safe
def report_paper(request) -> HttpResponse:
    made = _made_or_404(request)
    try:
        return pdf_answer(report_pdf(made, request.user), _file_title(made))
    except PdfError as error:
        return not_made(request, error)


@never_cache
@require_safe
def report_workbook(request) -> HttpResponse:
    made = _made_or_404(request)
    detail = {
        "list": "report",
        "rows": len(made.rows),
        "area": made.area,
        "year": made.year.pk,
        "period": made.period.key,
    }
    record_register("export", "villages.targetvillage", by=request.user, **detail)
    return stream_answer(report_book(made, request.user), _file_title(made), "xlsx")


def _made_or_404(request) -> Report:
    made = report_of(request)
    if made is None:
        raise Http404
    return made


def _file_title(made: Report) -> str:
    return f"รายงานสัมมาชีพชุมชน {made.place} {made.period.title}"


def _url(made: Report, name: str = "report", **changes) -> str:
    params = {"year": made.year.pk, "fiscal": made.period.year, "period": made.period.key, "area": made.area} | changes
    return f"{reverse(name)}?{urlencode({key: value for key, value in params.items() if value})}"


def _years(made: Report) -> list[dict]:
    return [
        {"label": f"หมู่บ้านปี {year}", "url": _url(made, year=year, fiscal="", period=""), "current": year == made.year.pk}
        for year in made.years
    ]


def _fiscal_years(made: Report) -> list[dict]:
    return [
        {"label": f"ปีงบประมาณ {year}", "url": _url(made, fiscal=year, period=""), "current": year == made.period.year}
        for year in made.fiscal_years
    ]


def _periods(made: Report, kind: str) -> list[dict]:
    """Links to the months, the quarters or the whole of the year."""
    words = {"m": lambda p: thai.MONTHS_SHORT[p.start.month - 1], "q": lambda p: f"ไตรมาส {p.key[1:]}"}
    word = words.get(kind, lambda period: "ทั้งปี")
    return [
        {"label": word(period), "url": _url(made, period=key), "current": key == made.period.key}
        for key, period in periods_of(made.period.year).items()
        if key.startswith(kind)
    ]


def _sections(made: Report) -> list[dict]:
    """The figures as tables, one for each section."""
    sections: dict[str, list[dict]] = {}
    for figure in made.figures:
        sections.setdefault(figure.section, []).append(_figure_row(made, figure))
    return [{"title": title, "columns": COLUMNS, "rows": rows} for title, rows in sections.items()]


def _figure_row(made: Report, figure: Figure) -> dict:
    of = "" if figure.of is None else thai.number(figure.of)
    percent = str(figure.percent) if figure.percent is not None else ("–" if figure.of is not None else "")
    url = figure.url if figure.value else ""
    return {
        "key": figure.label,
        "url": url,
        "cells": [
            {"text": figure.label, "note": figure.note, "note_why": figure.note_why},
            {"text": figure.shown, "url": url, "why": figure.why, "note": figure.unit},
            {
                "text": of,
                "url": figure.of_url if figure.of else "",
                "why": AIM,
                "note": figure.of_what,
                "note_why": AIM,
            },
            {"text": percent, "why": RATIO},
            {"text": made.when(figure)},
        ],
    }


def _place_row(made: Report, row) -> dict:
    inner = row.code if len(row.code) in (2, 4) else ""
    numbers = zip(row.numbers(made.year), row.ways(made.lists(row.code)), strict=True)
    cells = [{"text": thai.number(n), "url": url if n and row.code else "", "why": AIM} for n, url in numbers]
    return {
        "key": row.code or "–",
        "url": _url(made, area=inner) if inner else None,
        "cells": [{"text": row.name}, *cells],
    }
