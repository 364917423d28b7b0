"""The rows of cards on a group's page: meetings, members, committee, activities; and what all cards are made with."""

import datetime

from django.db.models import Exists, F, OuterRef, Sum
from django.urls import reverse

from groups.fund.book import money_of_members
from groups.models import (
    PARTICIPATION,
    Group,
    GroupMeeting,
    MeetingPurpose,
    Origin,
    Position,
)
from households.models import Enrolment
from samma.figures import HERE
from samma.thai import money, number, thai_date

LATEST = 20  # rows of the ledger and of activities on the page; the rest on request
SHOWN = 5  # rows of the cards beyond the five ก
NOT_KNOWN = {"text": "–"}
NOTHING = {"word": "ยังไม่มี", "tone": "neutral"}


def link_to(label: str, name: str, *args, icon: str) -> dict:
    return {"label": label, "url": reverse(name, args=args), "icon": icon}


def mend(user, url_name: str, row) -> dict:
    """The cell that leads to where a row is mended."""
    return {"text": "แก้ไข", "url": reverse(url_name, args=[row.pk])} if user.may_write else NOT_KNOWN


def add_link(user, label: str, name: str, group: Group, icon: str = "plus-lg") -> list[dict]:
    """The way to write a row, for those who write."""
    return [link_to(label, name, group.pk, icon=icon)] if user.may_write else []


def counted(rows: list, unit: str) -> dict:
    return {"word": f"{number(len(rows))} {unit}", "tone": "ok", "why": HERE} if rows else NOTHING


def latest(group: Group, part: str, rows: list[dict], whole: str, most: int = SHOWN) -> dict:
    """The newest rows, and the way to all of them when there are more."""
    if len(rows) <= most or whole == part:
        return {"rows": rows}
    return {
        "rows": rows[:most],
        "more_label": f"ดูทั้งหมด {number(len(rows))} รายการ",
        "more_url": f"{reverse('group-detail', args=[group.pk])}?whole={part}#{part}",
    }


# --- meetings and participation ---------------------------------------------------------------------------------------
def meetings_card(group: Group, user) -> dict:
    """Every meeting, and which of the five ways of taking part have been seen."""
    meetings = list(group.meetings.all())
    seen = [name for name in PARTICIPATION if any(getattr(meeting, name) for meeting in meetings)]
    explained = any(meeting.purpose == MeetingPurpose.EXPLAIN for meeting in meetings)
    missing = [_words(name) for name in PARTICIPATION if name not in seen]
    sentences = [] if explained or group.origin == Origin.EXISTING else ["ยังไม่ได้บันทึกการประชุมชี้แจงการรวมกลุ่ม"]
    sentences += [f"ยังไม่มีบันทึกการ{' '.join(missing)}"] if missing else []
    state = {"word": f"มีส่วนร่วม {len(seen)} จาก {len(PARTICIPATION)}", "tone": "wait" if missing else "ok"}
    return {
        "part": "meeting",
        "title": "การประชุมและการมีส่วนร่วม",
        "status": state,
        "evidence": " ".join(_words(name) for name in seen),
        "missing": " · ".join(sentences),
        "caption": "การประชุมกลุ่ม",
        "columns": [
            {"label": "เรื่อง"},
            {"label": "วันที่"},
            {"label": "ผู้เข้าประชุม", "align": "end"},
            {"label": "การมีส่วนร่วม"},
            {"label": "การแก้ไข"},
        ],
        "rows": [{"cells": _meeting_cells(meeting, user)} for meeting in meetings],
    }


def _words(name: str) -> str:
    return str(GroupMeeting._meta.get_field(name).verbose_name)


def _meeting_cells(meeting, user) -> list[dict]:
    took_part = " ".join(_words(name) for name in PARTICIPATION if getattr(meeting, name))
    return [
        {"text": meeting.get_purpose_display(), "note": meeting.place},
        {"text": thai_date(meeting.on)},
        {"text": f"{number(meeting.people)} คน" if meeting.people else "–"},
        {"text": took_part or "–"},
        mend(user, "group-meeting-edit", meeting),
    ]


# --- ก1, ก2 -----------------------------------------------------------------------------------------------------------
def members_card(group: Group, user) -> dict:
    """Members of today first; each with the training that counts and with what he has in the fund."""
    trained = Enrolment.objects.trained().filter(pk=OuterRef("enrolment"))
    members = (
        group.memberships.annotate(is_trained=Exists(trained))
        .select_related("enrolment__household__village", "enrolment__occupation")
        .order_by(F("left").asc(nulls_first=True), "joined", "pk")
    )
    held = money_of_members(group)
    columns = [
        {"label": "สมาชิก"},
        {"label": "อาชีพ"},
        {"label": "การอบรม"},
        {"label": "เข้ากลุ่ม"},
        {"label": "หุ้นและเงินในกองทุน", "align": "end"},
        {"label": "สถานะ"},
    ]
    return {
        "part": "member",
        "caption": "สมาชิกกลุ่ม",
        "columns": columns,
        "rows": [{"cells": _member_cells(group, member, held.get(member.pk), user)} for member in members],
    }


