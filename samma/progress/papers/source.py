"""What a source of values is: which sheets there can be, and the values of those asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled


@dataclass(frozen=True)
class Unit:
    """One sheet that can be asked for: a day, a household, a group."""

    key: str
    label: str


@dataclass(frozen=True)
class Source:
    """`fill` gets the keys asked for, or none of them for all that it prints at once."""

    fill: Callable[[Desk, Sequence[str]], list[Filled]]
    units: Callable[[Desk], list[Unit]] = lambda desk: []
    all_label: str = "ทั้งหมด"
    blank: Callable[[Desk], Filled] = lambda desk: Filled(dict(desk.place))  # what a blank sheet knows: its place


def number_of(key: str) -> int:
    """The row's number in a key such as "12" or "a12"; 0, which no row has, for anything else."""
    digits = key.lstrip("adp")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 18 else 0
