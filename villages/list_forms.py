"""What the department keeps for everybody: the programme's numbers by year, and the list of occupations."""

from django import forms

from samma.accounts.forms import RecordedForm
from samma.formfields import WholeNumberField
from villages.models import Occupation, ProgrammeYear


class YearForm(RecordedForm):
    class Meta:
        model = ProgrammeYear
        fields = [
            "year",
            "households_per_village",
            "households_per_trainer",
            "people_trained",
            "group_minimum",
            "lead_course_days",
            "village_course_days",
            "visit_every_days",
            "first_visit_days",
            "very_late_days",
            "note",
        ]
        field_classes = {"year": WholeNumberField}
        widgets = {"year": forms.TextInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "people_trained": "จำนวนคน ไม่ใช่จำนวนครัวเรือน เว้นว่างไว้ถ้าไม่ได้กำหนด",
            "households_per_trainer": "โครงการใช้ 1 ต่อ 4",
        }
        error_messages = {"year": {"unique": "มีปีงบประมาณนี้แล้ว"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]  # it names the row: everything of the year points at it


class OccupationForm(RecordedForm):
    class Meta:
        model = Occupation
        fields = ["parent", "name", "is_active"]
        help_texts = {
            "parent": "เว้นว่างไว้ถ้ารายการนี้เป็นประเภทอาชีพ",
            "is_active": "เอาเครื่องหมายออกเพื่อไม่ให้เลือกใหม่ ข้อมูลเดิมยังอยู่",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Occupation.objects.types().exclude(pk=self.instance.pk)

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and self.instance.trades.exists():
            raise forms.ValidationError("รายการนี้มีอาชีพอยู่ข้างใต้ จึงอยู่ใต้ประเภทอื่นไม่ได้")
        return parent
