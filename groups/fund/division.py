"""An amount divided so that nothing is lost: to the satang, and the parts make the whole."""

from collections.abc import Sequence
from decimal import Decimal

SATANG = Decimal("0.01")


def parts(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """The total by these weights. What does not divide goes satang by satang to the largest remainders, first come first."""
    if not weights or sum(weights) <= 0:
        return [Decimal(0)] * len(weights)
    satang, whole = int(total / SATANG), sum(weights)
    shares = [satang * weight // whole for weight in weights]
    remainders = [satang * weight % whole for weight in weights]
    left = satang - sum(shares)
    for place in sorted(range(len(weights)), key=lambda place: (-remainders[place], place))[:left]:
        shares[place] += 1
    return [share * SATANG for share in shares]
