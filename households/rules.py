"""What the programme asks of households, as plain functions of facts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

SUDDEN = 3  # an income three times the last one is asked about


def spread(
    waiting: Sequence[Any],
    loads: Mapping[Any, int],
    *,
    ceiling: int,
    skills: Mapping[Any, set] | None = None,
    wants: Mapping[Any, Any] | None = None,
) -> list[tuple[Any, Any]]:
    """Pairs (household, trainer), even: each goes to the least loaded trainer, a trade in common decides between equals.

    `loads` counts the households each trainer has now, in seat order; nobody passes `ceiling` (source: document 003,
    ข้อ 4.1 (5): one trainer to four households). Households beyond all ceilings stay unpaired.
    """
    load = dict(loads)
    pairs = []
    for household in waiting:
        free = [trainer for trainer in load if load[trainer] < ceiling]
        if not free:
            break
        trade = (wants or {}).get(household)
        least = min(load[trainer] for trainer in free)
        equals = [trainer for trainer in free if load[trainer] == least]
        fitting = [t for t in equals if trade is not None and trade in (skills or {}).get(t, ())]
        chosen = (fitting or equals)[0]
        load[chosen] += 1
        pairs.append((household, chosen))
    return pairs


def passes_four_criteria(income: Decimal | None, expense: Decimal | None, spares: Sequence[bool | None]) -> bool | None:
    """ผ่านเกณฑ์สัมมาชีพ ๔ ข้อ: expense below income, and no harm to oneself, others or nature. None while not all is known.

    (source: the definition of สัมมาชีพ in document 004, ข้อ ๔)
    """
    if income is None or expense is None or any(answer is None for answer in spares):
        return None
    return expense < income and all(spares)


def is_sudden(now: Decimal | None, before: Decimal | None) -> bool:
    """Whether an amount is doubtful against the round before: three times as much or more."""
    return now is not None and bool(before) and now >= SUDDEN * before


def change_percent(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    """How many per cent an amount rose or fell, to one decimal; None unless both are known and there is something to rise from."""
    if before is None or now is None or before <= 0:
        return None
    return ((now - before) * 100 / before).quantize(Decimal("0.1"))
