"""What the page of one household shows: its facts, and each year with trainers, training, money and visits."""

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.http import urlencode

from households.livelihood.page import gains_facts, money_of, rounds_table
from households.models import WITH_WISHES, Assignment, Enrolment, Visit
from households.rules import passes_four_criteria
from samma import thai
from samma.figures import HERE
from villages.models import ActivityKind

FLAGS = ["has_elder", "has_disabled", "in_tpmap", "hit_by_disaster"]
LAST_VISITS = 5
ANSWERS = ["spares_self", "spares_others", "spares_nature"]


def household_page(household, user, *, day=None) -> dict:
    """The context of the page, with who was responsible on a day that is asked for. A trainer gets what a visit needs: no money, no welfare marks, nothing to edit."""
    enrolments = (
        Enrolment.objects.visible_to(user)
        .filter(household=household)
        .select_related("occupation", "target_village__year", "target_village__village")
        .annotate(is_trained=Exists(Enrolment.objects.trained().filter(pk=OuterRef("pk"))))
        .with_days()
        .prefetch_related(
            WITH_WISHES,
            "materials",
            "rounds",
            "attendances__activity",
            Prefetch("assignments", Assignment.objects.select_related("trainer__sage").order_by("-started", "-pk")),
            Prefetch("visits", Visit.objects.select_related("visited_by").order_by("-on", "-received_at")),
        )
        .order_by("-target_village__year_id")
    )
    years = list(enrolments)
    active = next((e for e in years if e.left_on is None), None)
    may_visit = active is not None and (user.may_write or user.is_trainer)
    return {
        "household": household,
        "facts": _facts(household, user),
        "years": [_year(enrolment, user) for enrolment in years],
        "on_that_day": _responsible(years, day) if day else None,
        "may_write": user.may_write,
        "visit_url": reverse("visit-new", args=[active.pk]) if may_visit else None,
        "tools": _tools(household, user, active),
        "target_pk": years[0].target_village_id if years and not user.is_trainer else None,
    }


def _tools(household, user, active) -> list[dict]:
    if not user.may_write:
        return []
    tools = [{"label": "แก้ไข", "url": reverse("household-edit", args=[household.pk]), "icon": "pencil"}]
    if active is not None:
        url = f"{reverse('visit-new', args=[active.pk])}?by=me"
        tools.insert(0, {"label": "ฉันไปเยี่ยมเอง", "url": url, "icon": "person-check"})
    return tools


def _facts(household, user) -> list[tuple]:
    facts = [
        ("หัวหน้าครัวเรือน", household.full_name),
        ("บ้านเลขที่", household.house_no),
        ("หมู่บ้าน", f"{household.village} {household.village.tambon.full_name}"),
    ]
    if user.may_write or user.is_trainer:
        facts.append(("โทรศัพท์", thai.telephone(household.phone), f"tel:{household.phone}"))
    if user.is_trainer:
        return facts
    flags = [household._meta.get_field(name).verbose_name for name in FLAGS if getattr(household, name)]
    return [
        *facts,
        ("สมาชิก", f"{household.members} คน" if household.members is not None else ""),
        ("รหัสประจำบ้าน", household.house_code),
        ("ลักษณะครัวเรือน", ", ".join(flags) or "ไม่มีข้อสังเกต"),
        ("หมายเหตุ", household.note or "–"),
    ]


def _year(enrolment, user) -> dict:
    """One year's part, as its panel shows it."""
    year = enrolment.target_village.year
    visits = list(enrolment.visits.all())
    shown = {
        "pk": enrolment.pk,
        "year": year.pk,
        "status": standing(enrolment),
        "facts": _year_facts(enrolment, visits, user),
        "trainers": [_care(assignment) for assignment in enrolment.assignments.all()],
        "visits": [_visit(visit) for visit in visits[:LAST_VISITS]],
        "visit_count": len(visits),
        "may_write": user.may_write,
        "has_money": not user.is_trainer,
    }
    if not user.is_trainer:
        rounds = sorted(enrolment.rounds.all(), key=lambda r: r.on)
        shown["rounds"] = [_round(r, is_first=place == 0) for place, r in enumerate(rounds)]
        shown["round_columns"] = ROUND_COLUMNS
        known = money_of(enrolment)
        shown["sources"] = rounds_table(known) if known.rounds else None
        shown["gains"] = gains_facts(known.gains, HERE) if known.visits else None
        shown["spark"] = known.spark
        shown["materials"] = [material_line(m) for m in enrolment.materials.all()]
    return shown


def standing(enrolment) -> dict:
    """Where an enrolment (with `is_trained`) stands, as a chip."""
    if enrolment.left_on:
        return {"word": "ออกแล้ว", "tone": "stop"}
    if enrolment.is_trained:
        return {"word": "ผ่านการอบรม", "tone": "ok"}
    return {"word": "ยังไม่ผ่านการอบรม", "tone": "wait"}


def _visits_way(enrolment, visits, user) -> tuple[str, str]:
    """The list of its visits; a trainer has the latest below and no list."""
    if user.is_trainer or not visits:
        return "", HERE
    asked = {"household": enrolment.household_id, "year": enrolment.target_village.year_id}
    return f"{reverse('visit-list')}?{urlencode(asked)}", ""


