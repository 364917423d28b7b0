"""Reads typed text into paragraphs and hung items, line by line, without changing a character but spaces."""

import re
from dataclasses import dataclass

DIGITS = "[0-9๐-๙]"
MARKER = re.compile(
    rf"""(?P<marker>
          {DIGITS}{{1,2}}(?:\.{DIGITS}{{1,2}})+[.)]?(?!{DIGITS})  # ๖.๓.๑ or 4.1
        | {DIGITS}{{1,2}}[.)](?!{DIGITS})                         # ๑. or 1)
        | \({DIGITS}{{1,2}}\)                                     # (2)
        | ก{DIGITS}\s?:                                           # ก1 :
        | [ก-ฮ][.)](?=\s)                                         # ก. and not พ.ศ.
        | {DIGITS}{{1,2}}(?=\s\s|\t)                              # 1 and a wide space
        | [-–•](?!{DIGITS})
        )(?P<gap>\s*)(?P<text>\S.*)""",
    re.VERBOSE,
)
# A marker of so many half letters takes the next wider indent of print.css (.hang1 to .hang4).
WIDER_FROM = (4, 6, 8)


@dataclass(frozen=True)
class Block:
    """One line as typed: a paragraph (no marker), or an item whose marker is hung out."""

    text: str
    marker: str = ""
    gap: bool = False  # a space was typed after the marker
    hang: int = 0  # 1 to 4: how wide the marker is
    depth: int = 0  # 1 for what stands under a numbered item


def blocks(body: str) -> list[Block]:
    """The lines of a text; empty lines only separate, and a run of spaces of any kind is one space."""
    return [block(line) for line in body.splitlines() if line.strip()]


def block(line: str) -> Block:
    """One line, which is not empty."""
    found = MARKER.fullmatch(line.strip())
    if not found:
        return Block(" ".join(line.split()))
    marker = found["marker"]
    width = sum(1 if sign in ".():- \t" else 2 for sign in marker)
    hang = 1 + sum(width >= limit for limit in WIDER_FROM)
    depth = int(not re.fullmatch(rf"{DIGITS}+[.)]?", marker))
    return Block(" ".join(found["text"].split()), marker, bool(found["gap"]), hang, depth)
