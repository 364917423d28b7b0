"""What a file is taken for: its heads, its columns, its rows; and what is known of it besides its columns."""

import re
from dataclasses import dataclass, field
from typing import Any

from samma import thai
from samma.resources import layout, synonyms
from samma.resources.addresses import Place, read_place
from samma.resources.base import ScopedResource
from samma.resources.layout import Skipped
from samma.resources.settlements import Gazetteer
from samma.resources.sheet_xml import letters_of
from samma.resources.targets import person_column, place_column

SURE = 80
LEAVE_OUT = ""
_YEAR = re.compile(r"(?:พ\.?\s?ศ\.?|ปีงบประมาณ|ประจำปี|ปี)\s*(?:พ\.?\s?ศ\.?)?\s*(25[0-9]{2})(?![0-9])")


@dataclass
class ColumnGuess:
    """What one column of the file is taken for. `name`: a target, "" to leave out, None when nobody knows."""

    index: int
    head: str
    name: str | None = None
    certainty: int = 0
    why: str = ""
    samples: list[str] = field(default_factory=list)
    is_hidden: bool = False

    @property
    def letter(self) -> str:
        return letters_of(self.index)

    @property
    def is_sure(self) -> bool:
        return self.name is not None and self.certainty >= SURE


@dataclass
class Guess:
    """What a file is taken for as a whole."""

    heads: tuple[int, int]
    columns: list[ColumnGuess]
    skipped: list[Skipped]
    constants: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    has_sections: bool = False  # lines between the rows name the village of those below them

    @property
    def unsure(self) -> list[ColumnGuess]:
        """The columns to ask about."""
        return [column for column in self.columns if not column.is_sure]

    @property
    def mapping(self) -> dict[str, Any]:
        """Plain JSON for `dataset_of`; what nobody knows is left out until it is answered."""
        return {
            "heads": list(self.heads),
            "columns": {str(column.index): column.name or LEAVE_OUT for column in self.columns},
            "texts": {str(column.index): column.head for column in self.columns},
            "constants": dict(self.constants),
            "sections": self.has_sections,
            "skip": [row.number for row in self.skipped],
            "words": {name: dict(words) for name, words in self.words.items()},
        }


def remember(result: Guess, remembered: dict[str, Any] | None, names: set[str]) -> None:
    """What the office answered for the same heads wins; a head that is new is guessed."""
    if not remembered:
        return
    columns, texts = remembered.get("columns", {}), remembered.get("texts", {})
    by_head = {synonyms.head_key(text): columns.get(index) for index, text in texts.items() if text}
    for column in result.columns:
        name = by_head.get(synonyms.head_key(column.head))
        if not texts:
            name = columns.get(str(column.index))
        if name is not None and (name in names or name == LEAVE_OUT):
            for other in result.columns:
                if name and other.name == name and other is not column:
                    other.name, other.certainty = None, 0
            column.name, column.certainty, column.why = name, 100, "จำจากครั้งก่อน"
    result.constants = dict(remembered.get("constants", {}))
    result.words = {name: dict(words) for name, words in remembered.get("words", {}).items()}


def from_titles(result: Guess, resource: ScopedResource) -> None:
    """The year and the village that the lines above the heads speak of."""
    titles = [row.text for row in result.skipped if row.kind == "title" and row.number < result.heads[0]]
    given = {column.name for column in result.columns}
    if (
        "year" in resource.fields
        and "year" not in given
        and (match := _YEAR.search(thai.arabic_digits(" ".join(titles))))
    ):
        result.constants.setdefault("year", match[1])
    below = [row.text for row in result.skipped if row.kind == "title" and row.number > result.heads[1]]
    result.has_sections = place_column(resource) is not None and any(map(read_place, below))
    place, said = place_column(resource), Place()
    for text in (cell for title in titles for cell in title.split(layout.BETWEEN)):
        said = said.filled(read_place(text))
    if place is None or place in given or not any((said.moo, said.village, said.tambon)):
        return
    found = Gazetteer(resource).find(said) if said and not given & {synonyms.MOO, synonyms.VILLAGE} else []
    if len(found) == 1 and place != "code":
        result.constants.setdefault(place, found[0])
        return
    for name in synonyms.PLACE_PARTS:
        if (value := getattr(said, name.partition(":")[2])) and name not in given:
            result.constants.setdefault(name, value)


def missing(mapping: dict[str, Any], resource: ScopedResource) -> list[str]:
    """The columns that the register needs and the file gives in no way: to be asked as one value for all rows."""
    given = {name for name in mapping["columns"].values() if name} | {n for n, v in mapping["constants"].items() if v}
    if (given & {synonyms.MOO, synonyms.VILLAGE, synonyms.ADDRESS} or mapping.get("sections")) and place_column(
        resource
    ):
        given.add(place_column(resource))
    if given & {synonyms.FIRST} and person_column(resource):
        given.add(person_column(resource))
    if synonyms.ADDRESS in given:
        given.add("house_no")
    return [
        name for name, column in resource.fields.items() if column.needed and not column.readonly and name not in given
    ]
