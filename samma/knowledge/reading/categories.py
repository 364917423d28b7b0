"""Reads which category was picked from the printed list, by the marks beside the options.

Old papers tick the chosen one (/ ✓ ☑), or cross out all the others and lose the mark of the chosen one on the way.
"""

import re
from dataclasses import dataclass

from samma.knowledge.reading.words import loose
from samma.knowledge.record_forms import FORMS, RecordForm

TICK = re.compile(r"[/✓✔☑√🗸]")
CROSS = re.compile(r"[✗✘☒×☓❌]|(?<![a-z])x(?![a-z])", re.I)
# The form's own words, on a line of their own.
ASKED = re.compile(r"\(?เลือกได้ ?(?:เพียง)? ?(?:จำนวน)? ?[1๑] ?หมวด\)?")
MARKS = re.compile(r"[\s/✓✔☑√🗸✗✘☒×☓❌xX☐□○●◯⬜.,;:()\[\]{}_–-]|[0-9๐-๙]+")


@dataclass(frozen=True)
class Pick:
    """The category, what of the text is no printed option, and whether the choice was told by the others' marks alone."""

    category: str | None
    rest: str
    is_inferred: bool = False
    is_unclear: bool = False


def pick(form: RecordForm, text: str) -> Pick:
    """The picked category. A text without printed options is the category itself, as typed."""
    text = ASKED.sub(" ", text, count=1)
    options = _options(form, text)
    if not options or (len(options) == 1 and not TICK.search(text[: options[0][0]])):
        return Pick(" ".join(text.split()) or None, "")
    marks = [
        text[before:start] for before, (start, _e, _n) in zip([0, *(o[1] for o in options)], options, strict=False)
    ]
    rest = " ".join(part for part in _between(text, options) if MARKS.sub("", part))
    ticked = [name for mark, (_s, _e, name) in zip(marks, options, strict=True) if TICK.search(mark)]
    crossed = [name for mark, (_s, _e, name) in zip(marks, options, strict=True) if CROSS.search(mark)]
    if len(ticked) == 1:
        return Pick(ticked[0], rest)
    left = [name for _s, _e, name in options if name not in crossed]
    if not ticked and len(options) > 2 and len(left) == 1:
        return Pick(left[0], rest, is_inferred=True)
    if not ticked and len(options) > 2 and len(crossed) == 1:
        return Pick(crossed[0], rest, is_inferred=True)
    return Pick(None, rest, is_unclear=True)


def _options(form: RecordForm, text: str) -> list[tuple[int, int, str]]:
    """Printed options as they stand: (start, end, name). They may be broken over lines."""
    names = list(form.categories) or [name for other in FORMS.values() for name in other.categories]
    found: list[tuple[int, int, str]] = []
    for name in sorted(dict.fromkeys(names), key=len, reverse=True):
        match = re.search(loose(name).pattern.removeprefix(r"\s*"), text, re.I)
        if match and all(match.end() <= start or match.start() >= end for start, end, _name in found):
            found.append((match.start(), match.end(), name))
    return sorted(found)


def _between(text: str, options: list[tuple[int, int, str]]) -> list[str]:
    """What stands before, between and behind the options."""
    ends, starts = [0, *(end for _s, end, _n in options)], [*(start for start, _e, _n in options), len(text)]
    return [" ".join(text[end:start].split()) for end, start in zip(ends, starts, strict=True)]
