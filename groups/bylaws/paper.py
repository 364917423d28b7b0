"""ระเบียบข้อบังคับกลุ่ม on A4: the articles, the meeting that adopted them, and who signs."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from groups.bylaws.articles import read
from groups.models import Bylaw
from groups.signers import signers
from samma.pdf.paper import Paper, PaperSection, Signature
from samma.thai import number, thai_date, thai_digits
from villages.places import place_name


@dataclass(kw_only=True)
class BylawPaper(Paper):
    """Numbered articles under one title."""

    template: ClassVar[str] = "print/bylaw.html"

    sections: Sequence[PaperSection]
    notes: Sequence[str] = ()
    signatures: Sequence[Signature] = field(default_factory=tuple)

    @property
    def numbered(self) -> list[tuple[str, PaperSection]]:
        """ข้อ ๑ and the article."""
        return [(self.digits(f"ข้อ {section.number}"), section) for section in self.sections]


def bylaw_paper(bylaw: Bylaw, today: datetime.date, *, is_thai: bool = True) -> BylawPaper:
    """One version as it is printed; a draft says that it is one. The digits are those of what the paper itself says."""
    group = bylaw.group
    articles = enumerate(read(bylaw.text), start=1)
    return BylawPaper(
        paper_title="ระเบียบข้อบังคับกลุ่ม" if bylaw.adopted else "ร่างระเบียบข้อบังคับกลุ่ม",
        lines=[group.name, thai_digits(place_name(group.village_code)) if is_thai else place_name(group.village_code)],
        running_head=f"ระเบียบข้อบังคับ {group.name}",
        sections=[PaperSection(str(n), article.heading, 1, article.text) for n, article in articles],
        notes=[_adopted(bylaw, is_thai)],
        signatures=[Signature(position.label, name) for position, name in signers(group, bylaw.adopted or today)],
        printed_on=today,
        thai_digits=is_thai,
    )


def _adopted(bylaw: Bylaw, is_thai: bool) -> str:
    if not bylaw.adopted:
        return "ร่างเพื่อเสนอที่ประชุมสมาชิกพิจารณา ยังไม่มีผลใช้บังคับ"
    words = f"ที่ประชุมสมาชิกรับรองเมื่อวันที่ {thai_date(bylaw.adopted, 'thai' if is_thai else 'arabic')}"
    meeting = bylaw.meeting
    if meeting and meeting.place:
        words += f" ณ {meeting.place}"
    if meeting and meeting.people:
        people = number(meeting.people)
        words += f" ผู้เข้าประชุม {thai_digits(people) if is_thai else people} คน"
    return words
