"""What the list of visits can be searched by and narrowed to."""

import django_filters
from django import forms
from django.db.models import Q

from households.models import Household, Practising, Visit
from households.then import GAINED, SAVED
from samma import thai
from samma.scope import row_number
from villages.filters import DatedFilterSet

HELP = [("yes", "ขอความช่วยเหลือ"), ("no", "ไม่ได้ขอ")]
MONEY = [("gained", "ทราบรายได้ที่ได้เพิ่ม"), ("saved", "ทราบรายจ่ายที่ลดได้"), ("told", "ทราบอย่างใดอย่างหนึ่ง")]
MONEY_ASKED = {"gained": GAINED, "saved": SAVED, "told": GAINED | SAVED}


def by_words(queryset, words):
    """Each word stands in the name of the head, the participant or the trainer, or is the house number."""
    for word in words.split():
        queryset = queryset.filter(
            Q(enrolment__household__first_name__contains=word)
            | Q(enrolment__household__last_name__contains=word)
            | Q(enrolment__participant__contains=word)
            | Q(enrolment__household__house_no=thai.arabic_digits(word))
            | Q(visited_by__first_name__contains=word)
            | Q(visited_by__last_name__contains=word)
        )
    return queryset


def visible_households(request):
    """The one that the address names, where he may see it: the chips read all choices."""
    return Household.objects.visible_to(request.user).filter(pk=row_number(request.GET.get("household", "")))


class VisitFilter(DatedFilterSet):
    practising = django_filters.ChoiceFilter(label="ทำอาชีพ", choices=Practising.choices, empty_label="ทั้งหมด")
    help = django_filters.ChoiceFilter(label="ความช่วยเหลือ", choices=HELP, empty_label="ทั้งหมด")
    money = django_filters.ChoiceFilter(label="เงิน", choices=MONEY, empty_label="ทั้งหมด")

    household = django_filters.ModelChoiceFilter(
        label="ครัวเรือน", queryset=visible_households, widget=forms.HiddenInput()
    )

    class Meta:
        model = Visit
        fields = []

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        if asked.get("area"):
            queryset = queryset.under(asked["area"])
        if asked.get("year"):
            queryset = queryset.filter(enrolment__target_village__year=int(asked["year"]))
        if asked.get("on"):
            queryset = queryset.filter(on__lte=asked["on"])
        if asked.get("since"):
            queryset = queryset.filter(on__gte=asked["since"])
        if asked.get("household"):
            queryset = queryset.filter(enrolment__household=asked["household"])
        if asked.get("money"):
            queryset = queryset.filter(MONEY_ASKED[asked["money"]])
        if asked.get("practising"):
            queryset = queryset.filter(practising=asked["practising"])
        if asked.get("help"):
            queryset = queryset.exclude(help_needed="") if asked["help"] == "yes" else queryset.filter(help_needed="")
        return queryset
