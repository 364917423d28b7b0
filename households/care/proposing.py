"""An even proposal for the households of a village without a trainer: who, to whom, and why. Nothing is written."""

from typing import NamedTuple

from households.care.matching import NEAR, Helper, Match, Seeker, propose
from households.models import Assignment, Enrolment
from samma.thai import arabic_digits
from trainers.models import Trainer


class Proposed(NamedTuple):
    """A pair of the proposal with its reasons, ready to read."""

    enrolment: Enrolment
    trainer: Trainer
    why: list[str]


def proposal_for(target) -> list[Proposed]:
    """The proposal for a target village; empty without a team or without anybody who waits."""
    team = getattr(target, "team", None)
    if team is None:
        return []
    trainers = {
        t.pk: t for t in team.trainers.serving().select_related("sage__expertise", "sage__village").order_by("seat")
    }
    houses: dict[int, list[str]] = {pk: [house_of(t.sage)] for pk, t in trainers.items()}
    loads = dict.fromkeys(trainers, 0)
    serving = Assignment.objects.serving().filter(trainer__in=trainers)
    for trainer_pk, house_no in serving.values_list("trainer", "enrolment__household__house_no"):
        loads[trainer_pk] += 1
        houses[trainer_pk].append(house_no)
    enrolments = target.enrolments.without_trainer().select_related("household", "occupation").order_by("number")
    waiting = {e.pk: e for e in enrolments}
    matches = propose(
        [_seeker(enrolment) for enrolment in waiting.values()],
        [_helper(trainer, loads[pk], tuple(houses[pk])) for pk, trainer in trainers.items()],
        ceiling=target.year.households_per_trainer,
    )
    has_neighbours = len({t.sage.village_id for t in trainers.values()}) > 1
    return [
        Proposed(waiting[m.seeker], trainers[m.helper], reasons(m, waiting[m.seeker], has_neighbours=has_neighbours))
        for m in matches
    ]


def house_of(sage) -> str:
    """The house number in a sage's address, as far as it begins with one."""
    return arabic_digits(sage.address).removeprefix("บ้านเลขที่").strip().split(" ")[0]


def _seeker(enrolment: Enrolment) -> Seeker:
    trade = enrolment.occupation
    return Seeker(
        key=enrolment.pk,
        number=enrolment.number,
        trade=trade.pk if trade else None,
        trade_type=(trade.parent_id or trade.pk) if trade else None,
        village=enrolment.household.village_id,
        house_no=enrolment.household.house_no,
    )


def _helper(trainer: Trainer, load: int, house_nos: tuple[str, ...]) -> Helper:
    trade = trainer.sage.expertise
    return Helper(
        key=trainer.pk,
        seat=trainer.seat,
        load=load,
        trade=trade.pk if trade else None,
        trade_type=(trade.parent_id or trade.pk) if trade else None,
        village=trainer.sage.village_id,
        house_nos=house_nos,
    )


def reasons(match: Match, enrolment: Enrolment, *, has_neighbours: bool) -> list[str]:
    """Why a pair is proposed. That it keeps the loads even is always one, and where nothing else speaks for it the only one."""
    told = []
    if match.same_trade:
        told.append(f"อาชีพตรงกัน: {enrolment.occupation}")
    elif match.same_type:
        told.append("อาชีพประเภทเดียวกัน")
    if match.gap is not None and match.gap < NEAR:
        told.append(f"บ้านเลขที่ใกล้กัน ({enrolment.household.house_no} กับ {match.near})")
    elif has_neighbours and match.same_village:
        told.append("อยู่หมู่บ้านเดียวกัน")
    return [*told, f"ดูแลเท่ากัน: คนนี้รวม {match.load} ครัวเรือน"]
