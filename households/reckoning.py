"""The money and material of a village set against each other. Plain facts in, sums and sentences out; no database here.

What an activity cost is typed with the activity, and its receipts may be entered as payments too. It counts once: the
payments of an activity count as they are, and of what the activity itself says only the part that no payment covers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal

from samma import thai

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
    made.faults = list(_faults(made, payments, plan_budget))
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


def _faults(made: Reckoning, payments: Sequence[Paid], plan_budget: Decimal | None):
    yield from _money_faults(made, payments, plan_budget)
    yield from _material_faults(made)
    if made.share.unvalued:
        yield Fault(f"ส่วนสมทบของชุมชน {made.share.unvalued} รายการยังไม่ได้ตีมูลค่า", "contributions")


def _money_faults(made: Reckoning, payments: Sequence[Paid], plan_budget: Decimal | None):
    if made.planned is None and made.spent:
        yield Fault(f"ใช้จ่ายแล้ว {baht(made.spent)} บาท แต่ยังไม่ได้ตั้งรายการงบประมาณ", "budget")
    if plan_budget is not None and made.planned is not None and plan_budget != made.planned:
        yield Fault(
            f"แผนปฏิบัติการขอใช้งบ {baht(plan_budget)} บาท แต่รายการงบประมาณรวม {baht(made.planned)} บาท "
            f"ต่างกัน {baht(abs(plan_budget - made.planned))} บาท",
            "budget",
        )
    for one in made.lines:
        if one.left < 0:
            yield Fault(
                f"{one.line.name} จ่าย {baht(one.paid)} บาท เกินงบที่ตั้งไว้ {baht(one.line.planned)} บาท อยู่ {baht(-one.left)} บาท",
                "line",
                one.line.pk,
            )
    from_community = sum((one.paid for one in made.lines if one.line.is_community), ZERO)
    if from_community > made.share.cash:
        yield Fault(
            f"จ่ายจากเงินสมทบของชุมชน {baht(from_community)} บาท แต่บันทึกเงินสดที่ชุมชนสมทบไว้ {baht(made.share.cash)} บาท",
            "contributions",
        )
    alone = Counter()  # payments of no activity that nobody took back
    for one in payments:
        if one.activity is None:
            alone[abs(one.amount)] += 1 if one.amount > 0 else -1
    for one in made.activities:
        yield from _activity_faults(one, {amount for amount, n in alone.items() if n > 0})


def _activity_faults(one: ActivitySum, alone: Set[Decimal]):
    name, told = one.activity.name, one.activity.spent
    if told is not None and one.paid > told:
        yield Fault(
            f"{name} มีรายการจ่าย {baht(one.paid)} บาท มากกว่าค่าใช้จ่ายที่บันทึกในกิจกรรม {baht(told)} บาท",
            "activity",
            one.activity.pk,
        )
    if one.loose:
        already = f" มีรายการจ่ายแล้ว {baht(one.paid)} บาท" if one.paid else ""
        twice = " อาจเป็นรายการจ่ายที่ลงไว้แล้วแต่ยังไม่ได้เลือกกิจกรรม" if one.loose in alone else ""
        yield Fault(
            f"{name} บันทึกค่าใช้จ่าย {baht(told)} บาท{already} ยังไม่ระบุรายการงบ {baht(one.loose)} บาท{twice}",
            "activity",
            one.activity.pk,
        )


def _material_faults(made: Reckoning):
    for one in made.items:
        if one.left < 0:
            yield Fault(
                f"{one.name} แจก {thai.quantity(one.handed)} มากกว่าที่ซื้อและชุมชนสมทบ {thai.quantity(one.bought + one.put_in)} "
                f"อยู่ {thai.quantity(-one.left)}",
                "material",
                words=one.item,
            )
        elif one.left > 0:
            yield Fault(
                f"{one.name} ซื้อและชุมชนสมทบ {thai.quantity(one.bought + one.put_in)} แจกแล้ว {thai.quantity(one.handed)} "
                f"ยังไม่ได้แจก {thai.quantity(one.left)}",
                "material",
                words=one.item,
            )
        if one.uncounted:
            yield Fault(f"{one.item} มี {one.uncounted} ครัวเรือนที่ไม่ได้บันทึกจำนวน", "material", words=one.item)
    if made.unreceived:
        yield Fault(f"วัสดุ {made.unreceived} รายการยังไม่ได้บันทึกวันที่รับ", "unreceived")
    if made.unsigned:
        yield Fault(f"วัสดุ {made.unsigned} รายการยังไม่ได้ลงลายมือชื่อผู้รับ", "unsigned")


def baht(amount: Decimal) -> str:
    """Baht without idle satang."""
    return thai.money(amount).removesuffix(".00")
