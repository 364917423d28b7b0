"""Writing a visit down: once, whoever sends it and however often; it keeps the trainer who was responsible that day."""

from django.db import transaction

from households.models import Assignment, Visit, VisitPhoto
from samma.accounts.events import record
from samma.photos import clean_photo


def responsible_on(enrolment, day) -> Assignment | None:
    """The assignment in force on a day (half-open: the day of a hand-over belongs to the new trainer)."""
    return Assignment.objects.on(day).filter(enrolment=enrolment).order_by("-started", "-pk").first()


@transaction.atomic
def log_visit(visit: Visit, *, by, photos=()) -> tuple[Visit, bool]:
    """Store the visit and its photos; a second sending with the same id stores nothing. Returns (visit, is new).

    A visit is never refused for its day: before training ends, by another trainer, after a hand-over, it is kept.
    """
    present = Visit.objects.filter(pk=visit.pk).first()
    if present is not None:
        return present, False
    visit.assignment = responsible_on(visit.enrolment, visit.on)
    visit.keyed_by = by
    visit.save(force_insert=True)
    for order, upload in enumerate(photos, start=1):
        add_photo(visit, upload, order=order)
    record("visit", visit, by=by)
    return visit, True


def add_photo(visit: Visit, upload, *, order=0) -> VisitPhoto:
    """A cleaned picture of the visit. Raises ValidationError in Thai for what is no picture."""
    photo = VisitPhoto(visit=visit, order=order)
    photo.image.save("photo.jpg", clean_photo(upload), save=False)
    photo.save()
    return photo
