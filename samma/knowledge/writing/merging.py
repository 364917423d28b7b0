"""Two people in one record: what each left is compared with what both began from, section by section.

A form carries a print (a short hash) of each section and each field of the head as it was shown. Where one alone changed
something his text stands; where both did, neither is overwritten and the one who saves later is shown both.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from samma.knowledge.actions import SectionText
from samma.knowledge.writing.plain import plain
from samma.thai import normalise
from samma.thai.comparing import Piece, compare

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Typed:
    """A section as a form sends it: its prefix there, the print it began from, and what was chosen at a meeting."""

    prefix: str
    text: SectionText
    base: str
    choice: str = ""
    tried: str = ""  # a body that the page sent before and may have stored, though it never heard so


@dataclass(frozen=True)
class Meeting:
    """A section that two have changed."""

    prefix: str
    label: str
    mine: SectionText | None  # None: taken out here
    theirs: SectionText | None

    @property
    def pieces(self) -> list[Piece]:
        """The words that differ, from theirs to mine."""
        return compare(self.theirs.body if self.theirs else "", self.mine.body if self.mine else "")


@dataclass
class Merged:
    """What is to be written, in order, and what is not decided yet."""

    texts: list[SectionText] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)  # beside `texts`
    gone: list[int] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    arrived: dict[str, SectionText] = field(default_factory=dict)  # changed by another alone, by prefix

    def take(self, prefix: str, text: SectionText) -> None:
        self.texts.append(text)
        self.prefixes.append(prefix)


def text_of(section) -> SectionText:
    """A stored section as an editor would leave it."""
    return SectionText(section.pk, section.number, section.heading, section.kind, section.body)


def print_of(text) -> str:
    """The same for one text however a browser sends its line ends and the spaces at its ends."""
    parts = (text.number, text.heading, text.kind, text.body)
    return _print("\0".join(normalise((part or "").replace("\r\n", "\n")).strip() for part in parts))


def value_print(value) -> str:
    """The print of a field of the head."""
    return _print("" if value is None else str(value))


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merge(typed: Iterable[Typed], out: Iterable[Typed], stored: dict[int, SectionText]) -> Merged:
    """Lay what was typed over what is stored. `out` are the sections that were taken out."""
    merged = Merged()
    for one in typed:
        theirs = stored.get(one.text.pk)
        mine, is_mine = print_of(one.text), print_of(one.text) != one.base
        text = replace(one.text, body=plain(one.text.body)) if is_mine else one.text
        now = print_of(theirs) if theirs else ""
        if theirs is None:
            if is_mine or one.text.pk is None:  # else another took it out and nobody here minded
                merged.take(one.prefix, replace(text, pk=None))
        elif now in (one.base, mine) or (one.tried and now == print_of(replace(text, body=plain(one.tried)))):
            merged.take(one.prefix, _chosen(text, theirs, one.choice))
        elif not is_mine:
            merged.take(one.prefix, theirs)
            merged.arrived[one.prefix] = theirs
        else:
            merged.take(one.prefix, theirs)
            merged.meetings.append(Meeting(one.prefix, theirs.heading, text, theirs))
    for one in out:
        theirs = stored.get(one.text.pk)
        if theirs is None:
            continue
        if print_of(theirs) == one.base:
            merged.gone.append(theirs.pk)
        else:
            merged.meetings.append(Meeting(one.prefix, theirs.heading, None, theirs))
    return merged


def _chosen(mine: SectionText, theirs: SectionText, choice: str) -> SectionText:
    """What the person chose when he was shown both."""
    if choice == THEIRS:
        return theirs
    if choice == BOTH:
        return replace(mine, body=f"{theirs.body.strip()}\n\n{mine.body.strip()}".strip())
    return mine
