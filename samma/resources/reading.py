"""How the cells of a column are read and written: Thai in, the same Thai out. `clean` refuses in a Thai sentence."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from samma import thai
from samma.fields import (
    MoneyField,
    MonthField,
    PhoneField,
    QuantityField,
    RaiField,
    ThaiCharField,
    ThaiDateField,
    ThaiTextField,
    ThaiTimeField,
)
from samma.formfields import read_phone
from samma.resources.amounts import Degrees, Money, Quantity, Rai, Whole
from samma.resources.cell import NO, YES, Reading

YES_WORDS = {YES, "1", "y", "yes", "true", "มี", "ถูก", "/", "✓", "✔", "☑", "x"}
NO_WORDS = {NO, "ไม่", "0", "n", "no", "false", "ไม่มี", "-", "–", "☐"}
# 1/3/60 means 2560; an Excel that counts in ค.ศ. makes 1960 of it. Such a day is not believed, and not mended in silence.
MISTAKEN_YEARS = range(1950, 1980)


class Text(Reading):
    """Thai text, mended."""

    def __init__(self, *, strip: bool = True) -> None:
        super().__init__()
        self.strip = strip

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
            raise ValidationError("Excel เปลี่ยนค่านี้เป็นวันที่หรือเวลาแล้ว (เช่น 12/3): จัดรูปแบบเซลล์เป็น “ข้อความ” แล้วพิมพ์ใหม่")
        return super().clean(value, row=row, **kwargs)

    def read(self, text, **kwargs):
        text = thai.normalise(text)
        return text.strip() if self.strip or not text.strip() else text

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")


class Code(Text):
    """An official number: digits of either kind."""

    def read(self, text, **kwargs):
        return thai.arabic_digits("".join(thai.normalise(text).split()))


class Day(Reading):
    """A day in พ.ศ.; the file holds it as text, because Excel's own dates are in ค.ศ."""

    note = "วันที่เป็น พ.ศ. เช่น 25/12/2560"

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.date) and value.year in MISTAKEN_YEARS:
            raise ValidationError(
                f"Excel เก็บวันที่นี้เป็นปี พ.ศ. {thai.be_year(value.year)} (ค.ศ. {value.year}) คงเพราะพิมพ์ปีสองหลัก: "
                f"พิมพ์ปี พ.ศ. ให้ครบ 4 หลัก เช่น {value.day}/{value.month}/2560"
            )
        return super().clean(value, row=row, **kwargs)

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_date(text)
        except thai.ThaiDateError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{value.day:02}/{value.month:02}/{thai.be_year(value.year)}"


class Month(Reading):
    """A month in พ.ศ., kept as its first day."""

    note = "เดือนและปี พ.ศ. เช่น มิ.ย. 2560"

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.date) and value.year in MISTAKEN_YEARS:
            raise ValidationError("Excel เปลี่ยนเดือนนี้เป็นวันที่ที่ปีไม่ถูก: จัดรูปแบบเซลล์เป็น “ข้อความ” แล้วพิมพ์ใหม่ เช่น มิ.ย. 2560")
        return super().clean(value, row=row, **kwargs)

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_month(text)
        except thai.ThaiDateError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else thai.thai_month_short(value)


class Clock(Reading):
    """An hour of the day; the file holds it as text."""

    note = "เวลา เช่น 09.00"

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.datetime | datetime.time):
            return datetime.time(value.hour, value.minute)
        if isinstance(value, float) and not value.is_integer():  # 9.3 is how a sheet keeps 9.30
            value = f"{value:.2f}"
        return super().clean(value, row=row, **kwargs)

    def read(self, text, **kwargs):
        if not text.strip():
            return None
        try:
            return thai.read_time(text)
        except thai.ThaiTimeError as error:
            raise ValidationError(str(error)) from error

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{value:%H.%M}"


class Phone(Reading):
    """A phone number in any usual spelling."""

    note = "เช่น 081-234-5678"

    def read(self, text, **kwargs):
        return read_phone(text)


class YesNo(Reading):
    """ใช่ or ไม่ใช่; an empty cell is no answer."""

    note = f"{YES} หรือ {NO}"

    def read(self, text, **kwargs):
        word = thai.search_fold(text)
        if not word:
            return None
        if word in YES_WORDS or word in NO_WORDS:
            return word in YES_WORDS
        raise ValidationError(f"“{text.strip()[:40]}” ไม่ใช่คำตอบ: พิมพ์ {YES} หรือ {NO}")

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else (YES if value else NO)


class Choice(Reading):
    """One of a few words: the Thai word, or the stored value of one who knows it."""

    def __init__(self, choices, *, empty: Any = None) -> None:
        super().__init__()
        self.labels = {value: str(label) for value, label in choices}
        self.by_word = {thai.search_fold(str(value)): value for value in self.labels}
        self.by_word |= {thai.search_fold(label): value for value, label in self.labels.items()}
        self.empty = empty
        self.note = "เลือกจาก: " + ", ".join(self.labels.values())

    def read(self, text, **kwargs):
        word = thai.search_fold(text)
        if not word:
            return self.empty
        if word not in self.by_word:
            raise ValidationError(f"ไม่รู้จัก “{text.strip()[:40]}”: {self.note}")
        return self.by_word[word]

    def render(self, value, obj=None, **kwargs):
        return "" if value in (None, "") else self.labels.get(value, str(value))


class Named(Reading):
    """A row of another register by the words that name it there; candidates are read once for a file.

    `candidates(resource)` gives the rows that the user may choose, `words(row)` the words under which each is found
    (the first is the one written out).
    """

    def __init__(self, what: str, candidates, words, note: str = "") -> None:
        super().__init__()
        self.what, self.candidates, self.words = what, candidates, words
        self.note = note
        self.found: dict[str, list[models.Model]] | None = None

    def read(self, text, *, resource, **kwargs):
        if not text.strip():
            return None
        if self.found is None:
            self.found = {}
            for candidate in self.candidates(resource):
                self.remember(candidate)
        matches = self.found.get(thai.search_fold(text), [])
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise ValidationError(f"มี{self.what} “{text.strip()[:60]}” มากกว่าหนึ่ง ระบบเลือกให้ไม่ได้")
        raise ValidationError(f"ไม่พบ{self.what} “{text.strip()[:60]}” ในข้อมูลที่ท่านดูแล")

    def remember(self, candidate) -> None:
        """A further candidate: one that the same file has just made."""
        if self.found is not None:
            for word in {thai.search_fold(word) for word in self.words(candidate)}:
                self.found.setdefault(word, []).append(candidate)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else self.words(value)[0]


def reading_of(field: models.Field) -> Reading:
    """The reading that suits a model field."""
    if field.choices:
        return Choice(field.flatchoices, empty="" if isinstance(field, models.CharField) and field.blank else None)
    kinds = [
        (models.BooleanField, YesNo),
        (ThaiDateField, Day),
        (MonthField, Month),
        (ThaiTimeField, Clock),
        (MoneyField, Money),
        (QuantityField, Quantity),
        (RaiField, Rai),
        (PhoneField, Phone),
        (models.FloatField, Degrees),
        (models.IntegerField, Whole),
        (ThaiCharField, Text),
        (models.CharField, Code),
    ]
    if isinstance(field, ThaiTextField):
        return Text(strip=False)
    return next(reading for kind, reading in kinds if isinstance(field, kind))()
