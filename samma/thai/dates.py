"""Reads the dates people type and paste, in either era and either digits, and says in Thai what is wrong."""

import calendar
import datetime
import re

from samma.thai.calendar import BANGKOK, MONTHS, MONTHS_SHORT, ad_year, be_year
from samma.thai.digits import arabic_digits
from samma.thai.text import fold_spaces, normalise

FIRST_BE, LAST_BE = 2400, 2643
FIRST_AD, LAST_AD = 1900, 2100
CENTURY_BE = 2500  # ปี 60 is 2560

_EXAMPLE = "พิมพ์ เช่น 25/12/2560 หรือ 25 ธ.ค. 2560"

_BEFORE = re.compile(r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)?\s*ที่|ณ วันที่)\s*")
_ERA = r"(?:ปี\s?)?(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|คริสต์ศักราช)?"
_TIME = (
    r"(?:(?:\s*T\s*|\s*-\s*|\s+)(?:เวลา\s*)?"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"\s*(?:น\.?|(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_SHAPES = tuple(
    re.compile(shape + _TIME, re.IGNORECASE)
    for shape in (
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})\s?(?P<mark>[-/.])\s?(?P<month>[0-9]{{1,2}})\s?(?P=mark)\s?{_ERA}\s?(?P<year>[0-9]{{1,9}})",
        rf"(?P<day>[0-9]{{1,2}})[\s/-]?(?P<month>[^0-9/-]{{1,30}}?)[\s/-]?{_ERA}\s?(?P<year>[0-9]{{1,9}})",
    )
)


def _bare(month: str) -> str:
    return re.sub(r"[.\s]", "", month).removeprefix("เดือน")


_MONTH_NUMBER = {
    name: number
    for names in (MONTHS, MONTHS_SHORT, [re.sub("(คม|ยน|พันธ์)$", "", name) for name in MONTHS])
    for number, name in enumerate(map(_bare, names), 1)
}


class ThaiDateError(ValueError):
    """What is wrong with a typed date and what to type, as a Thai sentence for the person who typed it."""


def read_date(text: str) -> datetime.date:
    """The day meant; years from 2400 and years of two digits are พ.ศ., a doubtful year is refused."""
    typed = fold_spaces(arabic_digits(normalise(text)))
    if not typed:
        raise ThaiDateError(f"ยังไม่ได้พิมพ์วันที่: {_EXAMPLE}")
    bare = _BEFORE.sub("", typed, count=1) if _BEFORE.match(typed) else typed
    for shape in _SHAPES:
        if match := shape.fullmatch(bare):
            return _day(match)
    shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
    raise ThaiDateError(f"อ่านวันที่ “{shown}” ไม่ได้: {_EXAMPLE}")


def _day(match: re.Match[str]) -> datetime.date:
    parts = match.groupdict()
    year = _year(parts["year"], parts.get("era") or "")
    month = _month(parts["month"], parts["day"])
    day = int(parts["day"])
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        of_year = f" พ.ศ. {be_year(year)} " if month == 2 else ""
        raise ThaiDateError(f"ไม่มีวันที่ {day}: เดือน{MONTHS[month - 1]}{of_year}มี {days} วัน พิมพ์วันที่ 1 ถึง {days}")
    return _in_thailand(datetime.date(year, month, day), parts)


def _month(typed: str, day: str) -> int:
    if not typed.isdecimal():
        if (number := _MONTH_NUMBER.get(_bare(typed))) is None:
            raise ThaiDateError(f"ไม่รู้จักเดือน “{typed.strip()}”: พิมพ์ชื่อเดือน เช่น ธันวาคม หรือ ธ.ค.")
        return number
    number = int(typed)
    if 1 <= number <= 12:
        return number
    if 1 <= int(day) <= 12:
        raise ThaiDateError(f"ไม่มีเดือนที่ {number}: พิมพ์วันก่อนเดือน เช่น 25/12/2560")
    raise ThaiDateError(f"ไม่มีเดือนที่ {number}: พิมพ์เดือน 1 ถึง 12")


def _year(typed: str, era: str) -> int:
    """The year in ค.ศ."""
    christian = era.startswith("ค")
    if len(typed) == 2:
        if christian:
            raise ThaiDateError(f"ปี ค.ศ. “{typed}” สั้นไป: พิมพ์ปี ค.ศ. ให้ครบ 4 หลัก เช่น 2017")
        return ad_year(CENTURY_BE + int(typed))
    if len(typed) != 4:
        raise ThaiDateError(f"อ่านปี “{typed}” ไม่ได้: พิมพ์ปี พ.ศ. 4 หลัก เช่น 2560 หรือ 2 หลัก เช่น 60")
    year = int(typed)
    if FIRST_BE <= year <= LAST_BE and not christian:
        return ad_year(year)
    if FIRST_AD <= year <= LAST_AD and not era.startswith("พ"):
        return year
    if FIRST_BE <= ad_year(year) <= LAST_BE:
        raise ThaiDateError(f"ปี {year} มากเกินไป คงแปลงเป็น พ.ศ. ซ้ำสองครั้ง: พิมพ์ปี พ.ศ. {ad_year(year)}")
    if year > LAST_BE:
        raise ThaiDateError(f"ปี {year} มากเกินไป: พิมพ์ปี พ.ศ. ไม่เกิน {LAST_BE} เช่น 25/12/2560")
    if era:
        named = f"ค.ศ. ระหว่าง {FIRST_AD} ถึง {LAST_AD}" if christian else f"พ.ศ. ระหว่าง {FIRST_BE} ถึง {LAST_BE}"
        raise ThaiDateError(f"ปี {year} ไม่ใช่ปี {era[0]}.ศ. ที่ใช้ได้: พิมพ์ปี {named}")
    raise ThaiDateError(f"ปี {year} ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ.: พิมพ์ปี พ.ศ. 4 หลัก เช่น 25/12/2560")


def _in_thailand(day: datetime.date, parts: dict[str, str | None]) -> datetime.date:
    """The day on the Thai calendar when a time of another zone was written behind it."""
    if parts["hour"] is None:
        return day
    try:
        clock = datetime.time(int(parts["hour"]), int(parts["minute"] or 0), int(parts["second"] or 0))
        zone = datetime.time.fromisoformat(f"00:00{parts['zone'] or 'Z'}".upper()).tzinfo
    except ValueError:
        raise ThaiDateError(f"เวลาหลังวันที่ไม่ถูกต้อง: {_EXAMPLE} โดยไม่ต้องพิมพ์เวลา") from None
    if parts["zone"] is None:
        return day
    return datetime.datetime.combine(day, clock, zone).astimezone(BANGKOK).date()
