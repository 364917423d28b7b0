"""What the members do together: they meet, adopt rules, work, and divide what it brought (ก3, ก5)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import not_after
from groups.models import Bylaw, GroupActivity, GroupMeeting, IncomeShare, MeetingPurpose
from samma.accounts.events import record
from samma.thai import money


# --- meetings ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def hold_meeting(group, *, by, today, **fields):
    """A meeting that was held, with what its people did there together."""
    not_after(fields["on"], today, "on")
    meeting = save(GroupMeeting(group=group, **fields))
    record("hold_meeting", meeting, by=by, group=group.pk)
    return meeting


def met(group, purpose, *, today, on, **fields):
    """The meeting of that day and purpose, once however often it is spoken of; what is newly known is added to it."""
    not_after(on, today, "on")
    meeting = group.meetings.filter(on=on, purpose=purpose).first() or GroupMeeting(group=group, on=on, purpose=purpose)
    for name, value in fields.items():
        if value not in (None, ""):
            setattr(meeting, name, value)
    return save(meeting)


# --- ก3 ---------------------------------------------------------------------------------------------------------------
STALE_DRAFT = "มีผู้อื่นบันทึกร่างนี้ระหว่างที่คุณเขียน ข้อความของคุณยังอยู่ในหน้านี้ โปรดเปิดร่างล่าสุดดูก่อน แล้วบันทึกอีกครั้งถ้าจะใช้ของคุณ"


@transaction.atomic
def save_draft(group, text, *, by, version=None):
    """Keep the rules as far as they are written. `version`: of the draft that was opened; a newer one is not lost."""
    group = locked(group)
    draft = group.bylaws.drafts().first() or Bylaw(group=group, version=0)
    _refuse_stale(draft, version)
    draft.text, draft.version = text, draft.version + 1
    save(draft)
    record("draft_bylaw", draft, by=by, group=group.pk)
    return draft


@transaction.atomic
def adopt_bylaw(group, text, adopted, *, by, today, place="", people=None, version=None, confirmed=()):
    """The rules as the members' meeting adopted them; older versions stay, and what was a draft is one no more."""
    not_after(adopted, today, "adopted")
    group = locked(group)
    bylaw = group.bylaws.drafts().first() or Bylaw(group=group, version=0)
    _refuse_stale(bylaw, version)
    bylaw.meeting = met(group, MeetingPurpose.RULES, today=today, on=adopted, place=place, people=people)
    bylaw.text, bylaw.adopted, bylaw.version = text, adopted, bylaw.version + 1
    save(bylaw)
    asked = {"confirmed": list(confirmed)} if confirmed else {}
    record("adopt_bylaw", bylaw, by=by, group=group.pk, **asked)
    return bylaw


def _refuse_stale(draft, version) -> None:
    if version is not None and version != draft.version:
        raise ValidationError(STALE_DRAFT)


# --- ก5 ---------------------------------------------------------------------------------------------------------------
@transaction.atomic
def record_activity(group, *, on, what, by, today, **fields):
    """Something the members did together."""
    not_after(on, today, "on")
    activity = save(GroupActivity(group=group, on=on, what=what, **fields))
    record("record_activity", activity, by=by, group=group.pk)
    return activity


@transaction.atomic
def divide_income(activity, parts, *, by):
    """What each member got of the activity's income, as {membership: baht}; it takes the place of an earlier division."""
    activity = GroupActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    given = {member: amount for member, amount in parts.items() if amount}
    refuse_division(activity, sum(given.values(), Decimal(0)))
    if any(member.group_id != activity.group_id for member in given):
        raise ValidationError("แบ่งรายได้ให้สมาชิกของกลุ่มนี้เท่านั้น")
    activity.shares.all().delete()
    for member, amount in given.items():
        save(IncomeShare(activity=activity, member=member, amount=amount))
    record("divide_income", activity, by=by, group=activity.group_id, members=len(given))
    return given


def refuse_division(activity, total: Decimal) -> None:
    """Nobody divides more than came in."""
    if activity.income is None:
        raise ValidationError("ใส่รายได้ของกิจกรรมก่อน แล้วจึงแบ่งให้สมาชิก")
    if total > activity.income:
        raise ValidationError(f"แบ่งรวม {money(total)} บาท เกินรายได้ของกิจกรรมซึ่งมี {money(activity.income)} บาท")
