"""Pages of the demand survey: who was asked, a sheet for twenty households, a page for one, and who joins of them."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from households.models import DemandSurvey, Enrolment
from households.survey.actions import enrol_surveyed
from households.survey.forms import SurveyForm
from households.survey.sheet import Sheet, SurveyGrid
from households.village_tabs import tabs_of
from samma import thai
from samma.figures import measured_of
from samma.formfields import ThaiCharField
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer, row_number
from villages.models import Occupation, TargetVillage
from villages.places import crumbs_for

TICK = "survey"
COLUMNS = [
    {"label": "ครัวเรือน"},
    {"label": "อยากเรียน"},
    {"label": "อาชีพปัจจุบัน"},
    {"label": "รายได้ / รายจ่าย (บาท/ปี)", "align": "end"},
    {"label": "ทรัพยากรของครัวเรือน"},
    {"label": "สมัครใจ"},
    {"label": "ทะเบียน"},
]
GRID_COLUMNS = [
    {"label": "บ้านเลขที่", "width": "sm"},
    {"label": "ชื่อหัวหน้าครัวเรือน", "width": "lg", "help": "คำนำหน้า ชื่อ นามสกุล ในช่องเดียว"},
    {"label": "ผู้ให้ข้อมูล", "width": "md", "help": "ถ้าไม่ใช่หัวหน้า"},
    {"label": "อาชีพหลักปัจจุบัน", "width": "md"},
    {"label": "รายได้ (บาท/ปี)", "width": "sm"},
    {"label": "รายจ่าย (บาท/ปี)", "width": "sm"},
    {"label": "หนี้สิน (บาท)", "width": "sm"},
    {"label": "อยากเรียน อันดับ 1", "width": "md"},
    {"label": "เหตุผล 1", "width": "md"},
    {"label": "อันดับ 2", "width": "md"},
    {"label": "เหตุผล 2", "width": "md"},
    {"label": "อันดับ 3", "width": "md"},
    {"label": "เหตุผล 3", "width": "md"},
    {"label": "ที่ดิน (ไร่)", "width": "sm", "help": "2.5 หรือ 3-2-50"},
    {"label": "แหล่งน้ำ", "width": "md"},
    {"label": "เครื่องมือที่มี", "width": "md"},
    {"label": "แรงงาน (คน)", "width": "xs"},
    {"label": "วัสดุที่ต้องการ", "width": "md"},
    {"label": "สมัครใจ", "width": "xs"},
]


class OverForm(forms.Form):
    """Why a village has more households than the year's number; asked only then."""

    over_reason = ThaiCharField(label="เหตุผลที่มีครัวเรือนเกินจำนวนของปี", required=False, max_length=200)


def _target(getter, request, pk):
    return getter(TargetVillage.objects.select_related("village", "year"), request.user, pk=pk)


@require_http_methods(["GET", "POST"])
def demand_list(request, target_pk):
    """Everybody who was asked; a post takes the ticked volunteers into the register. `?trade=` narrows to a wish, `?volunteer=yes` to volunteers."""
    target = _target(get_visible_or_404, request, target_pk)
    over = None
    if request.method == "POST":
        require_writer(request.user)
        over = OverForm(request.POST)
        if _joined(request, target, over):
            return redirect("demand-list", target_pk=target.pk)
    enrolled = Enrolment.objects.active().filter(target_village=target, household=OuterRef("household"))
    surveys = (
        DemandSurvey.objects.filter(target_village=target)
        .select_related("household")
        .prefetch_related("wishes__occupation")
        .annotate(is_enrolled=Exists(enrolled))
        .order_by("household__sort_key", "pk")
    )
    trade = Occupation.objects.filter(pk=row_number(request.GET.get("trade", ""))).first()
    if trade is not None:
        surveys = surveys.filter(volunteer=True, wishes__occupation=trade).distinct()
    only_willing = trade is None and request.GET.get("volunteer") == "yes"
    if only_willing:
        surveys = surveys.filter(volunteer=True)
    rows = list(surveys)
    may_join = request.user.may_write and any(row.volunteer and not row.is_enrolled for row in rows)
    context = {
        "target": target,
        "columns": COLUMNS,
        "rows": [_row(row, request.user) for row in rows],
        "tick_name": TICK if may_join else "",
        "may_join": may_join,
        "over": over,
        "measured": measured_of(target),
        "told": _told(rows, trade, only_willing=only_willing),
        "is_narrowed": trade is not None or only_willing,
        "matrix_url": reverse("target-demand", args=[target.pk]),
        "may_write": request.user.may_write,
        "tabs": tabs_of(target, "demand-list", request.user),
        "crumbs": crumbs_for(target.village_code, request.user, page="ความต้องการอาชีพ", target_pk=target.pk),
    }
    return render(request, "households/survey/list.html", context)


def _told(rows: list[DemandSurvey], trade: Occupation | None, *, only_willing: bool) -> str:
    total = f"{len(rows)} รายการ"
    if trade is not None:
        return f"{total} สมัครใจและอยากเรียน{trade}"
    if only_willing:
        return f"{total} สมัครใจ"
    return f"{total} สมัครใจ {sum(row.volunteer for row in rows)} ครัวเรือน"


