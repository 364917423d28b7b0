"""A cell of a sheet as text, and the base of everything that reads and writes one."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

YES, NO = "ใช่", "ไม่ใช่"
FAULTS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


def as_text(value: Any) -> str:
    """What a cell shows: 12.0 is 12, and nothing is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if text.strip() in FAULTS:
        raise ValidationError(f"เซลล์นี้มีสูตรที่คำนวณไม่ได้ ({text.strip()}): พิมพ์ค่าแทนสูตร")
    return text


class Reading(Widget):
    """The base: `clean` turns a cell into a value (None for nothing), `render` a value into a cell."""

    note = ""

    def clean(self, value, row=None, **kwargs):
        return self.read(as_text(value), row=row, **kwargs)

    def read(self, text: str, **kwargs):
        raise NotImplementedError

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)
