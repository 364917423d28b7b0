"""Pages of villages: taking one into a year, its names and code."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samma import lists, thai
from samma.scope import get_editable_or_404, require_writer
from villages.actions import remove_target
from villages.filters import PlaceFilterSet
from villages.forms import RecodeForm, TargetForm, TargetNoteForm, VillageForm
from villages.models import Area, TargetVillage, Village
from villages.places import crumbs_for, with_place_names

PICKER_ROWS = 30


def matching(queryset, words: str, path: str = ""):
    """Villages whose name, other name or code begins or holds the words; `path` leads to the village from another row."""
    bare = words.removeprefix("บ้าน") or words
    digits = thai.arabic_digits(words)
    named = Q(**{f"{path}name__contains": bare}) | Q(**{f"{path}alias__contains": bare})
    return queryset.filter(named | Q(**{f"{path}code__startswith": digits}) if digits.isdecimal() else named)


@require_http_methods(["GET", "POST"])
def target_new(request):
    """A village into the programme: one page, then its own page."""
    require_writer(request.user)
    given = {key: request.GET[key] for key in ("tambon", "moo", "name", "alias") if request.GET.get(key)}
    form = TargetForm(request.POST or None, user=request.user, initial=given)
    if request.method == "POST" and (target := form.store()):
        messages.success(request, f"เพิ่ม{target.village} เป็นหมู่บ้านเป้าหมายปี {target.year} แล้ว")
        return redirect("target-detail", pk=target.pk)
    crumbs = crumbs_for(request.user.area_code, request.user, page="เพิ่มหมู่บ้านเป้าหมาย")
    return render(request, "villages/target_new.html", {"form": form, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def target_edit(request, pk):
    """Names and place of the village, and the note of the year, saved together."""
    target = get_editable_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=pk)
    data, name = request.POST or None, str(target.village)
    form = VillageForm(data, instance=target.village, user=request.user)
    note = TargetNoteForm(data, instance=target, user=request.user, prefix="target")
    if request.method == "POST" and _stored_together(form, note):
        messages.success(request, f"บันทึก{form.instance} แล้ว")
        return redirect("target-detail", pk=target.pk)
    crumbs = crumbs_for(target.village_code, request.user, page="แก้ไข", target_pk=target.pk)
    context = {"form": form, "note": note, "stale": form.stale or note.stale, "target": target, "name": name}
    return render(request, "villages/target_edit.html", context | {"crumbs": crumbs})


def _stored_together(*forms) -> bool:
    """Store all forms or none; each keeps its own sentences."""
    with transaction.atomic():
        stored = [form.store() for form in forms]
        if all(stored):
            return True
        transaction.set_rollback(True)
    return False


@require_http_methods(["GET", "POST"])
def target_remove(request, pk):
    """Take back a village taken in by mistake, as long as nothing hangs on it."""
    target = get_editable_or_404(TargetVillage.objects.select_related("village"), request.user, pk=pk)
    name, code = str(target), target.village_code
    if request.method == "POST":
        try:
            remove_target(target, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("target-detail", pk=pk)
        messages.success(request, f"เอา{name} ออกจากหมู่บ้านเป้าหมายแล้ว")
        return redirect("target-list")
    crumbs = crumbs_for(code, request.user, page="เอาออกจากหมู่บ้านเป้าหมาย", target_pk=pk)
    return render(request, "villages/target_remove.html", {"target": target, "crumbs": crumbs})


LISTED = {
    "sorts": {"name": ("sort_key", "pk"), "code": ("code", "pk")},
    "order": ("sort_key", "pk"),
    "search": matching,
    "filterset": PlaceFilterSet,
}


@require_GET
def village_list(request):
    """Every village entered, whether in the programme or not."""
    years = Prefetch("targets", TargetVillage.objects.order_by("year_id"))
    context = lists.listing(
        request,
        with_place_names(Village.objects.visible_to(request.user)).prefetch_related(years),
        columns=[
            {"label": "หมู่บ้าน", "sort": "name"},
            {"label": "หมู่ที่", "align": "end"},
            {"label": "ตำบล / อำเภอ"},
            {"label": "รหัส", "sort": "code"},
            {"label": "ปีที่เป็นหมู่บ้านเป้าหมาย"},
        ],
        row=lambda village: _village_row(village, request.user),
        **LISTED,
    )
    context["exports"] = lists.ways_out(request, "villages")
    context["import_url"] = lists.way_in(request, "villages")
    crumbs = crumbs_for(request.user.area_code, request.user, page="หมู่บ้านทั้งหมด")
    add_url = reverse("target-new") if request.user.may_write else None
    return render(request, "villages/village_list.html", context | {"crumbs": crumbs, "add_url": add_url})


def _village_row(village, user):
    years = ", ".join(str(target.year_id) for target in village.targets.all())
    return {
        "key": village.pk,
        "url": reverse("village-edit", args=[village.pk]) if user.may_write else None,
        "cells": [
            {"text": village.title, "note": village.alias},
            {"text": village.moo},
            {"text": f"ต.{village.tambon_name}", "note": f"อ.{village.district_name} จ.{village.province_name}"},
            {"text": village.code},
            {"text": years or "ยังไม่เป็นหมู่บ้านเป้าหมาย"},
        ],
    }


@require_http_methods(["GET", "POST"])
def village_edit(request, pk):
    """Names and place of a village."""
    village = get_editable_or_404(Village, request.user, pk=pk)
    name = str(village)
    form = VillageForm(request.POST or None, instance=village, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึก{village} แล้ว")
        return redirect("village-list")
    crumbs = crumbs_for(village.code, request.user, page="แก้ไขหมู่บ้าน")
    context = {"form": form, "village": village, "name": name, "crumbs": crumbs, "actions": _ways_from(village)}
    return render(request, "villages/village_edit.html", context)


def _ways_from(village: Village) -> list[dict]:
    to_target = f"{reverse('target-new')}?tambon={village.tambon_id}&moo={village.moo}&name={village.name}"
    return [
        {"label": "เพิ่มเป็นหมู่บ้านเป้าหมายของปีหนึ่ง", "url": to_target, "icon": "plus-lg"},
        {"label": "เปลี่ยนรหัสหมู่บ้าน", "url": reverse("village-recode", args=[village.pk]), "icon": "geo-alt"},
    ]


@require_http_methods(["GET", "POST"])
def village_recode(request, pk):
    """Another tambon or moo for a village: every row below it moves along."""
    village = get_editable_or_404(Village.objects.select_related("tambon"), request.user, pk=pk)
    form = RecodeForm(request.POST or None, user=request.user, village=village)
    if request.method == "POST" and (moved := form.store()) is not None:
        messages.success(request, f"เปลี่ยนรหัส{village.title} แล้ว ย้ายข้อมูลตามไป {thai.number(moved)} รายการ")
        return redirect("village-list")
    crumbs = crumbs_for(village.code, request.user, page="เปลี่ยนรหัสหมู่บ้าน")
    return render(request, "villages/village_recode.html", {"form": form, "village": village, "crumbs": crumbs})


@require_GET
def tambon_picker(request):
    """Tambons inside the posting whose name holds the words typed, for the search box of a form."""
    words = thai.normalise(request.GET.get("q", "")).strip().removeprefix("ตำบล")
    found = with_place_names(Area.objects.tambons().visible_to(request.user)).filter(name_th__contains=words)
    results = [
        {"id": area.code, "text": area.full_name, "note": f"อ.{area.district_name} จ.{area.province_name}"}
        for area in found.order_by("sort_key", "code")[:PICKER_ROWS]
    ]
    return JsonResponse({"results": results})


@require_GET
def village_picker(request):
    """Villages inside the posting whose name or code holds the words typed, for the search box of a form."""
    words = thai.normalise(request.GET.get("q", "")).strip()
    found = (
        matching(with_place_names(Village.objects.visible_to(request.user)), words) if words else Village.objects.none()
    )
    results = [
        {"id": village.pk, "text": str(village), "note": f"ต.{village.tambon_name} อ.{village.district_name}"}
        for village in found.order_by("sort_key", "code")[:PICKER_ROWS]
    ]
    return JsonResponse({"results": results})
