"""Reads old texts of knowledge records into draft records: right form, right fields, every section, nothing lost."""

from collections.abc import Collection

from samma.knowledge.reading.choosing import choose_form
from samma.knowledge.reading.damage import find_damage
from samma.knowledge.reading.files import ENDINGS, read_file, text_of
from samma.knowledge.reading.furniture import IMAGE, clear
from samma.knowledge.reading.header import Head, day_of, is_office, province_of, read_head
from samma.knowledge.reading.mending import Mended, Repair, mend
from samma.knowledge.reading.mending.trail import OFFERED, Piece, in_lines, trail
from samma.knowledge.reading.noticing import notice_page, notice_repairs, notice_sections
from samma.knowledge.reading.record import Note, ReadRecord, ReadSection
from samma.knowledge.reading.sections import Block, cut, tidy
from samma.knowledge.record_forms import UNIT
from samma.thai import normalise

__all__ = [
    "ENDINGS",
    "NO_HEADING",
    "OFFERED",
    "Note",
    "Piece",
    "ReadRecord",
    "ReadSection",
    "Repair",
    "beyond_mending",
    "in_lines",
    "read_file",
    "read_record",
    "text_of",
    "trail",
]

# Stands over text that no heading of the paper covers, so that it is kept, seen and can be moved.
NO_HEADING = "ข้อความที่ยังไม่ได้จัดหัวข้อ"
HEAD_FIELDS = ("category", "title", "owner_name", "owner_position", "owner_office", "owner_address", "phone")


def read_record(
    text: str, *, file: str = "", accepted: Collection[str] = (), refused: Collection[str] = ()
) -> ReadRecord:
    """The draft record of one old text. What the text does not say is None, and no line of it is lost.

    Damaged words are put right where that is certain; `accepted` and `refused` are keys of `repairs` that a person
    decided on.
    """
    mended = mend(normalise(text), accepted, refused)
    page = clear(mended.text)
    record = ReadRecord(file=file, damage=find_damage(text), mended=mended, warnings=notice_repairs(mended))
    form = choose_form(page.lines)
    if form is None:
        body = tidy(page.lines)
        record.sections = [ReadSection(None, NO_HEADING, None, body)] if body else []
        record.province = page.province
        record.warnings.append(Note("form-unknown", "ไม่พบหัวข้อของแบบที่รู้จัก ข้อความทั้งหมดเก็บไว้ในหัวข้อเดียว"))
        record.warnings += notice_page(page, 0)
        return record

    before, blocks = cut(form, page.lines)
    head = read_head(form, before, blocks)
    for name in HEAD_FIELDS:
        setattr(record, name, head.get(name))
    record.form = form.key
    record.level = UNIT if is_office(record.owner_name) else form.level
    record.date = day_of(head.get("date"))
    office = record.owner_name if record.level == UNIT else None
    record.province = province_of(record.owner_address, record.owner_office, office) or page.province
    pictures = sum(_take_pictures(block) for block in blocks)
    record.sections = [
        ReadSection(block.number or None, block.heading, block.item.kind, block.body)
        for block in blocks
        if block.item.kind
    ]
    record.warnings += _notice_head(record, head.get("date"), page.province)
    record.warnings += _notice_category(head)
    if head.unplaced:
        record.sections.insert(0, ReadSection(None, NO_HEADING, None, "\n".join(head.unplaced)))
        record.warnings.append(Note("unplaced-text", "มีข้อความต้นเรื่องที่ไม่รู้ว่าเป็นช่องใด เก็บไว้ในหัวข้อแรก"))
    record.warnings += notice_sections(form, record.sections)
    record.warnings += notice_page(page, pictures)
    return record


def beyond_mending(text: str, mended: Mended) -> list[Note]:
    """The damage that neither the applied nor the offered repairs put right."""
    if mended.offered:
        mended = mend(normalise(text), {repair.key for repair in mended.repairs})
    return find_damage(mended.text)


def _take_pictures(block: Block) -> int:
    """Picture names beside the heading of pictures are furniture: count them and take them out."""
    if block.item.kind != "pictures":
        return 0
    names = [name for line in block.lines for name in IMAGE.findall(line)]
    block.lines = [IMAGE.sub("", line) for line in block.lines]
    return len(names)


def _notice_category(head: Head) -> list[Note]:
    if head.picked and head.picked.is_inferred:
        return [Note("category-by-marks", f"หมวด “{head.picked.category}” อ่านจากเครื่องหมายหน้าตัวเลือก โปรดตรวจ")]
    if head.picked and head.picked.is_unclear:
        return [Note("category-unclear", "มีรายการหมวดให้เลือก แต่อ่านไม่ออกว่าเลือกหมวดใด")]
    return []


def _notice_head(record: ReadRecord, typed_date: str | None, site_province: str | None) -> list[Note]:
    notes = []
    if typed_date and record.date is None:
        notes.append(Note("date-doubtful", f"อ่านวันที่ไม่ได้: {typed_date}"))
    elif typed_date and record.date:
        beside = typed_date.replace(record.date, "").strip(" -T")  # the web page stamps the time behind the day
        if beside:
            notes.append(Note("date-as-typed", f"ข้างวันที่ ต้นฉบับพิมพ์ว่า {beside}"))
    if site_province and record.province == site_province:
        notes.append(Note("province-from-site", f"จังหวัด{site_province} อ่านจากท้ายหน้าเว็บ"))
    elif site_province:
        notes.append(Note("province-differs", f"ต้นเรื่องว่าจังหวัด{record.province} ท้ายหน้าเว็บว่าจังหวัด{site_province}"))
    for name, told in (("title", "ชื่อความรู้"), ("owner_name", "ชื่อเจ้าของความรู้")):
        if getattr(record, name) is None:
            notes.append(Note("missing-field", f"ไม่พบ{told}ในข้อความ"))
    return notes
