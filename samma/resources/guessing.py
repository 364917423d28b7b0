"""What the columns of an office's own file are: guessed by their heads, then by what stands below; the rest is asked."""

import difflib
import hashlib
import re
from typing import Any

from samma.resources import cell_forms, layout, synonyms
from samma.resources.base import ScopedResource
from samma.resources.cell_forms import shown
from samma.resources.guessed import LEAVE_OUT, SURE, ColumnGuess, Guess, from_titles, missing, remember
from samma.resources.mapped import NOTHING
from samma.resources.synonyms import bare_key
from samma.resources.table import Table
from samma.resources.targets import Target, person_column, place_column, targets

SHOWN_SAMPLES = 3
_LEAST_PART = 4  # letters of a word that may be found inside a longer head
_LONGEST_SAMPLE = 40


def head_key(guess: Guess) -> str:
    """Under which an office's answers for such a file are remembered: its heads in order, whatever their spaces."""
    heads = "|".join(synonyms.head_key(column.head) for column in guess.columns)
    return hashlib.sha256(heads.encode()).hexdigest()


def guess(table: Table, resource: ScopedResource, remembered: dict[str, Any] | None = None) -> Guess:
    """Heads, columns and rows of a file as this register would read them. `remembered` is a mapping of an earlier file."""
    offered = targets(resource)
    heads = layout.find_heads(table, _known(offered, resource))
    skipped = layout.sort_rows(table, heads)
    out = {row.number for row in skipped}
    data = [row for row in table.rows if row.number not in out]
    lines = layout.heads_of(table, heads)
    columns, values = [], {}
    for index in range(table.width):
        found = [row.cells[index] for row in data if index < len(row.cells) and row.cells[index] is not None]
        if found or lines[index]:
            head = " ".join(lines[index])
            columns.append(ColumnGuess(index, head, is_hidden=index in table.hidden_columns))
            values[index] = [value for value in found if shown(value) not in NOTHING][: cell_forms.SAMPLED]
    _Columns(columns, lines, values, offered, resource).guess()
    result = Guess(heads, columns, skipped)
    remember(result, remembered, {target.name for target in offered})
    from_titles(result, resource)
    result.missing = missing(result.mapping, resource)
    return result


def _known(offered: list[Target], resource: ScopedResource) -> set[str]:
    words = [*synonyms.NUMBERS, *synonyms.CITIZEN, *synonyms.NOT_OURS, *_readonly(resource)]
    return {key for target in offered for key in target.keys} | {synonyms.head_key(word) for word in words}


def _readonly(resource: ScopedResource) -> list[str]:
    return [column.column_name for column in resource.fields.values() if column.readonly]


