"""Who could form a group in an area, and forming it: the finder, the village's choices, the form with the members in it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups.finder.area import NEARLY, Candidate, find
from groups.finder.candidates import candidates, told_if_trained
from groups.finder.forms import ProposeForm
from groups.finder.lists import place_url, places_listing
from groups.models import Origin
from households.models import Enrolment
from samma.figures import measured
from samma.lists import PAGE_SIZE
from samma.scope import WHOLE_COUNTRY, require_writer, row_number
from samma.thai import normalise, number
from villages.filters import PlaceFilterSet
from villages.models import Occupation, TargetVillage
from villages.places import crumbs_for, place_name

SHOWN = {"": "พร้อมตั้งกลุ่ม", "nearly": f"ขาด 1–{NEARLY} ครัวเรือน"}


# --- the finder -------------------------------------------------------------------------------------------------------
@require_safe
def group_finder(request):
    """Over the user's area, or the part of it that is chosen: who is enough, who is nearly enough and with whom."""
    places = PlaceFilterSet(request.GET or None, queryset=TargetVillage.objects.none(), request=request)
    area = _area(request, places)
    found = find(request.user, area)
    ready = [one for one in found if not one.short]
    nearly = [one for one in found if 0 < one.short <= NEARLY]
    show = request.GET.get("show", "")
    shown = nearly if show == "nearly" else ready
    asked = {"area": area} if area != request.user.area_code else {}
    context = {
        "filters": places.form,
        "needs_area": area == WHOLE_COUNTRY,
        "measured": "" if area == WHOLE_COUNTRY else measured(place_name(area)),
        "tabs": [
            {
                "label": label,
                "url": f"{request.path}?{urlencode(asked | ({'show': key} if key else {}))}",
                "current": show == key,
                "count": len(rows),
            }
            for (key, label), rows in zip(SHOWN.items(), (ready, nearly), strict=True)
        ],
        "columns": [{"label": "หมู่บ้าน"}, {"label": "อาชีพ"}, {"label": "ครัวเรือนที่ว่าง", "align": "end"}]
        + ([{"label": "หมู่บ้านข้างเคียงที่เติมได้"}] if show == "nearly" else [])
        + [{"label": "กลุ่มที่ควรเชื่อมโยง"}, {"label": "ทำต่อ"}],
        "crumbs": [("กลุ่มอาชีพ", reverse("group-list")), ("ค้นหาผู้ที่ตั้งกลุ่มได้", None)],
    }
    return render(request, "groups/finder/finder.html", context | _paged(request, shown, asked, show))


def _area(request, places) -> str:
    """The place asked for when it is inside the posting, else the posting itself."""
    chosen = request.GET.get("area", "")
    return chosen if chosen in dict(places.filters["area"].extra["choices"]) else request.user.area_code


def _paged(request, shown: list[Candidate], asked: dict, show: str) -> dict:
    """A page of the candidates; they are in hand already, so pages go by number."""
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(row_number(request.GET.get("page", "1")), 1), pages)
    query = asked | ({"show": show} if show else {})

    def url(to: int) -> str | None:
        return f"{request.path}?{urlencode(query | {'page': to})}" if 1 <= to <= pages else None

    rows = shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {
        "rows": [_row(one, request.user, is_nearly=show == "nearly") for one in rows],
        "page": {
            "previous_url": url(page - 1),
            "next_url": url(page + 1),
            "total_label": f"{number(len(shown))} รายการ",
        },
    }


def _row(one: Candidate, user, *, is_nearly: bool) -> dict:
    place = f"ต.{one.village.tambon_name} อ.{one.village.district_name}"
    trades = " · ".join(f"{name} {n}" for (_pk, name), n in one.trades.most_common())
    short = f"ขาดอีก {one.short}" if one.short else f"ขั้นต่ำ {one.minimum}"
    near = " · ".join(f"{other.village.title} หมู่ {other.village.moo} {other.count}" for other in one.completing)
    cells = [
        {"text": one.village, "note": place},
        {"text": one.kind_name, "note": trades},
        {"text": number(one.count), "note": short},
    ]
    if is_nearly:
        note = "" if one.can_be_completed or not near else "รวมกันแล้วยังไม่ครบ"
        cells.append({"text": near or "ไม่มีในตำบลเดียวกัน", "note": note})
    cells.append({"text": ", ".join(group.name for group in one.alike) or "–"})
    cells.append({"text": "ตั้งกลุ่ม", "url": _propose_url(one, near=is_nearly)} if user.may_write else {"text": "–"})
    return {"key": f"{one.village.code}-{one.kind}", "cells": cells}


