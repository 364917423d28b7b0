"""The fund's book as the meeting reads it: a month with what came over, each entry and what is left; each member's money."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Min, Sum

from groups.models import FundClosing, FundEntry, FundKind, Group
from samma.thai import MONTHS, be_year

ZERO = Decimal(0)


@dataclass(frozen=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.number, 1)

    @property
    def last(self) -> datetime.date:
        return datetime.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """มีนาคม 2560"""
        return f"{MONTHS[self.number - 1]} {be_year(self.year)}"

    @property
    def next(self) -> "Month":
        return Month.of(self.last + datetime.timedelta(days=1))

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - datetime.timedelta(days=1))


@dataclass(frozen=True)
class BookLine:
    """An entry as the book has it: money that came or went, and what is left after it."""

    entry: FundEntry
    received: Decimal
    paid: Decimal
    balance: Decimal


@dataclass(frozen=True)
class MonthBook:
    """One month of a group's fund. Every figure is a sum of entries."""

    month: Month
    opening: Decimal
    lines: list[BookLine]
    things: list[FundEntry]  # tools and things of the group at the month's end
    closing: FundClosing | None  # the row that closed it

    @property
    def received(self) -> Decimal:
        return sum((line.received for line in self.lines), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((line.paid for line in self.lines), ZERO)

    @property
    def balance(self) -> Decimal:
        return self.opening + self.received - self.paid

    @property
    def worth(self) -> Decimal:
        """What the things are worth together, as far as it is known."""
        return sum((thing.value or ZERO for thing in self.things), ZERO)


def month_book(group: Group, month: Month) -> MonthBook:
    """The month as its entries stand: four queries."""
    opening = group.fund.filter(on__lt=month.first).balance() or ZERO
    entries = group.fund.filter(on__range=(month.first, month.last)).order_by("on", "pk")
    closing = group.closings.filter(through__gte=month.last).order_by("through").first()
    return MonthBook(month, opening, list(lines_of(entries, opening)), things_of(group, month.last), closing)


def lines_of(entries: Iterable[FundEntry], balance: Decimal = ZERO) -> Iterable[BookLine]:
    """Entries in the order of the book, with the balance after each."""
    for entry in entries:
        balance += entry.amount
        yield BookLine(entry, max(entry.amount, ZERO), max(-entry.amount, ZERO), balance)


def things_of(group: Group, until: datetime.date) -> list[FundEntry]:
    """Tools and things on that day; what a counter-entry had taken back by then is not among them."""
    rows = group.fund.filter(on__lte=until).order_by("on", "pk")
    rows = list(rows)
    gone = {row.corrects_id for row in rows if row.corrects_id}
    return [row for row in rows if is_thing(row) and row.pk not in gone]


def is_thing(entry: FundEntry) -> bool:
    """Whether the entry brought a thing rather than money."""
    return entry.kind == FundKind.TOOL or (entry.kind == FundKind.SUPPORT and not entry.amount)


def months_of(group: Group, today: datetime.date) -> list[Month]:
    """The months from the first entry to this one, newest first."""
    span = group.fund.aggregate(first=Min("on"), last=Max("on"))
    month, end = Month.of(span["first"] or today), Month.of(max(span["last"] or today, today))
    found = [month]
    while month != end:
        month = month.next
        found.append(month)
    return found[::-1]


def may_close(group: Group, month: Month, today: datetime.date) -> bool:
    """Whether the month is over and not closed yet."""
    return month.last < today and not group.closings.filter(through__gte=month.last).exists()


def money_of_members(group: Group) -> dict[int, dict[str, Decimal]]:
    """What each member has in the fund: shares held, baht paid for them, baht saved; refunds and corrections taken off."""
    rows = (
        FundEntry.objects.filter(group=group, member__isnull=False)
        .order_by()
        .values("member")
        .annotate(shares=Sum("shares"), amount=Sum("amount"))
    )
    return {row["member"]: {"shares": row["shares"] or 0, "amount": row["amount"] or ZERO} for row in rows}
