"""What an office counts in a period, place by place, as it stood at the end of the period's last day.

A handful of grouped queries whatever the number of villages. Unknown is counted apart and never as 0; people, households
and villages are never added to each other.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import reduce
from operator import add

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Substr

from groups.models import Group, Origin, OtopRegistration
from households.models import Answer, Assignment, Enrolment, LivelihoodRound, Practising, Visit
from households.models.followup import EXPENSE, INCOME
from samma import thai
from samma.knowledge.models import KnowledgeRecord
from samma.progress.numbers import FINISHED, HANDED_IN
from samma.progress.report.period import Period
from trainers.models import LEAD_SEAT, SEATS, Team, Trainer
from villages.models import Activity, ActivityKind, ProgrammeYear, TargetVillage

MONEY = DecimalField(max_digits=20, decimal_places=2)


@dataclass
class Counts:
    """Counts of one place. Households unless the name says otherwise."""

    villages: int = 0
    teams_complete: int = 0
    leads_trained: int = 0
    people: int = 0  # at the best attended course day of each village
    people_villages: int = 0  # villages that know how many people came
    enrolled: int = 0
    assigned: int = 0
    trained: int = 0
    ever_visited: int = 0
    visited: int = 0  # in the period
    visited_assigned: int = 0
    visits: int = 0
    practising: int = 0
    practising_known: int = 0
    both_rounds: int = 0  # income known at the start and later
    income_up: int = 0
    gain_percents: int = 0  # whose gain has a per cent: the first income is not 0
    gain_sum: Decimal = Decimal(0)
    money_known: int = 0  # income and expense known in the latest round
    net_above: int = 0
    gained: Decimal = Decimal(0)
    gained_answers: int = 0
    saved: Decimal = Decimal(0)
    saved_answers: int = 0
    groups: int = 0  # formed in the programme
    registered: int = 0
    otop: int = 0
    existing_groups: int = 0  # founded before or outside the programme: in none of the three above
    existing_registered: int = 0
    existing_otop: int = 0
    sent: int = 0  # records
    approved: int = 0  # records
    villages_with_record: int = 0


def counts_by_place(
    user, year: ProgrammeYear, prefix: str, digits: int, period: Period, today: datetime.date
) -> dict[str, Counts]:
    """The counts of each place `digits` long under `prefix`, by its code (a record may stand for a wider place)."""
    day = period.cut_off(today)
    targets = TargetVillage.objects.visible_to(user).under(prefix).filter(year=year)
    enrolments = _enrolled_on(Enrolment.objects.visible_to(user).under(prefix).filter(target_village__year=year), day)
    tallies = [
        *_of_teams(user, year, prefix, targets, day),
        *_of_households(enrolments, period, day),
        *_of_visits(user, year, prefix, period, day),
        *_of_groups(user, year, prefix, day),
        *_of_records(user, year, prefix, targets, day),
    ]
    found: dict[str, Counts] = {}
    for queryset, column, counted in tallies:
        for row in queryset.order_by().values(place=Substr(column, 1, digits)).annotate(**counted):
            counts = found.setdefault(row.pop("place"), Counts())
            for name, value in row.items():
                setattr(counts, name, value or 0)
    return found


def sum_of(every: Iterable[Counts]) -> Counts:
    """All places together."""
    every = list(every)
    return Counts(**{field.name: sum(getattr(one, field.name) for one in every) for field in fields(Counts)})


Tally = tuple[QuerySet, str, dict]


def _in_force(day: datetime.date, prefix: str = "") -> Q:
    """Begun and not ended on a day."""
    ended = Q(**{f"{prefix}ended": None}) | Q(**{f"{prefix}ended__gt": day})
    return Q(**{f"{prefix}started__lte": day}) & ended


def _these(queryset: QuerySet) -> QuerySet:
    # A queryset that already counts below its rows would be grouped twice; its keys are grouped instead.
    return queryset.model.objects.filter(pk__in=queryset.order_by().values("pk"))


def _of_teams(user, year, prefix, targets, day) -> list[Tally]:
    teams = Team.objects.visible_to(user).under(prefix).filter(target_village__year=year)
    sizes = teams.annotate(size_then=Count("trainers", filter=_in_force(day, "trainers__")))
    leads = Trainer.objects.visible_to(user).under(prefix).filter(_in_force(day), year=year, seat=LEAD_SEAT)
    days = Activity.objects.filter(target_village=OuterRef("pk"), kind=ActivityKind.COURSE, people__gt=0, on__lte=day)
    people = targets.annotate(came=Subquery(days.order_by("-people").values("people")[:1]))
    return [
        (people, "village_code", {"villages": Count("pk"), "people": Sum("came"), "people_villages": Count("came")}),
        (_these(sizes.filter(size_then=len(SEATS))), "village_code", {"teams_complete": Count("pk")}),
        (leads.filter(course__ends__lte=day), "village_code", {"leads_trained": Count("pk")}),
    ]


def _enrolled_on(enrolments: QuerySet, day: datetime.date) -> QuerySet:
    return enrolments.filter(Q(joined_on=None) | Q(joined_on__lte=day), Q(left_on=None) | Q(left_on__gt=day))


def _of_households(enrolments, period, day) -> list[Tally]:
    here = {"enrolment": OuterRef("pk")}
    seen = Visit.objects.filter(on__lte=day, **here)
    said = seen.exclude(practising="").order_by("-on", "-received_at")
    standing = enrolments.annotate(
        is_assigned=Exists(Assignment.objects.on(day).filter(**here)),
        was_seen=Exists(seen),
        was_seen_now=Exists(seen.filter(on__gte=period.start)),
        said=Subquery(said.values("practising")[:1]),
    )
    return [
        (
            standing,
            "village_code",
            {
                "enrolled": Count("pk"),
                "assigned": Count("pk", filter=Q(is_assigned=True)),
                "ever_visited": Count("pk", filter=Q(was_seen=True)),
                "visited": Count("pk", filter=Q(was_seen_now=True)),
                "visited_assigned": Count("pk", filter=Q(was_seen_now=True, is_assigned=True)),
                "practising": Count("pk", filter=Q(said=Practising.YES)),
                "practising_known": Count("pk", filter=Q(said__isnull=False)),
            },
        ),
        (_these(enrolments.trained(until=day)), "village_code", {"trained": Count("pk")}),
        (_with_money(enrolments, day), "village_code", _MONEY_COUNTS),
    ]


def _sum_of_known(names: Iterable[str]):
    """The sum of what is known of a round; null when nothing is."""
    amounts = [Coalesce(F(name), Value(Decimal(0)), output_field=MONEY) for name in names]
    return Case(When(**dict.fromkeys(names), then=Value(None)), default=reduce(add, amounts), output_field=MONEY)


def _with_money(enrolments: QuerySet, day: datetime.date) -> QuerySet:
    """Each enrolment with its first and its latest income, and what is left of the latest."""
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


_BOTH = Q(latest_on__gt=F("first_on"), first_income__isnull=False, latest_income__isnull=False)
_KNOWN = Q(latest_income__isnull=False, latest_expense__isnull=False)
_GAIN = (F("latest_income") - F("first_income")) * Value(Decimal(100)) / F("first_income")
_MONEY_COUNTS = {
    "both_rounds": Count("pk", filter=_BOTH),
    "income_up": Count("pk", filter=_BOTH & Q(latest_income__gt=F("first_income"))),
    "gain_percents": Count("pk", filter=_BOTH & Q(first_income__gt=0)),
    "gain_sum": Sum(_GAIN, filter=_BOTH & Q(first_income__gt=0), output_field=MONEY),
    "money_known": Count("pk", filter=_KNOWN),
    "net_above": Count("pk", filter=_KNOWN & Q(latest_income__gt=F("latest_expense"))),
}


def _of_visits(user, year, prefix, period, day) -> list[Tally]:
    visits = Visit.objects.visible_to(user).under(prefix)
    visits = visits.filter(enrolment__target_village__year=year, on__gte=period.start, on__lte=day)
    answered = [Answer.AMOUNT, Answer.NONE]
    return [
        (
            visits,
            "village_code",
            {
                "visits": Count("pk"),
                "gained": Sum("gained"),
                "gained_answers": Count("enrolment", distinct=True, filter=Q(gained_kind__in=answered)),
                "saved": Sum("saved"),
                "saved_answers": Count("enrolment", distinct=True, filter=Q(saved_kind__in=answered)),
            },
        )
    ]


def _of_groups(user, year, prefix, day) -> list[Tally]:
    groups = Group.objects.visible_to(user).under(prefix).filter(Q(founded=None) | Q(founded__lte=day), year=year)
    producers = OtopRegistration.objects.filter(product__group=OuterRef("pk"), registered_on__lte=day)
    existing, registered = Q(origin=Origin.EXISTING), Q(registered_on__lte=day)
    counted = {
        "groups": Count("pk", filter=~existing),
        "registered": Count("pk", filter=~existing & registered),
        "otop": Count("pk", filter=~existing & Q(is_producer=True)),
        "existing_groups": Count("pk", filter=existing),
        "existing_registered": Count("pk", filter=existing & registered),
        "existing_otop": Count("pk", filter=existing & Q(is_producer=True)),
    }
    return [(groups.annotate(is_producer=Exists(producers)), "village_code", counted)]


def _of_records(user, year, prefix, targets, day) -> list[Tally]:
    past = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), thai.BANGKOK)
    sent = Q(state__in=HANDED_IN) & (Q(submitted_at=None) | Q(submitted_at__lt=past))
    approved = Q(state__in=FINISHED) & (Q(approved_at=None) | Q(approved_at__lt=past))
    records = KnowledgeRecord.objects.visible_to(user).under(prefix).filter(year=year.pk)
    own = KnowledgeRecord.objects.filter(sent, target_village=OuterRef("pk"))
    return [
        (records, "area_code", {"sent": Count("pk", filter=sent), "approved": Count("pk", filter=approved)}),
        (targets.filter(Exists(own)), "village_code", {"villages_with_record": Count("pk")}),
    ]
