"""Writing visits down: once, whoever sends them and however often, by a page, a sheet or a phone. This is the one place.

A visit keeps the trainer who was responsible on its day. It is never refused for its day: before training ends, by
another trainer, after a hand-over, it is kept, and `households.visits.quality` tells the officer.
"""

import datetime
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from households import states
from households.models import Assignment, EarlyPhoto, Visit, VisitPhoto
from households.visits.inserting import insert_new
from households.visits.marking import Around, mark, surroundings
from samma.accounts.events import record, record_all
from samma.photos import CleanPicture

# What a visit says. Two sendings with one id say the same, or one of them is no repetition.
SAID = [
    "enrolment_id", "on", "channel", "visited_by_id", "visitor", "met", "practising", "stopped_reason", "produced",
    "gained_kind", "gained", "saved_kind", "saved", "problem", "help_given", "help_needed", "promise", "next_on",
]  # fmt: skip
OTHER_WORDS = (
    "การเยี่ยมนี้บันทึกไปแล้วก่อนหน้านี้ ข้อความที่ต่างออกไปยังไม่ได้บันทึก หากเป็นการเยี่ยมครั้งใหม่ โปรดเปิดหน้าบันทึกการเยี่ยมใหม่แล้วพิมพ์อีกครั้ง"
)
OF_ANOTHER = "เลขของบันทึกนี้เป็นของผู้อื่นแล้ว โปรดบันทึกใหม่อีกครั้ง"


def responsible_on(enrolment, day) -> Assignment | None:
    """The assignment in force on a day (half-open: the day of a hand-over belongs to the new trainer)."""
    return Assignment.objects.on(day).filter(enrolment=enrolment).order_by("-started", "-pk").first()


def says_the_same(one: Visit, other: Visit) -> bool:
    """Whether two visits tell the same, field by field."""
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


@transaction.atomic
def log_visit(visit: Visit, *, by, photos=(), with_state=True) -> tuple[Visit, bool]:
    """Store the visit and its photos (cleaned pictures); a second sending with the same id stores nothing. Returns (visit, is new).

    Other words under an id that is stored (a page reached by "back" and sent again) are refused in Thai, not dropped.
    Who logs a stack in one transaction says `with_state=False` and calls `follow_up` with all of them at its end.
    """
    present = Visit.objects.filter(pk=visit.pk).first()
    if present is None:
        around = surroundings([visit.enrolment_id])
        if with_state:
            states.hold([visit.enrolment_id])
        if store_new([visit], by=by, around=around):
            for order, picture in enumerate(photos, start=1):
                add_photo(visit, picture, order=order)
            if with_state:
                follow_up([visit], around=around)
            record("visit", visit, by=by)
            return visit, True
        present = Visit.objects.get(pk=visit.pk)  # somebody pressed twice: the other press was first
    if by.is_trainer and present.keyed_by_id != by.pk:
        raise ValidationError(OF_ANOTHER)
    if not says_the_same(present, visit):
        raise ValidationError(OTHER_WORDS)
    return present, False


@transaction.atomic
def log_visits(visits: Sequence[Visit], *, by, device_off: datetime.timedelta | None = None, around=None) -> dict:
    """A phone's batch: what is new of it is stored with all that follows. Returns {id of a new visit: kinds of its marks}."""
    around = around or surroundings(visit.enrolment_id for visit in visits)
    states.hold(
        visit.enrolment_id for visit in visits
    )  # before the insert: two batches wait here, never for each other
    written = store_new(visits, by=by, around=around)
    new = [visit for visit in visits if visit.pk in written]
    if not new:
        return {}
    kinds = follow_up(new, around=around, device_off=device_off, held=True)
    claim_photos(new)
    record_all("visit", new, by=by)
    # A photo that was kept after the line above looked, and looked itself before this is committed, found no visit.
    transaction.on_commit(lambda: claim_photos(new))
    return {visit.pk: kinds.get(visit.pk, []) for visit in new}


def store_new(visits: Sequence[Visit], *, by, around: dict[int, Around]) -> set:
    """The rows alone, each with its writer and the trainer of its day; returns the ids that are new."""
    for visit in visits:
        visit.assignment_id = around[visit.enrolment_id].responsible_on(visit.on)
        visit.keyed_by = by
    return insert_new(visits)


def follow_up(visits: Sequence[Visit], *, around=None, device_off=None, held=False) -> dict:
    """What stored visits bring with them: the states of their households, and marks for the officer."""
    states.apply_visits(visits, held=held)
    return mark(visits, around=around, device_off=device_off)


def add_photo(visit: Visit, picture: CleanPicture, *, order=0, **sent) -> VisitPhoto:
    """A cleaned picture of the visit."""
    return VisitPhoto.objects.create(visit=visit, image=picture, order=order, **sent)


def claim_photos(visits: Sequence[Visit]) -> None:
    """Photos that came before their visit become its own; the files stay where they lie. To ask again changes nothing."""
    early = EarlyPhoto.objects.filter(visit_key__in=[visit.pk for visit in visits])
    if not early.exists():  # as ever but after a lost answer
        return
    with transaction.atomic():
        _claim(early.select_for_update().order_by("added_at"), {visit.pk: visit.keyed_by_id for visit in visits})


def _claim(held, owners: dict) -> None:
    mine = [photo for photo in held if photo.sent_by_id == owners[photo.visit_key]]
    if not mine:
        return
    # A photo that was sent twice at once may have come in by both ways; other bytes under its id are a further photo.
    present = dict(VisitPhoto.objects.filter(pk__in=[photo.pk for photo in mine]).values_list("pk", "sent_hash"))
    further = [photo for photo in mine if present.get(photo.pk) != photo.sent_hash]
    rows = [_of_visit(photo, taken=photo.pk in present) for photo in further]
    VisitPhoto.objects.bulk_create(rows, ignore_conflicts=True)
    EarlyPhoto.objects.filter(pk__in=[photo.pk for photo in mine]).delete()


def _of_visit(photo: EarlyPhoto, *, taken: bool) -> VisitPhoto:
    kept = {name: getattr(photo, name) for name in ("width", "height", "order", "sent_hash", "sent_by_id")}
    key = further_photo(photo.pk, photo.sent_hash) if taken else photo.pk
    return VisitPhoto(pk=key, visit_id=photo.visit_key, image=photo.image.name, **kept)


def further_photo(key: uuid.UUID, sent_hash: str) -> uuid.UUID:
    """The id of other bytes under a photo's id: always the same one, so that a repeat makes no third."""
    return uuid.uuid5(key, sent_hash)
