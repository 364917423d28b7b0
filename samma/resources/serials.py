"""Excel's numbers for days and its formats: which cell is a day, which one hides zeros in front."""

import datetime
import re

# Days count from here. The older system has a 29 February 1900 that never was, hence two days for its first two months.
EPOCH_1900, EPOCH_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
NO_SUCH_DAY = 60
LAST_SERIAL = 2_958_465  # 31 December 9999
DAY, CLOCK, NUMBER = "day", "clock", "number"

# Formats that every Excel knows by number; 71 to 81 are the Thai ones, which other readers take for plain numbers.
_DAYS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59), 71, 72, 73, 74, 77, 81}
_CLOCKS = {*range(18, 22), *range(32, 36), *range(45, 48), 75, 76, 78, 79, 80}
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?:\$[^\]]*|[^\]hmsชนท]*)\]')
_DAY_LETTERS = re.compile(r"[dybDYBวปด]|m{3,}|M{3,}")
_CLOCK_LETTERS = re.compile(r"[hsHSชนท]|AM/PM")
_ZEROS = re.compile(r'[0\s\-"\\]*00[0\s\-"\\]*')


def kind_of(number: int, code: str = "") -> str | int:
    """What a format makes of a number: a day, a clock, a plain number, or a number of so many figures."""
    if not code:
        return DAY if number in _DAYS else CLOCK if number in _CLOCKS else NUMBER
    if _ZEROS.fullmatch(code):
        return code.count("0")
    shown = _SAID.sub("", code.partition(";")[0])
    if _DAY_LETTERS.search(shown):
        return DAY
    return CLOCK if _CLOCK_LETTERS.search(shown) else NUMBER


def shown(value: int | float, kind: str | int, *, from_1904: bool) -> object:
    """The cell as its format shows it: a date, a time, "0812345678", or the number."""
    if kind == NUMBER or value < 0 or (value > LAST_SERIAL and kind in (DAY, CLOCK)):
        return value
    if isinstance(kind, int):
        return str(value).zfill(kind) if isinstance(value, int) else value
    if kind == CLOCK or value < 1:
        seconds = round(value % 1 * 86_400) % 86_400
        return datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    days = int(value)
    if from_1904:
        return EPOCH_1904 + datetime.timedelta(days) if days <= LAST_SERIAL - 1462 else value
    return EPOCH_1900 + datetime.timedelta(days + (days < NO_SUCH_DAY))
