"""Letters that a font or a converter kept to itself, letters set wide apart, and words read wrongly from a picture."""

import re
from collections.abc import Iterator

from samma.knowledge.reading.mending.change import CONSONANT, MARGIN, MARK, TONE, Change, gain, is_thai
from samma.thai import normalise

# Thai fonts of older Windows put marks moved left or down, and consonants without their foot, at U+F700 … U+F71A.
SHIFTED = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))
OLD_FONT = re.compile("[ก-๎\uf700-\uf71a]+")
DROPPED = re.compile(f"(?P<base>{CONSONANT}{TONE}?)[\ufffd\ue000-\uf6ff\uf71b-\uf8ff](?P<tone>{TONE}?)[าำ]")

CLUSTER = re.compile(rf"[ะาำ]?[เ-ไ]?[ก-ฮ]?{MARK}*[ะาำ]?")
SPACED = re.compile(r"(?<!\S)[ก-๎]{1,4}(?: [ก-๎]{1,4}){3,}(?!\S)")
MOSTLY = 0.9  # of the pieces are one cluster each

BY_SENSE = {
    "ครุฑเรือน": "ครัวเรือน",
    "วัสดุสาคือ": "วัสดุสาธิต",
    "ผู้นำสมาชิกชุมชน": "ผู้นำสัมมาชีพชุมชน",
    "ผู้นำสมาชิก": "ผู้นำสัมมาชีพ",
    "แนวทางสมาชิก": "แนวทางสัมมาชีพ",
    "วิทยากรสมาชิก": "วิทยากรสัมมาชีพ",
    "สมาชิกชุมชน": "สัมมาชีพชุมชน",
    "ที่มหาวิทยาลัยสัมมาชีพ": "ทีมวิทยากรสัมมาชีพ",
}
SENSE = re.compile("|".join(BY_SENSE))


def font_letters(text: str) -> Iterator[Change]:
    for match in OLD_FONT.finditer(text):
        shown = match[0].translate(SHIFTED)
        if shown != match[0]:
            yield Change("dropped-glyph", match.start(), match[0], normalise(shown), True, "ตัวอักษรเฉพาะของฟอนต์รุ่นเก่า")


def dropped_glyph(text: str) -> Iterator[Change]:
    for match in DROPPED.finditer(text):
        new = f"{match['base']}{match['tone']}ำ"
        yield Change("dropped-glyph", match.start(), match[0], new, True, "ตัวที่แปลงไม่ได้หน้าสระอา คือสระอำ")


def letter_spacing(text: str) -> Iterator[Change]:
    """A stretch of single clusters that make words only when they are joined."""
    for match in SPACED.finditer(text):
        pieces = match[0].split()
        joined = "".join(pieces)
        clusters = sum(bool(CLUSTER.fullmatch(piece)) for piece in pieces)
        if clusters >= MOSTLY * len(pieces) and gain(match[0], joined) > MARGIN:
            is_certain = is_thai(joined) and len(pieces) > 4
            yield Change("letter-spacing", match.start(), match[0], joined, is_certain, "ตัวอักษรถูกเว้นห่างทีละตัว")


def by_sense(text: str) -> Iterator[Change]:
    for match in SENSE.finditer(text):
        new = BY_SENSE[match[0]]
        yield Change("ocr-by-sense", match.start(), match[0], new, False, "น่าจะอ่านผิดจากภาพ แต่คำเดิมอาจถูกอยู่แล้ว")
