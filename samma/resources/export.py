"""Takes rows out of the database and hands them on as cells, a thousand at a time, however many there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from django.db.models import QuerySet

from samma import thai
from samma.resources.columns import Column
from samma.resources.download import csv_stream, xlsx_stream
from samma.resources.reading import Day, Text
from samma.resources.xlsx_writing import Kind, Sheet, SheetColumn, workbook

CHUNK = 1000
READ_ONLY = " (ดูอย่างเดียว)"
HIDDEN_FROM_READERS = {"phone"}  # as on the pages: whoever may not write reads no phone number

FileKind = Literal["xlsx", "csv"]


class Seen(Column):
    """A column that only goes out: what a list shows of a row and no file can change."""

    def __init__(self, head: str, get: Callable[[Any], Any], reading=None) -> None:
        super().__init__(head, head, reading or Text(), readonly=True)
        self.get = get

    def get_value(self, instance):
        return self.get(instance)


@dataclass(frozen=True)
class PaperColumn:
    """A column of a printed register: the name of the resource's column, and how wide it stands."""

    name: str
    width: float
    kind: Kind = ""
    digits: bool = False  # the system's own words and numbers, which follow the digits of a PDF
    on_pdf: bool = True  # a column that only the workbook needs, to be read in again, is left out of the PDF

    def head_in(self, resource) -> str:
        """What stands above it; on paper everything is only to be read."""
        return resource.fields[self.name].column_name.removesuffix(READ_ONLY)


def export_rows(resource, queryset: QuerySet, kind: FileKind, title: str) -> Iterator[bytes]:
    """The file of these rows under the resource's heads, piece by piece."""
    columns = [column for name, column in resource.fields.items() if _may_read(resource, name)]
    heads = [column.column_name for column in columns]
    rows = cells_of(resource, queryset, [column.export for column in columns])
    return csv_stream(heads, rows) if kind == "csv" else xlsx_stream(title, heads, rows)


def paper_book(resource, queryset: QuerySet, lines: Sequence[str]) -> Iterator[bytes]:
    """The register as its paper has it, to print from Excel: title lines, frozen heads, borders, A4 landscape."""
    heads = [SheetColumn(shown.head_in(resource), shown.width, shown.kind) for shown in columns_on(resource)]
    rows = paper_cells(resource, queryset)
    return workbook([Sheet(resource.paper_title, heads, rows, lines=[resource.paper_title, *lines], is_paper=True)])


def columns_on(resource) -> list[PaperColumn]:
    """The columns of the paper that this person may read."""
    return [shown for shown in resource.paper_columns if _may_read(resource, shown.name)]


def follows_digits(resource, shown: PaperColumn) -> bool:
    """Whether a column's words are the system's own: days, and what is marked. What somebody typed stays as it was typed."""
    return shown.digits or isinstance(resource.fields[shown.name].widget, Day)


def paper_cells(resource, queryset: QuerySet, shown: Sequence[PaperColumn] | None = None) -> Iterator[list[Any]]:
    """The cells of each row as the paper has them, all of its columns or some: days in Thai words."""
    columns = [resource.fields[one.name] for one in shown or columns_on(resource)]
    return cells_of(
        resource, queryset, [_day_of(column) if isinstance(column.widget, Day) else column.export for column in columns]
    )


def cells_of(resource, queryset: QuerySet, writers: Sequence[Callable[[Any], Any]]) -> Iterator[list[Any]]:
    """The cells of each row. A resource may look at a thousand rows at once (`prepare`), and say which row of the sheet
    a row of the query is (`row_of`)."""
    prepare, row_of = getattr(resource, "prepare", None), getattr(resource, "row_of", None)
    waiting = queryset.iterator(chunk_size=CHUNK)
    while chunk := list(islice(waiting, CHUNK)):
        if row_of is not None:
            chunk = [row_of(row) for row in chunk]
        if prepare is not None:
            prepare(chunk)
        for row in chunk:
            yield [write(row) for write in writers]


def _day_of(column: Column) -> Callable[[Any], str]:
    def write(row) -> str:
        day = column.get_value(row)
        return thai.thai_date_short(day) if day else ""

    return write


def _may_read(resource, name: str) -> bool:
    return resource.user.may_write or name not in HIDDEN_FROM_READERS
