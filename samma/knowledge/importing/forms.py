"""The forms of old texts: choosing files or pasting, and one text as a draft beside it, with the repairs chosen."""

from dataclasses import dataclass

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from samma.formfields import ManyFiles, ManyFilesField
from samma.forms import PlainForm
from samma.knowledge.importing.repairing import Carrying, Choice, flat, kept
from samma.knowledge.importing.storing import area_of, header_of, keep_draft, refuse_double
from samma.knowledge.models import KnowledgeRecord, Section
from samma.knowledge.reading import ENDINGS, text_of
from samma.knowledge.writing.forms import RecordForm, two_columns

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024
MOST_LETTERS = 500_000
MOST_TOGETHER = 800_000  # letters of one batch: it travels to the page and back
SALT = "samma.knowledge.import"
MOST_SECTIONS = 80


class OldTextsForm(PlainForm):
    """Files, or one text pasted. A file that cannot be read keeps none of the others out."""

    files = ManyFilesField(
        label="ไฟล์",
        required=False,
        help_text=f"{' '.join(ENDINGS)} เลือกได้ครั้งละไม่เกิน {MOST_FILES} ไฟล์ ไฟล์ละไม่เกิน 10 เมกะไบต์ ไฟล์จาก Windows รุ่นเก่าก็อ่านได้",
        widget=ManyFiles({"accept": ",".join(ENDINGS)}),
    )
    pasted = forms.CharField(
        label="หรือวางข้อความที่นี่",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
        max_length=MOST_LETTERS,
    )

    def clean_files(self):
        files = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise ValidationError(f"เลือกได้ครั้งละไม่เกิน {MOST_FILES} ไฟล์")
        return files

    def clean(self):
        data = super().clean()
        texts, refusals = [], []
        for file in data.get("files", []):
            try:
                texts.append((file.name, _read(file)))
            except ValidationError as error:
                refusals.append((file.name, error.messages[0]))
        if (pasted := data.get("pasted", "")).strip():
            texts.append(("", pasted.replace("\r\n", "\n")))
        if sum(len(text) for _name, text in texts) > MOST_TOGETHER:
            self.add_error("files", "ข้อความทุกไฟล์รวมกันยาวเกินไปสำหรับครั้งเดียว: แบ่งส่งเป็นสองครั้ง")
        if not texts:
            for name, sentence in refusals:
                self.add_error("files", f"{name}: {sentence}")
        if not texts and not self.errors:
            raise ValidationError("โปรดเลือกไฟล์หรือวางข้อความ")
        return data | {"texts": texts, "refusals": refusals}


def _read(file) -> str:
    if file.size > MOST_BYTES:
        raise ValidationError("ใหญ่เกิน 10 เมกะไบต์")
    text = text_of(file.name, file.read())
    if len(text) > MOST_LETTERS:
        raise ValidationError("ข้อความยาวเกิน 500,000 ตัวอักษร: แยกเป็นเรื่องละไฟล์ แล้วส่งอีกครั้ง")
    return text


@dataclass(frozen=True)
class TypedSection:
    """A section as it stands on the page, not yet checked."""

    number: str
    heading: str
    kind: str
    body: str
    is_out: bool = False


