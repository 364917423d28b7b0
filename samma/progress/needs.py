"""What is left to do in target villages, as filters of their list: the number on a home page and the list behind it agree."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from groups.models import Group
from groups.rules import unmet
from groups.standing import standings_of
from households.due import with_overdue
from households.models import Enrolment
from samma.knowledge.models import KnowledgeRecord
from samma.progress.numbers import HANDED_IN
from trainers.models import Team
from villages.filters import YearFilterSet
from villages.models import ProgrammeYear

NEEDS = [
    ("team", "ทีมยังไม่ครบ 5 คน"),
    ("trainer", "มีครัวเรือนที่ยังไม่มีวิทยากรดูแล"),
    ("visit", "มีครัวเรือนที่เลยกำหนดเยี่ยม"),
    ("group", "มีกลุ่มที่ยังไม่ครบ 5ก"),
    ("record", "ยังไม่ส่งองค์ความรู้"),
]


class TargetFilterSet(YearFilterSet):
    """Target villages by place, year, and what is left to do in them."""

    need = django_filters.ChoiceFilter(
        label="งานที่ค้าง",
        method="in_need",
        choices=NEEDS,
        empty_label="ทั้งหมด",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def in_need(self, queryset, name, value):
        return needing(queryset, value)


def needing(targets: QuerySet, need: str) -> QuerySet:
    """The target villages that have this left to do."""
    here = {"target_village": OuterRef("pk")}
    if need == "team":
        return targets.filter(~Exists(Team.objects.complete().filter(**here)))
    if need == "trainer":
        return targets.filter(Exists(Enrolment.objects.without_trainer().filter(**here)))
    if need == "visit":
        active = Enrolment.objects.active().filter(**here)
        state = with_overdue(active, ProgrammeYear.objects.all(), timezone.localdate())
        return targets.filter(Exists(state.filter(is_overdue=True)))
    if need == "group":
        return targets.filter(pk__in=_with_short_groups(targets))
    if need == "record":
        return targets.filter(~Exists(KnowledgeRecord.objects.filter(state__in=HANDED_IN, **here)))
    return targets


def _with_short_groups(targets: QuerySet) -> list[int]:
    # The five ก are a rule in Python, so the groups are asked there; only those of these villages are read.
    of_year = {(village, year): pk for pk, village, year in targets.values_list("pk", "village", "year")}
    groups = list(Group.objects.filter(village__in=targets.values("village")).select_related("occupation", "year"))
    groups = [group for group in groups if (group.village_id, group.year_id) in of_year]
    standings = standings_of(groups)
    return [of_year[group.village_id, group.year_id] for group in groups if unmet(standings[group.pk])]
