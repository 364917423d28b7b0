"""The list of groups of an area: by place and year, the five ก, registration, OTOP and origin."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from groups import five
from groups.models import Group, Origin, OtopRegistration
from groups.page import group_status
from groups.rules import TITLES, unmet
from groups.standing import standings_of
from groups.then import founded_by, producing_by
from samma.lists import listing, way_in, ways_out
from villages.filters import DatedFilterSet
from villages.models import Occupation
from villages.places import place_words, with_place_names


class GroupFilterSet(DatedFilterSet):
    """By place and year as everywhere; by type of occupation, the five ก, registration, OTOP and origin."""

    type = django_filters.ModelChoiceFilter(
        queryset=Occupation.objects.types(),
        label="ประเภทอาชีพ",
        method="of_type",
        empty_label="ทุกประเภท",
    )
    five = django_filters.ChoiceFilter(
        choices=[
            ("yes", "ครบ 5ก"),
            ("no", "ยังไม่ครบ 5ก"),
            *((str(n), f"ขาด {title}") for n, title in zip(five.ELEMENTS, TITLES, strict=True)),
        ],
        label="5ก",
        method="by_five",
        empty_label="ทั้งหมด",
    )
    registered = django_filters.ChoiceFilter(
        choices=[("yes", "ขึ้นทะเบียนแล้ว"), ("no", "ยังไม่ขึ้นทะเบียน")],
        label="การขึ้นทะเบียน",
        method="by_registration",
        empty_label="ทั้งหมด",
    )
    otop = django_filters.ChoiceFilter(
        choices=[("yes", "ขึ้นทะเบียนแล้ว"), ("no", "ยังไม่ขึ้นทะเบียน")],
        label="ผู้ผลิต OTOP",
        method="by_otop",
        empty_label="ทั้งหมด",
    )
    origin = django_filters.ChoiceFilter(choices=Origin.choices, label="ที่มา", empty_label="ทั้งหมด")

    def of_type(self, queryset, name, value):
        return queryset.filter(Q(occupation=value) | Q(occupation__parent=value))

    def by_five(self, queryset, name, value):
        if value == "yes":
            return five.complete(queryset)
        return five.short(queryset) if value == "no" else five.lacking(queryset, int(value))

    def by_otop(self, queryset, name, value):
        producers = Exists(OtopRegistration.objects.filter(product__group=OuterRef("pk")))
        return queryset.filter(producers if value == "yes" else ~producers)

    def by_registration(self, queryset, name, value):
        return queryset.filter(registered_on__isnull=value == "no")

    def stood_on(self, queryset, day, asked):
        queryset = queryset.filter(founded_by(day))
        if asked.get("registered") == "yes":
            queryset = queryset.filter(registered_on__lte=day)
        return queryset.filter(Exists(producing_by(day))) if asked.get("otop") == "yes" else queryset


def by_words(queryset, words):
    """The words stand in the name of the group or of its village."""
    return queryset.filter(Q(name__contains=words) | Q(village__name__contains=words))


LISTED = {"search": by_words, "filterset": GroupFilterSet}


def groups_listing(request) -> dict:
    """The groups of the user's area; how many of the five ก each has is read for the whole page at once."""
    queryset = with_place_names(Group.objects.visible_to(request.user)).select_related("village", "occupation", "year")
    context = listing(
        request,
        queryset.annotate(has_otop=Exists(OtopRegistration.objects.filter(product__group=OuterRef("pk")))),
        columns=[
            {"label": "กลุ่ม"},
            {"label": "อาชีพ"},
            {"label": "ปี"},
            {"label": "สมาชิก", "align": "end"},
            {"label": "สถานะ"},
            {"label": "OTOP"},
        ],
        row=lambda group: group,
        **LISTED,
    )
    context["exports"] = ways_out(request, "groups", {"groups": "ทะเบียนกลุ่มอาชีพ"})
    context["import_url"] = way_in(request, "groups")
    standings = standings_of(context["rows"])
    return context | {"rows": [_group_row(group, standings[group.pk]) for group in context["rows"]]}


def _group_row(group, standing) -> dict:
    place = place_words(group, group.village)
    origin = f" · {group.get_origin_display()}" if group.origin == Origin.EXISTING else ""
    return {
        "key": group.pk,
        "url": reverse("group-detail", args=[group.pk]),
        "cells": [
            {"text": group.name, "note": f"{place}{origin}"},
            {"text": group.occupation},
            {"text": group.year_id},
            {"text": standing.members, "url": f"{reverse('group-detail', args=[group.pk])}#member"},
            {"chip": group_status(group, unmet(standing))},
            {"chip": {"word": "มีแล้ว", "tone": "ok"}} if group.has_otop else {"text": "–"},
        ],
    }
