"""What the officer is quietly shown of visits, and the choice between two texts that came under one visit's id."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from households.models import Channel, Enrolment, Practising, Visit, VisitMark, VisitTwin
from households.phone.twins import settle, told_by
from households.visits.answers import shown_answer
from households.watch.filters import MarkFilter, TwinFilter, by_words
from households.watch.seeing import see
from samma import thai
from samma.lists import listing
from samma.scope import get_visible_or_404, require_writer, row_number
from trainers.models import Sage
from villages.places import crumbs_for

OF_VISIT = ("visit__enrolment__household__village", "visit__visited_by")
CRUMBS = [("ครัวเรือน", "household-list"), ("การเยี่ยม", "visit-list")]


@require_http_methods(["GET", "POST"])
def visit_watch(request):
    """Marks that nobody has looked at; ticking some says that they were."""
    marks = VisitMark.objects.visible_to(request.user)
    if request.method == "POST":
        require_writer(request.user)
        ticked = [row_number(key) for key in request.POST.getlist("mark")]
        seen = see(marks.filter(pk__in=ticked), by=request.user)
        messages.success(request, f"ดูแล้ว {thai.number(seen)} เรื่อง")
        return redirect(request.get_full_path())
    columns = [{"label": "เรื่อง"}, {"label": "ข้อสังเกต"}, {"label": "การเยี่ยม"}, {"label": "ผู้เยี่ยม"}, {"label": "พบเมื่อ"}]
    context = listing(
        request,
        marks.select_related(*OF_VISIT, "seen_by"),
        columns=columns,
        row=_mark_row,
        order=("-pk",),
        search=by_words,
        filterset=MarkFilter,
    )
    context |= {
        "tabs": _tabs(request.user, "visit-watch"),
        "crumbs": _crumbs("เรื่องที่ควรดู"),
        "tick_name": "mark" if request.user.may_write and context["rows"] else None,
    }
    return render(request, "households/watch/list.html", context)


def _mark_row(mark):
    visit = mark.visit
    seen = f"ดูแล้วโดย {mark.seen_by} {thai.thai_date_short(mark.seen_at)}" if mark.seen_at else ""
    return {
        "key": mark.pk,
        "url": reverse("visit-detail", args=[visit.pk]),
        "cells": [
            {"text": mark.get_kind_display(), "note": seen},
            {"text": mark.sentence},
            _household_cell(visit),
            {"text": str(visit.visited_by or visit.visitor)},
            {"text": thai.thai_date_short(mark.made_at)},
        ],
    }


def _household_cell(visit) -> dict:
    household = visit.enrolment.household
    place = f"บ้านเลขที่ {household.house_no} {household.village}"
    return {"text": visit.enrolment.person, "note": f"เยี่ยม {thai.thai_date_short(visit.on)} · {place}"}


@require_safe
def twin_list(request):
    """Second texts, those that wait for a choice first."""
    columns = [{"label": "ครัวเรือน"}, {"label": "ผู้เยี่ยม"}, {"label": "ฉบับหลังมาถึงเมื่อ"}, {"label": "สถานะ"}]
    context = listing(
        request,
        VisitTwin.objects.visible_to(request.user).select_related(*OF_VISIT),
        columns=columns,
        row=_twin_row,
        order=("-pk",),
        search=by_words,
        filterset=TwinFilter,
    )
    context |= {"tabs": _tabs(request.user, "twin-list"), "crumbs": _crumbs("ส่งมาสองฉบับ")}
    return render(request, "households/watch/twin_list.html", context)


def _twin_row(twin):
    status = {"word": twin.get_choice_display(), "tone": "ok"} if twin.choice else {"word": "รอเลือก", "tone": "wait"}
    return {
        "key": twin.pk,
        "url": reverse("twin-detail", args=[twin.pk]),
        "cells": [
            _household_cell(twin.visit),
            {"text": str(twin.visit.visited_by or twin.visit.visitor)},
            {"text": thai.thai_datetime(twin.received_at)},
            {"chip": status},
        ],
    }


@require_http_methods(["GET", "POST"])
def twin_detail(request, pk):
    """Both texts side by side; the officer chooses."""
    twins = VisitTwin.objects.select_related(*OF_VISIT, "visit__enrolment__target_village", "chosen_by")
    twin = get_visible_or_404(twins, request.user, pk=pk)
    if request.method == "POST":
        require_writer(request.user)
        try:
            settle(twin, request.POST.get("choice", ""), by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("twin-detail", pk=pk)
        messages.success(request, f"เลือกแล้ว: {VisitTwin.Choice(request.POST['choice']).label}")
        return redirect("twin-list")
    beside = _beside(twin)
    context = {
        "twin": twin,
        "rows": [row for row in beside if row["differs"]],
        "facts": [(row["label"], row["first"]) for row in beside if not row["differs"]],
        "heads": ("ฉบับที่ใช้อยู่", "อีกฉบับ") if twin.choice else ("ฉบับแรก", "ฉบับหลัง"),
        "choices": VisitTwin.Choice.choices if request.user.may_write and not twin.choice else [],
        "chosen": f"{twin.chosen_by} {thai.thai_datetime(twin.chosen_at)}" if twin.choice else "",
        "visit_url": reverse("visit-detail", args=[twin.visit_id]),
        "crumbs": [
            *crumbs_for(twin.village_code, request.user),
            ("ส่งมาสองฉบับ", reverse("twin-list")),
            ("เลือกฉบับ", None),
        ],
    }
    return render(request, "households/watch/twin_detail.html", context)


def _beside(twin) -> list[dict]:
    """Each thing that was said, in both texts, with a sign where they differ."""
    first, second = twin.visit, told_by(twin)
    sages = Sage.objects.in_bulk({first.visited_by_id, second.visited_by_id} - {None})
    people = Enrolment.objects.select_related("household").in_bulk({first.enrolment_id, second.enrolment_id})
    left, right = (_said(visit, sages, people) for visit in (first, second))
    return [
        {"label": label, "first": words, "second": right[label], "differs": words != right[label]}
        for label, words in left.items()
    ]


def _said(visit: Visit, sages, people) -> dict[str, str]:
    return {
        "ครัวเรือน": people[visit.enrolment_id].person if visit.enrolment_id in people else "–",
        "วันที่เยี่ยม": thai.thai_date(visit.on),
        "วิธีติดตาม": str(Channel(visit.channel).label),
        "ผู้เยี่ยม": str(sages.get(visit.visited_by_id, "–")),
        "พบใคร": visit.met or "–",
        "ทำอาชีพอยู่หรือไม่": str(Practising(visit.practising).label) if visit.practising else "–",
        "เหตุที่เลิกหรือยังไม่ทำ": visit.stopped_reason or "–",
        "ผลผลิต": visit.produced or "–",
        "ได้เงินเพิ่ม": shown_answer(visit.gained_kind, visit.gained),
        "ลดรายจ่ายได้": shown_answer(visit.saved_kind, visit.saved),
        "ปัญหา": visit.problem or "–",
        "ความช่วยเหลือที่ให้": visit.help_given or "–",
        "ต้องการความช่วยเหลือ": visit.help_needed or "–",
        "นัดหมาย": visit.promise or "–",
        "เยี่ยมครั้งต่อไป": thai.thai_date(visit.next_on) if visit.next_on else "–",
        "เวลาของเครื่อง": thai.thai_datetime(visit.device_at) if visit.device_at else "–",
    }


def _tabs(user, current: str) -> list[dict]:
    waiting = VisitTwin.objects.visible_to(user).filter(choice="").order_by()[:100].count()
    return [
        {"label": "เรื่องที่ควรดู", "url": reverse("visit-watch"), "current": current == "visit-watch"},
        {
            "label": "ส่งมาสองฉบับ",
            "url": reverse("twin-list"),
            "current": current == "twin-list",
            "count": waiting or None,
        },
    ]


def _crumbs(page: str) -> list[tuple]:
    return [*((label, reverse(name)) for label, name in CRUMBS), (page, None)]
