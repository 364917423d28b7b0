"""Two texts compared word by word in Thai, for people: what went out, what came in."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from samma.thai.words import words

SAME, OUT, IN = "same", "out", "in"
MOST_WORDS = 1_500  # words of a passage that are compared one with another; a longer passage is told as a whole


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went out or came in."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in order; those that are not `in` make the old text, those not `out` the new one.

    Lines first and words within the lines that differ, so that a hundred thousand letters take no longer than they must.
    """
    if old == new:
        return [Piece(SAME, new)] if new else []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for verb, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(SAME, "".join(after[c:d])))
        else:
            pieces += _words("".join(before[a:b]), "".join(after[c:d]))
    joined = ((kind, "".join(piece.text for piece in run)) for kind, run in groupby(pieces, lambda piece: piece.kind))
    return [Piece(kind, text) for kind, text in joined if text]


def _words(old: str, new: str) -> list[Piece]:
    before, after = words(old), words(new)
    head = _alike(before, after)
    tail = _alike(before[: head - 1 if head else None : -1], after[: head - 1 if head else None : -1])
    out, come = before[head : len(before) - tail], after[head : len(after) - tail]
    middle = [Piece(OUT, "".join(out)), Piece(IN, "".join(come))]
    if out and come and max(len(out), len(come)) <= MOST_WORDS:
        middle = []
        for verb, a, b, c, d in SequenceMatcher(None, out, come, autojunk=False).get_opcodes():
            if verb == "equal":
                middle.append(Piece(SAME, "".join(come[c:d])))
            else:
                middle += [Piece(OUT, "".join(out[a:b])), Piece(IN, "".join(come[c:d]))]
    return [Piece(SAME, "".join(before[:head])), *middle, Piece(SAME, "".join(before[len(before) - tail :]))]


def _alike(one: list[str], other: list[str]) -> int:
    """How many words stand alike at the beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
