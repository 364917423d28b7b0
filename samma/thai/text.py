"""One spelling for one word: what every door (form, import, sync, search) does to Thai text before it is kept.

The same word arrives with its marks in another order, doubled, or with invisible characters inside, looks
right on the screen and is never found again. Unicode's own forms do not help: NFC mends none of it, and
NFKC takes ำ apart.
"""

import re

from samma.thai.digits import arabic_digits

# Zero-width spaces and joiners, byte order mark, soft hyphen; and NUL, which PostgreSQL answers with an error.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\0"
_CLEAN = {ord(character): None for character in _INVISIBLE} | {0x00A0: " "}

SARA_AA, SARA_AM, NIKHAHIT = "\u0e32", "\u0e33", "\u0e4d"
_VOWELS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47"  # ั ิ ี ึ ื ุ ู ฺ ็
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"  # ่ ้ ๊ ๋
_LAST = _TONES + "\u0e4c\u0e4e"  # and ์ ๎
_MARKS = _VOWELS + NIKHAHIT + _LAST

_RUN_OF_MARKS = re.compile(f"[{_MARKS}]{{2,}}")
# A run of marks is ordered first, so it is short and this pattern stays quick on hostile text.
_SARA_AM = re.compile(
    f"(?P<before>[{_MARKS}]*{NIKHAHIT}[{_MARKS}]*(?={SARA_AA})|[{_MARKS}]*(?={SARA_AM}))"
    f"[{SARA_AA}{SARA_AM}](?P<after>[{_TONES}{NIKHAHIT}{SARA_AM}]*)"
)


def _in_order(marks: str) -> str:
    """Each mark once: vowels, then ํ, then tone or ์."""
    return "".join(sorted(dict.fromkeys(marks), key=lambda mark: (mark in _LAST, mark == NIKHAHIT)))


def _one_sara_am(match: re.Match[str]) -> str:
    marks = match["before"] + match["after"]
    return _in_order(marks.replace(NIKHAHIT, "").replace(SARA_AM, "")) + SARA_AM


def normalise(text: str) -> str:
    """The text as a Thai keyboard would have written it; good text comes back as it was, line by line."""
    text = text.translate(_CLEAN)
    text = text.replace("เเ", "แ")
    text = _RUN_OF_MARKS.sub(lambda match: _in_order(match[0]), text)
    return _SARA_AM.sub(_one_sara_am, text)


def fold_spaces(text: str) -> str:
    """One line: single spaces, none at the ends."""
    return " ".join(text.split())


def search_fold(text: str) -> str:
    """What headings and possible duplicates are compared by: no spaces, arabic digits, small letters."""
    # Spaces go first: they may stand between two halves of what is then one mark.
    return arabic_digits(normalise("".join(text.split()))).casefold()
