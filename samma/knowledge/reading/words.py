"""Finds printed words in a line, however they are spaced."""

import re
from functools import cache


@cache
def loose(words: str) -> re.Pattern[str]:
    """A pattern for the words that allows spaces between any two characters: old PDFs break words anywhere."""
    return re.compile(
        r"\s*" + r"\s*".join(re.escape(character) for character in words if not character.isspace()), re.I
    )


def after(words: str, line: str) -> str | None:
    """What follows the words at the start of a line, its spaces kept; None when the line begins otherwise."""
    match = loose(words).match(line)
    return line[match.end() :] if match else None


NUMBER = re.compile(
    r"\s*(?P<number>[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})*)"  # ๔, 4.1, ๖.๓.๑
    r"(\s*[.)]\s*|\s+|(?=[ก-ฮเ-ไ]))"
    r"(?P<rest>.*)"
)


def split_number(line: str) -> tuple[str, str]:
    """The number at the head of a line as printed (without its last dot) and what follows; no number gives ''."""
    match = NUMBER.fullmatch(line)
    return (match["number"], match["rest"]) if match else ("", line)
