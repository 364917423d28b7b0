"""What the lists of late visits can be narrowed to: a year (the one in work unless said), a place, one village."""

import django_filters
from django.db.models import Q
from django.utils.timezone import localdate

from households.overdue.rounds import year_in_work
from samma.scope import WHOLE_COUNTRY
from villages.filters import YearFilterSet
from villages.models import Village

DISTRICT_DIGITS = 4


def by_trainers_words(queryset, words, path="sage__"):
    """Each word stands in the trainer's name."""
    for word in words.split():
        queryset = queryset.filter(
            Q(**{f"{path}first_name__contains": word}) | Q(**{f"{path}last_name__contains": word})
        )
    return queryset


class CareFilter(YearFilterSet):
    """Rows of trainers and teams. `filterset.chosen_year` is None where no village is in the programme yet."""

    village = django_filters.ChoiceFilter(label="หมู่บ้าน", method="in_area", empty_label="ทุกหมู่บ้าน")

    class Meta:
        fields = []

    def __init__(self, data=None, *args, request, **kwargs):
        latest = year_in_work(request.user, localdate())
        data = dict((data or {}).items())
        data["year"] = data.get("year") or (str(latest.pk) if latest else "")
        super().__init__(data, *args, request=request, **kwargs)
        self.filters["year"].extra["empty_label"] = None
        self.filters["village"].extra["choices"] = self._villages(data)

    def _villages(self, data) -> list[tuple[str, str]]:
        """The villages of the year, where the place is a district or less: no list of a province's hundreds."""
        place = data.get("area") or self.request.user.area_code
        if place == WHOLE_COUNTRY or len(place) < DISTRICT_DIGITS or not data["year"].isdecimal():
            return []
        villages = Village.objects.visible_to(self.request.user).under(place).filter(targets__year=int(data["year"]))
        return [(village.code, str(village)) for village in villages.order_by("sort_key", "pk")]
