"""Sets a declared paper with its values: every block of its file becomes a block of samma.pdf.form."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from households.livelihood.sparkline import data_uri
from samma.pdf import FormPaper, PaperPhoto, Sheet, Signature, TableColumn
from samma.pdf.form import (
    BigPhoto,
    Chart,
    Contents,
    Entry,
    Fields,
    FormBlock,
    Gap,
    Heading,
    Letterhead,
    Pictures,
    Signatures,
    Table,
    Ticks,
    Words,
    Writing,
)
from samma.progress.papers.declared import BLANK, FILLED, PaperForm
from samma.progress.papers.filled import Filled, Row
from samma.progress.papers.pen import Pen, Value

BLANK_ROWS = 20


def form_paper(
    form: PaperForm,
    sheets: Sequence[Filled],
    *,
    is_blank: bool,
    is_thai: bool,
    head: str = "",
    printed_on: datetime.date | None = None,
) -> FormPaper:
    """The paper of a form: one sheet for each set of values."""
    pen = Pen(is_thai)
    return FormPaper(
        paper_title=form.name,
        sheets=[_Setter(form, filled, pen, is_blank=is_blank).sheet() for filled in sheets],
        landscape=form.wide,
        numbered=form.numbered,
        tight=form.tight,
        thai_digits=is_thai,
        running_head=pen.own(head),
        printed_on=printed_on,
    )


@dataclass
class _Setter:
    """One sheet in the making."""

    form: PaperForm
    filled: Filled
    pen: Pen
    is_blank: bool

    def sheet(self) -> Sheet:
        form = self.form
        title = form.title_blank if self.is_blank and form.title_blank else form.title
        blocks = [block for spec in form.blocks if self._belongs(spec) for block in self._set(spec)]
        for place, block in enumerate(blocks):
            if isinstance(block, Contents):
                headings = [one for one in blocks if isinstance(one, Heading) and one.anchor]
                blocks[place] = Contents(headings, self.pen.is_thai)
        return Sheet(
            title=self._words(title),
            lines=[self._words(line) for line in form.lines],
            bookmark=self.pen.sentence(form.bookmark, self.filled.facts, dots=False) if not self.is_blank else "",
            blocks=blocks,
        )

    def _belongs(self, spec: Mapping[str, Any]) -> bool:
        """Whether a block is of this kind of print, what it `needs` is there, and what it stands in for is not."""
        only = spec.get("only", "")
        if only and only != (BLANK if self.is_blank else FILLED):
            return False
        needed, unwanted = spec.get("needs", ""), spec.get("without", "")
        return (not needed or self._has(needed)) and not (unwanted and self._has(unwanted))

    def _has(self, name: str) -> bool:
        return bool(self.filled.facts.get(name) or self.filled.rows.get(name) or self.filled.photos.get(name))

    def _set(self, spec: Mapping[str, Any]) -> list[FormBlock]:
        setters: dict[str, Callable[[Mapping[str, Any]], list[FormBlock]]] = {
            "fields": self._fields,
            "words": lambda spec: [Words(self._words(spec["text"]), spec.get("look", "text"))],
            "heading": lambda spec: [Heading(self._words(spec["text"]), spec.get("level", 1), spec.get("anchor", ""))],
            "letterhead": lambda spec: [
                Letterhead(self._words(spec["left"]), [self._words(line) for line in spec["right"]])
            ],
            "ticks": self._ticks,
            "writing": self._writing,
            "table": self._table,
            "points": self._points,
            "list": self._list,
            "signatures": self._signatures,
            "pictures": self._pictures,
            "photo": self._photo,
            "chart": self._chart,
            "contents": lambda spec: [Contents([])],
            "gap": lambda spec: [Gap(page=spec.get("page", False))],
        }
        return setters[spec["kind"]](spec)

    def _words(self, text: str, facts: Row | None = None) -> str:
        return self.pen.sentence(text, self.filled.facts if facts is None else facts)

    def _value(self, name: str, facts: Row | None = None) -> str:
        return self.pen.say((self.filled.facts if facts is None else facts).get(name))

    def _rows(self, spec: Mapping[str, Any]) -> Sequence[Row]:
        return self.filled.rows.get(spec["rows"], ())

    def _fields(self, spec) -> list[FormBlock]:
        lines = [
            [
                Entry(
                    self.pen.own(entry.get("label", "")),
                    self._value(entry["value"]) if entry.get("value") else "",
                    self.pen.own(entry.get("unit", "")),
                    entry.get("width", 0),
                )
                for entry in line
            ]
            for line in spec["lines"]
        ]
        return [Fields(lines)]

    def _ticks(self, spec) -> list[FormBlock]:
        chosen = self.filled.facts.get(spec["value"])
        chosen = {chosen} if isinstance(chosen, str | bool) else set()
        choices = [(self.pen.own(words), _key(key) in chosen) for key, words in spec["choices"]]
        return [Ticks(self.pen.own(spec.get("label", "")), choices)]

    def _writing(self, spec) -> list[FormBlock]:
        placeholder = "" if self.is_blank else self.pen.own(spec.get("placeholder", ""))
        return [
            Writing(self.pen.own(spec.get("label", "")), self._value(spec["value"]), spec.get("lines", 3), placeholder)
        ]

    def _table(self, spec) -> list[FormBlock]:
        columns = spec["columns"]
        known = [self._cells(columns, row, number) for number, row in enumerate(self._rows(spec), 1)]
        spare = self._count(spec.get("blank_rows", BLANK_ROWS)) if self.is_blank else spec.get("spare_rows", 0)
        if spec.get("unless_empty") and not known and not self.is_blank:
            return []
        first = len(known) + 1
        numbered = {"": None}
        spares = [self._cells(columns, numbered, number) for number in range(first, first + spare)]
        table = Table(
            columns=[
                TableColumn(self._words(c["heading"]), c.get("width", 0), c.get("align", "left")) for c in columns
            ],
            rows=known + spares,
            strong=[number for number, row in enumerate(self._rows(spec)) if row.get(spec.get("strong", ""))],
            groups=_groups(columns, self.pen),
            total=[self._total(c, spec["total"]) for c in columns] if spec.get("total") and known else (),
            empty=self.pen.own(spec.get("empty", "ไม่มีรายการ")),
            hand_written=spec.get("hand", self.is_blank and not spec.get("tight", False)),
            dense=spec.get("dense", False),
            tight=spec.get("tight", False),
        )
        heading = [Heading(self._words(spec["heading"]), 2)] if spec.get("heading") else []
        return [*heading, table]

    def _cells(self, columns, row: Row, number: int) -> list[str]:
        return [self.pen.own(str(number)) if c.get("number") else self._value(c.get("value", ""), row) for c in columns]

    def _total(self, column, total: Mapping[str, str]) -> str:
        """What stands in the last row under a column: `{value = "name of a fact"}`, or words for a column by its head."""
        name = column.get("value") or ("number" if column.get("number") else "")
        if name not in total:
            return ""
        said = total[name]
        return self._value(said) if said in self.filled.facts else self.pen.own(said)

    def _count(self, said: int | str) -> int:
        """How many rows there are to write on: a number, or the name of a number of the year."""
        if isinstance(said, int):
            return said
        count = self.filled.facts.get(said)
        return count if isinstance(count, int) and count else BLANK_ROWS

    def _points(self, spec) -> list[FormBlock]:
        """A heading and its parts for each row: the points of an agenda."""
        rows = self._rows(spec) or [{"": None}] * (spec.get("blank_points", 3) if self.is_blank else 0)
        blocks: list[FormBlock] = []
        for number, row in enumerate(rows, 1):
            blocks.append(Heading(self._words(spec["heading"], {"number": number, **row}), 2))
            for part in spec["parts"]:
                body = self._value(part["value"], row)
                if body or self.is_blank or not part.get("unless_empty"):
                    blocks.append(Writing(self.pen.own(part.get("label", "")), body, part.get("lines", 3)))
        return blocks

    def _list(self, spec) -> list[FormBlock]:
        """A numbered line for each row."""
        rows = list(self._rows(spec)) or [{}] * (spec.get("blank_rows", 3) if self.is_blank else 0)
        return [
            Words(self._words(spec["text"], {"number": number, **row}), "plain") for number, row in enumerate(rows, 1)
        ]

    def _signatures(self, spec) -> list[FormBlock]:
        said = [(one["role"], one.get("name", "")) for one in spec.get("who", ())]
        signatures = [Signature(self._role(role), self._value(name) if name else "") for role, name in said]
        signatures += (
            [Signature(self._value("role", row), self._value("name", row)) for row in self._rows(spec)]
            if (spec.get("rows"))
            else []
        )
        return [Signatures(signatures, spec.get("dated", False))]

    def _role(self, role: str) -> str:
        """The line below the name: a position that is known, or the words of the form."""
        return self._words(role)

    def _pictures(self, spec) -> list[FormBlock]:
        photos = [PaperPhoto(photo.id, photo.caption) for photo in self.filled.photos.get(spec["rows"], ())]
        return [Pictures(photos, self.pen.own(spec.get("empty", "")))]

    def _photo(self, spec) -> list[FormBlock]:
        """One photo of 4×6 inches, or its empty frame; `wide` names the fact that says how it lies."""
        photos = list(self.filled.photos.get(spec["rows"], ()))
        wide = self.filled.facts.get(spec["wide"]) is not False
        return [
            BigPhoto(photos[0] if photos else None, wide, spec.get("small", False), self.pen.own(spec.get("empty", "")))
        ]

    def _chart(self, spec) -> list[FormBlock]:
        chart = self.filled.charts.get(spec["value"])
        if chart is None:
            return []
        rows = [(self.pen.own(row.label), data_uri(row.drawing), self.pen.own(row.figure)) for row in chart.rows]
        return [Chart(self.pen.own(chart.title), self.pen.own(chart.basis), rows)]


def _key(key: Value) -> Value:
    return {"yes": True, "no": False}.get(key, key) if isinstance(key, str) else key


def _groups(columns, pen: Pen) -> list[tuple[str, int]]:
    """Neighbours under one head; empty when no column has one."""
    if not any(column.get("group") for column in columns):
        return []
    groups: list[tuple[str, int]] = []
    for column in columns:
        words = pen.own(column.get("group", ""))
        if words and groups and groups[-1][0] == words:
            groups[-1] = (words, groups[-1][1] + 1)
        else:
            groups.append((words, 1))
    return groups
