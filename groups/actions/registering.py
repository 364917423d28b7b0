"""The group becomes an occupational group of the programme."""

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked
from groups.rules import unmet
from groups.standing import standing_of
from samma.accounts.events import record
from samma.thai import thai_date


@transaction.atomic
def register(group, *, by, today):
    """The group becomes an occupational group of the programme when nothing of the five ก is missing."""
    group = locked(group)
    if group.registered_on:
        raise ValidationError(f"กลุ่มนี้ขึ้นทะเบียนแล้วเมื่อ {thai_date(group.registered_on)}")
    missing = unmet(standing_of(group))
    if missing:
        raise ValidationError(missing)
    group.registered_on = today
    group.save(update_fields=["registered_on"])
    record("register", group, by=by)
    return group
