"""Follows every letter of a mended text back to the text as it came, so that a page can mark the places in both."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from samma.thai import normalise

UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\0")) | {0x00A0: " "}
APPLIED, OFFERED = "applied", "offered"


@dataclass(frozen=True)
class Edit:
    """`old` at `start` became `new`; an edit that is only offered leaves its letters as they are."""

    start: int
    old: str
    new: str
    state: str = APPLIED


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: as it came, as it is now, and whether it was mended or might be."""

    was: str
    now: str
    state: str = ""


# Where a letter comes from: its place in the text as it came, or (first, past, state) of what stood there.
Origin = int | tuple[int, int, str]


def trail(came: str, stages: Iterable[Iterable[Edit]]) -> list[Piece]:
    """The whole text in pieces; `stages` are the edits made one after the other on the normalised text."""
    now, origin = came, list(range(len(came)))
    for edits in itertools.chain([_normalising(came)], stages):
        now, origin = _followed(now, origin, edits)
    return list(_pieces(came, now, origin))


def in_lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line. No repair reaches over the end of a line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.was != piece.now or piece.state:
            lines[-1].append(piece)
            continue
        for n, part in enumerate(piece.now.split("\n")):
            if n:
                lines.append([])
            if part:
                lines[-1].append(Piece(part, part))
    return lines


def _normalising(came: str) -> Iterable[Edit]:
    """What `normalise` does, word by word; letters that nobody sees are taken out without a word."""
    for match in re.finditer(r"\u00a0|\S+", came):
        right = normalise(match[0])
        if right != match[0]:
            is_seen = right != match[0].translate(UNSEEN)
            yield Edit(match.start(), match[0], right, APPLIED if is_seen else "")


def _followed(now: str, origin: list[Origin], edits: Iterable[Edit]) -> tuple[str, list[Origin]]:
    kept: list[str] = []
    kept_origin: list[Origin] = []
    end = 0
    for edit in edits:
        past = edit.start + len(edit.old)
        places = origin[edit.start : past]
        first = min(place if isinstance(place, int) else place[0] for place in places)
        last = max(place + 1 if isinstance(place, int) else place[1] for place in places)
        is_mended = edit.state == APPLIED or any(not isinstance(place, int) and place[2] == APPLIED for place in places)
        new = edit.old if edit.state == OFFERED else edit.new
        kept += [now[end : edit.start], new]
        kept_origin += origin[end : edit.start]
        kept_origin += [(first, last, APPLIED if is_mended else edit.state)] * len(new)
        end = past
    return "".join([*kept, now[end:]]), kept_origin + origin[end:]


def _pieces(came: str, now: str, origin: list[Origin]) -> Iterable[Piece]:
    place, told = 0, 0  # in the text now, and how much of the text as it came has been told
    while place < len(now):
        start, here = place, origin[place]
        if isinstance(here, int):
            while place < len(now) and origin[place] == here + place - start:
                place += 1
            if here > told:  # letters that nobody sees
                yield Piece(came[told:here], "")
            told = here + place - start
            yield Piece(came[here:told], now[start:place])
            continue
        past, states = here[1], {here[2]}
        while place < len(now) and not isinstance(origin[place], int) and origin[place][0] < past:
            past = max(past, origin[place][1])
            states.add(origin[place][2])
            place += 1
        state = APPLIED if APPLIED in states else OFFERED if OFFERED in states else ""
        yield Piece(came[told:past], now[start:place], state)
        told = past
    if told < len(came):
        yield Piece(came[told:], "")
