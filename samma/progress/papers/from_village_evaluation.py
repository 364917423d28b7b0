"""Values of แบบประเมินผล: each household before and now, and each group of the village in the last twelve months."""

from collections.abc import Sequence

from groups.models import Group
from groups.rules import unmet
from groups.standing import standings_of
from groups.vigour import vigours_of
from households.models import Enrolment, Practising
from samma.progress.numbers import FIVE
from samma.progress.outgoing.households import with_standing
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.from_households import enrolments_of, tick
from samma.progress.papers.from_team import TICK
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source


def evaluation(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """แบบประเมินผล: what is known of each household before and now; what people think of it is written by hand."""
    rows = [_evaluated(enrolment) for enrolment in with_standing(enrolments_of(desk).active())]
    both = [row for row in rows if row["before"] is not None and row["after"] is not None]
    facts: dict[str, Value] = {
        "count": len(rows),
        "trained_count": sum(row["trained"] == TICK for row in rows),
        "practising_count": sum(row["practising"] == Practising.YES.label for row in rows),
        "known_count": sum(row["practising"] != "" for row in rows),
        "both_count": len(both),
        "up_count": sum(row["after"] > row["before"] for row in both),
        "member_count": sum(row["member"] == TICK for row in rows),
    }
    return [Filled(desk.place | facts, {"households": rows, "groups": _groups(desk)})]


def _groups(desk: Desk) -> list[dict[str, Value]]:
    """What is known of each group of the village and year; how it was judged last, where it was."""
    found = list(
        Group.objects.filter(village=desk.target.village_id, year=desk.target.year_id)
        .select_related("occupation", "year")
        .prefetch_related("evaluations")
        .order_by("sort_key", "pk")
    )
    standings, vigours = standings_of(found), vigours_of(found, desk.today)
    return [_group(group, standings[group.pk], vigours[group.pk]) for group in found]


def _group(group: Group, standing, vigour) -> dict[str, Value]:
    judged = next(iter(group.evaluations.all()), None)
    return {
        "name": group.name,
        "five": Digits(f"{FIVE - len(unmet(standing))}/{FIVE}"),
        "meetings": vigour.meetings,
        "accounts": vigour.months_closed,
        "markets": vigour.markets,
        "income": vigour.income,
        "verdict": Digits(f"{judged.get_outcome_display()} (ปี {judged.fiscal_year})" if judged else ""),
    }


def _evaluated(enrolment: Enrolment) -> dict[str, Value]:
    state = getattr(enrolment, "state", None)
    change = state.income_change if state else None
    return {
        "number": enrolment.number,
        "head": enrolment.household.full_name,
        "occupation": str(enrolment.occupation or ""),
        "before": state.baseline_income if state else None,
        "after": state.latest_income if state and state.rounds > 1 else None,
        "change": Digits("" if change is None else str(change)),
        "trained": tick(enrolment.is_trained),
        "practising": str(Practising(state.practising).label) if state and state.practising else "",
        "member": tick(enrolment.is_member),
    }


SOURCES = {"evaluation": Source(evaluation)}
