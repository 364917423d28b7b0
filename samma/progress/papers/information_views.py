"""สารสนเทศของหมู่บ้าน on the screen: the figures and bars of its report, each figure with the list behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samma import thai
from samma.figures import AIM, HERE, RATIO, measured_of
from samma.progress.papers.village_figures import Bars, charts, figures, when
from samma.scope import get_visible_or_404
from villages.models import TargetVillage, VillageProfile
from villages.paper_ways import paper_way
from villages.places import crumbs_for, place_name

FIGURE_COLUMNS = [
    {"label": "ตัวชี้วัด"},
    {"label": "จำนวน", "align": "end"},
    {"label": "จากทั้งหมด"},
    {"label": "ร้อยละ", "align": "end"},
    {"label": "ข้อมูล"},
]
BAR_COLUMNS = [{"label": "รายการ"}, {"label": "แผนภูมิ"}]


@require_safe
def target_information(request, pk) -> HttpResponse:
    """The same figures and drawings as on paper."""
    targets = TargetVillage.objects.select_related("village", "year")
    target = get_visible_or_404(targets, request.user, pk=pk)
    today = timezone.localdate()
    profile = VillageProfile.objects.filter(village=target.village_id).first()
    sections: dict[str, list[dict]] = {}
    for figure in figures(target, request.user, today):
        sections.setdefault(figure.section, []).append(_figure_row(figure, today))
    actions = [paper_way(pk, "village-report", "รายงานแบบเปล่า", kind="blank")]
    if request.user.may_write:
        edit = {"label": "ข้อมูลทั่วไปของหมู่บ้าน", "url": reverse("target-profile", args=[pk]), "icon": "pencil"}
        actions.insert(0, edit)
    context = {
        "target": target,
        "place": place_name(target.village_code),
        "measured": measured_of(target),
        "print_url": reverse("target-paper-pdf", args=[pk, "village-report"]),
        "actions": actions,
        "profile_facts": _profile_facts(profile),
        "figure_sections": [
            {"title": title, "columns": FIGURE_COLUMNS, "rows": rows} for title, rows in sections.items()
        ],
        "charts": [_chart(chart) for chart in charts(target).values()],
        "crumbs": crumbs_for(target.village_code, request.user, page="สารสนเทศของหมู่บ้าน", target_pk=pk),
    }
    return render(request, "progress/information.html", context)


def _profile_facts(profile: VillageProfile | None) -> list[tuple]:
    if profile is None:
        return []
    said = {
        "ประวัติความเป็นมา": profile.history,
        "สภาพทางภูมิศาสตร์": profile.geography,
        "ประชากร (คน)": None if profile.people is None else thai.number(profile.people),
        "ครัวเรือนทั้งหมู่บ้าน": profile.households,
        "ระดับการพัฒนา กชช.2ค": profile.get_nrd_level_display() or "",
        "อาชีพของคนในหมู่บ้าน": profile.work,
        "ข้อมูล ณ วันที่": thai.thai_date(profile.as_of) if profile.as_of else "",
        "แหล่งข้อมูล": profile.told_by,
    }
    return list(said.items())


def _figure_row(figure, today) -> dict:
    of = "" if figure.of is None else f"{thai.number(figure.of)} {figure.of_what}"
    url = figure.url if figure.value else ""
    return {
        "key": figure.label,
        "url": url or None,
        "cells": [
            {"text": figure.label, "note": figure.note, "note_why": figure.note_why},
            {"text": figure.shown, "url": url, "why": figure.why, "note": figure.unit},
            {"text": of or "–", "url": figure.of_url if figure.of else "", "why": AIM},
            {"text": "–" if figure.percent is None else str(figure.percent), "why": RATIO},
            {"text": when(figure, today)},
        ],
    }


def _chart(chart: Bars) -> dict:
    rows = [
        {
            "key": row.label,
            "cells": [
                {"text": row.label, "url": row.url, "note": row.figure, "note_url": row.url, "note_why": row.why},
                {"text": row.drawing, "why": HERE},
            ],
        }
        for row in chart.rows
    ]
    return {
        "title": chart.title,
        "basis": chart.basis,
        "basis_url": chart.basis_url,
        "columns": BAR_COLUMNS,
        "rows": rows,
    }
