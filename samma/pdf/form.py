"""A form as blocks: lines to fill, tables, boxes to tick, room to write, places to sign. templates/print/form.html sets them.

What stands in a block is text ready for people; a value that is not known is empty and prints as dots to write on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from samma.pdf.body import Block, blocks
from samma.pdf.paper import Paper, PaperPhoto, Signature, TableColumn


@dataclass
class Entry:
    """One value of a line: what is asked, what is known, and how much of the line it takes (per cent; 0 is what is left)."""

    label: str
    text: str = ""
    unit: str = ""
    width: int = 0


@dataclass
class Fields:
    """Lines of entries; each known value stands on a dotted line, so that a pen can go on."""

    template: ClassVar[str] = "print/blocks/fields.html"

    lines: Sequence[Sequence[Entry]]


@dataclass
class Words:
    """A paragraph of the paper's own, or a small note below a table."""

    template: ClassVar[str] = "print/blocks/words.html"

    text: str
    look: str = "text"  # text, plain, item, note, centre, centre-bold, right, closing


@dataclass
class Letterhead:
    """The head of a letter: its number on the left, the office on the right."""

    template: ClassVar[str] = "print/blocks/letterhead.html"

    left: str
    right: Sequence[str]


@dataclass
class Heading:
    """A heading of the first or the second level; `anchor` is what the contents lead to."""

    template: ClassVar[str] = "print/blocks/heading.html"

    text: str
    level: int = 1
    anchor: str = ""


@dataclass
class Ticks:
    """A question with boxes, of which some are ticked."""

    template: ClassVar[str] = "print/blocks/ticks.html"

    label: str
    choices: Sequence[tuple[str, bool]]


@dataclass
class Writing:
    """A text as typed, or empty lines to write one by hand."""

    template: ClassVar[str] = "print/blocks/writing.html"

    label: str
    body: str = ""
    lines: int = 3
    placeholder: str = ""  # instead of empty lines, where nobody is going to write

    @property
    def blocks(self) -> list[Block]:
        return blocks(self.body)

    @property
    def empty_lines(self) -> range:
        return range(self.lines)


@dataclass
class Table:
    """Rows under heads that come again on each page. `groups` are heads over several columns: (words, how many)."""

    template: ClassVar[str] = "print/blocks/table.html"

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    groups: Sequence[tuple[str, int]] = ()
    total: Sequence[str] = ()
    strong: Sequence[int] = ()  # rows in bold: sums, and what is carried over
    empty: str = "ไม่มีรายการ"
    hand_written: bool = False  # rows high enough to write in
    dense: bool = False  # small letters and fixed widths, for a register of many columns
    tight: bool = False  # low rows, for a table that has to leave room on its page

    @property
    def cells(self) -> list[tuple[bool, list[tuple[TableColumn, str]]]]:
        """Each row: whether it is in bold, and its cells."""
        strong = set(self.strong)
        return [(n in strong, list(zip(self.columns, row, strict=True))) for n, row in enumerate(self.rows)]

    @property
    def total_cells(self) -> list[tuple[TableColumn, str]]:
        return list(zip(self.columns, self.total, strict=True)) if self.total else []

    @property
    def upper_heads(self) -> list[tuple[TableColumn | None, str, int]]:
        """The first of two rows of heads: a column that goes through both, or a group's words and its width."""
        heads: list[tuple[TableColumn | None, str, int]] = []
        columns = iter(self.columns)
        for words, span in self.groups:
            taken = [next(columns) for _ in range(span)]
            heads.extend([(None, words, span)] if words else [(column, column.heading, 1) for column in taken])
        return heads

    @property
    def lower_heads(self) -> list[TableColumn]:
        columns = iter(self.columns)
        lower = []
        for words, span in self.groups:
            taken = [next(columns) for _ in range(span)]
            lower.extend(taken if words else [])
        return lower


@dataclass
class Signatures:
    """Who signs, two in a row; `dated` leaves room for the day."""

    template: ClassVar[str] = "print/blocks/signatures.html"

    signatures: Sequence[Signature]
    dated: bool = False


@dataclass
class Pictures:
    """Photos in rows of three; their bytes come with render(images=...)."""

    template: ClassVar[str] = "print/blocks/pictures.html"

    photos: Sequence[PaperPhoto]
    empty: str = ""


@dataclass
class BigPhoto:
    """One photo of 4×6 inches (or `small`, 64×96 mm), lying or standing; without one its frame, to paste a print into."""

    template: ClassVar[str] = "print/blocks/big_photo.html"

    photo: PaperPhoto | None
    wide: bool = True
    small: bool = False
    empty: str = ""


@dataclass
class Chart:
    """Bars beside their words and figures: (words, address of the drawing, figure); `basis` says out of what."""

    template: ClassVar[str] = "print/blocks/chart.html"

    title: str
    basis: str
    rows: Sequence[tuple[str, str, str]]


@dataclass
class Contents:
    """The headings of the paper with the pages where they stand."""

    template: ClassVar[str] = "print/blocks/contents.html"

    headings: Sequence[Heading]
    thai: bool = True


@dataclass
class Gap:
    """Room left free: for the emblem of a letter, or a new page (`page`)."""

    template: ClassVar[str] = "print/blocks/gap.html"

    page: bool = False


FormBlock: TypeAlias = (
    Fields
    | Words
    | Letterhead
    | Heading
    | Ticks
    | Writing
    | Table
    | Signatures
    | Pictures
    | BigPhoto
    | Chart
    | Contents
    | Gap
)


@dataclass
class Sheet:
    """One form, filled or blank: it begins on a page of its own and counts its pages by itself."""

    title: str
    blocks: Sequence[FormBlock]
    lines: Sequence[str] = ()
    bookmark: str = ""

    @property
    def name(self) -> str:
        return self.bookmark or self.title


@dataclass(kw_only=True)
class FormPaper(Paper):
    """Sheets of one kind: a form for each household, a list for each day."""

    template: ClassVar[str] = "print/form.html"

    sheets: Sequence[Sheet] = field(default_factory=tuple)
    tight: bool = False  # little room between blocks, so that a form keeps to its page
    numbered: bool = True  # - ๒ - from the second page of each sheet

    @property
    def page_name(self) -> str:
        digits = ("thai" if self.thai_digits else "decimal") if self.numbered else "plain"
        return f"form-{digits}{'-wide' if self.landscape else ''}"
