"""The sections of a record as a form: each row one heading and its text, in the order the editor left them."""

from django import forms
from django.forms import BaseFormSet, formset_factory

from samma.formfields import ThaiCharField
from samma.knowledge.actions import SectionText
from samma.knowledge.models import kind_choices
from samma.knowledge.writing.merging import BOTH, MINE, THEIRS, Typed, print_of

CHOICES = [(MINE, "ใช้ข้อความในช่องนี้"), (THEIRS, "ใช้ข้อความของเขา"), (BOTH, "เก็บทั้งสอง ของเขาก่อน")]

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


class SectionRow(forms.Form):
    """One section as it is edited. A row without heading and text was left empty and says nothing."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    order = forms.IntegerField(widget=forms.HiddenInput({"data-section-order": ""}), required=False)
    number = ThaiCharField(widget=forms.HiddenInput, required=False, max_length=10)
    heading = ThaiCharField(label="หัวข้อ", required=False, max_length=300)
    kind = forms.ChoiceField(label="ชนิดหัวข้อ", required=False)
    body = ThaiCharField(label="เนื้อความ", required=False, widget=forms.Textarea({"rows": 8}))
    base = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=16
    )  # see samma.knowledge.writing.merging
    tried = ThaiCharField(required=False)  # sent once by the page itself, and no answer came
    choice = forms.ChoiceField(
        label="ใช้ข้อความใด", choices=CHOICES, required=False, initial=MINE, widget=forms.RadioSelect
    )

    meeting = None  # where another changed the same section meanwhile

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

    def typed(self) -> Typed:
        """The section with what it began from; a row to be taken out may be bare."""
        data = self.cleaned_data
        text = SectionText(data.get("pk"), *(data.get(name, "") for name in ("number", "heading", "kind", "body")))
        return Typed(self.prefix, text, data.get("base", ""), data.get("choice", ""), data.get("tried", ""))

    def text(self) -> SectionText:
        data = self.cleaned_data
        return SectionText(data.get("pk"), data["number"], data["heading"], data["kind"], data["body"])


class SectionRows(BaseFormSet):
    """All sections of one record, in the order the editor left them."""

    def rows(self) -> list[SectionRow]:
        """The rows that stay, in order."""
        kept = [row for row in self.forms if row not in self.deleted_forms and row.says]
        last = len(kept)
        return sorted(kept, key=lambda row: row.cleaned_data.get("order") or last)

    def texts(self) -> list[SectionText]:
        return [row.text() for row in self.rows()]

    def typed(self) -> list[Typed]:
        return [row.typed() for row in self.rows()]

    def out(self) -> list[Typed]:
        """The sections that were taken out."""
        return [row.typed() for row in self.deleted_forms if row.cleaned_data.get("pk")]


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
            "base": print_of(section) if getattr(section, "pk", None) else "",
        }
        for order, section in enumerate(sections, 1)
    ]
