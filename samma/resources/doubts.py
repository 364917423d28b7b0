"""Doubtful data is asked about, never refused and never taken in silence: the questions of an import and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass

YES = "yes"
NEW = "new"
SAME = "same:"
CONFIRM = ((YES, "ยืนยันว่าถูกต้อง"),)
EVERY = "*"  # in place of a row's number: one answer for all doubts of a kind
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about one row: which cell, why, and what may be answered. `asks` names a text that must come with it."""

    code: str
    column: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = CONFIRM
    asks: str = ""


class Answers:
    """What was answered, by row and kind. An answer that does not fit its doubt is none."""

    def __init__(self, given: Mapping[str, str] | None) -> None:
        self.given = dict(given or {})

    def to(self, number: int, doubt: Doubt) -> tuple[str, str] | None:
        """The chosen key and the words with it; None while the doubt is open."""
        said = self.given.get(f"{number}:{doubt.code}")
        if said is None:
            said = self.given.get(f"{EVERY}:{doubt.code}", "")
            if said.startswith(SAME):  # whom a row means is said row by row
                return None
        words = ""
        if doubt.asks:
            said, _, words = said.partition(":")
            words = words.strip()
            if not words or len(words) > LONGEST_WORDS:
                return None
        return (said, words) if said in {key for key, _label in doubt.choices} else None
