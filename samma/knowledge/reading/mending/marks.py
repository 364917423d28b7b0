"""Marks that slid one letter to the right, often with a space behind them: บันทกึ, ตน้ แบบ, หมบู่ า้ น. Only offered."""

import itertools
import re
from collections.abc import Iterator

from samma.knowledge.reading.mending.change import MARGIN, MARK, Change, gain, is_thai, pieces_at, runs
from samma.thai.words import is_word

# ้ behind า: the space between is not part of the word.
SLID = re.compile(rf"(?=(?P<right>[ก-ฮ])(?:(?P<wrong>[ก-ฮ])| ?(?P<long>า))(?P<marks>{MARK}+)(?P<space> ?))")
NEXT = re.compile(r" ?[ก-๎]+")
MOST_MARKS = 4  # in one stretch that are tried together
MOST_READINGS = 60
MOST_PLACES = 2000  # a text with more of them is past mending word by word
SLIDING = "ัิีึืุู็่้๊๋์"
LONGEST = 40  # letters of a stretch
MOST_CHUNKS = 3  # pieces between spaces that one word was broken into


def displaced_marks(text: str) -> Iterator[Change]:
    """Back goes each mark where that turns a stretch that is no Thai into words; the shortest such stretch is told."""
    end = looked = 0
    for match in runs(text, SLIDING):
        if match.start() < end or is_thai(match[0]):
            continue
        for start in _beginnings(match):
            looked += 1
            if looked > MOST_PLACES:
                return
            if start >= end and (found := _shortest(text, start)):
                old, new = found
                end = start + len(old)
                yield Change("displaced-mark", start, old, new, False, "สระหรือวรรณยุกต์น่าจะเลื่อนไปทางขวาหนึ่งตัว")


def _shortest(text: str, start: int) -> tuple[str, str] | None:
    """The first stretch from here that becomes Thai and leaves behind it nothing that makes no sense alone."""
    longer = None
    for end in _ends(text, start):
        old = text[start:end]
        if not SLID.search(old) or (new := _read(old)) is None:
            continue
        longer = old, new
        behind = NEXT.match(text, end)
        if behind is None or is_thai(behind[0]) or _read(behind[0].strip()):
            break
    return longer


def _read(old: str) -> str | None:
    """The plainest Thai that the stretch becomes with marks put back, or None."""
    news = [new for new in _marks_back(old) if is_thai(new) and gain(old, new) > 2 * MARGIN]
    return max(news, key=lambda new: (gain(old, new), new.count(" ")), default=None)


def _beginnings(run: re.Match[str]) -> list[int]:
    """Where the words of a run begin that are unknown or stand before an unknown one."""
    pieces = pieces_at(run[0])
    return [
        run.start() + place
        for (place, word), (_p, following) in itertools.zip_longest(pieces, pieces[1:], fillvalue=(0, ""))
        if not is_word(word) or (following and not is_word(following))
    ]


def _ends(text: str, start: int) -> list[int]:
    """The ends of words from here, and of the next pieces behind a space."""
    first = NEXT.match(text, start)
    ends = [start + place + len(word) for place, word in pieces_at(first[0][:LONGEST])][:4]
    place = first.end()
    for _ in range(MOST_CHUNKS - 1):
        further = NEXT.match(text, place)
        if further is None or further.end() - start > LONGEST:
            break
        place = further.end()
        ends.append(place)
    return [*ends, first.end()] if first.end() - start <= LONGEST else ends


def _marks_back(old: str) -> Iterator[str]:
    """Every reading with up to MOST_MARKS marks put back, one after the other: a word may have slid twice."""
    seen, edge = {old}, [old]
    for _ in range(MOST_MARKS):
        further = {new for text in edge for site in SLID.finditer(text) for new in _moved(text, site)} - seen
        edge = sorted(further)[:MOST_READINGS]
        seen |= further
        yield from edge


def _moved(text: str, site: re.Match[str]) -> Iterator[str]:
    """With the marks of this site one letter back, and the space behind them kept or gone."""
    moved = f"{text[: site.start()]}{site['right']}{site['marks']}{site['wrong'] or site['long']}"
    rest = text[site.end("space") :]
    yield f"{moved}{site['space']}{rest}"
    if site["space"]:
        yield f"{moved}{rest}"
