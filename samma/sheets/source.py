"""From a file as it lies to rows under our heads: what its columns are taken for, and what the user said of them."""

import io
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import tablib

from samma.resources import ScopedResource
from samma.resources.asking import questions
from samma.resources.cell_forms import shown
from samma.resources.guessing import guess, head_key
from samma.resources.heads import ROW_HEAD
from samma.resources.mapped import dataset_of
from samma.resources.table import Table, read_table

Recall = Callable[[str], dict[str, Any] | None]


def _table(content: bytes, name: str, sheet: str) -> Table:
    return read_table(io.BytesIO(content), name, sheet)


def look_at(content: bytes, name: str, resource: ScopedResource, recall: Recall, sheet: str = "") -> dict[str, Any]:
    """What is seen of a file before anything is asked: its columns with samples, what each is taken for, and why.

    `recall(key)` gives the mapping that the office once agreed to for these heads. Its values for every row are not
    believed of another file: what the title of this one says counts, and the rest is offered again.
    """
    table = _table(content, name, sheet)
    found = guess(table, resource)
    key = head_key(found)
    memory = recall(key)
    if memory:
        found = guess(table, resource, memory | {"constants": {}})
    skipped = {row.number for row in found.skipped}
    return {
        "mapping": found.mapping | {"sheet": table.sheet},
        "columns": [
            {
                "index": column.index,
                "letter": column.letter,
                "head": column.head,
                "name": column.name or "",
                "is_sure": column.is_sure,
                "why": column.why,
                "samples": column.samples,
            }
            for column in found.columns
        ],
        "skipped": [
            {"row": row.number, "kind": row.kind, "why": row.why, "text": row.text[:80]} for row in found.skipped
        ],
        "rows": sum(row.number > found.heads[1] and row.number not in skipped for row in table.rows),
        "sheets": table.sheets,
        "head_key": key,
        "recalled": memory,
    }


def rows_of(content: bytes, name: str, resource: ScopedResource, mapping: dict[str, Any]) -> tablib.Dataset:
    """The rows under our heads, each with its number in the file."""
    return dataset_of(_table(content, name, mapping.get("sheet", "")), mapping, resource)


def unknown_words(content: bytes, name: str, resource: ScopedResource, mapping: dict[str, Any]) -> list[dict[str, Any]]:
    """The words of the file that its register does not know: each is asked once, with what it may mean."""
    table = _table(content, name, mapping.get("sheet", ""))
    return [asdict(question) for question in questions(table, mapping, resource)]


def numbered_rows(
    content: bytes, name: str, resource: ScopedResource, number_head: str
) -> Iterator[tuple[int, dict[str, Any]]] | None:
    """The rows of a workbook of refused rows: each with the number it has in the first file, cells under our heads.

    None when there is no column of such numbers.
    """
    table = _table(content, name, "")
    found = guess(table, resource)
    place = next((column.index for column in found.columns if column.head == number_head), None)
    if place is None:
        return None
    numbers = {row.number: shown(table.cell(row, place)).strip() for row in table.rows}
    dataset = dataset_of(table, found.mapping | {"skip": [], "words": {}}, resource)
    number_at = dataset.headers.index(ROW_HEAD)
    return (
        (int(numbers[row[number_at]]), dict(zip(dataset.headers, row, strict=True)))
        for row in dataset
        if numbers[row[number_at]].isdecimal()
    )
