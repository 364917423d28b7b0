"""A file as rows of cells, before anybody asks what they mean: `read_table` takes what people send and refuses what hurts."""

import io
import re
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from samma.resources import limits
from samma.resources.csv_text import read_csv
from samma.resources.excel import Workbook
from samma.resources.limits import SAVE_AS, UploadRefusedError
from samma.resources.sheet_xml import RawRow, RawSheet

EXPLAINED = "คำอธิบาย"  # the second sheet of our own forms
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_LIKE_A_PAGE = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<")


@dataclass
class Table:
    """The rows that say something, with the numbers they have in the file; a merged cell stands in each of its rows."""

    rows: list[RawRow]
    width: int
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    # (number of a row, column) -> the column where a cell over several columns ends
    spans: dict[tuple[int, int], int] = field(default_factory=dict)

    def cell(self, row: RawRow, column: int) -> Any:
        return row.cells[column] if column < len(row.cells) else None


def read_table(file: BinaryIO, name: str, sheet: str = "") -> Table:
    """The sheet of that name, else the first that holds anything. Raises UploadRefusedError in Thai."""
    content = _content(file)
    ending = name.rpartition(".")[2].lower()
    if ending in ("xlsm", "xltm", "xlsb", "xls", "ods"):
        raise UploadRefusedError(f"รับไฟล์ .xlsx และ .csv เท่านั้น ไฟล์นี้เป็น .{ending}: {SAVE_AS}")
    if content.startswith(_OLD_EXCEL):
        raise UploadRefusedError(f"ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้: {SAVE_AS} โดยไม่ใส่รหัสผ่าน")
    if content.startswith(b"PK"):
        return _of_workbook(Workbook(content), sheet)
    if ending in ("xlsx", "xltx"):
        kind = "หน้าเว็บ" if _LIKE_A_PAGE.match(content) else "ไฟล์ชนิดอื่น"
        raise UploadRefusedError(f"ไฟล์นี้ชื่อ .xlsx แต่ข้างในเป็น{kind}: {SAVE_AS}")
    if _LIKE_A_PAGE.match(content) or content.startswith(b"%PDF"):
        raise UploadRefusedError(f"ไฟล์นี้ไม่ใช่ตารางข้อความ: {SAVE_AS}")
    return _checked(read_csv(content), "", [])


def _content(file: BinaryIO) -> bytes:
    file.seek(0, io.SEEK_END)
    if file.tell() > limits.MOST_BYTES:
        most = limits.MOST_BYTES // limits.MEGABYTE
        raise UploadRefusedError(f"ไฟล์ใหญ่เกิน {most} เมกะไบต์: แบ่งเป็นหลายไฟล์ หรือลบภาพออกจากไฟล์")
    file.seek(0)
    content = file.read()
    if not content.strip():
        raise UploadRefusedError("ไฟล์ว่าง ไม่มีข้อมูล")
    return content


def _of_workbook(book: Workbook, wanted: str) -> Table:
    names = [name for name in book.parts if name != EXPLAINED] or list(book.parts)
    if wanted and wanted not in names:
        raise UploadRefusedError(f"ไม่มีแผ่นงาน “{wanted[:40]}” ในไฟล์นี้")
    found, used = RawSheet(), names[0]
    for used in [wanted] if wanted else names:
        found = book.sheet(used)
        if found.rows:
            break
    return _checked(found, used, names)


def _checked(found: RawSheet, sheet: str, sheets: list[str]) -> Table:
    if not found.rows:
        raise UploadRefusedError("ไฟล์ว่าง ไม่มีข้อมูล")
    table = Table(found.rows, max(len(row.cells) for row in found.rows), sheet, sheets, found.hidden_columns)
    _spread(table, found.merged)
    return table


def _spread(table: Table, merged: list[tuple[int, int, int, int]]) -> None:
    """Put what stands in a merged cell into each of its rows, and note how far to the right it reaches."""
    by_number = {row.number: row for row in table.rows}
    room = limits.MOST_CELLS
    for top, left, bottom, right in merged:
        first = by_number.get(top)
        value = table.cell(first, left) if first else None
        if value is None:
            continue
        if right > left:
            table.spans[top, left] = right
        room -= bottom - top
        if room < 0:
            raise UploadRefusedError(f"แผ่นงานนี้ผสานเซลล์มากเกินไป: {limits.COPY_TABLE}")
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is None:
                continue
            row.cells.extend([None] * (left + 1 - len(row.cells)))
            if row.cells[left] is None:
                row.cells[left] = value
                if right > left:
                    table.spans[number, left] = right
