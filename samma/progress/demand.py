"""What households wish to learn against what the five can teach, before the training is planned.

Volunteers only: a household that does not volunteer is trained in nothing. For each trade: who of the team teaches it,
who in this village already succeeds at it, which sage nearby could be invited, where it can be learnt, and what the
village has for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from groups.models import Group
from households.models import Enrolment, OccupationWish, Practising
from trainers.models import LearningPlace, Sage, Trainer
from trainers.nearby import places_near, point_of, sages_near
from villages.models import Occupation, Potential, TargetVillage

NEAR_KM = 25
NAMED = 3  # neighbours named for one trade


@dataclass
class Wanted:
    """One trade that volunteers wish to learn, and everybody who could help with it."""

    trade: Occupation
    ranks: dict[int, int] = field(default_factory=lambda: dict.fromkeys((1, 2, 3), 0))
    teachers: list[Trainer] = field(default_factory=list)  # of the team, by this trade
    close: list[Trainer] = field(default_factory=list)  # of the team, by another trade of its type
    achievers: list[Sage] = field(default_factory=list)  # of the village, in no seat of the team
    practising: int = 0  # households of the village whose money rose with it
    groups: list[Group] = field(default_factory=list)
    nearby: list[Sage] = field(default_factory=list)
    places: list[LearningPlace] = field(default_factory=list)
    potentials: list[Potential] = field(default_factory=list)

    @property
    def households(self) -> int:
        return sum(self.ranks.values())

    @property
    def is_taught(self) -> bool:
        return bool(self.teachers)

    @property
    def succeeds_here(self) -> bool:
        """Whether somebody of the village has made it work (source: document 000, อุปกรณ์: เป็นแบบอย่างที่ชัดเจน)."""
        return bool(self.teachers or self.achievers or self.practising or self.groups)


@dataclass(frozen=True)
class Demand:
    surveyed: int
    volunteers: int
    wanted: list[Wanted]
    unwanted: list[Trainer]  # of the team, whose trade nobody wishes

    @property
    def untaught(self) -> list[Wanted]:
        return [one for one in self.wanted if not one.is_taught]


def demand_of(target: TargetVillage, user) -> Demand:
    """The whole of it for one target village, in the same few queries however many trades there are."""
    asked = target.surveys.aggregate(n=Count("pk"), volunteers=Count("pk", filter=Q(volunteer=True)))
    wanted = _wanted(target)
    team = list(
        Trainer.objects.serving()
        .filter(team__target_village=target)
        .select_related("sage__expertise__parent")
        .order_by("seat")
    )
    for trainer in team:
        own = trainer.sage.expertise
        for one in wanted.values() if own else ():
            if own.pk == one.trade.pk:
                one.teachers.append(trainer)
            elif own.parent_id == one.trade.parent_id:
                one.close.append(trainer)
    if wanted:
        _who_succeeds(target, wanted, {trainer.sage_id for trainer in team})
        _who_is_near(target, wanted, user, {trainer.sage_id for trainer in team})
    unwanted = [t for t in team if t.sage.expertise_id and t.sage.expertise_id not in wanted]
    ordered = sorted(wanted.values(), key=lambda one: (-one.ranks[1], -one.households, one.trade.sort_key))
    return Demand(asked["n"], asked["volunteers"], ordered, unwanted)


def untaught_of(target: TargetVillage) -> list[str]:
    """The names of the trades that volunteers wish and nobody of the team teaches: one query for a block."""
    taught = Trainer.objects.serving().filter(team__target_village=target, sage__expertise__isnull=False)
    wishes = OccupationWish.objects.filter(survey__target_village=target, survey__volunteer=True)
    missing = wishes.exclude(occupation__in=taught.values("sage__expertise")).order_by("occupation__sort_key")
    return list(dict.fromkeys(missing.values_list("occupation__name", flat=True)))


def _wanted(target) -> dict[int, Wanted]:
    wishes = OccupationWish.objects.filter(survey__target_village=target, survey__volunteer=True).order_by()
    counts = list(wishes.values_list("occupation", "rank").annotate(n=Count("pk")))
    trades = Occupation.objects.select_related("parent").in_bulk({pk for pk, _rank, _n in counts})
    wanted = {pk: Wanted(trade) for pk, trade in trades.items()}
    for pk, rank, n in counts:
        wanted[pk].ranks[rank] = n
    return wanted


def _who_succeeds(target, wanted: dict[int, Wanted], seated: set[int]) -> None:
    village = target.village_id
    for sage in Sage.objects.filter(village=village, expertise__in=wanted).exclude(pk__in=seated):
        wanted[sage.expertise_id].achievers.append(sage)
    better = Enrolment.objects.filter(
        target_village__village=village,
        occupation__in=wanted,
        state__practising=Practising.YES,
        state__latest_income__gt=F("state__baseline_income"),
    ).order_by()
    for pk, n in better.values_list("occupation").annotate(n=Count("household", distinct=True)):
        wanted[pk].practising = n
    for group in Group.objects.filter(village=village, occupation__in=wanted):
        wanted[group.occupation_id].groups.append(group)
    for potential in Potential.objects.filter(village=village, trade__in=wanted):
        wanted[potential.trade_id].potentials.append(potential)


def _who_is_near(target, wanted: dict[int, Wanted], user, seated: set[int]) -> None:
    point = point_of(target.village)
    if point is None:
        return
    sages = sages_near(point, NEAR_KM, user).filter(expertise__in=wanted, willing=True)
    for sage in sages.exclude(pk__in=seated).exclude(village=target.village_id):
        _add(wanted[sage.expertise_id].nearby, sage)
    taught = Q(trade_1__in=wanted) | Q(trade_2__in=wanted) | Q(trade_3__in=wanted)
    for place in places_near(point, NEAR_KM, user).filter(taught):
        for trade in place.trades:
            if trade.pk in wanted:
                _add(wanted[trade.pk].places, place)


def _add(rows: list, row) -> None:
    if len(rows) < NAMED:
        rows.append(row)


def names(rows: Iterable) -> str:
    return ", ".join(str(row) for row in rows)
