"""Reads a file that stands under our own heads already: what we exported, or our own form."""

from typing import Any, BinaryIO

import tablib

from samma import thai
from samma.resources.base import ScopedResource
from samma.resources.heads import ROW_HEAD
from samma.resources.layout import EXAMPLE, ROW_MARK
from samma.resources.limits import UploadRefusedError
from samma.resources.sheet_xml import RawRow
from samma.resources.table import read_table

HEAD_WITHIN = 10  # rows above the heads: a title, a logo


def read_upload(upload: BinaryIO, name: str, resource: ScopedResource) -> tablib.Dataset:
    """The rows of the first sheet under their heads, each with its row number in the file."""
    rows = read_table(upload, name).rows
    place = _head_place(rows, resource)
    heads = [str(cell).strip() if cell is not None else "" for cell in rows[place].cells]
    dataset = tablib.Dataset(headers=[ROW_HEAD, *heads])
    for row in rows[place + 1 :]:
        if any(head == ROW_MARK and cell == EXAMPLE for head, cell in zip(heads, row.cells, strict=False)):
            continue
        cells = row.cells + [None] * (len(heads) - len(row.cells))
        heads_of = [*heads, *[""] * len(cells)]
        stray = [cell for cell, head in zip(cells, heads_of, strict=False) if not head and _said(cell)]
        if stray:
            raise UploadRefusedError(f"แถวที่ {row.number} มีข้อมูล “{str(stray[0])[:40]}” ในคอลัมน์ที่ไม่มีหัว: ใส่หัวคอลัมน์หรือลบออก")
        dataset.append([row.number, *cells[: len(heads)]])
    return dataset


def _said(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def _head_place(rows: list[RawRow], resource: ScopedResource) -> int:
    """Where the heads stand: the first row that names most of our columns; else the first row."""
    known = {thai.search_fold(word) for name, c in resource.fields.items() for word in (name, c.column_name)}
    counts = [
        sum(thai.search_fold(str(cell or "")).rstrip("*") in known for cell in row.cells) for row in rows[:HEAD_WITHIN]
    ]
    return counts.index(max(counts))
