"""What the list of sages can be narrowed by."""

import django_filters

from trainers.models import Sage, SageKind, Teaching
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
