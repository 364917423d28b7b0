"""Which registered groups of an area were evaluated in a fiscal year and which wait; and the promises that wait."""

import datetime

import django_filters
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from groups.evaluation.rules import last_finished
from groups.models import Group, GroupEvaluation, GroupPromise, Outcome
from groups.periods import YEARS_BACK
from samma.lists import listing
from samma.thai import fiscal_range, thai_date_short
from villages.filters import PlaceFilterSet
from villages.places import place_words, with_place_names

TONES = {Outcome.AHEAD: "ok", Outcome.STEADY: "neutral", Outcome.IN_NEED: "warn"}


def to_evaluate(user, year: int):
    """Groups that were registered before the end of a fiscal year, within the user's area."""
    return Group.objects.visible_to(user).filter(registered_on__lt=fiscal_range(year)[1])


def unevaluated(user, year: int):
    """Those of them that nobody has evaluated for it."""
    return to_evaluate(user, year).exclude(evaluations__fiscal_year=year)


class EvaluationFilterSet(PlaceFilterSet):
    """Of one fiscal year always: the last one that is over unless another is asked for."""

    fiscal = django_filters.ChoiceFilter(label="ปีงบประมาณ", method="as_it_is", empty_label=None, choices=[])
    state = django_filters.ChoiceFilter(
        label="การประเมิน",
        choices=[("no", "ยังไม่ประเมิน"), ("yes", "ประเมินแล้ว")],
        method="by_state",
        empty_label="ทั้งหมด",
    )

    def __init__(self, data=None, *args, **kwargs):
        data = dict((data or {}).items())
        self.year = year_asked(data)
        super().__init__(data | {"fiscal": str(self.year)}, *args, **kwargs)
        self.filters["fiscal"].extra["choices"] = [(str(year), str(year)) for year in years_offered()]

    def as_it_is(self, queryset, name, value):
        return queryset

    def by_state(self, queryset, name, value):
        has = Q(evaluations__fiscal_year=self.year)
        return queryset.filter(has) if value == "yes" else queryset.exclude(has)


def years_offered() -> list[int]:
    """The present fiscal year and those before it."""
    latest = last_finished(localdate()) + 1
    return list(range(latest, latest - YEARS_BACK, -1))


def year_asked(data) -> int:
    asked = data.get("fiscal", "")
    return int(asked) if asked in {str(year) for year in years_offered()} else last_finished(localdate())


def by_words(queryset, words):
    return queryset.filter(Q(name__contains=words) | Q(village__name__contains=words))


def evaluation_listing(request) -> dict:
    year = year_asked(request.GET)
    done = GroupEvaluation.objects.filter(group=OuterRef("pk"), fiscal_year=year)
    rows = with_place_names(to_evaluate(request.user, year)).select_related("village")
    rows = rows.annotate(
        done=Subquery(done.values("pk")), done_on=Subquery(done.values("on")), outcome=Subquery(done.values("outcome"))
    )
    context = listing(
        request,
        rows,
        columns=[{"label": "กลุ่ม"}, {"label": "ขึ้นทะเบียนเมื่อ"}, {"label": "ประเมินเมื่อ"}, {"label": "ผลโดยรวม"}],
        row=lambda group: _row(group, year, request.user),
        search=by_words,
        filterset=EvaluationFilterSet,
    )
    return context | {"year": year}


def _row(group, year: int, user) -> dict:
    place = place_words(group, group.village)
    if group.done:
        url = reverse("evaluation-detail", args=[group.done])
    elif user.may_write:
        url = f"{reverse('evaluation-new', args=[group.pk])}?year={year}"
    else:
        url = reverse("group-detail", args=[group.pk])
    return {
        "key": group.pk,
        "url": url,
        "cells": [
            {"text": group.name, "note": place},
            {"text": thai_date_short(group.registered_on)},
            {"text": thai_date_short(group.done_on) if group.done else "–"},
            {"chip": outcome_chip(group.outcome) if group.done else {"word": "ยังไม่ประเมิน", "tone": "wait"}},
        ],
    }


def outcome_chip(outcome: str) -> dict:
    return {"word": Outcome(outcome).label, "tone": TONES[outcome]}


# --- promises ---------------------------------------------------------------------------------------------------------
class PromiseFilterSet(PlaceFilterSet):
    state = django_filters.ChoiceFilter(
        label="สถานะ",
        choices=[("late", "เลยกำหนด"), ("open", "ยังไม่ได้ทำ"), ("done", "ทำแล้ว")],
        method="by_state",
        empty_label="ทั้งหมด",
    )

    def by_state(self, queryset, name, value):
        if value == "late":
            return queryset.overdue(localdate())
        return queryset.open() if value == "open" else queryset.exclude(done_on=None)


def promise_listing(request) -> dict:
    rows = with_place_names(GroupPromise.objects.visible_to(request.user))
    return listing(
        request,
        rows.select_related("evaluation__group__village"),
        columns=[
            {"label": "จะทำอะไร"},
            {"label": "กลุ่ม"},
            {"label": "ใครทำ"},
            {"label": "ภายในวันที่"},
            {"label": "สถานะ"},
        ],
        row=lambda promise: _promise_row(promise, localdate()),
        order=("due", "pk"),
        search=lambda rows, words: rows.filter(
            Q(what__contains=words) | Q(who__contains=words) | Q(evaluation__group__name__contains=words)
        ),
        filterset=PromiseFilterSet,
    )


def _promise_row(promise, today: datetime.date) -> dict:
    group = promise.evaluation.group
    return {
        "key": promise.pk,
        "url": reverse("evaluation-detail", args=[promise.evaluation_id]),
        "cells": [
            {"text": promise.what},
            {"text": group.name, "note": place_words(promise, group.village)},
            {"text": promise.who},
            {"text": thai_date_short(promise.due)},
            {"chip": promise_state(promise, today), "note": promise.outcome},
        ],
    }


def promise_state(promise: GroupPromise, today: datetime.date) -> dict:
    if promise.done_on:
        return {"word": f"ทำแล้ว {thai_date_short(promise.done_on)}", "tone": "ok"}
    if promise.due < today:
        return {"word": f"เลยกำหนด {(today - promise.due).days} วัน", "tone": "warn"}
    return {"word": "ยังไม่ถึงกำหนด", "tone": "wait"}
