"""Addresses from which a register is taken out as a sheet: its rows, or an empty form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from samma import thai
from samma.resources import write_csv, write_template, write_xlsx
from samma.scope import covers
from samma.sheets.register import register_of

MOST_EXPORTED = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def sheet_export(request, register):
    """The register inside the user's area, or a part of it (`?area=3301`), as xlsx or csv."""
    register = register_of(register)
    if not register.may_export(request.user):
        raise PermissionDenied("บัญชีนี้ส่งออกข้อมูลไม่ได้")
    resource = register.resource(request.user)
    rows = resource.get_queryset()
    area = request.GET.get("area", "")
    if area and hasattr(rows, "under"):
        rows = rows.under(area) if covers(request.user.area_code, area) else rows.none()
    if rows.order_by()[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
        most = thai.number(MOST_EXPORTED)
        messages.error(request, f"ข้อมูลมากกว่า {most} แถว: เลือกจังหวัดหรืออำเภอให้แคบลงแล้วส่งออกใหม่")
        return redirect(register.list_url)
    dataset = resource.export(rows)
    if request.GET.get("format") == "csv":
        return file_answer(write_csv(dataset), "text/csv; charset=utf-8", f"{register.key}-{_today()}.csv")
    return file_answer(write_xlsx(dataset, register.title), XLSX, f"{register.key}-{_today()}.xlsx")


@require_GET
def sheet_template(request, register):
    """An empty sheet with heads, one example and explanations."""
    register = register_of(register)
    if not register.may_import(request.user):
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
    content = write_template(register.resource(request.user), register.title)
    return file_answer(content, XLSX, f"{register.key}-template.xlsx")


def _today() -> str:
    day = timezone.localdate()
    return f"{thai.be_year(day.year)}{day.month:02}{day.day:02}"


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, which no cache keeps."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
