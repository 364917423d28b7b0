"""Two pages of a small paper side by side on one A4 sheet: to cut in half, or to fold in the middle."""

import io

import pikepdf

A4_LANDSCAPE = (841.89, 595.28)  # points

Side = tuple[int | None, int | None]  # page numbers from 0, left and right; None is left white


def cut_order(count: int) -> list[Side]:
    """Printed on one side and cut in half: the right stack laid under the left one, all pages are in order."""
    sheets = (count + 1) // 2
    return [(n, n + sheets if n + sheets < count else None) for n in range(sheets)]


def fold_order(count: int) -> list[Side]:
    """Printed on both sides and folded in the middle: sheets lie inside each other as a stapled booklet."""
    whole = -(-count // 4) * 4
    pages: list[int | None] = [n if n < count else None for n in range(whole)]
    sides: list[Side] = []
    for n in range(whole // 2):
        first, last = pages[n], pages[whole - 1 - n]
        sides.append((last, first) if n % 2 == 0 else (first, last))
    return sides


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return len(read.pages)


def two_up(pdf: bytes, sides: list[Side]) -> bytes:
    """The PDF with its pages two to a sheet in this order."""
    out = io.BytesIO()
    width, height = A4_LANDSCAPE
    with pikepdf.open(io.BytesIO(pdf)) as small, pikepdf.new() as large:
        for side in sides:
            sheet = large.add_blank_page(page_size=A4_LANDSCAPE)
            for place, number in enumerate(side):
                if number is not None:
                    half = pikepdf.Rectangle(place * width / 2, 0, (place + 1) * width / 2, height)
                    sheet.add_overlay(small.pages[number], half)
        large.docinfo["/Title"] = str(small.docinfo.get("/Title", ""))
        large.Root.Lang = pikepdf.String("th")
        large.save(out)
    return out.getvalue()
