"""What the list of sages can be narrowed by."""

import django_filters
from django.db.models import Q

from trainers.models import LearningPlace, PlaceKind, PlaceUse, Sage, SageKind, Teaching
from villages.filters import PlaceFilterSet
from villages.models import Occupation

SEATED = [("yes", "อยู่ในทีมวิทยากร"), ("no", "ยังไม่อยู่ในทีม")]


class SageFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label="ประเภท", choices=SageKind.choices, empty_label="ทุกประเภท")
    trade = django_filters.ModelChoiceFilter(
        label="ประเภทอาชีพ", field_name="expertise__parent", queryset=Occupation.objects.types(), empty_label="ทุกอาชีพ"
    )
    can_teach = django_filters.ChoiceFilter(label="ถ่ายทอดได้", choices=Teaching.choices, empty_label="ทุกระดับ")
    seated = django_filters.ChoiceFilter(label="ทีม", choices=SEATED, method="by_seat", empty_label="ทั้งหมด")

    class Meta:
        model = Sage
        fields = []

    def by_seat(self, queryset, name, value):
        serving = {"seats__isnull": False, "seats__ended": None}
        return (
            queryset.filter(**serving).distinct()
            if value == "yes"
            else queryset.exclude(pk__in=queryset.filter(**serving))
        )


def taught(trade) -> Q:
    """Learning places that teach a trade, or any trade of a type."""
    wanted = Q()
    for name in ("trade_1", "trade_2", "trade_3"):
        wanted |= Q(**{name: trade}) | Q(**{f"{name}__parent": trade})
    return wanted


class LearningPlaceFilter(PlaceFilterSet):
    kind = django_filters.ChoiceFilter(label="ประเภท", choices=PlaceKind.choices, empty_label="ทุกประเภท")
    trade = django_filters.ModelChoiceFilter(
        label="ประเภทอาชีพ", queryset=Occupation.objects.types(), method="of_trade", empty_label="ทุกอาชีพ"
    )
    use = django_filters.ChoiceFilter(label="การใช้งาน", choices=PlaceUse.choices, empty_label="ทั้งหมด")

    class Meta:
        model = LearningPlace
        fields = []

    def of_trade(self, queryset, name, value):
        return queryset.filter(taught(value))
