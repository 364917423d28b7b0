"""Pages of the village's potential and of what it sent to plans."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.figures import measured, measured_of
from samma.formfields import ThaiDateField
from samma.forms import PlainForm
from samma.scope import get_editable_or_404, get_visible_or_404
from villages.forum_forms import PotentialGrid, ProposalForm
from villages.models import PlanAnswer, PlanProposal, PotentialKind, TargetVillage
from villages.places import crumbs_for

TONES = {PlanAnswer.WAITING: "wait", PlanAnswer.TAKEN: "ok", PlanAnswer.LATER: "warn", PlanAnswer.REFUSED: "stop"}
ROW_COLUMNS = [
    {"label": "ประเภท", "width": "md"},
    {"label": "ศักยภาพหรือทรัพยากร", "width": "lg", "help": "เช่น ลำห้วย ป่าชุมชน กองทุนหมู่บ้าน ผ้าทอ"},
    {"label": "รายละเอียด", "width": "xl"},
    {"label": "มูลค่าหรือเงินทุน (บาท)", "width": "md"},
    {"label": "ใช้กับอาชีพ", "width": "md"},
]
PROPOSAL_COLUMNS = [
    {"label": "โครงการ/กิจกรรมที่เสนอ"},
    {"label": "เสนอเข้า"},
    {"label": "ส่งเมื่อ"},
    {"label": "งบประมาณที่เสนอ", "align": "end"},
    {"label": "คำตอบ"},
    {"label": "งบประมาณที่ได้", "align": "end"},
]

PROPOSALS = {  # what a figure counts or sums
    "waiting": lambda row: row.answer == PlanAnswer.WAITING,
    "asked": lambda row: row.budget_asked is not None,
    "given": lambda row: row.budget_given is not None,
}
SUMS = {"asked": "budget_asked", "given": "budget_given"}


def _target(getter, request, pk):
    return getter(TargetVillage.objects.select_related("village", "year"), request.user, pk=pk)


class ForumDayForm(PlainForm):
    """The day of the forum whose list is written down; rows written now keep it."""

    on = ThaiDateField(label="เวทีประชาคมวันที่", required=False)


@require_safe
def potential_list(request, pk):
    """What the village has to build an occupation on, kind by kind."""
    target = _target(get_visible_or_404, request, pk)
    rows = list(target.village.potentials.select_related("trade"))
    panels = [
        {"title": label, "events": [_told(row) for row in rows if row.kind == kind]}
        for kind, label in PotentialKind.choices
        if any(row.kind == kind for row in rows)
    ]
    context = {
        "target": target,
        "panels": panels,
        "measured": measured(target.village),
        "total_label": f"{thai.number(len(rows))} รายการ",
        "edit_url": reverse("potential-grid", args=[pk]) if request.user.may_write else None,
        "crumbs": crumbs_for(target.village_code, request.user, page="ศักยภาพของหมู่บ้าน", target_pk=pk),
    }
    return render(request, "villages/potential_list.html", context)


def _told(row) -> dict:
    value = f"{thai.money(row.value)} บาท" if row.value is not None else ""
    trade = f"ใช้กับอาชีพ{row.trade}" if row.trade else ""
    return {
        "when": f"เวทีประชาคม {thai.thai_date_short(row.found_on)}" if row.found_on else "",
        "title": row.name,
        "text": " · ".join(filter(None, [row.detail, value, trade])),
    }


@require_http_methods(["GET", "POST"])
def potential_grid(request, pk):
    """The list as the forum fills it."""
    target = _target(get_editable_or_404, request, pk)
    day_form = ForumDayForm(request.POST or None, user=request.user, prefix="forum")
    day = day_form.cleaned_data["on"] if day_form.is_bound and day_form.is_valid() else None
    grid = PotentialGrid(request.POST or None, user=request.user, village=target.village, day=day)
    if request.method == "POST" and day_form.is_valid() and (stored := grid.store()) is not None:
        messages.success(request, f"บันทึกศักยภาพของ{target.village} แล้ว {len(stored)} รายการ")
        return redirect("potential-list", pk=pk)
    url = reverse("potential-list", args=[pk])
    context = {
        "target": target,
        "formset": grid,
        "day_form": day_form,
        "columns": ROW_COLUMNS,
        "trades": [trade.name for trade in grid.trades],
        "cancel_url": url,
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=pk),
            ("ศักยภาพของหมู่บ้าน", url),
            ("บันทึก", None),
        ],
    }
    return render(request, "villages/potential_grid.html", context)


@require_safe
def proposal_list(request, pk):
    """What the village sent to which plan, and what came back."""
    target = _target(get_visible_or_404, request, pk)
    rows = list(target.proposals.select_related("trade"))
    asked = request.GET.get("only", "")
    condition = PROPOSALS.get(asked)
    shown = [row for row in rows if condition(row)] if condition else rows
    label = f"{thai.number(len(shown))} รายการ"
    if asked in SUMS:
        label += f" รวม {thai.money(sum(getattr(row, SUMS[asked]) for row in shown))} บาท"
    context = {
        "target": target,
        "measured": measured_of(target),
        "columns": PROPOSAL_COLUMNS,
        "rows": [_proposal_row(row, request.user) for row in shown],
        "all_url": reverse("proposal-list", args=[pk]) if condition else "",
        "total_label": label,
        "figures": _figures(rows),
        "add_url": reverse("proposal-new", args=[pk]) if request.user.may_write else None,
        "crumbs": crumbs_for(target.village_code, request.user, page="ข้อเสนอเข้าแผน", target_pk=pk),
    }
    return render(request, "villages/proposal_list.html", context)


def _figures(rows) -> list[dict]:
    if not rows:
        return []
    asked = sum(row.budget_asked or 0 for row in rows)
    given = sum(row.budget_given or 0 for row in rows)
    waiting = sum(row.answer == PlanAnswer.WAITING for row in rows)
    return [
        {"label": "เสนอแล้ว", "value": thai.number(len(rows)), "unit": "รายการ", "url": "?"},
        {"label": "รอคำตอบ", "value": thai.number(waiting), "unit": "รายการ", "url": "?only=waiting"},
        {"label": "งบประมาณที่เสนอ", "value": thai.money(asked), "unit": "บาท", "url": "?only=asked"},
        {"label": "งบประมาณที่ได้", "value": thai.money(given), "unit": "บาท", "url": "?only=given"},
    ]


def _proposal_row(row, user) -> dict:
    households = f"{row.households} ครัวเรือน" if row.households else ""
    answered = f"เมื่อ {thai.thai_date_short(row.answered_on)}" if row.answered_on else ""
    return {
        "key": row.pk,
        "url": reverse("proposal-edit", args=[row.pk]) if user.may_write else None,
        "cells": [
            {"text": row.item, "note": " · ".join(filter(None, [str(row.trade or ""), households]))},
            {"text": row.get_plan_display(), "note": row.sent_to},
            {"text": thai.thai_date_short(row.sent_on), "note": f"ที่ {row.letter_no}" if row.letter_no else ""},
            {"text": "–" if row.budget_asked is None else thai.money(row.budget_asked)},
            {"chip": {"word": row.get_answer_display(), "tone": TONES[row.answer]}, "note": answered},
            {"text": "–" if row.budget_given is None else thai.money(row.budget_given)},
        ],
    }


@require_http_methods(["GET", "POST"])
def proposal_new(request, pk):
    """`?item=`: words that the page before suggests."""
    target = _target(get_editable_or_404, request, pk)
    given = {"sent_on": localdate(), "item": request.GET.get("item", ""), "trade": request.GET.get("trade", "")}
    return _proposal_page(request, PlanProposal(target_village=target), initial=given)


@require_http_methods(["GET", "POST"])
def proposal_edit(request, pk):
    rows = PlanProposal.objects.select_related("target_village__village")
    return _proposal_page(request, get_editable_or_404(rows, request.user, pk=pk), initial={})


def _proposal_page(request, proposal, *, initial):
    target = proposal.target_village
    heading = "แก้ไขข้อเสนอเข้าแผน" if proposal.pk else "ส่งข้อเสนอเข้าแผน"
    form = ProposalForm(request.POST or None, instance=proposal, user=request.user, today=localdate(), initial=initial)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกข้อเสนอ “{proposal}” แล้ว")
        return redirect("proposal-list", pk=target.pk)
    url = reverse("proposal-list", args=[target.pk])
    crumbs = [
        *crumbs_for(target.village_code, request.user, target_pk=target.pk),
        ("ข้อเสนอเข้าแผน", url),
        (heading, None),
    ]
    context = {
        "form": form,
        "stale": form.stale,
        "heading": heading,
        "target": target,
        "cancel_url": url,
        "crumbs": crumbs,
    }
    return render(request, "villages/proposal_form.html", context)