def _year_facts(enrolment, visits, user) -> list[tuple]:
    days = enrolment.target_village.year.village_course_days
    came = sorted(
        (a for a in enrolment.attendances.all() if a.activity.kind == ActivityKind.COURSE), key=lambda a: a.activity.on
    )
    attended = ", ".join(f"วันที่ {a.activity.day_no} ({thai.thai_date_short(a.activity.on)})" for a in came)
    relation = f" ({enrolment.relation})" if enrolment.relation else ""
    wishes = ", ".join(f"{wish.rank}. {wish.occupation}" for wish in enrolment.wishes)
    facts = [
        ("ลำดับในทะเบียน", enrolment.number),
        ("ผู้เข้าร่วม", enrolment.participant + relation if enrolment.participant else "หัวหน้าครัวเรือน"),
        ("อาชีพที่เลือก", str(enrolment.occupation or "")),
        ("อาชีพที่อยากเรียน", wishes),
        ("วันอบรม", f"{enrolment.days_attended} จาก {days} วัน" + (f": {attended}" if attended else ""), "", HERE),
        ("การเยี่ยม", f"{len(visits)} ครั้ง" if visits else "ยังไม่เคยเยี่ยม", *_visits_way(enrolment, visits, user)),
    ]
    if enrolment.certified_on:
        words = f"{thai.thai_date(enrolment.certified_on)}: {enrolment.certified_reason}"
        facts.append(("รับรองว่าผ่านการอบรม", words))
    if enrolment.exemplary_on:
        facts.append(("ครัวเรือนตัวอย่าง", f"{thai.thai_date(enrolment.exemplary_on)}: {enrolment.exemplary_reason}"))
    if not enrolment.volunteer:
        facts.append(("สมัครใจเข้าร่วม", "ไม่ได้สมัครใจ"))
    if enrolment.left_on:
        facts.append(("ออกเมื่อ", f"{thai.thai_date(enrolment.left_on)}: {enrolment.left_reason}"))
    return facts


def _responsible(enrolments, day) -> dict:
    """Who looked after the household on a day: the day of a hand-over is the new trainer's."""
    held = [a for e in enrolments for a in e.assignments.all() if is_in_force(a, day)]
    told = [f"{a.trainer.sage.full_name} ({a.enrolment.target_village}) {_care(a)['when']}" for a in held]
    return {"day": thai.thai_date(day), "answers": told or ["ไม่มีวิทยากรดูแลในวันนั้น"]}


def is_in_force(assignment, day) -> bool:
    """Half-open: from the first day up to, and not with, the last."""
    return assignment.started <= day and (assignment.ended is None or day < assignment.ended)


def _care(assignment) -> dict:
    since = thai.thai_date_short(assignment.started)
    until = thai.thai_date_short(assignment.ended) if assignment.ended else "ปัจจุบัน"
    return {
        "when": f"{since} – {until}",
        "title": assignment.trainer.sage.full_name,
        "text": assignment.end_reason or assignment.reason,
        "status": None if assignment.ended else {"word": "ดูแลอยู่", "tone": "ok"},
    }


def _visit(visit) -> dict:
    practising = visit.get_practising_display()
    return {
        "when": thai.thai_date_short(visit.on),
        "title": f"{visit.get_channel_display()}{f' · {practising}' if practising else ''}",
        "text": visit.problem,
        "by": str(visit.visited_by or visit.visitor or ""),
        "url": reverse("visit-detail", args=[visit.pk]),
    }


ROUND_COLUMNS = [
    {"label": "วันที่สำรวจ"},
    {"label": "รายได้ (บาท/ปี)", "align": "end"},
    {"label": "รายจ่าย (บาท/ปี)", "align": "end"},
    {"label": "คงเหลือ (บาท/ปี)", "align": "end"},
    {"label": "เกณฑ์สัมมาชีพ 4 ข้อ"},
]
PASSES = {
    True: {"word": "ผ่าน", "tone": "ok"},
    False: {"word": "ยังไม่ผ่าน", "tone": "warn"},
    None: {"word": "ข้อมูลยังไม่ครบ", "tone": "neutral"},
}


def _round(livelihood, *, is_first) -> dict:
    spares = [getattr(livelihood, name) for name in ANSWERS]
    harms = [livelihood._meta.get_field(n).verbose_name for n in ANSWERS if getattr(livelihood, n) is False]
    passes = passes_four_criteria(livelihood.income, livelihood.expense, spares)
    notes = [f"ไม่ผ่าน: {name}" for name in harms]
    if livelihood.net is not None and livelihood.net <= 0:
        notes.insert(0, "รายจ่ายไม่ต่ำกว่ารายได้")
    cells = [{"text": thai.thai_date_short(livelihood.on), "note": "ข้อมูลฐาน" if is_first else ""}]
    cells += [{"text": amount(a)} for a in (livelihood.income, livelihood.expense, livelihood.net)]
    return {"key": livelihood.pk, "cells": [*cells, {"chip": PASSES[passes], "note": " · ".join(notes)}]}


def amount(value) -> str:
    """Baht without idle satang; unknown is a dash and never 0."""
    return "–" if value is None else thai.money(value).removesuffix(".00")


def material_line(material) -> tuple[str, str]:
    """What was received, and how much of it, its value and the day."""
    value = f"{amount(material.value)} บาท" if material.value is not None else ""
    received = thai.thai_date_short(material.received_on) if material.received_on else ""
    return material.item, " · ".join(filter(None, [how_much(material), value, received]))


def how_much(material) -> str:
    """5 ตัว; nothing when it was not counted."""
    return "" if material.quantity is None else f"{thai.quantity(material.quantity)} {material.unit}".strip()
