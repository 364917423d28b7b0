"""The numbers of whole districts or provinces in one year: a handful of grouped queries, whatever the number of villages."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from groups.models import Group
from households.due import with_overdue
from households.models import Enrolment
from samma.knowledge.models import WAITING, KnowledgeRecord
from samma.progress.numbers import FINISHED, HANDED_IN, VISIT_COUNTS
from trainers.models import Team
from villages.models import ProgrammeYear, TargetVillage


@dataclass
class Totals:
    """Counts of one area in one year."""

    villages: int = 0
    teams_complete: int = 0
    enrolled: int = 0
    never_visited: int = 0
    overdue: int = 0
    unassigned: int = 0
    trained: int = 0
    groups: int = 0
    registered: int = 0
    submitted: int = 0
    approved: int = 0
    with_record: int = 0  # villages

    @property
    def teams_short(self) -> int:
        return self.villages - self.teams_complete

    @property
    def visited(self) -> int:
        return self.enrolled - self.never_visited

    @property
    def without_record(self) -> int:
        return self.villages - self.with_record


def totals_by_area(user, year: ProgrammeYear, digits: int, today: datetime.date) -> dict[str, Totals]:
    """Totals of each district (4 digits) or province (2) under the user's posting that has target villages."""
    targets = TargetVillage.objects.visible_to(user).filter(year=year)
    of_year = Q(target_village__year=year)
    enrolments = Enrolment.objects.visible_to(user).active().filter(of_year)
    records = KnowledgeRecord.objects.visible_to(user).filter(year=year.pk)
    found: dict[str, Totals] = {}
    tallies: list[tuple[QuerySet, str, dict]] = [
        (targets, "village_code", {"villages": Count("pk")}),
        (
            _these(Team.objects.visible_to(user).complete().filter(of_year)),
            "village_code",
            {"teams_complete": Count("pk")},
        ),
        (with_overdue(enrolments, [year], today), "village_code", VISIT_COUNTS),
        (enrolments.without_trainer(), "village_code", {"unassigned": Count("pk")}),
        (_these(enrolments.trained()), "village_code", {"trained": Count("pk")}),
        (
            Group.objects.visible_to(user).filter(year=year),
            "village_code",
            {"groups": Count("pk"), "registered": Count("registered_on")},
        ),
        (
            records,
            "area_code",
            {
                "submitted": Count("pk", filter=Q(state__in=WAITING)),
                "approved": Count("pk", filter=Q(state__in=FINISHED)),
            },
        ),
        (
            targets.filter(records__state__in=HANDED_IN),
            "village_code",
            {"with_record": Count("pk", distinct=True)},
        ),
    ]
    for queryset, column, counts in tallies:
        for row in queryset.order_by().values(place=Substr(column, 1, digits)).annotate(**counts):
            total = found.setdefault(row.pop("place"), Totals())
            for name, n in row.items():
                setattr(total, name, n)
    return {code: total for code, total in sorted(found.items()) if total.villages}


def sum_of(totals: Iterable[Totals]) -> Totals:
    """All areas together."""
    every = list(totals)
    return Totals(**{field.name: sum(getattr(total, field.name) for total in every) for field in fields(Totals)})


def _these(queryset: QuerySet) -> QuerySet:
    # A queryset that already counts below its rows would be grouped twice; its keys are grouped instead.
    return queryset.model.objects.filter(pk__in=queryset.order_by().values("pk"))
