"""Numbers in cells: baht, how much of something, whole numbers, degrees."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from samma import thai
from samma.resources.cell import Reading


class Money(Reading):
    """Baht; `signed` also reads -200 and (200)."""

    note = "จำนวนเงินเป็นบาท"

    def __init__(self, *, signed: bool = False) -> None:
        super().__init__()
        self.signed = signed

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, float):  # a sum made by Excel: 0.1 + 0.2 is 0.30000000000000004
            value = f"{value:.2f}" if abs(value - round(value, 2)) < 1e-6 else repr(value)
        return super().clean(value, row=row, **kwargs)

    def read(self, text, **kwargs):
        text = thai.arabic_digits(text).strip()
        if not text:
            return None
        minus = re.fullmatch(r"[-−–]\s?(?P<bare>[^-−–].*)|\((?P<inside>.+)\)", text) if self.signed else None
        try:
            amount = thai.read_money((minus["bare"] or minus["inside"]) if minus else text)
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error)) from error
        return -amount if minus else amount

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else Decimal(value).quantize(Decimal("0.01"))


class Quantity(Reading):
    """How much of something, to the hundredth; its unit has its own column."""

    note = "ตัวเลข เช่น 5 หรือ 2.5"

    def clean(self, value, row=None, **kwargs):
        return super().clean(f"{value:.2f}" if isinstance(value, float) else value, row=row, **kwargs)

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_quantity(text)
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else Decimal(value).quantize(Decimal("0.01"))


class Rai(Reading):
    """Land in ไร่."""

    note = "ไร่ เช่น 3 หรือ 2.5 หรือ 3-2-50 (ไร่-งาน-ตารางวา)"

    def clean(self, value, row=None, **kwargs):
        return super().clean(f"{value:g}" if isinstance(value, float) else value, row=row, **kwargs)

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_rai(text)
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else Decimal(thai.rai(Decimal(value)).replace(",", ""))


class Whole(Reading):
    """A whole number in either kind of digits."""

    note = "ตัวเลขจำนวนเต็ม"

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_int(text)
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else int(value)


class Degrees(Reading):
    """A latitude or longitude."""

    note = "องศาทศนิยม เช่น 15.1187"

    def read(self, text, **kwargs):
        text = thai.arabic_digits(text).strip()
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", text):
            raise ValidationError(f"“{text[:40]}” ไม่ใช่พิกัด: พิมพ์องศาทศนิยม เช่น 15.1187")
        return float(text)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else float(value)
