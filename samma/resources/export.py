"""Takes rows out of the database and hands them on as cells, a thousand at a time, however many there are."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal

from django.db.models import QuerySet

from samma.resources.columns import Column
from samma.resources.download import csv_stream, xlsx_stream

CHUNK = 1000

FileKind = Literal["xlsx", "csv"]


def export_rows(resource, queryset: QuerySet, kind: FileKind, title: str) -> Iterator[bytes]:
    """The file of these rows under the resource's heads, piece by piece."""
    columns = list(resource.fields.values())
    heads = [column.column_name for column in columns]
    rows = cells_of(resource, queryset, columns)
    return csv_stream(heads, rows) if kind == "csv" else xlsx_stream(title, heads, rows)


def cells_of(resource, queryset: QuerySet, columns: Iterable[Column]) -> Iterator[list[Any]]:
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
            yield [column.export(row) for column in columns]
