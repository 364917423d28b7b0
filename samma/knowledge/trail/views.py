"""What is kept beside a record: its revisions, compared and restored, and the comments on its sections."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samma import thai
from samma.knowledge.models import KnowledgeRecord, Reason, Revision, Section, SectionComment
from samma.knowledge.trail import comments
from samma.knowledge.trail.restoring import restore
from samma.knowledge.trail.revisions import head_of, sections_of
from samma.knowledge.views import crumbs_of
from samma.lists import listing
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from samma.thai.comparing import Piece, compare

LABELS = {
    "title": "ชื่อองค์ความรู้",
    "category": "หมวดองค์ความรู้",
    "owner": "เจ้าขององค์ความรู้",
    "position": "ตำแหน่ง",
    "office": "สังกัด",
}
TONES = {Reason.SENT: "ok", Reason.RESTORED: "wait", Reason.HELD: "warn"}


@require_safe
def record_revisions(request, pk):
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    rows = record.revisions.select_related("by").defer("sections", "head")
    columns = [{"label": "ฉบับ"}, {"label": "เหตุที่เก็บ"}, {"label": "เมื่อ"}, {"label": "ผู้บันทึก"}]
    context = listing(request, rows, columns=columns, row=_row, order=("-number", "pk"))
    context |= {"record": record, "crumbs": crumbs_of(record, request.user, "ฉบับที่เก็บไว้")}
    return render(request, "knowledge/trail/revisions.html", context)


def _row(revision):
    return {
        "url": reverse("record-revision", args=[revision.record_id, revision.number]),
        "cells": [
            {"text": f"ฉบับที่เก็บไว้ {revision.number}"},
            {"chip": {"word": revision.get_reason_display(), "tone": TONES.get(revision.reason, "neutral")}},
            {"text": thai.thai_datetime(revision.at)},
            {"text": str(revision.by or "–")},
        ],
    }


@require_safe
def record_revision(request, pk, nth):
    """One revision beside the present text, or beside the revision before it (`?with=before`)."""
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    revision = _revision(record, nth)
    page = reverse("record-revision", args=[pk, nth])
    before = record.revisions.exclude(reason=Reason.HELD).filter(number__lt=nth).first()
    with_before = request.GET.get("with") == "before" and before is not None
    if with_before:
        old, new = (before.head, before.sections), (revision.head, revision.sections)
    else:
        old, new = (revision.head, revision.sections), (head_of(record), sections_of(record))
    differences = head_differences(old[0], new[0]) + section_differences(old[1], new[1])
    tabs = [{"label": "เทียบกับข้อความปัจจุบัน", "url": page, "current": not with_before}]
    if before is not None:
        tabs.append({"label": "เทียบกับฉบับก่อนหน้า", "url": f"{page}?with=before", "current": with_before})
    context = {
        "record": record,
        "revision": revision,
        "by": revision.by,
        "at": thai.thai_datetime(revision.at),
        "tabs": tabs,
        "with_before": with_before,
        "differences": differences,
        "may_restore": request.user.may_write and record.is_open,
        "crumbs": crumbs_of(record, request.user, f"ฉบับที่เก็บไว้ {revision.number}"),
    }
    return render(request, "knowledge/trail/revision.html", context)


def _revision(record, nth) -> Revision:
    found = record.revisions.select_related("by").filter(number=nth).first() if nth < 2**31 else None
    if found is None:
        raise Http404
    return found


def head_differences(old: dict, new: dict) -> list[dict]:
    """The fields of the head that differ, word by word."""
    return [
        {"label": label, "pieces": compare(old.get(name) or "", new.get(name) or "")}
        for name, label in LABELS.items()
        if (old.get(name) or "") != (new.get(name) or "")
    ]


def section_differences(old: list[dict], new: list[dict]) -> list[dict]:
    """The sections that differ: the same section is known by its number in the database, else by its heading."""
    left = list(old)
    found = []
    for row in new:
        match = next((r for r in left if r["pk"] == row["pk"]), None)
        match = match or next((r for r in left if r["heading"] == row["heading"]), None)
        if match is not None:
            left.remove(match)
        pieces = compare(match["body"] if match else "", row["body"])
        is_renamed = match is not None and match["heading"] != row["heading"]
        if is_renamed or any(piece.kind != "same" for piece in pieces) or (match is None and not row["body"]):
            heading = compare(match["heading"], row["heading"]) if is_renamed else []
            found.append({"label": row["heading"], "heading": heading, "pieces": pieces, "is_new": match is None})
    found += [
        {"label": row["heading"], "pieces": [Piece("out", row["body"])] if row["body"] else [], "is_gone": True}
        for row in left
    ]
    return found


@require_POST
def record_restore(request, pk, nth):
    record = get_editable_or_404(KnowledgeRecord, request.user, pk=pk)
    revision = _revision(record, nth)
    try:
        restore(record, revision, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"นำฉบับที่เก็บไว้ {revision.number} ของ “{record.title}” กลับมาแล้ว")
    return redirect("record-detail", pk=pk)


@require_POST
def record_comment(request, pk):
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    number = row_number(request.POST.get("section", ""))
    section = get_visible_or_404(Section.objects.filter(record=record), request.user, pk=number)
    try:
        comments.comment(section, request.POST.get("body", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"ให้ความเห็นต่อหัวข้อ “{section.heading}” แล้ว")
    return redirect(f"{reverse('record-detail', args=[pk])}#section-{section.pk}")


@require_POST
def record_comment_done(request, pk, said):
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    rows = SectionComment.objects.filter(record=record).select_related("record")
    found = get_visible_or_404(rows, request.user, pk=row_number(str(said)))
    try:
        comments.close(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"แก้ตามความเห็นต่อหัวข้อ “{found.heading}” แล้ว")
    return redirect("record-detail", pk=pk)
