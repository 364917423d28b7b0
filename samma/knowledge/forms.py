"""Forms of knowledge records: beginning one, its head with all its sections, and its photos."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseFormSet, formset_factory

from groups.models import Group
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiCharField, WholeNumberField
from samma.forms import PlainForm
from samma.knowledge import actions
from samma.knowledge.actions import SectionText
from samma.knowledge.models import KnowledgeRecord, Reason, form_choices, kind_choices
from samma.knowledge.places import place_choices
from samma.knowledge.record_forms import FORMS, KINDS
from samma.knowledge.revisions import keep, keep_first
from samma.photos import PhotosField
from trainers.models import Sage
from villages.models import TargetVillage

HEAD = ["title", "form", "category", "year", "level", "owner", "position", "office", "address", "phone", "written_on"]
HINTS = {
    "background": "ก่อนทำเป็นอย่างไร ทำไมจึงทำ และต้องการให้เกิดอะไร",
    "objective": "ต้องการให้เกิดผลอะไร กับใคร",
    "process": "ทำอะไรก่อนหลัง เรียงเป็นข้อให้คนอื่นทำตามได้",
    "technique": "เคล็ดลับหรือวิธีที่ทำให้งานได้ผล",
    "inputs": "คน งบประมาณ วัตถุดิบ และอุปกรณ์ที่ใช้",
    "caution": "สิ่งที่ต้องระวังหรือไม่ควรทำ",
    "success": "อะไรทำให้สำเร็จ",
    "problem": "ติดขัดเรื่องใด แก้อย่างไร",
    "result": "เกิดผลอะไร เป็นตัวเลขได้ยิ่งดี",
    "proposal": "อยากให้ทำอะไรต่อไป",
    "pictures": "เพิ่มภาพที่หน้า “ภาพประกอบ” ข้อความตรงนี้พิมพ์เหนือภาพ",
}


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


class SectionRow(forms.Form):
    """One section as it is edited. A row without heading and text was left empty and says nothing."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    order = forms.IntegerField(widget=forms.HiddenInput({"data-section-order": ""}), required=False)
    number = ThaiCharField(widget=forms.HiddenInput, required=False, max_length=10)
    heading = ThaiCharField(label="หัวข้อ", required=False, max_length=300)
    kind = forms.ChoiceField(label="ชนิดหัวข้อ", required=False)
    body = ThaiCharField(label="เนื้อความ", required=False, widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "ไม่ระบุ"), *kind_choices()]
        length = len(str(self["body"].value() or ""))
        self.fields["body"].widget.attrs["rows"] = min(max(4, length // 90 + 2), 24)

    def clean_body(self):
        return self.cleaned_data["body"].replace("\r\n", "\n")

    def clean(self):
        data = super().clean()
        if data.get("body") and not data.get("heading") and "heading" not in self.errors:
            self.add_error("heading", "โปรดพิมพ์หัวข้อของข้อความนี้")
        return data

    @property
    def name(self) -> str:
        return f"{self['number'].value() or ''} {self['heading'].value() or ''}".strip()

    @property
    def hint(self) -> str:
        return HINTS.get(self["kind"].value() or "", "")

    @property
    def says(self) -> bool:
        return bool(self.cleaned_data.get("heading") or self.cleaned_data.get("body"))

    def text(self) -> SectionText:
        data = self.cleaned_data
        return SectionText(data.get("pk"), data["number"], data["heading"], data["kind"], data["body"])


class SectionRows(BaseFormSet):
    """All sections of one record, in the order the editor left them."""

    def texts(self) -> list[SectionText]:
        kept = [row for row in self.forms if row not in self.deleted_forms and row.says]
        last = len(kept)
        return [row.text() for row in sorted(kept, key=lambda row: row.cleaned_data.get("order") or last)]

    def gone(self) -> list[int]:
        return [row.cleaned_data["pk"] for row in self.deleted_forms if row.cleaned_data.get("pk")]


SectionGrid = formset_factory(
    SectionRow, formset=SectionRows, extra=1, can_delete=True, max_num=60, absolute_max=80, validate_max=True
)


def section_values(sections) -> list[dict]:
    """Sections, stored or only read, as the rows' first values."""
    return [
        {
            "pk": getattr(section, "pk", None),
            "order": order,
            "number": section.number or "",
            "heading": section.heading,
            "kind": section.kind or "",
            "body": section.body,
        }
        for order, section in enumerate(sections, 1)
    ]


class RecordForm(RecordedForm):
    """The head of a record and all its sections, stored together or not at all."""

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

    def perform(self):
        locked = actions.open_for_writing(self.instance)
        keep_first(locked)
        self.instance.is_changed = True
        record = super().perform()
        actions.write_sections(record, self.sections.texts(), self.sections.gone())
        if record.form != locked.form:
            actions.change_form(record)
        keep(record, Reason.EDIT, by=self.user)
        return record

    def tell_stale(self):
        super().tell_stale()
        self.sections.is_valid()
        self.stale["fields"] += self._stale_sections()

    def _stale_sections(self) -> list[dict]:
        """Sections whose text somebody changed, added or took out meanwhile, beside what was typed here."""
        theirs = {section.pk: section for section in self.instance.sections.all()}
        fields = []
        for text in self.sections.texts():
            other = theirs.pop(text.pk, None)
            yours = _as_words(text)
            if other is None or _as_words(other) != yours:
                fields.append({"label": text.heading, "yours": yours, "theirs": _as_words(other) if other else ""})
        fields += [
            {"label": other.heading, "yours": "", "theirs": _as_words(other)}
            for other in theirs.values()
            if other.body.strip()
        ]
        return fields


def _as_words(section) -> str:
    """A section as the stale notice shows it: its kind is told where one was chosen."""
    kind = f" ({KINDS[section.kind]})" if section.kind else ""
    return f"{section.heading}{kind}\n{section.body.strip()}".strip()


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


class PhotoRow(forms.Form):
    """A photo that is there."""

    pk = forms.UUIDField(widget=forms.HiddenInput)
    caption = ThaiCharField(label="คำบรรยายภาพ", required=False, max_length=200)
    order = forms.IntegerField(label="ลำดับ", min_value=1, max_value=99)


PhotoGrid = formset_factory(PhotoRow, extra=0, can_delete=True, max_num=12)
