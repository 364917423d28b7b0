"""Reads csv in every encoding and with every mark that Thai offices send, line by line."""

import codecs
import contextlib
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from samma.resources import limits
from samma.resources.formulas import unguard
from samma.resources.limits import SAVE_AS, UploadRefusedError
from samma.resources.sheet_xml import RawRow, RawSheet

MARKS = ",;\t|"
_LOOKED_AT = 40  # lines from which the mark between cells is read
_LONGEST_LINE = 400_000  # letters: 100 columns of 4,000
_MOST_LINES_IN_A_ROW = 1000
_MOST_MARKS_IN_A_LINE = 2000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_AS_TEXT = re.compile(r'="([^"]*)"')  # how some programs keep the zero in front of a phone number
_UNCLOSED = "อ่านไฟล์ CSV นี้ไม่ได้ เครื่องหมายคำพูดอาจไม่ครบคู่: บันทึกใหม่จาก Excel แล้วส่งอีกครั้ง"


def read_csv(content: bytes) -> RawSheet:
    """The rows that say something."""
    codec = _codec(content)
    mark = _mark(_first_lines(content, codec))
    lines = _Guarded(_lines(content, codec), mark)
    reader = csv.reader(lines, delimiter=mark)
    sheet, kept, letters = RawSheet(), {}, 0
    try:
        for number, cells in enumerate(reader, 1):
            lines.in_row = 0
            found = [kept.setdefault(cell, cell) if len(cell) < 40 else cell for cell in map(_cell, cells)]
            while found and (not found[-1] or found[-1].isspace()):
                found.pop()
            if number > limits.MOST_ROW_MARKS:
                raise UploadRefusedError(f"ไฟล์นี้มีแถวว่างเกิน {limits.MOST_ROW_MARKS:,} แถว: {limits.COPY_TABLE}")
            if not found or (number == 1 and re.fullmatch(r"sep=.?", "".join(cells[:1]).strip())):
                continue
            letters += sum(map(len, found))
            if len(found) > limits.MOST_COLUMNS:
                raise UploadRefusedError(f"แถวที่ {number} มีเกิน {limits.MOST_COLUMNS} คอลัมน์: {limits.COPY_TABLE}")
            if number > limits.LAST_ROW or letters > limits.MOST_LETTERS:
                raise UploadRefusedError(f"ไฟล์นี้ยาวเกินไป: แบ่งเป็นไฟล์ละไม่เกิน {limits.MOST_ROWS:,} แถว")
            if len(kept) > limits.MOST_ROWS:
                kept.clear()
            sheet.rows.append(RawRow(number, [cell or None for cell in found]))
    except csv.Error as error:
        raise UploadRefusedError(_UNCLOSED) from error
    return sheet


def _cell(text: str) -> str:
    match = _AS_TEXT.fullmatch(text)
    return match[1] if match else unguard(text)


class _Guarded:
    """Lines for the csv reader, which would join them without end after one open quotation mark."""

    def __init__(self, lines: Iterator[str], mark: str) -> None:
        self.lines, self.mark, self.in_row = lines, mark, 0

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.in_row += 1
        if self.in_row > _MOST_LINES_IN_A_ROW:
            raise UploadRefusedError(_UNCLOSED)
        if line.count(self.mark) > _MOST_MARKS_IN_A_LINE:
            raise UploadRefusedError(f"ไฟล์มีเกิน {limits.MOST_COLUMNS} คอลัมน์: {limits.COPY_TABLE}")
        if "\x00" in line:
            raise UploadRefusedError(f"ไฟล์นี้ไม่ใช่ตารางข้อความ: {SAVE_AS}")
        return line


def _lines(content: bytes, codec: str) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(content), codec, newline="")
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise UploadRefusedError(f"ไฟล์นี้มีบรรทัดยาวผิดปกติ ไม่ใช่ตารางข้อความ: {SAVE_AS}")
        yield line


def _first_lines(content: bytes, codec: str) -> list[str]:
    lines, letters = [], 0
    for line in itertools.islice(_lines(content, codec), _LOOKED_AT):
        lines.append(line)
        letters += len(line)
        if letters > _LONGEST_LINE:
            break
    return lines


def _codec(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 as Excel's "Unicode text", or the Thai code page of older Windows."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for codec in ["utf-16"] if marked else ["utf-8-sig", "cp874"]:
        with contextlib.suppress(UnicodeDecodeError):
            decoder = codecs.getincrementaldecoder(codec)()
            for place in range(0, len(content), limits.MEGABYTE):
                decoder.decode(content[place : place + limits.MEGABYTE])
            decoder.decode(b"", True)
            return codec
    raise UploadRefusedError("อ่านตัวอักษรในไฟล์ไม่ได้: บันทึกจาก Excel เป็น .xlsx หรือ CSV UTF-8 แล้วส่งอีกครั้ง")


def _mark(lines: list[str]) -> str:
    """The mark that cuts most of the first lines into equally many cells."""
    if lines and (match := re.match(r"\s*sep=(.)", lines[0])):
        return match[1]

    bare = _QUOTED.sub("", "".join(lines)).splitlines()

    def evenness(mark: str) -> tuple[int, int]:
        widths = Counter(line.count(mark) for line in bare if mark in line)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(MARKS, key=evenness)
