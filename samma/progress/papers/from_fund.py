"""Values of สมุดบัญชีกองทุน: the whole book of a group or some months of it, carried forward month by month; and its things."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from groups.fund.book import BookLine, Month, is_thing, lines_of
from groups.fund.paper import SIGNERS
from groups.models import FundClosing, FundEntry, FundKind, Group
from groups.signers import signers
from samma import thai
from samma.progress.papers.asked_groups import blank_of_group, groups_of, units
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source

ZERO = Decimal(0)
Row = dict[str, Value]


def short_day(day: datetime.date | None) -> Digits:
    return Digits(thai.thai_date_short(day) if day else "")


def entry_row(line: BookLine, number: int) -> Row:
    """An entry as the book has it."""
    entry = line.entry
    return {
        "no": number,
        "on": short_day(entry.on),
        "item": entry.item,
        "received": line.received or None,
        "paid": line.paid or None,
        "balance": line.balance,
        "value": entry.value,
        "is_sum": False,
    }


def sum_row(words: str, balance: Decimal, received: Decimal | None = None, paid: Decimal | None = None) -> Row:
    row = dict.fromkeys(["no", "on", "value"]) | {"item": Digits(words), "is_sum": True}
    return row | {"received": received, "paid": paid, "balance": balance}


def month_rows(lines: Iterable[BookLine], opening: Decimal, closed: dict[datetime.date, datetime.date]) -> list[Row]:
    """Month by month: what came over, each entry, the month's sums and what goes over; without an entry what came over."""
    return list(_by_month(lines, opening, closed)) or ([sum_row("ยอดยกมา", opening)] if opening else [])


def _by_month(lines, opening: Decimal, closed: dict[datetime.date, datetime.date]) -> Iterator[Row]:
    number, balance = 0, opening
    for month, some in groupby(lines, lambda line: Month.of(line.entry.on)):
        received = paid = ZERO
        yield sum_row(f"ยอดยกมา {month.name}", balance)
        for line in some:
            number += 1
            received, paid, balance = received + line.received, paid + line.paid, line.balance
            yield entry_row(line, number)
        on = next((on for through, on in sorted(closed.items()) if through >= month.last), None)
        words = f" (ปิดบัญชีเมื่อ {thai.thai_date_short(on)})" if on else ""
        yield sum_row(f"รวมเดือน{month.name} และยอดยกไป{words}", balance, received, paid)


def closed_months(group: Group) -> dict[datetime.date, datetime.date]:
    """The day on which the book was closed, by the day up to which it was."""
    return dict(FundClosing.objects.filter(group=group).values_list("through", "closed_on"))


def things_rows(entries: Sequence[FundEntry], until: datetime.date) -> list[Row]:
    """Tools and things of the group at the end of a day; what was taken back by then is not among them."""
    known = [entry for entry in entries if entry.on <= until]
    gone = {entry.corrects_id for entry in known if entry.corrects_id}
    return [
        {
            "item": entry.item,
            "from": "ได้รับการสนับสนุน" if entry.kind == FundKind.SUPPORT else "ของกลุ่ม",
            "on": short_day(entry.on),
            "value": entry.value,
        }
        for entry in known
        if is_thing(entry) and entry.pk not in gone
    ]


def worth_of(things: Iterable[Row]) -> Decimal:
    """What the things are worth together, as far as it is known."""
    return sum((row["value"] for row in things if isinstance(row["value"], Decimal)), ZERO)


def book(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    return [_book(desk, group) for group in groups_of(desk, keys)]


def _book(desk: Desk, group: Group) -> Filled:
    entries = list(group.fund.order_by("on", "pk"))
    since, until = _span(desk, entries)
    shown = [entry for entry in entries if since <= entry.on <= until]
    opening = sum((entry.amount for entry in entries if entry.on < since), ZERO)
    lines = list(lines_of(shown, opening))
    things = things_rows(entries, until)
    facts: Row = {
        "group": group.name,
        "address": group.address,
        "since": since,
        "until": until,
        "opening": opening,
        "received": sum((line.received for line in lines), ZERO),
        "paid": sum((line.paid for line in lines), ZERO),
        "balance": lines[-1].balance if lines else opening,
        "entries": len(lines),
        "worth": worth_of(things),
    }
    holders = dict(signers(group, until, SIGNERS))
    facts |= {position.value: holders[position] for position in SIGNERS}
    rows = {"book": month_rows(lines, opening, closed_months(group)), "things": things}
    return Filled(desk.place | facts, rows)


def _span(desk: Desk, entries: Sequence[FundEntry]) -> tuple[datetime.date, datetime.date]:
    """The days of the months asked for; of the whole book from its first entry to today or to its last."""
    if desk.months:
        return desk.months[0].first, desk.months[1].last
    first = entries[0].on if entries else desk.today
    return first, max(entries[-1].on if entries else first, desk.today)


SOURCES = {"fund-book": Source(book, units, "ทุกกลุ่ม", blank_of_group)}
