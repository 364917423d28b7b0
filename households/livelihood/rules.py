"""Money over time, as pure rules: what is known is added, what is not known is never 0, and no round is made up.

Earned and saved count equally: a baht not spent is a baht. A change in per cent is said only where both figures exist.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from households.rules import change_percent

Amounts = Mapping[str, Decimal | None]

INCOME = ("income_farm", "income_nonfarm", "income_other", "income_own")
EXPENSE = ("expense_production", "expense_needed", "expense_unneeded", "expense_debt")


@dataclass(frozen=True)
class Change:
    """A figure of the baseline and the same figure of a later round; either may be unknown."""

    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """None unless both are known and the first is above nothing (a rise from nothing has no per cent)."""
        return change_percent(self.before, self.now)


def total(amounts: Amounts, names: Iterable[str]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [value for name in names if (value := amounts.get(name)) is not None]
    return sum(known, Decimal(0)) if known else None


def net(amounts: Amounts) -> Decimal | None:
    """Income less expense, or None when either is not known."""
    income, expense = total(amounts, INCOME), total(amounts, EXPENSE)
    return None if income is None or expense is None else income - expense


def is_comparable(first: Amounts, last: Amounts, names: Iterable[str]) -> bool:
    """Whether the same parts are known in both rounds: a source that was told only later is no rise."""
    names = list(names)
    known = [{name for name in names if amounts.get(name) is not None} for amounts in (first, last)]
    return bool(known[0]) and known[0] == known[1]


def change_of(first: Amounts, last: Amounts, names: Sequence[str]) -> Change:
    """How a total changed; with other parts known in the two rounds both stand, but they are not compared."""
    if not is_comparable(first, last, names):
        return Change(None, None)
    return Change(total(first, names), total(last, names))


def change_of_net(first: Amounts, last: Amounts) -> Change:
    """How income less expense changed. It may begin below nothing: then there is a difference and no per cent."""
    if not (is_comparable(first, last, INCOME) and is_comparable(first, last, EXPENSE)):
        return Change(None, None)
    return Change(net(first), net(last))


@dataclass(frozen=True)
class Together:
    """Many households' figures: the sum and over how many it goes, and the change over those that have both."""

    before: Decimal | None
    before_n: int
    now: Decimal | None
    now_n: int
    change: Change
    both_n: int


def together(changes: Iterable[tuple[Decimal | None, Decimal | None]]) -> Together:
    """Pairs (baseline, latest) of households added up. Each n says how many households stand behind a sum."""
    pairs = list(changes)
    before = [first for first, _last in pairs if first is not None]
    now = [last for _first, last in pairs if last is not None]
    both = [(first, last) for first, last in pairs if first is not None and last is not None]
    change = Change(sum((a for a, _ in both), Decimal(0)), sum((b for _, b in both), Decimal(0))) if both else None
    return Together(
        before=sum(before, Decimal(0)) if before else None,
        before_n=len(before),
        now=sum(now, Decimal(0)) if now else None,
        now_n=len(now),
        change=change or Change(None, None),
        both_n=len(both),
    )


# --- what visits told -------------------------------------------------------------------------------------------------
def told(kind: str, amount: Decimal | None) -> Decimal | None:
    """An answer as a figure: an amount, 0 for "ยังไม่มี", None for "ไม่ทราบ"."""
    return {"amount": amount, "none": Decimal(0)}.get(kind)


@dataclass(frozen=True)
class Gain:
    """What one visit told: gained and saved since the visit before, each perhaps unknown."""

    gained: Decimal | None
    saved: Decimal | None

    @property
    def both(self) -> Decimal | None:
        """Gained and saved counted equally; None when either is unknown, for half of a sum is not the sum."""
        return None if self.gained is None or self.saved is None else self.gained + self.saved


@dataclass(frozen=True)
class Gains:
    """The visits of a household, or of a village, added up, with the number of visits that told each figure."""

    visits: int
    gained: Decimal | None
    gained_n: int
    saved: Decimal | None
    saved_n: int

    @property
    def both(self) -> Decimal | None:
        """All that is known to have been gained or saved."""
        known = [value for value in (self.gained, self.saved) if value is not None]
        return sum(known, Decimal(0)) if known else None


def gains_of(visits: Iterable[Gain]) -> Gains:
    """The sums over visits; a visit that did not tell a figure is counted in none."""
    every = list(visits)
    gained = [visit.gained for visit in every if visit.gained is not None]
    saved = [visit.saved for visit in every if visit.saved is not None]
    return Gains(
        visits=len(every),
        gained=sum(gained, Decimal(0)) if gained else None,
        gained_n=len(gained),
        saved=sum(saved, Decimal(0)) if saved else None,
        saved_n=len(saved),
    )
