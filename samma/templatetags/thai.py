"""Registers samma.thai's writers as template filters; a missing value is shown as a dash."""

import datetime
import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

from django import template

import samma.thai

EMPTY = "–"

register = template.Library()


def _filter(write: Callable[..., Any]) -> Callable[..., str]:
    """Register under the function's own name; nothing is asked of a missing value."""

    @functools.wraps(write)
    def or_dash(value: object, *options: Any) -> str:
        return EMPTY if value is None or value == "" else str(write(value, *options))

    return register.filter(write.__name__, or_dash)


@_filter
def thai_date(day: datetime.date, digits: Literal["arabic", "thai"] = "arabic") -> str:
    """{{ visit.on|thai_date }} or {{ visit.on|thai_date:"thai" }}."""
    return samma.thai.thai_date(day, digits)


@_filter
def thai_date_short(day: datetime.date) -> str:
    """{{ visit.on|thai_date_short }}."""
    return samma.thai.thai_date_short(day)


@_filter
def thai_datetime(moment: datetime.datetime) -> str:
    """{{ event.when|thai_datetime }}."""
    return samma.thai.thai_datetime(moment)


@_filter
def thai_digits(text: object) -> str:
    """{{ page|thai_digits }}."""
    return samma.thai.thai_digits(str(text))


@_filter
def be(year: datetime.date | int) -> int:
    """The year in พ.ศ. of a date, or of a year in ค.ศ.: {{ batch.ended|be }}."""
    return samma.thai.be_year(year.year if isinstance(year, datetime.date) else year)


@_filter
def money(amount: Decimal | int) -> str:
    """{{ round.income|money }}."""
    return samma.thai.money(amount)


@_filter
def number(count: Decimal | int) -> str:
    """{{ households|number }}."""
    return samma.thai.number(count)
