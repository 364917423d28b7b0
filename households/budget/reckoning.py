"""The money and material of a village set against each other. Plain facts in, sums and sentences out; no database here.

What an activity cost is typed with the activity, and its receipts may be entered as payments too. It counts once: the
payments of an activity count as they are, and of what the activity itself says only the part that no payment covers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from households.budget.facts import (
    ZERO,
    ActivitySum,
    Handed,
    Held,
    ItemSum,
    LineSum,
    Paid,
    PlannedLine,
    PutIn,
    Reckoning,
    Share,
)
from households.budget.faults import faults_of
from samma import thai


def reckon(
    lines: Sequence[PlannedLine],
    payments: Iterable[Paid],
    activities: Iterable[Held],
    materials: Iterable[Handed],
    contributions: Iterable[PutIn],
    *,
    plan_budget: Decimal | None = None,
) -> Reckoning:
    """Everything of one village. `plan_budget` is what its plan of action asks for, where it says so."""
    payments, materials, contributions = list(payments), list(materials), list(contributions)
    by_line, by_activity = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
    for one in payments:
        by_line[one.line] += one.amount
        if one.activity is not None:
            by_activity[one.activity] += one.amount
    sums = [LineSum(line, by_line[line.pk]) for line in lines]
    told = [ActivitySum(held, by_activity[held.pk]) for held in activities]
    made = Reckoning(
        lines=sums,
        activities=[one for one in told if one.paid or one.activity.spent is not None],
        items=_items(payments, materials, contributions),
        share=_share(lines, contributions),
        unsigned=sum(not one.is_signed for one in materials),
        unreceived=sum(not one.is_received for one in materials),
    )
    made.faults = list(faults_of(made, payments, plan_budget))
    return made


def material_key(item: str, unit: str) -> tuple[str, str]:
    """One kind of material however it is typed."""
    return thai.search_fold(item), thai.search_fold(unit)


def _items(payments: Iterable[Paid], materials: Iterable[Handed], contributions: Iterable[PutIn]) -> list[ItemSum]:
    items: dict[tuple[str, str], ItemSum] = {}

    def of(item: str, unit: str) -> ItemSum:
        return items.setdefault(material_key(item, unit), ItemSum(item, unit))

    for one in payments:
        if one.quantity is not None:
            kind = of(one.item, one.unit)
            kind.bought += one.quantity
            kind.cost += one.amount
    for one in materials:
        kind = of(one.item, one.unit)
        kind.households += 1
        kind.worth += one.value or ZERO
        if one.quantity is None:
            kind.uncounted += 1
        else:
            kind.handed += one.quantity
    for one in contributions:  # what the community gave counts where it was bought or handed out too
        kind = items.get(material_key(one.item, one.unit))
        if kind is not None and one.quantity is not None:
            kind.put_in += one.quantity
    return [one for one in items.values() if one.bought or one.put_in or one.households]


def _share(lines: Sequence[PlannedLine], contributions: Iterable[PutIn]) -> Share:
    cash = kind = ZERO
    unvalued = 0
    for one in contributions:
        if one.value is None:
            unvalued += -1 if one.is_counter else 1
        elif one.is_cash:
            cash += one.value
        else:
            kind += one.value
    planned = sum((line.planned for line in lines), ZERO)
    percent = ((cash + kind) * 100 / planned).quantize(Decimal("0.1")) if planned else None
    return Share(cash, kind, unvalued, percent)
