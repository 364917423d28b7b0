"""Hours as Thai offices write them: 09.00 น. Reads 9.00, ๙:๓๐ น. and 13.30."""

import datetime
import re

from samma.thai.digits import arabic_digits
from samma.thai.text import fold_spaces, normalise

_CLOCK = re.compile(
    r"(?:เวลา\s?)?(?P<hour>[0-9]{1,2})(?:\s?[.:]\s?(?P<minute>[0-9]{2}))?(?::[0-9]{2})?\s?(?:น\.?|นาฬิกา)?"
)


class ThaiTimeError(ValueError):
    """What is wrong with a typed hour, as a Thai sentence for the person who typed it."""


def thai_time(clock: datetime.time) -> str:
    """09.00 น."""
    return f"{clock:%H.%M} น."


def read_time(text: str) -> datetime.time:
    """The hour meant; minutes may be left out."""
    typed = fold_spaces(arabic_digits(normalise(text)))
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise ThaiTimeError(f"อ่านเวลา “{typed[:40]}” ไม่ได้: พิมพ์ เช่น 09.00 หรือ 13.30")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise ThaiTimeError(f"ไม่มีเวลา {typed[:40]}: พิมพ์ 00.00 ถึง 23.59")
    return datetime.time(hour, minute)
