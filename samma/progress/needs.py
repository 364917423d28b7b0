"""What is left to do in target villages, as filters of their list: the number on a home page and the list behind it agree."""

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from households.due import with_overdue
from households.models import Enrolment
from villages.filters import YearFilterSet
from villages.models import ProgrammeYear

NEEDS = [
    ("team", "ทีมยังไม่ครบ 5 คน"),
    ("trainer", "มีครัวเรือนที่ยังไม่มีวิทยากรดูแล"),
    ("visit", "มีครัวเรือนที่เลยกำหนดเยี่ยม"),
    ("group", "มีกลุ่มที่ยังไม่ครบ 5ก"),
    ("record", "ยังไม่ส่งองค์ความรู้"),
]

DONE = [("team", "ทีมครบ 5 คน"), ("record", "ส่งองค์ความรู้แล้ว"), ("all", "ครบทุกขั้น")]
DONE_ASKED = {"team": Q(rollup__teams_complete=1), "record": Q(rollup__with_record=1), "all": Q(rollup__finished=1)}


class TargetFilterSet(YearFilterSet):
    """Target villages by place, year, and what is left to do in them."""

    need = django_filters.ChoiceFilter(
        label="งานที่ค้าง",
        method="in_need",
        choices=NEEDS,
        empty_label="ทั้งหมด",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    done = django_filters.ChoiceFilter(
        label="ที่ทำแล้ว",
        method="is_done",
        choices=DONE,
        empty_label="ทั้งหมด",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def in_need(self, queryset, name, value):
        return needing(queryset, value)

    def is_done(self, queryset, name, value):
        return queryset.filter(DONE_ASKED[value])


def needing(targets: QuerySet, need: str) -> QuerySet:
    """The target villages that have this left to do, as the roll-ups tell; what depends on today is asked of the states."""
    if need == "team":
        return targets.filter(~Q(rollup__teams_complete=1))
    if need == "trainer":
        return targets.filter(rollup__assigned__lt=F("rollup__enrolled"))
    if need == "visit":
        active = Enrolment.objects.active().filter(target_village=OuterRef("pk"))
        state = with_overdue(active, ProgrammeYear.objects.all(), timezone.localdate())
        return targets.filter(Exists(state.filter(is_overdue=True)))
    if need == "group":
        existing = Q(rollup__existing_groups__gt=F("rollup__existing_complete"))
        return targets.filter(Q(rollup__groups_short__gt=0) | existing)
    if need == "record":
        return targets.filter(~Q(rollup__with_record=1))
    return targets
