"""The story of a group, read from its rows: founded, met, joined and left, fell below and was whole again, registered, helped, evaluated."""

import datetime
from itertools import groupby

from django.utils.timezone import localdate

from groups.falls import turns_of_members
from groups.models import Group, Origin
from samma.thai import money, number, thai_date

Story = tuple[datetime.date, str, str]  # day, title, what more is known


def history_of(group: Group) -> list[dict]:
    """Events as components/timeline.html takes them, newest first."""
    found = [
        *_beginnings(group),
        *_people(group),
        *_committees(group),
        *_papers(group),
        *_helped(group),
        *_turns(group),
    ]
    found.sort(key=lambda story: story[0], reverse=True)
    return [{"when": thai_date(day), "title": title, "text": text} for day, title, text in found]


def _beginnings(group: Group) -> list[Story]:
    found = []
    if group.founded:
        found.append((group.founded, "จัดตั้งกลุ่ม", group.get_origin_display()))
    if group.registered_on:
        found.append((group.registered_on, "ขึ้นทะเบียนเป็นกลุ่มอาชีพ", ""))
    found += [(otop.registered_on, "ขึ้นทะเบียน OTOP", str(otop)) for otop in group.otop]
    for product in group.products.all():
        found += [(product.started, f"เริ่มผลิต{product}", product.type_words)] if product.started else []
        found += [(product.ended, f"เลิกผลิต{product}", "")] if product.ended else []
    found += [
        (meeting.on, _meeting_words(meeting), f"ผู้เข้าประชุม {number(meeting.people)} คน" if meeting.people else "")
        for meeting in group.meetings.all()
    ]
    return found


def _meeting_words(meeting) -> str:
    words = meeting.get_purpose_display()
    return words if words.startswith("ประชุม") else f"ประชุม{words}"


def _people(group: Group) -> list[Story]:
    members = list(group.memberships.select_related("enrolment__household").order_by("joined", "pk"))
    found = []
    for day, came in groupby(members, lambda member: member.joined):
        names = [member.name for member in came]
        found.append((day, f"รับสมาชิก {len(names)} ราย", ", ".join(names)))
    return found + [(m.left, f"{m.name} ออกจากกลุ่ม", m.left_reason) for m in members if m.left]


def _committees(group: Group) -> list[Story]:
    terms = list(group.terms.select_related("member__enrolment__household").order_by("started", "pk"))
    found = []
    for day, began in groupby(terms, lambda term: term.started):
        names = [f"{term.get_position_display()} {term.member.name}" for term in began]
        found.append((day, "ตั้งกรรมการ", ", ".join(names)))
    return found


def _papers(group: Group) -> list[Story]:
    rules = [(bylaw.adopted, "รับรองระเบียบข้อบังคับ", "") for bylaw in group.bylaws.adopted()]
    closed = [
        (closing.closed_on, f"ปิดบัญชีถึงวันที่ {thai_date(closing.through)}", f"คงเหลือ {money(closing.balance)} บาท")
        for closing in group.closings.all()
    ]
    return rules + closed


def _helped(group: Group) -> list[Story]:
    """Help, training, publicity, fairs that were held, and evaluations."""
    today = localdate()
    found = [
        (one.on, f"ได้รับการสนับสนุนด้าน{one.get_kind_display()}", f"{one.agency}: {one.what}")
        for one in group.support.all()
    ]
    found += [(one.on, "กรรมการเข้าอบรม", f"{one.topic} โดย {one.given_by}") for one in group.trainings.all()]
    found += [(one.on, f"ประชาสัมพันธ์ทาง{one.get_medium_display()}", one.what) for one in group.publicity.all()]
    for market in group.markets.exclude(started=None).filter(started__lte=today):
        title = "ออกร้าน" if market.is_fair else f"เริ่มขายที่{market.get_kind_display()}"
        found.append((market.started, title, market.name))
    for one in group.evaluations.all():
        found.append((one.on, f"ประเมินกลุ่ม {one}", one.get_outcome_display()))
    return found


def _turns(group: Group) -> list[Story]:
    if group.origin == Origin.EXISTING and not group.memberships.exists():
        return []
    words = {True: "ต่ำกว่าเกณฑ์", False: "กลับมาครบเกณฑ์"}
    return [(turn.on, f"{turn.title}: {words[turn.is_lost]}", turn.sentence) for turn in turns_of_members(group)]
