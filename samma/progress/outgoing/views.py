"""The address from which a list goes out: as seen in Excel or csv, or as the department's paper in Excel or PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from samma import thai
from samma.knowledge.printing.views import not_made
from samma.pdf import PdfError
from samma.progress.outgoing.lists import LISTS, rows_of
from samma.progress.outgoing.paper import most_rows, paper_pdf
from samma.resources.export import export_rows, paper_book
from samma.sheets.sending import filters_of, stream_answer
from villages.places import place_name, posting_name

KINDS = ("xlsx", "csv", "print", "pdf")


@require_GET
def list_export(request, key) -> HttpResponse:
    """`?format=xlsx|csv|print|pdf`, of a PDF `&digits=thai|arabic`, and whatever narrows the list on its page."""
    kind = request.GET.get("format", "xlsx")
    if key not in LISTS or kind not in KINDS:
        raise Http404
    listed = LISTS[key]
    is_paper = kind in ("print", "pdf")
    if is_paper and listed.paper is None:
        raise Http404
    if not listed.sheet.may_export(request.user):
        raise PermissionDenied("บัญชีนี้ส่งออกข้อมูลไม่ได้")
    sheet = (listed.paper if is_paper else listed.sheet)(request.user)
    rows, view = rows_of(sheet, request)
    count = rows.order_by().count()
    if kind == "pdf" and count > most_rows(sheet):
        most = thai.number(most_rows(sheet))
        messages.error(request, f"พิมพ์เป็น PDF ได้ไม่เกิน {most} แถว: กรองให้แคบลง หรือเลือกแบบพร้อมพิมพ์ Excel")
        return redirect(f"{reverse(listed.back)}?{urlencode(view.params)}")
    sheet.record_export(rows=count, list=key, file=kind, filters=filters_of(view.params))
    if not is_paper:
        return stream_answer(export_rows(sheet, rows, kind, listed.title), listed.title, kind)
    lines = head_lines(request.user, view, count)
    if kind == "print":
        return stream_answer(paper_book(sheet, rows, lines), sheet.paper_title, "xlsx")
    try:
        pdf = paper_pdf(sheet, rows, lines, is_thai=request.GET.get("digits") == "thai")
        return stream_answer([pdf], sheet.paper_title, "pdf")
    except PdfError as error:
        return not_made(request, error)


def head_lines(user, view, count: int) -> list[str]:
    """Below a paper's title: the office, the place and what else narrows it, and the day it was printed."""
    asked = view.filters.cleaned_data if view.filters is not None and view.filters.is_valid() else {}
    area, year = asked.get("area") or "", asked.get("year") or ""
    place = place_name(area) if area else posting_name(user)
    others = [chip["label"] for chip in view.chips or () if not chip["label"].startswith(("พื้นที่:", "ปีงบประมาณ:"))]
    if view.words:
        others.append(f"ค้นหา: {view.words}")
    return [
        " ".join(filter(None, [user.office, place if place not in user.office else ""])),
        " · ".join([f"ปีงบประมาณ พ.ศ. {year}" if year else "ทุกปีงบประมาณ", *others]),
        f"ข้อมูล ณ วันที่ {thai.thai_date(timezone.localdate())} จำนวน {thai.number(count)} รายการ",
    ]
