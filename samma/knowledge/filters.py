"""What the list of knowledge records can be narrowed by."""

import django_filters

from samma.knowledge.models import KnowledgeRecord, Level, State, form_choices
from samma.knowledge.record_forms import FORMS
from villages.filters import DatedFilterSet

FINISHED, HANDED_IN, WAITING = "finished", "sent", "waiting"
STATES = [
    *State.choices,
    (WAITING, "รออำเภอตรวจหรือรอจังหวัดรับรอง"),
    (HANDED_IN, "ส่งแล้วทั้งหมด (รวมที่รับรองและเผยแพร่)"),
    (FINISHED, "รับรองแล้วทั้งหมด (รวมที่เผยแพร่)"),
]


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

    class Meta:
        model = KnowledgeRecord
        fields = []

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
