"""What of a record the world may read: no telephone, no house number, and no name whose owner did not agree."""

import re
from dataclasses import dataclass

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.reading import NO_HEADING
from samma.pdf.body import Block, blocks
from samma.thai.words import words

D, GAP = "[0-9๐-๙]", r"[ \-–]?"
PHONE = re.compile(rf"(?<!{D})(?<!{D}[.,])(?:\+66|[0๐]){GAP}{D}{{1,2}}{GAP}{D}{{3,4}}{GAP}{D}{{3,4}}(?!{D})")
CITIZEN = re.compile(rf"(?<!{D}){D}-?{D}{{4}}-?{D}{{5}}-?{D}{{2}}-?{D}(?!{D})")
HOUSE = re.compile(rf"(?:บ้านเลขที่|เลขที่บ้าน)\s*{D}+(?:/{D}+)*")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
NO_NUMBER, NO_HOUSE, NO_NAME = "(ไม่แสดงหมายเลข)", "(ไม่แสดงบ้านเลขที่)", "เจ้าขององค์ความรู้"
EXCERPT = 160  # letters: what a search engine and a chat show


@dataclass(frozen=True)
class PublicSection:
    """A heading and the lines under it, ready to be shown."""

    heading: str
    blocks: list[Block]


def without_numbers(text: str) -> str:
    """The text without telephones, citizen numbers and house numbers."""
    text = CITIZEN.sub(NO_NUMBER, UNPRINTABLE.sub("", text))
    return HOUSE.sub(NO_HOUSE, PHONE.sub(NO_NUMBER, text))


def is_named(record: KnowledgeRecord) -> bool:
    """Whether the owner may be named: a sage of the survey base is asked, and says so there."""
    return record.sage is None or record.sage.consent


def shown(record: KnowledgeRecord, text: str) -> str:
    """A text of the record as the world may read it."""
    text = without_numbers(text)
    if not is_named(record):
        for name in {record.owner, str(record.sage), f"{record.sage.first_name} {record.sage.last_name}".strip()}:
            text = text.replace(name, NO_NAME) if name else text
    return text


def place_in_words(code: str, district: str | None, province: str | None) -> str:
    """District and province and no nearer: a village would lead to a house. Bangkok has its own words."""
    of_district, of_province = ("เขต", "") if code.startswith("10") else ("อำเภอ", "จังหวัด")
    return " ".join(f"{word}{name}" for word, name in [(of_district, district), (of_province, province)] if name)


def credit(record: KnowledgeRecord) -> str:
    """Who is to be named for the record, as far as agreed."""
    return " ".join(filter(None, [record.owner if is_named(record) else "", record.position]))


def sections_of(record: KnowledgeRecord) -> list[PublicSection]:
    """The sections that say something."""
    # What the reader could not place may be a rest of the owner's block: a telephone number with words beside it.
    said = [s for s in record.sections.all() if s.body.strip(" -–\n") and s.heading != NO_HEADING]
    return [PublicSection(shown(record, s.heading), blocks(shown(record, s.body))) for s in said]


def excerpt(sections: list[PublicSection]) -> str:
    """The beginning of the text, ended between two words."""
    text = " ".join(block.text for section in sections for block in section.blocks)
    if len(text) <= EXCERPT:
        return text
    short = ""
    for piece in words(text[: EXCERPT * 2]):
        if len(short) + len(piece) > EXCERPT:
            break
        short += piece
    return short.rstrip() + "…"
