"""The group is formed, people join and leave it, and choose who leads them (ก1, ก2)."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.actions.works import met
from groups.books import MemberBook, not_after
from groups.models import SINGLE_POSITIONS, CommitteeTerm, Group, MeetingPurpose, Membership, Origin, Position
from groups.standing import standing_of
from samma.accounts.events import record
from samma.thai import thai_date


@transaction.atomic
def propose(
    village,
    year,
    occupation,
    name,
    enrolments,
    *,
    by,
    today,
    origin=Origin.PROGRAMME,
    founded=None,
    address="",
    note="",
    reason="",
    explained=None,
):
    """Form the group with its first members. It may begin with too few: what is missing then stands on its page.

    `explained`: the meeting at which the group was explained, as the fields of a GroupMeeting.
    """
    if origin == Origin.PROGRAMME:
        founded = founded or today
    joined = founded or today
    not_after(joined, today, "founded")
    group = save(
        Group(
            village=village, year=year, occupation=occupation, name=name, origin=origin, founded=founded,
            address=address, note=note,
        )
    )  # fmt: skip
    for enrolment in enrolments:
        _join(group, enrolment=enrolment, joined=joined, reason=reason)
    if explained:
        met(group, MeetingPurpose.EXPLAIN, today=today, **explained)
    record("propose", group, by=by, members=len(enrolments))
    return group


@transaction.atomic
def add_member(group, *, joined, by, today, enrolment=None, person="", reason=""):
    """Take in a trained household, or anybody else by name. Another occupation is asked about, and the answer kept."""
    not_after(joined, today, "joined")
    membership = _join(locked(group), enrolment=enrolment, person=person, joined=joined, reason=reason)
    record("add_member", membership, by=by, group=group.pk)
    return membership


def _join(group, *, joined, enrolment=None, person="", reason=""):
    row = Membership(group=group, enrolment=enrolment, person=person, joined=joined, note=reason)
    MemberBook([group.pk], [enrolment.pk] if enrolment else []).refuse(row)
    return save(row)


@transaction.atomic
def leave(membership, day, reason, *, by, today, successors=None):
    """The member leaves; an office in the committee ends the same day and goes to a successor, if one is named.

    `successors`: memberships by the position they take over. The rows stay; that the group falls below its minimum is
    written down too.
    """
    not_after(day, today, "left")
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่ออกจากกลุ่ม"})
    group = locked(membership.group)
    membership = Membership.objects.select_related("enrolment__household").get(pk=membership.pk)
    if membership.left:
        raise ValidationError(f"{membership.name} ออกจากกลุ่มแล้วเมื่อ {thai_date(membership.left)}")
    before = standing_of(group)
    _end_offices(membership, day, successors or {})
    membership.left, membership.left_reason = day, reason
    save(membership)
    record("leave", membership, by=by, group=group.pk)
    after = standing_of(group)
    if before.has_members and not after.has_members:
        record("fall_short", group, by=by, households=after.trained_same_occupation, minimum=after.group_minimum)
    return membership


def _end_offices(membership, day, successors) -> None:
    for term in membership.terms.current():
        term.ended = day
        save(term)
        heir = successors.get(term.position)
        if heir is None:
            continue
        if heir.pk == membership.pk or heir.group_id != membership.group_id or heir.left:
            raise ValidationError(f"ผู้รับตำแหน่ง{term.get_position_display()}ต้องเป็นสมาชิกปัจจุบันของกลุ่ม")
        due = term.due if term.due and term.due > day else None
        save(CommitteeTerm(group=membership.group, member=heir, position=term.position, started=day, due=due))


# --- ก2 ---------------------------------------------------------------------------------------------------------------
@transaction.atomic
def set_committee(group, rows, *, by, today, on=None, due=None, place="", people=None, confirmed=()):
    """Make the committee the (membership, position) rows of an election meeting.

    Who stays, stays, but for a new term when one is agreed (`due`); the others' terms end that day. `confirmed`: what
    was asked and answered.
    """
    on = on or today
    not_after(on, today, "on")
    group = locked(group)
    _refuse_committee(group, rows)
    meeting = met(group, MeetingPurpose.ELECT, today=today, on=on, place=place, people=people)
    wanted = {(member.pk, str(position)) for member, position in rows}
    for term in group.terms.current():
        stays = (term.member_id, term.position) in wanted
        if stays and (due is None or term.due is None or term.due == due):
            wanted.remove((term.member_id, term.position))
            if due and term.due is None:
                term.due = due
                save(term)
        else:
            term.ended = on
            save(term)
    for member, position in sorted(wanted):
        save(CommitteeTerm(group=group, member_id=member, position=position, started=on, due=due, meeting=meeting))
    asked = {"confirmed": list(confirmed)} if confirmed else {}
    record("set_committee", group, by=by, members=len(rows), **asked)


def _refuse_committee(group, rows):
    members = set(group.memberships.current().values_list("pk", flat=True))
    held = Counter(str(position) for _member, position in rows)
    if any(member.pk not in members for member, _position in rows):
        raise ValidationError("กรรมการต้องเป็นสมาชิกปัจจุบันของกลุ่ม")
    if not held[Position.CHAIR]:
        raise ValidationError("คณะกรรมการต้องมีประธาน 1 คน")
    for position in SINGLE_POSITIONS:
        if held[position] > 1:
            raise ValidationError(f"{position.label}มีได้คนเดียว")
    if len({(member.pk, str(position)) for member, position in rows}) < len(rows):
        raise ValidationError("มีสมาชิกคนเดียวกันในตำแหน่งเดียวกันสองแถว")
