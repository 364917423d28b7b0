"""Money and counts as villagers and offices write them: read strictly, written with commas or in words."""

import re
from decimal import ROUND_HALF_UP, Decimal

from samma.thai.digits import arabic_digits
from samma.thai.text import fold_spaces, normalise

TOO_MUCH = 10**12
MOST_OF_ANYTHING = 10**9
LAST_MOO = 99

_SATANG = Decimal("0.01")
_WHOLE = r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})"
_AMOUNT = re.compile(rf"(?P<whole>{_WHOLE})(?:\.(?P<part>[0-9]{{0,15}}))?")
_NEGATIVE = re.compile(r"[-−–]\s?[0-9]|\([0-9]|ลบ")
_UNIT = re.compile(r"(?:\.-|,-|/-|\.–)?\s?(?:บาท(?:ถ้วน)?|฿)?$")
_MOO = re.compile(r"(?:หมู่\s?(?:ที่)?|ม\.?)?\s?(?P<moo>[0-9]{1,9})")

_RAI = re.compile(
    r"(?P<rai>[0-9]{1,6}(?:\.[0-9]{1,4})?)\s?(?:ไร่)?"
    r"(?:\s?(?P<ngan>[0-3])\s?งาน)?(?:\s?(?P<wa>[0-9]{1,2})\s?(?:ตร\.?\s?ว\.?|ตารางวา|วา))?"
)
_RAI_DASHED = re.compile(r"(?P<rai>[0-9]{1,6})-(?P<ngan>[0-3])-(?P<wa>[0-9]{1,2})(?:\s?ไร่)?")
_NGAN_IN_RAI, _WA_IN_RAI = 4, 400

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


class ThaiNumberError(ValueError):
    """What is wrong with a typed number and what to type, as a Thai sentence for the person who typed it."""


def _typed(text: str) -> str:
    return fold_spaces(arabic_digits(normalise(text)))


def _shown(typed: str) -> str:
    return typed if len(typed) <= 40 else f"{typed[:40]}…"


def read_money(text: str) -> Decimal:
    """Baht with two places: 1,200 · 1,200.- · ๑,๒๐๐ บาท · 1200.50."""
    typed = _typed(text)
    if not typed:
        raise ThaiNumberError("ยังไม่ได้พิมพ์จำนวนเงิน: พิมพ์เป็นตัวเลข เช่น 1,200 หรือ 1200.50")
    if _NEGATIVE.match(typed):
        raise ThaiNumberError("จำนวนเงินติดลบไม่ได้: พิมพ์ตั้งแต่ 0 ขึ้นไป เช่น 1,200")
    match = _AMOUNT.fullmatch(_UNIT.sub("", typed.removeprefix("฿").lstrip(), count=1))
    if match is None:
        raise ThaiNumberError(f"“{_shown(typed)}” ไม่ใช่จำนวนเงิน: พิมพ์เป็นตัวเลข เช่น 1,200 หรือ 1200.50")
    if len(match["part"] or "") > 2:
        raise ThaiNumberError(f"“{_shown(typed)}” มีทศนิยมเกิน 2 ตำแหน่ง: พิมพ์สตางค์ไม่เกิน 2 หลัก เช่น 1200.50")
    whole = int(match["whole"].replace(",", ""))
    if whole >= TOO_MUCH:
        raise ThaiNumberError("จำนวนเงินมากเกินไป: พิมพ์น้อยกว่าหนึ่งล้านล้านบาท")
    return Decimal(f"{whole}.{(match['part'] or ''):0<2}")


def read_quantity(text: str) -> Decimal:
    """How much of something, to the hundredth: 5 · ๒.๕ · 1,200."""
    typed = _typed(text)
    if not typed:
        raise ThaiNumberError("ยังไม่ได้พิมพ์จำนวน: พิมพ์เป็นตัวเลข เช่น 5 หรือ 2.5")
    if _NEGATIVE.match(typed):
        raise ThaiNumberError("จำนวนติดลบไม่ได้: พิมพ์มากกว่า 0 เช่น 5")
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        raise ThaiNumberError(f"“{_shown(typed)}” ไม่ใช่จำนวน: พิมพ์เฉพาะตัวเลข เช่น 5 หรือ 2.5 หน่วยใส่ในช่องหน่วย")
    part = (match["part"] or "").rstrip("0")
    if len(part) > 2:
        raise ThaiNumberError(f"“{_shown(typed)}” มีทศนิยมเกิน 2 ตำแหน่ง: พิมพ์เช่น 2.5")
    whole = int(match["whole"].replace(",", ""))
    if whole >= MOST_OF_ANYTHING:
        raise ThaiNumberError("จำนวนมากเกินไป: พิมพ์น้อยกว่าหนึ่งพันล้าน")
    return Decimal(f"{whole}.{part:0<2}")


