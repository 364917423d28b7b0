"""เรื่องที่ขอความช่วยเหลือ: the open requests of an area, and the page on which one is answered or opened again."""

import django_filters
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.models import HelpAnswer, Visit
from households.visits import help
from households.visits.filters import by_words
from samma import thai
from samma.formfields import ThaiCharField
from samma.forms import PlainForm
from samma.lists import listing
from samma.scope import get_visible_or_404, require_writer
from trainers.models import Sage
from villages.filters import PlaceFilterSet
from villages.places import crumbs_for

OPEN, ANSWERED = "open", "answered"
LATE_DAYS = 30  # a request that waits as long as a visit should take to come again
COLUMNS = [
    {"label": "ขอเมื่อ"},
    {"label": "ต้องการความช่วยเหลือ"},
    {"label": "ครัวเรือน"},
    {"label": "หมู่บ้าน", "sort": "village"},
    {"label": "วิทยากร"},
    {"label": "สถานะ"},
]


class HelpFilter(PlaceFilterSet):
    """By place, and by the trainer who wrote it down."""

    trainer = django_filters.ModelChoiceFilter(
        label="วิทยากร",
        field_name="visited_by",
        queryset=lambda request: asking_sages(request.user),
        empty_label="ทุกคน",
    )

    state = django_filters.ChoiceFilter(
        label="สถานะ", choices=[(ANSWERED, "ตอบแล้ว")], method="kept_by_view", widget=forms.HiddenInput
    )  # a search among the answered stays among them

    class Meta:
        model = Visit
        fields = []

    def kept_by_view(self, queryset, name, value):
        return queryset


def asking_sages(user):
    """The trainers at whose visits help is asked for and not answered."""
    waiting = help.open_requests(Visit.objects.visible_to(user))
    return Sage.objects.filter(pk__in=waiting.values("visited_by")).order_by("sort_key", "pk")


@require_safe
def help_list(request):
    """What waits for an answer, the oldest first; `?state=answered` shows what was answered."""
    state = ANSWERED if request.GET.get("state") == ANSWERED else OPEN
    visits = Visit.objects.visible_to(request.user).select_related("enrolment__household__village", "visited_by")
    if state == OPEN:
        visits, order = help.open_requests(visits), ("on", "pk")
    else:
        visits, order = help.requests_in(visits).filter(pk__in=_answered(request.user)), ("-on", "-pk")
    today = localdate()
    context = listing(
        request,
        visits.prefetch_related("answers__answered_by"),
        columns=COLUMNS,
        row=lambda visit: _row(visit, today),
        order=order,
        sorts={"village": ("village_code", "on", "pk")},
        search=by_words,
        filterset=HelpFilter,
    )
    url = reverse("help-list")
    context |= {
        "tabs": [
            {"label": "รอคำตอบ", "url": url, "current": state == OPEN},
            {"label": "ตอบแล้ว", "url": f"{url}?state={ANSWERED}", "current": state == ANSWERED},
        ],
        "empty_title": "ไม่มีเรื่องรอคำตอบ" if state == OPEN else "ยังไม่มีเรื่องที่ตอบแล้ว",
        "crumbs": [("ครัวเรือน", reverse("household-list")), ("เรื่องที่ขอความช่วยเหลือ", None)],
    }
    return render(request, "households/visits/help_list.html", context)


def _answered(user):
    return HelpAnswer.objects.visible_to(user).standing().values("visit")


def _row(visit, today):
    household = visit.enrolment.household
    return {
        "key": visit.pk,
        "url": reverse("visit-help", args=[visit.pk]),
        "cells": [
            {"text": thai.thai_date_short(visit.on), "note": waited(visit, today)},
            {"text": visit.help_needed},
            {"text": visit.enrolment.person, "note": f"บ้านเลขที่ {household.house_no}"},
            {"text": str(household.village)},
            {"text": str(visit.visited_by or visit.visitor)},
            {"chip": standing(visit, today)},
        ],
    }


def waited(visit, today) -> str:
    """How old a request is."""
    days = (today - visit.on).days
    return f"{days} วันก่อน" if days > 0 else "วันนี้"


def standing(visit, today) -> dict:
    """Where a request stands, as a chip; `visit.answers` are at hand."""
    answers = list(visit.answers.all())
    if any(given.reopened_on is None for given in answers):
        return {"word": "ตอบแล้ว", "tone": "ok"}
    if answers:
        return {"word": "เปิดเรื่องใหม่", "tone": "warn"}
    days = (today - visit.on).days
    return {"word": f"รอ {days} วัน", "tone": "warn"} if days > LATE_DAYS else {"word": "รอคำตอบ", "tone": "wait"}


