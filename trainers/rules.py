"""What the programme asks of a team, and how a typed name finds its person in the survey base."""

import difflib
from collections.abc import Iterable

from samma import thai
from trainers.models import SEAT_NAMES

CLOSE = 0.8  # of difflib's ratio: one letter or tone mark away


def missing(taken: Iterable[int]) -> list[str]:
    """What a team still lacks, in plain Thai; empty means complete (source: document 000, ข้อ ๑–๒)."""
    seats = set(taken)
    sentences = [] if 0 in seats else ["ยังไม่มีวิทยากรผู้นำสัมมาชีพ 1 คน"]
    short = len(set(SEAT_NAMES) - {0} - seats)
    return sentences + ([f"ยังขาดปราชญ์ชุมชนที่คัดเลือกเพิ่มอีก {short} คน"] if short else [])


def same_name(typed: str, known: str) -> bool:
    """Equal but for spaces, digits and damage; a title on one side only does not part them."""
    a, b = thai.search_fold(typed), thai.search_fold(known)
    return a == b or (bool(a) and bool(b) and (a.endswith(b) or b.endswith(a)) and abs(len(a) - len(b)) <= 12)


def near_names(typed: str, known: Iterable[str]) -> list[str]:
    """Known names a letter or so away from the typed one: worth a question."""
    folded = {thai.search_fold(name): name for name in known}
    return [folded[key] for key in difflib.get_close_matches(thai.search_fold(typed), list(folded), n=3, cutoff=CLOSE)]
