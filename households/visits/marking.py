"""Gathers what `households.visits.quality` judges a visit by, for a whole batch in two questions, and stores the marks."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from households.models import Channel, Enrolment, Visit, VisitMark
from households.visits.quality import Care, Facts, Told, folded, marks_of
from samma import thai
from samma.accounts.models import Role

WORDS = ["produced", "problem", "help_given", "help_needed", "promise", "stopped_reason"]
RECENT = datetime.timedelta(days=120)  # how far back a copied text is looked for


@dataclass
class Around:
    """An enrolment's place and year, and whose it was when, with the numbers of the assignments."""

    year: int
    target: int
    village_code: str
    care: list[Care] = field(default_factory=list)
    assignments: list[int] = field(default_factory=list)

    def responsible_on(self, day: datetime.date) -> int | None:
        """The number of the assignment in force (half-open: the day of a hand-over belongs to the new trainer)."""
        held = [pair for pair in zip(self.care, self.assignments, strict=True) if pair[0].covers(day)]
        return max(held, key=lambda pair: (pair[0].started, pair[1]))[1] if held else None


def surroundings(enrolment_pks: Iterable[int]) -> dict[int, Around]:
    """Year and care of these enrolments: one question, however many."""
    asked = Enrolment.objects.filter(pk__in=set(enrolment_pks)).order_by("assignments__started", "assignments__pk")
    sage = "assignments__trainer__sage__"
    names = (f"{sage}title", f"{sage}first_name", f"{sage}last_name")
    found: dict[int, Around] = {}
    for pk, year, target, code, number, started, ended, sage_pk, title, first, last in asked.values_list(
        "pk", "target_village__year_id", "target_village_id", "village_code", "assignments__pk", "assignments__started", "assignments__ended",
        "assignments__trainer__sage_id", *names,
    ):  # fmt: skip
        around = found.setdefault(pk, Around(year, target, code))
        if number is not None:
            around.care.append(Care(sage_pk, f"{title}{first} {last}".strip(), started, ended))
            around.assignments.append(number)
    return found


def mark(
    visits: Sequence[Visit],
    *,
    around: dict[int, Around] | None = None,
    device_off: datetime.timedelta | None = None,
) -> dict:
    """Judge these stored visits and keep what should be looked at. Returns {visit: [kind, …]}; no mark twice."""
    if not visits:
        return {}
    around = surroundings(visit.enrolment_id for visit in visits) if around is None else around
    others = _told_by_the_same(visits)
    marks = []
    for visit in visits:
        for kind, sentence in marks_of(_facts(visit, around[visit.enrolment_id], others, device_off)):
            row = VisitMark(visit=visit, village_code=visit.village_code, kind=kind, sentence=sentence)
            marks.append(row)
    if marks:
        VisitMark.objects.bulk_create(marks, ignore_conflicts=True)
    kinds: dict = {}
    for row in marks:
        kinds.setdefault(row.visit_id, []).append(row.kind)
    return kinds


def _facts(visit: Visit, around: Around, others: dict[int, list[Told]], device_off) -> Facts:
    first_day, past_day = thai.fiscal_range(around.year)
    return Facts(
        visit=visit.pk,
        enrolment=visit.enrolment_id,
        on=visit.on,
        sage=visit.visited_by_id,
        at_home=visit.channel == Channel.VISIT,
        words=folded(getattr(visit, name) for name in WORDS),
        moment=moment_of(visit.device_at, visit.sent_hash, visit.keyed_by.role, visit.received_at),
        device_at=visit.device_at,
        device_off=device_off,
        received_at=visit.received_at,
        first_day=first_day,
        past_day=past_day,
        care=around.care,
        others=others.get(visit.visited_by_id, ()),
    )


def moment_of(device_at, sent_hash: str, role: str, received_at) -> datetime.datetime | None:
    """When it was written: by the phone's time; on a trainer's page online by ours. Papers keyed at the office have none."""
    if device_at is not None:
        return device_at
    return received_at if role == Role.TRAINER and not sent_hash else None


def _told_by_the_same(visits: Sequence[Visit]) -> dict[int, list[Told]]:
    """What the visitors of these visits told lately, these visits among it."""
    sages = {visit.visited_by_id for visit in visits} - {None}
    if not sages:
        return {}
    since = min(visit.received_at for visit in visits) - RECENT
    rows = Visit.objects.filter(visited_by__in=sages, received_at__gte=since)
    told: dict[int, list[Told]] = {}
    for sage, pk, enrolment, on, channel, device_at, sent_hash, role, received_at, *words in rows.order_by().values_list(
        "visited_by_id", "pk", "enrolment_id", "on", "channel", "device_at", "sent_hash", "keyed_by__role",
        "received_at", *WORDS,
    ):  # fmt: skip
        moment = moment_of(device_at, sent_hash, role, received_at) if channel == Channel.VISIT else None
        told.setdefault(sage, []).append(Told(pk, enrolment, on, folded(words), moment))
    return told
