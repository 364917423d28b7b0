"""Two pages of a target village: what proves each of its steps, and how far it has come from its own beginning."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from households.models import Enrolment
from samma import thai
from samma.figures import MEAN, measured, measured_of
from samma.progress import links
from samma.progress.numbers import Numbers, numbers_of
from samma.progress.since import chart, since_of, since_text
from samma.progress.steps import Step, next_step, steps_of
from samma.scope import get_visible_or_404
from villages.models import TargetVillage
from villages.places import crumbs_for

STEP_COLUMNS = [{"label": "ขั้น"}, {"label": "สถานะ"}, {"label": "สิ่งที่พิสูจน์ในข้อมูล"}, {"label": "ยังขาด"}]
CHANGE_COLUMNS = [
    {"label": "เรื่อง"},
    {"label": "ก่อนเข้าร่วม (บาท)", "align": "end", "why": MEAN, "note_why": MEAN},
    {"label": "ล่าสุด (บาท)", "align": "end", "why": MEAN, "note_why": MEAN},
    {"label": "เปลี่ยนไป (บาท)", "align": "end", "why": MEAN, "note_why": MEAN},
    {"label": "ครัวเรือนที่ทราบทั้งก่อนและหลัง", "align": "end"},
]


@require_GET
def target_steps(request, pk) -> HttpResponse:
    """All fourteen steps, each with the list behind its proof, and what is missing."""
    target, numbers = _target(request, pk)
    steps = steps_of(numbers)
    current = next_step(steps)
    context = _context(request, target, "หลักฐานของแต่ละขั้น") | {
        "title": "หลักฐานของแต่ละขั้น",
        "columns": STEP_COLUMNS,
        "rows": [_step_row(number, step, step == current, target, numbers) for number, step in enumerate(steps, 1)],
        "status": {
            "word": f"ทำแล้ว {sum(step.is_done for step in steps)} จาก {len(steps)} ขั้น",
            "tone": "wait" if current else "ok",
        },
    }
    if current and request.user.may_write:
        context |= {
            "action_label": f"ขั้นต่อไป: {current.to_do}",
            "action_url": links.step_url(current.key, target, numbers),
        }
    return render(request, "progress/target_steps.html", context)


@require_GET
def target_since(request, pk) -> HttpResponse:
    """Its beginning and today side by side, its exemplary households, and a text for its LINE group."""
    target, numbers = _target(request, pk)
    since = since_of(target, numbers)
    here = {"area": target.village_code, "year": target.year_id}
    exemplary = Enrolment.objects.active().filter(target_village=target, exemplary_on__isnull=False)
    context = _context(request, target, "ก้าวจากจุดเริ่มต้น") | {
        "title": "ก้าวจากจุดเริ่มต้น",
        "shares": [
            share | {"url": links.list_url("household-list", **here, **share["asked"])}
            for share in since.shares
            if share["m"]
        ],
        "picture": chart(since.changes),
        "columns": CHANGE_COLUMNS,
        "rows": [_change_row(change, reverse("money-table", args=[target.pk])) for change in since.changes],
        "exemplary": [
            {
                "when": thai.thai_date(one.exemplary_on),
                "title": str(one.household),
                "text": one.exemplary_reason,
                "url": links.household_url(one.household_id),
            }
            for one in exemplary.select_related("household").order_by("-exemplary_on", "number")
        ],
        "exemplary_url": links.exemplary_url(target),
        "share_text": since_text(target, since, measured()),
    }
    return render(request, "progress/target_since.html", context)


def _target(request, pk) -> tuple[TargetVillage, Numbers]:
    target = get_visible_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=pk)
    return target, numbers_of([target], timezone.localdate())[target.pk]


def _context(request, target: TargetVillage, page: str) -> dict:
    return {
        "target": target,
        "kicker": f"{target.village} · หมู่บ้านเป้าหมายปี {target.year_id}",
        "measured": measured_of(target),
        "crumbs": crumbs_for(target.village_code, request.user, page=page, target_pk=target.pk),
    }


def _step_row(number: int, step: Step, is_current: bool, target: TargetVillage, numbers: Numbers) -> dict:
    chip = ("ทำแล้ว", "ok") if step.is_done else ("กำลังทำ", "wait") if is_current else ("ยังไม่ครบ", "neutral")
    return {
        "key": step.key,
        "cells": [
            {"text": f"{number}. {step.label}", "note": step.phase},
            {"chip": {"word": chip[0], "tone": chip[1]}},
            {"text": step.proof, "url": links.proof_url(step.key, target, numbers)},
            {"text": " · ".join(step.missing) or "ครบแล้ว"},
        ],
    }


def _change_row(change, url: str) -> dict:
    """Each mean with the median below it, and the households that both are of."""
    amounts = [(None, None)] * 3
    if change.known:
        amounts = [
            (change.before, change.middle_before),
            (change.now, change.middle_now),
            (change.difference, change.middle_difference),
        ]
    return {
        "key": change.label,
        "cells": [
            {"text": change.label},
            *(
                {"text": "–"}
                if mean is None
                else {"text": thai.number(round(mean)), "note": f"ค่ากลาง {thai.number(round(middle))}"}
                for mean, middle in amounts
            ),
            {"text": thai.number(change.known), "url": url},
        ],
    }
