"""What an import wrote, row by row and as plain JSON, so that it can be taken back as a whole."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from samma.fields import PhoneField
from samma.rows import Versioned


@dataclass(frozen=True, slots=True)
class Written:
    """One stored row. `before` is None for a row that the import made; `is_merge` when somebody said it is the same."""

    model_label: str
    pk: Any
    before: dict[str, Any] | None
    after: dict[str, Any]
    row: int
    is_merge: bool = False


def plain(field: models.Field, value: Any) -> Any:
    """A value as JSON holds it; a phone number as the database does, encrypted."""
    if isinstance(field, PhoneField):
        return field.get_prep_value(value)
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | uuid.UUID) else value


def plain_values(instance: models.Model, names: set[str] | None = None) -> dict[str, Any]:
    """The fields of a row (those of `names` alone, where given) as JSON."""
    return {
        field.attname: plain(field, getattr(instance, field.attname))
        for field in instance._meta.concrete_fields
        if names is None or field.attname in names
    }


def mark_of(instance: models.Model) -> dict[str, Any]:
    """By what a new row is known to be untouched later: its version, else all it says."""
    return {"version": instance.version} if isinstance(instance, Versioned) else plain_values(instance)


def put_back(instance: models.Model, values: dict[str, Any]) -> None:
    """Set plain values on a row again; nothing is saved."""
    for field in instance._meta.concrete_fields:
        if field.attname in values:
            value = values[field.attname]
            if isinstance(field, PhoneField):
                value = field.from_db_value(value, None, None)
            elif value is not None and not field.is_relation:
                value = field.to_python(value)
            setattr(instance, field.attname, value)
