"""Writes rows as an Excel or csv file, as a stream or whole. Text is written as text: nothing in a cell is run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tablib

from samma.resources.formulas import guard
from samma.resources.xlsx_writing import Sheet, SheetColumn, workbook

ROWS_A_PIECE = 200


def xlsx_stream(title: str, heads: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """A plain sheet under its heads: dates as text in พ.ศ., amounts as numbers, every text as text."""
    return workbook([Sheet(title, [SheetColumn(head) for head in heads], rows)])


def csv_stream(heads: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """Csv in UTF-8 with a mark, which Excel reads as Thai."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guard(head) for head in heads])
    yield "\ufeff".encode()
    for number, row in enumerate(rows, 1):
        writer.writerow([guard(value) if isinstance(value, str) else value for value in row])
        if number % ROWS_A_PIECE == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    # A lone half of a sign can stand in no file; it was never a letter.
    written = out.getvalue().encode(errors="ignore")
    out.seek(0)
    out.truncate()
    return written


def write_xlsx(dataset: tablib.Dataset, title: str) -> bytes:
    """A data set as an Excel file."""
    return b"".join(xlsx_stream(title, dataset.headers, dataset))


def write_csv(dataset: tablib.Dataset) -> bytes:
    """A data set as a csv file."""
    return b"".join(csv_stream(dataset.headers, dataset))
