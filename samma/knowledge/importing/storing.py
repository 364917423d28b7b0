"""Stores an old text, once read, as a draft record. The text itself is kept for ever as it came."""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction

from samma.accounts.events import record as write_down
from samma.knowledge.importing.repairing import kept
from samma.knowledge.models import KnowledgeRecord, Level, Reason, Section, State
from samma.knowledge.reading import ReadRecord
from samma.knowledge.rules import UNKNOWN_TITLE, year_of
from samma.knowledge.search import write_words
from samma.knowledge.trail.revisions import keep
from samma.scope import WHOLE_COUNTRY, covers
from samma.thai import fold_spaces
from villages.models import Area


class DoubledError(ValidationError):
    """This very text is stored already."""

    def __init__(self, record: KnowledgeRecord):
        super().__init__(f"เนื้อหานี้นำเข้าไว้แล้วเป็น “{record.title}” (เลขที่ {record.pk}) จึงไม่นำเข้าซ้ำ")
        self.record = record


def text_hash(text: str) -> str:
    """The same for one text whatever kind of computer saved it."""
    return hashlib.sha256("\n".join(text.split("\r\n")).encode(errors="replace")).hexdigest()


def refuse_double(text: str, *, by) -> None:
    """Raise DoubledError when the text is stored already where this person can see it."""
    there = KnowledgeRecord.objects.visible_to(by).filter(source_hash=text_hash(text)).first()
    if there is not None:
        raise DoubledError(there)


def header_of(read: ReadRecord, *, today: datetime.date) -> dict:
    """The fields of a draft record from what was read. What the text does not say stays empty."""
    day = datetime.date.fromisoformat(read.date) if read.date else None
    return {
        "form": read.form or "",
        "year": year_of(day, read.form, today),
        "level": read.level or Level.PERSON,
        "category": read.category or "",
        "title": read.title or " ".join(filter(None, [UNKNOWN_TITLE, read.file and f"({read.file})"])),
        "owner": read.owner_name or "",
        "position": read.owner_position or "",
        "office": read.owner_office or "",
        "address": read.owner_address or "",
        "phone": read.phone or "",
        "written_on": day,
        "province_name": read.province or "",
    }


def area_of(read: ReadRecord, area_code: str) -> str:
    """The area told; where that is the whole country, the province that the text itself names."""
    if area_code != WHOLE_COUNTRY or not read.province:
        return area_code
    province = fold_spaces(read.province)
    return Area.objects.filter(level=2, name_th=province).values_list("code", flat=True).first() or area_code


@transaction.atomic
def store(read: ReadRecord, text: str, *, area_code: str, by, today: datetime.date) -> KnowledgeRecord:
    """A draft record of an old text. Raises ValidationError in Thai; the same text is not stored twice."""
    refuse_double(text, by=by)
    record = KnowledgeRecord(area_code=area_of(read, area_code), **header_of(read, today=today))
    sections = [
        Section(number=s.number or "", heading=s.heading, kind=s.kind or "", body=s.body) for s in read.sections
    ]
    return keep_draft(record, sections, text=text, file=read.file, repairs=kept(read.repairs), by=by)


def keep_draft(
    record: KnowledgeRecord, sections: list[Section], *, text: str, file: str, repairs: list[dict], by
) -> KnowledgeRecord:
    """Store the draft with its sections, the text it came from, and what of that text was mended."""
    if not covers(by.area_code, record.area_code):
        raise ValidationError(f"พื้นที่ {record.area_code} อยู่นอกพื้นที่ของผู้นำเข้า")
    record.written_by, record.state = by, State.DRAFT
    # PostgreSQL keeps no NUL; everything else stays as it came.
    record.source_text, record.source_file, record.source_hash = text.replace("\0", ""), file[:200], text_hash(text)
    record.repairs = repairs
    record.full_clean(exclude=["written_by", "target_village"])
    record.save()
    for order, section in enumerate(sections, 1):
        section.record, section.order = record, order
        section.full_clean(exclude=["record"])
        section.save()
    write_words([record])
    keep(record, Reason.FIRST, by=by)
    write_down("import", record, by=by, form=record.form)
    return record
