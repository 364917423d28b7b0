"""What the list of knowledge records can be narrowed by."""

import django_filters
from django import forms
from django.db.models import Q
from django.db.models.functions import Length

from samma.knowledge.models import KnowledgeRecord, Level, State, form_choices
from samma.knowledge.record_forms import FORMS
from samma.scope import WHOLE_COUNTRY
from villages.filters import DatedFilterSet
from villages.models import LEVELS

DISTRICT = 4  # digits
FINISHED, HANDED_IN, WAITING = "finished", "sent", "waiting"
STATES = [
    *State.choices,
    (WAITING, "รออำเภอตรวจหรือรอจังหวัดรับรอง"),
    (HANDED_IN, "ส่งแล้วทั้งหมด (รวมที่รับรองและเผยแพร่)"),
    (FINISHED, "รับรองแล้วทั้งหมด (รวมที่เผยแพร่)"),
]


UNPLACED = [(str(digits), f"ไม่ระบุ{level}") for digits, level in LEVELS.items()]


def category_choices() -> list[tuple[str, str]]:
    """Every category of every form once, in the order of the forms."""
    return [(name, name) for name in dict.fromkeys(c for form in FORMS.values() for c in form.categories)]


class RecordFilter(DatedFilterSet):
    state = django_filters.ChoiceFilter(label="สถานะ", choices=STATES, method="by_state", empty_label="ทุกสถานะ")
    form = django_filters.ChoiceFilter(label="แบบบันทึก", choices=form_choices, empty_label="ทุกแบบ")
    category = django_filters.ChoiceFilter(
        label="หมวด", choices=category_choices, lookup_expr="contains", empty_label="ทุกหมวด"
    )
    level = django_filters.ChoiceFilter(label="ระดับ", choices=Level.choices, empty_label="ทุกระดับ")

    target_year = django_filters.ChoiceFilter(label="ของหมู่บ้านเป้าหมายปี", method="of_targets", widget=forms.HiddenInput)

    unplaced = django_filters.ChoiceFilter(
        label="พื้นที่", choices=UNPLACED, method="says_no_place", widget=forms.HiddenInput
    )

    class Meta:
        model = KnowledgeRecord
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["target_year"].extra["choices"] = self.filters["year"].extra["choices"]

    def of_targets(self, queryset, name, value):
        return queryset.filter(target_village__year=int(value))

    def says_no_place(self, queryset, name, value):
        placed = queryset.of_place(WHOLE_COUNTRY).alias(length=Length("stands_in"))
        return placed.filter(Q(length__lt=int(value)) | Q(stands_in=WHOLE_COUNTRY))

    def in_area(self, queryset, name, value):
        return queryset.of_place(value) if len(value) > DISTRICT else queryset.under(value)

    def by_state(self, queryset, name, value):
        if value == FINISHED:
            return queryset.finished()
        if value == WAITING:
            return queryset.waiting()
        return queryset.handed_in() if value == HANDED_IN else queryset.filter(state=value)

    def stood_on(self, queryset, day, asked):
        if asked.get("state") == FINISHED:
            return queryset.finished(until=day)
        return queryset.handed_in(until=day) if asked.get("state") == HANDED_IN else queryset
