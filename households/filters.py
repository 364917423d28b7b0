"""What the list of households can be searched by and narrowed to."""

import datetime

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from households.due import with_overdue
from households.models import Assignment, Enrolment, Household, Practising
from samma import secret, thai
from samma.formfields import read_phone
from villages.filters import YearFilterSet
from villages.models import Occupation, ProgrammeYear

CARED = [("yes", "มีวิทยากรดูแล"), ("no", "ยังไม่มีวิทยากร")]
DUE = [("late", "เลยกำหนดเยี่ยม"), ("never", "ยังไม่เคยเยี่ยม")]
OF_ENROLMENTS = ("year", "trade", "cared", "trained", "due", "result")
RESULTS = [
    ("active", "อยู่ในโครงการขณะนี้"),
    ("visited", "เยี่ยมแล้ว"),
    ("recent", "เยี่ยมใน 30 วันนี้"),
    ("practising", "ทำอาชีพอยู่"),
    ("income_up", "รายได้เพิ่มจากก่อนเข้าร่วม"),
    ("exemplary", "ครัวเรือนตัวอย่าง"),
]
RECENT = datetime.timedelta(days=30)
TRAINED = [("yes", "ผ่านการอบรม"), ("no", "ยังไม่ผ่าน")]


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def by_words(queryset, words):
    """A whole phone number finds its household; else each word stands in the head's name or is the house number."""
    digits = "".join(c for c in thai.arabic_digits(words) if c.isdecimal())
    if len(digits) >= 9:
        try:
            return queryset.filter(phone_key=secret.finding_hash(read_phone(words)))
        except ValidationError:
            return queryset.none()
    for word in words.split():
        queryset = queryset.filter(
            Q(first_name__contains=word) | Q(last_name__contains=word) | Q(house_no=thai.arabic_digits(word))
        )
    return queryset


class HouseholdFilter(YearFilterSet):
    """All that is asked of an enrolment is asked of one and the same."""

    trade = django_filters.ModelChoiceFilter(
        label="ประเภทอาชีพ", queryset=Occupation.objects.types(), empty_label="ทุกอาชีพ", widget=_select()
    )
    cared = django_filters.ChoiceFilter(label="วิทยากร", choices=CARED, empty_label="ทั้งหมด", widget=_select())
    trained = django_filters.ChoiceFilter(label="การอบรม", choices=TRAINED, empty_label="ทั้งหมด", widget=_select())

    due = django_filters.ChoiceFilter(label="การเยี่ยม", choices=DUE, empty_label="ทั้งหมด", widget=_select())

    result = django_filters.ChoiceFilter(label="ผลที่ได้", choices=RESULTS, empty_label="ทั้งหมด", widget=_select())

    class Meta:
        model = Household
        fields = []

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        if asked.get("area"):
            queryset = queryset.under(asked["area"])
        enrolments = asked_enrolments(asked, Enrolment.objects.filter(household=OuterRef("pk")))
        return queryset.filter(Exists(enrolments)) if any(asked.get(name) for name in OF_ENROLMENTS) else queryset


def asked_enrolments(asked: dict, enrolments):
    """The enrolments that have all that the filter asks of one."""
    if asked.get("year"):
        enrolments = enrolments.filter(target_village__year=int(asked["year"]))
    if asked.get("trade"):
        enrolments = enrolments.filter(Q(occupation__parent=asked["trade"]) | Q(occupation=asked["trade"]))
    if asked.get("cared"):
        serving = Exists(Assignment.objects.serving().filter(enrolment=OuterRef("pk")))
        enrolments = (
            enrolments.filter(serving) if asked["cared"] == "yes" else enrolments.filter(~serving, left_on=None)
        )
    if asked.get("trained"):
        trained = Exists(Enrolment.objects.trained().filter(pk=OuterRef("pk")))
        enrolments = enrolments.filter(trained if asked["trained"] == "yes" else ~trained)
    if asked.get("due"):
        state = with_overdue(enrolments.filter(left_on=None), ProgrammeYear.objects.all(), timezone.localdate())
        enrolments = state.filter(last_visit=None) if asked["due"] == "never" else state.filter(is_overdue=True)
    if asked.get("result"):
        enrolments = enrolments.filter(RESULTS_ASKED[asked["result"]](timezone.localdate()), left_on=None)
    return enrolments


# What the boards count: of households that are in the programme, by their states.
RESULTS_ASKED = {
    "active": lambda today: Q(),
    "visited": lambda today: Q(state__last_visit_on__isnull=False),
    "recent": lambda today: Q(state__last_visit_on__gt=today - RECENT),
    "practising": lambda today: Q(state__practising=Practising.YES),
    "income_up": lambda today: Q(state__rounds__gt=1, state__latest_income__gt=F("state__baseline_income")),
    "exemplary": lambda today: Q(exemplary_on__isnull=False),
}
