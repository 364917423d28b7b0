"""Old texts through the browser: choose files or paste, look at old and new side by side, store as drafts."""

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from samma.formfields import ManyFiles, ManyFilesField
from samma.forms import PlainForm
from samma.knowledge.edit_views import categories_of, section_rows
from samma.knowledge.forms import RecordForm, two_columns
from samma.knowledge.importing import DoubledError, area_of, header_of, keep_draft, refuse_double
from samma.knowledge.models import KnowledgeRecord, Section
from samma.knowledge.offers import sentences
from samma.knowledge.reading import ENDINGS, read_record, text_of
from samma.scope import require_writer

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024
MOST_LETTERS = 500_000
SALT = "samma.knowledge.import"
CRUMBS = [("องค์ความรู้", "record-list"), ("นำเข้าเอกสารเก่า", None)]


class OldTextsForm(PlainForm):
    """Files, or one text pasted."""

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
        for file in files:
            if file.size > MOST_BYTES:
                raise ValidationError(f"{file.name}: ใหญ่เกิน 10 เมกะไบต์")
        return files

    def clean(self):
        data = super().clean()
        texts = []
        for file in data.get("files", []):
            try:
                texts.append((file.name, _short_enough(text_of(file.name, file.read()))))
            except ValidationError as error:
                self.add_error("files", f"{file.name}: {error.messages[0]}")
        if (pasted := data.get("pasted", "")).strip():
            texts.append(("", pasted.replace("\r\n", "\n")))
        if not texts and not self.errors:
            raise ValidationError("โปรดเลือกไฟล์หรือวางข้อความ")
        data["texts"] = texts
        return data


def _short_enough(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise ValidationError("ข้อความยาวเกิน 500,000 ตัวอักษร: แยกเป็นเรื่องละไฟล์ แล้วส่งอีกครั้ง")
    return text


class OldTextForm(RecordForm):
    """One old text as a draft, before it is stored. The text travels signed, so that it is stored as it came."""

    source = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, name, text, user, prefix):
        self.file, self.text = name, text
        self.read = read_record(text, file=name)
        head = header_of(self.read, today=localdate())
        record = KnowledgeRecord(area_code=area_of(self.read, user.area_code), **head)
        super().__init__(data, sections=self.read.sections, instance=record, user=user, prefix=prefix)
        self.fields["source"].initial = signing.dumps([name, text], salt=SALT, compress=True)
        self.fields.pop("target_village", None)  # chosen on the record's own page, once its area is settled
        self.helper = two_columns(self.fields, wide=["title"])

    def perform(self):
        texts = self.sections.texts()
        sections = [Section(number=t.number, heading=t.heading, kind=t.kind, body=t.body) for t in texts]
        refuse_double(self.text, by=self.user)
        return keep_draft(self.instance, sections, text=self.text, file=self.file, by=self.user)


@require_http_methods(["GET", "POST"])
def record_import(request):
    require_writer(request.user)
    if request.method == "POST" and "doc-count" in request.POST:
        return _store(request)
    form = OldTextsForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _review(request, _documents(request, form.cleaned_data["texts"]))
    return render(request, "knowledge/import.html", {"form": form, "crumbs": _crumbs()})


def _documents(request, texts) -> list:
    """A form for each text; a text that is stored already is only told."""
    documents = []
    for n, (name, text) in enumerate(texts):
        try:
            refuse_double(text, by=request.user)
        except DoubledError as double:
            messages.info(request, f"{name or 'ข้อความที่วาง'}: {double.messages[0]}")
            continue
        documents.append(OldTextForm(name=name, text=text, user=request.user, prefix=f"doc{n}"))
    return documents


def _posted(request) -> list:
    """The forms as they came back from the review page; a source that is not ours ends the import."""
    forms_back = []
    for n in range(MOST_FILES + 1):
        if f"doc{n}-source" in request.POST and f"doc{n}-skip" not in request.POST:
            name, text = signing.loads(request.POST[f"doc{n}-source"], salt=SALT)
            forms_back.append(OldTextForm(request.POST, name=name, text=text, user=request.user, prefix=f"doc{n}"))
    return forms_back


def _store(request):
    try:
        documents = _posted(request)
    except signing.BadSignature:
        messages.error(request, "ข้อความต้นทางไม่ครบ โปรดเลือกไฟล์ใหม่อีกครั้ง")
        return redirect("record-import")
    with transaction.atomic():
        stored = [document.store() for document in documents]
        if not all(stored):
            transaction.set_rollback(True)
    if not all(stored):
        return _review(request, documents)
    for record in stored:
        messages.success(request, f"นำเข้า “{record.title}” เป็นฉบับร่างแล้ว")
    return redirect("record-detail", pk=stored[0].pk) if len(stored) == 1 else redirect("record-list")


def _review(request, documents):
    if not documents:
        return redirect("record-import")
    pages = [
        {
            "form": document,
            "name": document.file or "ข้อความที่วาง",
            "text": document.text.strip("\n"),
            "damage": sentences(document.read.damage),
            "warnings": sentences(document.read.warnings),
            "rows": section_rows(document),
            "categories": categories_of(document["form"].value() or ""),
            "skip_name": f"{document.prefix}-skip",
        }
        for document in documents
    ]
    return render(request, "knowledge/review.html", {"pages": pages, "count": len(pages), "crumbs": _crumbs()})


def _crumbs() -> list:
    return [(label, name and reverse(name)) for label, name in CRUMBS]