def _member_cells(group, member, held, user) -> list[dict]:
    enrolment = member.enrolment
    chip = {"word": "ผ่านแล้ว", "tone": "ok"} if member.is_trained else {"word": "ยังไม่ผ่าน", "tone": "wait"}
    if member.left:
        state = {"text": f"ออกแล้ว {thai_date(member.left)}", "note": member.left_reason}
    elif user.may_write:
        state = {"text": "ให้ออกจากกลุ่ม", "url": reverse("group-member-leave", args=[member.pk])}
    else:
        state = {"text": "สมาชิก"}
    away = str(enrolment.household.village) if enrolment and enrolment.village_code != group.village_code else ""
    return [
        {"text": member.name, "note": " · ".join(filter(None, [away, member.note]))},
        {"text": enrolment.occupation or "ยังไม่เลือก" if enrolment else "บุคคลอื่น"},
        {"chip": chip} if enrolment else NOT_KNOWN,
        {"text": thai_date(member.joined)},
        _held(group, held),
        state,
    ]


def _held(group, held) -> dict:
    if not held:
        return NOT_KNOWN
    return {
        "text": f"{money(held['amount'])} บาท",
        "url": f"{reverse('group-detail', args=[group.pk])}?whole=fund#fund",
        "note": f"{number(held['shares'])} หุ้น" if held["shares"] else "",
    }


def committee_card(group: Group, today: datetime.date) -> dict:
    """Who sits in the committee now, since when and until when."""
    terms = group.terms.current().select_related("member__enrolment__household", "meeting")
    terms = sorted(terms, key=lambda term: (Position.values.index(term.position), term.pk))
    return {
        "part": "committee",
        "caption": "คณะกรรมการ",
        "columns": [{"label": "ตำแหน่ง"}, {"label": "ชื่อ"}, {"label": "เริ่มวาระ"}, {"label": "ครบวาระ"}],
        "rows": [{"cells": _term_cells(term, today)} for term in terms],
    }


def _term_cells(term, today) -> list[dict]:
    due = {"text": "ไม่กำหนด"}
    if term.due:
        due = {"text": thai_date(term.due), "note": "ครบวาระแล้ว ให้ประชุมเลือกใหม่" if term.due < today else ""}
    meeting = f"ที่ประชุมวันที่ {thai_date(term.meeting.on)}" if term.meeting else ""
    return [
        {"text": term.get_position_display()},
        {"text": term.member.name},
        {"text": thai_date(term.started), "note": meeting},
        due,
    ]


# --- ก5 ---------------------------------------------------------------------------------------------------------------
def activities_card(group: Group, user, whole: str) -> dict:
    """What was done together, newest first, and what each household got of it."""
    activities = group.activities.annotate(divided=Sum("shares__amount"))
    columns = [
        {"label": "กิจกรรม"},
        {"label": "วันที่"},
        {"label": "ผลผลิต"},
        {"label": "รายได้ (บาท)", "align": "end"},
        {"label": "แบ่งให้สมาชิก", "align": "end"},
        {"label": "การแก้ไข"},
    ]
    rows = [{"cells": _activity_cells(activity, user)} for activity in activities]
    return {"part": "activity", "caption": "กิจกรรมกลุ่ม", "columns": columns} | latest(
        group, "activity", rows, whole, LATEST
    )


def _activity_cells(activity, user) -> list[dict]:
    amount = f"{_plain(activity.quantity)} {activity.unit}".strip() if activity.quantity is not None else ""
    divided = {"text": f"{money(activity.divided)} บาท" if activity.divided else "แบ่งรายได้"}
    if user.may_write:
        divided["url"] = reverse("group-activity-divide", args=[activity.pk])
    elif not activity.divided:
        divided = NOT_KNOWN
    return [
        {"text": activity.what, "note": activity.get_frequency_display()},
        {"text": thai_date(activity.on)},
        {"text": activity.product or "–", "note": amount},
        {"text": money(activity.income) if activity.income is not None else "ไม่ทราบ"},
        divided,
        mend(user, "group-activity-edit", activity),
    ]


def _plain(quantity) -> str:
    return money(quantity).removesuffix(".00")
