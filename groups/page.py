"""What the page of one group shows: the checklist, a card for each ก with its evidence, rows and form, and OTOP."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from groups.element_forms import ActivityForm, BylawForm, CommitteeForm, FundForm, MemberForm, OtopForm
from groups.models import FundKind, Group, Origin, Position
from groups.rules import Element, checklist, unmet
from groups.standing import standing_of
from households.models import Enrolment
from samma.thai import money, number, thai_date

FORMS = {
    "member": MemberForm,
    "committee": CommitteeForm,
    "bylaw": BylawForm,
    "fund": FundForm,
    "activity": ActivityForm,
    "otop": OtopForm,
}
# What a form is opened by, what sends it, and where it goes.
WORDS = {
    "member": ("เพิ่มสมาชิก", "บันทึกสมาชิก", "group-member-add"),
    "committee": ("ตั้งหรือเปลี่ยนคณะกรรมการ", "บันทึกคณะกรรมการ", "group-committee"),
    "bylaw": ("บันทึกระเบียบที่ที่ประชุมรับรอง", "บันทึกระเบียบ", "group-bylaw"),
    "fund": ("ลงบัญชีกองทุน", "บันทึกรายการ", "group-fund"),
    "activity": ("บันทึกกิจกรรม", "บันทึกกิจกรรม", "group-activity"),
    "otop": ("บันทึกทะเบียน OTOP", "บันทึกทะเบียน OTOP", "group-otop"),
}
LATEST = 20  # rows of the ledger and of activities on the page; the rest on request


def group_page(group: Group, user, *, bound: dict | None = None, whole: str = "") -> dict:
    """The context of groups/detail.html. `bound`: the form that was sent and refused, by its part of the page.

    `whole`: the part whose rows are shown to the last one.
    """
    standing = standing_of(group)
    elements = checklist(standing)
    missing = unmet(standing)
    parts = [
        _members(group, user),
        _committee(group),
        _bylaws(group),
        _fund(group, user, whole),
        _activities(group, user, whole),
    ]
    next_title = next((element.title for element in elements if not element.is_done), None)
    cards = [
        part | _element(element) | _form(group, user, part["part"], bound or {}, is_next=element.title == next_title)
        for part, element in zip(parts, elements, strict=True)
    ]
    otop = _otop(group, user)
    if group.registered_on or group.origin == Origin.EXISTING:
        otop |= _form(group, user, "otop", bound or {}, is_next=False)
    return {
        "group": group,
        "status": group_status(group, missing),
        "facts": _facts(group),
        "missing": missing,
        "done": [f"{element.title}: {element.evidence}" for element in elements if element.is_done],
        "may_write": user.may_write,
        "cards": [*cards, otop],
    }


def group_status(group: Group, missing: list[str]) -> dict:
    """Where the group stands, in a word."""
    if group.registered_on:
        return {"word": "ขึ้นทะเบียนแล้ว", "tone": "ok"}
    if not missing:
        return {"word": "พร้อมขึ้นทะเบียน", "tone": "ok"}
    return {"word": f"มีแล้ว {5 - len(missing)} จาก 5 ก", "tone": "wait"}


def _element(element: Element) -> dict:
    status = {"word": "มีแล้ว", "tone": "ok"} if element.is_done else {"word": "ยังขาด", "tone": "wait"}
    missing = element.missing.removeprefix(f"{element.title}: ")
    return {"title": element.title, "status": status, "evidence": element.evidence, "missing": missing}


def _form(group: Group, user, part: str, bound: dict, *, is_next: bool) -> dict:
    """The part's form for those who write; open when it was refused or when its ก is the next one to see to."""
    if not user.may_write:
        return {}
    form = bound.get(part) or FORMS[part](group=group, user=user, prefix=part)
    label, submit_label, url_name = WORDS[part]
    return {
        "form": form,
        "form_label": label,
        "submit_label": submit_label,
        "post_url": reverse(url_name, args=[group.pk]),
        "is_wide": part == "bylaw",
        "is_open": form.is_bound or (is_next and not bound),
    }


def _facts(group: Group) -> list[tuple]:
    return [
        ("หมู่บ้าน", str(group.village)),
        ("อาชีพ", str(group.occupation)),
        ("ปีงบประมาณ", str(group.year_id)),
        ("ที่มา", group.get_origin_display()),
        ("วันที่จัดตั้ง", group.founded and thai_date(group.founded)),
        ("ที่ตั้ง", group.address),
        ("ขึ้นทะเบียนเมื่อ", thai_date(group.registered_on) if group.registered_on else "ยังไม่ขึ้นทะเบียน"),
        ("หมายเหตุ", group.note),
    ]


def _members(group: Group, user) -> dict:
    trained = Enrolment.objects.trained().filter(pk=OuterRef("enrolment"))
    members = (
        group.memberships.annotate(is_trained=Exists(trained))
        .select_related("enrolment__household", "enrolment__occupation")
        .order_by(F("left").asc(nulls_first=True), "joined", "pk")
    )
    columns = [{"label": "สมาชิก"}, {"label": "อาชีพ"}, {"label": "การอบรม"}, {"label": "เข้ากลุ่ม"}, {"label": "สถานะ"}]
    return {
        "part": "member",
        "caption": "สมาชิกกลุ่ม",
        "columns": columns,
        "rows": [{"cells": _member_cells(member, user)} for member in members],
    }


