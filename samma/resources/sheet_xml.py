"""One sheet of a workbook, cell by cell: values only, with what is merged and hidden; its own sizes are not believed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from samma.resources import limits
from samma.resources.limits import DAMAGED, UploadRefusedError

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TOO_MANY = f"แผ่นงานนี้มีช่องมากเกินไป: ลบแถวและคอลัมน์ว่างรอบตารางออก หรือ{limits.COPY_TABLE}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass
class RawRow:
    """A row that says something: its number in the file, its cells from column A on."""

    number: int
    cells: list[Any]
    is_hidden: bool = False


@dataclass
class RawSheet:
    """What one sheet holds. `merged` are (first row, first column, last row, last column), columns from 0."""

    rows: list[RawRow] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


class SheetReader:
    """Takes the elements of one sheet. `texts` gives a text by its number, `shown` a number as its style shows it."""

    def __init__(self, texts: Callable[[int], str], shown: Callable[[int | float, int], Any]) -> None:
        self.texts, self.shown = texts, shown
        self.sheet = RawSheet()
        self.row: RawRow | None = None
        self.number = self.column = self.marks = self.seen = self.blank = self.letters = 0
        self.is_hidden = self.is_open = self.has_formula = False
        self.kind = self.style = ""
        self.pieces: list[str] = []
        self.columns: dict[str, int] = {}
        self.kept: dict[str, str] = {}  # one copy of what stands in many cells

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self.is_open = True
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = whole(attributes.get("min")), whole(attributes.get("max"))
            self.sheet.hidden_columns.update(range(first - 1, min(last, limits.MOST_COLUMNS)))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "rPh"):
            self.is_open = False

    def text(self, piece: str) -> None:
        if self.is_open:
            self.pieces.append(piece)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.marks += 1
        if self.marks > limits.MOST_ROW_MARKS:
            raise UploadRefusedError(
                f"แผ่นงานนี้มีแถวว่างที่จัดรูปแบบไว้เกิน {limits.MOST_ROW_MARKS:,} แถว: ลบแถวว่างใต้ตารางออก หรือ{limits.COPY_TABLE}"
            )
        self._go_to(whole(attributes.get("r")) or self.number + 1)
        self.is_hidden = attributes.get("hidden") in ("1", "true")

    def _go_to(self, number: int) -> None:
        if number <= self.number:
            raise UploadRefusedError(DAMAGED)
        self.number, self.column, self.row = number, -1, None

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.seen += 1
        if self.seen > limits.MOST_CELLS:
            raise UploadRefusedError(_TOO_MANY)
        place = attributes.get("r")
        if place:
            letters = place.rstrip("0123456789")
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = column_of(letters)
            number = whole(place[len(letters) :])
            if number != self.number:
                self._go_to(number)
            self.column = column
        else:
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.has_formula = False
        self.pieces.clear()

    def _end_cell(self) -> None:
        said = "".join(self.pieces)
        if not said:
            self.blank += 1
            if self.blank > limits.MOST_BLANK_CELLS + 4 * (self.seen - self.blank):
                raise UploadRefusedError(_TOO_MANY)
            if self.has_formula and self.kind != "str":
                raise UploadRefusedError(
                    f"แถวที่ {self.number} มีสูตรที่ยังไม่ได้คำนวณ (ช่อง {letters_of(self.column)}{self.number}): เปิดด้วย Excel บันทึก แล้วส่งใหม่"
                )
            return
        if self.number > limits.LAST_ROW or self.column >= limits.MOST_COLUMNS:
            raise UploadRefusedError(
                f"มีข้อมูลอยู่ไกลที่เซลล์ {letters_of(self.column)}{self.number}: ลบข้อมูลนอกตารางออก (หรือคัดลอกเฉพาะตารางไปไฟล์ใหม่) แล้วส่งอีกครั้ง"
            )
        value = self._value(said)
        if isinstance(value, str):
            if not value or value.isspace():
                return
            self.letters += len(value)
            if self.letters > limits.MOST_LETTERS:
                raise UploadRefusedError(f"ไฟล์นี้มีข้อความยาวเกินไป: {limits.COPY_TABLE}")
        if self.row is None:
            self.row = RawRow(self.number, [], self.is_hidden)
            self.sheet.rows.append(self.row)
        cells = self.row.cells
        if len(cells) > self.column:  # the same cell twice
            raise UploadRefusedError(DAMAGED)
        cells.extend([None] * (self.column - len(cells)))
        cells.append(value)

    def _value(self, said: str) -> Any:
        if self.kind == "s":
            return self.texts(whole(said))
        if self.kind in ("inlineStr", "str", "e"):
            if len(said) > limits.LONGEST_TEXT:
                raise UploadRefusedError(f"ไฟล์นี้มีข้อความยาวเกินไป: {limits.COPY_TABLE}")
            said = unescaped(said)
            return self.kept.setdefault(said, said) if len(self.kept) < limits.MOST_ROWS else said
        if self.kind == "b":
            return said.strip() in ("1", "true")
        if self.kind == "d":  # a day as text, of the strict kind of workbook
            return said.partition("T")[0]
        return self._number(said)

    def _number(self, said: str) -> Any:
        try:
            value = int(said) if len(said) < 16 and said.isdecimal() else float(said)
        except ValueError as error:
            raise UploadRefusedError(DAMAGED) from error
        if isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")):
                raise UploadRefusedError(DAMAGED)
            if value.is_integer() and abs(value) < 1e15:
                value = int(value)
        return self.shown(value, whole(self.style))

    def _merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        found = [_PLACE.fullmatch(place) for place in (first, last)]
        if not all(found) or len(self.sheet.merged) >= limits.LAST_ROW:
            return
        (left, top), (right, bottom) = ((column_of(m[1]), int(m[2])) for m in found)
        if top <= limits.LAST_ROW and left < limits.MOST_COLUMNS:
            self.sheet.merged.append((top, left, min(bottom, limits.LAST_ROW), min(right, limits.MOST_COLUMNS - 1)))


def column_of(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= 16_384:
        raise UploadRefusedError(DAMAGED)
    return number - 1


def letters_of(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unescaped(text: str) -> str:
    """What Excel writes as _x000D_ is the character itself."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """A whole number of an attribute; 0 when it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
