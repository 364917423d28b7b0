"""What a piece costs and what it leaves: computed from a cost sheet, to the satang, and never typed."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samma import thai

SATANG = Decimal("0.01")
ASK_LABOUR = "แรงงานของสมาชิกเองคิดเป็นเงินเท่าไร"


def line_amount(quantity: Decimal, price: Decimal) -> Decimal:
    """Quantity times price, to the satang."""
    return (quantity * price).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class Costing:
    """One batch. `labour` is what the members' own work is worth; None means that nobody has said."""

    batch: Decimal
    others: Decimal  # everything but own labour
    labour: Decimal | None
    price: Decimal | None

    @property
    def total(self) -> Decimal:
        return self.others + (self.labour or Decimal(0))

    @property
    def per_piece(self) -> Decimal:
        return (self.total / self.batch).quantize(SATANG, ROUND_HALF_UP)

    @property
    def per_piece_without_labour(self) -> Decimal:
        return (self.others / self.batch).quantize(SATANG, ROUND_HALF_UP)

    @property
    def margin(self) -> Decimal | None:
        """Baht that a piece leaves."""
        return None if self.price is None else self.price - self.per_piece

    @property
    def percent(self) -> Decimal | None:
        """The margin out of the price, to the tenth."""
        return None if self.price is None else _percent(self.margin, self.price)

    @property
    def margin_without_labour(self) -> Decimal | None:
        return None if self.price is None else self.price - self.per_piece_without_labour

    @property
    def percent_without_labour(self) -> Decimal | None:
        return None if self.price is None else _percent(self.margin_without_labour, self.price)

    @property
    def is_below_cost(self) -> bool:
        return self.margin is not None and self.margin < 0


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def costing(sheet) -> Costing:
    """The costing of a sheet with its lines."""
    others = sum((line_amount(line.quantity, line.price) for line in sheet.lines.all()), Decimal(0))
    labour = None
    if sheet.labour_quantity is not None and sheet.labour_price is not None:
        labour = line_amount(sheet.labour_quantity, sheet.labour_price)
    return Costing(sheet.batch, others, labour, sheet.price)


def warnings(cost: Costing, unit: str) -> list[str]:
    """What the makers should be told of this price."""
    found = []
    if cost.labour is None:
        found.append(f"ต้นทุนนี้ยังไม่รวมค่าแรงของสมาชิก {ASK_LABOUR}")
    if cost.is_below_cost:
        unit = unit or "หน่วย"
        found.append(
            f"ขายต่ำกว่าทุน: ทุน{unit}ละ {thai.money(cost.per_piece)} บาท ขาย {thai.money(cost.price)} บาท"
            f" ขาดทุน{unit}ละ {thai.money(-cost.margin)} บาท"
        )
        if cost.margin_without_labour >= 0 and cost.labour:
            found.append(
                f"ถ้าไม่คิดค่าแรงของสมาชิกเอง จะเหมือนมีกำไร{unit}ละ {thai.money(cost.margin_without_labour)} บาท"
                " ซึ่งเป็นค่าแรงที่สมาชิกไม่ได้รับ"
            )
    return found


def figures(cost: Costing, unit: str) -> list[tuple[str, str]]:
    """The result as facts, in the order in which it is read."""
    unit = unit or "หน่วย"
    return [
        ("ต้นทุนทั้งรอบ", f"{thai.money(cost.total)} บาท"),
        ("ผลิตได้", f"{thai.quantity(cost.batch)} {unit}"),
        (f"ต้นทุนต่อ{unit}", _baht(cost.per_piece)),
        (f"ราคาขายต่อ{unit}", "ยังไม่ตั้งราคา" if cost.price is None else _baht(cost.price)),
        (f"กำไรต่อ{unit}", _left(cost.margin, cost.percent)),
        ("ค่าแรงของสมาชิกเองทั้งรอบ", "ยังไม่ได้คิด" if cost.labour is None else _baht(cost.labour)),
        (
            f"กำไรต่อ{unit} ถ้าไม่คิดค่าแรงของสมาชิกเอง",
            _left(cost.margin_without_labour, cost.percent_without_labour),
        ),
    ]


def _baht(amount: Decimal) -> str:
    return f"{thai.money(amount)} บาท"


def _left(margin: Decimal | None, percent: Decimal | None) -> str:
    return "" if margin is None else f"{thai.money(margin)} บาท (ร้อยละ {percent})"
