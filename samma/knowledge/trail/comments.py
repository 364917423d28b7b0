"""Comments on a section: asked by the province or the district, open until somebody says that it is mended."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from samma.accounts.events import record as write_down
from samma.knowledge.models import KnowledgeRecord, Section, SectionComment
from samma.pdf.body import blocks
from samma.scope import covers, row_number

MOST_LETTERS = 2_000


def may_comment(record: KnowledgeRecord, user) -> bool:
    """Whether this person says something about the record: its province and its district."""
    return (user.may_review or user.may_write) and covers(user.area_code, record.area_code)


@transaction.atomic
def comment(section: Section, body: str, *, by) -> SectionComment:
    """Ask something about a section."""
    if not may_comment(section.record, by):
        raise ValidationError("บัญชีนี้ให้ความเห็นต่อองค์ความรู้ของพื้นที่นี้ไม่ได้")
    if not body.strip():
        raise ValidationError("โปรดพิมพ์ความเห็น")
    if len(body) > MOST_LETTERS:
        raise ValidationError(f"ความเห็นยาวเกิน {MOST_LETTERS:,} ตัวอักษร")
    said = SectionComment.objects.create(
        record=section.record, section=section, heading=str(section)[:320], body=body.strip(), by=by
    )
    write_down("comment", section.record, by=by, comment=said.pk)
    return said


@transaction.atomic
def close(said: SectionComment, *, by) -> SectionComment:
    """Say that it is mended. Saying so twice is saying it once."""
    if not may_comment(said.record, by):
        raise ValidationError("บัญชีนี้ปิดความเห็นขององค์ความรู้ของพื้นที่นี้ไม่ได้")
    locked = SectionComment.objects.select_for_update(of=("self",)).select_related("record").get(pk=said.pk)
    if locked.done_at is None:
        locked.done_at, locked.done_by = timezone.now(), by
        locked.save(update_fields=["done_at", "done_by"])
        write_down("comment done", locked.record, by=by, comment=locked.pk)
    return locked


def settle(record: KnowledgeRecord, ticked: Iterable[str], *, by) -> None:
    """Close the comments of this record that were ticked in the editor."""
    numbers = [row_number(text) for text in ticked]
    for said in record.comments.filter(pk__in=numbers, done_at=None).select_related("record"):
        close(said, by=by)


def by_section(record: KnowledgeRecord) -> dict[int | None, list[SectionComment]]:
    """The comments of a record under their sections; those whose section was taken out stand under None."""
    found: dict[int | None, list[SectionComment]] = {}
    for said in record.comments.select_related("by", "done_by"):
        found.setdefault(said.section_id, []).append(said)
    return found


def beside(said: dict[int | None, list[SectionComment]], sections: Iterable[Section]) -> list[dict]:
    """Each section, its text in paragraphs and items, with what was said about it (see `by_section`), open comments apart."""
    rows = []
    for section in sections:
        own = said.get(section.pk, [])
        rows.append(
            {
                "section": section,
                "blocks": blocks(section.body),
                "open": [one for one in own if one.done_at is None],
                "done": [one for one in own if one.done_at is not None],
            }
        )
    return rows
