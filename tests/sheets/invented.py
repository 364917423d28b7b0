"""Random values for every column of a register, as hypothesis draws them: what a round trip must bring home unchanged."""

import datetime
from decimal import Decimal

from django.db import models
from hypothesis import strategies as st

from samma import thai
from samma.fields import PhoneField, ThaiTextField
from samma.resources import Column
from samma.resources.judging import Judge
from samma.resources.reading import (
    Choice,
    Clock,
    Code,
    Day,
    Degrees,
    Money,
    Month,
    Phone,
    Quantity,
    Rai,
    Text,
    Whole,
    YesNo,
)
from trainers.resources import PersonReading
from villages.models import Occupation
from villages.resources import OccupationReading

LETTERS = "กขงจปรสอะาำิีุูเแโใ่้๊์ๆ ๑๒9/0=+-@'\"\t,;.xN"
LINES = LETTERS + "\n"


def value_of(column: Column, field: models.Field) -> st.SearchStrategy | None:
    """What may stand in the field, as it is stored; None for a column that hangs on another row."""
    reading = column.widget
    if isinstance(reading, OccupationReading):
        return st.sampled_from(list(Occupation.objects.select_related("parent").order_by("pk")))
    if isinstance(reading, PersonReading) or field.is_relation or field.primary_key:
        return None
    if isinstance(reading, Code) and not field.blank:
        return None
    kinds = {
        YesNo: st.booleans(),
        Choice: st.sampled_from([key for key, _label in field.flatchoices] or [None]),
        Day: st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31)),
        Month: st.dates(datetime.date(1980, 1, 1), datetime.date(2090, 12, 31)).map(lambda day: day.replace(day=1)),
        Clock: st.integers(0, 1439).map(lambda n: datetime.time(n // 60, n % 60)),
        Money: st.integers(-(10**13) * getattr(reading, "signed", 0), 10**13).map(lambda satang: Decimal(satang) / 100),
        Quantity: st.integers(0, 10**11).map(lambda hundredths: Decimal(hundredths) / 100),
        Rai: st.integers(0, 399_000).map(lambda wa: Decimal(wa) / 400),
        Whole: st.integers(0, 900),
        Degrees: st.floats(5, 105).map(lambda degrees: round(degrees, 6)),
        Phone: st.integers(0, 10**8 - 1).map(lambda number: f"08{number:08}"),
        Code: st.integers(0, 10**11 - 1).map(lambda number: f"{number:011}"),
        Text: _text(field),
    }
    kind = next(kind for kind in kinds if isinstance(reading, kind))
    nothing = [None] if field.null else [""] if field.blank and isinstance(field, models.CharField | PhoneField) else []
    return st.one_of(kinds[kind], *map(st.just, nothing))


def _text(field: models.Field) -> st.SearchStrategy[str]:
    if isinstance(field, ThaiTextField):
        return st.text(LINES, max_size=60).map(thai.normalise).filter(lambda text: text.strip() or not text)
    longest = min(field.max_length or 60, 60)
    return st.text(LETTERS, max_size=longest).map(lambda text: thai.normalise(text).strip()[:longest].strip())


def shake(data, resource) -> None:
    """Give the rows of the register random values in random columns, as far as the rules allow them."""
    offered = {name: _values(resource, column) for name, column in resource.fields.items()}
    offered = {name: values for name, values in offered.items() if values is not None}
    if not offered:
        return
    for row in resource.get_queryset().order_by("pk"):
        drawn = data.draw(st.fixed_dictionaries({}, optional=offered))
        parts = {}
        for name, value in drawn.items():
            *path, last = resource.fields[name].attribute.split("__")
            part = row
            for step in path:
                part = getattr(part, step)
            parts.setdefault(id(part), (part, {}))[1][last] = value
        for part, values in parts.values():
            _put(part, values)


def _values(resource, column: Column) -> st.SearchStrategy | None:
    *path, last = column.attribute.split("__")
    model = resource._meta.model
    for step in path:
        model = model._meta.get_field(step).related_model
    names = {field.name for field in model._meta.concrete_fields}
    if column.readonly or last not in names or (column.part and path):
        return None
    return value_of(column, model._meta.get_field(last))


def _put(row: models.Model, values: dict) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    judge = Judge()
    judge.gather([row])
    if not judge.field_faults(row, set()) and not any(judge.violations(row, set())):
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)  # a ledger too: here it is only made up
