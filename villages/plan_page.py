"""What the page of a village's plan shows: its rows with what became of each, and the figures with the rows behind them."""

from django.urls import reverse

from samma import thai
from villages.models import PlanItem, PlanState
from villages.planning import TONES

BUDGET = "budget"
COLUMNS = [
    {"label": "วันที่"},
    {"label": "กิจกรรม"},
    {"label": "เวลา / สถานที่"},
    {"label": "เป้าหมาย (คน)", "align": "end"},
    {"label": "งบประมาณ (บาท)", "align": "end"},
    {"label": "ผู้รับผิดชอบ"},
    {"label": "สถานะ"},
]


def is_asked(item: PlanItem, state: PlanState, asked: str) -> bool:
    """What a figure counts: one state, or what a sum was planned for. Anything else is the whole plan."""
    if asked == BUDGET:
        return item.budget is not None
    return asked not in PlanState.values or state == asked


def total_of(items, *, with_budget: bool) -> str:
    total = f"{thai.number(len(items))} รายการ"
    return f"{total} รวม {thai.money(_budget(items))} บาท" if with_budget else total


def _budget(items):
    return sum((item.budget for item in items if item.budget is not None), start=0)


def plan_row(item: PlanItem, state: PlanState) -> dict:
    return {
        "key": item.pk,
        "url": reverse("plan-item", args=[item.pk]),
        "cells": [
            {"text": item.days_label},
            {"text": str(item), "note": item.topic},
            {"text": item.place or "–", "note": item.hours_label},
            {"text": "–" if item.people is None else thai.number(item.people)},
            {"text": "–" if item.budget is None else thai.money(item.budget)},
            {"text": item.responsible or "–"},
            {"chip": {"word": state.label, "tone": TONES[state]}},
        ],
    }


def figures(items, states) -> list[dict]:
    if not items:
        return []
    counted = list(states.values())
    late = counted.count(PlanState.OVERDUE)
    return [
        {
            "label": "จัดแล้ว",
            "value": f"{counted.count(PlanState.HELD)}/{len(items)}",
            "unit": "รายการ",
            "url": f"?state={PlanState.HELD.value}",
        },
        {
            "label": "เลยกำหนด",
            "value": late,
            "unit": "รายการ",
            "tone": "warn" if late else "",
            "url": f"?state={PlanState.OVERDUE.value}" if late else "",
        },
        {"label": "งบประมาณตามแผน", "value": thai.money(_budget(items)), "unit": "บาท", "url": "?state=budget"},
    ]
