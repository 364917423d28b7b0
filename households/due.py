"""When a household was last visited and when it is due: one rule for cards, lists and counts, read from the states.

Due is the day promised at the last visit; without a promise so many days after it as the year says; never visited, so
many days after the present trainer took the household. The days are counted when asked, so that a year's rule that is
changed holds at once for every household.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Case, DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from households.models import Assignment, Visit
from villages.models import ProgrammeYear

SOON = 7  # days before the day that a visit is called due
NEVER = "ยังไม่เคยเยี่ยม"


def with_visits(enrolments: QuerySet) -> QuerySet:
    """Each enrolment with `visit_count`, `last_visit`, `next_on` (the day promised then) and `cared_since`."""
    serving = Assignment.objects.serving().filter(enrolment=OuterRef("pk"))
    return enrolments.annotate(
        visit_count=Coalesce(F("state__visits"), 0, output_field=IntegerField()),
        last_visit=F("state__last_visit_on"),
        next_on=F("state__next_on"),
        cared_since=Subquery(serving.values("started")[:1]),
    )


def with_promise(enrolments: QuerySet) -> QuerySet:
    """Each enrolment with `promise`: what was agreed at the last visit, for a trainer's card."""
    latest = Visit.objects.filter(enrolment=OuterRef("pk")).order_by("-on", "-received_at")
    return enrolments.annotate(promise=Subquery(latest.values("promise")[:1]))


def with_overdue(enrolments: QuerySet, years: Iterable[ProgrammeYear], today: datetime.date) -> QuerySet:
    """And `is_overdue`, `is_very_late`: `due_on` before today, asked of the database so that a district is counted at once."""
    years = {year.pk: year for year in years}.values()
    late = _due_before({year.pk: today for year in years}, years, "late")
    very = _due_before({year.pk: today - _days(year.very_late_days) for year in years}, years, "very_late")
    return (
        with_visits(enrolments)
        .annotate(**late[0], **very[0])
        .annotate(is_overdue=_is(late[1]), is_very_late=_is(very[1]))
    )


def _due_before(days: dict[int, datetime.date], years: Iterable[ProgrammeYear], name: str) -> tuple[dict, Q]:
    """The latest good days by year, as annotations, and the condition that an enrolment's due day lies before."""
    latest = {
        f"{name}_promise": {year.pk: days[year.pk] for year in years},
        f"{name}_visit": {year.pk: days[year.pk] - _days(year.visit_every_days) for year in years},
        f"{name}_start": {year.pk: days[year.pk] - _days(year.first_visit_days) for year in years},
    }
    promise, visit, start = (F(key) for key in latest)
    return {key: _by_year(found) for key, found in latest.items()}, (
        Q(next_on__lt=promise)
        | Q(next_on=None, last_visit__lt=visit)
        | Q(last_visit=None, next_on=None, cared_since__lt=start)
    )


def _by_year(days: dict[int, datetime.date]) -> Case:
    when = [When(target_village__year=year, then=Value(day)) for year, day in days.items()]
    return Case(*when, default=Value(datetime.date.min), output_field=DateField())


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def due_on(enrolment) -> datetime.date | None:
    """The day by which an enrolment of `with_visits` (with its year) is to be visited; None when nobody looks after it."""
    year = enrolment.target_village.year
    if enrolment.next_on:
        return enrolment.next_on
    if enrolment.last_visit:
        return enrolment.last_visit + _days(year.visit_every_days)
    return enrolment.cared_since + _days(year.first_visit_days) if enrolment.cared_since else None


def days_late(enrolment, today: datetime.date) -> int:
    """How many days past its due day; 0 while it is not."""
    due = due_on(enrolment)
    return max((today - due).days, 0) if due else 0


def is_very_late(enrolment, today: datetime.date) -> bool:
    """Late by more than the year allows."""
    return days_late(enrolment, today) > enrolment.target_village.year.very_late_days


def standing(enrolment, today: datetime.date) -> tuple[str, str]:
    """(tone, sentence) of a card: "late" "due" or "", and how long ago the last visit was."""
    due = due_on(enrolment)
    if enrolment.last_visit is None:
        last = NEVER
    else:
        ago = (today - enrolment.last_visit).days
        last = "เยี่ยมวันนี้แล้ว" if ago <= 0 else f"เยี่ยมล่าสุด {ago} วันก่อน"
    if due is None:
        return "", last
    if due < today:
        return "late", f"{last} เลยกำหนด{'มาก' if is_very_late(enrolment, today) else 'แล้ว'} {(today - due).days} วัน"
    if due <= today + datetime.timedelta(days=SOON):
        return "due", f"{last} ถึงกำหนดใน {(due - today).days} วัน" if due > today else f"{last} ถึงกำหนดวันนี้"
    return "", last
