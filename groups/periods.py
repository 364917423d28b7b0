"""The years that lists of groups are narrowed by: fiscal or of the calendar, told apart by their words and never mixed."""

import datetime

import django_filters
from django.utils.timezone import localdate

from samma.thai import ad_year, be_year, fiscal_range, fiscal_year
from villages.filters import PlaceFilterSet

YEARS_BACK = 6  # offered in a list, the latest first
FISCAL, CALENDAR = "f", "c"


def period_words(key: str) -> str:
    """ "f2568" -> "ปีงบประมาณ 2568"; "c2568" -> "ปี พ.ศ. 2568"."""
    return f"ปีงบประมาณ {key[1:]}" if key[0] == FISCAL else f"ปี พ.ศ. {key[1:]} (ม.ค.–ธ.ค.)"


def periods(today: datetime.date) -> list[tuple[str, str]]:
    """Fiscal years first, then those of the calendar."""
    keys = [f"{FISCAL}{fiscal_year(today) - ago}" for ago in range(YEARS_BACK)]
    keys += [f"{CALENDAR}{be_year(today.year) - ago}" for ago in range(YEARS_BACK)]
    return [(key, period_words(key)) for key in keys]


def bounds(key: str) -> tuple[datetime.date, datetime.date]:
    """The first day of a period, and the first day after it."""
    year = int(key[1:])
    if key[0] == FISCAL:
        return fiscal_range(year)
    return datetime.date(ad_year(year), 1, 1), datetime.date(ad_year(year) + 1, 1, 1)


class PeriodFilterSet(PlaceFilterSet):
    """`?period=f2568|c2568`, for rows with a day; `day_path` says which."""

    day_path = "on"
    period = django_filters.ChoiceFilter(label="ปี", method="in_period", empty_label="ทุกปี")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["period"].extra["choices"] = periods(localdate())

    def in_period(self, queryset, name, value):
        first, past = bounds(value)
        return queryset.filter(**{f"{self.day_path}__gte": first, f"{self.day_path}__lt": past})
