"""The page of demand against what the team can teach, for those who plan a village's training."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samma import thai
from samma.figures import HERE, TYPED, measured_of
from samma.progress import links
from samma.progress.demand import NEAR_KM, Demand, Wanted, demand_of, names
from samma.scope import covers, get_visible_or_404
from villages.models import TargetVillage
from villages.places import crumbs_for

COLUMNS = [
    {"label": "อาชีพที่อยากเรียน"},
    {"label": "ครัวเรือน", "align": "end"},
    {"label": "ทีมสอนได้หรือไม่"},
    {"label": "ใครในหมู่บ้านทำสำเร็จแล้ว"},
    {"label": f"ปราชญ์ที่เชิญได้ใน {NEAR_KM} กม."},
    {"label": "เรียนได้ที่ไหน"},
]


@require_GET
def target_demand(request, pk):
    target = get_visible_or_404(TargetVillage.objects.select_related("village__tambon", "year"), request.user, pk=pk)
    demand = demand_of(target, request.user)
    context = {
        "target": target,
        "columns": COLUMNS,
        "rows": [_row(one, target, request.user) for one in demand.wanted],
        "figures": _figures(demand, target),
        "untaught": [_invite(one, target) for one in demand.untaught],
        "unwanted": [f"{t.sage} สอน{t.sage.expertise}" for t in demand.unwanted] if demand.wanted else [],
        "measured": measured_of(target, "นับเฉพาะครัวเรือนที่สมัครใจ"),
        "actions": _ways(target, request.user),
        "list_url": reverse("demand-list", args=[pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="ความต้องการกับที่ทีมสอนได้", target_pk=pk),
    }
    return render(request, "progress/demand.html", context)


def _ways(target, user) -> list[dict]:
    ways = [
        {"label": "แบบสำรวจทุกครัวเรือน", "url": reverse("demand-list", args=[target.pk]), "icon": "house-heart"},
        {
            "label": "ค้นผู้สอนตามระยะทาง",
            "url": f"{reverse('sage-near')}?{urlencode({'village': target.village_id})}",
            "icon": "geo-alt",
        },
        {"label": "ศักยภาพของหมู่บ้าน", "url": reverse("potential-list", args=[target.pk]), "icon": "map"},
    ]
    if user.may_write:
        ways.append(
            {"label": "ส่งข้อเสนอเข้าแผน", "url": reverse("proposal-new", args=[target.pk]), "icon": "arrow-right"}
        )
    return ways


def _figures(demand: Demand, target) -> list[dict]:
    url = reverse("demand-list", args=[target.pk])
    taught = len(demand.wanted) - len(demand.untaught)
    return [
        {"label": "สำรวจแล้ว", "value": thai.number(demand.surveyed), "unit": "ครัวเรือน", "url": url},
        {"label": "สมัครใจ", "value": thai.number(demand.volunteers), "unit": "ครัวเรือน", "url": f"{url}?volunteer=yes"},
        {
            "label": "อาชีพที่อยากเรียน",
            "value": thai.number(len(demand.wanted)),
            "unit": "อาชีพ",
            "url": "#trades",
        },
        {
            "label": "ทีมสอนได้",
            "value": thai.number(taught),
            "unit": "อาชีพ",
            "why": HERE,
            "tone": "ok" if demand.wanted and not demand.untaught else "",
        },
    ]


def _invite(one: Wanted, target) -> dict:
    """A trade that nobody of the team teaches, and whom to ask."""
    ask = []
    if one.achievers:
        ask.append(f"ในหมู่บ้านมี {names(one.achievers)}")
    if one.nearby:
        ask.append(f"ใกล้เคียงมี {names(one.nearby)}")
    if one.places:
        ask.append(f"เรียนได้ที่ {names(one.places)}")
    who = " ".join(ask) or "ยังไม่พบผู้สอนในฐานข้อมูล ค้นในระยะไกลขึ้นหรือสำรวจปราชญ์เพิ่ม"
    return {"text": f"{one.trade} ({one.households} ครัวเรือน)", "url": _wished(one, target), "more": f": {who}"}


def _wished(one: Wanted, target) -> str:
    """Who wishes to learn it."""
    return f"{reverse('demand-list', args=[target.pk])}?{urlencode({'trade': one.trade.pk})}"


def _row(one: Wanted, target, user) -> dict:
    wished = _wished(one, target)
    ranks = " ".join(f"อันดับ {rank}: {n}" for rank, n in one.ranks.items() if n)
    has = f"มีในหมู่บ้าน: {names(one.potentials)}" if one.potentials else str(one.trade.parent or "")
    return {
        "key": one.trade.pk,
        "url": wished,
        "cells": [
            {"text": one.trade.name, "note": has, "note_why": TYPED},
            {"text": one.households, "url": wished, "note": ranks, "note_url": wished},
            _taught(one),
            _succeeds(one, target),
            {"text": names(one.nearby) or "–", "note": _far(one, user)},
            {"text": names(one.places) or "–"},
        ],
    }


def _taught(one: Wanted) -> dict:
    if one.teachers:
        return {"chip": {"word": "สอนได้", "tone": "ok"}, "note": names(t.sage for t in one.teachers)}
    if one.close:
        return {"chip": {"word": "สอนอาชีพใกล้เคียง", "tone": "wait"}, "note": names(t.sage for t in one.close)}
    return {"chip": {"word": "ยังไม่มีใครสอนได้", "tone": "warn"}}


def _succeeds(one: Wanted, target) -> dict:
    words = (
        [str(t.sage) for t in one.teachers]
        + [str(sage) for sage in one.achievers]
        + [group.name for group in one.groups]
    )
    note = f"{one.practising} ครัวเรือนรายได้เพิ่มแล้ว" if one.practising else ""
    if not words and not note:
        return {"chip": {"word": "ยังไม่มีแบบอย่าง", "tone": "neutral"}}
    better = links.list_url("household-list", area=target.village_code, trade=one.trade.pk, result="better")
    return {"text": ", ".join(words) or "–", "note": note, "note_url": better if note else ""}


def _far(one: Wanted, user) -> str:
    told = [
        f"{sage.km:.0f} กม." + ("" if covers(user.area_code, sage.village_code) else f" อ.{sage.district_name}")
        for sage in one.nearby
    ]
    return ", ".join(told)
