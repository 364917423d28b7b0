"""Reads an uploaded sheet, and looks at it from outside first: a few kilobytes can unfold to gigabytes in a reader."""

import contextlib
import csv
import io
import re
import warnings
import zipfile
from typing import Any, BinaryIO

import tablib
from openpyxl import load_workbook

from samma import thai
from samma.resources.base import ScopedResource
from samma.resources.formulas import unguard
from samma.resources.heads import MOST_ROWS, ROW_HEAD

MOST_BYTES = 5 * 1024 * 1024
MOST_UNFOLDED = 60 * 1024 * 1024
MOST_RATIO = 100  # of what unfolds to more than 10 MB; honest sheets fold 5 to 20 times
MOST_PARTS = 500
MOST_COLUMNS = 100
LAST_ROW = 10_000  # blank rows may stand between; beyond this a value is a stray
HEAD_WITHIN = 10  # rows above the heads: a title, a logo

SAVE_AS = "เปิดด้วย Excel แล้วเลือก บันทึกเป็น → Excel Workbook (.xlsx)"
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class UploadRefusedError(Exception):
    """Why the file cannot be read, in Thai, with what to do."""


def read_upload(upload: BinaryIO, name: str, resource: ScopedResource) -> tablib.Dataset:
    """The rows of the first sheet under their heads, each with its row number in the file."""
    upload.seek(0, io.SEEK_END)
    if upload.tell() > MOST_BYTES:
        raise UploadRefusedError("ไฟล์ใหญ่เกิน 5 เมกะไบต์: แบ่งเป็นหลายไฟล์ หรือลบภาพออกจากไฟล์")
    upload.seek(0)
    content = upload.read()
    ending = name.rpartition(".")[2].lower()
    if not content.strip():
        raise UploadRefusedError("ไฟล์ว่าง ไม่มีข้อมูล")
    if ending in ("xlsm", "xltm", "xlsb", "xls", "ods"):
        raise UploadRefusedError(f"รับไฟล์ .xlsx และ .csv เท่านั้น ไฟล์นี้เป็น .{ending}: {SAVE_AS}")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UploadRefusedError(f"ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้: {SAVE_AS} โดยไม่ใส่รหัสผ่าน")
    if content.startswith(b"PK"):
        rows = _workbook_rows(content)
    else:
        if ending == "xlsx":
            kind = "หน้าเว็บ" if re.match(rb"\s*(\xef\xbb\xbf)?\s*<", content) else "ไฟล์ชนิดอื่น"
            raise UploadRefusedError(f"ไฟล์นี้ชื่อ .xlsx แต่ข้างในเป็น{kind}: {SAVE_AS}")
        rows = _csv_rows(content)
    return _under_heads(rows, resource)


# --- Excel ------------------------------------------------------------------------------------------------------------
def _workbook_rows(content: bytes) -> list[tuple[int, list[Any]]]:
    _look_inside(content)
    try:
        # openpyxl warns of decorations it does not keep; here only values are read.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
                if not book.worksheets:
                    raise UploadRefusedError("ไฟล์นี้ไม่มีแผ่นงาน")
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # what the file says of its own size is not believed
                rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
                found = _kept(enumerate(rows, 1))
            _refuse_uncomputed(content, found)
    except UploadRefusedError:
        raise
    except Exception as error:  # a broken workbook breaks openpyxl in many ways; each means the same to the sender
        raise UploadRefusedError(f"อ่านไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหาย: {SAVE_AS}") from error
    return found


