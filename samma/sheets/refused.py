"""The refused rows as a workbook, to be mended in Excel: the reason in each cell, in a note, and in words beside the row.

The mended workbook is loaded into the same import: its rows are known by their number in the first file.
"""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from samma.resources import ROW_HEAD, ScopedResource, UploadRefusedError
from samma.resources.cell import as_text
from samma.sheets import checking, source
from samma.sheets.models import SheetRun

NUMBER_HEAD, REASON_HEAD = "แถวที่", "ต้องแก้"
_BAD = PatternFill("solid", fgColor="F8D7D3")
_HEAD = PatternFill("solid", fgColor="E3EFE8")
_FONT = Font(name="TH Sarabun New", size=14)
_BOLD = Font(name="TH Sarabun New", size=14, bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_refused(run: SheetRun, said: dict, resource: ScopedResource, title: str) -> bytes:
    """The rows that are refused or doubtful, with their cells as the file has them."""
    rows = {row["number"]: row for row in said["rows"] if row["kind"] in ("invalid", "doubtful")}
    dataset = checking.dataset_of(run, resource)
    names = {column.column_name: name for name, column in resource.fields.items()}
    heads = [head for head in dataset.headers if head in names]
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31].replace("/", " ")
    sheet.freeze_panes = "C2"
    for place, head in enumerate([NUMBER_HEAD, REASON_HEAD, *heads], 1):
        _put(sheet, 1, place, head, font=_BOLD, fill=_HEAD)
        sheet.column_dimensions[get_column_letter(place)].width = 44 if head == REASON_HEAD else max(12, len(head) + 3)
    number_at = dataset.headers.index(ROW_HEAD)
    line = 1
    for cells in dataset:
        row = rows.get(cells[number_at])
        if row is None:
            continue
        line += 1
        told = _told(row, resource)
        _put(sheet, line, 1, row["number"])
        _put(sheet, line, 2, "\n".join(sentence for sentences in told.values() for sentence in sentences), fill=_BAD)
        by_head = dict(zip(dataset.headers, cells, strict=True))
        for place, head in enumerate(heads, 3):
            reasons = told.get(head, [])
            cell = _put(sheet, line, place, by_head[head], fill=_BAD if reasons else None)
            if reasons:
                cell.comment = Comment("\n".join(reasons), "สัมมา", width=280, height=110)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _told(row: dict, resource: ScopedResource) -> dict[str, list[str]]:
    """The sentences of a row under the heads they speak of; those of the row as a whole under nothing."""
    told: dict[str, list[str]] = {"": list(row["sentences"])}
    for name, (_text, _was, errors) in row["cells"].items():
        if errors:
            head = resource.fields[name].column_name
            told[head] = [f"{head}: {sentence}" for sentence in errors]
    for doubt in row["doubts"]:
        if doubt["is_open"]:
            column = resource.fields.get(doubt["column"])
            told.setdefault(column.column_name if column else "", []).append(doubt["sentence"])
    return told


def _put(sheet, line: int, place: int, value: Any, *, font=_FONT, fill=None):
    cell = sheet.cell(line, place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
    else:
        cell.value = "" if value is None else str(value)
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.number_format = "@"
    cell.font, cell.alignment = font, _WRAP
    if fill is not None:
        cell.fill = fill
    return cell


def read_mended(content: bytes, name: str, run: SheetRun, resource: ScopedResource) -> dict[str, str]:
    """The cells that were changed in the mended workbook, as corrections of the import. Raises UploadRefusedError."""
    mended = source.numbered_rows(content, name, resource, NUMBER_HEAD)
    if mended is None:
        raise UploadRefusedError(f"ไฟล์นี้ไม่มีคอลัมน์ “{NUMBER_HEAD}”: ใช้ไฟล์แถวที่ไม่ผ่านซึ่งดาวน์โหลดจากหน้านี้")
    present = checking.dataset_of(run, resource)
    place = present.headers.index(ROW_HEAD)
    by_number = {row[place]: dict(zip(present.headers, row, strict=True)) for row in present}
    heads = {column.column_name: name for name, column in resource.fields.items()}
    found = {}
    for number, cells in mended:
        for head, value in cells.items():
            if number in by_number and head in heads and _text(value) != _text(by_number[number].get(head)):
                found[f"{number}:{heads[head]}"] = _text(value)
    return found


def _text(value: Any) -> str:
    return as_text(value).strip()
