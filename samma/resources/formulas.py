"""A text that begins like a formula stays a text in Excel, and comes back as it went."""

import re

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n]")


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula, or drop its first mark."""
    return bool(_LIKE_A_FORMULA.match(text))


def guard(text: str) -> str:
    """For a csv cell: =A1 becomes '=A1, and '=A1 becomes ''=A1, so that `unguard` knows what was added."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given; any other text as it is."""
    return text[1:] if _GUARDED.match(text) else text
