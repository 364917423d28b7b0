"""What others gave a group: written down once, and once in its fund."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.fund import post_fund
from groups.actions.saving import locked
from groups.models import FundKind, GroupSupport
from households.models import SupportKind
from samma.thai import normalise, thai_date_short


@transaction.atomic
def book_support(support: GroupSupport, *, by, today):
    """Post what was given to the group's fund: baht as money, anything else as a thing with its value."""
    locked(support.group)
    support = GroupSupport.objects.select_related("group").get(pk=support.pk)
    if support.entry_id and not support.entry.corrections.exists():
        raise ValidationError({"to_fund": "การสนับสนุนนี้ลงบัญชีกองทุนแล้ว"})
    if support.kind == SupportKind.ADVICE or not support.value:
        raise ValidationError({"to_fund": "ลงบัญชีได้เฉพาะวัสดุ อุปกรณ์ หรืองบประมาณที่ใส่มูลค่าแล้ว"})
    on, item = support.on, f"{support.agency}: {support.what}"
    if support.group.closings.filter(through__gte=on).exists():  # its month is signed: it goes into the open one
        on, item = today, f"{item} (ได้รับ {thai_date_short(support.on)})"
    is_money = support.kind == SupportKind.BUDGET
    support.entry = post_fund(
        support.group,
        on=on,
        kind=FundKind.SUPPORT,
        item=" ".join(normalise(item).split()),
        amount=support.value if is_money else Decimal(0),
        value=None if is_money else support.value,
        by=by,
        today=today,
    )
    support.save(update_fields=["entry"])
    return support
