"""A register of the department as a PDF: the same columns and rows as its workbook."""

from decimal import Decimal
from typing import Any

from samma import thai
from samma.pdf import TableColumn, TablePaper, render
from samma.resources.export import columns_on, paper_cells

MOST_ON_PDF = 400  # rows that one paper is set with in the seconds a page may take
WIDTHS = (5, 8, 10, 12, 15, 20, 25, 30)  # per cent that templates/print/print.css knows


def paper_pdf(sheet, queryset, lines) -> bytes:
    """The paper, A4 landscape."""
    shown = columns_on(sheet)
    whole = sum(column.width for column in shown)
    columns = [
        TableColumn(
            sheet.fields[column.name].column_name,
            _nearest(100 * column.width / whole),
            "centre" if column.kind == "centre" else "left",
        )
        for column in shown
    ]
    rows = [
        [_written(value, column.kind) for value, column in zip(row, shown, strict=True)]
        for row in paper_cells(sheet, queryset)
    ]
    return render(
        TablePaper(
            paper_title=sheet.paper_title,
            lines=lines,
            columns=columns,
            rows=rows,
            landscape=True,
            thai_digits=False,
            page_style="of",
        ).html()
    )


def _nearest(percent: float) -> int:
    return min(WIDTHS, key=lambda width: abs(width - percent))


def _written(value: Any, kind: str) -> str:
    if isinstance(value, Decimal):
        return thai.money(value)
    if kind == "count" and isinstance(value, int):
        return thai.number(value)
    return "" if value is None else str(value)
