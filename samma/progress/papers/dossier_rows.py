"""The rows of แฟ้มกลุ่มอาชีพ, each made of what was fetched with the group: members, offices, rules, money, work, products."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from groups.bylaws.articles import read
from groups.fund.book import Month, lines_of
from groups.models import (
    PARTICIPATION,
    CommitteeTerm,
    FundEntry,
    FundKind,
    Group,
    GroupActivity,
    GroupMeeting,
    Membership,
    OtopRegistration,
    Position,
    Product,
)
from samma import thai
from samma.progress.papers.desk import DISTRICT_DIGITS, Desk
from samma.progress.papers.from_fund import ZERO, Row, closed_months, month_rows, short_day
from samma.progress.papers.pen import Digits

MONTHS = 6  # of the ledger; the whole of it is the fund's book
ALIKE = 5  # groups of the same trade that are named
OFFICES = Position.values


def member_rows(group: Group, members: Iterable[Membership]) -> list[Row]:
    """Each member with the household, the training that counts, the day he came and what he has in the fund."""
    held = _held(group)
    posts = {term.member_id: term.get_position_display() for term in group.offices if not term.ended}
    rows = []
    for one in members:
        enrolment = one.enrolment
        amount, shares = held.get(one.pk, (None, None))
        away = enrolment and enrolment.household.village_id != group.village_id
        rows.append(
            {
                "name": f"{one.name} ({enrolment.household.village.title})" if away else one.name,
                "house_no": Digits(enrolment.household.house_no if enrolment else ""),
                "occupation": str(enrolment.occupation or "ยังไม่เลือก") if enrolment else "บุคคลอื่น",
                "trained": ("ผ่านแล้ว" if one.is_trained else "ยังไม่ผ่าน") if enrolment else "–",
                "position": posts.get(one.pk, ""),
                "joined": short_day(one.joined),
                "left": short_day(one.left),
                "reason": one.left_reason,
                "shares": shares or None,
                "amount": amount,
            }
        )
    return rows


def _held(group: Group) -> dict[int, tuple[Decimal, int]]:
    held: dict[int, tuple[Decimal, int]] = {}
    for entry in group.ledger:
        if entry.member_id:
            amount, shares = held.get(entry.member_id, (ZERO, 0))
            held[entry.member_id] = amount + entry.amount, shares + (entry.shares or 0)
    return held


def committee_rows(terms: Iterable[CommitteeTerm]) -> list[Row]:
    ordered = sorted(terms, key=lambda one: (OFFICES.index(one.position), one.started))
    return [
        {
            "position": one.get_position_display(),
            "name": one.member.name,
            "started": short_day(one.started),
            "due": short_day(one.due) or "ไม่กำหนด",
            "ended": short_day(one.ended),
            "meeting": short_day(one.meeting.on if one.meeting else None),
        }
        for one in ordered
    ]


def bylaws_rows(group: Group) -> list[Row]:
    versions = list(group.bylaws.adopted().select_related("meeting"))
    return [
        {
            "version": Digits(f"ฉบับที่ {len(versions) - place}"),
            "adopted": short_day(one.adopted),
            "articles": len(read(one.text)),
            "place": one.meeting.place if one.meeting else "",
            "people": one.meeting.people if one.meeting else None,
            "state": "ใช้อยู่" if place == 0 else "ยกเลิกแล้ว",
        }
        for place, one in enumerate(versions)
    ]


def kinds_rows(entries: Iterable[FundEntry]) -> list[Row]:
    """The money by kind; a counter-entry counts under the kind of what it takes back."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.corrects.kind if entry.corrects else entry.kind] += entry.amount
    return [{"kind": kind.label, "amount": sums[kind]} for kind in FundKind if sums.get(kind)]


def ledger_rows(group: Group, today: datetime.date) -> list[Row]:
    month = Month.of(max([today, *(entry.on for entry in group.ledger)]))
    for _ in range(MONTHS - 1):
        month = month.previous
    opening = sum((entry.amount for entry in group.ledger if entry.on < month.first), ZERO)
    lines = lines_of([entry for entry in group.ledger if entry.on >= month.first], opening)
    return month_rows(lines, opening, closed_months(group))


def activity_row(deed: GroupActivity) -> Row:
    plain = thai.money(deed.quantity).removesuffix(".00") if deed.quantity is not None else ""
    return {
        "on": short_day(deed.on),
        "what": deed.what,
        "often": deed.get_frequency_display(),
        "product": deed.product,
        "quantity": Digits(plain),
        "unit": deed.unit,
        "income": "ไม่ทราบ" if deed.income is None else deed.income,
    }


def divided_row(deed: GroupActivity) -> Row:
    divided = sum((part.amount for part in deed.parts), ZERO)
    return {
        "on": short_day(deed.on),
        "what": deed.what,
        "shared_by": len(deed.parts),
        "divided": divided,
        "kept": "ไม่ทราบ" if deed.income is None else deed.income - divided,
    }


def year_rows(deeds: Iterable[GroupActivity]) -> list[Row]:
    """Income by fiscal year, of the activities of which it is known."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    times: Counter = Counter()
    for deed in deeds:
        if deed.income is not None:
            year = thai.fiscal_year(deed.on)
            sums[year] += deed.income
            times[year] += 1
    return [{"year": Digits(str(year)), "times": times[year], "income": sums[year]} for year in sorted(sums)]


def shared_rows(deeds: Iterable[GroupActivity]) -> list[Row]:
    """What each member got of all that was divided."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    times: Counter = Counter()
    for deed in deeds:
        for part in deed.parts:
            sums[part.member.name] += part.amount
            times[part.member.name] += 1
    return [{"name": name, "times": times[name], "amount": amount} for name, amount in sums.items()]


def meeting_row(meeting: GroupMeeting) -> Row:
    return {
        "on": short_day(meeting.on),
        "purpose": meeting.get_purpose_display(),
        "place": meeting.place,
        "people": meeting.people,
        "part": " ".join(part_words(name) for name in PARTICIPATION if getattr(meeting, name)),
        "resolution": meeting.resolution,
    }


def part_words(name: str) -> str:
    return str(GroupMeeting._meta.get_field(name).verbose_name)


def product_row(product: Product, today: datetime.date) -> Row:
    """A product with the standards that it holds today."""
    held = [one for one in product.standards.all() if not one.expires or one.expires >= today]
    until = [f"{one} (ถึง {thai.thai_date_short(one.expires)})" if one.expires else str(one) for one in held]
    return {
        "name": f"{product.name} (เลิกผลิตแล้ว)" if product.ended else product.name,
        "type": product.type_words,
        "standards": Digits(" · ".join(until)),
        "price": product.price,
        "unit": product.unit,
    }


def registration_row(one: OtopRegistration) -> Row:
    stars = next((str(won) for won in one.product.stars.all()), "ยังไม่ได้คัดสรร")
    return {
        "product": one.product.name,
        "number": Digits(one.number),
        "on": short_day(one.registered_on),
        "expires": short_day(one.expires),
        "stars": Digits(stars),
    }


def alike_rows(desk: Desk, group: Group) -> list[Row]:
    """Groups of the same trade in the district, to link with. (source: document 001, ข้อเสนอแนะ 1)"""
    district = group.village_code[:DISTRICT_DIGITS]
    others = Group.objects.visible_to(desk.user).under(district).filter(occupation=group.occupation_id)
    others = others.exclude(pk=group.pk).select_related("village").order_by("sort_key", "pk")[:ALIKE]
    return [{"name": one.name, "village": str(one.village)} for one in others]
