"""Writes of knowledge records: beginning one, its sections and photos, and its way from draft to the public page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samma.accounts.events import record as write_down
from samma.accounts.models import Role, User
from samma.knowledge.models import KnowledgeRecord, Reason, RecordPhoto, Section, State
from samma.knowledge.record_forms import FORMS
from samma.knowledge.rules import CLOSED, OTHER_EYES, STEPS, Content, checks_alone, unmet
from samma.knowledge.search import write_words
from samma.knowledge.trail.revisions import keep
from samma.photos import CleanPicture
from samma.scope import WHOLE_COUNTRY, covers

ASIDE = 10_000  # where orders wait while they are given anew: (record, order) is unique
MOST_PHOTOS = 12
REFUSED = "บัญชีนี้รับรอง ส่งกลับ หรือเผยแพร่องค์ความรู้ของพื้นที่นี้ไม่ได้"


@dataclass(frozen=True)
class SectionText:
    """A section as an editor leaves it; `pk` is None for a new one."""

    pk: int | None
    number: str
    heading: str
    kind: str
    body: str


@transaction.atomic
def begin(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """Store a new draft with the empty sections of its form."""
    record.written_by = by
    record.state = State.DRAFT
    record.full_clean(exclude=["target_village", "group", "sage", "written_by"])
    record.save()
    _add_form_sections(record)
    write_words([record])
    keep(record, Reason.FIRST, by=by)
    write_down("create", record, by=by, form=record.form)
    return record


@transaction.atomic
def write_sections(record: KnowledgeRecord, texts: Iterable[SectionText], gone: Iterable[int] = ()) -> list[Section]:
    """Write the sections in this order and take out those named. What is not named stays, after the others."""
    record.sections.filter(pk__in=list(gone)).delete()
    record.sections.update(order=F("order") + ASIDE)
    kept = {section.pk: section for section in record.sections.all()}
    written = []
    for text in texts:
        section = kept.pop(text.pk, None) or Section(record=record)
        section.number, section.heading, section.kind, section.body = text.number, text.heading, text.kind, text.body
        written.append(section)
    written += sorted(kept.values(), key=lambda section: section.order)
    for order, section in enumerate(written, 1):
        section.order = order
        section.save()
    write_words([record])
    return written


def _add_form_sections(record: KnowledgeRecord) -> None:
    """The headings of the record's form that it lacks, empty; a text of the same kind stands for its heading."""
    if record.form not in FORMS:
        return
    there = list(record.sections.all())
    order = max((section.order for section in there), default=0)
    for item in FORMS[record.form].sections:
        if any(item.says(section.heading) or (section.body.strip() and section.kind == item.kind) for section in there):
            continue
        order += 1
        Section.objects.create(record=record, order=order, number=item.number, heading=item.heading, kind=item.kind)


@transaction.atomic
def change_form(record: KnowledgeRecord) -> None:
    """After another form was chosen: empty headings of the old one go, missing ones of the new one come."""
    if record.form not in FORMS:
        return
    for section in record.sections.all():
        if not section.body.strip() and not any(item.says(section.heading) for item in FORMS[record.form].sections):
            section.delete()
    _add_form_sections(record)


def open_for_writing(record: KnowledgeRecord) -> KnowledgeRecord:
    """The locked row of a draft; a record that was sent is refused with the way out."""
    locked = KnowledgeRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if not locked.is_open:
        raise ValidationError(CLOSED[locked.state])
    return locked


@transaction.atomic
def add_photos(record: KnowledgeRecord, pictures: Sequence[CleanPicture], *, by) -> list[RecordPhoto]:
    """Put the cleaned pictures after those that are there."""
    record = open_for_writing(record)
    there = record.photos.count()
    if there + len(pictures) > MOST_PHOTOS:
        raise ValidationError(f"แนบภาพได้ไม่เกิน {MOST_PHOTOS} ภาพต่อเรื่อง มีอยู่แล้ว {there} ภาพ")
    photos = [
        RecordPhoto.objects.create(record=record, order=order, image=picture)
        for order, picture in enumerate(pictures, there + 1)
    ]
    mark_changed(record)
    write_down("add photos", record, by=by, count=len(photos))
    return photos


def mark_changed(record: KnowledgeRecord) -> None:
    """The next sending is another revision."""
    KnowledgeRecord.objects.filter(pk=record.pk).update(is_changed=True)


