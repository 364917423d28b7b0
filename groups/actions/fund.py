"""The ledger of the fund (ก4): entries are posted, taken back by a counter-entry, and a month is closed."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import FundBook, not_after
from groups.models import PAID_OUT, FundClosing, FundEntry, FundKind
from samma.accounts.events import record
from samma.thai import thai_date

REVERSAL = "กลับรายการ: "  # before the item of a counter-entry
UNDONE = "ยกเลิกการนำเข้า: "  # the same, when the whole file that brought the entry was taken back


@transaction.atomic
def post_fund(group, *, on, kind, item, by, today, amount=0, value=None, member=None, shares=None):
    """Post to the ledger. The amount comes as it stands on paper, without a sign: an expense is taken off here."""
    not_after(on, today, "on")
    group = locked(group)
    entry = _post(FundBook([group.pk]), group, on, kind, item, amount, value, member, shares)
    record("post_fund", entry, by=by, group=group.pk)
    return entry


@transaction.atomic
def collect(group, on, parts, *, by, today):
    """What members paid at a meeting: (membership, shares, baht for them, baht saved) each. All of it or nothing."""
    not_after(on, today, "on")
    group = locked(group)
    book = FundBook([group.pk])
    posted = []
    for member, shares, paid, saved in parts:
        if paid:
            posted.append(_post(book, group, on, FundKind.SHARE, f"ค่าหุ้น {member.name}", paid, None, member, shares))
        if saved:
            posted.append(_post(book, group, on, FundKind.SAVING, f"เงินออม {member.name}", saved, None, member, None))
    if not posted:
        raise ValidationError("ยังไม่ได้ใส่จำนวนเงินของสมาชิกคนใด")
    for entry in posted:
        record("post_fund", entry, by=by, group=group.pk)
    return posted


def _post(book, group, on, kind, item, amount, value, member, shares):
    """One entry into the ledger of a group that is locked."""
    amount = book.signed(group.pk, kind, amount, value, on=on)
    if member and member.group_id != group.pk:
        raise ValidationError({"member": "เลือกสมาชิกของกลุ่มนี้"})
    if shares and kind in PAID_OUT:
        shares = -shares
    longest = FundEntry._meta.get_field("item").max_length
    entry = save(
        FundEntry(
            group=group,
            on=on,
            kind=kind,
            item=item[:longest],
            amount=amount,
            value=value,
            member=member,
            shares=shares or None,
        )
    )
    book.post(entry)
    return entry


@transaction.atomic
def correct_fund(entry, *, by, today, words=REVERSAL):
    """Take back a mistaken entry by its counter-entry of today; both stay to be read."""
    locked(entry.group)
    if entry.kind == FundKind.CORRECTION:
        raise ValidationError("รายการนี้เป็นการกลับรายการอยู่แล้ว ถ้ากลับผิด ให้ลงรายการใหม่")
    if entry.corrections.exists():
        raise ValidationError("รายการนี้กลับรายการแล้ว")
    counter = save(
        FundEntry(
            group=entry.group,
            on=today,
            kind=FundKind.CORRECTION,
            item=f"{words}{entry.item}"[: FundEntry._meta.get_field("item").max_length],
            amount=-entry.amount,
            value=None if entry.value is None else -entry.value,
            member=entry.member,
            shares=None if entry.shares is None else -entry.shares,
            corrects=entry,
        )
    )
    record("correct_fund", counter, by=by, group=entry.group_id)
    return counter


@transaction.atomic
def close_month(group, through: datetime.date, *, by, today):
    """Close the book up to the end of a month that is over: nothing is posted into those days any more."""
    if (through + datetime.timedelta(days=1)).day != 1:
        raise ValidationError("ปิดบัญชีได้ที่วันสุดท้ายของเดือน")
    if through >= today:
        raise ValidationError("ปิดบัญชีได้เมื่อสิ้นเดือนแล้ว")
    group = locked(group)
    last = FundBook([group.pk]).closed.get(group.pk)
    if last and through <= last:
        raise ValidationError(f"บัญชีปิดถึงวันที่ {thai_date(last)} แล้ว")
    balance = group.fund.filter(on__lte=through).balance()
    closing = save(FundClosing(group=group, through=through, closed_on=today, balance=balance))
    record("close_month", closing, by=by, group=group.pk)
    return closing
