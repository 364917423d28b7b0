"""Cuts the lines of an old text at the headings of its form, by the heading words and never by numbers alone.

A list inside a section may count ๑, ๓, ๓, ๔, ๕, ๖ and be followed by the true section ๖, so a number is only ever a
second witness.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from samma.knowledge.reading.choosing import ARROW
from samma.knowledge.reading.words import after, loose, split_number
from samma.knowledge.record_forms import FORMS, KINDS, LONGEST_HEADING, FormItem, RecordForm, squeeze

LEAST_HEADING = 8  # letters: a shorter one may open a sentence too


@dataclass
class Block:
    """An item of the form as it stands in the text: number and heading as printed, and the lines below."""

    item: FormItem
    number: str
    heading: str
    lines: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        return tidy(self.lines)


def cut(form: RecordForm, lines: list[str]) -> tuple[list[str], list[Block]]:
    """The lines before the first item, and every item found with its lines."""
    walk = _Walk(form)
    find = walk.by_arrow if form.heading_end else walk.by_words
    before: list[str] = []
    blocks: list[Block] = []
    for line in lines:
        if block := find(line):
            blocks.append(block)
        else:
            (blocks[-1].lines if blocks else before).append(line)
    return before, blocks


def tidy(lines: list[str]) -> str:
    """Lines without indentation and trailing spaces, one empty line at most between paragraphs."""
    kept: list[str] = []
    for line in (line.strip() for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


class _Walk:
    """Goes down the lines once and knows which items have been met."""

    def __init__(self, form: RecordForm):
        self.form = form
        self.met: set[int] = set()
        self.last = -1
        self.top = ""  # number of the section that the walk is in

    def by_arrow(self, line: str) -> Block | None:
        """A heading of the web form ends in an arrow; the picture names may follow on its line."""
        arrow = ARROW.search(line)
        if not arrow:
            return None
        heading, rest = line[: arrow.start()].strip(), line[arrow.end() :]
        item = next((item for item in self.form.sections if item.says(heading)), None) or known_elsewhere(heading)
        return Block(item, "", heading, [rest]) if item else None

    def by_words(self, line: str) -> Block | None:
        number, words = split_number(line)
        for block in self._candidates(line, number, words):
            if block.item in self.form.items:
                self.last = self.form.items.index(block.item)
                self.met.add(self.last)
            if number:
                self.top = squeeze(number).split(".")[0]
            return block
        return None

    def _candidates(self, line: str, number: str, words: str) -> Iterator[Block]:
        open_items = [(place, item) for place, item in enumerate(self.form.items) if place not in self.met]
        for _, item in open_items:
            if item.kind and item.says(words):
                yield Block(item, number, words.strip().rstrip(":").rstrip())
        for place, item in open_items:
            same_number = squeeze(number) == squeeze(item.number)
            if item.field and (same_number or not number):
                yield from self._label(item, number, words)
            elif item.kind and number and same_number and place > self.last:
                yield from self._with_text(item, number, words)
            elif item.kind and not number and self.form.digits == "none" and place > self.last:
                yield from self._on_one_line(item, "", words, " \t:")
        if not self._goes_on(number):
            return
        if item := known_elsewhere(words):
            yield Block(item, number, words.strip().rstrip(":").rstrip())
        for item in everywhere():
            # Behind a space only where the number can be no list's.
            yield from self._on_one_line(item, number, words, " \t:" if "." in number else ":")

    def _on_one_line(self, item: FormItem, number: str, words: str, ends: str) -> Iterator[Block]:
        """A full heading with its text behind it on the same line."""
        for wording in item.wordings:
            match = loose(wording).match(words)
            if not match or len(wording) < LEAST_HEADING:
                continue
            rest = words[match.end() :]
            if rest[:1] and (rest[0] in ends or rest.lstrip()[:1] == ":"):
                yield Block(item, number, match[0].strip(), [rest.lstrip(" :\t")])

    def _label(self, item: FormItem, number: str, words: str) -> Iterator[Block]:
        """ชื่อความรู้ … : the label, and its value on the same line."""
        for wording in item.wordings:
            value = after(wording, words)
            if value is not None:
                yield Block(item, number, words[: len(words) - len(value)].strip(), [value.lstrip(" :")])

    def _with_text(self, item: FormItem, number: str, words: str) -> Iterator[Block]:
        """A heading with its text on the same line, or one the office has made longer."""
        for wording in item.wordings:
            if not (match := loose(wording).match(words)):
                continue
            rest = words[match.end() :]
            if rest[:1] in (":", " ", "\t"):
                yield Block(item, number, match[0].strip(), [rest.lstrip(" :\t")])
            elif len(words) <= LONGEST_HEADING:
                yield Block(item, number, words.strip().rstrip(":").rstrip())

    def _goes_on(self, number: str) -> bool:
        """A numbered heading of another form belongs here when its number follows: 4.3 in section ๔, or 7 after 6."""
        top, _, below = squeeze(number).partition(".")
        if not (top.isdecimal() and self.top.isdecimal()):
            return False
        return top == self.top if below else int(top) == int(self.top) + 1


@cache
def everywhere() -> tuple[FormItem, ...]:
    """The sections of all forms and the canonical ones, for headings that an office took over from elsewhere."""
    own = [item for form in FORMS.values() for item in form.sections]
    return (*own, *(FormItem("", name, kind) for kind, name in KINDS.items()))


def known_elsewhere(heading: str) -> FormItem | None:
    """A section with this heading in any form."""
    return next((item for item in everywhere() if item.says(heading)), None)
