"""Which repairs of an old text a person chose, and how his own words on the page live through a new choice."""

from collections.abc import Iterable
from dataclasses import dataclass

from samma.knowledge.reading import ReadRecord, Repair, read_record

MOST_ROUNDS = 4  # a repair may bring others to light; more than this no text has needed


@dataclass(frozen=True)
class Choice:
    """Keys of repairs that were taken and refused; what is in neither waits as the reader left it."""

    accepted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @classmethod
    def told(cls, words: str) -> "Choice":
        """As `str` wrote it into the page."""
        signs = words.split()
        return cls(
            frozenset(sign[1:] for sign in signs if sign[0] == "+"),
            frozenset(sign[1:] for sign in signs if sign[0] == "-"),
        )

    def __str__(self):
        return " ".join([f"+{key}" for key in sorted(self.accepted)] + [f"-{key}" for key in sorted(self.refused)])

    def after(self, shown: Iterable[Repair], ticked: Iterable[str]) -> "Choice":
        """With the ticks of a page that showed these repairs."""
        keys = {repair.key for repair in shown}
        taken = keys & set(ticked)
        return Choice((self.accepted - keys) | taken, (self.refused - keys) | (keys - taken))

    def read(self, text: str, *, file: str = "") -> ReadRecord:
        return read_record(text, file=file, accepted=self.accepted, refused=self.refused)


def all_or_none(text: str, *, is_all: bool) -> Choice:
    """Every repair of the text taken, or every one refused, those too that come to light on the way."""
    choice = Choice()
    for _ in range(MOST_ROUNDS):
        repairs = choice.read(text).repairs
        further = choice.after(repairs, [repair.key for repair in repairs] if is_all else [])
        if further == choice:
            break
        choice = further
    return choice


class Exactly:
    """Refuses every repair that was not accepted: a stored record is read again just as it came in."""

    def __contains__(self, _key: object) -> bool:
        return True


def kept(repairs: Iterable[Repair]) -> list[dict]:
    """The applied ones as a record keeps them."""
    return [repair.as_dict() for repair in repairs if repair.is_applied]


def keys_of(kept_repairs: Iterable[dict]) -> set[str]:
    return {Repair(**repair).key for repair in kept_repairs}


class Carrying:
    """Takes what a person typed from the last reading to the new one.

    A value he left alone is that of the new reading; a line he left alone is its line there; in a line of his own the
    newly taken words are replaced, and nothing else.
    """

    def __init__(self, last: ReadRecord, new: ReadRecord):
        before, now = last.mended.text.splitlines(), new.mended.text.splitlines()
        pairs = zip(before, now, strict=True) if len(before) == len(now) else ()
        self.lines = {was.strip(): is_.strip() for was, is_ in pairs if was != is_}
        were = {repair.key for repair in last.mended.applied}
        words = [(repair.old, repair.new) for repair in new.mended.applied if repair.key not in were]
        self.words = sorted(words, key=lambda pair: len(pair[0]), reverse=True)

    def value(self, typed: str, last: str, new: str) -> str:
        """A field of one line."""
        return new if flat(typed) == flat(last) else self._replaced(typed)

    def text(self, typed: str) -> str:
        """A text of many lines."""
        return "\n".join(self.lines.get(line.strip()) or self._replaced(line) for line in flat(typed).split("\n"))

    def _replaced(self, typed: str) -> str:
        for old, new in self.words:
            typed = typed.replace(old, new)
        return typed


def flat(value: str) -> str:
    """As it is compared: browsers send their own line ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
