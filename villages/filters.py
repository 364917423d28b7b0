"""Filters that every list of villages' rows offers: by place under the posting, and by fiscal year."""

import django_filters
from django import forms

from villages.models import ProgrammeYear
from villages.places import area_choices


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class PlaceFilterSet(django_filters.FilterSet):
    """`?area=3301`: rows of a place. The queryset is a ScopedQuerySet that is already inside the user's area."""

    area = django_filters.ChoiceFilter(label="พื้นที่", method="in_area", empty_label="ทุกพื้นที่", widget=_select())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.get("area", "")
        self.filters["area"].extra["choices"] = area_choices(self.request.user, chosen if chosen.isdecimal() else "")

    def in_area(self, queryset, name, value):
        return queryset.under(value)


class YearFilterSet(PlaceFilterSet):
    """And `?year=2560`, for rows with a `year`; `year_path` says where it stands."""

    year_path = "year"
    year = django_filters.ChoiceFilter(label="ปีงบประมาณ", method="in_year", empty_label="ทุกปี", widget=_select())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = ProgrammeYear.objects.values_list("year", flat=True)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def in_year(self, queryset, name, value):
        return queryset.filter(**{self.year_path: int(value)})
