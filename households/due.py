"""When a household was last visited and when it is due: for the trainer's cards and the officer's lists."""

import datetime
from collections.abc import Iterable

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When

from households.models import Visit
from villages.models import ProgrammeYear

SOON = 7  # days before the day that a visit is called due


def with_visits(enrolments: QuerySet) -> QuerySet:
    """Each enrolment with `last_visit` and `next_on` (the day promised at the last visit)."""
    latest = Visit.objects.filter(enrolment=OuterRef("pk")).order_by("-on", "-received_at")
    return enrolments.annotate(
        last_visit=Subquery(latest.values("on")[:1]), next_on=Subquery(latest.values("next_on")[:1])
    )


def with_overdue(enrolments: QuerySet, years: Iterable[ProgrammeYear], today: datetime.date) -> QuerySet:
    """And `is_overdue`: `due_on` before today, asked of the database so that a whole district is counted at once."""
    spans = {year.pk: today - datetime.timedelta(days=year.visit_every_days) for year in years}
    when = [When(target_village__year=year, then=Value(day)) for year, day in spans.items()]
    return with_visits(enrolments).annotate(
        oldest_good=Case(*when, default=Value(today), output_field=DateField()),
        is_overdue=Case(
            When(Q(next_on__lt=today) | Q(next_on=None, last_visit__lt=F("oldest_good")), then=Value(True)),
            default=Value(False),
        ),
    )


def due_on(enrolment) -> datetime.date | None:
    """The promised day, else so many days after the last visit as the year says; never visited: None, due at once."""
    if enrolment.next_on:
        return enrolment.next_on
    if enrolment.last_visit is None:
        return None
    return enrolment.last_visit + datetime.timedelta(days=enrolment.target_village.year.visit_every_days)


def standing(enrolment, today: datetime.date) -> tuple[str, str]:
    """(tone, sentence) of a card: "late" "due" or "", and how long ago the last visit was."""
    due = due_on(enrolment)
    if enrolment.last_visit is None:
        return "late", "ยังไม่เคยเยี่ยม"
    ago = (today - enrolment.last_visit).days
    last = "เยี่ยมวันนี้แล้ว" if ago <= 0 else f"เยี่ยมล่าสุด {ago} วันก่อน"
    if due < today:
        return "late", f"{last} เลยกำหนดแล้ว {(today - due).days} วัน"
    if due <= today + datetime.timedelta(days=SOON):
        return "due", f"{last} ถึงกำหนดใน {(due - today).days} วัน" if due > today else f"{last} ถึงกำหนดวันนี้"
    return "", last
