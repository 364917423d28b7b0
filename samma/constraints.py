"""From a broken constraint to its Thai sentence and its field: the same for a form, the admin and an import row.

The sentences stand on the constraints themselves (`violation_error_message`); this module only finds them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

LOST_RACE = "บันทึกไม่ได้ เพราะข้อมูลนี้ขัดกับข้อมูลที่มีอยู่ โปรดโหลดหน้าใหม่แล้วลองอีกครั้ง"


@dataclass(frozen=True)
class Violation:
    """A rule that a row breaks: its sentence, and the model fields it speaks of (the last is the one to mend)."""

    sentence: str
    fields: tuple[str, ...]


def fields_of(constraint: models.BaseConstraint) -> tuple[str, ...]:
    """The fields a constraint speaks of: its own first, then those of its condition."""
    own = list(getattr(constraint, "fields", ()))
    condition = getattr(constraint, "condition", None)
    # referenced_base_fields is a set: sorted, so that the same field is blamed each time.
    further = sorted(condition.referenced_base_fields) if condition is not None else []
    return tuple(dict.fromkeys(own or further))


def violations(instance: models.Model, exclude: set[str] | None = None) -> Iterator[Violation]:
    """Every constraint of the model that the instance breaks; fields in `exclude` (already wrong) are not judged."""
    for model, constraints in instance.get_constraints():
        for constraint in constraints:
            try:
                constraint.validate(model, instance, exclude=exclude)
            except ValidationError as error:
                yield Violation(" ".join(error.messages), fields_of(constraint))


def violation_of(error: IntegrityError, model: type[models.Model]) -> Violation:
    """The rule behind an IntegrityError: what two people who save at once run into. Never an English text."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    text = str(error)
    columns = tuple(re.findall(r"\w+\.(\w+)", text)) if "UNIQUE constraint failed" in text else ()
    for constraint in model._meta.total_unique_constraints + [
        c for c in model._meta.constraints if c not in model._meta.total_unique_constraints
    ]:
        if constraint.name == name or f"CHECK constraint failed: {constraint.name}" in text:
            return Violation(str(constraint.violation_error_message), fields_of(constraint))
        own = getattr(constraint, "fields", ())
        if columns and own and tuple(model._meta.get_field(field).column for field in own) == columns:
            return Violation(str(constraint.violation_error_message), fields_of(constraint))
    for field in model._meta.concrete_fields:
        if field.unique and (columns == (field.column,) or (name and f"_{field.column}_" in name)):
            return Violation(str(field.error_messages["unique"]), (field.name,))
    return Violation(LOST_RACE, ())


def save_by_rules(row: models.Model) -> models.Model:
    """Save a row whose constraints have been asked first: a refusal is their sentence beside its field, not a crash."""
    row.full_clean(exclude={"village_code"}, validate_constraints=False)
    broken = {violation.fields[-1]: violation.sentence for violation in violations(row)}
    if broken:
        raise ValidationError(broken)
    row.save()
    return row
