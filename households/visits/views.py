"""Pages of visits for the office: one from a paper, a stack of papers, and what a visit said."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.models import Enrolment, Practising, Visit
from households.visits.answers import shown_answer
from households.visits.filters import VisitFilter, by_words
from households.visits.forms import VisitForm, VisitGrid
from households.visits.help import NO_REQUEST
from households.visits.help_views import event
from samma import thai
from samma.lists import listing, narrowed, way_in, ways_out
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer
from villages.models import TargetVillage
from villages.places import crumbs_for

LISTED = {"order": ("-on", "-pk"), "search": by_words, "filterset": VisitFilter}
ENROLMENTS = Enrolment.objects.select_related("household", "target_village__year", "target_village__village")

DISTRICT_DIGITS, MOST_OFFERED = 4, 20

PRACTISING_TONES = {Practising.YES: "ok", Practising.NOT_YET: "wait", Practising.STOPPED: "warn"}


@require_safe
def visit_list(request):
    """Every visit of the area, the newest first."""
    visits = Visit.objects.visible_to(request.user).select_related("enrolment__household__village", "visited_by")
    columns = [
        {"label": "วันที่เยี่ยม"},
        {"label": "ครัวเรือน"},
        {"label": "ผู้เยี่ยม"},
        {"label": "ทำอาชีพ"},
        {"label": "ได้เงินเพิ่ม", "align": "end"},
        {"label": "ลดรายจ่ายได้", "align": "end"},
        {"label": "ต้องการความช่วยเหลือ"},
    ]
    context = listing(request, visits, columns=columns, row=_row, **LISTED)
    if asked := request.GET.get("money", ""):
        told = narrowed(request, Visit.objects.visible_to(request.user), **LISTED).queryset
        context["sum_label"] = _sums(told, asked)
    context["crumbs"] = [("ครัวเรือน", reverse("household-list")), ("การเยี่ยม", None)]
    context["actions"] = [{"label": "เรื่องที่ควรดู", "url": reverse("visit-watch"), "icon": "eye"}]
    context["exports"] = ways_out(request, "visits", {"visits": "ทะเบียนการติดตาม"})
    context["import_url"] = way_in(request, "visits")
    return render(request, "households/visits/list.html", context)


def _sums(visits, asked: str) -> str:
    """What the visits of the list told of the money that is asked for."""
    sums = visits.order_by().aggregate(gained=Sum("gained"), saved=Sum("saved"))
    gained, saved = sums["gained"] or 0, sums["saved"] or 0
    if asked == "gained":
        return f"รายได้ที่ได้เพิ่ม รวม {thai.money(gained)} บาท"
    if asked == "saved":
        return f"รายจ่ายที่ลดได้ รวม {thai.money(saved)} บาท"
    return f"ได้เพิ่ม {thai.money(gained)} บาท ลดได้ {thai.money(saved)} บาท รวม {thai.money(gained + saved)} บาท"


def _row(visit):
    household = visit.enrolment.household
    practising = {"word": visit.get_practising_display(), "tone": PRACTISING_TONES.get(visit.practising, "neutral")}
    return {
        "key": visit.pk,
        "url": reverse("visit-detail", args=[visit.pk]),
        "cells": [
            {"text": thai.thai_date_short(visit.on), "note": visit.get_channel_display()},
            {"text": visit.enrolment.person, "note": f"บ้านเลขที่ {household.house_no} {household.village}"},
            {"text": str(visit.visited_by or visit.visitor)},
            {"chip": practising} if visit.practising else {"text": "–"},
            {"text": shown_answer(visit.gained_kind, visit.gained)},
            {"text": shown_answer(visit.saved_kind, visit.saved)},
            {"text": visit.help_needed or "–"},
        ],
    }


@require_http_methods(["GET", "POST"])
def visit_new(request, pk):
    enrolment = get_visible_or_404(ENROLMENTS, request.user, pk=pk)
    if request.user.is_trainer:
        return redirect("field-visit", pk=pk)
    require_writer(request.user)
    own = own_name(request.user)
    if request.GET.get("by") == "me":  # the officer's own coming: no trainer stands in the form
        initial = {"visited_by": None, "visitor": own}
    else:
        present = enrolment.assignments.serving().select_related("trainer__sage").first()
        initial = {"visited_by": present.trainer.sage if present else None}
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        enrolment=enrolment,
        today=localdate(),
        initial=initial,
    )
    if request.method == "POST" and (visit := form.store()):
        messages.success(request, f"บันทึกการเยี่ยม {enrolment.person} วันที่ {thai.thai_date(visit.on)} แล้ว")
        return redirect("household-detail", pk=enrolment.household_id)
    form.fields["visitor"].widget.attrs["list"] = "visitors"
    household_url = reverse("household-detail", args=[enrolment.household_id])
    context = {
        "form": form,
        "enrolment": enrolment,
        "visitors": [own, *came_before(enrolment, but=own)],
        "cancel_url": household_url,
        "crumbs": [
            *crumbs_for(enrolment.village_code, request.user),
            (enrolment.person, household_url),
            ("บันทึกการเยี่ยม", None),
        ],
    }
    return render(request, "households/visits/form.html", context)


def own_name(user) -> str:
    """The officer as a visit names him: with his position, for the trainer who reads it."""
    return f"{user} ({user.position})" if user.position else str(user)


def came_before(enrolment, *, but: str) -> list[str]:
    """Officers and partners who visited households of the district before, the latest first."""
    visits = Visit.objects.under(enrolment.village_code[:DISTRICT_DIGITS]).exclude(visitor="").exclude(visitor=but)
    latest = visits.order_by("-on", "-pk").values_list("visitor", flat=True)[: MOST_OFFERED * 5]
    return list(dict.fromkeys(latest))[:MOST_OFFERED]


@require_http_methods(["GET", "POST"])
def visit_grid(request, target_pk):
    target = get_editable_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=target_pk)
    grid = VisitGrid(request.POST or None, user=request.user, target=target, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        messages.success(request, f"บันทึกการเยี่ยม{target.village} {len(stored)} ครั้งแล้ว")
        return redirect("target-detail", pk=target.pk)
    widths = ["lg", "md", "md", "md", "md", "md", "md", "md", "lg", "lg", "md"]
    helps = {
        "gained": "จำนวนเงิน / ยังไม่มี / ไม่ทราบ",
        "saved": "จำนวนเงิน / ยังไม่มี / ไม่ทราบ",
        "visited_by": "เว้นไว้ = ผู้ดูแลวันนั้น",
    }
    fields = grid.empty_form.visible_fields()
    context = {
        "formset": grid,
        "target": target,
        "columns": [
            {"label": field.label, "width": width, "help": helps.get(field.name, "")}
            for field, width in zip(fields, widths, strict=False)
        ],
        "has_households": bool(grid.enrolments),
        "cancel_url": reverse("target-detail", args=[target.pk]),
        "crumbs": [*crumbs_for(target.village_code, request.user), ("บันทึกการเยี่ยมจากกระดาษ", None)],
    }
    return render(request, "households/visits/sheet.html", context)


@require_safe
def visit_detail(request, pk):
    visits = Visit.objects.select_related(
        "enrolment__household", "enrolment__target_village", "assignment__trainer__sage", "visited_by", "keyed_by"
    )
    visit = get_visible_or_404(visits, request.user, pk=pk)
    if request.user.is_trainer and visit.enrolment.left_on:
        raise Http404
    enrolment = visit.enrolment
    facts = [
        ("วันที่เยี่ยม", thai.thai_date(visit.on)),
        ("วิธีติดตาม", visit.get_channel_display()),
        ("ผู้เยี่ยม", str(visit.visited_by or visit.visitor)),
        ("ผู้ดูแลในวันนั้น", str(visit.assignment.trainer.sage) if visit.assignment else "ยังไม่มีผู้ดูแล"),
        ("พบใคร", visit.met),
        ("ทำอาชีพอยู่หรือไม่", visit.get_practising_display()),
        ("เหตุที่เลิกหรือยังไม่ทำ", visit.stopped_reason),
        ("ผลผลิต", visit.produced),
        ("ได้เงินเพิ่ม", shown_answer(visit.gained_kind, visit.gained)),
        ("ลดรายจ่ายได้", shown_answer(visit.saved_kind, visit.saved)),
        ("ปัญหา", visit.problem),
        ("ความช่วยเหลือที่ให้", visit.help_given),
        ("ต้องการความช่วยเหลือ", visit.help_needed),
        ("นัดหมาย", visit.promise),
        ("เยี่ยมครั้งต่อไป", thai.thai_date(visit.next_on) if visit.next_on else ""),
        ("บันทึกโดย", f"{visit.keyed_by} {thai.thai_datetime(visit.received_at)}"),
    ]
    household_url = reverse("household-detail", args=[enrolment.household_id])
    is_asking = visit.help_needed not in NO_REQUEST
    context = {
        "visit": visit,
        "enrolment": enrolment,
        "facts": facts,
        "marks": list(visit.marks.visible_to(request.user).filter(seen_at=None).values_list("sentence", flat=True)),
        "answers": [event(given) for given in visit.answers.select_related("answered_by")],
        "help_url": reverse("visit-help", args=[pk]) if is_asking and not request.user.is_trainer else None,
        "photos": [
            {"url": url, "thumb_url": url, "alt": str(photo), "caption": photo.caption}
            for photo in visit.photos.all()
            for url in [reverse("photo", args=[photo.pk])]
        ],
        "crumbs": [*crumbs_for(visit.village_code, request.user), (enrolment.person, household_url), ("การเยี่ยม", None)],
    }
    return render(request, "households/visits/detail.html", context)
