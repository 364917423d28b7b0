"""A register of the department as a PDF: the same columns and rows as its workbook."""

from decimal import Decimal
from typing import Any

from samma import thai
from samma.pdf import TableColumn, TablePaper, render
from samma.resources.export import PaperColumn, columns_on, follows_digits, paper_cells

MOST_CELLS = 4000  # that a paper is set with in some seven seconds; a page waits thirty
WIDTHS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 20, 25, 30)  # per cent that templates/print/print.css knows


def most_rows(sheet) -> int:
    """How many rows go on one PDF; a longer register is printed from its workbook."""
    return MOST_CELLS // len(_shown(sheet))


def _shown(sheet) -> list[PaperColumn]:
    return [column for column in columns_on(sheet) if column.on_pdf]


def paper_pdf(sheet, queryset, lines, *, is_thai: bool = False) -> bytes:
    """The paper, A4 landscape. Thai digits are for days, sums and counts: text, codes and telephones stay as they are."""

    def own(text: str) -> str:
        return thai.thai_digits(text) if is_thai else text

    shown = _shown(sheet)
    widths = _widths([column.width for column in shown])
    columns = [
        TableColumn(own(column.head_in(sheet)), width, "centre" if column.kind == "centre" else "left")
        for column, width in zip(shown, widths, strict=True)
    ]
    turned = [follows_digits(sheet, column) for column in shown]
    rows = [
        [
            own(_written(value, column.kind))
            if turns or isinstance(value, int | Decimal)
            else _written(value, column.kind)
            for value, column, turns in zip(row, shown, turned, strict=True)
        ]
        for row in paper_cells(sheet, queryset, shown)
    ]
    return render(
        TablePaper(
            paper_title=sheet.paper_title,
            lines=[own(line) for line in lines],
            columns=columns,
            rows=rows,
            landscape=True,
            dense=True,
            thai_digits=is_thai,
            page_style="of",
        ).html()
    )


def _widths(letters: list[float]) -> list[int]:
    """Per cent of the table, never more than the whole of it; the widest column takes what is left."""
    widths = [max(w for w in WIDTHS if w <= max(100 * one / sum(letters), WIDTHS[0])) for one in letters]
    widths[letters.index(max(letters))] = 0
    return widths


def _written(value: Any, kind: str) -> str:
    if isinstance(value, Decimal):
        return thai.money(value)
    if kind == "count" and isinstance(value, int):
        return thai.number(value)
    return "" if value is None else str(value)
