"""What a sale has to keep to, and the sums of sales: by channel, product, month and year. No sum is ever typed or stored."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum

from groups.models import DIRECT, Group, Market, Product, Sale
from samma.thai import fiscal_range, thai_days

ZERO = Decimal(0)


def refuse_sale(sale: Sale, today: datetime.date) -> None:
    """What cannot be: a month to come, another group's product or market, a fair in another month. In Thai."""
    if sale.month > today:
        raise ValidationError({"month": "เดือนนี้ยังมาไม่ถึง"})
    if sale.product.group_id != sale.group_id:
        raise ValidationError({"product": "เลือกผลิตภัณฑ์ของกลุ่มนี้"})
    market = sale.market
    if market is None:
        return
    if market.group_id != sale.group_id:
        raise ValidationError({"market": "เลือกตลาดหรืองานของกลุ่มนี้"})
    if market.is_fair and not is_open_in(market, sale.month):
        raise ValidationError({"market": f"งานนี้จัด {thai_days(market.started, market.ended)} ไม่ตรงกับเดือนที่ขาย"})


def is_open_in(market: Market, month: datetime.date) -> bool:
    """Whether the market was there on some day of the month."""
    has_begun = market.started is None or market.started.replace(day=1) <= month
    return has_begun and (market.ended is None or market.ended >= month)


def doubt_of(sale: Sale) -> str:
    """What is odd of a sale that may stand all the same."""
    if sale.market is not None and not sale.market.is_fair and not is_open_in(sale.market, sale.month):
        return f"ตามที่บันทึกไว้ {sale.market} ไม่ได้ขายในเดือนนั้น"
    return ""


# --- sums -------------------------------------------------------------------------------------------------------------
def sold_in_fiscal_year(of: Group | Product, year: int) -> Decimal:
    """The yearly sales of a group or of one product, as its papers say them."""
    return of.sales.between(*fiscal_range(year)).total()


@dataclass(frozen=True)
class SalesSum:
    """One line of a table of sums."""

    label: str
    amount: Decimal
    key: object = None


def by_channel(rows: QuerySet) -> list[SalesSum]:
    """Each market, and what the group sold itself; the largest first."""
    found = rows.order_by().values("market", "market__name").annotate(total=Sum("amount"))
    sums = [SalesSum(row["market__name"] or DIRECT, row["total"], row["market"]) for row in found]
    return _largest_first(sums)


def by_product(rows: QuerySet) -> list[SalesSum]:
    found = rows.order_by().values("product", "product__name").annotate(total=Sum("amount"))
    return _largest_first(SalesSum(row["product__name"], row["total"], row["product"]) for row in found)


def by_month(rows: QuerySet) -> dict[datetime.date, Decimal]:
    return dict(rows.order_by().values("month").annotate(total=Sum("amount")).values_list("month", "total"))


def _largest_first(sums: Iterable[SalesSum]) -> list[SalesSum]:
    return sorted(sums, key=lambda one: (-one.amount, one.label))
