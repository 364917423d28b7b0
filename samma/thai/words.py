"""Thai words: where they begin and end, whether a string is one, and how strange a text looks as Thai.

Thai writes no spaces between words. They are found by longest match over a dictionary (nlpO3's newmm); the dictionary
and its counts are PyThaiNLP's, in the public domain (see dictionary/README.md).
"""

import math
import re
from functools import cache, lru_cache
from pathlib import Path

import nlpo3

FOLDER = Path(__file__).parent / "dictionary"
NAME = "samma"
THAI = re.compile("[ก-๎]+")
UNKNOWN = 10.0  # bits of a string that is no word, and of each of its letters
RUN = 160  # letters without a space: longer runs are no writing, and the matcher would take its time over them


@cache
def _known() -> frozenset[str]:
    told, is_loaded = nlpo3.load_dict(str(FOLDER / "words.txt"), NAME)
    if not is_loaded:
        raise RuntimeError(told)
    return frozenset((FOLDER / "words.txt").read_text(encoding="utf-8").split())


@cache
def _bits() -> dict[str, float]:
    """How surprising each word is, in bits: a word of the dictionary that was never counted was met once."""
    counts = dict.fromkeys(_known(), 1)
    for line in (FOLDER / "counts.txt").read_text(encoding="utf-8").splitlines():
        word, _, count = line.partition(" ")
        counts[word] = int(count)
    whole = math.log2(sum(counts.values()))
    return {word: whole - math.log2(count) for word, count in counts.items()}


def is_word(text: str) -> bool:
    """Whether the dictionary has it."""
    return text in _known()


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with two letters."""
    found: dict[str, set[int]] = {}
    for word in _known():
        if len(word) > 1:
            found.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(lengths)) for start, lengths in found.items()}


def words_inside(run: str) -> set[str]:
    """Every word of two letters or more that stands anywhere in the letters, across the borders of words too.

    It is what a plain search through the letters would find: a word does not hide in a longer one.
    """
    known, lengths = _known(), _lengths()
    return {
        run[start : start + length]
        for start in range(len(run) - 1)
        for length in lengths.get(run[start : start + 2], ())
        if run[start : start + length] in known
    }


@lru_cache(maxsize=10_000)  # texts repeat themselves, hostile ones without end
def _cut(run: str) -> tuple[str, ...]:
    # Not its "safe" mode: it loses letters of long runs (1.4.0). RUN keeps the plain one quick.
    return tuple(nlpo3.segment(run, NAME))


def words(text: str) -> list[str]:
    """The text in pieces: Thai words, and what stands between them; joined again they are the text."""
    _known()
    pieces, end = [], 0
    for run in THAI.finditer(text):
        if run.start() > end:
            pieces.append(text[end : run.start()])
        for start in range(run.start(), run.end(), RUN):
            pieces += _cut(text[start : min(start + RUN, run.end())])
        end = run.end()
    return [*pieces, text[end:]] if end < len(text) else pieces


def strangeness(text: str) -> float:
    """Bits: low for everyday Thai, high for letters that make no words. Only Thai letters count."""
    bits = _bits()
    return sum(
        bits.get(piece, UNKNOWN * (1 + len(piece))) for run in THAI.findall(text) for piece in words(run) if piece
    )