class OldTextForm(RecordForm):
    """One old text as a draft, before it is stored. The text travels signed, so that it is stored as it came."""

    source = forms.CharField(widget=forms.HiddenInput)
    choice = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, name, text, user, prefix, choice=None, read=None, typed=None):
        self.file, self.text, self.chosen = name, text, choice or Choice()
        self.is_skipped = False
        self.read = read or self.chosen.read(text, file=name)
        head = header_of(self.read, today=localdate())
        record = KnowledgeRecord(area_code=area_of(self.read, user.area_code), **head)
        values, sections = typed or ({}, self.read.sections)
        super().__init__(data, sections=sections, instance=record, user=user, prefix=prefix)
        self.initial |= values
        for place, section in enumerate(sections):
            if getattr(section, "is_out", False):
                self.sections.initial[place]["DELETE"] = True
        self.fields["source"].initial = signing.dumps([name, text], salt=SALT, compress=True)
        self.fields["choice"].initial = str(self.chosen)
        self.fields.pop("target_village", None)  # chosen on the record's own page, once its area is settled
        self.helper = two_columns(self.fields, wide=["title"])

    @classmethod
    def posted(cls, data, *, prefix, user):
        """The form as it came back from the page. Raises BadSignature for a source that is not ours."""
        name, text = signing.loads(data[f"{prefix}-source"], salt=SALT)
        choice = Choice.told(data.get(f"{prefix}-choice", ""))
        document = cls(data, name=name, text=text, user=user, prefix=prefix, choice=choice)
        document.is_skipped = f"{prefix}-skip" in data
        return document

    def ticked(self) -> Choice:
        """The choice that the boxes of the page now make."""
        return self.chosen.after(self.read.repairs, self._boxes())

    def has_new_choice(self) -> bool:
        """Whether the boxes differ from what the record on this page was read with."""
        shown = {repair.key for repair in self.read.repairs}
        return shown & self._boxes() != {repair.key for repair in self.read.mended.applied}

    def _boxes(self) -> set[str]:
        return set(self.data.getlist(f"{self.prefix}-repair"))

    def read_anew(self, choice: Choice) -> "OldTextForm":
        """The page's form after another choice; what the officer typed comes along."""
        same = {"name": self.file, "text": self.text, "user": self.user, "prefix": self.prefix}
        last, new = OldTextForm(**same, choice=self.chosen, read=self.read), OldTextForm(**same, choice=choice)
        if not self._is_as_shown(last):
            new = OldTextForm(**same, choice=choice, read=new.read, typed=self._typed(last, new))
        new.is_skipped = self.is_skipped
        return new

    def perform(self):
        texts = self.sections.texts()
        sections = [Section(number=t.number, heading=t.heading, kind=t.kind, body=t.body) for t in texts]
        refuse_double(self.text, by=self.user)
        repairs = kept(self.read.repairs)
        return keep_draft(self.instance, sections, text=self.text, file=self.file, repairs=repairs, by=self.user)

    def _is_as_shown(self, last) -> bool:
        """Whether the officer has changed nothing since the last reading."""
        if any(name.endswith("-DELETE") for name in self.data if name.startswith(self.sections.prefix)):
            return False
        shown = _shown(last) | {
            field.html_name: str(field.value()) for field in last.sections.management_form if "TOTAL" in field.name
        }
        return all(flat(self.data.get(name, "")) == flat(value) for name, value in shown.items())

    def _typed(self, last, new) -> tuple[dict, list[TypedSection]]:
        carrying = Carrying(last.read, new.read)
        head = {}
        for name in new.fields:
            if name not in ("source", "choice") and self.add_prefix(name) in self.data:
                values = self.data[self.add_prefix(name)], _value(last[name]), _value(new[name])
                head[name] = carrying.value(*values)
        alike = len(last.read.sections) == len(new.read.sections)
        headings = {
            old.heading: section.heading
            for old, section in zip(last.read.sections, new.read.sections, strict=False)
            if alike
        }
        sections = []
        for row in self._rows():
            heading = headings.get(row["heading"].strip()) or carrying.value(row["heading"], "", "")
            sections.append(
                TypedSection(row["number"], heading, row["kind"], carrying.text(row["body"]), bool(row["DELETE"]))
            )
        return head, sections

    def _rows(self) -> list[dict]:
        """The posted sections in the order of the page, without empty rows."""
        prefix = self.sections.prefix
        total = self.data.get(f"{prefix}-TOTAL_FORMS", "")
        rows = []
        for place in range(min(int(total), MOST_SECTIONS) if total.isdecimal() and len(total) < 4 else 0):
            names = ("number", "heading", "kind", "body", "order", "DELETE")
            row = {name: self.data.get(f"{prefix}-{place}-{name}", "") for name in names}
            if row["heading"].strip() or row["body"].strip():
                order = row["order"]
                rows.append((int(order) if order.isdecimal() and len(order) < 6 else MOST_SECTIONS, place, row))
        return [row for _order, _place, row in sorted(rows, key=lambda found: found[:2])]


def _value(field) -> str:
    """What a field of the page sends when nobody touches it."""
    value = field.value()
    if value is None:
        return ""
    return str(field.field.widget.format_value(value) if hasattr(value, "year") else value)


def _shown(form) -> dict[str, str]:
    fields = [field for one in [form, *form.sections] for field in one]
    return {field.html_name: _value(field) for field in fields if field.name not in ("source", "choice", "DELETE")}
