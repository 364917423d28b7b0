"""Writes a register as an Excel or csv file. Text is typed as text, so that nothing in a cell is ever run as a formula."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import tablib
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from samma import thai
from samma.resources.formulas import guard
from samma.resources.heads import MOST_ROWS

TEXT_FORMAT = "@"
_HEAD_FILL = PatternFill("solid", fgColor="E3EFE8")
_HEAD_FONT = Font(name="TH Sarabun New", size=14, bold=True)
_FONT = Font(name="TH Sarabun New", size=14)
_WRAP = Alignment(wrap_text=True, vertical="top")
# Control characters that XML cannot hold; Excel refuses a file that has one.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMATS = {Decimal: "#,##0.00", int: "0", float: "General"}


def _cell(sheet, value: Any, *, head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        cell.value = value
        cell.number_format = _FORMATS[type(value)]
    else:
        cell.value = _UNPRINTABLE.sub("", "" if value is None else str(value))
        cell.data_type = "s"  # openpyxl would make a formula of a text that begins with =
        cell.number_format = TEXT_FORMAT  # and Excel would when somebody edits the cell
    cell.font = _HEAD_FONT if head else _FONT
    if head:
        cell.fill = _HEAD_FILL
        cell.alignment = _WRAP
    return cell


def _sheet(book: Workbook, title: str, heads: list[str], rows: Iterable[Iterable[Any]], widths: list[int]):
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = width
        column.number_format = TEXT_FORMAT  # what is typed below stays as typed: 12/3 is a house, not a day
    sheet.append([_cell(sheet, head, head=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    return sheet


def _widths(heads: list[str]) -> list[int]:
    return [min(max(len(head) + 3, 12), 34) for head in heads]


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_xlsx(dataset: tablib.Dataset, title: str) -> bytes:
    """The register as an Excel file: dates as text in พ.ศ., amounts as numbers, every text as text."""
    book = Workbook(write_only=True)
    _sheet(book, title, dataset.headers, dataset, _widths(dataset.headers))
    return _saved(book)


def write_csv(dataset: tablib.Dataset) -> bytes:
    """The register as csv in UTF-8 with a mark, which Excel reads as Thai."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guard(head) for head in dataset.headers])
    for row in dataset:
        writer.writerow([guard(value) if isinstance(value, str) else value for value in row])
    return out.getvalue().encode("utf-8-sig")


def write_template(resource, title: str) -> bytes:
    """An empty sheet to fill in: Thai heads, one example row, and a second sheet that explains each column."""
    columns = [column for column in resource.fields.values() if not column.readonly]
    heads = [column.column_name for column in columns]
    book = Workbook(write_only=True)
    _sheet(book, title, heads, [[column.example for column in columns]], _widths(heads))
    explained = [
        [column.column_name, "ต้องมี" if column.key or column.needed else "เว้นว่างได้", _explained(column)]
        for column in columns
    ]
    advice = [
        ["", "", ""],
        ["แถวตัวอย่าง", "", "ลบแถวที่ 2 ของแผ่นแรกก่อนนำเข้า"],
        ["จำนวนแถว", "", f"ครั้งละไม่เกิน {thai.number(MOST_ROWS)} แถว"],
        ["ถ้ามีแถวผิด", "", "ระบบไม่รับทั้งไฟล์ และบอกว่าเซลล์ใดผิด แก้แล้วส่งใหม่ได้"],
    ]
    _sheet(book, "คำอธิบาย", ["คอลัมน์", "ต้องมีหรือไม่", "กรอกอย่างไร"], explained + advice, [34, 16, 90])
    return _saved(book)


def _explained(column) -> str:
    return " · ".join(filter(None, [column.note, column.widget.note]))
