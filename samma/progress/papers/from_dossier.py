"""Values of แฟ้มกลุ่มอาชีพ and of the list of members: a group with the evidence of its five ก, whatever state it is in."""

from collections.abc import Sequence
from itertools import chain

from django.db.models import Exists, OuterRef, Prefetch

from groups.models import (
    PARTICIPATION,
    CommitteeTerm,
    FundEntry,
    Group,
    GroupActivity,
    GroupMeeting,
    IncomeShare,
    Membership,
    Origin,
    Position,
)
from groups.page import group_status, warnings_of
from groups.rules import checklist, level, unmet
from groups.standing import standings_of
from groups.vigour import vigours_of
from households.models import Enrolment
from samma.progress.numbers import FIVE
from samma.progress.papers.asked_groups import blank_of_group, founders_of, groups_of, units
from samma.progress.papers.desk import Desk
from samma.progress.papers.dossier_help import FETCHED, help_photos, help_rows
from samma.progress.papers.dossier_rows import (
    MONTHS,
    activity_row,
    alike_rows,
    bylaws_rows,
    committee_rows,
    divided_row,
    kinds_rows,
    ledger_rows,
    meeting_row,
    member_rows,
    part_words,
    product_row,
    registration_row,
    shared_rows,
    year_rows,
)
from samma.progress.papers.filled import Filled, photos_of
from samma.progress.papers.from_fund import ZERO, Row, closed_months, things_rows, worth_of
from samma.progress.papers.pen import Digits
from samma.progress.papers.source import Source


