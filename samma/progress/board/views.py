"""The page of the board, its paper and its workbook: `?area=3301&year=2560&sort=trained`."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma.accounts.events import record_register
from samma.figures import measured
from samma.knowledge.printing.views import not_made, pdf_answer
from samma.pdf import PdfError
from samma.progress.board.made import NAME, Board, Row, board_of
from samma.progress.board.measures import MEASURES, Measure
from samma.progress.board.papers import board_book, board_pdf, share_in_words
from samma.progress.totals import Totals
from samma.sheets.sending import stream_answer

MEDIAN = "ค่ากลางของรายได้ที่เปลี่ยน: ครัวเรือนครึ่งหนึ่งเปลี่ยนมากกว่านี้ บอกเป็นช่วงของร้อยละ"


@require_safe
def board(request) -> HttpResponse:
    """Every place below with its targets; each number leads to the list behind it."""
    made = board_of(request)
    crumbs = [("กระดาน", None)]
    if made is None:
        return render(request, "progress/board.html", {"crumbs": crumbs, "place": ""})
    rows = [_row(made, row.code, row.total, row) for row in made.rows]
    context = {
        "place": made.place,
        "title": made.title,
        "kicker": f"{made.place} · หมู่บ้านเป้าหมายปี {made.year.pk}",
        "measured": measured(made.place, f"หมู่บ้านเป้าหมายปี {made.year.pk}", at=made.as_of),
        "legend": [*(f"{measure.label}: จาก{measure.of_what}" for measure in MEASURES if measure.of), MEDIAN],
        "tabs": [
            {"label": f"ปี {year}", "url": _url(made, year=year), "current": year == made.year.pk} for year in made.years
        ],
        "columns": [_column(made, NAME, made.below), *(_column(made, m.key, m.label) for m in MEASURES)],
        "rows": [*rows, _row(made, made.area, made.total)] if len(rows) > 1 else rows,
        "actions": [
            {"label": "พิมพ์ PDF", "url": _url(made, "board-pdf"), "icon": "printer"},
            {"label": "ดาวน์โหลด Excel", "url": _url(made, "board-export"), "icon": "table"},
        ],
        "crumbs": crumbs,
    }
    return render(request, "progress/board.html", context)


@never_cache
@require_safe
def board_paper(request) -> HttpResponse:
    made = _made_or_404(request)
    try:
        return pdf_answer(board_pdf(made), _file_title(made))
    except PdfError as error:
        return not_made(request, error)


@never_cache
@require_safe
def board_workbook(request) -> HttpResponse:
    made = _made_or_404(request)
    detail = {"list": "board", "rows": len(made.rows), "area": made.area, "year": made.year.pk}
    record_register("export", "villages.targetvillage", by=request.user, **detail)
    return stream_answer(board_book(made), _file_title(made), "xlsx")


def _made_or_404(request) -> Board:
    made = board_of(request)
    if made is None:
        raise Http404
    return made


def _file_title(made: Board) -> str:
    return f"กระดานสัมมาชีพชุมชน {made.place} {made.year.pk}"


def _url(made: Board, name: str = "board", **changes) -> str:
    params = {"area": made.area, "year": made.year.pk, "sort": "" if made.sort == NAME else made.sort} | changes
    return f"{reverse(name)}?{urlencode({key: value for key, value in params.items() if value})}"


def _column(made: Board, key: str, label: str) -> dict:
    sorted_so = ("ascending" if key == NAME else "descending") if made.sort == key else None
    column = {"label": label, "sort_url": _url(made, sort="" if key == NAME else key), "sorted": sorted_so}
    return column if key == NAME else column | {"align": "end"}


def _row(made: Board, code: str, total: Totals, row=None) -> dict:
    first = {"text": "รวม"} if row is None else {"text": row.name, "note": row.note}
    if row is not None and row.step:
        first["note"] = f"{row.note} · {row.step['word']}"
    return {
        "key": code or "sum",
        "url": row.url if row else None,
        "cells": [first, *(_cell(made, measure, code, total, row) for measure in MEASURES)],
    }


def _cell(made: Board, measure: Measure, code: str, total: Totals, row: Row | None) -> dict:
    if measure.key == "team" and row is not None and row.seats is not None:
        url = row.team_url if row.seats else ""
    else:
        url = measure.url(code, made.year.pk) if measure.value(total) else None
    return {"text": share_in_words(measure, total, made, row), "url": url, "why": measure.why}
