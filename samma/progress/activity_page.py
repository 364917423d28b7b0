"""What the page of one activity shows: facts, agenda with minutes, who came, pictures and cards to share."""

from django.urls import reverse

from samma import thai
from samma.figures import measured_of
from villages.models import Activity


def page_of(activity: Activity, user) -> dict:
    """The context of one activity; the same few queries however many came."""
    attendances = activity.attendances.select_related("enrolment__household").order_by("enrolment__number")
    households = [
        (f"{a.enrolment.number}. {a.who or a.enrolment.participant or a.enrolment.household.full_name}", a.enrolment)
        for a in attendances
    ]
    people = list(activity.participants.all())
    return {
        "measured": measured_of(activity.target_village),
        "facts": _facts(activity, len(households), len(people), user),
        "agenda": list(activity.agenda.all()),
        "households": [
            {"text": words, "url": reverse("household-detail", args=[enrolment.household_id])}
            for words, enrolment in households
        ],
        "people_columns": [{"label": "ชื่อ-สกุล"}, {"label": "ตำแหน่งหรือบทบาท"}, {"label": "หน่วยงาน/องค์กร"}],
        "people": [
            {"key": p.pk, "cells": [{"text": p.name}, {"text": p.role or "–"}, {"text": p.office or "–"}]}
            for p in people
        ],
        "photos": pictures_of(activity),
        "cards": cards_of(activity),
    }


def _facts(activity, households: int, people: int, user) -> list[tuple]:
    facts = [
        ("วันที่จัด", thai.thai_weekday(activity.on) if activity.last_day == activity.on else activity.days_label),
        ("เวลา", activity.hours_label),
        ("สถานที่", activity.place),
        ("เรื่อง", activity.topic),
        ("เนื้อหาของวันฝึกอบรม", activity.get_part_display()),
        ("ผู้เข้าร่วมทั้งหมด (คน)", activity.people),
        ("ครัวเรือนเป้าหมายที่มา", f"{households} ครัวเรือน" if households else "", "#households"),
        ("ผู้เข้าร่วมอื่นที่ระบุชื่อ", f"{people} คน" if people else "", "#people"),
        ("ค่าใช้จ่าย (บาท)", None if activity.spent is None else thai.money(activity.spent)),
        ("ประธานในที่ประชุม", activity.chair),
        ("ผู้จดบันทึก", activity.recorder),
        ("เหตุผลที่ต่างจากปกติ", activity.reason),
        ("บันทึกการประชุม", activity.minutes),
    ]
    shown = [fact for fact in facts if fact[1] not in (None, "")]
    if activity.plan_id:
        shown.append(("ตามแผน", activity.plan.days_label, reverse("plan-item", args=[activity.plan_id])))
    return shown


def pictures_of(activity) -> list[dict]:
    return [
        {"url": reverse("photo", args=[photo.pk]), "alt": f"{activity} ภาพที่ {number}", "caption": f"ภาพที่ {number}"}
        for number, photo in enumerate(activity.photos.all(), 1)
    ]


def cards_of(activity) -> list[tuple[str, str]]:
    """Share cards to download: with one of the photos, or with none."""
    url = reverse("activity-card", args=[activity.pk])
    photos = enumerate(activity.photos.all(), 1)
    return [("การ์ดไม่มีภาพ", url), *((f"การ์ดกับภาพที่ {number}", f"{url}?photo={photo.pk}") for number, photo in photos)]
