"""Target villages as table rows: the list at /villages/ and the officer's home show the same."""

from django.urls import reverse

from samma import thai
from samma.progress.numbers import Numbers
from samma.progress.steps import next_step, steps_of
from trainers.models import SEATS
from villages.models import TargetVillage

COLUMNS = [
    {"label": "หมู่บ้าน", "sort": "name"},
    {"label": "ตำบล / อำเภอ", "sort": "place"},
    {"label": "ปี", "sort": "year"},
    {"label": "ทีม", "align": "end"},
    {"label": "ครัวเรือน", "align": "end"},
    {"label": "ผ่านอบรม", "align": "end"},
    {"label": "เยี่ยมแล้ว", "align": "end"},
    {"label": "กลุ่ม", "align": "end"},
    {"label": "องค์ความรู้", "align": "end"},
    {"label": "ขั้นต่อไป"},
]


def target_row(target: TargetVillage, numbers: Numbers) -> dict:
    """One row for components/table.html; the target comes with village and the names of its places."""
    step = next_step(steps_of(numbers))
    village = target.village
    return {
        "key": target.pk,
        "url": reverse("target-detail", args=[target.pk]),
        "cells": [
            {"text": village.title, "note": f"หมู่ที่ {village.moo}" + (f" ({village.alias})" if village.alias else "")},
            {"text": f"ต.{target.tambon_name}", "note": f"อ.{target.district_name}"},
            {"text": target.year_id},
            {"text": f"{numbers.seats}/{len(SEATS)}"},
            {"text": f"{numbers.enrolled}/{target.year.households_per_village}"},
            {"text": numbers.trained},
            {"text": numbers.visited, "note": f"{thai.number(numbers.visits)} ครั้ง" if numbers.visits else ""},
            {"text": len(numbers.groups), "note": f"5ก {numbers.five_met}/5" if numbers.groups else ""},
            {"text": numbers.handed_in},
            {"chip": {"word": step.label, "tone": "wait"} if step else {"word": "ครบทุกขั้น", "tone": "ok"}},
        ],
    }
