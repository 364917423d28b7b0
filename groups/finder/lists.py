"""The villages of an area in which a group could be formed, each with its trained households that no group has."""

from django.urls import reverse
from django.utils.http import urlencode

from groups.finder.candidates import Cluster, clusters_of
from samma.lists import listing
from villages.filters import YearFilterSet
from villages.models import TargetVillage
from villages.places import with_place_names


def places_listing(request) -> dict:
    """Target villages to form a group in, newest year first, each with the trained households that no group has."""
    queryset = with_place_names(TargetVillage.objects.visible_to(request.user)).select_related("village", "year")
    context = listing(
        request,
        queryset,
        columns=[{"label": "หมู่บ้าน"}, {"label": "ปี"}, {"label": "อาชีพที่ครบขั้นต่ำ"}, {"label": "อาชีพที่ยังขาด"}],
        row=lambda target: target,
        order=("-year_id", "village_code", "pk"),
        search=lambda rows, q: rows.filter(village__name__contains=q),
        filterset=YearFilterSet,
    )
    clusters = clusters_of(context["rows"])
    return context | {"rows": [_place_row(target, clusters[target.pk]) for target in context["rows"]]}


def _place_row(target, clusters: list[Cluster]) -> dict:
    ready = [f"{cluster.kind} {len(cluster.enrolments)} ครัวเรือน" for cluster in clusters if not cluster.short]
    short = [f"{cluster.kind} ขาดอีก {cluster.short}" for cluster in clusters if cluster.short]
    return {
        "key": target.pk,
        "url": place_url(target),
        "cells": [
            {"text": target.village, "note": f"ต.{target.tambon_name} อ.{target.district_name}"},
            {"text": target.year_id},
            {"text": " · ".join(ready) or "–"},
            {"text": " · ".join(short) or "–"},
        ],
    }


def place_url(target, **more) -> str:
    """The page that forms a group in a target village; `more` says from which households."""
    return f"{reverse('group-new')}?{urlencode({'village': target.village_code, 'year': target.year_id} | more)}"
