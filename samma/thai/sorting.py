"""Thai dictionary order as a stored key, because SQLite knows none and sorting names at each page is slow.

Compare keys by code point (SQLite's own order; collation "C" on PostgreSQL). As in the dictionary of the
Royal Institute: letters first, a leading vowel after its consonant; tone marks, ็ and ์ decide only between
words that are otherwise alike.
"""

import re
import unicodedata

from samma.thai.digits import arabic_digits
from samma.thai.text import normalise

MAX_LENGTH = 200

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
# From lightest to heaviest: ๎ ์ ็ ่ ้ ๊ ๋, as ICU has them for Thai; then ํ and ฺ, which only Pali is left with.
_LIGHT = {mark: str(weight) for weight, mark in enumerate("\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4d\u0e3a", 1)}
_THAI_VOWELS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39")
_IGNORED = frozenset("ฯๆ")
_SAME_LETTER = str.maketrans({"ๅ": "า"})  # ฤๅ stands with ฤา


def _is_letter(character: str) -> bool:
    if character in _IGNORED:
        return False
    return character in _THAI_VOWELS or unicodedata.category(character)[0] in "LN"


def sort_key(text: str) -> str:
    """A key of at most 200 characters; digits, then Latin, then Thai; spaces and punctuation do not count."""
    text = arabic_digits(normalise(text)).casefold().translate(_SAME_LETTER)
    letters: list[str] = []
    marks: list[str] = []  # one place per letter, so that the first differing mark decides
    for character in _LEADING_VOWEL.sub(r"\2\1", text):
        if character in _LIGHT:
            if marks:
                marks[-1] = marks[-1].replace("0", "") + _LIGHT[character]
        elif _is_letter(character):
            letters.append(character)
            marks.append("0")
    # A space is below every letter: ก่า comes after กา and before กาก.
    second = "".join(marks).rstrip("0")
    return "".join([*letters, " ", second] if second else letters)[:MAX_LENGTH].rstrip(" ")
