"""Addresses from which a register is taken out as a sheet: its rows, or an empty form."""

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_GET

from samma.resources import write_template
from samma.resources.export import export_rows
from samma.scope import covers
from samma.sheets.register import register_of
from samma.sheets.sending import file_answer, file_name, filters_of, stream_answer


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
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    asked = {"area": area} if area else {}
    resource.record_export(rows=rows.order_by().count(), list=register.key, file=kind, filters=filters_of(asked))
    return stream_answer(export_rows(resource, rows, kind, register.title), register.title, kind)


@require_GET
def sheet_template(request, register):
    """An empty sheet with heads, one example and explanations."""
    register = register_of(register)
    if not register.may_import(request.user):
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
    content = write_template(register.resource(request.user), register.title)
    return file_answer(content, file_name(f"แบบฟอร์ม{register.title}", "xlsx"), "xlsx")
