"""Deeds of a village's money: a line is planned or taken back, a payment or a contribution is entered or reversed."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from households.models import BudgetLine, Contribution, Material, Payment
from samma.accounts.events import record
from samma.constraints import save_by_rules
from villages.models import TargetVillage

REVERSAL = "กลับรายการ: "  # before the item of a counter-entry


def not_after(day: datetime.date | None, today: datetime.date, field: str = "on") -> None:
    """Refuse a day that has not come yet."""
    if day is not None and day > today:
        raise ValidationError({field: "วันที่ต้องไม่อยู่ในอนาคต"})


def next_number(target: TargetVillage) -> int:
    """The place of a new line below the others."""
    return (target.budget_lines.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def remove_line(line: BudgetLine, *, by) -> None:
    """Take back a line that was planned by mistake; nothing may have been paid from it."""
    record("remove", line, by=by)
    try:
        line.delete()
    except models.ProtectedError as error:
        raise ValidationError(f"ลบ “{line.item}” ไม่ได้ เพราะมีรายการจ่ายแล้ว ถ้าไม่ใช้งบนี้ต่อ ให้แก้ยอดที่ตั้งไว้") from error


@transaction.atomic
def pay(
    line: BudgetLine,
    *,
    on: datetime.date,
    item: str,
    amount: Decimal,
    by,
    today: datetime.date,
    activity=None,
    quantity: Decimal | None = None,
    unit: str = "",
    payee: str = "",
    receipt: str = "",
) -> Payment:
    """Enter money paid from a line. Over the plan is asked about where one types, and told in the reckoning."""
    not_after(on, today)
    if activity is not None and activity.target_village_id != line.target_village_id:
        raise ValidationError({"activity": "กิจกรรมและรายการงบประมาณต้องเป็นของหมู่บ้านและปีเดียวกัน"})
    payment = save_by_rules(
        Payment(
            line=line, on=on, item=item, amount=amount, activity=activity, quantity=quantity, unit=unit,
            payee=payee, receipt=receipt,
        )
    )  # fmt: skip
    record("pay", payment, by=by, line=line.pk)
    return payment


@transaction.atomic
def contribute(target: TargetVillage, *, by, today: datetime.date, on: datetime.date, **facts) -> Contribution:
    """Enter what the community put in of its own."""
    not_after(on, today)
    contribution = save_by_rules(Contribution(target_village=target, on=on, **facts))
    record("contribute", contribution, by=by)
    return contribution


@transaction.atomic
def reverse(entry: Payment | Contribution, *, by, today: datetime.date) -> Payment | Contribution:
    """Take back a mistaken entry by its counter-entry; both stay to be read. Of two who press together one is refused."""
    model = type(entry)
    entry = model.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.corrects_id:
        raise ValidationError("รายการนี้เป็นการกลับรายการอยู่แล้ว ถ้ากลับผิด ให้ลงรายการใหม่")
    if model.objects.filter(corrects=entry).exists():
        raise ValidationError("รายการนี้กลับรายการแล้ว")
    counter = model(**{f.attname: getattr(entry, f.attname) for f in model._meta.concrete_fields if not f.primary_key})
    counter.corrects, counter.on = entry, today
    counter.item = f"{REVERSAL}{entry.item}"[: model._meta.get_field("item").max_length]
    for name in ("amount", "value", "quantity"):
        if getattr(counter, name, None) is not None:
            setattr(counter, name, -getattr(entry, name))
    save_by_rules(counter)
    record("reverse entry", counter, by=by, entry=entry.pk)
    return counter


@transaction.atomic
def drop_material(material: Material, *, by) -> None:
    """Take away a line of material that was typed by mistake; the audit keeps that it was there."""
    record("remove", material, by=by, enrolment=material.enrolment_id)
    material.delete()