class _Columns:
    """The columns of one file beside the targets of one register."""

    def __init__(self, columns, lines, values, offered: list[Target], resource: ScopedResource) -> None:
        self.columns, self.lines, self.values = columns, lines, values
        self.offered, self.resource = offered, resource
        self.by_name = {target.name: target for target in offered}
        self.shares = {index: cell_forms.shares(found) for index, found in values.items() if found}
        self.person = person_column(resource)

    def guess(self) -> None:
        taken = self._names_under_one_head()
        scored = []
        for column in self.columns:
            column.samples = self._samples(column.index)
            if column.name is not None or self._is_left_out(column):
                continue
            for place, target in enumerate(self.offered):
                score = self._score(column, target)
                if score:
                    scored.append((-score, target.is_part, column.index, place, column, target))
        for score, _part, _index, _place, column, target in sorted(scored, key=lambda one: one[:4]):
            if column.name is None and target.name not in taken:
                taken.add(target.name)
                column.name, column.certainty, column.why = target.name, -score, "จากหัวคอลัมน์"
        self._join_names(taken)
        for column in self.columns:
            if column.name is None:
                self._by_form(column, taken)
            if column.name is None and not self.values[column.index]:
                column.name, column.certainty, column.why = LEAVE_OUT, 100, "ไม่มีข้อมูลในคอลัมน์นี้"
            if column.is_hidden and column.name:
                column.certainty = min(column.certainty, SURE - 20)
                column.why = "คอลัมน์นี้ซ่อนอยู่ในไฟล์"
            elif column.is_hidden and column.name is None:
                column.name, column.certainty, column.why = LEAVE_OUT, SURE, "คอลัมน์นี้ซ่อนอยู่ในไฟล์"

    def _samples(self, index: int) -> list[str]:
        found = list(dict.fromkeys(shown(value)[:_LONGEST_SAMPLE] for value in self.values[index][:50]))
        if self.shares.get(index, {}).get("citizen", 0) > 0.5:
            return [re.sub(r"[0-9๐-๙]", "•", text) for text in found[:1]]
        return found[:SHOWN_SAMPLES]

    def _is_left_out(self, column: ColumnGuess) -> bool:
        """For certain: citizens' numbers, which are not kept, and what is not ours."""
        keys = set(_keys(self.lines[column.index]))
        if self.shares.get(column.index, {}).get("citizen", 0) > 0.8 or keys & set(
            map(synonyms.head_key, synonyms.CITIZEN)
        ):
            why = "ระบบไม่เก็บเลขประจำตัวประชาชน"
        elif keys & set(map(synonyms.head_key, [*synonyms.NOT_OURS, *_readonly(self.resource)])):
            why = "ทะเบียนนี้ไม่มีช่องสำหรับข้อมูลนี้"
        elif "number" not in self.by_name and keys & set(map(synonyms.head_key, synonyms.NUMBERS)):
            why = "ลำดับที่ของแถวในไฟล์"
        else:
            return False
        column.name, column.certainty, column.why = LEAVE_OUT, 100, why
        return True

    def _score(self, column: ColumnGuess, target: Target) -> int:
        """How certainly this column is this target, from 0 to 100."""
        score = max(
            (_likeness(key, place, target.keys) for place, key in enumerate(_keys(self.lines[column.index]))), default=0
        )
        if not score or not self.values[column.index]:
            return score
        found = self.shares[column.index]
        field_of = self.resource.fields.get(target.name)
        fits = cell_forms.fit(target.name, field_of.widget if field_of else None, found)
        if fits is not None and fits < 0.5:
            return min(score, 55)
        if target.name == synonyms.ADDRESS:  # 12/3 alone is a house number, whatever its head
            return score + 1 if found.get("address", 0) > 0.5 else min(score, 60)
        if target.name == "house_no" and found.get("address", 0) > 0.5:
            return min(score, 50)
        if target.name == "number" and self.resource.fields["number"].key and score < 100:
            return min(score, SURE - 1)  # the running number of such a list is not always the household's
        if target.name == synonyms.FIRST and found.get("person", 0) > 0.5:
            return min(score, 50)
        return score

    def _share(self, column: ColumnGuess, form: str) -> float:
        return self.shares.get(column.index, {}).get(form, 0)

    def _names_under_one_head(self) -> set[str]:
        """ชื่อ-สกุล over two or three columns: title, first name, surname."""
        keys = self.by_name[self.person].keys if self.person else ()
        heads: dict[str, list[ColumnGuess]] = {}
        for column in self.columns:
            if self.values[column.index] and any(key in keys for key in _keys(self.lines[column.index])):
                heads.setdefault(column.head, []).append(column)
        for same in heads.values():
            if len(same) in (2, 3):
                self._name_parts(same)
                break
        return {column.name for column in self.columns if column.name}

    def _join_names(self, taken: set[str]) -> None:
        """ชื่อ alone, where no surname stands beside it, is a whole name; ชื่อสกุล beside ชื่อ is a surname."""
        by_name = {column.name: column for column in self.columns if column.name}
        whole, first = by_name.get(self.person), by_name.get(synonyms.FIRST)
        if self.person is None or first is None or synonyms.LAST in by_name:
            return
        if whole is None:
            first.name, first.certainty = self.person, min(first.certainty, SURE + 5)
        elif self._share(whole, "person") < 0.2:
            whole.name = synonyms.LAST
        taken.update((self.person, synonyms.LAST))

    def _name_parts(self, same: list[ColumnGuess]) -> None:
        has_title = self.shares[same[0].index].get("title", 0) > 0.5
        names = synonyms.NAME_PARTS if len(same) == 3 else synonyms.NAME_PARTS[1:]
        if len(same) == 2 and has_title:
            names = (synonyms.TITLE, self.person)
        if len(same) == 3 and not has_title:
            return
        for column, name in zip(same, names, strict=True):
            column.name, column.certainty, column.why = name, 90, "ชื่อแยกอยู่หลายคอลัมน์ใต้หัวเดียวกัน"

    def _by_form(self, column: ColumnGuess, taken: set[str]) -> None:
        found = self.shares.get(column.index, {})
        names = {form: name for form, name in cell_forms.OF_FORM.items() if found.get(form, 0) > 0.7}
        names |= {"person": self.person} if self.person and found.get("person", 0) > 0.6 else {}
        place = place_column(self.resource)
        names |= {"village": place} if place and found.get("village", 0) > 0.9 and "phone" not in names else {}
        if "number" in self.by_name and cell_forms.is_running(self.values[column.index]):
            names["running"] = "number"
        for name in names.values():
            if name == LEAVE_OUT or (name in self.by_name and name not in taken):
                column.name, column.certainty, column.why = name, 65, "จากรูปแบบของข้อมูล"
                taken.add(name)
                return


def _keys(lines: list[str]) -> list[str]:
    """The head as a whole, without brackets, and its last line."""
    found = ["".join(lines), *lines[-1:]]
    keys = [key for text in found for key in (synonyms.head_key(text), bare_key(text)) if key]
    return list(dict.fromkeys(keys))


def _likeness(key: str, place: int, words: tuple[str, ...]) -> int:
    """Of a head to the words of a target: 100 for the same word, less for the last line alone or a part of it."""
    if key in words:
        return 100 - 2 * place - min(words.index(key), 1)
    best = 0.0
    for word in words:
        if len(word) >= _LEAST_PART and word in key:
            best = max(best, 55 + 35 * len(word) / len(key))
        elif len(key) >= _LEAST_PART and key in word:
            best = max(best, 45 + 35 * len(key) / len(word))
        elif len(key) > 5 and len(word) > 5 and (ratio := difflib.SequenceMatcher(None, key, word).ratio()) > 0.85:
            best = max(best, 85 * ratio)
    return int(best) - 2 * place if best else 0