# --- the dossier ------------------------------------------------------------------------------------------------------
def dossiers(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    found = list(
        groups_of(desk, keys)
        .select_related("occupation__parent", "year", "village")
        .prefetch_related(
            "products__otop",
            "products__stars",
            "products__standards",
            "products__photos",
            *FETCHED,
            Prefetch("memberships", _members(), to_attr="everybody"),
            Prefetch("terms", _terms(), to_attr="offices"),
            Prefetch("meetings", GroupMeeting.objects.order_by("on", "pk"), to_attr="met"),
            Prefetch("fund", FundEntry.objects.order_by("on", "pk").select_related("corrects"), to_attr="ledger"),
            Prefetch("activities", _activities(), to_attr="deeds"),
        )
    )
    standings, vigours = standings_of(found), vigours_of(found, desk.today)
    return [_dossier(desk, group, standings[group.pk], vigours[group.pk]) for group in found]


def _members():
    trained = Enrolment.objects.trained().filter(pk=OuterRef("enrolment"))
    places = ("enrolment__household__village", "enrolment__occupation")
    return Membership.objects.annotate(is_trained=Exists(trained)).select_related(*places).order_by("joined", "pk")


def _terms():
    return CommitteeTerm.objects.select_related("member__enrolment__household", "meeting").order_by("started", "pk")


def _activities():
    shares = IncomeShare.objects.select_related("member__enrolment__household").order_by("pk")
    return GroupActivity.objects.order_by("on", "pk").prefetch_related(Prefetch("shares", shares, to_attr="parts"))


def _dossier(desk: Desk, group: Group, standing, vigour) -> Filled:
    missing, rank = unmet(standing), level(standing, vigour)
    things = things_rows(group.ledger, desk.today)
    five = [
        {
            "title": Digits(one.title),
            "evidence": Digits(one.evidence),
            "state": "มีแล้ว" if one.is_done else Digits(one.missing.partition(": ")[2]),
        }
        for one in checklist(standing)
    ]
    rows = {
        "five": five,
        "members": member_rows(group, [one for one in group.everybody if not one.left]),
        "gone": member_rows(group, [one for one in group.everybody if one.left]),
        "committee": committee_rows([one for one in group.offices if not one.ended]),
        "former": committee_rows([one for one in group.offices if one.ended]),
        "bylaws": bylaws_rows(group),
        "kinds": kinds_rows(group.ledger),
        "ledger": ledger_rows(group, desk.today),
        "things": things,
        "activities": [activity_row(deed) for deed in group.deeds],
        "divided": [divided_row(deed) for deed in group.deeds if deed.parts],
        "years": year_rows(group.deeds),
        "shared": shared_rows(group.deeds),
        "meetings": [meeting_row(meeting) for meeting in group.met],
        "products": [product_row(product, desk.today) for product in group.products.all()],
        "otop": [registration_row(one) for one in group.otop],
        "alike": alike_rows(desk, group),
        "missing": [{"sentence": Digits(sentence)} for sentence in missing],
        "warnings": [{"sentence": Digits(sentence)} for sentence in (warnings_of(group, standing) if missing else [])],
        "next": [{"sentence": Digits(sentence)} for sentence in rank.missing],
    }
    helped = help_rows(group, desk.today)
    rows |= helped
    facts = _facts(desk, group, standing) | {
        "helped": "มี" if any(helped.values()) else "",
        "state": Digits(group_status(group, missing)["word"]),
        "level": Digits(rank.words),
        "five": Digits(f"{FIVE - len(missing)}/{FIVE}"),
        "balance": standing.balance,
        "worth": worth_of(things),
    }
    of_products = (photo for product in group.products.all() for photo in product.photos.all())
    photos, images = photos_of(chain(of_products, help_photos(group)))
    return Filled(desk.place | facts, rows, {"photos": photos}, images=images)


def _facts(desk: Desk, group: Group, standing) -> Row:
    trade, current = group.occupation, [one for one in group.everybody if not one.left]
    founders = founders_of(group.everybody, group.founded)
    bylaw = group.bylaws.adopted().select_related("meeting").first()
    seen = [part_words(name) for name in PARTICIPATION if any(getattr(meeting, name) for meeting in group.met)]
    unseen = [part_words(name) for name in PARTICIPATION if part_words(name) not in seen]
    closed = max(closed_months(group), default=None)
    return {
        "group": group.name,
        "occupation": str(trade),
        "trade_type": str(trade.parent or trade),
        "origin": group.get_origin_display(),
        "is_existing": group.origin == Origin.EXISTING,
        "founded": group.founded,
        "founders": len(founders) if founders else None,
        "address": group.address,
        "chair": next((one.member.name for one in group.offices if _is_chair(one)), ""),
        "registered_on": group.registered_on,
        "member_count": len(current),
        "household_count": len({one.enrolment.household_id for one in current if one.enrolment}),
        "trained_count": standing.trained_same_occupation,
        "left_count": len(group.everybody) - len(current),
        "note": group.note,
        "adopted": bylaw.adopted if bylaw else None,
        "adopted_place": bylaw.meeting.place if bylaw and bylaw.meeting else "",
        "adopted_people": bylaw.meeting.people if bylaw and bylaw.meeting else None,
        "bylaw": bylaw.text if bylaw else "",
        "closed": closed,
        "seen": " ".join(seen),
        "unseen": " ".join(unseen),
        "months": MONTHS,
    }


def _is_chair(term: CommitteeTerm) -> bool:
    return term.position == Position.CHAIR and not term.ended and not term.member.left


# --- the list of members ----------------------------------------------------------------------------------------------
def members(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """ทะเบียนสมาชิก: members of today, to sign."""
    found = (
        groups_of(desk, keys)
        .select_related("occupation__parent", "year")
        .prefetch_related(
            Prefetch("memberships", _members().filter(left=None), to_attr="everybody"),
            Prefetch("terms", _terms().filter(ended=None), to_attr="offices"),
            Prefetch("fund", FundEntry.objects.order_by("on", "pk"), to_attr="ledger"),
        )
    )
    return [_member_list(desk, group) for group in found]


def _member_list(desk: Desk, group: Group) -> Filled:
    rows = member_rows(group, group.everybody)
    facts: Row = {
        "group": group.name,
        "occupation": str(group.occupation),
        "address": group.address,
        "founded": group.founded,
        "member_count": len(rows),
        "household_count": len({one.enrolment.household_id for one in group.everybody if one.enrolment}),
        "shares": sum(row["shares"] or 0 for row in rows),
        "amount": sum((row["amount"] or ZERO for row in rows), ZERO),
        "chair": next((one.member.name for one in group.offices if _is_chair(one)), ""),
        "secretary": next((one.member.name for one in group.offices if one.position == Position.SECRETARY), ""),
    }
    return Filled(desk.place | facts, {"members": rows})


SOURCES = {
    "group-dossiers": Source(dossiers, units, "ทุกกลุ่ม"),
    "group-members": Source(members, units, "ทุกกลุ่ม", blank_of_group),
}
