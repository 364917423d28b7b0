"""What a column of somebody's file may be to a register: one of our columns, or a part of one (a title, a moo)."""

from dataclasses import dataclass

from samma.resources import synonyms
from samma.resources.base import ScopedResource
from samma.resources.synonyms import bare_key, head_key


@dataclass(frozen=True)
class Target:
    """Something to map a column to. `keys` are the heads that mean it, best first, as `head_key` gives them."""

    name: str
    label: str
    note: str
    keys: tuple[str, ...]

    @property
    def is_part(self) -> bool:
        return self.name.startswith("part:")


def targets(resource: ScopedResource) -> list[Target]:
    """Everything that a column of a file may be for this register, our own columns first."""
    register = type(resource).__name__
    found = [
        _target(name, column.column_name, column.widget.note, (name, *synonyms.words_of(register, name)))
        for name, column in resource.fields.items()
        if not column.readonly
    ]
    return found + [_target(name, *_part(name)) for name in _parts(resource)]


def _target(name: str, label: str, note: str, words: tuple[str, ...]) -> Target:
    keys = dict.fromkeys(key for word in (label, *words) for key in (head_key(word), bare_key(word)) if key)
    return Target(name, label, note, tuple(keys))


def _part(name: str) -> tuple[str, str, tuple[str, ...]]:
    label, words = synonyms.PARTS[name]
    return label, "ส่วนหนึ่งของข้อมูล ระบบนำไปรวมกับช่องอื่น", (label.partition(" (")[0], *words)


def _parts(resource: ScopedResource) -> list[str]:
    parts = list(synonyms.NAME_PARTS) if person_column(resource) else []
    if place_column(resource):
        parts += synonyms.PLACE_PARTS
        if resource.place_column == "code":
            parts.remove(synonyms.VILLAGE)  # there it is a column of its own
        if "house_no" in resource.fields or "address" in resource.fields:
            parts.append(synonyms.ADDRESS)
    return parts


def person_column(resource: ScopedResource) -> str | None:
    """The column that takes a whole name which the file may give in parts."""
    return next(
        (n for n, c in resource.fields.items() if not c.readonly and (c.attribute or "").endswith("full_name")),
        None,
    )


def place_column(resource: ScopedResource) -> str | None:
    """The column of official codes, where the register has one that a file may fill."""
    column = resource.fields.get(resource.place_column)
    return resource.place_column if column is not None and not column.readonly else None
