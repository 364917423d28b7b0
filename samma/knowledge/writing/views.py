"""Writing a record: its head and sections on one page, its photos, and throwing an unsent draft away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samma.accounts.events import record as write_down
from samma.knowledge import actions
from samma.knowledge.filters import category_choices
from samma.knowledge.importing.offers import notes_of, offers_for
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.record_forms import FORMS
from samma.knowledge.review.views import tell_likeness
from samma.knowledge.rules import CLOSED
from samma.knowledge.trail.comments import by_section
from samma.knowledge.views import crumbs_of
from samma.knowledge.writing.editor import EditForm
from samma.knowledge.writing.forms import PhotoGrid, PhotoUpload
from samma.scope import get_editable_or_404, row_number


def _open_record(request, pk):
    """The record to write in, or None with the reason told when it was sent already."""
    records = KnowledgeRecord.objects.select_related("target_village")
    record = get_editable_or_404(records, request.user, pk=pk)
    if record.is_open:
        return record
    messages.error(request, CLOSED[record.state])
    return None


@require_http_methods(["GET", "POST"])
def record_edit(request, pk):
    record = _open_record(request, pk)
    if record is None:
        return redirect("record-detail", pk=pk)
    form = EditForm(request.POST or None, instance=record, sections=record.sections.all(), user=request.user)
    if request.method == "POST" and (saved := form.store()):
        messages.success(request, f"บันทึก “{saved.title}” แล้ว")
        tell_likeness(request, saved)
        return redirect("record-detail", pk=pk)
    stored = KnowledgeRecord.objects.get(pk=pk)  # the form has laid what was typed over its own copy
    rows = section_rows(form, by_section(stored))
    context = {
        "form": form,
        "record": stored,
        "rows": rows,
        "empty": empty_sections(rows),
        "categories": categories_of(stored.form),
        "notes": notes_of(stored),
        "crumbs": crumbs_of(stored, request.user, "แก้ไข"),
    }
    return render(request, "knowledge/writing/edit.html", context)


@require_POST
def record_autosave(request, pk):
    """What the page saves by itself while somebody writes. Answers in JSON what was stored and what was not."""
    record = get_editable_or_404(KnowledgeRecord.objects.select_related("target_village"), request.user, pk=pk)
    if not record.is_open:
        return JsonResponse({"errors": [CLOSED[record.state]]})
    sections = record.sections.all()
    form = EditForm(request.POST, instance=record, sections=sections, user=request.user, alone=True)
    if form.store() is None:
        return JsonResponse({"errors": ["ยังบันทึกให้เองไม่ได้ กด “บันทึก” เพื่อดูว่าต้องแก้ที่ใด"]})
    return JsonResponse(form.told())


def empty_sections(rows) -> list[dict]:
    """Headings that nobody has written under yet, each with the way to it."""
    return [
        {"text": row["form"].name, "url": f"#{row['form'].prefix}"}
        for row in rows
        if not row["is_new"] and not (row["form"]["body"].value() or "").strip(" -–\r\n\t")
    ]


def section_rows(form, comments=None, *, is_read=False) -> list[dict]:
    """Each section of the form with what the page says beside it. `is_read`: an old text, whose kinds are to be looked at."""
    comments = comments or {}
    form_key = form["form"].value() or ""
    asked = FORMS[form_key].sections if form_key in FORMS else ()
    rows = []
    for row in form.sections:
        heading, body = row["heading"].value() or "", row["body"].value() or ""
        item = next((item for item in asked if heading and item.says(heading)), None)
        hint = (item and item.hint) or row.hint
        if hint:
            row.fields["body"].widget.attrs["aria-describedby"] = f"{row.prefix}-hint"
        rows.append(
            {
                "form": row,
                "hint": hint,
                "has_fixed_heading": item is not None and not item.open_ended,
                "is_new": not heading and not body,
                "shows_tools": is_read or bool(row.errors),
                "offers": offers_for(form_key, heading, body),
                "meeting": row.meeting,
                "comments": [said for said in comments.get(row_pk(row), []) if said.done_at is None],
            }
        )
    return rows


def row_pk(row) -> int:
    """The number of a row's section, 0 for a new one."""
    return row_number(str(row["pk"].value() or ""))


def categories_of(form_key: str) -> list[str]:
    """Categories to pick from: those of the form, or all."""
    own = FORMS[form_key].categories if form_key in FORMS else ()
    return list(own) or [name for name, _ in category_choices()]


@require_http_methods(["GET", "POST"])
def record_photos(request, pk):
    record = _open_record(request, pk)
    if record is None:
        return redirect("record-detail", pk=pk)
    photos = list(record.photos.all())
    adding = request.method == "POST" and "add" in request.POST
    sorting = request.method == "POST" and not adding
    upload = PhotoUpload(request.POST if adding else None, request.FILES if adding else None, user=request.user)
    values = [{"pk": p.pk, "caption": p.caption, "order": n} for n, p in enumerate(photos, 1)]
    grid = PhotoGrid(request.POST if sorting else None, initial=values, prefix="photos")
    if adding and upload.is_valid():
        try:
            added = actions.add_photos(record, upload.cleaned_data["photos"], by=request.user)
        except ValidationError as error:
            upload.refuse(ValidationError({"photos": error.messages}))
        else:
            messages.success(request, f"เพิ่มภาพ {len(added)} ภาพใน “{record.title}” แล้ว")
            return redirect("record-photos", pk=pk)
    if sorting and grid.is_valid():
        _arrange(record, grid, by=request.user)
        messages.success(request, f"จัดภาพของ “{record.title}” แล้ว")
        return redirect("record-photos", pk=pk)
    by_pk = {str(photo.pk): photo for photo in photos}
    pairs = [(row, by_pk[str(row["pk"].value())]) for row in grid if str(row["pk"].value()) in by_pk]
    context = {"record": record, "upload": upload, "grid": grid, "pairs": pairs}
    return render(
        request, "knowledge/writing/photos.html", context | {"crumbs": crumbs_of(record, request.user, "ภาพประกอบ")}
    )


@transaction.atomic
def _arrange(record, grid, *, by):
    """Captions, order and the photos taken out, of this record's photos only."""
    actions.open_for_writing(record)
    own = {photo.pk: photo for photo in record.photos.all()}
    for row in grid:
        photo = own.get(row.cleaned_data.get("pk"))
        if photo is None:
            continue
        if row.cleaned_data["drop"]:
            photo.delete()
        else:
            photo.caption, photo.order = row.cleaned_data["caption"], row.cleaned_data["order"]
            photo.save(update_fields=["caption", "order"])
    actions.mark_changed(record)
    write_down("edit photos", record, by=by)


@require_http_methods(["GET", "POST"])
def record_delete(request, pk):
    record = _open_record(request, pk)
    if record is None:
        return redirect("record-detail", pk=pk)
    if request.method == "POST":
        title = record.title
        try:
            actions.throw_away(record, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("record-detail", pk=pk)
        messages.success(request, f"ลบฉบับร่าง “{title}” แล้ว")
        return redirect("record-list")
    context = {
        "record": record,
        "cancel_url": reverse("record-detail", args=[pk]),
        "crumbs": crumbs_of(record, request.user, "ลบฉบับร่าง"),
    }
    return render(request, "knowledge/writing/delete.html", context)
