"""Target villages as table rows: the list at /villages/ and the officer's home show the same."""

from django.urls import reverse

from samma import thai
from samma.progress.models import VillageRollup
from samma.progress.numbers import FIVE
from samma.progress.steps import LABELS
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


def rollup_of(target: TargetVillage) -> VillageRollup:
    """What has been counted of a target village that comes with its roll-up; zeros for one that nobody has counted yet."""
    return getattr(target, "rollup", None) or VillageRollup(step="survey")


def target_row(target: TargetVillage) -> dict:
    """One row for components/table.html; the target comes with village, roll-up and the names of its places."""
    counted, village = rollup_of(target), target.village
    return {
        "key": target.pk,
        "url": reverse("target-detail", args=[target.pk]),
        "cells": [
            {"text": village.title, "note": f"หมู่ที่ {village.moo}" + (f" ({village.alias})" if village.alias else "")},
            {"text": f"ต.{target.tambon_name}", "note": f"อ.{target.district_name}"},
            {"text": target.year_id},
            {"text": f"{counted.seats}/{len(SEATS)}"},
            {"text": f"{counted.enrolled}/{target.year.households_per_village}"},
            {"text": counted.trained},
            {"text": counted.visited, "note": f"{thai.number(counted.visits)} ครั้ง" if counted.visits else ""},
            {"text": counted.groups, "note": _groups_note(counted)},
            {"text": counted.submitted + counted.approved},
            {"chip": step_chip(counted)},
        ],
    }


def _groups_note(counted: VillageRollup) -> str:
    """The five ก of the village's groups, and its older groups, which are counted apart."""
    five = f"5ก {counted.five_met}/{FIVE}" if counted.groups else ""
    return " · ".join(filter(None, [five, f"กลุ่มเดิม {counted.existing_groups}" if counted.existing_groups else ""]))


def step_chip(counted: VillageRollup) -> dict:
    if not counted.step:
        return {"word": "ครบทุกขั้น", "tone": "ok"}
    return {"word": LABELS[counted.step], "tone": "wait"}
