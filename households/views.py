"""Pages of households: the list, one household with its years, and the forms of one row."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.due import NEVER, days_late, with_visits
from households.filters import HouseholdFilter, by_words
from households.forms import EnrolmentForm, HouseholdForm, MaterialForm
from households.models import Assignment, Enrolment, Household, Material
from households.page import household_page, material_line, standing
from samma import thai
from samma.figures import measured
from samma.forms import DayForm
from samma.lists import listing, way_in, ways_out
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from villages.places import crumbs_for

LISTED = {"search": by_words, "filterset": HouseholdFilter}
COLUMNS = [
    {"label": "หัวหน้าครัวเรือน"},
    {"label": "หมู่บ้าน"},
    {"label": "อาชีพ"},
    {"label": "วิทยากรผู้ดูแล"},
    {"label": "การอบรม"},
    {"label": "เยี่ยมล่าสุด"},
]


def _for_list(year: str):
    """The enrolments of a list's rows, newest year first, with all that a row says: one query whatever the rows."""
    serving = Assignment.objects.serving().select_related("trainer__sage")
    wanted = row_number(year)
    enrolments = Enrolment.objects.filter(target_village__year=wanted) if wanted else Enrolment.objects.all()
    return (
        with_visits(enrolments.select_related("occupation", "target_village__year"))
        .annotate(is_trained=Exists(Enrolment.objects.trained().filter(pk=OuterRef("pk"))))
        .prefetch_related(Prefetch("assignments", serving, to_attr="serving"))
        .order_by("-target_village__year_id")
    )


@require_safe
def household_list(request):
    households = (
        Household.objects.visible_to(request.user)
        .select_related("village__tambon")
        .prefetch_related(Prefetch("enrolments", _for_list(request.GET.get("year", "")), to_attr="years"))
    )
    context = listing(request, households, columns=COLUMNS, row=_row, **LISTED)
    context["crumbs"] = [("ครัวเรือน", None)]
    context["import_url"] = way_in(request, "households")
    context["exports"] = ways_out(request, "households", {"households": "ทะเบียนครัวเรือน"})
    context["actions"] = [
        {"label": "เลยกำหนดเยี่ยม", "url": reverse("overdue-list"), "icon": "clock"},
        {"label": "การเยี่ยมทั้งหมด", "url": reverse("visit-list"), "icon": "card-checklist"},
    ]
    return render(request, "households/list.html", context)


def _row(household):
    enrolment = household.years[0] if household.years else None
    cells = [
        {"text": household.full_name, "note": f"บ้านเลขที่ {household.house_no}"},
        {"text": str(household.village), "note": household.village.tambon.full_name},
    ]
    if enrolment is None:
        cells += [{"text": "–"}] * 2 + [{"chip": {"word": "ยังไม่อยู่ในทะเบียน", "tone": "neutral"}}, {"text": "–"}]
    else:
        trainer = enrolment.serving[0].trainer.sage.full_name if enrolment.serving else "ยังไม่มี"
        cells += [
            {"text": str(enrolment.occupation or "–"), "note": f"ปี {enrolment.target_village.year_id}"},
            {"text": trainer},
            {"chip": standing(enrolment)},
            {
                "text": thai.thai_date_short(enrolment.last_visit) if enrolment.last_visit else NEVER,
                "note": _visits_note(enrolment),
                "note_url": _visits_url(enrolment),
            },
        ]
    return {"key": household.pk, "url": reverse("household-detail", args=[household.pk]), "cells": cells}


def _visits_note(enrolment) -> str:
    """How often, and how late it is while the household takes part."""
    late = days_late(enrolment, localdate()) if enrolment.left_on is None else 0
    words = [f"{enrolment.visit_count} ครั้ง" if enrolment.visit_count else "", f"เลยกำหนด {late} วัน" if late else ""]
    return " · ".join(filter(None, words))


def _visits_url(enrolment) -> str:
    """The visits that the note counts."""
    asked = {"household": enrolment.household_id, "year": enrolment.target_village.year_id}
    return f"{reverse('visit-list')}?{urlencode(asked)}" if enrolment.visit_count else ""


@require_safe
def household_detail(request, pk):
    """One household; a trainer sees those he looks after, with what a visit needs and no money."""
    household = get_visible_or_404(Household.objects.select_related("village__tambon"), request.user, pk=pk)
    day_form, day = DayForm.asked(request, today=localdate())
    context = household_page(household, request.user, day=day) | {
        "day_form": day_form,
        "measured": measured(household.village),
    }
    context["crumbs"] = crumbs_for(
        household.village_code, request.user, page=household.full_name, target_pk=context["target_pk"]
    )
    return render(request, "households/detail.html", context)


@require_http_methods(["GET", "POST"])
def household_edit(request, pk):
    household = get_editable_or_404(Household, request.user, pk=pk)
    form = HouseholdForm(request.POST or None, instance=household, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกครัวเรือน {household.house_no} {household} แล้ว")
        return redirect("household-detail", pk=pk)
    return _form_page(request, household, form, heading=f"แก้ไขครัวเรือน {household.full_name}", page="แก้ไข")


@require_http_methods(["GET", "POST"])
def enrolment_edit(request, pk):
    enrolments = Enrolment.objects.select_related("household", "target_village__village")
    enrolment = get_editable_or_404(enrolments, request.user, pk=pk)
    form = EnrolmentForm(request.POST or None, instance=enrolment, user=request.user, today=localdate())
    year = enrolment.target_village.year_id
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกการเข้าร่วมปี {year} ของ {enrolment} แล้ว")
        return redirect("household-detail", pk=enrolment.household_id)
    heading = f"การเข้าร่วมปี {year} ของ {enrolment}"
    return _form_page(request, enrolment.household, form, heading=heading, page=f"ปี {year}")


@require_http_methods(["GET", "POST"])
def material_new(request, pk):
    """What the household has received so far, and one thing more."""
    enrolments = Enrolment.objects.select_related("household", "target_village")
    enrolment = get_editable_or_404(enrolments, request.user, pk=pk)
    today = localdate()
    material = Material(enrolment=enrolment)
    form = MaterialForm(
        request.POST or None, instance=material, user=request.user, today=today, initial={"received_on": today}
    )
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกวัสดุ {material} ของ {enrolment} แล้ว")
        return redirect("material-new", pk=pk)
    given = [material_line(m) for m in enrolment.materials.all()]
    heading = f"วัสดุที่ {enrolment} ได้รับ ปี {enrolment.target_village.year_id}"
    return _form_page(request, enrolment.household, form, heading=heading, page="วัสดุที่ได้รับ", given=given)


def _form_page(request, household, form, *, heading, page, **more):
    url = reverse("household-detail", args=[household.pk])
    crumbs = [*crumbs_for(household.village_code, request.user), (household.full_name, url), (page, None)]
    context = {"form": form, "heading": heading, "crumbs": crumbs, "back_url": url, **more}
    return render(request, "households/form.html", context)
