"""What a group makes: a product is added, registered with OTOP, renewed, and wins stars."""

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import not_after
from groups.models import Group, Origin, OtopRegistration, Product, ProductStars
from samma.accounts.events import record

GROUP_FIRST = "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP"


@transaction.atomic
def add_product(group, *, by, today, **fields):
    """One more product of the group."""
    for name in ("started", "ended"):
        if fields.get(name):
            not_after(fields[name], today, name)
    product = save(Product(group=locked(group), **fields))
    record("create", product, by=by, group=group.pk)
    return product


def may_register(group: Group) -> bool:
    """A group of the programme registers itself first; one older than the programme may have been a producer before."""
    return group.origin == Origin.EXISTING or group.registered_on is not None


@transaction.atomic
def register_otop(product, *, number, registered_on, by, today, **fields):
    """The producer is registered with this product."""
    not_after(registered_on, today, "registered_on")
    group = locked(product.group)
    if not may_register(group):
        raise ValidationError(GROUP_FIRST)
    otop = save(OtopRegistration(product=product, number=number, registered_on=registered_on, **fields))
    record("register_otop", otop, by=by, group=group.pk)
    return otop


@transaction.atomic
def win_stars(product, stars, *, by, year=None):
    """Stars of one selection; those of earlier years stay."""
    won = save(ProductStars(product=product, stars=stars, year=year))
    record("win_stars", won, by=by, group=product.group_id)
    return won
