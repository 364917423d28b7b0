"""What the yearly evaluation of a group asks: its year has begun, and what the rows of that year say beside the evaluators' words."""

import datetime

from django.core.exceptions import ValidationError

from groups.books import not_after
from samma.thai import fiscal_range, fiscal_year, thai_date


def last_finished(today: datetime.date) -> int:
    """The latest fiscal year that is over."""
    return fiscal_year(today) - 1


def refuse_early(year: int, on: datetime.date, today: datetime.date) -> None:
    """A year is evaluated once it has begun, on a day that has come."""
    not_after(on, today, "on")
    first = fiscal_range(year)[0]
    if on < first:
        raise ValidationError({"on": f"ปีงบประมาณ {year} เริ่มวันที่ {thai_date(first)} วันที่ประเมินต้องไม่อยู่ก่อนนั้น"})
