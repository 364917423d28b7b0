"""Pages that take a register in and out as a sheet: upload, look at what would happen, confirm; download; an empty form.

The registers themselves are named in samma.progress.registers. Between looking and confirming the upload is kept in
the media store, locked with a key that only the signed token in the user's own page holds, and deleted afterwards.
"""

import io
import uuid
from dataclasses import dataclass

from cryptography.fernet import Fernet
from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from samma import thai
from samma.resources import (
    MOST_ROWS,
    ScopedResource,
    SheetResult,
    UploadRefusedError,
    read_upload,
    write_csv,
    write_template,
    write_xlsx,
)
from samma.scope import covers

SHOWN_ROWS = 200
NAMED_FAULTS = 5
MOST_EXPORTED = 20_000
SALT = "samma.sheets"
HOUR = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPIRED = "ไฟล์ที่ส่งไว้หมดเวลาแล้ว หรือมีการส่งไฟล์ใหม่แทน โปรดเลือกไฟล์อีกครั้ง"
ROW_WORDS = {
    "invalid": ("ไม่ผ่าน", "stop"),
    "new": ("เพิ่มใหม่", "ok"),
    "update": ("แก้ไข", "wait"),
    "skip": ("เหมือนเดิม", "neutral"),
}


@dataclass(frozen=True)
class Register:
    """One register: its word in addresses, its Thai title, its sheet, and the list to go back to."""

    key: str
    title: str
    resource: type[ScopedResource]
    list_url: str

    def may_import(self, user) -> bool:
        return self.resource.may_import(user)

    def may_export(self, user) -> bool:
        return self.resource.may_export(user)


class UploadForm(forms.Form):
    """The file, and nothing else."""

    file = forms.FileField(
        label="ไฟล์ Excel (.xlsx) หรือ CSV",
        help_text=f"ไม่เกิน 5 เมกะไบต์ ครั้งละไม่เกิน {thai.number(MOST_ROWS)} แถว",
        error_messages={"required": "เลือกไฟล์ก่อน", "empty": "ไฟล์ว่าง ไม่มีข้อมูล"},
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )


# --- in ---------------------------------------------------------------------------------------------------------------
def import_page(request, register: Register) -> HttpResponse:
    """Upload, then a preview; confirming it writes everything or nothing."""
    if not register.may_import(request.user):
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
    resource = register.resource(request.user)
    if request.method == "POST" and "token" in request.POST:
        return _confirm(request, register, resource)
    form = UploadForm(request.POST or None, request.FILES or None)
    result = token = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            dataset = read_upload(upload, upload.name, resource)
        except UploadRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            result = resource.import_data(dataset, dry_run=True)
            if result.is_good:
                token = keep(upload, register, request.user)
    return _page(request, register, form, result, token)


def _confirm(request, register, resource) -> HttpResponse:
    kept = open_kept(request.POST["token"], register, request.user)
    if kept is None:
        form = UploadForm()
        messages.error(request, EXPIRED)
        return _page(request, register, form, None, None)
    content, name = kept
    result = resource.import_data(read_upload(io.BytesIO(content), name, resource))
    forget(request.user)
    if not result.is_good:  # somebody changed the register meanwhile: nothing was written
        return _page(request, register, UploadForm(), result, None)
    messages.success(request, f"นำเข้า{register.title}แล้ว: {_summary(result)}")
    return redirect(register.list_url)


def _page(request, register, form, result: SheetResult | None, token) -> HttpResponse:
    context = {
        "register": register,
        "form": form,
        "token": token,
        "template_url": reverse("sheet-template", args=[register.key]),
        "export_url": reverse("sheet-export", args=[register.key]),
        "list_url": reverse(register.list_url),
        "crumbs": [(register.title, reverse(register.list_url)), ("นำเข้าจากไฟล์", None)],
    }
    if result is not None:
        context |= preview(result, register.resource(request.user))
    return render(request, "sheets/import.html", context)


