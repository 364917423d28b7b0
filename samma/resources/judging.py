"""Every rule of the models asked of rows in memory: fields, checks, and uniqueness among what is there and in the file.

The rules and their sentences stand on the models alone. What is there is read once for a chunk of rows, by the keys that
the chunk brings. Rows are judged in the order of the file, and a row that passes holds its keys from then on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models

from samma.constraints import Violation, fields_of
from samma.resources.conditions import Asked, asked_of, owner_of, value_of

Faults = dict[str, list[str]]


@dataclass(frozen=True)
class Check:
    """A CHECK of the database, and the fields without which it cannot be asked."""

    asked: Asked
    names: frozenset[str]
    violation: Violation


@dataclass(frozen=True, eq=False)
class Unique:
    """A uniqueness of the database; `asked` is its condition."""

    fields: tuple[models.Field, ...]
    condition: models.Q | None
    asked: Asked | None
    names: frozenset[str]
    sentence: str  # empty where Django makes it from the row

    def key_of(self, row: models.Model) -> tuple | None:
        """What must be there once; None for a row that this does not speak of. SQL knows no two equal NULLs."""
        if self.asked is not None and not self.asked(row):
            return None
        key = tuple(value_of(row, field) for field in self.fields)
        return None if None in key else key


@lru_cache(maxsize=64)
def rules_of(model: type[models.Model]) -> tuple[tuple[Check, ...], tuple[Unique, ...]]:
    """The checks and uniquenesses of a model, ready to be asked."""
    checks = []
    uniques = [
        Unique((field,), None, None, frozenset({field.name}), "")
        for field in model._meta.concrete_fields
        if field.unique and field.editable and not isinstance(field, models.AutoField)
    ]
    for constraint in model._meta.constraints:
        condition = getattr(constraint, "condition", None)
        asked = asked_of(model, condition) if condition is not None else None
        names = frozenset(condition.referenced_base_fields if condition is not None else ())
        sentence = str(constraint.violation_error_message)
        if isinstance(constraint, models.UniqueConstraint):
            fields = tuple(model._meta.get_field(name) for name in constraint.fields)
            uniques.append(Unique(fields, condition, asked, names | set(constraint.fields), sentence))
        else:
            checks.append(Check(asked, names, Violation(sentence, fields_of(constraint))))
    return tuple(checks), tuple(uniques)


class Judge:
    """For one import: what holds which key, among the rows that are there and those of the file before this one."""

    def __init__(self) -> None:
        self.holders: dict[Unique, dict[tuple, object]] = {}
        self.held: dict[tuple[Unique, object], tuple | None] = {}
        self.asked_for: dict[Unique, set] = {}

    # --- what is there --------------------------------------------------------------------------------------------
    def gather(self, rows: Iterable[models.Model]) -> None:
        """Read who holds the keys that these rows might want: one statement for each uniqueness."""
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model, some in by_model.items():
            for unique in rules_of(model)[1]:
                self._gather(model, unique, some)

    def _gather(self, model, unique: Unique, rows: list[models.Model]) -> None:
        first = self._leading(unique)
        known = self.asked_for.setdefault(unique, set())
        wanted = {getattr(row, first.attname) for row in rows} - known - {None, ""}
        known |= wanted
        if not wanted:
            return
        there = model._base_manager.filter(**{f"{first.name}__in": sorted(wanted, key=str)})
        if unique.condition is not None:
            there = there.filter(unique.condition)
        holders = self.holders.setdefault(unique, {})
        attnames = [field.attname for field in unique.fields]
        for pk, *key in there.order_by().values_list("pk", *attnames):
            if None not in key and (unique, pk) not in self.held:  # a row of the file may have moved from there
                holders.setdefault(tuple(key), pk)
                self.held[unique, pk] = tuple(key)

    @staticmethod
    def _leading(unique: Unique) -> models.Field:
        """The field by which what is there is narrowed: the first relation, else the first field."""
        return next((field for field in unique.fields if field.is_relation), unique.fields[0])

    # --- one row --------------------------------------------------------------------------------------------------
    def field_faults(self, row: models.Model, exclude: set[str]) -> Faults:
        """What each field says of its own value. Relations are left out: they were linked from rows that are there."""
        wrong: Faults = {}
        for field in _judged_fields(type(row)):
            if field.name in exclude:
                continue
            raw = getattr(row, field.attname)
            if field.is_relation:
                if raw is None and not field.blank and not field.is_cached(row):
                    wrong[field.name] = [str(field.error_messages["null"])]
                continue
            if (field.blank and raw in field.empty_values) or raw is True or raw is False:
                continue
            try:
                setattr(row, field.attname, field.clean(raw, row))
            except ValidationError as error:
                wrong[field.name] = error.messages
        return wrong

    def violations(self, row: models.Model, exclude: set[str]) -> Iterator[Violation]:
        """The rules that the row breaks; those that speak of a field in `exclude` (already wrong) are not asked."""
        checks, uniques = rules_of(type(row))
        for unique in uniques:
            if unique.names & exclude:
                continue
            key = unique.key_of(row)
            holder = self.holders.get(unique, {}).get(key) if key is not None else None
            if holder is not None and holder != owner_of(row):
                names = tuple(field.name for field in unique.fields)
                sentence = unique.sentence or " ".join(row.unique_error_message(type(row), names).messages)
                yield Violation(sentence, names)
        for check in checks:
            if not (check.names & exclude) and check.asked(row) is False:
                yield check.violation

    def accept(self, row: models.Model) -> None:
        """The row passed: its keys are its own, those it had before are free."""
        owner = owner_of(row)
        for unique in rules_of(type(row))[1]:
            key = unique.key_of(row)
            before = self.held.get((unique, owner))
            if key is None and before is None:
                continue
            holders = self.holders.setdefault(unique, {})
            if before is not None and before != key and holders.get(before) == owner:
                del holders[before]
            self.held[unique, owner] = key
            if key is not None:
                holders[key] = owner


@lru_cache(maxsize=64)
def _judged_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    return tuple(f for f in model._meta.fields if f.editable and not isinstance(f, models.AutoField))
