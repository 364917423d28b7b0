"""The days of a month or a week as a sheet, Monday first, each with what stands on it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from samma import thai
from samma.progress.calendar.entries import Entry

DAY = datetime.timedelta(1)


@dataclass(frozen=True)
class Span:
    """The period that a view shows, and the day from which its neighbours are reached."""

    first: datetime.date
    past: datetime.date
    title: str
    before: datetime.date
    after: datetime.date


@dataclass(frozen=True)
class Day:
    """One cell."""

    on: datetime.date
    is_inside: bool  # of the month shown
    is_today: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.on.day

    @property
    def name(self) -> str:
        """For a screen reader and for the list on a phone."""
        return thai.thai_weekday(self.on)

    @property
    def iso(self) -> str:
        return self.on.isoformat()


def month_of(day: datetime.date) -> Span:
    first = day.replace(day=1)
    past = (first + 32 * DAY).replace(day=1)
    return Span(first, past, f"{thai.MONTHS[first.month - 1]} {thai.be_year(first.year)}", first - DAY, past)


def week_of(day: datetime.date) -> Span:
    first = day - day.weekday() * DAY
    past = first + 7 * DAY
    return Span(first, past, thai.thai_days(first, past - DAY), first - DAY, past)


def weeks(span: Span, entries: Iterable[Entry], today: datetime.date) -> list[list[Day]]:
    """Whole weeks from Monday to Sunday that cover the span."""
    entries = list(entries)
    on = span.first - span.first.weekday() * DAY
    sheet = []
    while on < span.past:
        sheet.append([_day(on + n * DAY, span, entries, today) for n in range(7)])
        on += 7 * DAY
    return sheet


def _day(on: datetime.date, span: Span, entries: list[Entry], today: datetime.date) -> Day:
    is_inside = span.first <= on < span.past
    here = [entry for entry in entries if entry.covers(on)] if is_inside else []
    return Day(on=on, is_inside=is_inside, is_today=on == today, entries=here)
