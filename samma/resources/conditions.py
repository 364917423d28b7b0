"""A constraint's condition asked of a row in memory, as the database would answer: what is unknown is neither true nor false.

Django asks the database for every row and rule; a sheet of many thousand rows has no time for that.
"""

import operator
from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import F, Q

Answer = bool | None  # None as SQL's NULL
Asked = Callable[[models.Model], Answer]

_COMPARED = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "startswith": str.startswith,
}


def asked_of(model: type[models.Model], condition: Q) -> Asked:
    """The condition as a function of a row. Raises NotImplementedError for a lookup that this house does not use."""
    return _whole(model, condition)


def value_of(row: models.Model, field: models.Field) -> Any:
    """The value of a field; for a relation to a row that has no number yet, that row's own identity."""
    value = getattr(row, field.attname)
    if value is None and field.is_relation and field.is_cached(row):
        above = getattr(row, field.name)
        return None if above is None else above.pk or owner_of(above)
    return value


def owner_of(row: models.Model) -> object:
    """Who a row is, also after it was stored and got its number."""
    owner = row.__dict__.get("_owner")
    if owner is None:
        owner = row._owner = object() if row._state.adding else row.pk
    return owner


def _whole(model, condition: Q) -> Asked:
    parts = [_whole(model, part) if isinstance(part, Q) else _one(model, *part) for part in condition.children]
    joined = _any if condition.connector == Q.OR else _all
    if condition.connector not in (Q.OR, Q.AND):
        raise NotImplementedError(condition.connector)
    if len(parts) == 1:
        asked = parts[0]
    else:
        asked = lambda row: joined([part(row) for part in parts])  # noqa: E731
    return (lambda row: _not(asked(row))) if condition.negated else asked


def _all(answers: list[Answer]) -> Answer:
    if False in answers:
        return False
    return None if None in answers else True


def _any(answers: list[Answer]) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _getter(field: models.Field) -> Callable[[models.Model], Any]:
    return (lambda row: value_of(row, field)) if field.is_relation else operator.attrgetter(field.attname)


def _one(model, path: str, value: Any) -> Asked:
    name, _, lookup = path.partition("__")
    get = _getter(model._meta.get_field(name))
    lookup = lookup or "exact"
    if lookup == "isnull" or (lookup == "exact" and value is None):
        wanted = value is None or bool(value)
        return lambda row: (get(row) is None) == wanted
    if lookup == "in":
        choices = list(value)
        return lambda row: None if (found := get(row)) is None else found in choices
    if lookup not in _COMPARED:
        raise NotImplementedError(lookup)
    compared = _COMPARED[lookup]
    if isinstance(value, F):
        other = _getter(model._meta.get_field(value.name))
    else:
        other = lambda row: value  # noqa: E731

    def asked(row) -> Answer:
        left, right = get(row), other(row)
        return None if left is None or right is None else compared(left, right)

    return asked
