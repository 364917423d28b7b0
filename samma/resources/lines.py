"""One row of a file on its way through an import, and the reader that turns its cells into values."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from samma.resources.cell import as_text
from samma.resources.doubts import Answers, Doubt
from samma.resources.heads import ROW_HEAD

REMEMBERED = 4096  # values of a column that are read once for a file: codes, years, days, yes and no
SAID = 200  # letters of a cell that a preview repeats


class Line:
    """What is known of one row of the file so far."""

    __slots__ = (
        "about", "after", "before", "cells", "doubts", "has_changed", "index", "instance", "is_merge", "is_new", "is_outside",
        "number", "open_doubts", "raw", "words", "wrong",
    )  # fmt: skip

    def __init__(self, index: int, number: int, raw: tuple) -> None:
        self.index, self.number, self.raw = index, number, raw
        self.cells: dict[str, Any] = {}  # by column name: the values of the columns that the file has
        self.wrong: dict[str, list[str]] = {}  # by column name, or NON_FIELD_ERRORS for the row as a whole
        self.instance: models.Model | None = None
        self.before: dict[str, str] = {}
        self.after: dict[str, str] = {}
        self.is_new = self.has_changed = self.is_outside = self.is_merge = False
        self.doubts: list[Doubt] = []
        self.open_doubts: list[Doubt] = []
        self.about: Any = None  # what the register itself notes of the row on its way
        self.words: dict[str, str] = {}  # by a doubt's code: what was written with the answer

    def refuse(self, name: str, sentences: list[str]) -> None:
        """Something is wrong with a cell, told once."""
        here = self.wrong.setdefault(name, [])
        here.extend(sentence for sentence in sentences if sentence not in here)

    def has_set(self, name: str) -> bool:
        """Whether the file says something new in a cell: on a new row, or other than what was there."""
        return name in self.cells and (self.is_new or self.before[name] != self.after[name])

    def ask(self, doubt: Doubt, answers: Answers) -> str | None:
        """Put a question to whoever sent the file; the chosen key, or None while it is open."""
        self.doubts.append(doubt)
        answer = answers.to(self.number, doubt)
        if answer is None:
            self.open_doubts.append(doubt)
            return None
        self.words[doubt.code] = answer[1]
        return answer[0]


class LineReader:
    """Reads the rows of one file: each column's widget is asked once for a value that returns."""

    def __init__(self, resource, heads: list[str]) -> None:
        self.resource = resource
        place = {head: n for n, head in enumerate(heads)}
        self.number_at = place.get(ROW_HEAD)
        self.places = {
            name: place[column.column_name]
            for name, column in resource.fields.items()
            if not column.readonly and column.column_name in place
        }
        self.columns = [(name, resource.fields[name], at, {}) for name, at in self.places.items()]

    def read(self, index: int, raw: tuple) -> Line:
        """The line of a row; `index` counts the rows of the data set, whose heads stand in row 1."""
        number = raw[self.number_at] if self.number_at is not None else None
        line = Line(index, number or index + 2, raw)
        cells = line.cells
        for name, column, at, known in self.columns:
            value = raw[at]
            key = value if value is None or value.__class__ is str else (value.__class__, value)
            if key in known:
                cells[name] = known[key]
            else:
                self._read_cell(line, name, column, value, known, key)
        return line

    def _read_cell(self, line: Line, name: str, column, value: Any, known: dict, key: Any) -> None:
        try:
            read = column.widget.clean(value, row=None, resource=self.resource)
        except ValidationError as error:
            line.wrong[name] = error.messages
            line.is_outside |= getattr(error, "code", "") == "outside"
            return
        line.cells[name] = read
        if column.needed and (read is None or read == ""):
            line.wrong[name] = [f"ต้องระบุ{column.column_name}"]
        elif len(known) < REMEMBERED:
            known[key] = read

    def said(self, line: Line, name: str) -> str:
        """What the file itself says in a cell, kept short."""
        value = line.raw[self.places[name]] if name in self.places else None
        try:
            return as_text(value)[:SAID]
        except ValidationError:
            return str(value)
