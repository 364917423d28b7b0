"""Lays a knowledge record out as an official paper in any form, and keeps the finished PDF under the record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from samma.knowledge import cabinet
from samma.knowledge.models import KnowledgeRecord, RecordPhoto, Section, State
from samma.knowledge.printing.leftover import LEFT_OVER, loose_facts, paper_digits, told
from samma.knowledge.record_forms import FORMS, FormItem, PrintedSection, RecordForm, arrange, form_for_year
from samma.pdf import PaperPhoto, PaperSection, RecordPaper, fingerprint, join, render
from samma.pdf.pictures import for_paper
from samma.qr import qr_data_uri
from samma.thai import arabic_digits, thai_date, thai_digits
from villages.models import Area

MARK = re.compile("[ัิ-ฺ็-๎]")  # takes no room of its own
JOINED = re.compile("[ะาำๅๆฯ]")  # stands with the letter before it
UNAPPROVED = {State.DRAFT: "ร่าง", State.SUBMITTED: "รออำเภอตรวจ", State.CHECKED: "รอจังหวัดรับรอง"}
QR_CAPTION = "สแกนเพื่ออ่านฉบับเผยแพร่"
SITE_WITHOUT_PROVINCE = "{province}"


@dataclass(frozen=True)
class Choice:
    """How a paper is asked for. Nothing chosen means the record's own form and that form's digits."""

    form: str = ""
    digits: Literal["", "thai", "arabic"] = ""
    pages: Literal["dash", "of", "book"] = "dash"
    site: str = ""  # what the QR begins with; without it there is no QR

    @classmethod
    def of_request(cls, request) -> "Choice":
        """From ?form=KEY&digits=thai|arabic&pages=dash|of; what is unknown counts as not chosen."""
        form, digits, pages = (request.GET.get(name, "") for name in ("form", "digits", "pages"))
        return cls(
            form=form if form in FORMS else "",
            digits=digits if digits in ("thai", "arabic") else "",
            pages="of" if pages == "of" else "dash",
            site=settings.SITE_URL or request.build_absolute_uri("/"),
        )


@dataclass(kw_only=True)
class KnowledgePaper(RecordPaper):
    """A record's paper. Its headings may keep the mixed digits of their form, while its pages count in Thai."""

    state: str = ""  # said at the foot of a paper that nobody has approved yet
    digits_as_typed: bool = False

    def digits(self, text: str) -> str:
        return text if self.digits_as_typed else super().digits(text)

    @property
    def printed_line(self) -> str:
        revision = f"ฉบับที่ {self.revision}"
        return " · ".join(filter(None, [self.state, thai_digits(revision) if self.thai_digits else revision]))


def printable(records: Iterable[int] | None = None, queryset=None):
    """Records with all that a paper shows, in four queries however many they are."""
    queryset = KnowledgeRecord.objects.all() if queryset is None else queryset
    if records is not None:
        queryset = queryset.filter(pk__in=records)
    return queryset.prefetch_related(
        Prefetch("sections", Section.objects.order_by("order")), Prefetch("photos", RecordPhoto.objects.all())
    ).order_by("sort_key", "pk")


def form_of(record: KnowledgeRecord, key: str = "") -> RecordForm:
    """The form to print in: the one asked for, the record's own, or that of its year."""
    return FORMS.get(key) or FORMS.get(record.form) or form_for_year(record.year, record.level)


def paper_of(record: KnowledgeRecord, choice: Choice, provinces: dict[str, str]) -> RecordPaper:
    """The record as a paper."""
    form = form_of(record, choice.form)
    digits = choice.digits or {"arabic": "arabic", "mixed": "mixed"}.get(form.digits, "thai")
    # Without a title of its own (the web page) the category stands at the head.
    paper_title = form.titles[0] if form.titles else record.category or next(iter(form.categories), form.name)
    title, owner = form.item("title"), form.item("owner")
    owner_lines = _owner(record, form, owner, digits)
    url = (
        choice.site and choice.site.rstrip("/") + f"{reverse('record-public', args=[record.slug])}?r={record.revision}"
    )
    return KnowledgePaper(
        state=UNAPPROVED.get(record.state, ""),
        digits_as_typed=digits == "mixed",
        paper_title=paper_title,
        lines=[form.subtitle] if form.subtitle else [],
        running_head=shortened(record.title),
        site_line=_site_line(form, provinces.get(record.area_code[:2]) or record.province_name),
        thai_digits=digits != "arabic",
        page_style=choice.pages,
        revision=record.revision,
        title=record.title,
        title_label=_label(title, digits) if title else "",
        owner=owner_lines,
        category=_category(record, form, digits),
        head=[item.field for item in form.fields],
        sections=_sections(record, form, digits) + _loose(record, form, owner_lines, digits),
        photos=[PaperPhoto(str(photo.pk), photo.caption) for photo in record.photos.all()],
        qr_data_uri=qr_data_uri(url) if url else "",
        qr_caption=QR_CAPTION if url else "",
    )


