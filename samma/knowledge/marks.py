"""The words of a text as overlapping runs, and the few of them that stand for the text when likeness is looked for."""

import heapq
import re
from collections.abc import Iterable
from zlib import crc32

from samma.thai.words import words

RUN = 5  # words in a run: a phrase, not a common turn
MOST = 32  # marks a record: the smallest hashes, which copies choose alike
MOST_LETTERS = 120_000  # letters that are looked at; a whole record has a tenth
LETTER = re.compile(r"[0-9A-Za-zก-๛]")


def runs_of(bodies: Iterable[str]) -> set[int]:
    """Every five words in a row as a number; spaces and signs do not count, headings neither."""
    runs, left = set(), MOST_LETTERS
    for body in bodies:
        said = [piece for piece in words(body[:left]) if LETTER.search(piece)]
        left = max(0, left - len(body))
        runs.update(crc32("\0".join(said[n : n + RUN]).encode()) for n in range(len(said) - RUN + 1))
    return runs


def marks_of(bodies: Iterable[str]) -> list[int]:
    """The smallest numbers among a text's runs."""
    return heapq.nsmallest(MOST, runs_of(bodies))
