"""The group becomes an occupational group of the programme, and an OTOP producer."""

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import not_after
from groups.models import Origin, OtopRegistration
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


@transaction.atomic
def register_otop(group, *, product, product_type, number, registered_on, by, today, stars=None):
    """The group as an OTOP producer with one product. A group older than the programme may have been one before."""
    not_after(registered_on, today, "registered_on")
    group = locked(group)
    if group.origin == Origin.PROGRAMME and not group.registered_on:
        raise ValidationError("ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP")
    otop = save(
        OtopRegistration(
            group=group,
            product=product,
            product_type=product_type,
            number=number,
            registered_on=registered_on,
            stars=stars,
        )
    )
    record("register_otop", otop, by=by, group=group.pk)
    return otop
