"""Pages of the survey base: sages, and the courses for leads."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.lists import listing, ways_out
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer, row_number
from trainers.filters import SageFilter
from trainers.forms import LeadCourseForm, SageForm
from trainers.judging import criteria_of, standing_of
from trainers.models import LeadCourse, Sage, Trainer
from villages.models import Village
from villages.places import crumbs_for


def by_words(queryset, words):
    """Every word typed stands in the first name or the surname."""
    for word in words.split():
        queryset = queryset.filter(Q(first_name__contains=word) | Q(last_name__contains=word))
    return queryset


LISTED = {"search": by_words, "filterset": SageFilter}


@require_safe
def sage_list(request):
    serving = Trainer.objects.serving().select_related("team__target_village")
    sages = (
        Sage.objects.visible_to(request.user)
        .select_related("village__tambon", "expertise")
        .prefetch_related("judgements", Prefetch("seats", serving, to_attr="serving"))
    )
    columns = [
        {"label": "ชื่อ-สกุล", "sort": "name"},
        {"label": "หมู่บ้าน"},
        {"label": "ความเชี่ยวชาญ"},
        {"label": "ถ่ายทอดได้"},
        {"label": "เกณฑ์การคัดเลือก"},
        {"label": "ทีมวิทยากร"},
    ]
    context = listing(request, sages, columns=columns, row=_sage_row, **LISTED)
    context["exports"] = ways_out(request, "sages", {"sages": "แบบสำรวจปราชญ์ชุมชน", "teams": "ทะเบียนทีมวิทยากร"})
    context["actions"] = [
        {"label": "ค้นตามอาชีพและระยะทาง", "url": reverse("sage-near"), "icon": "geo-alt"},
        {"label": "แหล่งเรียนรู้", "url": reverse("learning-place-list"), "icon": "house-heart"},
        {"label": "หลักสูตรวิทยากรผู้นำ", "url": reverse("course-list"), "icon": "book"},
    ]
    may_write = request.user.may_write
    return render(request, "trainers/list.html", context | {"may_write": may_write, "crumbs": [("ปราชญ์ชุมชน", None)]})


def _sage_row(sage):
    seat = sage.serving[0] if sage.serving else None
    chip = {"word": seat.get_seat_display(), "tone": "ok"} if seat else None
    if seat is None:
        chip = {"word": "ยินดีเป็นวิทยากร", "tone": "wait"} if sage.willing else {"word": "ยังไม่อยู่ในทีม", "tone": "neutral"}
    return {
        "key": sage.pk,
        "url": reverse("sage-detail", args=[sage.pk]),
        "cells": [
            {"text": sage.full_name, "note": sage.get_kind_display()},
            {"text": str(sage.village), "note": sage.village.tambon.full_name},
            {"text": str(sage.expertise or "–"), "note": sage.expertise_detail},
            {"text": sage.get_can_teach_display() or "–"},
            {"chip": standing_of(sage)},
            {"chip": chip, "note": f"ปี {seat.year_id}" if seat else ""},
        ],
    }


@require_http_methods(["GET", "POST"])
def sage_new(request):
    require_writer(request.user)
    village = Village.objects.visible_to(request.user).filter(pk=row_number(request.GET.get("village", ""))).first()
    form = SageForm(request.POST or None, user=request.user, initial={"village": village, "surveyed_on": localdate()})
    if request.method == "POST" and (sage := form.store()):
        messages.success(request, f"บันทึก {sage} ในฐานข้อมูลปราชญ์แล้ว")
        return redirect("sage-detail", pk=sage.pk)
    crumbs = [("ปราชญ์ชุมชน", reverse("sage-list")), ("เพิ่มปราชญ์", None)]
    return render(
        request,
        "trainers/form.html",
        {"form": form, "heading": "เพิ่มปราชญ์ชุมชน", "cancel_url": reverse("sage-list"), "crumbs": crumbs},
    )


@require_safe
def sage_detail(request, pk):
    sages = Sage.objects.select_related("village__tambon", "expertise", "user").prefetch_related("judgements")
    sage = get_visible_or_404(sages, request.user, pk=pk)
    facts = [
        ("ประเภท", sage.get_kind_display()),
        ("หมู่บ้าน", str(sage.village)),
        ("ความเชี่ยวชาญ", " – ".join(filter(None, [str(sage.expertise or ""), sage.expertise_detail]))),
        ("ประสบการณ์", f"{sage.years} ปี" if sage.years is not None else ""),
        ("ความสามารถในการถ่ายทอด", sage.get_can_teach_display()),
        ("เคยถ่ายทอดให้ผู้อื่นแล้ว", f"{thai.number(sage.taught_before)} คน" if sage.taught_before is not None else ""),
        ("สถานที่ถ่ายทอดได้", " – ".join(filter(None, [sage.get_teaches_at_display(), sage.teaches_at_detail]))),
        ("ยินดีเป็นวิทยากร", "ยินดี" if sage.willing else "ยังไม่แจ้ง"),
        ("โทรศัพท์", thai.telephone(sage.phone) if request.user.may_write else ""),
        ("ที่อยู่", sage.address),
        ("อาชีพหลักและอาชีพรอง", " · ".join(filter(None, [sage.work, sage.second_work]))),
        ("การศึกษา", sage.education),
        ("ปีเกิด", f"พ.ศ. {sage.birth_year}" if sage.birth_year else ""),
        ("ผลงาน/รางวัล", sage.outcome),
        ("เผยแพร่ชื่อและความเชี่ยวชาญ", "ยินยอม" if sage.consent else "ยังไม่ยินยอม"),
        ("สำรวจเมื่อ", thai.thai_date(sage.surveyed_on) if sage.surveyed_on else ""),
        ("ผู้สำรวจ", sage.surveyor),
    ]
    seats = sage.seats.select_related("team__target_village__village").order_by("-started")
    context = {
        "sage": sage,
        "facts": facts,
        "criteria": criteria_of(sage),
        "places": [
            (place.get_kind_display(), place.name, reverse("learning-place-detail", args=[place.pk]))
            for place in sage.learning_places.visible_to(request.user)
        ],
        "seats": [_seat_event(seat) for seat in seats],
        "serves": any(seat.ended is None for seat in seats),
        "may_write": request.user.may_write,
        "crumbs": [*crumbs_for(sage.village_code, request.user), (sage.full_name, None)],
    }
    return render(request, "trainers/detail.html", context)


def _seat_event(seat):
    until = f" – {thai.thai_date_short(seat.ended)} ({seat.end_reason})" if seat.ended else " – ปัจจุบัน"
    return {
        "when": thai.thai_date_short(seat.started) + until,
        "title": f"{seat.get_seat_display()} {seat.team.target_village}",
        "url": reverse("team-detail", args=[seat.team_id]),
    }


@require_http_methods(["GET", "POST"])
def sage_edit(request, pk):
    sage = get_editable_or_404(Sage, request.user, pk=pk)
    form = SageForm(request.POST or None, instance=sage, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึก {sage} แล้ว")
        return redirect("sage-detail", pk=pk)
    crumbs = [
        *crumbs_for(sage.village_code, request.user),
        (sage.full_name, reverse("sage-detail", args=[pk])),
        ("แก้ไข", None),
    ]
    context = {"form": form, "stale": form.stale, "heading": f"แก้ไขข้อมูล {sage.full_name}", "crumbs": crumbs}
    context["cancel_url"] = reverse("sage-detail", args=[pk])
    return render(request, "trainers/form.html", context)


@require_safe
def course_list(request):
    courses = LeadCourse.objects.all()
    rows = [
        {
            "key": course.pk,
            "url": reverse("course-edit", args=[course.pk]) if request.user.may_write else None,
            "cells": [
                {"text": course.centre},
                {"text": course.batch},
                {"text": course.year_id},
                {"text": f"{thai.thai_date_short(course.starts)} – {thai.thai_date_short(course.ends)}"},
            ],
        }
        for course in courses
    ]
    columns = [{"label": "ศูนย์ศึกษาและพัฒนาชุมชน"}, {"label": "รุ่นที่"}, {"label": "ปี"}, {"label": "วันที่อบรม"}]
    crumbs = [("ปราชญ์ชุมชน", reverse("sage-list")), ("หลักสูตรวิทยากรผู้นำ", None)]
    context = {"rows": rows, "columns": columns, "may_write": request.user.may_write, "crumbs": crumbs}
    return render(request, "trainers/courses.html", context)


@require_http_methods(["GET", "POST"])
def course_edit(request, pk=None):
    require_writer(request.user)
    course = get_object_or_404(LeadCourse, pk=pk) if pk else None
    form = LeadCourseForm(request.POST or None, instance=course, user=request.user)
    if request.method == "POST" and (course := form.store()):
        messages.success(request, f"บันทึกหลักสูตร {course} แล้ว")
        return redirect("course-list")
    crumbs = [("ปราชญ์ชุมชน", reverse("sage-list")), ("หลักสูตรวิทยากรผู้นำ", reverse("course-list")), ("บันทึกรุ่น", None)]
    context = {"form": form, "heading": "หลักสูตรวิทยากรผู้นำสัมมาชีพ", "crumbs": crumbs}
    return render(request, "trainers/form.html", context | {"cancel_url": reverse("course-list")})