def preview(result: SheetResult, resource: ScopedResource) -> dict:
    """What the page shows of a result: counts, sentences, and the first rows, refused ones first."""
    rows = sorted(result.rows, key=lambda row: (row.import_type != "invalid", row.number))[:SHOWN_ROWS]
    names = _shown_columns(resource, [row.cells for row in rows])
    refused = sum(row.import_type == "invalid" for row in result.rows)
    return {
        "is_preview": True,
        "is_good": result.is_good,
        "refused_title": f"มีแถวที่ไม่ผ่าน {thai.number(refused)} แถว จึงยังไม่นำเข้า" if refused else "ยังนำเข้าไม่ได้",
        "figures": [
            {"label": word, "value": thai.number(_count(result, kind)), "unit": "แถว"}
            for kind, (word, _tone) in ROW_WORDS.items()
        ],
        "refusals": result.refusals + _first_faults(result, resource),
        "ignored": result.ignored,
        "has_changes": bool(_count(result, "new") or _count(result, "update")),
        "confirm_label": f"ยืนยันนำเข้า {thai.number(_count(result, 'new') + _count(result, 'update'))} แถว",
        "heads": [resource.fields[name].column_name for name in names],
        "rows": [
            {
                "number": row.number,
                "status": dict(zip(("word", "tone"), ROW_WORDS[row.import_type], strict=True)),
                "sentences": row.sentences,
                "cells": [row.cells.get(name) for name in names],
            }
            for row in rows
        ],
        "shown_label": f"แสดง {thai.number(len(rows))} จาก {thai.number(len(result.rows))} แถว",
    }


def _first_faults(result: SheetResult, resource: ScopedResource) -> list[str]:
    """The first wrong cells in words, for who sees the table through a phone."""
    faults = [
        f"แถวที่ {row.number} {resource.fields[name].column_name}: {' '.join(cell.errors)}"
        for row in result.rows
        for name, cell in row.cells.items()
        if cell.errors
    ]
    further = [f"และอีก {thai.number(len(faults) - NAMED_FAULTS)} ช่อง"] if len(faults) > NAMED_FAULTS else []
    return faults[:NAMED_FAULTS] + further


def _shown_columns(resource: ScopedResource, rows: list[dict]) -> list[str]:
    """The columns that say something: those that name the row, then those with a wrong cell, then with a changed one."""

    def weight(name: str) -> int:
        column, cells = resource.fields[name], [row[name] for row in rows if name in row]
        weights = [
            column.key or column.needed,
            any(cell.errors for cell in cells),
            any(cell.was is not None for cell in cells),
            any(cell.text for cell in cells),
        ]
        return next((place for place, holds in enumerate(weights) if holds), len(weights))

    weights = {name: weight(name) for name in resource.fields}
    return sorted((name for name in weights if weights[name] < 4), key=weights.get)


def _count(result: SheetResult, kind: str) -> int:
    return sum(row.import_type == kind for row in result.rows)


def _summary(result: SheetResult) -> str:
    words = [(word, _count(result, kind)) for kind, (word, _tone) in ROW_WORDS.items()]
    return " ".join(f"{word} {thai.number(n)} แถว" for word, n in words if n)


# --- the upload between looking and confirming ------------------------------------------------------------------------
def keep(upload, register: Register, user) -> str:
    """Store the upload locked, in place of the user's earlier one; the token alone opens it."""
    forget(user)
    key = Fernet.generate_key()
    upload.seek(0)
    place = default_storage.save(f"{_folder(user)}/{uuid.uuid4().hex}", ContentFile(Fernet(key).encrypt(upload.read())))
    kept = {"user": user.pk, "register": register.key, "place": place, "name": upload.name, "key": key.decode()}
    return signing.dumps(kept, salt=SALT, compress=True)


def open_kept(token: str, register: Register, user) -> tuple[bytes, str] | None:
    """The stored upload and its name; None when the token is old, bent, somebody else's, or the file is gone."""
    try:
        kept = signing.loads(token, salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        return None
    if (kept["user"], kept["register"]) != (user.pk, register.key) or not default_storage.exists(kept["place"]):
        return None
    with default_storage.open(kept["place"]) as stored:
        return Fernet(kept["key"]).decrypt(stored.read()), kept["name"]


def forget(user) -> None:
    """Delete what the user uploaded."""
    folder = _folder(user)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")


def _folder(user) -> str:
    return f"uploads/{user.pk}"


# --- out --------------------------------------------------------------------------------------------------------------
def export_file(request, register: Register) -> HttpResponse:
    """The register inside the user's area, or a part of it (`?area=3301`), as xlsx or csv."""
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
        return _file(write_csv(dataset), "text/csv; charset=utf-8", f"{register.key}-{_today()}.csv")
    return _file(write_xlsx(dataset, register.title), XLSX, f"{register.key}-{_today()}.xlsx")


def template_file(request, register: Register) -> HttpResponse:
    """An empty sheet with heads, one example and explanations."""
    if not register.may_import(request.user):
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
    content = write_template(register.resource(request.user), register.title)
    return _file(content, XLSX, f"{register.key}-template.xlsx")


def _today() -> str:
    day = timezone.localdate()
    return f"{thai.be_year(day.year)}{day.month:02}{day.day:02}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
