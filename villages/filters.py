"""Filters that every list of villages' rows offers: by place under the posting, and by fiscal year."""

import django_filters
from django import forms

from samma.formfields import ThaiDateField
from villages.models import ProgrammeYear
from villages.places import area_choices


class PlaceFilterSet(django_filters.FilterSet):
    """`?area=3301`: rows of a place. The queryset is a ScopedQuerySet that is already inside the user's area."""

    area = django_filters.ChoiceFilter(label="พื้นที่", method="in_area", empty_label="ทุกพื้นที่")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.get("area", "")
        self.filters["area"].extra["choices"] = area_choices(self.request.user, chosen if chosen.isdecimal() else "")

    def in_area(self, queryset, name, value):
        return queryset.under(value)


class YearFilterSet(PlaceFilterSet):
    """And `?year=2560`, for rows with a `year`; `year_path` says where it stands."""

    year_path = "year"
    year = django_filters.ChoiceFilter(label="ปีงบประมาณ", method="in_year", empty_label="ทุกปี")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = ProgrammeYear.objects.values_list("year", flat=True)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def in_year(self, queryset, name, value):
        return queryset.filter(**{self.year_path: int(value)})


class DayFilter(django_filters.Filter):
    """A day in an address, written as people write it: ?on=30/9/2560."""

    field_class = ThaiDateField


class DatedFilterSet(YearFilterSet):
    """And `?since=1/7/2560&on=30/9/2560`: as it stood at the end of a day, what happened since another.

    No field of the page asks for them: a number of a report does, and the chips above the list tell them.
    """

    since = DayFilter(label="ตั้งแต่วันที่", method="kept", widget=forms.HiddenInput)
    on = DayFilter(label="ถึงสิ้นวันที่", method="kept", widget=forms.HiddenInput)

    def kept(self, queryset, name, value):
        return queryset  # both days are asked together with what else the filter says

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if asked.get("on"):
            queryset = self.stood_on(queryset, asked["on"], asked)
        return self.begun(queryset, asked["since"]) if asked.get("since") else queryset

    def stood_on(self, queryset, day, asked):
        return queryset

    def begun(self, queryset, day):
        return queryset
