"""Months of a year as people write and type them: มิถุนายน 2560, มิ.ย. 60, 6/2560. A month is kept as its first day."""

import datetime
import re

from samma.thai.calendar import MONTHS, MONTHS_SHORT, be_year
from samma.thai.dates import ThaiDateError, read_date
from samma.thai.digits import arabic_digits
from samma.thai.text import fold_spaces, normalise

_NUMBERS = re.compile(r"(?P<month>[0-9]{1,2})\s?[/.-]\s?(?P<year>[0-9]{2}|[0-9]{4})")
_YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{1,2}")


def thai_month(day: datetime.date) -> str:
    """มิถุนายน 2560."""
    return f"{MONTHS[day.month - 1]} {be_year(day.year)}"


def thai_month_short(day: datetime.date) -> str:
    """มิ.ย. 2560."""
    return f"{MONTHS_SHORT[day.month - 1]} {be_year(day.year)}"


def read_month(text: str) -> datetime.date:
    """The first day of the month meant; a whole date means its month. Raises ThaiDateError."""
    typed = fold_spaces(arabic_digits(normalise(text)))
    if found := _NUMBERS.fullmatch(typed):
        return read_date(f"1/{found['month']}/{found['year']}")
    if _YEAR_FIRST.fullmatch(typed):
        return read_date(f"{typed}-01")
    if typed and not typed[0].isdecimal():
        typed = f"1 {typed.removeprefix('เดือน').strip()}"
    try:
        return read_date(typed).replace(day=1)
    except ThaiDateError as error:
        shown = fold_spaces(text)[:40]
        raise ThaiDateError(f"อ่านเดือน “{shown}” ไม่ได้: พิมพ์ เช่น มิถุนายน 2560 หรือ 6/2560") from error
