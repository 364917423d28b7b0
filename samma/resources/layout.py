"""Where the heads of a sheet stand, in one line or two, and which of its rows are no data: titles, sums, signatures."""

import re
from dataclasses import dataclass
from typing import Any

from samma import thai
from samma.people import split_name
from samma.resources.cell_forms import shown
from samma.resources.sheet_xml import RawRow
from samma.resources.synonyms import NUMBERS, bare_key, head_key
from samma.resources.table import Table

HEAD_WITHIN = 30
MOST_HEAD_LINES = 3
MOST_SIGNING = 3  # cells of a line in which ผู้รับรอง may stand anywhere
ROW_MARK, EXAMPLE = "แถว", "ตัวอย่าง"  # the head of our forms' first column, and what stands below it in an example
BETWEEN = " | "  # the cells of a row as one text

_TOTAL = re.compile(
    r"(?:ยอด|ผล|จำนวน)?รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งหมู่บ้าน|สุทธิ|ยอด)?"
    r"(?:[:.\s]*$|\s*[0-9(]|\s*(?:เป็น)?เงิน|\s*จำนวน|\s*ครัวเรือน|\s*คน|\s*ราย|\s*หมู่|\s*บ้าน|\s*ตำบล|\s*อำเภอ|\s*จังหวัด|\s*หน้า)"
    r"|(?:ค่า)?เฉลี่ย[:.\s]*(?:$|[0-9(]|ต่อ)|ทั้งสิ้น|ยอดยก(?:มา|ไป)|รวม$"
)
_UNITS = {"คน", "ครัวเรือน", "บาท", "ราย", "หมู่บ้าน", "แห่ง", "กลุ่ม"}
_SIGNED = re.compile(
    r"ลงชื่อ|ลงนาม|ผู้รับรอง|ผู้รายงาน|ผู้สำรวจ|ผู้ตรวจ|ผู้จัดทำ|ผู้ให้ข้อมูล|ตำแหน่ง|พัฒนาการอำเภอ|นักวิชาการพัฒนา|ผู้ใหญ่บ้าน|กำนัน|ขอรับรอง"
    r"|^หมายเหตุ|^\*|[.…]{4,}|_{4,}|^\(.*\)$|^วันที่.*(?:เดือน|/|พ\.ศ\.)|^ข้อมูล ณ"
)
_NUMBERED = re.compile(r"\(?([0-9]{1,2})\)?\.?")
_NUMBER_KEYS = {head_key(word) for word in NUMBERS}


@dataclass(frozen=True)
class Skipped:
    """A row that is taken for no data, and why; the person may think otherwise."""

    number: int
    kind: str
    why: str
    text: str


WHY = {
    "title": "หัวเรื่องหรือข้อความคั่น",
    "head": "หัวคอลัมน์",
    "repeated": "หัวคอลัมน์ซ้ำกลางตาราง",
    "total": "แถวยอดรวม",
    "signature": "ข้อความท้ายตาราง",
    "hidden": "แถวที่ซ่อนไว้ในไฟล์",
    "blank": "แถวว่าง มีแต่ลำดับที่",
    "example": "แถวตัวอย่างของแบบฟอร์ม",
}


def find_heads(table: Table, known: set[str]) -> tuple[int, int]:
    """The numbers of the first and last row of heads; (0, 0) when no row looks like one."""
    rows = table.rows[:HEAD_WITHIN]
    best, found = 0, (0, 0)
    for lines in range(1, MOST_HEAD_LINES + 1):
        for first in range(len(rows) - lines + 1):
            block = rows[first : first + lines]
            if block[-1].number - block[0].number >= MOST_HEAD_LINES or not _may_be_heads(block):
                continue
            named = len({key for heads in _lines_of(table, block) for key in _keys(heads) if key in known})
            columns = sum(any(key in known for key in _keys(heads)) for heads in _lines_of(table, block))
            if min(named, columns) > best:
                best, found = min(named, columns), (block[0].number, block[-1].number)
    if best < min(2, table.width):
        return _heads_by_shape(table, rows)
    return _with_group_heads(rows, *found)


def _with_group_heads(rows: list[RawRow], first: int, last: int) -> tuple[int, int]:
    """The line above belongs to the heads too when one of its cells reaches down into them, or lies over several."""
    by_number = {row.number: row for row in rows}
    while (above := by_number.get(first - 1)) and last - first + 1 < MOST_HEAD_LINES:
        below = by_number[first].cells
        reaches = any(cell is not None and cell == other for cell, other in zip(above.cells, below, strict=False))
        if not reaches or sum(cell is not None for cell in above.cells) < 2:
            break
        first -= 1
    return first, last


def _may_be_heads(block: list[RawRow]) -> bool:
    """A name with its title, or a long number, is never a head: that line is data."""
    texts = [shown(cell) for row in block for cell in row.cells if cell is not None]
    return not any(
        (name := split_name(text)).title and name.last_name and len(text) < 60 for text in texts
    ) and not any(re.fullmatch(r"[0-9\-\s]{5,}", thai.arabic_digits(text)) for text in texts)


def _heads_by_shape(table: Table, rows: list[RawRow]) -> tuple[int, int]:
    """The first row that is as full as the table and is all words."""
    full = max(sum(cell is not None for cell in row.cells) for row in rows)
    for row in rows:
        cells = [cell for cell in row.cells if cell is not None]
        if len(cells) * 2 > full and len(cells) > 1:
            words = all(isinstance(cell, str) and not re.search(r"[0-9]", thai.arabic_digits(cell)) for cell in cells)
            return (row.number, row.number) if words and _may_be_heads([row]) else (0, 0)
    return (0, 0)


