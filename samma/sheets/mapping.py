"""Which column of the file is which of ours: what is guessed, what is remembered for the office, what is still to be asked."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from samma.resources import Column, ScopedResource
from samma.resources.reading import Choice, Named
from samma.sheets.models import ColumnMemory, SheetRun
from samma.sheets.source import mapping_of

MOST_CHOICES = 300
ASK = "?"  # in a list of columns: not yet answered


@dataclass(frozen=True)
class Constant:
    """One of our columns that the file lacks: the same value may stand in every row."""

    name: str
    column: Column
    value: str
    choices: list[tuple[str, str]]  # empty: it is typed


def remembered(run: SheetRun) -> dict[str, Any] | None:
    """What the office answered for a file with these heads."""
    memory = ColumnMemory.objects.filter(
        area_code=run.area_code, register=run.register, head_key=run.look["head_key"]
    ).first()
    return memory.mapping if memory else None


def remember(run: SheetRun, *, by) -> None:
    """Keep the answer for the next file with these heads."""
    ColumnMemory.objects.update_or_create(
        area_code=run.area_code,
        register=run.register,
        head_key=run.look["head_key"],
        defaults={"mapping": {key: run.mapping[key] for key in ("columns", "constants")}, "by": by},
    )


def known_already(run: SheetRun, resource: ScopedResource) -> dict[str, Any] | None:
    """The mapping when nothing is to be asked: every column is sure or remembered, and no row needs a value from outside.

    A value for every row (the village of the last file) is offered again, but never taken unasked.
    """
    mapping, memory = mapping_of(run.look), remembered(run)
    if memory:
        mapping |= {"columns": memory["columns"]}
    elif not all(column["sure"] for column in run.look["columns"]):
        return None
    is_whole = not missing(mapping, resource) and not any(mapping["constants"].values())
    return mapping if is_whole else None


def begun(run: SheetRun) -> dict[str, Any]:
    """The mapping with which the asking begins."""
    mapping, memory = run.mapping or mapping_of(run.look), remembered(run)
    if memory and not run.mapping:
        mapping |= {"columns": memory["columns"], "constants": memory["constants"] | mapping["constants"]}
    return mapping


def unsure(run: SheetRun) -> set[str]:
    """The columns that have to be asked about."""
    if run.mapping or remembered(run):
        return set()
    return {str(column["index"]) for column in run.look["columns"] if not column["sure"]}


def missing(mapping: dict, resource: ScopedResource) -> list[str]:
    """Our columns without which no row can be read, and which neither the file nor the user gives."""
    there = set(mapping["columns"].values()) | {name for name, value in mapping["constants"].items() if value}
    return [name for name, column in resource.fields.items() if (column.key or column.needed) and name not in there]


def constants(mapping: dict, resource: ScopedResource) -> list[Constant]:
    """Our columns that may be said once for the whole file."""
    taken = set(mapping["columns"].values())
    asked = [
        name
        for name, column in resource.fields.items()
        if name not in taken and not column.readonly and (column.key or column.needed or mapping["constants"].get(name))
    ]
    return [
        Constant(
            name, resource.fields[name], mapping["constants"].get(name, ""), _choices(resource.fields[name], resource)
        )
        for name in asked
    ]


def _choices(column: Column, resource: ScopedResource) -> list[tuple[str, str]]:
    reading = column.widget
    if isinstance(reading, Choice):
        return [(label, label) for label in reading.labels.values()]
    if isinstance(reading, Named):
        rows = list(reading.candidates(resource)[: MOST_CHOICES + 1])
        if len(rows) <= MOST_CHOICES:
            return [(reading.words(row)[0], _named(reading.words(row)[0], row)) for row in rows]
    return []


def _named(word: str, row) -> str:
    return word if word == str(row) else f"{row} ({word})"


def read_answer(post, run: SheetRun, resource: ScopedResource) -> dict[str, Any]:
    """The mapping as it was answered on the page. Raises ValidationError with a sentence for each thing wrong."""
    old = begun(run)
    names = {name for name, column in resource.fields.items() if not column.readonly}
    columns, wrong, twice = {}, [], {}
    for column in run.look["columns"]:
        index = str(column["index"])
        said = post.get(f"column-{index}", "")
        columns[index] = said if said in names else ""
        if said == ASK:
            wrong.append(f"เลือกว่าคอลัมน์ “{column['head'] or column['letter']}” คืออะไร หรือเลือก “ไม่ใช้คอลัมน์นี้”")
        if columns[index]:
            twice.setdefault(columns[index], []).append(column["head"] or column["letter"])
    for name, heads in twice.items():
        if len(heads) > 1:
            wrong.append(
                f"คอลัมน์ {' และ '.join(f'“{head}”' for head in heads)} เป็น “{resource.fields[name].column_name}” ทั้งคู่: เลือกไว้คอลัมน์เดียว"
            )
    said_once = {
        name: value[:200]
        for name in sorted(names - set(columns.values()))
        if (value := post.get(f"constant-{name}", "").strip())
    }
    mapping = old | {"columns": columns, "constants": said_once}
    lacking = [resource.fields[name].column_name for name in missing(mapping, resource)]
    if lacking and not wrong:
        wrong.append(f"ยังไม่มี{', '.join(lacking)}: เลือกคอลัมน์ที่เป็นข้อมูลนี้ หรือใส่ค่าที่ใช้กับทุกแถว")
    if wrong:
        error = ValidationError(wrong)
        error.mapping = mapping
        raise error
    return mapping
