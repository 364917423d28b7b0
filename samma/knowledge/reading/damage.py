"""Reports the damage that conversion and recognition left in an old text, by kind. It never changes the text.

Most of it has two readings (สมาชิก is a true word too), so an officer decides; samma.thai.normalise has already mended
what has only one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samma.knowledge.reading.record import Note
from samma.thai import normalise

MARK = "[ัิ-ฺ็-๎]"
SHOWN = 8  # samples in one note


@dataclass(frozen=True)
class Kind:
    """A kind of damage: how it looks, and what to tell the officer. `least` finds are needed to be sure of it."""

    code: str
    told: str
    pattern: re.Pattern[str]
    least: int = 1


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


KINDS = (
    Kind(
        "lost-sara-am",
        "สระอำน่าจะหายไปบางส่วน (เหลือเป็นสระอา)",
        _any(
            "เหลื่อมล้า(?!น)", "กาลังใจ", "กาลัง", "ตาแหน่ง", "จานวน", "ดาเนิน", "สาคัญ", "สานักงาน", "ตาบล", "อาเภอ",
            "ประจา(?!น)", "ชานาญ", "สาเร็จ", "สารวจ", "กาหนด", "แนะนา",
        ),
    ),
    Kind("split-sara-am", "สระอำถูกแยกเป็นช่องว่างกับสระอา", re.compile(r"[ก-ฮ][่-๋]? +า(?:[ก-ฮเ-ไ][ก-๎]*)?"), least=3),
    Kind("sara-aa-as-am", "สระอากลายเป็นสระอำ", _any("งำน", "กำร(?!ณ)", "บ้ำน", "ชำว", "ศำลำ", "ฐำน", "พัฒนำ", "อำชีพ"), least=2),
    Kind("dropped-glyph", "มีตัวอักษรที่แปลงไม่ได้", re.compile("[ก-๎]{0,20}[\ufffd\ue000-\uf8ff][ก-๎]{0,20}")),
    Kind(
        "displaced-mark",
        "สระหรือวรรณยุกต์เลื่อนไปอยู่ผิดตัวอักษร",
        re.compile(rf"ระดบั|หมบู่|ศนู ?ย์|พฒั ?นา|บนั ?ทึก|บันทกึ|ตน้ แบบ|(?<!\S){MARK}[ก-๎]*"),
    ),
    Kind("lost-tone", "วรรณยุกต์น่าจะหายไป", _any("หมูบาน", "ตองการ", "ทองเที่ยว", "ไมได", "ผูนำ"), least=2),
    Kind("overlay-digits", "มีตัวเลขปนอยู่กลางคำ", re.compile(rf"[ก-๎]{{0,20}}(?:[เ-ไ][0-9]|[0-9]{MARK})[ก-๎0-9]{{0,20}}")),
    Kind(
        "letter-spacing",
        "ตัวอักษรถูกเว้นห่างทีละตัว",
        re.compile(rf"(?<!\S)(?:[เ-ไ]?[ก-๎]{MARK}*[ะาำ]?[ \t]+){{5,}}[เ-ไ]?[ก-๎]{MARK}*[ะาำ]?(?!\S)"),
    ),
    Kind(
        "space-in-word",
        "มีช่องว่างกลางคำ (ท้ายบรรทัดของไฟล์เดิม)",
        _any("สัมมา +ชีพ", "เรียน +รู้", "ต่อ +เนื่อง", "ที่ +เกี่ยวข้อง", "ที่ต้อง +ใช้"),
    ),
    Kind(
        "ocr-by-sense",
        "คำที่น่าจะอ่านผิดจากภาพ (สัมมาชีพ, ครัวเรือน, ทีมวิทยากร, วัสดุสาธิต)",
        _any(
            "ผู้นำสมาชิก", "แนวทางสมาชิก", "วิทยากรสมาชิก", "สมาชิกชุมชน", "ครุฑเรือน", "ที่มหาวิทยาลัย(?=สัมมาชีพ)",
            "วัสดุสาคือ",
        ),
    ),
)  # fmt: skip


def find_damage(text: str) -> list[Note]:
    """One note for each kind of damage found, with the words as they stand."""
    mended = _mended(text)
    text = normalise(text)
    notes = [mended] if mended else []
    for kind in KINDS:
        found = [match[0].strip() for match in kind.pattern.finditer(text)]
        if len(found) >= kind.least:
            notes.append(Note(kind.code, f"{kind.told}: {_samples(found)}"))
    return notes


def _mended(text: str) -> Note | None:
    """What the normaliser has put right by itself: split ำ, doubled marks, marks in the wrong order."""
    words = text.replace("\u00a0", " ").split()
    changed = [word for word in words if normalise(word) != word]
    return Note("mended-marks", f"จัดสระและวรรณยุกต์ให้ถูกลำดับแล้ว: {_samples(map(normalise, changed))}") if changed else None


def _samples(found: Iterable[str]) -> str:
    different = list(dict.fromkeys(found))
    more = f" และอีก {len(different) - SHOWN} คำ" if len(different) > SHOWN else ""
    return ", ".join(different[:SHOWN]) + more
