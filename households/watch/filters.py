"""How the lists of what should be looked at are narrowed: by matter, by place, and to what has been dealt with."""

import django_filters
from django.db.models import Q
from django.http import QueryDict

from households.models import MarkKind, VisitMark, VisitTwin
from samma import thai
from villages.filters import PlaceFilterSet

SEEN = [("no", "ยังไม่ได้ดู"), ("yes", "ดูแล้ว"), ("all", "ทั้งหมด")]
SETTLED = [("no", "ยังไม่ได้เลือก"), ("yes", "เลือกแล้ว"), ("all", "ทั้งหมด")]


def by_words(queryset, words):
    """Each word stands in the name of the household or the visitor, or is the house number."""
    for word in words.split():
        queryset = queryset.filter(
            Q(visit__enrolment__household__first_name__contains=word)
            | Q(visit__enrolment__household__last_name__contains=word)
            | Q(visit__enrolment__household__house_no=thai.arabic_digits(word))
            | Q(visit__visited_by__first_name__contains=word)
            | Q(visit__visited_by__last_name__contains=word)
        )
    return queryset


class OpenFirst(PlaceFilterSet):
    """A list that is narrowed before anybody asks: an address without a question is answered as an empty question."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(QueryDict() if data is None else data, *args, **kwargs)


class MarkFilter(OpenFirst):
    """What was not seen yet, unless somebody asks for the rest."""

    kind = django_filters.ChoiceFilter(label="เรื่อง", choices=MarkKind.choices, empty_label="ทุกเรื่อง")
    seen = django_filters.ChoiceFilter(label="ดูแล้วหรือยัง", choices=SEEN, empty_label=None)

    class Meta:
        model = VisitMark
        fields = []

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        if asked.get("area"):
            queryset = queryset.under(asked["area"])
        if asked.get("kind"):
            queryset = queryset.filter(kind=asked["kind"])
        if asked.get("seen") == "all":
            return queryset
        return queryset.exclude(seen_at=None) if asked.get("seen") == "yes" else queryset.filter(seen_at=None)


class TwinFilter(OpenFirst):
    """What waits for a choice, unless somebody asks for the rest."""

    settled = django_filters.ChoiceFilter(label="เลือกแล้วหรือยัง", choices=SETTLED, empty_label=None)

    class Meta:
        model = VisitTwin
        fields = []

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        if asked.get("area"):
            queryset = queryset.under(asked["area"])
        if asked.get("settled") == "all":
            return queryset
        return queryset.exclude(choice="") if asked.get("settled") == "yes" else queryset.filter(choice="")
