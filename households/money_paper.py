"""The village's money on paper: the tables of the screen one after another, the same lines drawn beside the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from households.sparkline import data_uri
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
