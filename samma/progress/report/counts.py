"""What an office counts in a period, place by place, as it stood at the end of the period's last day.

A handful of grouped queries whatever the number of villages. Unknown is counted apart and never as 0; people, households
and villages are never added to each other.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal

from django.db.models import Count, Exists, ExpressionWrapper, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Floor, Substr

from groups.models import Group, Origin
from groups.then import founded_by, producing_by
from households.models import Enrolment, Visit
from households.then import (
    BOTH,
    GAIN,
    GAINED,
    HAS_PERCENT,
    INCOME_UP,
    KNOWN,
    MONEY,
    NET_ABOVE,
    PRACTISES,
    SAID,
    SAVED,
    enrolled_on,
    money_on,
    standing_on,
)
from samma.knowledge.models import KnowledgeRecord
from samma.progress.needs import course_people, done_on
from samma.progress.numbers import bin_of, median_of, merged
from samma.progress.report.period import Period
from villages.models import ProgrammeYear, TargetVillage

BINS = "gain_bins"


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
    gain_bins: dict[str, int] = field(default_factory=dict)  # households by the bin of their change of income

    @property
    def median_gain(self) -> int | None:
        """Per cent: the middle of the bin in which the median lies."""
        return median_of(self.gain_bins)


def counts_by_place(
    user, year: ProgrammeYear, prefix: str, digits: int, period: Period, today: datetime.date
) -> dict[str, Counts]:
    """The counts of each place `digits` long under `prefix`, by its code (a record may stand for a wider place)."""
    day = period.cut_off(today)
    targets = TargetVillage.objects.visible_to(user).under(prefix).filter(year=year)
    enrolments = enrolled_on(Enrolment.objects.visible_to(user).under(prefix).filter(target_village__year=year), day)
    tallies = [
        *_of_teams(targets, day),
        *_of_households(enrolments, period, day),
        *_of_visits(user, year, prefix, period, day),
        *_of_groups(user, year, prefix, day),
        *_of_records(user, year, prefix, day),
    ]
    found: dict[str, Counts] = {}
    for queryset, column, counted in tallies:
        for row in queryset.order_by().values(place=Substr(column, 1, digits)).annotate(**counted):
            counts = found.setdefault(row.pop("place"), Counts())
            for name, value in row.items():
                setattr(counts, name, value or 0)
    for place, percent, n in _gains(enrolments, digits, day):
        bins = found.setdefault(place, Counts()).gain_bins
        bins[bin_of(percent)] = bins.get(bin_of(percent), 0) + n
    return found


def _gains(enrolments, digits: int, day: datetime.date):
    """(place, per cent in whole tens, households): few rows whatever the number of households."""
    known = money_on(enrolments, day).filter(HAS_PERCENT).order_by()
    tens = Floor(ExpressionWrapper(GAIN / Value(Decimal(10)), MONEY))
    return (
        known.annotate(place=Substr("village_code", 1, digits), tens=tens)
        .values_list("place", "tens")
        .annotate(n=Count("pk"))
        .values_list("place", F("tens") * 10, "n")
    )


def sum_of(every: Iterable[Counts]) -> Counts:
    """All places together."""
    every = list(every)
    counted = {one.name: sum(getattr(each, one.name) for each in every) for one in fields(Counts) if one.name != BINS}
    return Counts(**counted, gain_bins=merged(each.gain_bins for each in every))


Tally = tuple[QuerySet, str, dict]


def _these(queryset: QuerySet) -> QuerySet:
    # A queryset that already counts below its rows would be grouped twice; its keys are grouped instead.
    return queryset.model.objects.filter(pk__in=queryset.order_by().values("pk"))


def _of_teams(targets, day) -> list[Tally]:
    people = targets.annotate(came=course_people(day))
    return [
        (people, "village_code", {"villages": Count("pk"), "people": Sum("came"), "people_villages": Count("came")}),
        (targets.filter(done_on("team", day)), "village_code", {"teams_complete": Count("pk")}),
        (targets.filter(done_on("lead", day)), "village_code", {"leads_trained": Count("pk")}),
        (targets.filter(done_on("record", day)), "village_code", {"villages_with_record": Count("pk")}),
    ]


def _of_households(enrolments, period, day) -> list[Tally]:
    standing = standing_on(enrolments, period.start, day)
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
                "practising": Count("pk", filter=PRACTISES),
                "practising_known": Count("pk", filter=SAID),
            },
        ),
        (_these(enrolments.trained(until=day)), "village_code", {"trained": Count("pk")}),
        (money_on(enrolments, day), "village_code", _MONEY_COUNTS),
    ]


_MONEY_COUNTS = {
    "both_rounds": Count("pk", filter=BOTH),
    "income_up": Count("pk", filter=INCOME_UP),
    "gain_percents": Count("pk", filter=HAS_PERCENT),
    "gain_sum": Sum(GAIN, filter=HAS_PERCENT, output_field=MONEY),
    "money_known": Count("pk", filter=KNOWN),
    "net_above": Count("pk", filter=NET_ABOVE),
}


def _of_visits(user, year, prefix, period, day) -> list[Tally]:
    visits = Visit.objects.visible_to(user).under(prefix)
    visits = visits.filter(enrolment__target_village__year=year, on__gte=period.start, on__lte=day)
    return [
        (
            visits,
            "village_code",
            {
                "visits": Count("pk"),
                "gained": Sum("gained"),
                "gained_answers": Count("enrolment", distinct=True, filter=GAINED),
                "saved": Sum("saved"),
                "saved_answers": Count("enrolment", distinct=True, filter=SAVED),
            },
        )
    ]


def _of_groups(user, year, prefix, day) -> list[Tally]:
    groups = Group.objects.visible_to(user).under(prefix).filter(founded_by(day), year=year)
    existing, registered = Q(origin=Origin.EXISTING), Q(registered_on__lte=day)
    counted = {
        "groups": Count("pk", filter=~existing),
        "registered": Count("pk", filter=~existing & registered),
        "otop": Count("pk", filter=~existing & Q(is_producer=True)),
        "existing_groups": Count("pk", filter=existing),
        "existing_registered": Count("pk", filter=existing & registered),
        "existing_otop": Count("pk", filter=existing & Q(is_producer=True)),
    }
    return [(groups.annotate(is_producer=Exists(producing_by(day))), "village_code", counted)]


def _of_records(user, year, prefix, day) -> list[Tally]:
    records = KnowledgeRecord.objects.visible_to(user).of_place(prefix).filter(year=year.pk)
    return [
        (records.handed_in(until=day), "stands_in", {"sent": Count("pk")}),
        (records.finished(until=day), "stands_in", {"approved": Count("pk")}),
    ]
