"""What was planned for a day that has passed, and of which nobody has said that it was held."""

import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from samma import lists
from villages.filters import YearFilterSet
from villages.models import PlanItem
from villages.places import with_place_names

COLUMNS = [
    {"label": "กิจกรรม"},
    {"label": "หมู่บ้าน"},
    {"label": "ปี"},
    {"label": "วันตามแผน"},
    {"label": "เลยมา", "align": "end"},
]


class OverdueFilterSet(YearFilterSet):
    year_path = "target_village__year"


def overdue_of(user, today: datetime.date) -> QuerySet:
    return PlanItem.objects.visible_to(user).overdue(today)


@require_GET
def plan_overdue(request) -> HttpResponse:
    """The oldest first; a row leads to where it is said to be held, or called off."""
    today = timezone.localdate()
    rows = with_place_names(overdue_of(request.user, today)).select_related("target_village__village")
    context = lists.listing(
        request,
        rows,
        columns=COLUMNS,
        row=lambda item: _row(item, today),
        order=("on", "pk"),
        search=lambda found, words: found.filter(target_village__village__name__contains=words),
        filterset=OverdueFilterSet,
    )
    context["crumbs"] = [("กิจกรรมที่เลยกำหนด", None)]
    return render(request, "progress/plan_overdue.html", context)


def _row(item: PlanItem, today: datetime.date) -> dict:
    village = item.target_village.village
    return {
        "key": item.pk,
        "url": reverse("plan-item", args=[item.pk]),
        "cells": [
            {"text": str(item), "note": item.topic},
            {"text": village.title, "note": f"หมู่ที่ {village.moo} ต.{item.tambon_name} อ.{item.district_name}"},
            {"text": item.target_village.year_id},
            {"text": item.days_label, "note": item.place},
            {"text": f"{(today - item.last_day).days} วัน"},
        ],
    }