def read_int(text: str) -> int:
    """A count: 20 · ๒๐ · 1,200."""
    typed = _typed(text)
    if not typed:
        raise ThaiNumberError("ยังไม่ได้พิมพ์จำนวน: พิมพ์เป็นตัวเลข เช่น 20")
    if _NEGATIVE.match(typed):
        raise ThaiNumberError("จำนวนติดลบไม่ได้: พิมพ์ตั้งแต่ 0 ขึ้นไป เช่น 20")
    if not re.fullmatch(_WHOLE, typed):
        raise ThaiNumberError(f"“{_shown(typed)}” ไม่ใช่จำนวนเต็ม: พิมพ์เป็นตัวเลข เช่น 20")
    whole = int(typed.replace(",", ""))
    if whole >= TOO_MUCH:
        raise ThaiNumberError("จำนวนมากเกินไป: พิมพ์น้อยกว่าหนึ่งล้านล้าน")
    return whole


def read_rai(text: str) -> Decimal:
    """Land in ไร่: 3 · 2.5 · 3 ไร่ 2 งาน · 3-2-50 (ไร่-งาน-ตารางวา)."""
    typed = _typed(text)
    match = _RAI_DASHED.fullmatch(typed) or _RAI.fullmatch(typed)
    if match is None:
        raise ThaiNumberError(f"อ่านที่ดิน “{_shown(typed)}” ไม่ได้: พิมพ์เป็นไร่ เช่น 3 หรือ 2.5 หรือ 3-2-50 (ไร่-งาน-ตารางวา)")
    parts = Decimal(match["ngan"] or 0) / _NGAN_IN_RAI + Decimal(match["wa"] or 0) / _WA_IN_RAI
    return Decimal(match["rai"]) + parts


def rai(area: Decimal) -> str:
    """3.5: without the zeros that say nothing."""
    return f"{area:,.4f}".rstrip("0").rstrip(".")


def read_moo(text: str) -> int:
    """The village's number: หมู่ที่ ๘ · ม.8 · 8."""
    match = _MOO.fullmatch(_typed(text))
    if match is None:
        raise ThaiNumberError(f"อ่านหมู่ที่ “{_shown(_typed(text))}” ไม่ได้: พิมพ์ตัวเลข เช่น 8 หรือ หมู่ที่ 8")
    moo = int(match["moo"])
    if not 1 <= moo <= LAST_MOO:
        raise ThaiNumberError(f"ไม่มีหมู่ที่ {moo}: พิมพ์เลข 1 ถึง {LAST_MOO}")
    return moo


def money(amount: Decimal | int) -> str:
    """1,234.00."""
    return f"{_to_satang(amount):,.2f}"


def quantity(amount: Decimal | int) -> str:
    """5 or 2.5: no idle noughts."""
    return f"{Decimal(amount):,.2f}".rstrip("0").rstrip(".")


def number(count: Decimal | int) -> str:
    """1,234."""
    return f"{count:,}"


def telephone(digits: str) -> str:
    """081-234-5678, as it is read aloud; anything else stays as it is."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if digits.isdecimal() and len(digits) > 8 else digits


def baht_text(amount: Decimal | int) -> str:
    """หนึ่งพันสองร้อยบาทถ้วน, as project papers write an amount in words."""
    exact = _to_satang(amount)
    if exact < 0:
        raise ThaiNumberError("จำนวนเงินติดลบไม่ได้: พิมพ์ตั้งแต่ 0 ขึ้นไป")
    baht, satang = divmod(int(exact * 100), 100)
    if not satang:
        return f"{_in_words(baht) or 'ศูนย์'}บาทถ้วน"
    return (f"{_in_words(baht)}บาท" if baht else "") + f"{_in_words(satang)}สตางค์"


def _to_satang(amount: Decimal | int) -> Decimal:
    return Decimal(amount).quantize(_SATANG, ROUND_HALF_UP)


def _in_words(whole: int) -> str:
    """Empty for nothing; above six digits the millions are read first, as a number of their own."""
    millions, rest = divmod(whole, 10**6)
    words = f"{_in_words(millions)}ล้าน" if millions else ""
    figures = f"{rest:06d}"
    for figure, place in zip(map(int, figures), range(5, -1, -1), strict=True):
        if figure:
            words += _figure(figure, place, last_of_many=whole > 9) + _PLACES[place]
    return words


def _figure(figure: int, place: int, *, last_of_many: bool) -> str:
    if place == 1 and figure <= 2:
        return "ยี่" if figure == 2 else ""
    if place == 0 and figure == 1 and last_of_many:
        return "เอ็ด"
    return _DIGITS[figure]
