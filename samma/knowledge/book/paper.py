"""What stands in a yearly book beside its records, as plain data; the templates in templates/print/book_*.html set it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.template.loader import render_to_string

from samma.pdf.body import Block, blocks
from samma.people import split_name
from samma.thai import number, sort_key, thai_digits

PUBLISHER = ("กรมการพัฒนาชุมชน กระทรวงมหาดไทย", "สัมมาชีพชุมชน")
OWNERS, TRADES = "ดัชนีเจ้าขององค์ความรู้", "ดัชนีอาชีพ"

Place = tuple[int, str]  # a page by its number, and the number as printed


@dataclass
class Entry:
    """A record in the book."""

    title: str
    owner: str
    trades: Sequence[str]
    pages: int
    page: int = 0  # where it begins
    order: str = ""
    number: str = ""


@dataclass
class Chapter:
    """The records of one district, behind its divider."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    page: int = 0
    number: str = ""


@dataclass
class IndexPaper:
    """Names in Thai order, each with the pages where its records begin."""

    template: ClassVar[str] = "print/book_index.html"

    title: str
    entries: Sequence[tuple[str, Sequence[Place]]]
    page: int = 0
    number: str = ""

    def html(self) -> str:
        return render_to_string(self.template, {"paper": self})


@dataclass(kw_only=True)
class BookPaper:
    """A book's own pages. `set_pages` comes before `front`, because contents name pages."""

    title: str
    place: str
    issuer: str
    year: int
    foreword: str = ""
    thai_digits: bool = True
    contents: Sequence[Chapter] = ()
    indexes: Sequence[IndexPaper] = ()

    def digits(self, text: object) -> str:
        return thai_digits(str(text)) if self.thai_digits else str(text)

    def html(self, part: str) -> str:
        """The document of a part: cover, front or dividers."""
        return render_to_string(f"print/book_{part}.html", {"paper": self})

    @property
    def publisher(self) -> Sequence[str]:
        return PUBLISHER

    @property
    def year_line(self) -> str:
        return self.digits(f"ปีงบประมาณ พ.ศ. {self.year}")

    @property
    def count_line(self) -> str:
        return self._records(sum(len(chapter.entries) for chapter in self.contents))

    @property
    def foreword_blocks(self) -> list[Block]:
        return blocks(self.foreword)

    @property
    def dividers(self) -> list[tuple[str, str]]:
        return [(chapter.name, self._records(len(chapter.entries))) for chapter in self.contents]

    def _records(self, count: int) -> str:
        return self.digits(f"องค์ความรู้ {number(count)} เรื่อง")

    def set_pages(self) -> int:
        """Give every chapter and record the number of its first page; returns the number after the last."""
        page = order = 1
        for chapter in self.contents:
            chapter.page, chapter.number = page, self.digits(page)
            page += 1  # its divider
            for entry in chapter.entries:
                entry.page, entry.number, entry.order = page, self.digits(page), self.digits(order)
                page += entry.pages
                order += 1
        return page

    def index_papers(self) -> list[IndexPaper]:
        """The index of owners and that of trades, when there is anything in them."""
        entries = [entry for chapter in self.contents for entry in chapter.entries]
        owners = self._index([(entry.owner, entry) for entry in entries if entry.owner])
        trades = self._index([(trade, entry) for entry in entries for trade in entry.trades])
        return [IndexPaper(title, names) for title, names in ((OWNERS, owners), (TRADES, trades)) if names]

    def _index(self, pairs: list[tuple[str, Entry]]) -> list[tuple[str, list[Place]]]:
        found: dict[str, list[Place]] = {}
        for name, entry in pairs:
            found.setdefault(name, []).append((entry.page, entry.number))
        return sorted(found.items(), key=lambda item: _by_name(item[0]))


def _by_name(name: str) -> str:
    """A person stands where his first name stands: นาย and นางสาว do not count."""
    parts = split_name(name)
    return sort_key(f"{parts.first_name} {parts.last_name}")
