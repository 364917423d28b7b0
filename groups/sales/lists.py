"""The sales of the groups of an area: each row, and the sums by channel of all that the list is narrowed to."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from groups.models import DIRECT, Group, Market, MarketKind, Product, Sale
from groups.periods import PeriodFilterSet
from samma.figures import HERE
from samma.lists import NOT_OF_THE_LIST, listing, narrowed, way_in, ways_out
from samma.scope import row_number
from samma.thai import money, quantity, thai_month
from villages.filters import DayFilter
from villages.places import place_words, with_place_names

DIRECT_KEY = "direct"


def _named(model, name: str):
    """The one row that the address names, where the user may see it."""
    return lambda request: model.objects.visible_to(request.user).filter(pk=row_number(request.GET.get(name, "")))


class SaleFilterSet(PeriodFilterSet):
    """The hidden ones are asked by the sums of a group's page."""

    day_path = "month"
    group = django_filters.ModelChoiceFilter(label="กลุ่ม", queryset=_named(Group, "group"), widget=forms.HiddenInput)
    product = django_filters.ModelChoiceFilter(
        label="ผลิตภัณฑ์", queryset=_named(Product, "product"), widget=forms.HiddenInput
    )
    market = django_filters.ModelChoiceFilter(label="ตลาด", queryset=_named(Market, "market"), widget=forms.HiddenInput)
    month = DayFilter(label="เดือนของวันที่", widget=forms.HiddenInput)
    channel = django_filters.ChoiceFilter(
        label="ช่องทาง",
        choices=[(DIRECT_KEY, DIRECT), *MarketKind.choices],
        method="by_channel",
        empty_label="ทุกช่องทาง",
    )

    def by_channel(self, queryset, name, value):
        return queryset.filter(market=None) if value == DIRECT_KEY else queryset.filter(market__kind=value)


def by_words(queryset, words):
    """The words stand in the name of the group, the product or the market."""
    named = Q(group__name__contains=words) | Q(product__name__contains=words)
    return queryset.filter(named | Q(market__name__contains=words))


LISTED = {"order": ("-month", "-pk"), "search": by_words, "filterset": SaleFilterSet}


def sale_listing(request) -> dict:
    rows = Sale.objects.visible_to(request.user)
    context = listing(
        request,
        with_place_names(rows).select_related("group__village", "product", "market"),
        columns=[
            {"label": "กลุ่ม"},
            {"label": "เดือน"},
            {"label": "ผลิตภัณฑ์"},
            {"label": "ช่องทาง"},
            {"label": "จำนวน", "align": "end"},
            {"label": "ยอดขาย (บาท)", "align": "end"},
        ],
        row=_row,
        **LISTED,
    )
    context["exports"] = ways_out(request, "sales")
    context["import_url"] = way_in(request, "sales")
    narrow = narrowed(request, rows, **LISTED).queryset
    params = {name: value for name, value in request.GET.items() if value and name not in NOT_OF_THE_LIST}
    return context | {"sums": sums_of(narrow, params), "sum_label": f"รวม {money(narrow.total())} บาท"}


def _row(sale) -> dict:
    place = place_words(sale, sale.group.village)
    counted = f"{quantity(sale.quantity)} {sale.product.unit}".strip() if sale.quantity is not None else "–"
    return {
        "key": sale.pk,
        "url": reverse("sale-group", args=[sale.group_id]),
        "cells": [
            {"text": sale.group.name, "note": place},
            {"text": thai_month(sale.month)},
            {"text": sale.product.name},
            {"text": sale.channel, "note": sale.market.get_kind_display() if sale.market else ""},
            {"text": counted},
            {"text": money(sale.amount)},
        ],
    }


def sums_of(rows: QuerySet, asked: dict[str, str]) -> list[tuple]:
    """Baht by kind of channel, each opening its rows, and all of it: one query."""
    found = rows.order_by().values("market__kind").annotate(total=Sum("amount"))
    sums = {row["market__kind"]: row["total"] for row in found}
    if not sums:
        return []
    kinds = [(None, DIRECT), *MarketKind.choices]
    lines = [
        (label, f"{money(sums[kind])} บาท", f"?{urlencode(asked | {'channel': kind or DIRECT_KEY})}")
        for kind, label in kinds
        if kind in sums
    ]
    return [("รวมทุกช่องทาง", f"{money(sum(sums.values()))} บาท", "", HERE), *lines]
