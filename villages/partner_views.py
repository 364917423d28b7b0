"""The roster of partners of a district: kept once, ticked at every meeting."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from samma import lists, thai
from samma.accounts.forms import RecordedForm
from samma.figures import measured
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer
from villages.filters import PlaceFilterSet
from villages.models import Activity, Area, Partner
from villages.places import crumbs_for

DISTRICT_DIGITS = 4


class PartnerForm(RecordedForm):
    class Meta:
        model = Partner
        fields = ["area", "kind", "title", "first_name", "last_name", "position", "office", "phone", "is_active"]
        help_texts = {
            "area": "อำเภอ สำหรับผู้ที่ช่วยทุกหมู่บ้านของอำเภอ หรือตำบล สำหรับผู้ที่ช่วยเฉพาะตำบลนั้น",
            "is_active": "เอาเครื่องหมายออกเมื่อพ้นหน้าที่ ชื่อในกิจกรรมเดิมยังอยู่",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        near = Area.objects.visible_to(user).filter(level__in=[4, 6]).order_by("code")
        field = self.fields["area"]
        field.queryset = near
        field.widget.attrs["data-picker"] = ""
        if len(user.area_code) >= DISTRICT_DIGITS and self.instance.pk is None:
            self.initial.setdefault("area", user.area_code)


def by_words(queryset, words):
    """Every word typed stands in the name, the position or the office."""
    for word in words.split():
        named = Q(first_name__contains=word) | Q(last_name__contains=word)
        queryset = queryset.filter(named | Q(position__contains=word) | Q(office__contains=word))
    return queryset


COLUMNS = [
    {"label": "ชื่อ-สกุล", "sort": "name"},
    {"label": "ฝ่าย"},
    {"label": "ตำแหน่ง"},
    {"label": "พื้นที่", "sort": "place"},
    {"label": "เข้าร่วมกิจกรรม (ครั้ง)", "align": "end"},
    {"label": "สถานะ"},
]
LISTED = {
    "sorts": {"name": ("sort_key", "pk"), "place": ("area_id", "pk")},
    "order": ("sort_key", "pk"),
    "search": by_words,
    "filterset": PlaceFilterSet,
}


@require_GET
def partner_list(request):
    rows = Partner.objects.visible_to(request.user).select_related("area").annotate(times=Count("presences"))
    context = lists.listing(request, rows, columns=COLUMNS, row=lambda partner: _row(partner, request.user), **LISTED)
    context["exports"] = lists.ways_out(request, "partners")
    writes = request.user.may_write
    context["add_url"] = reverse("partner-new") if writes else None
    context["import_url"] = lists.way_in(request, "partners")
    context["crumbs"] = crumbs_for(request.user.area_code, request.user, page="ทะเบียนภาคี")
    return render(request, "villages/partner_list.html", context)


def _row(partner, user) -> dict:
    return {
        "key": partner.pk,
        "url": reverse("partner-detail", args=[partner.pk]),
        "cells": [
            {"text": partner.full_name},
            {"text": partner.get_kind_display()},
            {"text": partner.position or "–", "note": partner.office},
            {"text": partner.area.full_name},
            {"text": partner.times, "url": f"{reverse('partner-detail', args=[partner.pk])}#activities"},
            {"chip": _standing(partner)},
        ],
    }


def _standing(partner) -> dict:
    return {"word": "ร่วมงานอยู่", "tone": "ok"} if partner.is_active else {"word": "พ้นหน้าที่", "tone": "neutral"}


@require_safe
def partner_detail(request, pk):
    """One of the roster, and every activity where the partner was."""
    user = request.user
    partner = get_visible_or_404(Partner.objects.select_related("area"), user, pk=pk)
    joined = Activity.objects.visible_to(user).filter(participants__partner=partner)
    joined = list(joined.select_related("target_village__village", "target_village__year").order_by("-on", "-pk"))
    context = {
        "partner": partner,
        "status": _standing(partner),
        "measured": measured(partner.area.full_name, "ทุกปีงบประมาณ"),
        "facts": [
            ("ฝ่าย", partner.get_kind_display()),
            ("ตำแหน่ง", partner.position),
            ("หน่วยงาน", partner.office),
            ("พื้นที่", partner.area.full_name),
            ("เข้าร่วมกิจกรรม", f"{thai.number(len(joined))} ครั้ง", "#activities" if joined else ""),
        ],
        "events": [
            {
                "when": thai.thai_date(one.on),
                "title": str(one),
                "text": " · ".join(filter(None, [str(one.target_village), one.topic, one.place])),
                "url": reverse("activity-detail", args=[one.pk]),
            }
            for one in joined
        ],
        "edit_url": reverse("partner-edit", args=[pk]) if user.may_write else "",
        "crumbs": [
            *crumbs_for(partner.area_id, user),
            ("ทะเบียนภาคี", reverse("partner-list")),
            (partner.full_name, None),
        ],
    }
    return render(request, "villages/partner_detail.html", context)


@require_http_methods(["GET", "POST"])
def partner_new(request):
    require_writer(request.user)
    return _page(request, None)


@require_http_methods(["GET", "POST"])
def partner_edit(request, pk):
    return _page(request, get_editable_or_404(Partner, request.user, pk=pk))


def _page(request, partner):
    form = PartnerForm(request.POST or None, instance=partner, user=request.user)
    title = "เพิ่มภาคี" if partner is None else f"แก้ไข {partner}"
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึก {stored} ในทะเบียนภาคีแล้ว")
        return redirect("partner-list")
    crumbs = [("ทะเบียนภาคี", reverse("partner-list")), (title, None)]
    context = {"form": form, "title": title, "cancel_url": reverse("partner-list"), "crumbs": crumbs}
    return render(request, "villages/kept_form.html", context)
