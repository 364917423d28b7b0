"""The numbers of target villages, counted from the rows: the same few queries for one village and for a hundred."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from groups.models import Group, OtopRegistration
from groups.rules import Standing, unmet
from groups.standing import standings_of
from households.due import with_overdue
from households.models import Enrolment, LivelihoodRound, OccupationWish, Visit
from samma.knowledge.models import WAITING, KnowledgeRecord, State
from trainers.models import LEAD_SEAT, Sage, Team
from villages.models import Activity, ActivityKind, ProgrammeYear, TargetVillage

FIVE = 5
FINISHED = [State.APPROVED, State.PUBLISHED]
HANDED_IN = [*WAITING, *FINISHED]


@dataclass
class Numbers:
    """What can be counted in one target village on one day."""

    year: ProgrammeYear
    sages: int = 0
    team: int | None = None  # its pk
    seats: int = 0
    has_lead: bool = False
    lead_trained: bool = False
    held: dict[str, int] = field(default_factory=dict)  # activities by kind
    wishes: int = 0
    enrolled: int = 0
    unassigned: int = 0
    never_visited: int = 0
    overdue: int = 0
    trained: int = 0
    visits: int = 0
    with_money: int = 0  # households with at least one round of income and expense
    groups: list[Group] = field(default_factory=list)
    standings: dict[int, Standing] = field(default_factory=dict)
    otop: int = 0
    records: dict[str, int] = field(default_factory=dict)  # by state
    draft: int | None = None  # pk of a record that is not finished

    @property
    def course_days(self) -> int:
        return self.held.get(ActivityKind.COURSE, 0)

    @property
    def visited(self) -> int:
        return self.enrolled - self.never_visited

    @property
    def five_met(self) -> int:
        """How many of the five ก the most advanced group has."""
        return max((FIVE - len(unmet(standing)) for standing in self.standings.values()), default=0)

    @property
    def short_groups(self) -> list[Group]:
        return [group for group in self.groups if unmet(self.standings[group.pk])]

    @property
    def handed_in(self) -> int:
        return sum(self.records.get(state, 0) for state in HANDED_IN)

    @property
    def finished(self) -> int:
        return sum(self.records.get(state, 0) for state in FINISHED)


def numbers_of(targets: list[TargetVillage], today: datetime.date) -> dict[int, Numbers]:
    """The numbers of each target village by its pk. The targets come with their year."""
    found = {target.pk: Numbers(year=target.year) for target in targets}
    _count_team(found, targets)
    _count_households(found, targets, today)
    _count_groups(found, targets)
    _count_records(found, targets)
    return found


def _count_team(found, targets) -> None:
    villages = defaultdict(list)
    for target in targets:
        villages[target.village_id].append(found[target.pk])
    for row in Sage.objects.filter(village__in=villages).order_by().values("village").annotate(n=Count("pk")):
        for numbers in villages[row["village"]]:
            numbers.sages = row["n"]
    serving, lead = Q(trainers__ended=None), Q(trainers__ended=None, trainers__seat=LEAD_SEAT)
    teams = Team.objects.filter(target_village__in=targets).annotate(
        size=Count("trainers", filter=serving),
        leads=Count("trainers", filter=lead),
        leads_trained=Count("trainers", filter=lead & Q(trainers__course__isnull=False)),
    )
    for team in teams:
        numbers = found[team.target_village_id]
        numbers.team, numbers.seats = team.pk, team.size
        numbers.has_lead, numbers.lead_trained = bool(team.leads), bool(team.leads_trained)
    held = Activity.objects.filter(target_village__in=targets).order_by().values("target_village", "kind")
    for row in held.annotate(n=Count("pk")):
        found[row["target_village"]].held[row["kind"]] = row["n"]


def _count_households(found, targets, today) -> None:
    active = Enrolment.objects.active().filter(target_village__in=targets)
    for row in by_target(with_overdue(active, [target.year for target in targets], today)).annotate(**VISIT_COUNTS):
        numbers = found[row["target_village"]]
        numbers.enrolled, numbers.never_visited = row["enrolled"], row["never_visited"]
        numbers.overdue = row["overdue"]
    counted = {
        "unassigned": active.without_trainer(),
        "trained": Enrolment.objects.filter(pk__in=active.trained().values("pk")),
    }
    for name, enrolments in counted.items():
        for row in by_target(enrolments).annotate(n=Count("pk")):
            setattr(found[row["target_village"]], name, row["n"])
    below = {
        "visits": (Visit, Count("pk")),
        "with_money": (LivelihoodRound, Count("enrolment", distinct=True)),
    }
    for name, (model, counting) in below.items():
        rows = model.objects.filter(enrolment__target_village__in=targets, enrolment__left_on=None).order_by()
        for target_pk, n in rows.values_list("enrolment__target_village").annotate(n=counting):
            setattr(found[target_pk], name, n)
    asked = OccupationWish.objects.filter(survey__target_village__in=targets, survey__volunteer=True).order_by()
    for target_pk, n in asked.values_list("survey__target_village").annotate(n=Count("survey", distinct=True)):
        found[target_pk].wishes = n


def _count_groups(found, targets) -> None:
    of_year = {(target.village_id, target.year_id): found[target.pk] for target in targets}
    groups = [
        group
        for group in Group.objects.filter(
            village__in={village for village, _ in of_year}, year__in={year for _, year in of_year}
        ).select_related("occupation", "year")
        if (group.village_id, group.year_id) in of_year
    ]
    standings = standings_of(groups)
    for group in groups:
        numbers = of_year[group.village_id, group.year_id]
        numbers.groups.append(group)
        numbers.standings[group.pk] = standings[group.pk]
    registered = OtopRegistration.objects.filter(group__in=groups).order_by()
    for village, year, n in registered.values_list("group__village", "group__year").annotate(n=Count("pk")):
        of_year[village, year].otop = n


def _count_records(found, targets) -> None:
    records = KnowledgeRecord.objects.filter(target_village__in=targets).order_by("-pk")
    for pk, target_pk, state in records.values_list("pk", "target_village", "state"):
        numbers = found[target_pk]
        numbers.records[state] = numbers.records.get(state, 0) + 1
        if state not in FINISHED:
            numbers.draft = pk


# --- households and their visits, also counted for whole districts ----------------------------------------------------
VISIT_COUNTS = {
    "enrolled": Count("pk"),
    "never_visited": Count("pk", filter=Q(last_visit=None)),
    "overdue": Count("pk", filter=Q(is_overdue=True)),
}


def by_target(enrolments: QuerySet) -> QuerySet:
    return enrolments.order_by().values("target_village")
