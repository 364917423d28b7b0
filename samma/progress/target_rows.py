"""Target villages as table rows: the list at /villages/ and the officer's home show the same."""

from django.urls import reverse

from samma import thai
from samma.figures import RATIO, TYPED
from samma.knowledge.filters import HANDED_IN
from samma.progress import links
from samma.progress.models import VillageRollup
from samma.progress.numbers import FIVE
from samma.progress.steps import LABELS
from trainers.models import SEATS
from villages.models import TargetVillage

COLUMNS = [
    {"label": "หมู่บ้าน", "sort": "name"},
    {"label": "ตำบล / อำเภอ", "sort": "place"},
    {"label": "ปี", "sort": "year", "why": TYPED},
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
    """One row for components/table.html; the target comes with village, team, roll-up and the names of its places."""
    counted, village = rollup_of(target), target.village
    here = {"area": target.village_code, "year": target.year_id}

    def number(n: int, name: str, shown: str = "", **narrowed) -> dict:
        return {"text": shown or n, "url": links.list_url(name, **here, **narrowed) if n else ""}

    team = {"text": f"{counted.seats}/{len(SEATS)}"}
    if counted.seats:
        team["url"] = links.team_page(target)
    enrolled = f"{counted.enrolled}/{target.year.households_per_village}"
    visits = f"{thai.number(counted.visits)} ครั้ง" if counted.visits else ""
    records = {"state": HANDED_IN, "target_year": target.year_id}
    return {
        "key": target.pk,
        "url": reverse("target-detail", args=[target.pk]),
        "cells": [
            {"text": village.title, "note": f"หมู่ที่ {village.moo}" + (f" ({village.alias})" if village.alias else "")},
            {"text": f"ต.{target.tambon_name}", "note": f"อ.{target.district_name}"},
            {"text": target.year_id},
            team,
            number(counted.enrolled, "household-list", enrolled, result="active"),
            number(counted.trained, "household-list", result="active", trained="yes"),
            number(counted.visited, "household-list", result="visited")
            | {"note": visits, "note_url": links.list_url("visit-list", **here) if visits else ""},
            number(counted.groups, "group-list", origin="programme") | _groups_note(counted, here),
            {
                "text": counted.submitted + counted.approved,
                "url": links.list_url("record-list", area=target.village_code, **records)
                if counted.submitted + counted.approved
                else "",
            },
            {"chip": step_chip(counted)},
        ],
    }


def _groups_note(counted: VillageRollup, here: dict) -> dict:
    """The five ก of the village's groups, and its older groups, which are counted apart and open their own list."""
    five = f"5ก {counted.five_met}/{FIVE}" if counted.groups else ""
    if not counted.existing_groups:
        return {"note": five, "note_why": RATIO}
    note = " · ".join(filter(None, [five, f"กลุ่มเดิม {counted.existing_groups}"]))
    return {"note": note, "note_url": links.list_url("group-list", **here, origin="existing")}


def step_chip(counted: VillageRollup) -> dict:
    if not counted.step:
        return {"word": "ครบทุกขั้น", "tone": "ok"}
    return {"word": LABELS[counted.step], "tone": "wait"}
