"""Dates as Thai offices write them: the Buddhist era, Thai months, the fiscal year from 1 October."""

import datetime
import zoneinfo
from typing import Literal

from samma.thai.digits import thai_digits

BANGKOK = zoneinfo.ZoneInfo("Asia/Bangkok")

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")  # as datetime.date.weekday() counts
WEEKDAYS_SHORT = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")

_BE_AHEAD = 543
_FISCAL_FIRST_MONTH = 10


def be_year(ad_year: int) -> int:
    """2017 → 2560."""
    return ad_year + _BE_AHEAD


def ad_year(be_year: int) -> int:
    """2560 → 2017."""
    return be_year - _BE_AHEAD


def _in_bangkok(day: datetime.date) -> datetime.date:
    """A moment belongs to the day it has in Thailand."""
    if isinstance(day, datetime.datetime) and day.tzinfo is not None:
        return day.astimezone(BANGKOK)
    return day


def thai_date(day: datetime.date, digits: Literal["arabic", "thai"] = "arabic") -> str:
    """1 พฤษภาคม 2560, or ๑ พฤษภาคม ๒๕๖๐."""
    day = _in_bangkok(day)
    written = f"{day.day} {MONTHS[day.month - 1]} {be_year(day.year)}"
    return thai_digits(written) if digits == "thai" else written


def thai_date_short(day: datetime.date) -> str:
    """1 พ.ค. 2560."""
    day = _in_bangkok(day)
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day.year)}"


def thai_weekday(day: datetime.date) -> str:
    """วันพุธที่ 1 มีนาคม 2560."""
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {thai_date(day)}"


def thai_days(first: datetime.date, last: datetime.date) -> str:
    """1–4 มี.ค. 2560, 30 มี.ค. – 2 เม.ย. 2560, or the one day it is."""
    if first == last:
        return thai_date_short(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{thai_date_short(last)}"
    opening = f"{first.day} {MONTHS_SHORT[first.month - 1]}" if first.year == last.year else thai_date_short(first)
    return f"{opening} – {thai_date_short(last)}"


def thai_datetime(moment: datetime.datetime) -> str:
    """1 พ.ค. 2560 14:05 น., by the clock in Thailand."""
    if moment.tzinfo is None:
        raise ValueError("thai_datetime needs an aware datetime")
    moment = moment.astimezone(BANGKOK)
    return f"{thai_date_short(moment)} {moment:%H:%M} น."


def fiscal_year(day: datetime.date) -> int:
    """The ปีงบประมาณ (พ.ศ.) a day belongs to: 1 October 2017 opens 2561."""
    day = _in_bangkok(day)
    return be_year(day.year) + (day.month >= _FISCAL_FIRST_MONTH)


def fiscal_range(be_year: int) -> tuple[datetime.date, datetime.date]:
    """The first day of a ปีงบประมาณ and the first day after it."""
    last = ad_year(be_year)
    return datetime.date(last - 1, _FISCAL_FIRST_MONTH, 1), datetime.date(last, _FISCAL_FIRST_MONTH, 1)


def fiscal_quarter(day: datetime.date) -> int:
    """ไตรมาส 1 (October–December) to 4 (July–September)."""
    return (_in_bangkok(day).month - _FISCAL_FIRST_MONTH) % 12 // 3 + 1
