"""Sages of a village and its tambon side by side, for those who choose the lead and the four."""

from django.db.models import Prefetch
from django.urls import reverse

from trainers.judging import criteria_of, points_of
from trainers.models import Criterion, Sage, Trainer

COLUMNS = [
    {"label": "ชื่อ-สกุล"},
    {"label": "ความเชี่ยวชาญ"},
    *({"label": label} for label in Criterion.labels),
    {"label": "ประสบการณ์ (ปี)", "align": "end"},
    {"label": "เคยถ่ายทอด (คน)", "align": "end"},
    {"label": "ถ่ายทอดได้"},
    {"label": "ยินดีเป็นวิทยากร"},
]


def candidates(target, user) -> list[Sage]:
    """The village's own sages first, then those of its tambon; the better judged first among each."""
    village = target.village
    serving = Trainer.objects.serving().select_related("team__target_village__village")
    sages = (
        Sage.objects.visible_to(user)
        .under(village.code[:6])
        .select_related("village", "expertise")
        .prefetch_related("judgements", Prefetch("seats", serving, to_attr="serving"))
    )
    return sorted(sages, key=lambda s: (s.village_id != village.pk, not s.willing, -points_of(s), s.sort_key))


def comparison(target, user) -> list[dict]:
    """Rows of components/table.html, one a sage."""
    return [_row(sage, target) for sage in candidates(target, user)]


def _row(sage, target) -> dict:
    seat = next((seat for seat in sage.serving if seat.year_id == target.year_id), None)
    where = "" if sage.village_id == target.village_id else f"{sage.village} "
    if seat is not None:
        where += (
            seat.get_seat_display()
            if seat.team.target_village_id == target.pk
            else f"อยู่ในทีมของ{seat.team.target_village.village}"
        )
    return {
        "key": sage.pk,
        "url": reverse("sage-detail", args=[sage.pk]),
        "cells": [
            {"text": sage.full_name, "note": where.strip()},
            {"text": str(sage.expertise or "–"), "note": sage.expertise_detail},
            *({"chip": one["chip"], "note": one["note"]} for one in criteria_of(sage)),
            {"text": sage.years},
            {"text": sage.taught_before},
            {"text": sage.get_can_teach_display() or "–"},
            {"chip": {"word": "ยินดี", "tone": "ok"} if sage.willing else {"word": "ยังไม่แจ้ง", "tone": "neutral"}},
        ],
    }
