"""Joins finished PDFs into one book: a bookmark for each, its own bookmarks below, its own page numbers kept."""

import io
from collections.abc import Iterable

import pikepdf


def join(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """One PDF of (title, PDF) in this order."""
    book = io.BytesIO()
    with pikepdf.new() as joined:
        chapters = []
        for title, content in parts:
            with pikepdf.open(io.BytesIO(content)) as part:
                chapter = pikepdf.OutlineItem(title, len(joined.pages), "Fit")
                chapter.is_closed = True
                chapter.children = inner_bookmarks(part, first_page=len(joined.pages))
                chapters.append(chapter)
                joined.pages.extend(part.pages)
        with joined.open_outline() as outline:
            outline.root.extend(chapters)
        joined.Root.Lang = pikepdf.String("th")
        joined.Root.PageMode = pikepdf.Name.UseOutlines
        joined.save(book)
    return book.getvalue()


def inner_bookmarks(part: pikepdf.Pdf, first_page: int) -> list[pikepdf.OutlineItem]:
    """The bookmarks of one PDF, pointing to where its pages will stand in the book."""
    numbers = {page.objgen: number for number, page in enumerate(part.pages, first_page)}

    def moved(item: pikepdf.OutlineItem) -> pikepdf.OutlineItem:
        page, *place = item.destination
        top = float(place[2]) if len(place) == 4 else None  # [page /XYZ left top zoom]
        copied = pikepdf.OutlineItem(item.title, numbers[page.objgen], "XYZ", top=top)
        copied.children = [moved(child) for child in item.children]
        return copied

    with part.open_outline() as outline:
        items = outline.root
        # A paper's single first bookmark is its title, which the book has already.
        return [moved(item) for item in (items[0].children if len(items) == 1 else items)]