def before_printing(record: KnowledgeRecord, form: RecordForm) -> list[str]:
    """What the form has no place for, in sentences. Empty: everything has its place."""
    lines = _owner(record, form, form.item("owner"), "thai")
    return told(record, form, [value for _, value in lines])


def record_pdf(record: KnowledgeRecord, choice: Choice, provinces: dict[str, str] | None = None) -> bytes:
    """The finished paper, made once for the same content and choice."""
    html = paper_of(record, choice, province_names([record]) if provinces is None else provinces).html()
    images = {}
    for photo in record.photos.all():
        with photo.image.open("rb") as file:
            images[str(photo.pk)] = file.read()
    key = f"{record.revision}-{fingerprint(html, images)}"
    pdf = cabinet.kept(record.pk, key)
    if pdf is None:
        pdf = render(html, images={name: for_paper(image) for name, image in images.items()})
        cabinet.keep(record.pk, key, pdf)
    return pdf


def book(records, choice: Choice, step=lambda: None) -> bytes:
    """One PDF of all the records, each with its bookmark and its own page numbers."""
    records = list(records)
    provinces = province_names(records)
    parts = []
    for record in records:
        parts.append((record.title, record_pdf(record, choice, provinces)))
        step()
    return join(parts)


def province_names(records: Iterable[KnowledgeRecord]) -> dict[str, str]:
    """Names of the records' provinces by code, in one query."""
    codes = {record.area_code[:2] for record in records}
    return dict(Area.objects.filter(code__in=codes, level=2).values_list("code", "name_th"))


def _label(item: FormItem, digits: str) -> str:
    number = _number(item.number, digits)
    return " ".join(part for part in (f"{number}." if number else "", item.heading) if part)


def _number(number: str, digits: str) -> str:
    return arabic_digits(number) if digits == "arabic" else number


def _owner(record: KnowledgeRecord, form: RecordForm, item: FormItem | None, digits: str) -> list[tuple[str, str]]:
    """The owner's lines as the form asks for them; a line without a label is left out when it is empty."""
    values = {
        "owner_position": record.position,
        "owner_office": record.office,
        "owner_address": record.address,
        "phone": _phone(record.phone, digits),
        "date": thai_date(record.written_on, paper_digits(digits)) if record.written_on else "",
    }
    labels = {name: label for name, label in form.owner_labels.items() if name != "owner_name"}
    if "owner_office" not in labels and values["owner_office"]:
        if "owner_address" in labels and not values["owner_address"]:
            values["owner_address"] = values["owner_office"]  # on the web page an office stands under ที่อยู่
        elif form.level == record.level:
            labels["owner_office"] = ""
    lines = [(_label(item, digits), record.owner)] if item else []
    return lines + [(label, values[name]) for name, label in labels.items() if label or values[name]]


def _phone(phone: str, digits: str) -> str:
    """081-234-5678, as it is read aloud."""
    written = f"{phone[:-7]}-{phone[-7:-4]}-{phone[-4:]}" if phone else ""
    return written if digits == "arabic" else thai_digits(written)


def _category(record: KnowledgeRecord, form: RecordForm, digits: str) -> PaperSection | None:
    item = form.item("category")
    if item is None or not item.heading:
        return None
    return PaperSection(_number(item.number, digits), item.heading, 1, record.category)


def _sections(record: KnowledgeRecord, form: RecordForm, digits: str) -> list[PaperSection]:
    printed = arrange(form, record.sections.all())
    pictures = {section.heading for section in record.sections.all() if section.kind == "pictures"}
    return [
        PaperSection(
            number=_number(section.number, digits),
            heading=section.heading,
            level=section.level,
            body=section.body,
            pictures=section.heading in pictures or _asks_for_pictures(form, section),
            has_parts=section.level == 1 and following is not None and following.level == 2,
        )
        for section, following in zip(printed, [*printed[1:], None], strict=True)
    ]


def _loose(record: KnowledgeRecord, form: RecordForm, owner_lines: list[tuple[str, str]], digits: str):
    """What the head of the record says and the form does not ask for."""
    facts = loose_facts(record, form, [value for _, value in owner_lines], digits)
    return [PaperSection("", LEFT_OVER, 1, "\n".join(f"{label}: {value}" for label, value in facts))] if facts else []


def _asks_for_pictures(form: RecordForm, section: PrintedSection) -> bool:
    return any(item.kind == "pictures" and item.says(section.heading) for item in form.sections)


def _site_line(form: RecordForm, province: str) -> str:
    lines = [line for line in form.foot if province or SITE_WITHOUT_PROVINCE not in line]
    return "\n".join(line.format(province=province) for line in lines)


def shortened(title: str, widest: int = 32) -> str:
    """A title for a running head or the name of a file: never cut between a letter and its marks, at a space if one is near.

    Not between words: their dictionary takes 65 MB, and whoever makes a book needs it for nothing else.
    """
    letters = [place for place, sign in enumerate(title) if not MARK.match(sign)]
    if len(letters) <= widest:
        return title
    at = title.rfind(" ", letters[widest // 2], letters[widest])
    if at < 0:
        at = next(letters[n] for n in range(widest, 0, -1) if not JOINED.match(title[letters[n]]))
    return f"{title[:at]}…"
