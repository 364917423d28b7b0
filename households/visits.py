"""Writing a visit down: once, whoever sends it and however often; it keeps the trainer who was responsible that day."""

from django.core.exceptions import ValidationError
from django.db import transaction

from households.models import Assignment, Visit, VisitPhoto
from samma.accounts.events import record
from samma.photos import CleanPicture

# What a visit says. Two sendings with one id say the same, or one of them is no repetition.
SAID = [
    "enrolment_id", "on", "channel", "visited_by_id", "visitor", "met", "practising", "stopped_reason", "produced",
    "gained_kind", "gained", "saved_kind", "saved", "problem", "help_given", "help_needed", "promise", "next_on",
]  # fmt: skip
OTHER_WORDS = (
    "การเยี่ยมนี้บันทึกไปแล้วก่อนหน้านี้ ข้อความที่ต่างออกไปยังไม่ได้บันทึก หากเป็นการเยี่ยมครั้งใหม่ โปรดเปิดหน้าบันทึกการเยี่ยมใหม่แล้วพิมพ์อีกครั้ง"
)


def responsible_on(enrolment, day) -> Assignment | None:
    """The assignment in force on a day (half-open: the day of a hand-over belongs to the new trainer)."""
    return Assignment.objects.on(day).filter(enrolment=enrolment).order_by("-started", "-pk").first()


@transaction.atomic
def log_visit(visit: Visit, *, by, photos=()) -> tuple[Visit, bool]:
    """Store the visit and its photos (cleaned pictures); a second sending with the same id stores nothing. Returns (visit, is new).

    A visit is never refused for its day: before training ends, by another trainer, after a hand-over, it is kept.
    Other words under an id that is stored (a page reached by "back" and sent again) are refused in Thai, not dropped.
    """
    present = Visit.objects.filter(pk=visit.pk).first()
    if present is not None:
        if any(getattr(present, name) != getattr(visit, name) for name in SAID):
            raise ValidationError(OTHER_WORDS)
        return present, False
    visit.assignment = responsible_on(visit.enrolment, visit.on)
    visit.keyed_by = by
    visit.save(force_insert=True)
    for order, picture in enumerate(photos, start=1):
        add_photo(visit, picture, order=order)
    record("visit", visit, by=by)
    return visit, True


def add_photo(visit: Visit, picture: CleanPicture, *, order=0) -> VisitPhoto:
    """A cleaned picture of the visit."""
    return VisitPhoto.objects.create(visit=visit, image=picture, order=order)
