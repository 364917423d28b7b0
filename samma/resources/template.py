"""The form of a register to fill in with Excel: Thai heads as on the paper, lists to choose from, examples, explanations."""

import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from samma import thai
from samma.resources import reading
from samma.resources.base import ScopedResource
from samma.resources.columns import Column
from samma.resources.layout import EXAMPLE, ROW_MARK
from samma.resources.limits import MOST_ROWS
from samma.resources.settlements import Gazetteer
from samma.resources.table import EXPLAINED

LISTS = "รายการ"
MOST_LISTED = 500  # a longer list is no help in a drop-down
LISTED_ROWS = 5000  # rows that offer the lists
NEEDED = "*"
TEXT = "@"  # what is typed stays as typed: 12/3 is a house, not a day

_FONT = Font(name="TH Sarabun New", size=14)
_BOLD = Font(name="TH Sarabun New", size=14, bold=True)
_PALE = Font(name="TH Sarabun New", size=14, italic=True, color="595959")
_HEAD = PatternFill("solid", fgColor="E3EFE8")
_NEEDED = PatternFill("solid", fgColor="CFE5D8")
_EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
_LINE = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_template(resource: ScopedResource, title: str) -> bytes:
    """The form as an Excel file. Its example rows are known by their mark and not taken in."""
    columns = {name: column for name, column in resource.fields.items() if not column.readonly}
    lists = {name: words for name in columns if (words := _words(resource, name))}
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    _fill(sheet, columns, lists)
    _offer(book, sheet, columns, lists)
    _set_up(sheet, title)
    _explain(book.create_sheet(EXPLAINED, 1), columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _words(resource: ScopedResource, name: str) -> list[str]:
    """What may be chosen in a column; nothing where anything may be typed."""
    widget = resource.fields[name].widget
    if isinstance(widget, reading.YesNo):
        return [reading.YES, reading.NO]
    if isinstance(widget, reading.Choice):
        return list(widget.labels.values())
    if not isinstance(widget, reading.Named):
        return []
    found = widget.candidates(resource)
    if len(found[: MOST_LISTED + 1]) > MOST_LISTED:
        return []
    place = resource.fields.get(resource.place_column)
    if place is not None and isinstance(widget, type(place.widget)):
        return [f"{code} {label.rpartition(' (')[0]}" for code, label in Gazetteer(resource).choices()]
    return [widget.words(one)[0] for one in found]


def _put(cell: Cell, value: Any, font: Font = _FONT, **look: Any) -> None:
    cell.value = "" if value is None else str(value)
    cell.data_type = "s"  # a text that begins with = stays a text
    cell.number_format = TEXT
    cell.font, cell.alignment = font, _WRAP
    for part, one in look.items():
        setattr(cell, part, one)


def _fill(sheet: Worksheet, columns: dict[str, Column], lists: dict[str, list[str]]) -> None:
    """Heads with their notes, and two examples: one in full, one with only what must be there."""
    _put(sheet.cell(1, 1), ROW_MARK, _BOLD, fill=_HEAD, border=_BOX)
    for row in (2, 3):
        _put(sheet.cell(row, 1), EXAMPLE, _PALE, fill=_EXAMPLE, border=_BOX)
    sheet.column_dimensions["A"].width = 10
    for place, (name, column) in enumerate(columns.items(), 2):
        must = column.needed
        head = sheet.cell(1, place)
        _put(head, f"{column.column_name}{NEEDED if must else ''}", _BOLD, fill=_NEEDED if must else _HEAD, border=_BOX)
        head.comment = _note(column, offers=name in lists)
        example = lists[name][0] if name in lists and not column.example else column.example
        if name in lists and column.example and str(column.example) not in lists[name]:
            example = lists[name][0]
        for row, value in ((2, example), (3, example if must else "")):
            _put(sheet.cell(row, place), value, _PALE, fill=_EXAMPLE, border=_BOX)
        letter = get_column_letter(place)
        longest = max(len(head.value), len(str(example)))
        sheet.column_dimensions[letter].width = min(max(longest + 3, 12), 34)
        sheet.column_dimensions[letter].number_format = TEXT


def _note(column: Column, *, offers: bool) -> Comment:
    lines = ["ต้องมี" if column.needed else "เว้นว่างได้", _how(column)]
    lines += ["เลือกจากรายการในช่อง"] if offers else []
    note = Comment("\n".join(filter(None, lines)), "แบบฟอร์ม")
    note.width, note.height = 320, 120
    return note


def _how(column: Column) -> str:
    return " · ".join(filter(None, [column.note, column.widget.note]))


def _offer(book: Workbook, sheet: Worksheet, columns: dict[str, Column], lists: dict[str, list[str]]) -> None:
    """The drop-down lists. They stand on a hidden sheet, because a list inside a cell's rule ends at 255 letters."""
    store = book.create_sheet(LISTS)
    store.sheet_state = "hidden"
    names = list(columns)
    for place, (name, words) in enumerate(lists.items(), 1):
        _put(store.cell(1, place), columns[name].column_name, _BOLD)
        for row, word in enumerate(words, 2):
            _put(store.cell(row, place), word)
        letter = get_column_letter(place)
        rule = DataValidation(
            type="list",
            formula1=f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}",
            allow_blank=True,
            errorStyle="warning",
        )
        rule.errorTitle, rule.error = "ไม่อยู่ในรายการ", "ค่านี้ไม่อยู่ในรายการ ใช้ค่านี้หรือไม่"
        below = get_column_letter(names.index(name) + 2)
        rule.add(f"{below}2:{below}{LISTED_ROWS}")
        sheet.add_data_validation(rule)


def _set_up(sheet: Worksheet, title: str) -> None:
    """Heads stay in sight and on every printed page."""
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 42
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = title
    sheet.oddFooter.center.text = "หน้า &P จาก &N"


def _explain(sheet: Worksheet, columns: dict[str, Column]) -> None:
    rows = [
        [column.column_name, "ต้องมี" if column.needed else "เว้นว่างได้", _how(column), column.example]
        for column in columns.values()
    ]
    advice = [
        ("แถวตัวอย่าง", f"แถวที่มีคำว่า “{EXAMPLE}” ในคอลัมน์แรก ระบบไม่นำเข้า จะลบหรือคงไว้ก็ได้"),
        ("หัวคอลัมน์", f"ช่องที่มี {NEEDED} ต้องกรอก คอลัมน์อื่นเว้นว่างหรือลบทั้งคอลัมน์ได้ จะสลับลำดับคอลัมน์ก็ได้"),
        ("ตัวเลขและวันที่", "ใช้เลขไทยหรือเลขอารบิกก็ได้ วันที่เป็น พ.ศ. เช่น 25/12/2560 หรือ ๒๕ ธ.ค. ๖๐"),
        ("จำนวนแถว", f"ครั้งละไม่เกิน {thai.number(MOST_ROWS)} แถว"),
        ("ก่อนบันทึก", "ระบบให้ดูก่อนว่าแถวใดจะเพิ่ม แก้ไข หรือไม่ผ่าน ถ้ามีแถวที่ไม่ผ่าน ระบบไม่รับทั้งไฟล์และบอกว่าช่องใดผิด"),
    ]
    heads = ["คอลัมน์", "ต้องมีหรือไม่", "กรอกอย่างไร", "ตัวอย่าง"]
    for row, cells in enumerate([heads, *rows, [], *([about, "", text, ""] for about, text in advice)], 1):
        for place, value in enumerate(cells, 1):
            _put(sheet.cell(row, place), value, _BOLD if row == 1 or place == 1 else _FONT)
    for place, width in enumerate((34, 16, 90, 24), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
