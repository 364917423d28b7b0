"""What is left to do in target villages, as filters of their list: the number on a home page and the list behind it agree."""

import datetime

import django_filters
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from households.due import with_overdue
from households.models import Enrolment
from samma.knowledge.models import KnowledgeRecord
from trainers.models import LEAD_SEAT, SEATS, Trainer
from villages.filters import DatedFilterSet
from villages.models import Activity, ActivityKind, ProgrammeYear

NEEDS = [
    ("team", "ทีมยังไม่ครบ 5 คน"),
    ("trainer", "มีครัวเรือนที่ยังไม่มีวิทยากรดูแล"),
    ("visit", "มีครัวเรือนที่เลยกำหนดเยี่ยม"),
    ("group", "มีกลุ่มที่ยังไม่ครบ 5ก"),
    ("record", "ยังไม่ส่งองค์ความรู้"),
]

DONE = [
    ("team", "ทีมครบ 5 คน"),
    ("lead", "วิทยากรผู้นำผ่านหลักสูตร ศพช."),
    ("people", "บันทึกจำนวนคนที่เข้าฝึกอบรม"),
    ("record", "ส่งองค์ความรู้แล้ว"),
    ("all", "ครบทุกขั้น"),
]
DONE_ASKED = {
    "team": Q(rollup__teams_complete=1),
    "lead": Q(rollup__leads_trained__gt=0),
    "record": Q(rollup__with_record=1),
    "all": Q(rollup__finished=1),
}


class TargetFilterSet(DatedFilterSet):
    """Target villages by place, year, and what is left to do in them."""

    need = django_filters.ChoiceFilter(
        label="งานที่ค้าง",
        method="in_need",
        choices=NEEDS,
        empty_label="ทั้งหมด",
    )

    done = django_filters.ChoiceFilter(
        label="ที่ทำแล้ว",
        method="is_done",
        choices=DONE,
        empty_label="ทั้งหมด",
    )

    def in_need(self, queryset, name, value):
        return needing(queryset, value)

    def is_done(self, queryset, name, value):
        if self.form.cleaned_data.get("on") and value in THEN:
            return queryset  # asked below, as of that day
        return queryset.filter(DONE_ASKED[value] if value in DONE_ASKED else done_on(value, timezone.localdate()))

    def stood_on(self, queryset, day, asked):
        return queryset.filter(done_on(asked["done"], day)) if asked.get("done") in THEN else queryset


THEN = ("team", "lead", "people", "record")


def done_on(done: str, day: datetime.date) -> Exists:
    """Whether a target village had this at the end of a day: what a report counts, and the list behind it."""
    serving = Trainer.objects.filter(
        Q(ended=None) | Q(ended__gt=day), started__lte=day, team__target_village=OuterRef("pk")
    ).order_by()
    if done == "team":
        return Exists(serving.values("team").annotate(n=Count("pk")).filter(n=len(SEATS)))
    if done == "lead":
        return Exists(serving.filter(seat=LEAD_SEAT, course__ends__lte=day))
    if done == "people":
        days = Activity.objects.filter(kind=ActivityKind.COURSE, people__gt=0, on__lte=day)
        return Exists(days.filter(target_village=OuterRef("pk")))
    return Exists(KnowledgeRecord.objects.handed_in(until=day).filter(target_village=OuterRef("pk")))


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


def course_people(day: datetime.date) -> Subquery:
    """Of a target village: the people at its best attended course day until then; null where nobody wrote how many came."""
    days = Activity.objects.filter(kind=ActivityKind.COURSE, people__gt=0, on__lte=day, target_village=OuterRef("pk"))
    return Subquery(days.order_by("-people").values("people")[:1])


def trained_people(view) -> int:
    """The people of all target villages of a narrowed list."""
    day = view.filters.cleaned_data.get("on") or timezone.localdate()
    return view.queryset.order_by().annotate(came=course_people(day)).aggregate(n=Sum("came"))["n"] or 0
