"""The words of a file that its register does not know, each asked once instead of refused in every row."""

import difflib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from samma import thai
from samma.resources import reading
from samma.resources.addresses import read_place
from samma.resources.base import ScopedResource
from samma.resources.cell_forms import shown
from samma.resources.mapped import MappedRows
from samma.resources.settlements import MOST_OFFERED, Gazetteer
from samma.resources.table import Table

MOST_QUESTIONS = 60


@dataclass
class Question:
    """One word of the file: where it stands, in how many rows, and what it may mean."""

    column: str
    head: str
    text: str
    rows: int
    sentence: str
    choices: list[tuple[str, str]] = field(default_factory=list)


def questions(table: Table, mapping: dict[str, Any], resource: ScopedResource) -> list[Question]:
    """What to ask before the preview, most frequent first. An answer goes to mapping["words"][column][text]."""
    fresh = type(resource)(resource.user)  # what it looks up is not kept for the import
    rows = MappedRows(table, mapping, fresh)
    asked = [name for name in rows.names if _is_closed(fresh.fields[name].widget)]
    counts: Counter = Counter()
    for _number, cells in rows:
        counts.update((name, shown(cells.get(name))) for name in asked)
    found = []
    for (name, text), n in counts.most_common():
        if text and len(found) < MOST_QUESTIONS and (sentence := _refusal(fresh, name, text)):
            head = fresh.fields[name].column_name
            if name == fresh.place_column:
                sentence = _about_place(rows.gazetteer, text)
            found.append(Question(name, head, text, n, sentence, _choices(fresh, rows.gazetteer, name, text)))
    return found


def _is_closed(widget: Any) -> bool:
    """A column that takes only what is on a list."""
    return isinstance(widget, reading.Named | reading.Choice | reading.YesNo)


def _refusal(resource: ScopedResource, name: str, text: str) -> str:
    try:
        resource.fields[name].widget.clean(text, row={}, resource=resource)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _about_place(gazetteer: Gazetteer, text: str) -> str:
    if gazetteer.find(read_place(text)):
        return f"มีหมู่บ้านที่ตรงกับ “{text}” มากกว่าหนึ่ง: เลือกหมู่บ้าน"
    return f"ไม่พบหมู่บ้าน “{text}” ในพื้นที่ของท่าน: เลือกหมู่บ้าน"


def _choices(resource: ScopedResource, gazetteer: Gazetteer, name: str, text: str) -> list[tuple[str, str]]:
    if name == resource.place_column:
        return gazetteer.choices(gazetteer.find(read_place(text)) or None)
    widget = resource.fields[name].widget
    if isinstance(widget, reading.YesNo):
        words = [reading.YES, reading.NO]
    elif isinstance(widget, reading.Choice):
        words = list(widget.labels.values())
    else:
        words = [widget.words(candidate)[0] for candidate in widget.candidates(resource)]
    return [(word, word) for word in _nearest_first(words, text)[:MOST_OFFERED]]


def _nearest_first(words: list[str], text: str) -> list[str]:
    wanted = thai.search_fold(text)
    return sorted(words, key=lambda word: -difflib.SequenceMatcher(None, wanted, thai.search_fold(word)).ratio())
