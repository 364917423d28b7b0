"""The cards of a group's page for what others do for it: help it got, training, publicity. Each shows its latest rows."""

from django.db.models import Count
from django.urls import reverse

from groups.cards import add_link, counted, latest, mend
from groups.models import Group
from groups.support.lists import kinds_in_words
from samma.thai import money, number, thai_date


def support_card(group: Group, user, whole: str) -> dict:
    """Help by kind and agency, with the sums by kind above."""
    given = list(group.support.annotate(pictures=Count("photos")).order_by("-on", "-pk"))
    rows = [
        {
            "url": reverse("group-support-detail", args=[one.pk]),
            "cells": [
                {"text": one.what, "note": f"ภาพ {one.pictures} ภาพ" if one.pictures else ""},
                {"text": thai_date(one.on)},
                {"text": one.get_kind_display()},
                {"text": one.agency},
                {"text": money(one.value) if one.value is not None else "–"},
                mend(user, "group-support-edit", one),
            ],
        }
        for one in given
    ]
    return {
        "part": "support",
        "title": "การสนับสนุนจากหน่วยงาน",
        "status": counted(given, "ครั้ง"),
        "evidence": kinds_in_words(group.support.all()) if given else "",
        "caption": "การสนับสนุนกลุ่ม",
        "links": add_link(user, "บันทึกการสนับสนุน", "group-support-new", group),
        "columns": [
            {"label": "สนับสนุนอะไร"},
            {"label": "วันที่"},
            {"label": "ด้าน"},
            {"label": "หน่วยงาน"},
            {"label": "มูลค่า (บาท)", "align": "end"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "support", rows, whole)


def training_card(group: Group, user, whole: str) -> dict:
    """What the committee learned; who of today's committee has learned nothing yet is named."""
    given = list(group.trainings.prefetch_related("members__enrolment__household"))
    came = {member.pk for one in given for member in one.members.all()}
    seated = {term.member_id: term.member.name for term in group.terms.current().select_related(
        "member__enrolment__household"
    )}  # fmt: skip
    waiting = [name for pk, name in seated.items() if pk not in came]
    rows = [
        {
            "cells": [
                {"text": one.topic, "note": one.given_by},
                {"text": thai_date(one.on), "note": f"{number(one.days)} วัน"},
                {"text": ", ".join(member.name for member in one.members.all())},
                mend(user, "group-training-edit", one),
            ]
        }
        for one in given
    ]
    return {
        "part": "training",
        "title": "การอบรมคณะกรรมการ",
        "status": counted(given, "ครั้ง"),
        "evidence": f"กรรมการที่ยังไม่เคยอบรม: {', '.join(waiting)}" if waiting and given else "",
        "caption": "การอบรมคณะกรรมการ",
        "links": add_link(user, "บันทึกการอบรม", "group-training-new", group),
        "columns": [
            {"label": "เรื่องที่อบรม"},
            {"label": "วันที่"},
            {"label": "กรรมการที่เข้าอบรม"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "training", rows, whole)


def publicity_card(group: Group, user, whole: str) -> dict:
    """Where the group and its goods were made known."""
    known = list(group.publicity.select_related("product"))
    rows = [
        {
            "cells": [
                {"text": one.what, "note": str(one.product or "")},
                {"text": thai_date(one.on)},
                {"text": one.get_medium_display()},
                {"text": one.where or "ดูลิงก์", "url": one.link} if one.link else {"text": one.where},
                mend(user, "group-publicity-edit", one),
            ]
        }
        for one in known
    ]
    return {
        "part": "publicity",
        "title": "การประชาสัมพันธ์",
        "status": counted(known, "ครั้ง"),
        "caption": "การประชาสัมพันธ์",
        "links": add_link(user, "บันทึกการประชาสัมพันธ์", "group-publicity-new", group),
        "columns": [
            {"label": "เรื่อง"},
            {"label": "วันที่"},
            {"label": "สื่อ"},
            {"label": "ที่ใด"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "publicity", rows, whole)
