"""A posting goes from one officer to the next: ordered by the department or the head of the district, on a day.

On that day the old officer sees nothing of the area any more and is signed out everywhere, and the new one sees all. A day
to come is kept on both accounts (`posting_changes_on`), and whoever of the two knocks first on or after it carries it out.
"""

import datetime

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction

from samma.accounts.events import record
from samma.accounts.models import Role, Transfer, User
from samma.constraints import save_by_rules
from samma.scope import covers

DISTRICT_DIGITS = 4
LONGEST_AGO = datetime.timedelta(days=366)


def may_transfer(by: User, area_code: str) -> bool:
    """The department everywhere, the head of a district office at home."""
    return by.may_transfer and len(area_code) == DISTRICT_DIGITS and covers(by.area_code, area_code)


@transaction.atomic
def order_transfer(
    leaving: User,
    *,
    area_code: str,
    taking: User | None,
    on: datetime.date,
    by: User,
    today: datetime.date,
    now: datetime.datetime,
    order_no: str = "",
) -> Transfer:
    """End the posting of one officer in a district on a day, and start that of another (or of nobody yet)."""
    people = _locked([leaving.pk, *([taking.pk] if taking else [])])
    leaving, taking = people[leaving.pk], people[taking.pk] if taking else None
    _refuse(leaving, taking, area_code, on, by, today)
    transfer = save_by_rules(
        Transfer(area_code=area_code, leaving=leaving, taking=taking, on=on, order_no=order_no, made_by=by)
    )
    taker = taking.pk if taking else None
    record("order transfer", transfer, by=by, leaving=leaving.pk, taking=taker, on=str(on))
    if on <= today:
        return _carry_out(transfer, leaving, taking, by=by, now=now)
    for person in filter(None, (leaving, taking)):
        person.posting_changes_on = on
        person.save(update_fields=["posting_changes_on"])
    return transfer


def _locked(pks: list[int]) -> dict[int, User]:
    """These accounts for this transaction alone, taken in one order by everybody."""
    return {person.pk: person for person in User.objects.select_for_update().filter(pk__in=pks).order_by("pk")}


def _refuse(leaving: User, taking: User | None, area_code: str, on, by: User, today) -> None:
    if not may_transfer(by, area_code):
        raise ValidationError("ส่งมอบพื้นที่ได้โดยกรม หรือหัวหน้าสำนักงานพัฒนาชุมชนอำเภอของพื้นที่นั้น")
    if leaving.area_code != area_code or leaving.role != Role.OFFICER:
        raise ValidationError({"leaving": f"{leaving} ไม่ได้ปฏิบัติงานในพื้นที่นี้แล้ว"})
    if leaving.pk == by.pk:
        raise ValidationError({"leaving": "ส่งมอบพื้นที่ของตนเองไม่ได้ ให้กรมเป็นผู้ส่งมอบ"})
    if on < today - LONGEST_AGO:
        raise ValidationError({"on": "วันที่มีผลย้อนหลังเกินหนึ่งปี โปรดตรวจสอบ"})
    if taking is None:
        return
    if taking.pk == leaving.pk:
        raise ValidationError({"taking": "ผู้ส่งมอบและผู้รับมอบต้องเป็นคนละคน"})
    if taking.role != Role.OFFICER or not taking.is_active:
        raise ValidationError({"taking": f"{taking} ไม่ใช่บัญชีเจ้าหน้าที่อำเภอที่ใช้งานอยู่"})
    if taking.area_code not in ("", area_code):
        raise ValidationError({"taking": f"{taking} ยังมีพื้นที่อื่นอยู่ ให้ส่งมอบพื้นที่เดิมก่อน"})


def carry_out_due(user: User, *, today: datetime.date, now: datetime.datetime) -> None:
    """Carry out whatever of this account has fallen due; the account at hand then knows where it stands."""
    if user.posting_changes_on is None or user.posting_changes_on > today:
        return
    with transaction.atomic():
        due = Transfer.objects.waiting().filter(on__lte=today)
        pairs = due.filter(leaving=user) | due.filter(taking=user)
        for transfer in pairs.order_by("on", "pk"):
            people = _locked([pk for pk in (transfer.leaving_id, transfer.taking_id) if pk])
            transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
            if transfer.done_at is None and transfer.cancelled_at is None:  # else the other of the two was quicker
                taking = people.get(transfer.taking_id)
                _carry_out(transfer, people[transfer.leaving_id], taking, by=None, now=now)
        _settle_day(user)
    user.refresh_from_db(fields=["area_code", "is_head", "posting_changes_on"])


def _carry_out(transfer: Transfer, leaving: User, taking: User | None, *, by: User | None, now) -> Transfer:
    """The moment itself. Both accounts are locked, so no write of the old officer is half done."""
    if leaving.area_code == transfer.area_code:
        was_head, leaving.area_code, leaving.is_head = leaving.is_head, "", False
        leaving.save(update_fields=["area_code", "is_head"])
        for session in UserSession.objects.filter(user=leaving):
            session.end()
        if taking is not None and taking.role == Role.OFFICER and taking.area_code in ("", transfer.area_code):
            taking.area_code = transfer.area_code
            taking.is_head = taking.is_head or was_head
            taking.save(update_fields=["area_code", "is_head"])
    transfer.done_at = now
    transfer.save(update_fields=["done_at"])
    for person in filter(None, (leaving, taking)):
        _settle_day(person)
    record("transfer", transfer, by=by, leaving=transfer.leaving_id, taking=transfer.taking_id, on=str(transfer.on))
    return transfer


@transaction.atomic
def call_off(transfer: Transfer, *, by: User, now: datetime.datetime) -> Transfer:
    """Take back an order whose day has not come."""
    people = _locked([pk for pk in (transfer.leaving_id, transfer.taking_id) if pk])
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not may_transfer(by, transfer.area_code):
        raise ValidationError("ยกเลิกได้โดยกรม หรือหัวหน้าสำนักงานพัฒนาชุมชนอำเภอของพื้นที่นั้น")
    if transfer.done_at or transfer.cancelled_at:
        raise ValidationError("การส่งมอบนี้มีผลหรือยกเลิกไปแล้ว")
    transfer.cancelled_at = now
    transfer.save(update_fields=["cancelled_at"])
    for person in people.values():
        _settle_day(person)
    record("call off transfer", transfer, by=by)
    return transfer


def _settle_day(person: User) -> None:
    """The next day on which something of this account changes."""
    waiting = Transfer.objects.waiting()
    waiting = waiting.filter(leaving=person) | waiting.filter(taking=person)
    person.posting_changes_on = waiting.order_by("on").values_list("on", flat=True).first()
    person.save(update_fields=["posting_changes_on"])
