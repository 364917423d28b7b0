"""Binds finished PDFs, which lie in files, into one book: numbers laid over its pages, bookmarks, links between its parts.

The parts are read and the book is written file by file, so that a book of any length needs little memory.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf

from samma.pdf.join import inner_bookmarks

MOST_IN_MEMORY = 16 * 1024 * 1024  # bytes of parts
LINK = "page:"  # <a href="page:12"> in a part leads to the page that is numbered 12


@dataclass(frozen=True)
class Leaf:
    """A part of the book: a whole file, or one page of it."""

    file: Path
    title: str = ""  # its bookmark; none without a title
    level: int = 0  # 1: the bookmark stands below the last one of level 0
    page: int | None = None  # this page alone, from 0
    numbering: Literal["", "front", "body"] = "body"  # front pages are lettered, body pages counted, all after these
    shows_number: bool = True
    has_links: bool = False


# folios("body", n) is a PDF of the numbers n * per_folio + 1 and on, one on each page
Folios = Callable[[str, int], Path]


def page_count(file: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(file) as read:
        return len(read.pages)


def bind(leaves: Iterable[Leaf], out: Path, *, title: str, folios: Folios, per_folio: int) -> int:
    """Write the book and return how many pages it has."""
    bookmarks: list[pikepdf.OutlineItem] = []
    linked: list[int] = []
    counted = {"": 0, "front": 0, "body": 0}
    with ExitStack() as opened:
        numbers = _Numbers(folios, per_folio, opened)
        book, taken_in = pikepdf.new(), 0
        for leaf in leaves:
            # What was copied lies in memory until it is written: now and then the book is, and read on from its file.
            if leaf.page is None:
                taken_in += leaf.file.stat().st_size
            if taken_in > MOST_IN_MEMORY:
                book, taken_in = _laid_down(book, out), 0
            first = len(book.pages)
            with pikepdf.open(leaf.file, access_mode=pikepdf.AccessMode.stream) as part:
                pages = part.pages if leaf.page is None else [part.pages[leaf.page]]
                if leaf.title:
                    item = pikepdf.OutlineItem(leaf.title, first, "Fit")
                    item.is_closed = True
                    if leaf.page is None and leaf.level:
                        item.children = inner_bookmarks(part, first_page=first)
                    (bookmarks[-1].children if leaf.level and bookmarks else bookmarks).append(item)
                book.pages.extend(pages)
            for place in range(first, len(book.pages)):
                if leaf.has_links:
                    linked.append(place)
                counted[leaf.numbering] += 1
                if leaf.numbering and leaf.shows_number:
                    book.pages[place].add_overlay(numbers.page(leaf.numbering, counted[leaf.numbering]))
        before = counted[""] + counted["front"]
        for place in linked:
            _turn_links(book, book.pages[place], before)
        with book.open_outline() as outline:
            outline.root.extend(bookmarks)
        book.docinfo["/Title"] = title
        book.Root.Lang = pikepdf.String("th")
        book.Root.PageMode = pikepdf.Name.UseOutlines
        book.Root.PageLabels = _labels(book, before)
        book.save(out, min_version="1.7")  # what the parts use
        count = len(book.pages)
        book.close()
        return count


def _laid_down(book: pikepdf.Pdf, out: Path) -> pikepdf.Pdf:
    """The same book, read from the file it was written to."""
    name = out.with_suffix(f".{len(book.pages)}")
    book.save(name)
    book.close()
    return pikepdf.open(name, access_mode=pikepdf.AccessMode.stream)


class _Numbers:
    """The pages with nothing but a number on them."""

    def __init__(self, folios: Folios, per_folio: int, opened: ExitStack) -> None:
        self.folios, self.per_folio, self.opened = folios, per_folio, opened
        self.sheets: dict[tuple[str, int], pikepdf.Pdf] = {}

    def page(self, numbering: str, number: int) -> pikepdf.Page:
        sheet, place = divmod(number - 1, self.per_folio)
        if (numbering, sheet) not in self.sheets:
            self.sheets[numbering, sheet] = self.opened.enter_context(pikepdf.open(self.folios(numbering, sheet)))
        return self.sheets[numbering, sheet].pages[place]


def _turn_links(book: pikepdf.Pdf, page: pikepdf.Page, before: int) -> None:
    """Links to a numbered page, which WeasyPrint writes as addresses, lead there inside the book."""
    for link in page.get("/Annots", []):
        action = link.get("/A", {})
        address = str(action.get("/URI", ""))
        if address.startswith(LINK):
            target = book.pages[before + int(address.removeprefix(LINK)) - 1]
            del link["/A"]
            link["/Dest"] = pikepdf.Array([target.obj, pikepdf.Name.Fit])


def _labels(book: pikepdf.Pdf, before: int) -> pikepdf.Dictionary:
    """What the reader's page box shows: the printed numbers, and letters before them."""
    numbers: list[object] = [0, pikepdf.Dictionary(S=pikepdf.Name.a)] if before else []
    return pikepdf.Dictionary(Nums=pikepdf.Array([*numbers, before, pikepdf.Dictionary(S=pikepdf.Name.D)]))
