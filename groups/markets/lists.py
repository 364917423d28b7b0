"""The outlets and fairs of the groups of an area."""

import django_filters
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from groups.models import Market, MarketKind
from samma.lists import listing, way_in, ways_out
from samma.thai import thai_date_short, thai_days
from villages.filters import PlaceFilterSet
from villages.places import place_words, with_place_names


class MarketFilterSet(PlaceFilterSet):
    kind = django_filters.ChoiceFilter(label="ประเภท", choices=MarketKind.choices, empty_label="ทุกประเภท")
    state = django_filters.ChoiceFilter(
        label="สถานะ",
        choices=[("open", "ยังขายอยู่หรือยังไม่จบงาน"), ("over", "สิ้นสุดแล้ว")],
        method="by_state",
        empty_label="ทั้งหมด",
    )

    def by_state(self, queryset, name, value):
        is_open = Q(ended=None) | Q(ended__gte=localdate())
        return queryset.filter(is_open if value == "open" else ~is_open)


def by_words(queryset, words):
    """The words stand in the name of the market, its place or its group."""
    return queryset.filter(Q(name__contains=words) | Q(place__contains=words) | Q(group__name__contains=words))


LISTED = {"search": by_words, "filterset": MarketFilterSet}


def market_listing(request) -> dict:
    context = listing(
        request,
        with_place_names(Market.objects.visible_to(request.user)).select_related("group__village"),
        columns=[{"label": "ตลาดหรืองาน"}, {"label": "ประเภท"}, {"label": "กลุ่ม"}, {"label": "เวลา"}, {"label": "สถานะ"}],
        row=_row,
        **LISTED,
    )
    context["exports"] = ways_out(request, "markets")
    context["import_url"] = way_in(request, "markets")
    return context


def _row(market) -> dict:
    place = place_words(market, market.group.village)
    return {
        "key": market.pk,
        "url": reverse("market-detail", args=[market.pk]),
        "cells": [
            {"text": market.name, "note": market.place},
            {"text": market.get_kind_display()},
            {"text": market.group.name, "note": place},
            {"text": days_of(market)},
            {"chip": state_of(market)},
        ],
    }


def days_of(market: Market) -> str:
    """12–21 ธ.ค. 2567 of a fair; since and until of an outlet."""
    if market.is_fair:
        return thai_days(market.started, market.ended)
    since = f"ตั้งแต่ {thai_date_short(market.started)}" if market.started else ""
    until = f"ถึง {thai_date_short(market.ended)}" if market.ended else ""
    return " ".join(filter(None, [since, until])) or "–"


def state_of(market: Market) -> dict:
    today = localdate()
    if market.ended and market.ended < today:
        return {"word": "จบงานแล้ว" if market.is_fair else "เลิกขายแล้ว", "tone": "neutral"}
    if market.started and market.started > today:
        return {"word": "กำลังจะมาถึง", "tone": "wait"}
    return {"word": "กำลังจัด" if market.is_fair else "ขายอยู่", "tone": "ok"}
