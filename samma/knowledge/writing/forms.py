"""Forms of knowledge records: beginning one, its head with all its sections, and its photos."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import formset_factory

from groups.models import Group
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiCharField, WholeNumberField
from samma.forms import PlainForm
from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, form_choices
from samma.knowledge.places import place_choices
from samma.knowledge.record_forms import FORMS
from samma.knowledge.writing.section_forms import SectionGrid, section_values
from samma.photos import PhotoRow, PhotosField
from trainers.models import Sage
from villages.models import TargetVillage

HEAD = ["title", "form", "category", "year", "level", "owner", "position", "office", "address", "phone", "written_on"]


def two_columns(names, wide) -> FormHelper:
    """The fields two in a line on a wide screen, with those named in `wide` on lines of their own."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    rows, pair = [], []
    for name in names:
        if name in wide:
            rows += [Row(*pair), Field(name)] if pair else [Field(name)]
            pair = []
        else:
            pair.append(Column(name, css_class="col-md-6"))
            if len(pair) == 2:
                rows.append(Row(*pair))
                pair = []
    helper.layout = Layout(*rows, *([Row(*pair)] if pair else []))
    return helper


def year_field(**extra):
    return WholeNumberField(label="ปีงบประมาณ (พ.ศ.)", min_value=2550, max_value=2643, help_text="เช่น 2561", **extra)


class NewForm(PlainForm):
    """What must be known before writing begins; the rest is written on the record's own page."""

    form = forms.ChoiceField(label="แบบบันทึก", choices=form_choices, widget=forms.RadioSelect)
    title = ThaiCharField(label="ชื่อองค์ความรู้", max_length=400)
    year = year_field()
    area_code = forms.ChoiceField(label="พื้นที่", widget=forms.Select({"data-picker": ""}))
    is_mine = forms.BooleanField(label="ฉันเป็นเจ้าขององค์ความรู้นี้เอง", required=False)

    def __init__(self, *args, target=None, **kwargs):
        self.target = target
        super().__init__(*args, **kwargs)
        if target is not None:
            del self.fields["area_code"], self.fields["year"]
        else:
            self.fields["area_code"].choices = place_choices(self.user)

    def perform(self):
        data, user = self.cleaned_data, self.user
        record = KnowledgeRecord(
            form=data["form"],
            level=FORMS[data["form"]].level,
            title=data["title"],
            year=self.target.year_id if self.target else data["year"],
            area_code=self.target.village_code if self.target else data["area_code"],
            target_village=self.target,
            office=user.office,
        )
        if data["is_mine"]:
            record.owner, record.position = user.get_full_name(), user.position
        return actions.begin(record, by=user)


class RecordForm(RecordedForm):
    """The head of a record and all its sections on one page; who stores them says how."""

    year = year_field()

    class Meta:
        model = KnowledgeRecord
        fields = [*HEAD, "area_code", "target_village", "sage", "group"]
        widgets = {"title": forms.Textarea({"rows": 2})}

    def __init__(self, data=None, *, sections=(), **kwargs):
        super().__init__(data, **kwargs)
        record = self.instance
        self.fields["area_code"] = forms.ChoiceField(
            label="พื้นที่", choices=place_choices(self.user, record.area_code), widget=forms.Select({"data-picker": ""})
        )
        self.fields["form"].choices = [("", "ยังไม่เลือก"), *form_choices()]
        self.fields["category"].widget.attrs["list"] = "categories"
        self._narrow_to_place(record)
        self.helper = two_columns(self.fields, wide=["title"])
        self.sections = SectionGrid(data, prefix=self.add_prefix("sections"), initial=section_values(sections))

    def _narrow_to_place(self, record):
        """Villages of the record's district and year; sages and groups of its village."""
        fields = self.fields
        if len(record.area_code) < 4 or not record.year:
            del fields["target_village"]
        else:
            targets = TargetVillage.objects.visible_to(self.user).under(record.area_code[:4]).filter(year=record.year)
            fields["target_village"].queryset = targets.select_related("village")
            fields["target_village"].empty_label = "ไม่ใช่เรื่องของหมู่บ้านใดหมู่บ้านหนึ่ง"
            fields["target_village"].help_text = "เมื่อเลือกหมู่บ้าน พื้นที่ของเรื่องคือหมู่บ้านนั้น"
        if record.target_village_id is None:
            del fields["sage"], fields["group"]
        else:
            code = record.target_village.village_code
            fields["sage"].queryset = Sage.objects.visible_to(self.user).under(code)
            fields["group"].queryset = Group.objects.visible_to(self.user).under(code)

    def clean(self):
        data = super().clean()
        target = data.get("target_village")
        if target is not None:
            data["area_code"] = target.village_code
        return data

    def is_valid(self):
        sections_are_valid = self.sections.is_valid()
        if self.is_bound and not sections_are_valid and not self.has_error(NON_FIELD_ERRORS, "sections"):
            wrong = ", ".join(row.name or "หัวข้อใหม่" for row in self.sections if row.errors)
            self.add_error(None, ValidationError(f"โปรดแก้ในหัวข้อ: {wrong or 'จำนวนหัวข้อ'}", code="sections"))
        return super().is_valid()


class GiveBackForm(PlainForm):
    """What the officer has to mend."""

    note = ThaiCharField(label="ต้องแก้ไขอะไร", widget=forms.Textarea({"rows": 3}), max_length=1000)


class PhotoUpload(PlainForm):
    """New photos of a record."""

    photos = PhotosField(
        label="เพิ่มภาพ",
        required=True,
        help_text="JPEG, PNG หรือ WebP เลือกได้หลายภาพ ระบบย่อภาพและลบข้อมูลสถานที่ในภาพให้เอง",
    )


PhotoGrid = formset_factory(PhotoRow, extra=0, max_num=12)