def heads_of(table: Table, heads: tuple[int, int]) -> list[list[str]]:
    """For each column the lines of its head from the top, a head over several columns in each of them."""
    return _lines_of(table, [row for row in table.rows if heads[0] <= row.number <= heads[1]])


def _lines_of(table: Table, block: list[RawRow]) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(table.width)]
    for place, row in enumerate(block):
        texts = [shown(table.cell(row, column)) for column in range(table.width)]
        is_last = place == len(block) - 1
        reach, over = -1, ""
        for column, text in enumerate(texts):
            if text:
                reach, over = table.spans.get((row.number, column), -1), text
                # A group head that nobody merged stands over the empty cells to its right, while the line below goes on.
                if not is_last and reach < 0 and shown(table.cell(block[place + 1], column)):
                    reach = table.width
            elif column <= reach and (reach < table.width or shown(table.cell(block[place + 1], column))):
                text = over
            if text and text not in columns[column]:
                columns[column].append(text)
    return columns


def _keys(lines: list[str]) -> list[str]:
    """What a head may be known by: all its lines, all without brackets, its last line."""
    whole, bare = head_key("".join(lines)), bare_key("".join(lines))
    last = [head_key(lines[-1]), bare_key(lines[-1])] if lines else []
    return list(dict.fromkeys(key for key in (whole, bare, *last) if key))


def sort_rows(table: Table, heads: tuple[int, int]) -> list[Skipped]:
    """The rows that are no data."""
    lines = heads_of(table, heads)
    head_texts = [head_key(one[-1]) if one else "" for one in lines]
    numbered = {c for c, one in enumerate(lines) if one and head_key("".join(one)) in _NUMBER_KEYS}
    marked = {c for c, one in enumerate(lines) if one and "".join(one) == ROW_MARK}
    found: dict[int, str] = {}
    for row in table.rows:
        if row.number <= heads[1]:
            found[row.number] = "head" if row.number >= heads[0] else "title"
        elif kind := _kind(row, head_texts, numbered, marked):
            found[row.number] = kind
        elif row.number <= heads[1] + 2 and _is_numbering(row, len(head_texts)):
            found[row.number] = "head"
    _sign_off(table, heads, found)
    return [
        Skipped(row.number, found[row.number], WHY[found[row.number]], _said(row))
        for row in table.rows
        if row.number in found
    ]


def _kind(row: RawRow, head_texts: list[str], numbered: set[int], marked: set[int]) -> str:
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell is not None]
    if any(column in marked and isinstance(cell, str) and cell.strip() == EXAMPLE for column, cell in filled):
        return "example"
    if row.is_hidden:
        return "hidden"
    texts = [cell.strip() for _column, cell in filled if isinstance(cell, str)]
    if all(column in numbered and _is_figure(shown(cell)) for column, cell in filled):
        return "blank"
    if _is_repeated(filled, head_texts):
        return "repeated"
    words = [text for text in texts if not _is_figure(text)]
    if words and _TOTAL.match(thai.arabic_digits(words[0])) and all(_is_unit(word) for word in words[1:]):
        return "total"
    if (
        len(filled) == 1
        and texts
        and len(head_texts) > 2
        and not split_name(texts[0]).title
        and not _is_figure(texts[0])
    ):
        return "title"
    return ""


def _is_unit(text: str) -> bool:
    """คน, or 8 ครัวเรือน."""
    return thai.arabic_digits(text).lstrip("0123456789., ") in _UNITS


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9.,\-/\s]+", thai.arabic_digits(text)))


def _is_repeated(filled: list[tuple[int, Any]], head_texts: list[str]) -> bool:
    heads = sum(bool(text) for text in head_texts)
    same = sum(
        column < len(head_texts) and isinstance(cell, str) and head_key(cell) == head_texts[column] != ""
        for column, cell in filled
    )
    return same >= 2 and same * 2 >= min(heads, len(filled))


def _is_numbering(row: RawRow, width: int) -> bool:
    """The line (1) (2) (3) that forms have below their heads."""
    cells = [cell for cell in row.cells if cell is not None]
    if len(cells) < max(3, width - 2):
        return False
    matches = [_NUMBERED.fullmatch(thai.arabic_digits(shown(cell))) for cell in cells]
    return all(matches) and [int(m[1]) for m in matches] == list(range(1, len(matches) + 1))


def _sign_off(table: Table, heads: tuple[int, int], found: dict[int, str]) -> None:
    """Below the last row of data: who signed, when, and remarks."""
    below = [row for row in table.rows if row.number > heads[1]]
    for row in reversed(below):
        texts = [shown(cell) for cell in row.cells if cell is not None]
        if row.number in found and found[row.number] != "title":
            continue
        is_signed = len(texts) * 2 <= max(table.width, 4) and _is_signing(texts)
        if not is_signed and found.get(row.number) != "title":
            return
        if is_signed:
            found[row.number] = "signature"


def _is_signing(texts: list[str]) -> bool:
    """A line that begins as such lines do, or a short one. Data begin with a number or a code, and name surveyors too."""
    if len(texts) > 1 and _is_figure(texts[0]):
        return False
    return any(_SIGNED.search(text) for text in (texts if len(texts) <= MOST_SIGNING else texts[:1]))


def _said(row: RawRow) -> str:
    return BETWEEN.join(shown(cell) for cell in row.cells if cell is not None)[:300]
