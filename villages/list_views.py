"""Pages of what the department keeps for everybody: years and occupations. All staff read them, the department writes."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samma import thai
from samma.figures import measured
from villages.list_forms import NewYearForm, OccupationForm, StepGrid, YearForm
from villages.models import Occupation, ProgrammeYear, UsualStep
from villages.places import posting_name


def _require_keeper(user) -> None:
    if not user.may_keep_lists:
        raise PermissionDenied("รายการนี้กรมการพัฒนาชุมชนเป็นผู้ดูแล")


def _ways(user, register: str, add_name: str) -> dict:
    """What the head of a list offers: a sheet to everybody who reads it, more to those who keep it."""
    actions = [{"label": "ส่งออก Excel", "url": reverse("sheet-export", args=[register]), "icon": "download"}]
    if not user.may_keep_lists:
        return {"actions": actions}
    actions.insert(0, {"label": "นำเข้าจากไฟล์", "url": reverse("sheet-import", args=[register]), "icon": "upload"})
    return {"actions": actions, "add_url": reverse(add_name)}


@require_GET
def year_list(request):
    """The programme's numbers, year by year."""
    labels = [
        "ปีงบประมาณ",
        "หมู่บ้านทั้งประเทศ",
        "ครัวเรือนต่อหมู่บ้าน",
        "ครัวเรือนต่อวิทยากร",
        "คนที่ฝึกอบรม",
        "ขั้นต่ำของกลุ่ม",
        "วันอบรมวิทยากรผู้นำ",
        "วันฝึกอบรมในหมู่บ้าน",
        "ควรเยี่ยมทุก (วัน)",
        "เยี่ยมครั้งแรกภายใน (วัน)",
        "เลยกำหนดมากเมื่อเกิน (วัน)",
        "ติดตามได้ตั้งแต่",
        "กำหนดส่งองค์ความรู้",
        "ขั้นตอนปกติ",
    ]
    columns = [{"label": label, "align": "end" if place else ""} for place, label in enumerate(labels)]
    years = ProgrammeYear.objects.annotate(steps=Count("usual_steps")).order_by("-year")
    rows = [_year_row(year, request.user) for year in years]
    context = {"columns": columns, "rows": rows, "crumbs": [("ปีงบประมาณ", None)]}
    return render(request, "villages/year_list.html", context | _ways(request.user, "years", "year-new"))


def _year_row(year, user):
    numbers = [
        None if year.target_villages is None else thai.number(year.target_villages),
        year.households_per_village,
        year.households_per_trainer,
        year.people_trained,
        year.group_minimum,
        year.lead_course_days,
        year.village_course_days,
        year.visit_every_days,
        year.first_visit_days,
        year.very_late_days,
    ]
    return {
        "key": year.pk,
        "url": reverse("year-edit", args=[year.pk]) if user.may_keep_lists else None,
        "cells": [
            {"text": year, "note": year.note},
            *({"text": "–" if number is None else number} for number in numbers),
            *(
                {"text": "–" if day is None else thai.thai_date_short(day)}
                for day in (year.followup_from, year.record_due)
            ),
            {"text": f"{year.steps} ขั้น", "url": reverse("year-steps", args=[year.pk])},
        ],
    }


@require_http_methods(["GET", "POST"])
def year_new(request):
    _require_keeper(request.user)
    return _kept_page(request, NewYearForm, None, "ปีงบประมาณ", "year-list")


@require_http_methods(["GET", "POST"])
def year_edit(request, pk):
    _require_keeper(request.user)
    return _kept_page(request, YearForm, get_object_or_404(ProgrammeYear, pk=pk), "ปีงบประมาณ", "year-list")


STEP_COLUMNS = [
    {"label": "กิจกรรม", "width": "lg"},
    {"label": "วันที่ของหลักสูตร", "width": "xs", "help": "เฉพาะวันฝึกอบรม"},
    {"label": "เนื้อหา", "width": "md", "help": "เฉพาะวันฝึกอบรม"},
    {"label": "เรื่อง", "width": "xl"},
    {"label": "หลังวันเริ่มแผน", "width": "xs", "help": "วัน"},
    {"label": "ใช้เวลา", "width": "xs", "help": "วัน"},
    {"label": "ลบ", "width": "xs"},
]


