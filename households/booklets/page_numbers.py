"""The number on each page of a booklet: booklet, page, and a last digit that proves the others.

"0012-3074" is page 07 of booklet 123. The check digit is Damm's: one wrong digit, or two neighbours changed round, is
always noticed, and it is a digit as the others are, so that a number pad suffices.
"""

import re

from samma.thai import arabic_digits

BOOKLET_DIGITS, ORDER_DIGITS = 5, 2
MOST_PAGES = 10**ORDER_DIGITS - 1

# H. M. Damm, Total anti-symmetrische Quasigruppen (2004): the quasigroup of order ten.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class PageNumberError(ValueError):
    """What is wrong with a typed number, as a Thai sentence for the person who typed it."""


def number_of(booklet: int, order: int) -> str:
    """The digits of a page's number, the check digit last."""
    if not 1 <= order <= MOST_PAGES:
        raise ValueError(f"a booklet has pages 1 to {MOST_PAGES}")
    digits = f"{booklet:0{BOOKLET_DIGITS}d}{order:0{ORDER_DIGITS}d}"
    return digits + str(_remainder(digits))


def shown(number: str) -> str:
    """As printed: the last four digits stand apart."""
    return f"{number[:-4]}-{number[-4:]}"


def read_number(text: str) -> str:
    """The digits of what was typed or scanned (also the whole address of a QR). Raises PageNumberError in Thai."""
    typed = arabic_digits(text or "").strip()
    if "/" in typed:  # a scanner types the whole address
        typed = typed.rstrip("/").rpartition("/")[2]
    digits = re.sub(r"[\s.–-]", "", typed)
    if not digits:
        raise PageNumberError("พิมพ์เลขที่ใบที่มุมบนของใบบันทึก หรือสแกนคิวอาร์")
    if not (digits.isascii() and digits.isdecimal()):
        raise PageNumberError("เลขที่ใบมีแต่ตัวเลข เช่น 0012-3074")
    least = BOOKLET_DIGITS + ORDER_DIGITS + 1
    if len(digits) < least:
        raise PageNumberError(f"เลขที่ใบมี {least} หลัก ที่พิมพ์มามี {len(digits)} หลัก โปรดดูที่ใบอีกครั้ง")
    if len(digits) > 12 or _remainder(digits):
        raise PageNumberError("เลขที่ใบไม่ถูกต้อง อาจพิมพ์ผิดหรือสลับหลัก โปรดดูที่ใบอีกครั้ง")
    return digits


def _remainder(digits: str) -> int:
    """The check digit of digits without one; 0 for digits that end in their own."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state
