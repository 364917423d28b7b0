"""The rows of an office's own file under our own heads, by a mapping that `guess` proposed and a person agreed to."""

import re
from dataclasses import fields
from typing import Any

import tablib

from samma import thai
from samma.resources import reading, synonyms
from samma.resources.addresses import Place, bare_moo, read_place, split_address
from samma.resources.base import ScopedResource
from samma.resources.cell_forms import shown
from samma.resources.heads import ROW_HEAD
from samma.resources.settlements import Gazetteer
from samma.resources.sheet_xml import RawRow
from samma.resources.table import Table
from samma.resources.targets import person_column, place_column

NOTHING = {"-", "–", "—", "−", "..", "...", "…"}
_CODE = re.compile(r"[1-9][0-9]{7}")
_CODE_FIRST = re.compile(r"([1-9][0-9]{7})(?:\s|$)")
_UNIT = re.compile(r"(?<=[0-9])\s*(?:คน|ครัวเรือน|ครอบครัว|ปี|ราย|วัน|ครั้ง|แห่ง|หลัง|หมู่บ้าน)\.?$")
_NUMBERING = re.compile(r"\(?([0-9]{1,6})\s?[.)]?")
_YEAR = re.compile(r"(?<![0-9])(?:(25[0-9]{2})|([5-9][0-9]))(?![0-9])")  # 2560, ปี 60


def dataset_of(table: Table, mapping: dict[str, Any], resource: ScopedResource) -> tablib.Dataset:
    """Our heads, and in front of them the number that each row has in the file."""
    reader = MappedRows(table, mapping, resource)
    dataset = tablib.Dataset(headers=[ROW_HEAD, *(resource.fields[name].column_name for name in reader.names)])
    for number, cells in reader:
        dataset.append([number, *(cells.get(name) for name in reader.names)])
    return dataset


