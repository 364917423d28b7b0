"""ำ in two pieces, ำ lost to า, and า printed as ำ: which of them a document has is asked of the whole document first."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from samma.knowledge.reading.mending.change import (
    AROUND,
    CONSONANT,
    MARGIN,
    TONE,
    Change,
    around,
    gain,
    is_thai,
    letters,
    pieces_at,
    runs,
)
from samma.thai.words import is_word, strangeness, words

USUAL_SHARE = 0.01  # of ำ among Thai letters: 0.7 to 1.3 in a hundred of sound texts
FAR_TOO_MANY, LEAST_TOO_MANY = 3, 8
LEAST_SITES = 3  # fewer sites do not tell the kind of a document
SURE = 0.8  # of the sites that can be judged
TRIED_TOGETHER, SETTLED_AT_ONCE = 6, 3  # doubtful letters of one run

SPLIT = re.compile(rf"(?P<base>{CONSONANT})(?P<tone>{TONE}?) +(?P<late>{TONE}?)า")
FIXED = [
    "ตำแหน่ง", "จำนวน", "ดำเนิน", "สำคัญ", "สำนักงาน", "ตำบล", "อำเภอ", "ประจำ", "ชำนาญ", "สำเร็จ", "สำรวจ", "กำหนด", "แนะนำ",
    "กำลัง", "เหลื่อมล้ำ", "จำหน่าย", "จำเป็น", "คำนึง", "สำหรับ", "อำนวย", "จำกัด",
]  # fmt: skip
AM_OF = {word.replace("ำ", "า"): word for word in FIXED}
LOST = re.compile("|".join(AM_OF))


# --- อ าเภอ -----------------------------------------------------------------------------------------------------------
def split_sara_am(text: str) -> Iterator[Change]:
    """The space before า may hide ำ, stand for a lost tone mark, or be a space: the plainest Thai tells, site by site."""
    judged = []
    for match in SPLIT.finditer(text):
        before, _after = around(text, match.start(), match.end())
        base, tone = match["base"], match["tone"] + match["late"]
        # The sites behind it read alike.
        behind = SPLIT.sub(r"\g<base>\g<tone>\g<late>ำ", text[match.end() : match.end() + 2 * AROUND])
        _none, after = around(behind, 0, 0)
        as_am = f"{before}{base}{tone}ำ{after}"
        others = [f"{before}{base}{tone}า{after}", f"{before}{base}{tone} า{after}"]
        others += [f"{before}{base}{lost}า{after}" for lost in "่้๊๋" if not tone]
        known = _is_word_there(as_am, len(before))
        judged.append((match, f"{base}{tone}ำ", min(map(strangeness, others)) - strangeness(as_am), known))
    for_am = sum(found > MARGIN for _m, _new, found, _known in judged)
    against = sum(found < -MARGIN for _m, _new, found, _known in judged)
    is_kind = for_am >= LEAST_SITES and for_am >= SURE * (for_am + against)
    reason = "สระอำถูกแยกทั้งเอกสาร" if is_kind else "น่าจะเป็นสระอำที่ถูกแยก แต่ทั้งเอกสารยังบอกไม่ได้แน่"
    for match, new, found, known in judged:
        if found > MARGIN or (is_kind and found > -MARGIN and known):
            is_certain = is_kind and (found > MARGIN or not against)
            yield Change("split-sara-am", *_word_at(text, match, new), is_certain, reason)


def _is_word_there(text: str, place: int) -> bool:
    """Whether the letters at a place belong to a known word."""
    return any(start <= place < start + len(word) and is_word(word) for start, word in pieces_at(text))


def _word_at(text: str, match: re.Match[str], new: str) -> tuple[int, str, str]:
    """The site with the rest of its word behind it, so that a person sees a word: (start, old, new)."""
    rest = re.match(r"[ก-๎]*", text[match.end() : match.end() + AROUND])[0]
    if re.match(rf"{TONE}? +{TONE}?า", text[match.end() + len(rest) :]):
        rest = rest[:-1]  # its last letter begins a site of its own
    tail = words(new + rest)[0][len(new) :]
    return match.start(), match[0] + tail, new + tail


# --- ตาแหน่ง ----------------------------------------------------------------------------------------------------------
def lost_sara_am(text: str) -> Iterator[Change]:
    """Where no ำ is left at all the fixed words are certain; beside sound ำ each is only likely."""
    sites = [match for match in LOST.finditer(text) if not is_word(match[0]) and _is_plainer(text, match)]
    usual = USUAL_SHARE * letters(text)
    is_kind = len(sites) >= LEAST_SITES and len({m[0] for m in sites}) > 1 and text.count("ำ") <= usual / 10
    reason = "ทั้งเอกสารไม่มีสระอำเหลืออยู่" if is_kind else "น่าจะเป็นสระอำ"
    changes = [Change("lost-sara-am", m.start(), m[0], AM_OF[m[0]], is_kind, reason) for m in sites]
    if is_kind:
        taken = {place for c in changes for place in range(c.start, c.start + len(c.old))}
        changes += [
            c for c in _read_anew(text, "าำ", "lost-sara-am") if taken.isdisjoint(range(c.start, c.start + len(c.old)))
        ]
    end = 0
    for change in sorted(changes, key=lambda c: c.start):
        if change.start >= end:
            end = change.start + len(change.old)
            yield change


def _is_plainer(text: str, match: re.Match[str]) -> bool:
    before, after = around(text, match.start(), match.end())
    return gain(before + match[0] + after, before + AM_OF[match[0]] + after) > 0


# --- กำร --------------------------------------------------------------------------------------------------------------
def aa_as_am(text: str) -> Iterator[Change]:
    """A document with far too many ำ has them for า; in any other a single one is only likely."""
    count = text.count("ำ")
    is_kind = count >= LEAST_TOO_MANY and count > FAR_TOO_MANY * USUAL_SHARE * letters(text)
    for change in _read_anew(text, "ำา", "sara-aa-as-am"):
        # นำ may be นา or นำ even here, because both are words.
        is_certain = is_kind and is_word(change.new) and not is_word(change.old)
        yield replace(change, is_certain=is_certain, reason="ทั้งเอกสารใช้สระอำแทนสระอา" if is_kind else change.reason)


def _read_anew(text: str, turned: str, code: str) -> Iterator[Change]:
    """Each run with every letter that may be turned either way, whichever makes the plainest Thai; told word by word."""
    for match in runs(text, turned[0]):
        old = match[0]
        if is_thai(old):
            continue
        new = _best_reading(old, turned)
        if gain(old, new) > MARGIN:
            for place, word in pieces_at(new):
                before = old[place : place + len(word)]
                if before != word:
                    reason = f"น่าจะเป็นสระ{'อา' if turned[1] == 'า' else 'อำ'}"
                    yield Change(code, match.start() + place, before, word, False, reason)


def _best_reading(run: str, turned: str) -> str:
    """Settled from the left, a few letters at a time with a look at those behind them. A tie leaves a letter as it is."""
    places = [place for place, letter in enumerate(run) if letter == turned[0]]
    read = list(run)
    for first in range(0, len(places), SETTLED_AT_ONCE):
        window = places[first : first + TRIED_TOGETHER]
        end = places[first + TRIED_TOGETHER] if first + TRIED_TOGETHER < len(places) else len(run)
        readings = []
        for choice in itertools.product(turned, repeat=len(window)):
            for place, letter in zip(window, choice, strict=True):
                read[place] = letter
            readings.append((strangeness("".join(read[max(0, window[0] - 2 * AROUND) : end])), choice))
        best = min(readings, key=lambda found: found[0])[1]
        for place, letter in zip(window, best, strict=True):
            read[place] = letter
    return "".join(read)
