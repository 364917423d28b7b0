"""The numbers of target villages, counted from the rows: the same few queries for one village and for a hundred."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from groups.models import Group, Origin, OtopRegistration
from groups.rules import Standing, unmet
from groups.standing import standings_of
from households.due import with_overdue
from households.models import Enrolment, EnrolmentState, LivelihoodRound, Material, OccupationWish, Practising, Visit
from samma.knowledge.models import WAITING, KnowledgeRecord, State
from trainers.models import LEAD_SEAT, Sage, Team
from villages.models import Activity, ActivityKind, PlanItem, ProgrammeYear, TargetVillage

FIVE = 5
FINISHED = [State.APPROVED, State.PUBLISHED]
HANDED_IN = [*WAITING, *FINISHED]
TRAINING_PLACES = [ActivityKind.COURSE, ActivityKind.STUDY_VISIT, ActivityKind.PRACTICE]


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
    placed: int = 0  # training days and study visits, held or planned, whose place is said
    materials: int = 0  # households that have received practice material
    wishes: int = 0
    enrolled: int = 0
    unassigned: int = 0
    never_visited: int = 0
    overdue: int = 0
    trained: int = 0
    visits: int = 0
    with_money: int = 0  # households with at least one round of income and expense
    practising: int = 0
    practising_known: int = 0
    both_rounds: int = 0  # income known before and after
    income_up: int = 0
    money_known: int = 0  # income and expense known in the latest round
    net_above: int = 0
    gain_bins: dict[str, int] = field(default_factory=dict)
    exemplary: int = 0
    groups: list[Group] = field(default_factory=list)  # formed in the programme
    existing: list[Group] = field(default_factory=list)  # founded before or outside it, counted apart
    standings: dict[int, Standing] = field(default_factory=dict)  # of both
    otop: int = 0  # groups of the programme
    existing_otop: int = 0
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
        """How many of the five ก the most advanced group of the programme has."""
        return max((FIVE - len(self.missing(group)) for group in self.groups), default=0)

    def missing(self, group: Group) -> list[str]:
        """What a group lacks of the five ก."""
        return unmet(self.standings[group.pk])

    @property
    def short_groups(self) -> list[Group]:
        return [group for group in self.groups if self.missing(group)]

    @property
    def short_existing(self) -> list[Group]:
        return [group for group in self.existing if self.missing(group)]

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
    _count_outcomes(found, targets)
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
    for model in (Activity, PlanItem):
        said = model.objects.filter(target_village__in=targets, kind__in=TRAINING_PLACES).exclude(place="").order_by()
        for row in (
            (said if model is Activity else said.filter(called_off="")).values("target_village").annotate(n=Count("pk"))
        ):
            found[row["target_village"]].placed += row["n"]


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
        "materials": (Material, Count("enrolment", distinct=True)),
        "with_money": (LivelihoodRound, Count("enrolment", distinct=True)),
    }
    for name, (model, counting) in below.items():
        rows = model.objects.filter(enrolment__target_village__in=targets, enrolment__left_on=None).order_by()
        for target_pk, n in rows.values_list("enrolment__target_village").annotate(n=counting):
            setattr(found[target_pk], name, n)
    asked = OccupationWish.objects.filter(survey__target_village__in=targets, survey__volunteer=True).order_by()
    for target_pk, n in asked.values_list("survey__target_village").annotate(n=Count("survey", distinct=True)):
        found[target_pk].wishes = n


def _count_outcomes(found, targets) -> None:
    """What came of it, from the states of the households that are in the programme."""
    states = EnrolmentState.objects.filter(enrolment__target_village__in=targets, enrolment__left_on=None)
    for state in states.select_related("enrolment").only(
        *OUTCOMES, "enrolment__target_village", "enrolment__exemplary_on"
    ):
        numbers = found[state.enrolment.target_village_id]
        numbers.exemplary += state.enrolment.exemplary_on is not None
        numbers.practising += state.practising == Practising.YES
        numbers.practising_known += state.practising != ""
        before, after, spent = state.baseline_income, state.latest_income, state.latest_expense
        if after is not None and spent is not None:
            numbers.money_known += 1
            numbers.net_above += after > spent
        if state.rounds > 1 and before is not None and after is not None:
            numbers.both_rounds += 1
            numbers.income_up += after > before
            if state.income_change is not None:
                key = bin_of(state.income_change)
                numbers.gain_bins[key] = numbers.gain_bins.get(key, 0) + 1


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
        (numbers.existing if group.origin == Origin.EXISTING else numbers.groups).append(group)
        numbers.standings[group.pk] = standings[group.pk]
    producers = set(OtopRegistration.objects.filter(product__group__in=groups).values_list("product__group", flat=True))
    for numbers in of_year.values():
        numbers.otop = sum(group.pk in producers for group in numbers.groups)
        numbers.existing_otop = sum(group.pk in producers for group in numbers.existing)


def _count_records(found, targets) -> None:
    records = KnowledgeRecord.objects.filter(target_village__in=targets).order_by("-pk")
    for pk, target_pk, state in records.values_list("pk", "target_village", "state"):
        numbers = found[target_pk]
        numbers.records[state] = numbers.records.get(state, 0) + 1
        if state not in FINISHED:
            numbers.draft = pk


# --- how incomes changed: bins merge by adding, and a median of any area is read from them ----------------------------
OUTCOMES = ["practising", "rounds", "baseline_income", "latest_income", "latest_expense"]
BIN = 10  # per cent
LEAST, MOST = -100, 300


def bin_of(percent) -> str:
    """The bin of a change in per cent: its lower end. What lies beyond the ends is counted in the outermost bins."""
    return str(min(max(math.floor(percent / BIN) * BIN, LEAST), MOST))


def median_of(bins: dict[str, int]) -> int | None:
    """The middle of the bin in which the median lies; None of nothing."""
    half, seen = sum(bins.values()) / 2, 0
    for start in sorted(bins, key=int):
        seen += bins[start]
        if seen >= half:
            return int(start) + BIN // 2
    return None


def span_of_gain(middle: int | None) -> str:
    """What a median read from bins can say: "10 ถึง 20"; nothing of nothing."""
    return "" if middle is None else f"{middle - BIN // 2} ถึง {middle + BIN // 2}"


def merged(every: Iterable[dict[str, int]]) -> dict[str, int]:
    """The bins of several places together."""
    together: dict[str, int] = {}
    for bins in every:
        for start, n in bins.items():
            together[start] = together.get(start, 0) + n
    return together


# --- households and their visits, also counted for whole districts ----------------------------------------------------
VISIT_COUNTS = {
    "enrolled": Count("pk"),
    "never_visited": Count("pk", filter=Q(last_visit=None)),
    "overdue": Count("pk", filter=Q(is_overdue=True)),
}


def by_target(enrolments: QuerySet) -> QuerySet:
    return enrolments.order_by().values("target_village")
