"""Values of แบบติดตามครัวเรือน: one sheet for each visit."""

from collections.abc import Sequence

from django.db.models import Prefetch

from households.models import Answer, Assignment, Enrolment, Visit
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled, photos_of
from samma.progress.papers.from_households import enrolments_of, household_facts
from samma.progress.papers.from_households import units as household_units
from samma.progress.papers.pen import Value
from samma.progress.papers.source import Source, number_of

PICTURES = 3


def visits(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """Every visit of the households asked for, the first first; without any the latest visit of each household."""
    made = Visit.objects.select_related("visited_by").prefetch_related("photos").order_by("on", "received_at")
    serving = Assignment.objects.serving().select_related("trainer__sage")
    rows = enrolments_of(desk).filter(pk__in=[number_of(key) for key in keys]) if keys else enrolments_of(desk).active()
    rows = rows.select_related("household", "occupation").prefetch_related(
        Prefetch("visits", made, to_attr="made"), Prefetch("assignments", serving, to_attr="serving")
    )
    return [
        _visit(desk, enrolment, visit, nth)
        for enrolment in rows
        for nth, visit in list(enumerate(enrolment.made, 1))[0 if keys else -1 :]
    ]


def _visit(desk: Desk, enrolment: Enrolment, visit: Visit, nth: int) -> Filled:
    photos, images = photos_of(visit.photos.all(), PICTURES)
    facts: dict[str, Value] = {
        "nth": nth,
        "on": visit.on,
        "visitor": visit.visited_by.full_name if visit.visited_by else visit.visitor,
        "trainer": enrolment.serving[0].trainer.sage.full_name if enrolment.serving else "",
        "met": visit.met,
        "channel": visit.channel,
        "practising": visit.practising,
        "stopped_reason": visit.stopped_reason,
        "produced": visit.produced,
        "gained": visit.gained,
        "gained_kind": _said(visit.gained_kind),
        "saved": visit.saved,
        "saved_kind": _said(visit.saved_kind),
        "problem": visit.problem,
        "help_given": visit.help_given,
        "help_needed": visit.help_needed,
        "promise": visit.promise,
        "next_on": visit.next_on,
        "photo_count": len(visit.photos.all()),
    }
    return Filled(
        desk.place | household_facts(enrolment.household, enrolment) | facts, {}, {"photos": photos}, images=images
    )


def _said(kind: str) -> str:
    """The answers that stand beside the amount."""
    return "" if kind == Answer.AMOUNT else kind


SOURCES = {"visits": Source(visits, household_units, "ครั้งล่าสุดของทุกครัวเรือน")}
