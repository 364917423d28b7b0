"""The village's money on paper: the tables of the screen one after another, the same lines drawn beside the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from households.livelihood.sparkline import data_uri
from samma import thai
from samma.pdf.paper import Paper


@dataclass
class PaperTable:
    """A table as components/table.html takes it, with its heading."""

    heading: str
    columns: Sequence[dict]
    rows: Sequence[dict]

    @property
    def printed(self) -> list[list[dict]]:
        """Cells with their column's alignment; a drawing as the address of a picture."""
        return [
            [_cell(cell, column) for cell, column in zip(row["cells"], self.columns, strict=True)] for row in self.rows
        ]


def _cell(cell: dict, column: dict) -> dict:
    align = "right" if column.get("align") == "end" else "left"
    if isinstance(cell["text"], SafeString):
        return {"picture": data_uri(cell["text"]), "align": align}
    return {"text": cell["text"], "note": cell.get("note", ""), "align": align}


@dataclass(kw_only=True)
class MoneyPaper(Paper):
    """Tables under one title."""

    template: ClassVar[str] = "print/money.html"

    tables: Sequence[PaperTable]
    total: Sequence[tuple[str, str]]
    notes: Sequence[str]


def in_thai_digits(table: PaperTable) -> PaperTable:
    """The same table as an official letter writes it."""
    said = thai.thai_digits
    columns = [column | {"label": said(column["label"])} for column in table.columns]
    rows = [row | {"cells": [_in_thai(cell) for cell in row["cells"]]} for row in table.rows]
    return PaperTable(said(table.heading), columns, rows)


def _in_thai(cell: dict) -> dict:
    if isinstance(cell["text"], SafeString):
        return cell
    return cell | {"text": thai.thai_digits(str(cell["text"])), "note": thai.thai_digits(cell.get("note") or "")}