def _member_cells(member, user) -> list[dict]:
    enrolment = member.enrolment
    chip = {"word": "ผ่านแล้ว", "tone": "ok"} if member.is_trained else {"word": "ยังไม่ผ่าน", "tone": "wait"}
    if member.left:
        state = {"text": f"ออกแล้ว {thai_date(member.left)}", "note": member.left_reason}
    elif user.may_write:
        state = {"text": "ให้ออกจากกลุ่ม", "url": reverse("group-member-leave", args=[member.pk])}
    else:
        state = {"text": "สมาชิก"}
    return [
        {"text": member.name, "note": member.note},
        {"text": enrolment.occupation if enrolment else "บุคคลอื่น"},
        {"chip": chip} if enrolment else {"text": "–"},
        {"text": thai_date(member.joined)},
        state,
    ]


def _committee(group: Group) -> dict:
    terms = group.terms.current().select_related("member__enrolment__household")
    terms = sorted(terms, key=lambda term: (Position.values.index(term.position), term.pk))
    return {
        "part": "committee",
        "caption": "คณะกรรมการ",
        "columns": [{"label": "ตำแหน่ง"}, {"label": "ชื่อ"}, {"label": "เริ่มวาระ"}],
        "rows": [
            {
                "cells": [
                    {"text": term.get_position_display()},
                    {"text": term.member.name},
                    {"text": thai_date(term.started)},
                ]
            }
            for term in terms
        ],
    }


def _bylaws(group: Group) -> dict:
    latest = group.bylaws.adopted().first()
    return {"part": "bylaw", "text": latest.text if latest else "", "text_label": "อ่านระเบียบที่ใช้อยู่"}


def _fund(group: Group, user, whole: str) -> dict:
    """The ledger, newest first, with the balance after each entry."""
    entries = list(group.fund.order_by("on", "pk"))
    corrected = {entry.corrects_id for entry in entries}
    balance, rows = 0, []
    for entry in entries:
        balance += entry.amount
        can_correct = user.may_write and entry.kind != FundKind.CORRECTION and entry.pk not in corrected
        rows.append({"cells": _fund_cells(entry, balance, entry.pk in corrected, can_correct)})
    rows.reverse()
    columns = [
        {"label": "รายการ"},
        {"label": "วันที่"},
        {"label": "จำนวนเงิน", "align": "end"},
        {"label": "คงเหลือ", "align": "end"},
        {"label": "มูลค่าสิ่งของ", "align": "end"},
        {"label": "การแก้ไข"},
    ]
    return {"part": "fund", "caption": "บัญชีกองทุน", "columns": columns} | _latest(group, "fund", rows, whole)


def _fund_cells(entry, balance, is_corrected: bool, can_correct: bool) -> list[dict]:
    if can_correct:
        last = {"text": "กลับรายการ", "url": reverse("group-fund-correct", args=[entry.pk])}
    else:
        last = {"text": "กลับรายการแล้ว" if is_corrected else "–"}
    return [
        {"text": entry.item, "note": entry.get_kind_display()},
        {"text": thai_date(entry.on)},
        {"text": money(entry.amount) if entry.amount else "–"},
        {"text": money(balance)},
        {"text": money(entry.value) if entry.value is not None else "–"},
        last,
    ]


def _mend(user, url_name: str, row) -> dict:
    """The cell that leads to where a row is mended."""
    return {"text": "แก้ไข", "url": reverse(url_name, args=[row.pk])} if user.may_write else {"text": "–"}


def _activities(group: Group, user, whole: str) -> dict:
    rows = [
        {
            "cells": [
                {"text": activity.what},
                {"text": thai_date(activity.on)},
                {"text": activity.product or "–"},
                {"text": money(activity.income) if activity.income is not None else "ไม่ทราบ"},
                _mend(user, "group-activity-edit", activity),
            ]
        }
        for activity in group.activities.all()
    ]
    columns = [
        {"label": "กิจกรรม"},
        {"label": "วันที่"},
        {"label": "ผลผลิต"},
        {"label": "รายได้ (บาท)", "align": "end"},
        {"label": "การแก้ไข"},
    ]
    return {"part": "activity", "caption": "กิจกรรมกลุ่ม", "columns": columns} | _latest(group, "activity", rows, whole)


def _latest(group: Group, part: str, rows: list[dict], whole: str) -> dict:
    """The newest rows, and the way to all of them when there are more."""
    if len(rows) <= LATEST or whole == part:
        return {"rows": rows}
    return {
        "rows": rows[:LATEST],
        "more_label": f"ดูทั้งหมด {number(len(rows))} รายการ",
        "more_url": f"{reverse('group-detail', args=[group.pk])}?whole={part}#{part}",
    }


def _otop(group: Group, user) -> dict:
    rows = [
        {
            "cells": [
                {"text": otop.product, "note": otop.get_product_type_display()},
                {"text": otop.number},
                {"text": thai_date(otop.registered_on)},
                {"text": otop.get_stars_display() if otop.stars else "ยังไม่ได้คัดสรร"},
                _mend(user, "group-otop-edit", otop),
            ]
        }
        for otop in group.otop.all()
    ]
    waits = not rows and not group.registered_on and group.origin == Origin.PROGRAMME
    return {
        "part": "otop",
        "title": "ผู้ผลิต ผู้ประกอบการ OTOP",
        "status": {"word": "ขึ้นทะเบียน OTOP แล้ว", "tone": "ok"} if rows else {"word": "ยังไม่มี", "tone": "neutral"},
        "evidence": "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP" if waits else "",
        "caption": "ทะเบียน OTOP",
        "columns": [
            {"label": "ผลิตภัณฑ์"},
            {"label": "เลขทะเบียน"},
            {"label": "ขึ้นทะเบียนเมื่อ"},
            {"label": "ดาว"},
            {"label": "การแก้ไข"},
        ],
        "rows": rows,
    }
