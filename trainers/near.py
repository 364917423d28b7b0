"""Finds, among the people of many villages, those whose name is nearly a given one: quick enough for a long file.

`trainers.rules.near_names` compares a typed name with every known one. Here a name is compared only with those of its
village that share the letters of a first name or of a surname with it.
"""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from samma import thai
from trainers.rules import CLOSE

_NO_LETTER = re.compile("[^ก-ฮ0-9a-z]")  # vowels and tones: where two spellings of a name differ


@dataclass(frozen=True, slots=True)
class _Known:
    whole: str
    first: str
    last: str
    row: Any


def _seen(first_name: str, last_name: str, row: Any = None) -> _Known:
    first, last = thai.search_fold(first_name), thai.search_fold(last_name)
    return _Known(first + last, _NO_LETTER.sub("", first), _NO_LETTER.sub("", last), row)


class NearPeople:
    """People by place (a village). Titles are not compared: they change and are left out."""

    def __init__(self) -> None:
        self.known: dict[tuple, list[_Known]] = defaultdict(list)

    def add(self, place: Any, first_name: str, last_name: str, row: Any) -> None:
        seen = _seen(first_name, last_name, row)
        for key in _keys(place, seen):
            self.known[key].append(seen)

    def near(self, place: Any, first_name: str, last_name: str) -> list[Any]:
        """The rows whose name is the same or a letter or so away, each once."""
        asked, found = _seen(first_name, last_name), {}
        for key in _keys(place, asked):
            for other in self.known.get(key, ()):
                if id(other.row) not in found and _is_near(asked, other):
                    found[id(other.row)] = other.row
        return list(found.values())


def _keys(place: Any, seen: _Known) -> list[tuple]:
    keys = [(place, "first", seen.first), (place, "both", seen.first[:2], seen.last[:2])]
    return [*keys, (place, "last", seen.last)] if seen.last else keys


def _is_near(one: _Known, other: _Known) -> bool:
    if one.whole == other.whole:
        return True
    # Brothers share a surname, and half a first name with it: each part is compared for itself as well.
    if not (_within_one(one.first, other.first) and _within_one(one.last, other.last)):
        return False
    matcher = difflib.SequenceMatcher(None, one.whole, other.whole, autojunk=False)
    return matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def _within_one(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes the two equal."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