def content_of(record: KnowledgeRecord) -> Content:
    """The facts that `rules.unmet` asks for."""
    bodies = list(record.sections.values_list("body", flat=True))
    return Content(form=record.form, title=record.title, owner=record.owner, bodies=bodies)


@transaction.atomic
def submit(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """Send a draft to be checked in the district."""
    record = _at("submit", record)
    if not by.may_write or not covers(by.area_code, record.area_code):
        raise ValidationError("บัญชีนี้ส่งองค์ความรู้ของพื้นที่นี้ไม่ได้")
    if missing := unmet(content_of(record)):
        raise ValidationError(missing)
    if record.submitted_at and record.is_changed:
        record.revision += 1
    record.is_changed = False
    record.submitted_at, record.submitted_by = timezone.now(), by
    record.checked_at = record.checked_by = None
    record.checked_alone = False
    record.returned_note = ""
    keep(record, Reason.SENT, by=by)
    return _go("submit", record, by, revision=record.revision)


@transaction.atomic
def check(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """The district has read it, another officer than the writer where there is one; it goes on to the province."""
    record = _at("check", record)
    if not by.may_write or not covers(by.area_code, record.area_code):
        raise ValidationError("บัญชีนี้ตรวจองค์ความรู้ของพื้นที่นี้ไม่ได้")
    alone = checks_alone(by.pk, hands_in(record), officers_of(record))
    if alone is None:
        raise ValidationError(OTHER_EYES)
    record.checked_at, record.checked_by, record.checked_alone = timezone.now(), by, alone
    return _go("check", record, by, alone=alone)


def hands_in(record: KnowledgeRecord) -> set[int]:
    """Accounts that wrote in the record or sent it."""
    writers = set(record.revisions.order_by().values_list("by", flat=True).distinct())
    return (writers | {record.written_by_id, record.submitted_by_id}) - {None}


def officers_of(record: KnowledgeRecord) -> set[int]:
    """Active officers whose posting reaches the record."""
    postings = {record.area_code[:2], record.area_code[:4], WHOLE_COUNTRY}
    officers = User.objects.filter(role=Role.OFFICER, is_active=True, area_code__in=postings)
    return set(officers.values_list("pk", flat=True))


@transaction.atomic
def approve(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """The province takes the record as it stands."""
    record = _reviewed("approve", record, by)
    record.approved_at = timezone.now()
    return _go("approve", record, by)


@transaction.atomic
def give_back(record: KnowledgeRecord, note: str, *, by) -> KnowledgeRecord:
    """Back to the writer, with what is to be done: by the province, or by the district before it has checked."""
    record = _at("give back", record)
    may = by.may_review or (by.may_write and record.state == State.SUBMITTED)
    if not may or not covers(by.area_code, record.area_code):
        raise ValidationError(REFUSED)
    if not note.strip():
        raise ValidationError({"note": "โปรดบอกว่าต้องแก้ไขอะไร"})
    record.returned_note = note.strip()
    record.approved_at = record.checked_at = record.checked_by = None
    record.checked_alone = False
    return _go("give back", record, by)


@transaction.atomic
def publish(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """Show the record on its public page."""
    return _go("publish", _reviewed("publish", record, by), by)


@transaction.atomic
def unpublish(record: KnowledgeRecord, *, by) -> KnowledgeRecord:
    """Take the public page back; the record stays approved."""
    return _go("unpublish", _reviewed("unpublish", record, by), by)


@transaction.atomic
def throw_away(record: KnowledgeRecord, *, by) -> None:
    """Delete a draft that was never sent."""
    record = open_for_writing(record)
    if record.submitted_at:
        raise ValidationError("เอกสารนี้เคยส่งตรวจแล้ว จึงลบไม่ได้")
    write_down("delete", record, by=by)
    record.delete()


def _at(verb: str, record: KnowledgeRecord) -> KnowledgeRecord:
    """The locked row, when this step may follow its present state."""
    locked = KnowledgeRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    starts, _, sentence = STEPS[verb]
    if locked.state not in starts:
        raise ValidationError(f"{sentence} (ขณะนี้: {locked.get_state_display()})")
    return locked


def _reviewed(verb: str, record: KnowledgeRecord, by) -> KnowledgeRecord:
    locked = _at(verb, record)
    if not by.may_review or not covers(by.area_code, locked.area_code):
        raise ValidationError(REFUSED)
    return locked


def _go(verb: str, record: KnowledgeRecord, by, **detail) -> KnowledgeRecord:
    record.state = STEPS[verb][1]
    record.save()
    write_down(verb, record, by=by, **detail)
    return record
