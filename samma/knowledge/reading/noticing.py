"""What the reader wants an officer to look at in a draft record. Everything here is offered, nothing is applied."""

import re

from samma.knowledge.reading.furniture import Page
from samma.knowledge.reading.mending import Mended
from samma.knowledge.reading.record import Note, ReadSection
from samma.knowledge.record_forms import KINDS, RecordForm

# Words that open a heading of somebody's own inside another section.
INNER = {
    "ข้อพึงระวัง": "caution",
    "ข้อเสนอ": "proposal",
    "ปัจจัยแห่งความสำเร็จ": "success",
    "ปัญหา": "problem",
    "ผลของ": "result",
    "ผลลัพธ์": "result",
    "ผลการ": "result",
}
INNER_LINE = re.compile(r"(?:-\s*)?(?P<opening>" + "|".join(INNER) + r")\S*(?:\s\S+)?")
LONGEST_INNER = 90


def notice_sections(form: RecordForm | None, sections: list[ReadSection]) -> list[Note]:
    """Notes on headings that do not fit, headings inside bodies, and empty sections."""
    notes = []
    if form:
        notes += _heading_shift(form, sections)
    for section in sections:
        notes += _inner_headings(section)
    empty = [section.heading for n, section in enumerate(sections) if _is_empty(section, sections[n + 1 :])]
    if empty:
        notes.append(Note("empty-section", f"หัวข้อที่ไม่มีข้อความ: {', '.join(empty)}"))
    return notes


def notice_repairs(mended: Mended) -> list[Note]:
    """What was mended, by kind of damage, each word with the number of its places."""
    notes = []
    for code in dict.fromkeys(repair.code for repair in mended.applied):
        repairs = [repair for repair in mended.applied if repair.code == code]
        words = ", ".join(f"{repair.old} → {repair.new} ({repair.count})" for repair in repairs)
        notes.append(Note("mended", f"ซ่อมแล้ว {sum(repair.count for repair in repairs)} แห่ง: {words}"))
    return notes


def notice_page(page: Page, pictures: int) -> list[Note]:
    """Notes on what stood around the text."""
    notes = []
    if pictures or page.pictures:
        at_head = f" และรูปหัวเรื่อง {page.pictures} รูป" if page.pictures else ""
        notes.append(Note("pictures", f"หน้าเดิมมีรูปประกอบ {pictures} รูป{at_head} ต้องเพิ่มรูปเอง"))
    if page.book_site:
        notes.append(Note("book-site", f"ตัดข้อความของเว็บที่ลงหนังสือออก: {' | '.join(page.book_site)}"))
    if page.page_marks:
        notes.append(Note("page-marks", f"ตัดเลขหน้าออกจากข้อความ: {' '.join(page.page_marks)}"))
    return notes


def _heading_shift(form: RecordForm, sections: list[ReadSection]) -> list[Note]:
    """The web form's headings hold other things than they say: name them, and leave the choice to the officer."""
    notes = []
    for section in sections:
        item = next((item for item in form.sections if item.says(section.heading)), None)
        if item and item.often_holds and section.body.strip(" -"):
            kinds = " หรือ ".join(KINDS[kind] for kind in item.often_holds)
            notes.append(
                Note("heading-shift", f"ข้อความใต้หัวข้อ “{section.heading}” ของแบบนี้มักเป็น {kinds} โปรดตรวจและเลือกชนิดหัวข้อ")
            )
    return notes


def _inner_headings(section: ReadSection) -> list[Note]:
    return [
        Note(
            "inner-heading",
            f"ในหัวข้อ “{section.heading}” มีหัวข้อย่อย “{line}” อาจแยกเป็น {KINDS[INNER[match['opening']]]}",
        )
        for line in section.body.splitlines()
        if len(line) <= LONGEST_INNER and (match := INNER_LINE.fullmatch(line))
    ]


def _is_empty(section: ReadSection, following: list[ReadSection]) -> bool:
    """Empty, and not just a heading over sub-headings or a row of pictures."""
    if section.body.strip() or section.kind == "pictures":
        return False
    has_children = following and section.number and "." not in section.number and "." in (following[0].number or "")
    return not has_children
