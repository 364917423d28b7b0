"""Households as they stood at the end of a day: a report counts these conditions, and the list behind its figure asks the same.

Unknown is counted apart and never as 0.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from operator import add

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from households.models import Answer, Assignment, LivelihoodRound, Practising, Visit
from households.models.followup import EXPENSE, INCOME

MONEY = DecimalField(max_digits=20, decimal_places=2)
ANSWERED = [Answer.AMOUNT, Answer.NONE]
GAINED, SAVED = Q(gained_kind__in=ANSWERED), Q(saved_kind__in=ANSWERED)  # of a visit: the amount is known

# Of an enrolment with money_on.
BOTH = Q(latest_on__gt=F("first_on"), first_income__isnull=False, latest_income__isnull=False)
KNOWN = Q(latest_income__isnull=False, latest_expense__isnull=False)
HAS_PERCENT = BOTH & Q(first_income__gt=0)
GAIN = (F("latest_income") - F("first_income")) * Value(Decimal(100)) / F("first_income")
INCOME_UP = BOTH & Q(latest_income__gt=F("first_income"))
NET_ABOVE = KNOWN & Q(latest_income__gt=F("latest_expense"))
# Of an enrolment with standing_on.
PRACTISES, SAID = Q(said=Practising.YES), Q(said__isnull=False)


def enrolled_on(enrolments: QuerySet, day: datetime.date) -> QuerySet:
    return enrolments.filter(Q(joined_on=None) | Q(joined_on__lte=day), Q(left_on=None) | Q(left_on__gt=day))


def standing_on(enrolments: QuerySet, since: datetime.date | None, day: datetime.date) -> QuerySet:
    """Each with `is_assigned`, `was_seen` (ever), `was_seen_now` (since a day), and what it `said` last of its occupation."""
    here = {"enrolment": OuterRef("pk")}
    seen = Visit.objects.filter(on__lte=day, **here)
    told = seen.exclude(practising="").order_by("-on", "-received_at")
    return enrolments.annotate(
        is_assigned=Exists(Assignment.objects.on(day).filter(**here)),
        was_seen=Exists(seen),
        was_seen_now=Exists(seen.filter(on__gte=since) if since else seen),
        said=Subquery(told.values("practising")[:1]),
    )


def money_on(enrolments: QuerySet, day: datetime.date) -> QuerySet:
    """Each with its first and its latest income, and what is spent in the latest round."""
    rounds = LivelihoodRound.objects.filter(enrolment=OuterRef("pk"), on__lte=day).annotate(
        income_known=_sum_of_known(INCOME), expense_known=_sum_of_known(EXPENSE)
    )
    first, latest = rounds.order_by("on"), rounds.order_by("-on")
    return enrolments.annotate(
        first_on=Subquery(first.values("on")[:1]),
        latest_on=Subquery(latest.values("on")[:1]),
        first_income=Subquery(first.values("income_known")[:1], output_field=MONEY),
        latest_income=Subquery(latest.values("income_known")[:1], output_field=MONEY),
        latest_expense=Subquery(latest.values("expense_known")[:1], output_field=MONEY),
    )


def _sum_of_known(names: Iterable[str]):
    """The sum of what is known of a round; null when nothing is."""
    amounts = [Coalesce(F(name), Value(Decimal(0)), output_field=MONEY) for name in names]
    return Case(When(**dict.fromkeys(names), then=Value(None)), default=reduce(add, amounts), output_field=MONEY)