READ_COLUMNS = [
    {"label": "กิจกรรม"},
    {"label": "เรื่อง"},
    {"label": "หลังวันเริ่มแผน (วัน)", "align": "end"},
    {"label": "ใช้เวลา (วัน)", "align": "end"},
]


@require_http_methods(["GET", "POST"])
def year_steps(request, pk):
    """The steps from which the plan of a village of this year starts; all staff read them."""
    year = get_object_or_404(ProgrammeYear, pk=pk)
    crumbs = [("ปีงบประมาณ", reverse("year-list")), (f"ขั้นตอนปกติของปี {year}", None)]
    if not request.user.may_keep_lists:
        if request.method == "POST":
            _require_keeper(request.user)
        context = {"year": year, "rows": _steps_read(year), "columns": READ_COLUMNS, "crumbs": crumbs}
        return render(request, "villages/year_steps.html", context)
    rows = year.usual_steps.order_by("after_days", "pk")
    grid = StepGrid(request.POST or None, user=request.user, rows=rows, new_row=lambda: UsualStep(year=year))
    if request.method == "POST" and grid.store() is not None:
        messages.success(request, f"บันทึกขั้นตอนปกติของปี {year} แล้ว")
        return redirect("year-steps", pk=pk)
    context = {"year": year, "formset": grid, "columns": STEP_COLUMNS, "cancel_url": reverse("year-list")}
    return render(request, "villages/year_steps.html", context | {"crumbs": crumbs})


def _steps_read(year) -> list[dict]:
    return [
        {
            "key": step.pk,
            "cells": [
                {"text": str(step), "note": step.get_part_display()},
                {"text": step.topic},
                {"text": step.after_days},
                {"text": step.lasts_days},
            ],
        }
        for step in year.usual_steps.order_by("after_days", "pk")
    ]


@require_GET
def occupation_list(request):
    """Types with the trades under each, and how many households of the reader's area chose them."""
    trades = Occupation.objects.with_households(request.user).order_by("sort_key")
    types = Occupation.objects.types().prefetch_related(Prefetch("trades", trades))
    panels = [_type_panel(kind, request.user) for kind in types]
    context = {
        "panels": panels,
        "measured": measured(posting_name(request.user), "ทุกปีงบประมาณ"),
        "crumbs": [("อาชีพ", None)],
    }
    return render(
        request, "villages/occupation_list.html", context | _ways(request.user, "occupations", "occupation-new")
    )


def _type_panel(kind, user):
    def entry(row, chosen: int = 0) -> dict:
        return {
            "title": row.name,
            "url": reverse("occupation-edit", args=[row.pk]) if user.may_keep_lists else None,
            "status": None if row.is_active else {"word": "เลิกใช้", "tone": "neutral"},
            "note": f"{thai.number(chosen)} ครัวเรือน" if chosen else "",
            "note_url": f"{reverse('household-list')}?{urlencode({'trade': row.pk})}",
        }

    return entry(kind) | {"entries": [entry(trade, trade.chosen) for trade in kind.trades.all()]}


@require_http_methods(["GET", "POST"])
def occupation_new(request):
    _require_keeper(request.user)
    return _kept_page(request, OccupationForm, None, "อาชีพ", "occupation-list")


@require_http_methods(["GET", "POST"])
def occupation_edit(request, pk):
    _require_keeper(request.user)
    return _kept_page(request, OccupationForm, get_object_or_404(Occupation, pk=pk), "อาชีพ", "occupation-list")


def _kept_page(request, form_class, row, word, list_name):
    form = form_class(request.POST or None, instance=row, user=request.user)
    title = f"เพิ่ม{word}" if row is None else f"แก้ไข{word} {row}"
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึก{word} “{stored}” แล้ว")
        return redirect(list_name)
    context = {"form": form, "title": title, "cancel_url": reverse(list_name)}
    return render(request, "villages/kept_form.html", context | {"crumbs": [(word, reverse(list_name)), (title, None)]})