def _propose_url(one: Candidate, *, near: bool = False, trade: int | None = None) -> str:
    more = {"village": one.village.code, "year": one.year, "type": one.kind}
    more |= {"near": 1} if near and one.near else {}
    more |= {"trade": trade} if trade else {}
    return f"{reverse('group-new')}?{urlencode(more)}"


# --- forming ----------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def group_new(request):
    """Choose the village, then the households of one occupation, then name the group."""
    require_writer(request.user)
    if "village" not in request.GET:
        return render(request, "groups/finder/new_village.html", places_listing(request))
    target = _target_or_404(request)
    context = {"target": target, "crumbs": crumbs_for(target.village_code, request.user, page="ตั้งกลุ่มอาชีพ")}
    if "existing" in request.GET:
        return _propose(request, context, candidates(target.village), Origin.EXISTING)
    found = find(request.user, target.village_code)
    chosen = next((one for one in found if str(one.kind) == request.GET.get("type")), None)
    if chosen:
        return _propose(request, context, _households(request, chosen), Origin.PROGRAMME, chosen)
    return render(request, "groups/finder/new_cluster.html", context | {"cards": _cards(target, found)})


def _target_or_404(request):
    """The target village of the code in the address, of the year asked for or else of its latest."""
    targets = TargetVillage.objects.visible_to(request.user).select_related("village", "year")
    targets = targets.filter(village_code=normalise(request.GET["village"]))
    if year := row_number(request.GET.get("year", "")):
        targets = targets.filter(year=year)
    target = targets.order_by("-year").first()
    if target is None:
        raise Http404
    return target


def _households(request, chosen: Candidate):
    """The candidate's households; with `near` also those of the neighbours that would complete it."""
    wanted = list(chosen.enrolments)
    if "near" in request.GET:
        wanted += [pk for other in chosen.near for pk in other.enrolments]
    rows = told_if_trained(Enrolment.objects.filter(pk__in=wanted))
    return rows.order_by("village_code", "number", "pk")


def _cards(target, found: list[Candidate]) -> list[dict]:
    """A card for each trade that is enough by itself, for each type, and for a group that exists already."""
    cards = []
    for one in found:
        cards += [
            _card(f"{one.kind_name} › {name}", n, _propose_url(one, trade=pk), 0) for pk, name, n in one.whole_trades
        ]
        if [pair for pair in one.trades if pair[0] != one.kind] and len(one.trades) == 1 and one.whole_trades:
            continue  # one trade is all there is of the type
        cards.append(_card(one.kind_name, one.count, _propose_url(one, near=bool(one.short)), one.short))
    existing = {
        "title": "บันทึกกลุ่มที่มีอยู่เดิม",
        "icon": "journal-text",
        "text": "กลุ่มที่ตั้งมาก่อนโครงการ พัฒนาตามหลัก 5 ก โดยไม่นับขั้นต่ำของครัวเรือน",
        "url": place_url(target, existing=1),
    }
    return [*cards, existing]


def _card(title: str, count: int, url: str, short: int) -> dict:
    return {
        "title": title,
        "icon": "people",
        "text": f"ครัวเรือนที่ผ่านการอบรมและยังไม่มีกลุ่ม {count} ครัวเรือน",
        "url": url,
        "status": {"word": f"ขาดอีก {short}", "tone": "wait"} if short else {"word": "ครบขั้นต่ำ ตั้งกลุ่มได้", "tone": "ok"},
    }


def _propose(request, context, households, origin, chosen: Candidate | None = None):
    target = context["target"]
    kind, initial = None, {"founded": localdate()}
    if chosen:
        kind = Occupation.objects.get(pk=chosen.kind)
        initial |= _begun(request, target, chosen, kind)
    form = ProposeForm(
        request.POST or None,
        user=request.user,
        target=target,
        households=households,
        origin=origin,
        kind=kind,
        initial=initial,
    )
    group = form.store() if form.is_bound else None
    if group:
        messages.success(request, f"ตั้ง{group.name} แล้ว ต่อไปทำให้ครบ 5 ก")
        return redirect("group-detail", pk=group.pk)
    more = {"form": form, "cluster": chosen, "alike": chosen.alike if chosen else []}
    return render(request, "groups/finder/new.html", context | more)


def _begun(request, target, chosen: Candidate, kind: Occupation) -> dict:
    """The form filled in: the trade that was chosen or that all share, else the type; the village's own households ticked."""
    trade = row_number(request.GET.get("trade", ""))
    if trade not in chosen.of_trade:
        trade = next(iter(chosen.of_trade)) if len(chosen.of_trade) == 1 else 0
    occupation = Occupation.objects.get(pk=trade) if trade else kind
    return {
        "name": f"กลุ่ม{occupation}{target.village.title}",
        "occupation": occupation,
        "enrolments": chosen.of_trade[trade] if trade else chosen.enrolments,
    }
