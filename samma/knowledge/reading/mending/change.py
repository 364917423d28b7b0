"""What a stage of mending gives, and the evidence that all stages weigh: how much plainer the Thai becomes.

Thresholds come from sound texts: everyday Thai costs 2.2 bits a letter, a wrong letter makes at least one unknown piece.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samma.thai.words import THAI, is_word, strangeness, words

CONSONANT, TONE = "[ก-ฮ]", "[่-๋]"
MARK = "[ัิ-ฺ็-๎]"
MARGIN = 12.0  # bits: less is no evidence
LONGEST_RUN = 600  # Thai letters without a space
AROUND = 14  # Thai letters on each side that a place is judged with


@dataclass(frozen=True)
class Change:
    """`old` at `start` becomes `new`; `code` is the kind of damage."""

    code: str
    start: int
    old: str
    new: str
    is_certain: bool
    reason: str


def is_thai(text: str) -> bool:
    """Whether it is made of words alone."""
    return all(is_word(piece) for run in THAI.findall(text) for piece in words(run))


def runs(text: str, holding: str = "") -> Iterator[re.Match[str]]:
    """Stretches of Thai letters that hold one of these letters; a stretch too long for writing is left alone."""
    for match in THAI.finditer(text):
        if len(match[0]) <= LONGEST_RUN and (not holding or any(letter in match[0] for letter in holding)):
            yield match


def gain(old: str, new: str) -> float:
    """How many bits plainer the new text is."""
    return strangeness(old) - strangeness(new)


def letters(text: str) -> int:
    """Thai letters and marks."""
    return sum(map(len, THAI.findall(text)))


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The Thai letters before and behind a place."""
    before = re.search(r"[ก-๎]*$", text[max(0, start - AROUND) : start])[0]
    return before, re.match(r"[ก-๎]*", text[end : end + AROUND])[0]


def pieces_at(text: str) -> list[tuple[int, str]]:
    """The words of a text, each with where it begins."""
    found, place = [], 0
    for piece in words(text):
        found.append((place, piece))
        place += len(piece)
    return found
