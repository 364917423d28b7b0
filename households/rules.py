"""What the programme asks of households, as plain functions of facts."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

SATANG = Decimal("0.01")
MANY_RAI = 200  # of one household
MANY_BAHT = 3_000_000  # a year
MANY_HANDS = 15
SUDDEN = 3  # an income three times the last one is asked about


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


def worth(quantity: Decimal | None, price: Decimal | None, told: Decimal | None) -> Decimal | None:
    """The value of some material to the satang: quantity times price where both are known, else what was told."""
    if quantity is None or price is None:
        return told
    return (Decimal(quantity) * Decimal(price)).quantize(SATANG, ROUND_HALF_UP)