def _refuse_uncomputed(content: bytes, found: list[tuple[int, list[Any]]]) -> None:
    """A formula that no program has computed yet reads as an empty cell: say so, and lose nothing in silence."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not any(
            b"<f>" in archive.read(n) or b"<f " in archive.read(n) for n in archive.namelist() if "sheets/" in n
        ):
            return
    values = dict(found)
    with contextlib.closing(load_workbook(io.BytesIO(content), read_only=True)) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True), 1):
            known = values.get(number, [])
            for place, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("=") and (place >= len(known) or known[place] is None):
                    raise UploadRefusedError(
                        f"แถวที่ {number} มีสูตรที่ยังไม่ได้คำนวณ ({cell[:30]}): เปิดด้วย Excel บันทึก แล้วส่งใหม่"
                    )


def _look_inside(content: bytes) -> None:
    """Refuse what would hurt the reader: bombs, macros, entities, values far out. Nothing is parsed here."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unfolded = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unfolded > MOST_UNFOLDED:
                raise UploadRefusedError("ไฟล์นี้คลายออกแล้วใหญ่เกินไป: คัดลอกเฉพาะข้อมูลไปไว้ในไฟล์ใหม่แล้วส่งอีกครั้ง")
            if unfolded > 10 * 1024 * 1024 and unfolded > MOST_RATIO * len(content):
                raise UploadRefusedError("ไฟล์นี้คลายออกแล้วใหญ่ผิดปกติ: คัดลอกเฉพาะข้อมูลไปไว้ในไฟล์ใหม่แล้วส่งอีกครั้ง")
            if "xl/workbook.xml" not in names:
                raise UploadRefusedError(f"ไฟล์นี้ไม่ใช่ไฟล์ Excel: {SAVE_AS}")
            if any(name.endswith("vbaProject.bin") for name in names):
                raise UploadRefusedError(f"ไฟล์นี้มีแมโคร ระบบไม่รับ: {SAVE_AS}")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_at_part(part.filename, archive.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UploadRefusedError(f"ไฟล์เสียหายหรือใส่รหัสผ่านไว้ เปิดไม่ได้: {SAVE_AS}") from error


def _look_at_part(name: str, xml: bytes) -> None:
    if xml.startswith((b"\xfe\xff", b"\xff\xfe")) or _DOCTYPE.search(xml):
        raise UploadRefusedError(f"ไฟล์นี้มีโครงสร้างที่ไม่ใช่ของ Excel: {SAVE_AS}")
    if not name.startswith("xl/worksheets/"):
        return
    for match in _CELL.finditer(xml):
        letters, row = match[1].decode(), int(match[2])
        if row > LAST_ROW or _number(letters) > MOST_COLUMNS:
            raise UploadRefusedError(
                f"มีข้อมูลอยู่ไกลที่เซลล์ {letters}{row}: ลบข้อมูลนอกตารางออก (หรือคัดลอกเฉพาะตารางไปไฟล์ใหม่) แล้วส่งอีกครั้ง"
            )


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# --- csv --------------------------------------------------------------------------------------------------------------
def _csv_rows(content: bytes) -> list[tuple[int, list[Any]]]:
    text = _decoded(content)
    if "\x00" in text:
        raise UploadRefusedError(f"ไฟล์นี้ไม่ใช่ตารางข้อความ: {SAVE_AS}")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = [[unguard(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise UploadRefusedError("อ่านไฟล์ csv นี้ไม่ได้ เครื่องหมายคำพูดอาจไม่ครบคู่: บันทึกใหม่จาก Excel แล้วส่งอีกครั้ง") from error
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise UploadRefusedError(f"ไฟล์มีคอลัมน์เกิน {MOST_COLUMNS} คอลัมน์")
    return _kept(enumerate(rows, 1))


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 as Excel's "Unicode text", or the Thai code page of older Windows."""
    codecs = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp874"]
    for codec in codecs:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(codec)
    raise UploadRefusedError("อ่านตัวอักษรในไฟล์ไม่ได้: บันทึกจาก Excel เป็น .xlsx หรือ CSV UTF-8 แล้วส่งอีกครั้ง")


# --- both -------------------------------------------------------------------------------------------------------------
def _kept(numbered) -> list[tuple[int, list[Any]]]:
    """The rows that say something, at most so many that "too many" can be told."""
    rows = []
    for number, row in numbered:
        cells = list(row)
        if any(cell not in (None, "") and str(cell).strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS + HEAD_WITHIN:
            break
    return rows


def _under_heads(rows: list[tuple[int, list[Any]]], resource: ScopedResource) -> tablib.Dataset:
    if not rows:
        raise UploadRefusedError("ไฟล์ว่าง ไม่มีข้อมูล")
    place = _head_place(rows, resource)
    heads = [str(cell).strip() if cell is not None else "" for cell in rows[place][1]]
    while heads and not heads[-1]:
        heads.pop()
    dataset = tablib.Dataset(headers=[ROW_HEAD, *heads])
    for number, cells in rows[place + 1 :]:
        cells = cells + [None] * (len(heads) - len(cells))
        stray = [
            cell for cell, head in zip(cells, [*heads, *[""] * len(cells)], strict=False) if not head and _said(cell)
        ]
        if stray:
            raise UploadRefusedError(f"แถวที่ {number} มีข้อมูล “{str(stray[0])[:40]}” ในคอลัมน์ที่ไม่มีหัว: ใส่หัวคอลัมน์หรือลบออก")
        dataset.append([number, *cells[: len(heads)]])
    return dataset


def _said(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def _head_place(rows: list[tuple[int, list[Any]]], resource: ScopedResource) -> int:
    """Where the heads stand: the first row that names most of our columns; else the first row."""
    known = {thai.search_fold(word) for name, c in resource.fields.items() for word in (name, c.column_name)}
    counts = [
        sum(thai.search_fold(str(cell or "")).rstrip("*") in known for cell in cells)
        for _n, cells in rows[:HEAD_WITHIN]
    ]
    return counts.index(max(counts))
