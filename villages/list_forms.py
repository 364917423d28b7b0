"""What the department keeps for everybody: the programme's numbers by year, and the list of occupations."""

from django import forms

from samma import thai
from samma.accounts.forms import RecordedForm
from samma.formfields import WholeNumberField
from samma.grid import plain_grid
from villages.models import Occupation, ProgrammeYear, UsualStep
from villages.row_grids import LineForm, LinesBase

COPIED = [
    "households_per_village",
    "households_per_trainer",
    "people_trained",
    "group_minimum",
    "lead_course_days",
    "village_course_days",
    "visit_every_days",
    "first_visit_days",
    "very_late_days",
]


class YearForm(RecordedForm):
    class Meta:
        model = ProgrammeYear
        fields = [
            "year",
            "target_villages",
            *COPIED,
            "followup_from",
            "record_due",
            "note",
        ]
        field_classes = {"year": WholeNumberField}
        widgets = {"year": forms.TextInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "people_trained": "จำนวนคน ไม่ใช่จำนวนครัวเรือน เว้นว่างไว้ถ้าไม่ได้กำหนด",
            "households_per_trainer": "โครงการใช้ 1 ต่อ 4",
            "target_villages": "เว้นว่างไว้ถ้ายังไม่ทราบ",
            "followup_from": "วันแรกที่นับเป็นการติดตามของปี เว้นว่างไว้ถ้าไม่ได้กำหนด",
            "record_due": "หมู่บ้านที่ยังไม่ส่งองค์ความรู้จะขึ้นเตือนก่อนวันนี้ เว้นว่างไว้ถ้ายังไม่กำหนด",
        }
        error_messages = {"year": {"unique": "มีปีงบประมาณนี้แล้ว"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["year"]  # it names the row: everything of the year points at it

    def clean(self):
        """A day of another year is likely one typed wrong."""
        data = super().clean()
        year = self.instance.pk or data.get("year")
        for name in ("followup_from", "record_due"):
            day = data.get(name)
            if year and day and abs(thai.fiscal_year(day) - year) > 1:
                self.doubt(name, f"วันที่ {thai.thai_date_short(day)} ห่างจากปีงบประมาณ {year} มาก")
        return data


class NewYearForm(YearForm):
    """A new year begins with the numbers and the usual steps of the last one."""

    def __init__(self, *args, **kwargs):
        self.last = ProgrammeYear.objects.first()
        if self.last is not None and not kwargs.get("instance"):
            copied = {name: getattr(self.last, name) for name in COPIED}
            kwargs["initial"] = copied | {"year": self.last.year + 1} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def perform(self):
        year = super().perform()
        if self.last is not None:
            copy_steps(self.last, year)
        return year


def copy_steps(last: ProgrammeYear, year: ProgrammeYear) -> None:
    """The usual steps of one year for another that has none."""
    steps = list(last.usual_steps.all())
    for step in steps:
        step.pk, step.year = None, year
    UsualStep.objects.bulk_create(steps)


class StepLine(LineForm):
    class Meta:
        model = UsualStep
        fields = ["kind", "day_no", "part", "topic", "after_days", "lasts_days"]
        field_classes = {"day_no": WholeNumberField}


StepGrid = plain_grid(StepLine, extra=2, max_num=80, grid=LinesBase)


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
