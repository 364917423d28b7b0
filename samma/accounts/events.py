"""The audit: one line in the database for each deed, written in the transaction of the deed."""

from collections.abc import Callable, Iterable

from django.db import models

from samma import thai
from samma.accounts.holding import hold_posting
from samma.accounts.models import Event, User
from samma.stale import mark_stale


def record(verb: str, row: models.Model, *, by: User | None, area_code: str | None = None, **detail) -> Event:
    """Write down who did what to which row. `detail` holds codes and numbers, no names, so that the audit is no register.

    The event belongs to the row's area; `area_code` says it for a row that has none (a trainer's account). The figures
    of that place are marked to be counted anew. A posting that has ended meanwhile writes nothing (`holding`).
    """
    hold_posting(by)
    event = _event(verb, row, by, area_code, detail)
    event.save()
    mark_stale(row)
    return event


def record_all(
    verb: str, rows: Iterable[models.Model], *, by: User | None, detail_of: Callable[[models.Model], dict] | None = None
) -> None:
    """`record` for many rows by one statement."""
    hold_posting(by)
    rows = list(rows)
    Event.objects.bulk_create([_event(verb, row, by, None, detail_of(row) if detail_of else {}) for row in rows])
    mark_stale(*rows)


def record_register(verb: str, object_type: str, *, by: User, **detail) -> None:
    """What was done with many rows of a register as a whole: they were brought in, or taken out as a file."""
    Event.objects.create(
        who=by, verb=verb, object_type=object_type, object_id="", area_code=by.area_code, detail=detail
    )


def _event(verb, row, by, area_code, detail) -> Event:
    code = area_code or getattr(row, "village_code", "") or getattr(row, "area_code", "") or ""
    return Event(
        who=by, verb=verb, object_type=row._meta.label_lower, object_id=str(row.pk), area_code=code, detail=detail
    )


def last_change(row: models.Model) -> tuple[str, str]:
    """Who wrote a row last and when, in words, as the audit tells; empty when it knows of none."""
    events = Event.objects.filter(object_type=row._meta.label_lower, object_id=str(row.pk))
    event = events.select_related("who").first()
    return (str(event.who or ""), thai.thai_datetime(event.when)) if event else ("", "")


def last_detail(verb: str, row: models.Model) -> dict:
    """What was said at the latest deed of this kind on a row; empty when there was none."""
    events = Event.objects.filter(object_type=row._meta.label_lower, object_id=str(row.pk), verb=verb)
    event = events.first()
    return event.detail if event else {}
