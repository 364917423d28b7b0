"""Mends damaged Thai: what is certain at once, what is likely only when somebody accepts it, and nothing else.

Each kind of damage is one stage. A stage first looks at the whole document, because the same letters mean other things
in other documents (อ าเภอ is อำเภอ where every ำ was split, but บ าน is บ้าน where tone marks were lost), and only then at
its words. A repair is of a word wherever it stands; a person accepts or refuses it by its key, and mending is done anew.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from samma.knowledge.reading.mending.change import Change
from samma.knowledge.reading.mending.font import by_sense, dropped_glyph, font_letters, letter_spacing
from samma.knowledge.reading.mending.marks import displaced_marks
from samma.knowledge.reading.mending.sara_am import aa_as_am, lost_sara_am, split_sara_am
from samma.knowledge.reading.mending.trail import APPLIED, OFFERED, Edit

# In this order: letters before ำ, because a joined word may hold one; marks last, because they are judged by words.
STAGES: tuple[Callable[[str], Iterable[Change]], ...] = (
    font_letters,
    dropped_glyph,
    letter_spacing,
    split_sara_am,
    aa_as_am,
    lost_sara_am,
    displaced_marks,
    by_sense,
)


@dataclass(frozen=True)
class Repair:
    """One word put right in every place where it stands alike."""

    code: str  # the kind of damage
    old: str
    new: str
    count: int
    is_certain: bool
    reason: str
    is_applied: bool = False

    @property
    def key(self) -> str:
        """Its name in a form: the same wherever this word is put right in this way."""
        return hashlib.sha256(f"{self.code}|{self.old}|{self.new}".encode(errors="replace")).hexdigest()[:16]

    def as_dict(self) -> dict:
        """Plain values, as a record keeps them."""
        return {name: value for name, value in vars(self).items() if name != "is_applied"}


@dataclass(frozen=True)
class Mended:
    """The text with the applied repairs in it, and all repairs, applied or offered, in the order of the text."""

    text: str
    repairs: tuple[Repair, ...]
    stages: tuple[tuple[Edit, ...], ...] = field(default=(), repr=False)  # each stage's edits of the text before it

    @property
    def applied(self) -> list[Repair]:
        return [repair for repair in self.repairs if repair.is_applied]

    @property
    def offered(self) -> list[Repair]:
        return [repair for repair in self.repairs if not repair.is_applied]


def mend(text: str, accepted: Collection[str] = (), refused: Collection[str] = ()) -> Mended:
    """Apply what is certain and not refused, and what was accepted. `text` is normalised; sound text comes back as it was."""
    repairs: list[Repair] = []
    stages: list[tuple[Edit, ...]] = []
    for stage in STAGES:
        kept, end, edits = [], 0, []
        found: dict[str, Repair] = {}
        for change in stage(text):
            repair = Repair(change.code, change.old, change.new, 1, change.is_certain, change.reason)
            is_applied = repair.key in accepted or (repair.is_certain and repair.key not in refused)
            known = found.get(repair.key)
            found[repair.key] = (
                replace(known, count=known.count + 1) if known else replace(repair, is_applied=is_applied)
            )
            edits.append(Edit(change.start, change.old, change.new, APPLIED if is_applied else OFFERED))
            if is_applied:
                kept += [text[end : change.start], change.new]
                end = change.start + len(change.old)
        text = "".join([*kept, text[end:]])
        repairs += found.values()
        stages.append(tuple(edits))
    return Mended(text, tuple(repairs), tuple(stages))
