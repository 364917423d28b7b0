"""Writes an Excel workbook as a stream: rows come in one by one, bytes go out, and no more than a few rows are held.

Every text is an inline string, so that nothing in a cell is ever run as a formula; a text that begins like one is also
marked (`quotePrefix`), so that it stays a text when somebody edits the cell.
"""

import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO, Literal

from openpyxl.utils import get_column_letter

from samma.resources import xlsx_parts as parts
from samma.resources.formulas import is_like_a_formula

# Excel holds 1,048,576 rows a sheet; a part of a zip that is written without knowing its size may have 2 GiB.
MOST_ROWS_A_SHEET = 1_000_000
MOST_BYTES_A_SHEET = 2**30
MOST_IN_A_CELL = 32_767
PIECE = 64 * 1024
# What XML or Excel (_x000D_) gives a meaning to, and control characters and halves of signs that no XML can hold.
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_", "_": "_x005F_"}

Kind = Literal["", "count", "centre"]


@dataclass(frozen=True)
class SheetColumn:
    """A column: `count` writes whole numbers with thousands, `centre` sets its cells in the middle."""

    head: str
    width: float = 0  # in letters; 0: as wide as the head asks
    kind: Kind = ""

    @property
    def letters(self) -> float:
        return self.width or min(max(len(self.head) + 3, 12), 34)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. A paper has lines above its heads and below its rows, borders, and prints on A4."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Iterable[Any]]
    lines: Sequence[str] = ()  # above the heads; the first is the title
    foot: Sequence[str] = ()
    is_paper: bool = False
    landscape: bool = True

    @property
    def head_row(self) -> int:
        return len(self.lines) + 1


def workbook(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The bytes of the .xlsx file. Rows are asked for while the bytes are being taken."""
    sink = _Sink()
    names: list[tuple[str, int]] = []  # of each sheet in the file, and the row of its heads when it prints
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for sheet in sheets:
            rows = iter(sheet.rows)
            first = None
            for number in itertools.count(1):
                names.append((parts.sheet_name(sheet.title, number), sheet.head_row if sheet.is_paper else 0))
                with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as part:
                    for _piece in _written(part, sheet, rows if first is None else itertools.chain([first], rows)):
                        yield from sink.taken()
                first = next(rows, None)
                if first is None:
                    break
        for name, text in parts.other_parts(names):
            archive.writestr(name, text)
    yield from sink.taken()


class _Sink:
    """What a zip file is written to; it cannot be sought in, so the zip never goes back."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> Iterator[bytes]:
        if self.pieces:
            yield b"".join(self.pieces)
            self.pieces.clear()


def _written(part: BinaryIO, sheet: Sheet, rows: Iterator[Iterable[Any]]) -> Iterator[None]:
    """Write one sheet; comes back after every few rows. Rows beyond what a sheet holds are left in `rows`."""
    letters = [get_column_letter(place) for place in range(1, len(sheet.columns) + 1)]
    looks = [_Looks.of(column.kind, sheet.is_paper) for column in sheet.columns]
    part.write(parts.sheet_head(sheet).encode())
    number, written, size, waiting = sheet.head_row, 0, 0, []
    for row in itertools.islice(rows, MOST_ROWS_A_SHEET):
        number += 1
        cells = "".join(
            [_cell(f"{letter}{number}", value, look) for letter, value, look in zip(letters, row, looks, strict=True)]
        )
        waiting.append(f'<row r="{number}">{cells}</row>')
        size += len(waiting[-1])
        if size > PIECE:
            text = "".join(waiting).encode()
            part.write(text)
            written += len(text)
            waiting, size = [], 0
            yield
            if written > MOST_BYTES_A_SHEET:
                break
    part.write("".join([*waiting, parts.sheet_foot(sheet, number)]).encode())
    yield


@dataclass(frozen=True)
class _Looks:
    """The numbers of the cell formats of a column."""

    text: int
    like_a_formula: int
    money: int
    whole: int
    fraction: int
    empty: str  # a cell without a value, drawn only where there are borders

    @classmethod
    def of(cls, kind: Kind, is_paper: bool) -> "_Looks":
        look = parts.LOOKS.index
        paper = "paper " if is_paper else ""
        text = look(f"{paper}centre" if is_paper and kind == "centre" else f"{paper}text")
        whole = look(f"{paper}{'count' if kind == 'count' else 'whole'}")
        empty = f'<c r="%s" s="{text}"/>' if is_paper else ""
        return cls(text, look(f"{paper}quoted"), look(f"{paper}money"), whole, look(f"{paper}fraction"), empty)


def _cell(place: str, value: Any, look: _Looks) -> str:
    if value is None or value == "":
        return look.empty % place if look.empty else ""
    if isinstance(value, str):
        style = look.like_a_formula if is_like_a_formula(value) else look.text
        return text_cell(place, value, style)
    if isinstance(value, bool):
        return text_cell(place, str(value), look.text)
    if isinstance(value, Decimal):
        return f'<c r="{place}" s="{look.money}"><v>{value}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{look.whole}"><v>{value}</v></c>'
    if isinstance(value, float):
        return f'<c r="{place}" s="{look.fraction}"><v>{value!r}</v></c>'
    return text_cell(place, str(value), look.text)


def text_cell(place: str, text: str, style: int) -> str:
    """A cell that holds the text itself; what Excel cannot hold in one cell is cut, and the cut is seen."""
    if len(text) > MOST_IN_A_CELL:
        text = text[: MOST_IN_A_CELL - 1] + "…"
    if _TO_ESCAPE.search(text):
        text = _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0], ""), text)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