class MappedRows:
    """Goes over the data of a table once: the number of each row, and its cells by the name of our column."""

    def __init__(self, table: Table, mapping: dict[str, Any], resource: ScopedResource) -> None:
        self.table, self.resource = table, resource
        self.columns = {int(index): name for index, name in mapping.get("columns", {}).items() if name}
        self.constants = {name: value for name, value in mapping.get("constants", {}).items() if value}
        self.words = {
            name: {thai.search_fold(text): value for text, value in words.items() if value}
            for name, words in mapping.get("words", {}).items()
        }
        heads = mapping.get("heads") or [0, 0]
        self.last_head, self.skip = heads[1], set(mapping.get("skip", []))
        self.person, self.place = person_column(resource), place_column(resource)
        self.place_reading = type(resource.fields[self.place].widget) if self.place and self.place != "code" else None
        self.gazetteer = Gazetteer(resource)
        self.around = Place(**{f.name: str(self.constants.get(f"part:{f.name}", "")) for f in fields(Place)})
        self.names = self._names(has_sections=bool(mapping.get("sections")))

    def _names(self, *, has_sections: bool) -> list[str]:
        """Our columns that the file gives, and the empty ones by which rows are told apart."""
        given = set(self.columns.values()) | set(self.constants)
        if has_sections or given & {synonyms.MOO, synonyms.VILLAGE, synonyms.ADDRESS}:
            given.add(self.place)
        if given & set(synonyms.NAME_PARTS):
            given.add(self.person)
        if synonyms.ADDRESS in given:
            given.add("house_no" if "house_no" in self.resource.fields else "address")
        return [
            name
            for name, column in self.resource.fields.items()
            if not column.readonly and (name in given or (column.key and not column.needed))
        ]

    def __iter__(self):
        section = Place()
        for row in self.table.rows:
            if row.number <= self.last_head:
                continue
            if row.number in self.skip:
                section = self._section(row) or section
                continue
            yield row.number, self._cells(row, section)

    def _section(self, row: RawRow) -> Place | None:
        """A line between the rows that names the village of those below it."""
        texts = [shown(cell) for cell in row.cells if cell is not None]
        return (read_place(texts[0]) or None) if len(texts) == 1 and not row.is_hidden else None

    def _cells(self, row: RawRow, section: Place) -> dict[str, Any]:
        cells: dict[str, Any] = {name: value for name, value in self.constants.items() if name in self.resource.fields}
        parts: dict[str, str] = {}
        for index, name in self.columns.items():
            value = row.cells[index] if index < len(row.cells) else None
            if name.startswith("part:"):
                parts[name] = shown(value)
            elif value is not None or name not in cells:
                cells[name] = self._tidy(name, value)
        self._put_name(cells, parts)
        self._put_place(cells, parts, section)
        for name, words in self.words.items():
            if name in cells and (answer := words.get(thai.search_fold(shown(cells[name])))):
                cells[name] = answer
        return cells

    def _tidy(self, name: str, value: Any) -> Any:
        """What a cell means where its column takes no free text: no unit, no dash for nothing, no lost zero."""
        widget = self.resource.fields[name].widget
        if isinstance(widget, reading.Text) and not isinstance(widget, reading.Code):
            return value
        if isinstance(value, str) and not isinstance(widget, reading.YesNo) and value.strip() in NOTHING:
            return None
        if isinstance(widget, reading.Whole):
            return _whole(value)
        if isinstance(widget, reading.Phone) and isinstance(value, int):
            return f"0{value}"  # a number forgets the zero in front
        if self.place_reading is not None and isinstance(widget, self.place_reading):
            match = _CODE_FIRST.match(thai.arabic_digits(shown(value)))
            return match[1] if match else value  # our form offers villages as "33010105 บ้านตระกาจ หมู่ที่ 5"
        if isinstance(widget, reading.Code):
            bare = re.sub(r"[\s\-–]", "", thai.arabic_digits(shown(value)))
            return bare if bare.isdecimal() else value
        if name == "year" and (match := _YEAR.search(thai.arabic_digits(shown(value)))):
            return match[1] or f"25{match[2]}"
        return value

    def _put_name(self, cells: dict[str, Any], parts: dict[str, str]) -> None:
        title, first, last = (parts.get(name, "") for name in synonyms.NAME_PARTS)
        if self.person is None or not (title or first or last):
            return
        whole = first or shown(cells.get(self.person))
        cells[self.person] = thai.fold_spaces(f"{'' if whole.startswith(title) else title}{whole} {last}")

    def _put_place(self, cells: dict[str, Any], parts: dict[str, str], section: Place) -> None:
        """The official code by what the row says of its village; a row that says nothing keeps the file's own."""
        said = self._said_place(cells, parts)
        if self.place is None or self.place not in self.names or _CODE.fullmatch(shown(self._own_code(cells))):
            return
        constant = self.constants.get(self.place)
        text = shown(self._own_code(cells))
        said = said.filled(read_place(text)) if text else said
        said = said or said.filled(section)
        if not said and not self.around:
            cells[self.place] = constant or text or None
            return
        said = said.filled(self.around)
        found = self.gazetteer.find(said)
        if constant in found:
            found = [constant]
        cells[self.place] = found[0] if len(found) == 1 and constant in (None, found[0]) else str(said)

    def _own_code(self, cells: dict[str, Any]) -> Any:
        return cells.get(self.place) if self.place in self.columns.values() else None

    def _said_place(self, cells: dict[str, Any], parts: dict[str, str]) -> Place:
        place = Place(
            moo=bare_moo(parts.get(synonyms.MOO, "")),
            tambon=_bare(parts.get(synonyms.TAMBON, ""), r"(?:ตำบล|ต\.|แขวง)"),
            district=_bare(parts.get(synonyms.DISTRICT, ""), r"(?:อำเภอ|อ\.|เขต)"),
            province=_bare(parts.get(synonyms.PROVINCE, ""), r"(?:จังหวัด|จ\.)"),
        )
        if text := parts.get(synonyms.VILLAGE):
            inner = read_place(text if text.startswith(("บ้าน", "หมู่", "ม.")) else f"บ้าน{text}")
            place = place.filled(inner or Place(village=text))
        if text := parts.get(synonyms.ADDRESS):
            address = split_address(text)
            name = "house_no" if "house_no" in self.resource.fields else "address"
            said = thai.fold_spaces(f"{address.house_no} {address.rest}") if name == "house_no" else text
            cells[name] = cells.get(name) or said
            place = place.filled(address.place)
        return place


def _bare(text: str, label: str) -> str:
    return re.sub(rf"^{label}\s*", "", text) if text not in NOTHING else ""


def _whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _UNIT.sub("", thai.arabic_digits(thai.normalise(value)).strip())
    match = _NUMBERING.fullmatch(text)
    return match[1] if match else text
