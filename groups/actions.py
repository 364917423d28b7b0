"""What is done to a group: formed, joined, led, ruled, funded, at work, registered. Each deed names who did it."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.books import FundBook, MemberBook, not_after
from groups.models import (
    PAID_OUT,
    SINGLE_POSITIONS,
    Bylaw,
    CommitteeTerm,
    FundEntry,
    FundKind,
    Group,
    GroupActivity,
    Membership,
    Origin,
    OtopRegistration,
    Position,
)
from groups.rules import unmet
from groups.standing import standing_of
from samma.accounts.events import record
from samma.constraints import violations
from samma.thai import thai_date

REVERSAL = "กลับรายการ: "  # before the item of a counter-entry


def _locked(group):
    """The group's row, held until the transaction ends: whoever comes second sees what the first one did."""
    rows = Group.objects.select_for_update(of=("self",)).select_related("occupation", "year", "village")
    return rows.get(pk=group.pk)


def _save(row):
    """Save a row whose constraints have been asked first: a refusal is their sentence beside its field, not a crash."""
    row.full_clean(exclude={"village_code"}, validate_constraints=False)
    broken = {violation.fields[-1]: violation.sentence for violation in violations(row)}
    if broken:
        raise ValidationError(broken)
    row.save()
    return row


# --- the group and ก1 -------------------------------------------------------------------------------------------------
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
):
    """Form the group with its first members. It may begin with too few: what is missing then stands on its page."""
    if origin == Origin.PROGRAMME:
        founded = founded or today
    joined = founded or today
    not_after(joined, today, "founded")
    group = _save(
        Group(
            village=village, year=year, occupation=occupation, name=name, origin=origin, founded=founded,
            address=address, note=note,
        )
    )  # fmt: skip
    for enrolment in enrolments:
        _join(group, enrolment=enrolment, joined=joined)
    record("propose", group, by=by, members=len(enrolments))
    return group


@transaction.atomic
def add_member(group, *, joined, by, today, enrolment=None, person="", reason=""):
    """Take in a trained household, or anybody else by name. Another occupation is asked about, and the answer kept."""
    not_after(joined, today, "joined")
    membership = _join(_locked(group), enrolment=enrolment, person=person, joined=joined, reason=reason)
    record("add_member", membership, by=by, group=group.pk)
    return membership


def _join(group, *, joined, enrolment=None, person="", reason=""):
    row = Membership(group=group, enrolment=enrolment, person=person, joined=joined, note=reason)
    MemberBook([group.pk], [enrolment.pk] if enrolment else []).refuse(row)
    return _save(row)


@transaction.atomic
def leave(membership, day, reason, *, by, today):
    """The member leaves; an office in the committee ends the same day. The rows stay."""
    not_after(day, today, "left")
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่ออกจากกลุ่ม"})
    _locked(membership.group)
    membership = Membership.objects.select_related("enrolment__household").get(pk=membership.pk)
    if membership.left:
        raise ValidationError(f"{membership.name} ออกจากกลุ่มแล้วเมื่อ {thai_date(membership.left)}")
    for term in membership.terms.current():
        term.ended = day
        _save(term)
    membership.left = day
    membership.left_reason = reason
    _save(membership)
    record("leave", membership, by=by, group=membership.group_id)
    return membership


# --- ก2, ก3, ก5 -------------------------------------------------------------------------------------------------------
@transaction.atomic
def set_committee(group, rows, *, by, today, on=None):
    """Make the committee the (membership, position) rows of a meeting: who stays, stays; the others' terms end that day."""
    on = on or today
    not_after(on, today, "on")
    group = _locked(group)
    _refuse_committee(group, rows)
    wanted = {(member.pk, str(position)) for member, position in rows}
    for term in group.terms.current():
        if (term.member_id, term.position) in wanted:
            wanted.remove((term.member_id, term.position))
        else:
            term.ended = on
            _save(term)
    for member, position in sorted(wanted):
        _save(CommitteeTerm(group=group, member_id=member, position=position, started=on))
    record("set_committee", group, by=by, members=len(rows))


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


@transaction.atomic
def adopt_bylaw(group, text, adopted, *, by, today):
    """The rules as the members' meeting adopted them; older versions stay."""
    not_after(adopted, today, "adopted")
    bylaw = _save(Bylaw(group=group, text=text, adopted=adopted))
    record("adopt_bylaw", bylaw, by=by, group=group.pk)
    return bylaw


@transaction.atomic
def record_activity(group, *, on, what, by, today, product="", income=None):
    """Something the members did together."""
    not_after(on, today, "on")
    activity = _save(GroupActivity(group=group, on=on, what=what, product=product, income=income))
    record("record_activity", activity, by=by, group=group.pk)
    return activity


# --- ก4 ---------------------------------------------------------------------------------------------------------------
@transaction.atomic
def post_fund(group, *, on, kind, item, by, today, amount=0, value=None, member=None, shares=None):
    """Post to the ledger. The amount comes as it stands on paper, without a sign: an expense is taken off here."""
    not_after(on, today, "on")
    group = _locked(group)
    entry = _post(FundBook([group.pk]), group, on, kind, item, amount, value, member, shares)
    record("post_fund", entry, by=by, group=group.pk)
    return entry


def _post(book, group, on, kind, item, amount, value, member, shares):
    """One entry into the ledger of a group that is locked."""
    amount = book.signed(group.pk, kind, amount, value, on=on)
    if member and member.group_id != group.pk:
        raise ValidationError({"member": "เลือกสมาชิกของกลุ่มนี้"})
    if shares and kind in PAID_OUT:
        shares = -shares
    entry = _save(
        FundEntry(
            group=group, on=on, kind=kind, item=item, amount=amount, value=value, member=member, shares=shares or None
        )
    )
    book.post(entry)
    return entry


@transaction.atomic
def correct_fund(entry, *, by, today):
    """Take back a mistaken entry by its counter-entry; both stay to be read."""
    _locked(entry.group)
    if entry.kind == FundKind.CORRECTION:
        raise ValidationError("รายการนี้เป็นการกลับรายการอยู่แล้ว ถ้ากลับผิด ให้ลงรายการใหม่")
    if entry.corrections.exists():
        raise ValidationError("รายการนี้กลับรายการแล้ว")
    counter = _save(
        FundEntry(
            group=entry.group,
            on=today,
            kind=FundKind.CORRECTION,
            item=f"{REVERSAL}{entry.item}"[: FundEntry._meta.get_field("item").max_length],
            amount=-entry.amount,
            value=None if entry.value is None else -entry.value,
            member=entry.member,
            shares=None if entry.shares is None else -entry.shares,
            corrects=entry,
        )
    )
    record("correct_fund", counter, by=by, group=entry.group_id)
    return counter


# --- registration -----------------------------------------------------------------------------------------------------
@transaction.atomic
def register(group, *, by, today):
    """The group becomes an occupational group of the programme when nothing of the five ก is missing."""
    group = _locked(group)
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
    group = _locked(group)
    if group.origin == Origin.PROGRAMME and not group.registered_on:
        raise ValidationError("ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP")
    otop = _save(
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
