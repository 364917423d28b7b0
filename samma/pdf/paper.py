"""What stands on a paper, as plain data; the templates in templates/print/ set it.

Text from people is printed as typed. `thai_digits` governs only numbers that the paper itself prints: page numbers,
dates, numbers of headings.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from django.template.loader import render_to_string

from samma.pdf.body import Block, blocks
from samma.thai import thai_date, thai_digits


@dataclass(kw_only=True)
class Paper:
    """What every paper has."""

    template: ClassVar[str] = "print/base.html"

    paper_title: str
    lines: Sequence[str] = ()  # below the title, centred
    running_head: str = ""  # at the head from page 2
    site_line: str = ""  # at the foot of every page, one or two lines
    thai_digits: bool = True
    page_style: Literal["dash", "of", "book"] = "dash"  # - ๒ -, or หน้า ๒ จาก ๓, or none: the book's own is laid over
    landscape: bool = False
    printed_on: datetime.date | None = None
    revision: int = 0

    def html(self) -> str:
        """The document for samma.pdf.render."""
        return render_to_string(self.template, {"paper": self})

    def digits(self, text: str) -> str:
        """A number of the paper's own, in the digits that were chosen."""
        return thai_digits(text) if self.thai_digits else text

    @property
    def document_title(self) -> str:
        return self.paper_title

    @property
    def page_name(self) -> str:
        """The kind of page in print.css."""
        digits = "thai" if self.thai_digits else "decimal"
        return f"{self.page_style}-{digits}{'-wide' if self.landscape else ''}"

    @property
    def printed_line(self) -> str:
        """When this was printed and which revision of the text it is."""
        parts = []
        if self.printed_on:
            parts.append(f"พิมพ์เมื่อ {thai_date(self.printed_on, 'thai' if self.thai_digits else 'arabic')}")
        if self.revision:
            parts.append(self.digits(f"ฉบับที่ {self.revision}"))
        return " · ".join(parts)


@dataclass
class PaperSection:
    """A heading as printed on its form, and the text below it as typed."""

    number: str  # "4", "4.1" or nothing
    heading: str
    level: int  # 1, or 2 for a heading below another
    body: str
    pictures: bool = False  # the photos of the record are printed here
    has_parts: bool = False  # headings of level 2 follow: an empty body is no empty section

    @property
    def blocks(self) -> list[Block]:
        return blocks(self.body)

    @property
    def is_empty(self) -> bool:
        return not (self.body.strip() or self.has_parts)


@dataclass
class PaperPhoto:
    """`id` is the key of its bytes in render(images=...)."""

    id: str
    caption: str


@dataclass(kw_only=True)
class RecordPaper(Paper):
    """A knowledge record in any of its forms."""

    template: ClassVar[str] = "print/record.html"

    title: str
    title_label: str = ""  # "๑. ชื่อองค์ความรู้", or nothing: then the title is a heading of its own
    owner: Sequence[tuple[str, str]] = ()
    category: PaperSection | None = None
    head: Sequence[Literal["title", "owner", "category"]] = ("title", "owner", "category")  # as its form has them
    sections: Sequence[PaperSection] = ()
    photos: Sequence[PaperPhoto] = ()
    qr_data_uri: str = ""
    qr_caption: str = ""

    @property
    def document_title(self) -> str:
        return self.title or self.paper_title

    @property
    def label(self) -> str:
        return self.digits(self.title_label)

    @property
    def owner_lines(self) -> list[tuple[str, str]]:
        return [(self.digits(label), value) for label, value in self.owner]

    @property
    def numbered_category(self) -> tuple[str, PaperSection] | None:
        return self._numbered(self.category) if self.category else None

    @property
    def numbered_sections(self) -> list[tuple[str, PaperSection]]:
        """Each section with its number as printed: ๑. or ๔.๑."""
        return [self._numbered(section) for section in self.sections]

    def _numbered(self, section: PaperSection) -> tuple[str, PaperSection]:
        return self.digits(f"{section.number}." if section.number.isdecimal() else section.number), section

    @property
    def loose_photos(self) -> Sequence[PaperPhoto]:
        """The photos, when no section is theirs."""
        return () if any(section.pictures for section in self.sections) else self.photos


@dataclass
class TableColumn:
    """A head of a column; `width` in per cent of the table, 0 for what is left."""

    heading: str
    width: int = 0
    align: Literal["left", "centre", "right"] = "left"

    @property
    def classes(self) -> str:
        return f"{self.align} w{self.width}" if self.width else self.align


@dataclass
class Signature:
    """Whoever signs: `role` below the dotted line; `name` in brackets, dots when it is written by hand."""

    role: str
    name: str = ""


@dataclass(kw_only=True)
class TablePaper(Paper):
    """A list to print or to sign: sign-sheet, roster, summary. Cells are text already written for people."""

    template: ClassVar[str] = "print/table.html"

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    empty: str = "ไม่มีรายการ"
    notes: Sequence[str] = ()
    signatures: Sequence[Signature] = field(default_factory=tuple)
    hand_written: bool = False  # higher rows, to write in
    dense: bool = False  # small letters and fixed widths, for a register of many columns

    @property
    def cells(self) -> list[list[tuple[TableColumn, str]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def total_cells(self) -> list[tuple[TableColumn, str]]:
        return list(zip(self.columns, self.total, strict=True)) if self.total else []