class AnswerForm(PlainForm):
    """The answer that the trainer reads on the household's card."""

    model = HelpAnswer
    answer = ThaiCharField(
        label="คำตอบถึงวิทยากรและครัวเรือน",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text="วิทยากรอ่านข้อความนี้บนบัตรของครัวเรือน",
    )
    done = ThaiCharField(
        label="สิ่งที่ได้ทำ",
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
        help_text="เช่น ประสานใคร ส่งอะไรไปแล้ว เมื่อใด",
    )

    def __init__(self, *args, visit, today, **kwargs):
        self.visit, self.today = visit, today
        super().__init__(*args, **kwargs)

    def perform(self):
        data = self.cleaned_data
        return help.answer(self.visit, data["answer"], done=data["done"], by=self.user, today=self.today)


class ReopenForm(PlainForm):
    """Why the answer did not do."""

    model = HelpAnswer
    reason = ThaiCharField(label="เหตุที่เปิดเรื่องใหม่", max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, given, today, **kwargs):
        self.given, self.today = given, today
        super().__init__(*args, **kwargs)

    def perform(self):
        return help.reopen(self.given, by=self.user, today=self.today, reason=self.cleaned_data["reason"])


@require_http_methods(["GET", "POST"])
def visit_help(request, pk):
    """One request: what was asked, every answer to it, and the form that is next."""
    visits = help.requests_in(Visit.objects.select_related("enrolment__household__village", "visited_by"))
    visit = get_visible_or_404(visits, request.user, pk=pk)
    if request.method == "POST":
        require_writer(request.user)
    present = visit.answers.standing().first()
    bound, today = request.POST or None, localdate()
    if present is None:
        form = AnswerForm(bound, user=request.user, visit=visit, today=today)
        said = f"ตอบเรื่องที่ {visit.enrolment.person} ขอแล้ว"
    else:
        form = ReopenForm(bound, user=request.user, given=present, today=today)
        said = f"เปิดเรื่องที่ {visit.enrolment.person} ขอใหม่แล้ว"
    if request.method == "POST" and form.store():
        messages.success(request, said)
        return redirect("help-list") if present is None else redirect("visit-help", pk=pk)
    household = visit.enrolment.household
    context = {
        "visit": visit,
        "form": form if request.user.may_write else None,
        "submit_label": "บันทึกคำตอบ" if present is None else "เปิดเรื่องใหม่",
        "status": standing(visit, today),
        "facts": [
            ("ต้องการความช่วยเหลือ", visit.help_needed),
            ("ขอเมื่อ", f"{thai.thai_date(visit.on)} ({waited(visit, today)})"),
            ("ครัวเรือน", f"{visit.enrolment.person} บ้านเลขที่ {household.house_no} {household.village}", reverse("household-detail", args=[household.pk])),
            ("ผู้เยี่ยม", str(visit.visited_by or visit.visitor)),
            ("ปัญหา", visit.problem or "–"),
            ("ความช่วยเหลือที่ให้ในวันนั้น", visit.help_given or "–"),
        ],
        "answers": [event(given) for given in visit.answers.select_related("answered_by")],
        "visit_url": reverse("visit-detail", args=[pk]),
        "cancel_url": reverse("help-list"),
        "crumbs": [
            *crumbs_for(visit.village_code, request.user),
            ("เรื่องที่ขอความช่วยเหลือ", reverse("help-list")),
            (visit.enrolment.person, None),
        ],
    }  # fmt: skip
    return render(request, "households/visits/help_one.html", context)


def event(given: HelpAnswer) -> dict:
    """An answer on a timeline."""
    lines = [given.answer, f"สิ่งที่ได้ทำ: {given.done}" if given.done else ""]
    if given.reopened_on:
        lines.append(f"เปิดเรื่องใหม่ {thai.thai_date_short(given.reopened_on)}: {given.reopen_reason}")
    return {
        "when": thai.thai_date_short(given.answered_on),
        "title": "คำตอบ" if given.reopened_on is None else "คำตอบก่อนเปิดเรื่องใหม่",
        "text": "\n".join(filter(None, lines)),
        "by": str(given.answered_by),
    }
