"""What is known of a village's money and material, and the sums made of it, as plain data."""

from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)
USUAL_SHARE = 10  # an officer proposes about 10 % of the project (source: document 002); a hint and never a rule


@dataclass(frozen=True)
class PlannedLine:
    pk: int
    name: str
    planned: Decimal
    is_community: bool = False


@dataclass(frozen=True)
class Paid:
    """A payment or its counter-entry; `quantity` only of what is bought to be handed out."""

    line: int
    amount: Decimal
    activity: int | None = None
    item: str = ""
    quantity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Held:
    """An activity and what it says it cost; None when it does not say."""

    pk: int
    name: str
    spent: Decimal | None


@dataclass(frozen=True)
class Handed:
    """Material of one household."""

    item: str
    quantity: Decimal | None
    unit: str
    value: Decimal | None
    is_received: bool = True
    is_signed: bool = True


@dataclass(frozen=True)
class PutIn:
    """What the community put in, or its counter-entry."""

    is_cash: bool
    value: Decimal | None
    item: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    is_counter: bool = False


@dataclass(frozen=True)
class LineSum:
    line: PlannedLine
    paid: Decimal

    @property
    def left(self) -> Decimal:
        return self.line.planned - self.paid


@dataclass(frozen=True)
class ActivitySum:
    activity: Held
    paid: Decimal

    @property
    def loose(self) -> Decimal:
        """What the activity says it cost and no payment covers: spent, from no line yet."""
        return max((self.activity.spent or ZERO) - self.paid, ZERO)

    @property
    def counted(self) -> Decimal:
        return self.paid + self.loose


@dataclass
class ItemSum:
    """One kind of material: bought and put in against handed out. Equal names with another unit are another kind."""

    item: str
    unit: str
    bought: Decimal = ZERO
    cost: Decimal = ZERO
    put_in: Decimal = ZERO
    handed: Decimal = ZERO
    worth: Decimal = ZERO
    households: int = 0
    uncounted: int = 0  # rows handed out whose quantity is not known

    @property
    def left(self) -> Decimal:
        return self.bought + self.put_in - self.handed

    @property
    def name(self) -> str:
        return f"{self.item} ({self.unit})" if self.unit else self.item


@dataclass(frozen=True)
class Share:
    """The community's own part. `percent` is of the budget as planned, None while there is none."""

    cash: Decimal
    kind: Decimal
    unvalued: int
    percent: Decimal | None

    @property
    def total(self) -> Decimal:
        return self.cash + self.kind


@dataclass(frozen=True)
class Fault:
    """What does not add up, told in Thai; `topic` and `row` say where to look."""

    sentence: str
    topic: str
    row: int | None = None
    words: str = ""


@dataclass
class Reckoning:
    lines: list[LineSum]
    activities: list[ActivitySum]
    items: list[ItemSum]
    share: Share
    unsigned: int = 0
    unreceived: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def planned(self) -> Decimal | None:
        """None while no line is planned: no budget yet is not a budget of nothing."""
        return sum((one.line.planned for one in self.lines), ZERO) if self.lines else None

    @property
    def paid(self) -> Decimal:
        return sum((one.paid for one in self.lines), ZERO)

    @property
    def loose(self) -> Decimal:
        return sum((one.loose for one in self.activities), ZERO)

    @property
    def spent(self) -> Decimal:
        return self.paid + self.loose

    @property
    def left(self) -> Decimal | None:
        return None if self.planned is None else self.planned - self.spent

    @property
    def is_reconciled(self) -> bool:
        return not self.faults
