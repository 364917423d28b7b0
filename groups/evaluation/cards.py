"""The card of a group's page for its yearly evaluations."""

import datetime

from django.urls import reverse

from groups.cards import add_link, counted, latest
from groups.evaluation.lists import outcome_chip
from groups.evaluation.rules import OURS, last_finished
from groups.models import Group
from samma.thai import fiscal_year, thai_date


def evaluation_card(group: Group, user, whole: str, today: datetime.date) -> dict:
    """One line a fiscal year; a registered group that was not evaluated for the last one that is over is told so."""
    done = list(group.evaluations.prefetch_related("promises"))
    over = last_finished(today)
    is_due = group.registered_on and fiscal_year(group.registered_on) <= over
    waits = is_due and all(one.fiscal_year != over for one in done)
    rows = [
        {
            "url": reverse("evaluation-detail", args=[one.pk]),
            "cells": [
                {"text": f"ปีงบประมาณ {one.fiscal_year}"},
                {"text": thai_date(one.on)},
                {"chip": outcome_chip(one.outcome)},
                {"text": _kept(one)},
            ],
        }
        for one in done
    ]
    return {
        "part": "evaluation",
        "title": "การประเมินประจำปี",
        "status": counted(done, "ปี"),
        "missing": f"ยังไม่ได้ประเมินปีงบประมาณ {over} ร่วมกับคณะกรรมการและสมาชิก" if waits else "",
        "evidence": OURS if done else "",
        "caption": "การประเมินประจำปี",
        "links": add_link(user, "ประเมินกลุ่ม", "evaluation-new", group),
        "columns": [{"label": "ปี"}, {"label": "ประเมินเมื่อ"}, {"label": "ผลโดยรวม"}, {"label": "สิ่งที่รับปาก"}],
    } | latest(group, "evaluation", rows, whole)


def _kept(evaluation) -> str:
    promises = list(evaluation.promises.all())
    return f"ทำแล้ว {sum(p.done_on is not None for p in promises)} จาก {len(promises)}" if promises else "–"
