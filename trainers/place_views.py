"""Pages of learning places: the list, one place, and its form."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.lists import listing
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer, row_number
from trainers.filters import LearningPlaceFilter
from trainers.models import LearningPlace, PlaceKind, PlaceUse, Sage
from trainers.place_forms import LearningPlaceForm
from villages.models import Village
from villages.places import crumbs_for

TRADES = ("trade_1", "trade_2", "trade_3")
USE_TONES = {PlaceUse.IN_USE: "ok", PlaceUse.IDLE: "wait", PlaceUse.NEEDS_REPAIR: "warn"}
COLUMNS = [
    {"label": "แหล่งเรียนรู้", "sort": "name"},
    {"label": "หมู่บ้าน"},
    {"label": "อาชีพที่สอน"},
    {"label": "รับได้ (คน)", "align": "end"},
    {"label": "การใช้งาน"},
]


def by_words(queryset, words):
    """Every word stands in the place's name, its owner's or its contact's."""
    for word in words.split():
        owner = Q(owner__first_name__contains=word) | Q(owner__last_name__contains=word)
        queryset = queryset.filter(Q(name__contains=word) | Q(contact__contains=word) | owner)
    return queryset


LISTED = {"search": by_words, "filterset": LearningPlaceFilter}


@require_safe
def place_list(request):
    places = LearningPlace.objects.visible_to(request.user).select_related("village__tambon", "owner", *TRADES)
    context = listing(request, places, columns=COLUMNS, row=_row, **LISTED)
    context |= {
        "add_url": reverse("learning-place-new") if request.user.may_write else None,
        "actions": [{"label": "ค้นตามอาชีพและระยะทาง", "url": reverse("sage-near"), "icon": "geo-alt"}],
        "crumbs": [("ปราชญ์ชุมชน", reverse("sage-list")), ("แหล่งเรียนรู้", None)],
    }
    return render(request, "trainers/place_list.html", context)


def _row(place) -> dict:
    owner = f" ของ {place.owner}" if place.owner else ""
    return {
        "key": place.pk,
        "url": reverse("learning-place-detail", args=[place.pk]),
        "cells": [
            {"text": place.name, "note": f"{place.get_kind_display()}{owner}"},
            {"text": str(place.village), "note": place.village.tambon.full_name},
            {"text": ", ".join(map(str, place.trades)) or "–"},
            {"text": place.capacity},
            {"chip": {"word": place.get_use_display(), "tone": USE_TONES[place.use]}},
        ],
    }


@require_safe
def place_detail(request, pk):
    places = LearningPlace.objects.select_related("village__tambon", "owner", *TRADES)
    place = get_visible_or_404(places, request.user, pk=pk)
    facts = [
        ("ประเภท", place.get_kind_display()),
        ("หมู่บ้าน", f"{place.village} {place.village.tambon.full_name}"),
        ("อาชีพที่สอน", ", ".join(map(str, place.trades))),
        ("ปราชญ์เจ้าของ", str(place.owner or "ของส่วนรวม"), _sage_url(place)),
        ("รับได้ครั้งละ", f"{place.capacity} คน" if place.capacity is not None else ""),
        ("ผู้ติดต่อ", place.contact),
        ("โทรศัพท์", thai.telephone(place.phone) if request.user.may_write else ""),
        _spot(place),
        ("เผยแพร่ในทำเนียบสาธารณะ", "ยินยอม" if place.consent else "ยังไม่ยินยอม"),
        ("หมายเหตุ", place.note or "–"),
    ]
    context = {
        "place": place,
        "facts": facts,
        "status": {"word": place.get_use_display(), "tone": USE_TONES[place.use]},
        "near_url": f"{reverse('sage-near')}?{urlencode({'village': place.village_id})}",
        "may_write": request.user.may_write,
        "crumbs": [
            *crumbs_for(place.village_code, request.user),
            ("แหล่งเรียนรู้", reverse("learning-place-list")),
            (place.name, None),
        ],
    }
    return render(request, "trainers/place_detail.html", context)


def _spot(place) -> tuple:
    """Its degrees, and the map where they lie."""
    if place.lat is None:
        return ("พิกัด", "")
    url = f"https://www.openstreetmap.org/?{urlencode({'mlat': place.lat, 'mlon': place.lon})}"
    return ("พิกัด", f"{place.lat}, {place.lon}", url)


def _sage_url(place) -> str | None:
    return reverse("sage-detail", args=[place.owner_id]) if place.owner_id else None


@require_http_methods(["GET", "POST"])
def place_new(request):
    """A new place; `?village=` and `?sage=` say what the page before meant."""
    require_writer(request.user)
    initial = {
        "village": Village.objects.visible_to(request.user)
        .filter(pk=row_number(request.GET.get("village", "")))
        .first()
    }
    sage = Sage.objects.visible_to(request.user).filter(pk=row_number(request.GET.get("sage", ""))).first()
    if sage is not None:
        initial |= {
            "village": sage.village_id,
            "owner": sage.pk,
            "trade_1": sage.expertise_id,
            "kind": PlaceKind.SAGE_HOME,
            "name": f"บ้านปราชญ์ {sage.full_name}",
            "contact": sage.full_name,
            "phone": sage.phone,
        }
    form = LearningPlaceForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and (place := form.store()):
        messages.success(request, f"บันทึกแหล่งเรียนรู้ “{place}” แล้ว")
        return redirect("learning-place-detail", pk=place.pk)
    return _form_page(request, form, "เพิ่มแหล่งเรียนรู้", reverse("learning-place-list"))


@require_http_methods(["GET", "POST"])
def place_edit(request, pk):
    place = get_editable_or_404(LearningPlace, request.user, pk=pk)
    name = place.name
    form = LearningPlaceForm(request.POST or None, instance=place, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกแหล่งเรียนรู้ “{place}” แล้ว")
        return redirect("learning-place-detail", pk=pk)
    return _form_page(request, form, f"แก้ไข{name}", reverse("learning-place-detail", args=[pk]))


def _form_page(request, form, heading, back):
    crumbs = [
        ("ปราชญ์ชุมชน", reverse("sage-list")),
        ("แหล่งเรียนรู้", reverse("learning-place-list")),
        (heading, None),
    ]
    context = {"form": form, "stale": form.stale, "heading": heading, "cancel_url": back, "crumbs": crumbs}
    return render(request, "trainers/form.html", context)
