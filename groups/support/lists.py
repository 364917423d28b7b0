"""The help that groups of an area got: each of them, and how much by kind and by agency."""

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from groups.models import HELP, GroupSupport
from groups.periods import PeriodFilterSet
from households.models import SupportKind
from samma.lists import NOT_OF_THE_LIST, listing, narrowed, way_in, ways_out
from samma.thai import money, number, thai_date_short
from villages.places import place_words, with_place_names

MOST_AGENCIES = 12


class SupportFilterSet(PeriodFilterSet):
    kind = django_filters.ChoiceFilter(
        label="ด้าน",
        choices=[(kind.value, kind.label) for kind in HELP],
        empty_label="ทุกด้าน",
    )
    agency = django_filters.CharFilter(label="หน่วยงาน", widget=forms.HiddenInput)


def by_words(queryset, words):
    """The words stand in the name of the group, the agency or what was given."""
    return queryset.filter(Q(group__name__contains=words) | Q(agency__contains=words) | Q(what__contains=words))


LISTED = {"order": ("-on", "-pk"), "search": by_words, "filterset": SupportFilterSet}


def support_listing(request) -> dict:
    """One page of the list, and the sums of all that it is narrowed to."""
    rows = GroupSupport.objects.visible_to(request.user)
    context = listing(
        request,
        with_place_names(rows).select_related("group__village"),
        columns=[
            {"label": "กลุ่ม"},
            {"label": "วันที่"},
            {"label": "ด้าน"},
            {"label": "หน่วยงาน"},
            {"label": "สนับสนุนอะไร"},
            {"label": "มูลค่า (บาท)", "align": "end"},
        ],
        row=_row,
        **LISTED,
    )
    context["exports"] = ways_out(request, "group-support")
    context["import_url"] = way_in(request, "group-support")
    return context | sums_of(narrowed(request, rows, **LISTED).queryset, request.GET)


def _row(support) -> dict:
    place = place_words(support, support.group.village)
    return {
        "key": support.pk,
        "url": reverse("group-support-detail", args=[support.pk]),
        "cells": [
            {"text": support.group.name, "note": place},
            {"text": thai_date_short(support.on)},
            {"text": support.get_kind_display()},
            {"text": support.agency},
            {"text": support.what},
            {"text": money(support.value) if support.value is not None else "–"},
        ],
    }


def sums_of(rows: QuerySet, asked) -> dict:
    """How often and how much, by kind and by agency, as components/facts.html takes them, each opening its rows."""
    params = {name: value for name, value in asked.items() if value and name not in NOT_OF_THE_LIST}
    total = rows.aggregate(total=Sum("value"))["total"]
    counted = {row["kind"]: row for row in _counted(rows, "kind")}
    agencies = list(_counted(rows, "agency").order_by("-n", "agency")[: MOST_AGENCIES + 1])
    return {
        "kinds": [
            (kind.label, _in_words(counted[kind.value]), f"?{urlencode(params | {'kind': kind.value})}")
            for kind in HELP
            if kind.value in counted
        ],
        "agencies": [
            (row["agency"], _in_words(row), f"?{urlencode(params | {'agency': row['agency']})}")
            for row in agencies[:MOST_AGENCIES]
        ],
        "more_agencies": len(agencies) > MOST_AGENCIES,
        "sum_label": f"รวม {money(total)} บาท" if total is not None else "",
    }


def _counted(rows: QuerySet, name: str) -> QuerySet:
    return rows.order_by().values(name).annotate(n=Count("pk"), total=Sum("value"))


def _in_words(row: dict) -> str:
    """2 ครั้ง 3,500.00 บาท"""
    return f"{number(row['n'])} ครั้ง" + (f" {money(row['total'])} บาท" if row["total"] is not None else "")


def kinds_in_words(rows: QuerySet) -> str:
    """วิชาการ 2 ครั้ง · อุปกรณ์ 1 ครั้ง 3,500.00 บาท"""
    order = [kind.value for kind in HELP]
    found = sorted(_counted(rows, "kind"), key=lambda row: order.index(row["kind"]))
    return " · ".join(f"{SupportKind(row['kind']).label} {_in_words(row)}" for row in found)
