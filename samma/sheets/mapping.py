"""Which column of the file is which of ours: what is guessed, what is remembered for the office, what is still to be asked."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from samma.resources import ScopedResource
from samma.resources.guessing import missing
from samma.resources.reading import Choice, Named
from samma.resources.settlements import Gazetteer
from samma.resources.targets import place_column, targets
from samma.sheets.models import ColumnMemory, SheetRun

MOST_CHOICES = 300
LONGEST_VALUE = 200
ASK = "?"  # in a list of columns: not yet answered
KEPT = ("columns", "texts", "constants", "words")
NEVER_DATA = ("title", "head", "repeated")


@dataclass(frozen=True)
class Constant:
    """One of our columns that the file lacks: the same value may stand in every row."""

    name: str
    label: str
    note: str
    is_needed: bool
    value: str
    choices: list[tuple[str, str]]  # empty: it is typed


def recall(area_code: str, register: str, head_key: str) -> dict[str, Any] | None:
    """What the office answered for a file with these heads."""
    memory = ColumnMemory.objects.filter(area_code=area_code, register=register, head_key=head_key).first()
    return memory.mapping if memory else None


def remember(run: SheetRun, *, by) -> None:
    """Keep the answer for the next file with these heads."""
    ColumnMemory.objects.update_or_create(
        area_code=run.area_code,
        register=run.register,
        head_key=run.look["head_key"],
        defaults={"mapping": {key: run.mapping.get(key, {}) for key in KEPT}, "by": by},
    )


def known_already(look: dict, resource: ScopedResource) -> dict[str, Any] | None:
    """The mapping when nothing is to be asked: every column is sure or remembered, and nothing that is needed lacks.

    A value for every row (the village of the last file) is offered again, but never taken unasked.
    """
    is_whole = all(column["is_sure"] for column in look["columns"]) and not missing(look["mapping"], resource)
    is_sheet_sure = len(look["sheets"]) < 2 or look["recalled"]
    return look["mapping"] if is_whole and is_sheet_sure else None


def begun(run: SheetRun) -> dict[str, Any]:
    """The mapping with which the asking begins."""
    if run.mapping:
        return run.mapping
    mapping = run.look["mapping"]
    memory = run.look["recalled"]
    return mapping | {"constants": memory["constants"] | mapping["constants"]} if memory else mapping


def constants(mapping: dict, resource: ScopedResource) -> list[Constant]:
    """What may be said once for the whole file: what lacks, and what is said so already."""
    lacking = missing(mapping | {"constants": {}}, resource)
    labels = {target.name: target for target in targets(resource)}
    asked = [*lacking, *(name for name in mapping["constants"] if name in labels and name not in lacking)]
    return [
        Constant(
            name,
            labels[name].label,
            labels[name].note,
            name in lacking,
            mapping["constants"].get(name, ""),
            _choices(name, resource),
        )
        for name in asked
    ]


def _choices(name: str, resource: ScopedResource) -> list[tuple[str, str]]:
    if name == place_column(resource):
        villages = Gazetteer(resource)
        return [] if len(villages.villages) > MOST_CHOICES else villages.choices()
    reading = resource.fields[name].widget if name in resource.fields else None
    if isinstance(reading, Choice):
        return [(label, label) for label in reading.labels.values()]
    if isinstance(reading, Named):
        rows = list(reading.candidates(resource)[: MOST_CHOICES + 1])
        if len(rows) <= MOST_CHOICES:
            return [(reading.words(row)[0], reading.words(row)[0]) for row in rows]
    return []


def read_answer(post, run: SheetRun, resource: ScopedResource) -> dict[str, Any]:
    """The mapping as it was answered on the page. Raises ValidationError with a sentence for each thing wrong, and with
    the mapping as far as it goes."""
    old = begun(run)
    labels = {target.name: target.label for target in targets(resource)}
    columns, wrong, twice = {}, [], {}
    for column in run.look["columns"]:
        index, head = str(column["index"]), column["head"] or f"ที่ {column['letter']}"
        said = post.get(f"column-{index}", "")
        columns[index] = said if said in labels else ""
        if said == ASK:
            wrong.append(f"เลือกว่าคอลัมน์ “{head}” คือข้อมูลใด หรือเลือก “ไม่ใช้คอลัมน์นี้”")
        if columns[index]:
            twice.setdefault(columns[index], []).append(f"“{head}”")
    wrong += [
        f"คอลัมน์ {' และ '.join(heads)} เป็น “{labels[name]}” ทั้งคู่: เลือกไว้คอลัมน์เดียว"
        for name, heads in twice.items()
        if len(heads) > 1
    ]
    taken = set(columns.values())
    said_once = {
        name: value[:LONGEST_VALUE]
        for name in labels
        if name not in taken and (value := post.get(f"constant-{name}", "").strip())
    }
    used = {int(name.partition("-")[2]) for name in post if name.startswith("use-") and name[4:].isdecimal()}
    skip = [row["row"] for row in run.look["skipped"] if row["kind"] in NEVER_DATA or row["row"] not in used]
    mapping = old | {"columns": columns, "constants": said_once, "skip": skip, "words": _words(post, run, old)}
    lacking = [labels[name] for name in missing(mapping, resource)]
    if lacking and not wrong:
        wrong.append(f"ยังไม่มี{', '.join(lacking)}: เลือกคอลัมน์ที่เป็นข้อมูลนี้ หรือใส่ค่าที่ใช้กับทุกแถว")
    if wrong:
        error = ValidationError(wrong)
        error.mapping = mapping
        raise error
    return mapping


def _words(post, run: SheetRun, old: dict) -> dict[str, dict[str, str]]:
    """What the words of the file mean that the register does not know."""
    words = {name: dict(found) for name, found in old.get("words", {}).items()}
    for place, question in enumerate(run.look.get("questions", [])):
        said = post.get(f"word-{place}", "")
        words.setdefault(question["column"], {})[question["text"]] = said[:LONGEST_VALUE]
    return words


def is_same_reading(one: dict, other: dict) -> bool:
    """Whether two mappings read the same cells, whatever the words in them are said to mean."""
    return all(one.get(key) == other.get(key) for key in ("columns", "constants", "skip", "sheet"))
