"""The yearly evaluation of a group: the list of an area, one evaluation beside the data of its year, and its promises."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups.evaluation.forms import EvaluationForm, PromiseForm, PromiseKeptForm
from groups.evaluation.lists import (
    evaluation_listing,
    outcome_chip,
    promise_listing,
    promise_state,
    year_asked,
    years_offered,
)
from groups.evaluation.rules import OURS, YearFacts, facts_of, rows_behind, usual_year
from groups.models import GroupEvaluation, GroupPromise
from groups.rows_of_group import GROUPS, crumbs_of, part_url, row_page
from samma.figures import measured
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import thai_date, thai_date_short

EVALUATIONS = GroupEvaluation.objects.select_related("group__village", "group__year")


@require_safe
def evaluation_list(request):
    return render(request, "groups/evaluation/list.html", evaluation_listing(request))


@require_safe
def promise_list(request):
    return render(request, "groups/evaluation/promises.html", promise_listing(request))


@require_http_methods(["GET", "POST"])
def evaluation_new(request, pk):
    """`?year=2568`: the fiscal year; one that was evaluated already leads to its evaluation."""
    group, today = get_editable_or_404(GROUPS, request.user, pk=pk), localdate()
    asked = {"fiscal": request.GET.get("year", "")}
    year = year_asked(asked) if asked["fiscal"] else usual_year(group, today)
    there = group.evaluations.filter(fiscal_year=year).first()
    if there is not None:
        messages.info(request, f"ปีงบประมาณ {year} ประเมินแล้ว แก้ไขได้จากหน้านี้")
        return redirect("evaluation-detail", pk=there.pk)
    seated = group.terms.current().values("member").distinct().count()
    others = max(group.memberships.current().count() - seated, 0)
    evaluation = GroupEvaluation(group=group, fiscal_year=year, on=today, committee=seated, members=others)
    here = reverse("evaluation-new", args=[pk])
    tabs = [
        {"label": f"ปีงบประมาณ {one}", "url": f"{here}?year={one}", "current": one == year}
        for one in years_offered()[:4]
    ]
    return _form(request, evaluation, f"ประเมินกลุ่ม ปีงบประมาณ {year}", tabs)


@require_http_methods(["GET", "POST"])
def evaluation_edit(request, pk):
    evaluation = get_editable_or_404(EVALUATIONS, request.user, pk=pk)
    return _form(request, evaluation, f"แก้ไขการประเมิน ปีงบประมาณ {evaluation.fiscal_year}", [])


def _form(request, evaluation: GroupEvaluation, title: str, tabs: list[dict]):
    group = evaluation.group
    facts = facts_of(group, evaluation.fiscal_year, localdate())
    form = EvaluationForm(request.POST or None, instance=evaluation, user=request.user, facts=facts)
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึกการประเมิน{group.name} {stored} แล้ว เพิ่มสิ่งที่รับปากกันได้ในหน้านี้")
        return redirect("evaluation-detail", pk=stored.pk)
    is_new = evaluation._state.adding
    context = {
        "form": form,
        "group": group,
        "title": title,
        "tabs": tabs,
        "measured": _measured(evaluation),
        "cancel_url": part_url(group.pk, "evaluation")
        if is_new
        else reverse("evaluation-detail", args=[evaluation.pk]),
        "crumbs": crumbs_of(group, request.user, (title, None)),
    }
    return render(request, "groups/evaluation/form.html", context)


@require_safe
def evaluation_detail(request, pk):
    evaluation = get_visible_or_404(EVALUATIONS, request.user, pk=pk)
    group, today, user = evaluation.group, localdate(), request.user
    actions = [{"label": "พิมพ์แบบประเมิน", "url": paper_url(evaluation), "icon": "printer"}]
    if user.may_write:
        actions.append({"label": "แก้ไข", "url": reverse("evaluation-edit", args=[pk]), "icon": "pencil"})
    context = {
        "evaluation": evaluation,
        "group": group,
        "title": f"การประเมิน ปีงบประมาณ {evaluation.fiscal_year}",
        "status": outcome_chip(evaluation.outcome),
        "measured": _measured(evaluation),
        "actions": actions,
        "facts": [
            ("ประเมินวันที่", thai_date(evaluation.on)),
            ("ผู้ร่วมประเมิน", together(evaluation)),
            ("ชื่อผู้ร่วมประเมิน", evaluation.who),
        ],
        "columns": [{"label": "เรื่อง"}, {"label": "ข้อมูลในระบบ"}, {"label": "ผลประเมิน"}, {"label": "ผู้ประเมินเห็นว่า"}],
        "rows": _rows(evaluation, facts_of(group, evaluation.fiscal_year, today)),
        "texts": [("สิ่งที่ทำได้ดี", evaluation.went_well), ("สิ่งที่ต้องปรับปรุง", evaluation.to_improve)],
        "ours": OURS,
        "promise_columns": [
            {"label": "จะทำอะไร"},
            {"label": "ใครทำ"},
            {"label": "ภายในวันที่"},
            {"label": "สถานะ"},
            {"label": "การบันทึก"},
        ],
        "promise_rows": [_promise_row(promise, user, today) for promise in evaluation.promises.all()],
        "promise_url": reverse("promise-new", args=[pk]) if user.may_write else "",
        "crumbs": crumbs_of(group, user, (f"การประเมิน {evaluation.fiscal_year}", None)),
    }
    return render(request, "groups/evaluation/detail.html", context)


def _measured(evaluation: GroupEvaluation) -> str:
    return measured(evaluation.group.village, f"ปีงบประมาณ {evaluation.fiscal_year}")


def paper_url(evaluation: GroupEvaluation) -> str:
    """แบบประเมินกลุ่มอาชีพประจำปี, filled."""
    url = reverse("group-paper-pdf", args=[evaluation.group_id, "group-evaluation"])
    return f"{url}?fiscal={evaluation.fiscal_year}"


def together(evaluation: GroupEvaluation) -> str:
    counts = [("เจ้าหน้าที่", evaluation.officials), ("กรรมการ", evaluation.committee), ("สมาชิกอื่น", evaluation.members)]
    return " ".join(f"{words} {count} คน" for words, count in counts if count)


def _rows(evaluation: GroupEvaluation, facts: YearFacts) -> list[dict]:
    ways = rows_behind(evaluation.group)
    lines = [
        (
            "การประชุม",
            (facts.of_meetings, ways["meetings"]),
            evaluation.get_meetings_display(),
            evaluation.meetings_said,
        ),
        (
            "การทำบัญชี",
            (facts.of_accounts, ways["accounts"]),
            evaluation.get_accounts_display(),
            evaluation.accounts_said,
        ),
        ("ตลาดและยอดขาย", (facts.of_market, ways["market"]), evaluation.get_market_display(), evaluation.market_said),
    ]
    return [
        {"cells": [{"text": what}, {"text": said, "url": url}, {"text": outcome or "–"}, {"text": words or "–"}]}
        for what, (said, url), outcome, words in lines
    ]


def _promise_row(promise: GroupPromise, user, today: datetime.date) -> dict:
    done = {"text": "บันทึกผล", "url": reverse("promise-kept", args=[promise.pk])} if user.may_write else {"text": "–"}
    return {
        "cells": [
            {"text": promise.what},
            {"text": promise.who},
            {"text": thai_date_short(promise.due)},
            {"chip": promise_state(promise, today), "note": promise.outcome},
            done,
        ]
    }


@require_http_methods(["GET", "POST"])
def promise_new(request, pk):
    evaluation = get_editable_or_404(EVALUATIONS, request.user, pk=pk)
    return _promise(request, GroupPromise(evaluation=evaluation), PromiseForm, "เพิ่มสิ่งที่รับปาก")


@require_http_methods(["GET", "POST"])
def promise_kept(request, pk):
    rows = GroupPromise.objects.select_related("evaluation__group__village", "evaluation__group__year")
    promise = get_editable_or_404(rows, request.user, pk=pk)
    if request.method == "GET" and promise.done_on is None:
        promise.done_on = localdate()
    return _promise(request, promise, PromiseKeptForm, "บันทึกผลของสิ่งที่รับปาก", lead=promise.what)


def _promise(request, promise, form_class, title, lead=""):
    evaluation = promise.evaluation
    back = reverse("evaluation-detail", args=[evaluation.pk])
    above = [(f"การประเมิน {evaluation.fiscal_year}", back)]
    return row_page(
        request, promise, form_class, title=title, group=evaluation.group, lead=lead, back=back, above=above
    )