def _joined(request, target, over) -> bool:
    """Whether the ticked volunteers joined the register; otherwise the page says why."""
    ticked = [row_number(pk) for pk in request.POST.getlist(TICK)]
    surveys = list(
        target.surveys.filter(pk__in=ticked).select_related("household").prefetch_related("wishes__occupation")
    )
    if not surveys:
        messages.error(request, "ยังไม่ได้เลือกครัวเรือน ทำเครื่องหมายหน้าครัวเรือนที่จะรับเข้าทะเบียน")
        return False
    reason = over.cleaned_data["over_reason"] if over.is_valid() else ""
    try:
        joined = enrol_surveyed(target, surveys, by=request.user, today=localdate(), over_reason=reason)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, f"รับ {len(joined)} ครัวเรือนเข้าทะเบียนของ{target.village} แล้ว")
    return True


def _row(survey, user) -> dict:
    wishes = [
        f"{wish.rank}. {wish.occupation}" + (f" ({wish.reason})" if wish.reason else "") for wish in survey.wishes.all()
    ]
    land = f"ที่ดิน {thai.rai(survey.land_rai)} ไร่" if survey.land_rai is not None else ""
    labour = f"แรงงาน {survey.labour} คน" if survey.labour is not None else ""
    own = " · ".join(filter(None, [land, survey.water, survey.tools, labour]))
    day = f"สำรวจ {thai.thai_date_short(survey.surveyed_on)}" if survey.surveyed_on else "ยังไม่ได้ใส่วันสำรวจ"
    household = survey.household
    return {
        "key": survey.pk,
        "url": reverse("survey-edit", args=[survey.pk]) if user.may_write else None,
        "cells": [
            {"text": household.full_name, "note": f"บ้านเลขที่ {household.house_no} · {day}"},
            {"text": " ".join(wishes[:1]) or "–", "note": " · ".join(wishes[1:])},
            {"text": survey.work or "–", "note": survey.second_work},
            {"text": f"{_baht(survey.income)} / {_baht(survey.expense)}", "note": _debt(survey)},
            {"text": own or "–", "note": f"ต้องการ {survey.materials}" if survey.materials else ""},
            {"chip": {"word": "สมัครใจ", "tone": "ok"} if survey.volunteer else {"word": "ไม่สมัครใจ", "tone": "neutral"}},
            {
                "chip": {"word": "อยู่ในทะเบียน", "tone": "ok"}
                if survey.is_enrolled
                else {"word": "ยังไม่รับ", "tone": "wait"}
            },
        ],
    }


def _baht(amount) -> str:
    return "–" if amount is None else thai.money(amount).removesuffix(".00")


def _debt(survey) -> str:
    if survey.debt is None:
        return ""
    return f"หนี้ {_baht(survey.debt)}" + (f" ({survey.debt_to})" if survey.debt_to else "")


@require_http_methods(["GET", "POST"])
def demand_grid(request, target_pk):
    """A paper sheet of twenty households."""
    target = _target(get_editable_or_404, request, target_pk)
    grid = SurveyGrid(request.POST or None, user=request.user, target=target, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        messages.success(request, f"บันทึกแบบสำรวจของ{target.village} แล้ว {len(stored)} ครัวเรือน")
        return redirect("demand-list", target_pk=target.pk)
    url = reverse("demand-list", args=[target.pk])
    context = {
        "formset": grid,
        "target": target,
        "common": grid.common,
        "columns": GRID_COLUMNS,
        "trades": [trade.name for trade in grid.sheet.trades],
        "tabs": tabs_of(target, "demand-list", request.user),
        "cancel_url": url,
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=target.pk),
            ("ความต้องการอาชีพ", url),
            ("กรอกแบบสำรวจ", None),
        ],
    }
    return render(request, "households/survey/sheet.html", context)


@require_http_methods(["GET", "POST"])
def survey_new(request, target_pk):
    """One household that was not asked yet."""
    target = _target(get_editable_or_404, request, target_pk)
    given = {"volunteer": True, "surveyed_on": localdate(), "surveyor": str(request.user)}
    return _survey_page(request, target, None, initial=given)


@require_http_methods(["GET", "POST"])
def survey_edit(request, pk):
    surveys = DemandSurvey.objects.select_related("household", "target_village__village").prefetch_related(
        "wishes__occupation"
    )
    survey = get_editable_or_404(surveys, request.user, pk=pk)
    return _survey_page(request, survey.target_village, survey, initial={})


def _survey_page(request, target, survey, *, initial):
    held = (survey.household, survey) if survey else None
    form = SurveyForm(
        request.POST or None, user=request.user, sheet=Sheet(target), held=held, today=localdate(), initial=initial
    )
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึก{stored} แล้ว")
        return redirect("demand-list", target_pk=target.pk)
    url = reverse("demand-list", args=[target.pk])
    heading = str(survey) if survey else "แบบสำรวจความต้องการอาชีพของครัวเรือน"
    context = {
        "form": form,
        "stale": form.stale,
        "heading": heading,
        "target": target,
        "trades": [trade.name for trade in form.sheet.trades],
        "household_url": reverse("household-detail", args=[survey.household_id]) if survey else None,
        "cancel_url": url,
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=target.pk),
            ("ความต้องการอาชีพ", url),
            (heading, None),
        ],
    }
    return render(request, "households/survey/form.html", context)
