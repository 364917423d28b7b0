"""The plan as a grid of lines, and one line on a page of its own."""

from django import forms

from samma.accounts.forms import RecordedForm
from samma.formfields import WholeNumberField
from samma.grid import plain_grid
from villages import rules
from villages.models import ActivityKind, PlanItem, WorkingGroupMember
from villages.row_grids import LineForm, LinesBase

PLANNED = ["kind", "day_no", "part", "topic", "on", "until", "time_from", "time_to", "place"]
PAID = ["people", "budget", "budget_source", "responsible", "note"]


class AsksOfThePlan:
    """What is odd about a line of the plan."""

    def clean(self):
        data = super().clean()
        year = self.instance.target_village.year
        if data.get("kind") != ActivityKind.COURSE:
            data["day_no"] = None
            data["part"] = ""
        asked = rules.odd_days(data.get("on"), data.get("until"), year.pk)
        asked += rules.odd_numbers(data.get("kind"), data.get("day_no"), data.get("people"), year)
        for name, sentence in asked:
            if name not in self.errors:
                self.doubt(name, sentence)
        return data


class PlanLine(AsksOfThePlan, LineForm):
    class Meta:
        model = PlanItem
        fields = [*PLANNED, *PAID]
        field_classes = {"day_no": WholeNumberField}
        widgets = {"note": forms.TextInput}


PlanGrid = plain_grid(PlanLine, extra=3, max_num=120, grid=LinesBase)


class PlanItemForm(AsksOfThePlan, RecordedForm):
    class Meta:
        model = PlanItem
        fields = [*PLANNED, *PAID, "called_off"]
        field_classes = {"day_no": WholeNumberField}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        labels = {"on": "วันที่"}
        help_texts = {"called_off": "ใส่เหตุเมื่องดจัด รายการจะไม่ขึ้นเตือนว่าเลยกำหนด", "until": "เว้นว่างไว้เมื่อจัดวันเดียว"}


class LeaderLine(LineForm):
    """One member of the working group; a new line counts once it has a name."""

    says = "name"

    class Meta:
        model = WorkingGroupMember
        fields = ["kind", "name", "position", "started", "ended"]


WorkingGroupGrid = plain_grid(LeaderLine, extra=1, max_num=40, grid=LinesBase)
