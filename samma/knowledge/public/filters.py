"""What the public lists can be narrowed by: district, trade, category and year, offered from what is there."""

import django_filters
from django.db.models import Count, Q
from django.db.models.functions import Substr

from samma.knowledge.filters import category_choices
from samma.knowledge.models import KnowledgeRecord
from trainers.filters import taught
from trainers.models import LearningPlace, Sage
from villages.models import Area, Occupation


def choice(label: str, empty_label: str, **extra) -> django_filters.ChoiceFilter:
    """One of several, offered from what is there."""
    return django_filters.ChoiceFilter(label=label, empty_label=empty_label, choices=(), **extra)


class PublicFilter(django_filters.FilterSet):
    """Rows of the country, or of one province: then its districts are offered too."""

    district = choice("อำเภอ", "ทุกอำเภอ", method="in_district")
    trade = choice("ประเภทอาชีพ", "ทุกอาชีพ", method="of_trade")

    def __init__(self, *args, area: Area | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if area is None:
            del self.filters["district"]
        else:
            districts = Area.objects.districts().under(area.code).order_by("sort_key")
            self.filters["district"].extra["choices"] = [(d.code, d.full_name) for d in districts]
        types = Occupation.objects.types().values_list("pk", "name")
        self.filters["trade"].extra["choices"] = [(str(pk), name) for pk, name in types]

    def in_district(self, queryset, name, value):
        return queryset.under(value)


class PublicRecordFilter(PublicFilter):
    category = choice("หมวด", "ทุกหมวด", lookup_expr="contains")
    year = choice("ปีงบประมาณ", "ทุกปี")

    class Meta:
        model = KnowledgeRecord
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["category"].extra["choices"] = category_choices()
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def of_trade(self, queryset, name, value):
        return queryset.filter(Q(sage__expertise__parent=value) | Q(group__occupation__parent=value))


class PublicSageFilter(PublicFilter):
    class Meta:
        model = Sage
        fields = []

    def of_trade(self, queryset, name, value):
        return queryset.filter(Q(expertise__parent=value) | Q(expertise=value))


class PublicPlaceFilter(PublicFilter):
    class Meta:
        model = LearningPlace
        fields = []

    def of_trade(self, queryset, name, value):
        return queryset.filter(taught(value))


def whole_of(area: Area | None) -> str:
    """What a list is of that nothing narrows, in words for everybody."""
    return area.full_name if area else "ทั้งประเทศ"


def provinces_of(queryset, code_field: str) -> list[tuple[Area, int]]:
    """The provinces of the rows in Thai order, each with how many there are."""
    rows = queryset.order_by().values_list(Substr(code_field, 1, 2)).annotate(n=Count("pk"))
    counts = dict(rows)
    return [(area, counts[area.code]) for area in Area.objects.filter(code__in=counts, level=2).order_by("sort_key")]
