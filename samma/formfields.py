"""What people type, in Thai: text, dates in พ.ศ., money and whole numbers in either kind of digits, phone numbers.

Model fields of `samma.fields` use these everywhere, so a page, the admin and an import read alike.
"""

import datetime
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError

from samma import thai


class ThaiCharField(forms.CharField):
    """Text with broken Thai mended (samma.thai.normalise) and no space at the ends."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return thai.normalise(value).strip() if isinstance(value, str) and value else value


class ThaiDateInput(forms.TextInput):
    """A text box that shows 25/12/2560; the browser's own date picker knows only ค.ศ."""

    def __init__(self, attrs: dict | None = None, format: str | None = None) -> None:
        super().__init__(
            {"autocomplete": "off", "inputmode": "text", "placeholder": "วว/ดด/ปปปป", "data-thai-date": ""}
            | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime.date):
            return f"{value.day:02}/{value.month:02}/{thai.be_year(value.year)}"
        return super().format_value(value)


class ThaiDateField(forms.DateField):
    """A day typed as 25/12/2560, ๒๕ ธ.ค. ๖๐ or 2017-12-25."""

    widget = ThaiDateInput

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return thai.read_date(str(value))
        except thai.ThaiDateError as error:
            raise ValidationError(str(error), code="invalid") from error


class MonthInput(forms.TextInput):
    """A text box that shows มิถุนายน 2560."""

    def format_value(self, value: Any) -> str | None:
        return thai.thai_month(value) if isinstance(value, datetime.date) else super().format_value(value)


class MonthField(ThaiDateField):
    """A month typed as มิถุนายน 2560 or 6/2560; its value is the first day."""

    widget = MonthInput

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values or isinstance(value, datetime.date):
            return value.replace(day=1) if value else None
        try:
            return thai.read_month(str(value))
        except thai.ThaiDateError as error:
            raise ValidationError(str(error), code="invalid") from error


class ThaiTimeInput(forms.TextInput):
    """A text box that shows 09.00; the browser's own clock may speak of AM and PM."""

    def format_value(self, value: Any) -> str | None:
        return f"{value:%H.%M}" if isinstance(value, datetime.time) else super().format_value(value)


class ThaiTimeField(forms.TimeField):
    """An hour typed as 9.00, 09:00 or ๙.๐๐ น."""

    widget = ThaiTimeInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "decimal", "placeholder": "09.00"}

    def to_python(self, value: Any) -> datetime.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.time):
            return value
        try:
            return thai.read_time(str(value))
        except thai.ThaiTimeError as error:
            raise ValidationError(str(error), code="invalid") from error


class MoneyField(forms.DecimalField):
    """Baht, to the satang: 1,200 and 1,200.- and ๑,๒๐๐ are one amount."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "text-end", "autocomplete": "off"}

    def to_python(self, value: Any):
        if value in self.empty_values:
            return None
        try:
            return thai.read_money(str(value))
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return thai.money(value).removesuffix(".00") if value is not None and not isinstance(value, str) else value


class QuantityField(MoneyField):
    """How much of something: 5, ๒.๕; its unit stands beside it."""

    def to_python(self, value: Any):
        if value in self.empty_values:
            return None
        try:
            return thai.read_quantity(str(value))
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return thai.quantity(value) if value is not None and not isinstance(value, str) else value


class RaiField(forms.DecimalField):
    """Land in ไร่: 3.5 and 3 ไร่ 2 งาน and 3-2-0 are one area."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off"}

    def to_python(self, value: Any):
        if value in self.empty_values:
            return None
        try:
            return thai.read_rai(str(value))
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return thai.rai(value) if value is not None and not isinstance(value, str) else value


class WholeNumberField(forms.IntegerField):
    """A whole number in either kind of digits."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any):
        if value in self.empty_values:
            return None
        try:
            return thai.read_int(str(value))
        except thai.ThaiNumberError as error:
            raise ValidationError(str(error), code="invalid") from error


def read_phone(text: str) -> str:
    """The digits of a Thai phone number as dialled at home: "๐๘๑-๒๓๔๕๖๗๘" -> "0812345678". Raises ValidationError."""
    typed = thai.arabic_digits(thai.normalise(text)).strip()
    if not typed:
        return ""
    try:
        number = phonenumbers.parse(typed, "TH")
    except phonenumbers.NumberParseException as error:
        raise ValidationError("อ่านหมายเลขโทรศัพท์ไม่ได้ โปรดพิมพ์ตัวเลข 9–10 หลัก เช่น 081-234-5678", code="invalid") from error
    national = f"0{number.national_number}"
    if number.country_code != 66 or not phonenumbers.is_possible_number(number) or len(national) not in (9, 10):
        raise ValidationError("หมายเลขโทรศัพท์ต้องมี 9–10 หลัก เช่น 081-234-5678", code="invalid")
    return national


class PhoneField(forms.CharField):
    """A Thai phone number in any usual spelling."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        return read_phone(super().to_python(value) or "")


class ManyFiles(forms.ClearableFileInput):
    """A file box that takes several."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one box; its value is a list, empty when none was chosen. `most` bounds them."""

    widget = ManyFiles

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if self.most and len(files) > self.most:
            raise ValidationError(f"เลือกได้ครั้งละไม่เกิน {self.most} ไฟล์")
        return [super(ManyFilesField, self).clean(file, initial) for file in files]
