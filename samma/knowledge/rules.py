"""What a knowledge record needs before it is sent, and which step may follow which. No database here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from samma import thai
from samma.knowledge.record_forms import FORMS

DRAFT, SUBMITTED, CHECKED, APPROVED, PUBLISHED = "draft", "submitted", "checked", "approved", "published"

# verb: the states it starts from, the state it leads to, and what is said when it cannot be done now
STEPS = {
    "submit": ((DRAFT,), SUBMITTED, "ส่งได้เฉพาะฉบับร่าง"),
    "check": ((SUBMITTED,), CHECKED, "อำเภอตรวจได้เฉพาะเอกสารที่ส่งแล้วและยังไม่ได้ตรวจ"),
    "give back": (
        (SUBMITTED, CHECKED, APPROVED),
        DRAFT,
        "ส่งกลับได้เฉพาะเอกสารที่ส่งแล้วหรือรับรองแล้ว หากเผยแพร่อยู่ ให้ยกเลิกการเผยแพร่ก่อน",
    ),
    "approve": ((CHECKED,), APPROVED, "รับรองได้เฉพาะเอกสารที่อำเภอตรวจแล้ว"),
    "publish": ((APPROVED,), PUBLISHED, "เผยแพร่ได้เฉพาะเอกสารที่รับรองแล้ว"),
    "unpublish": ((PUBLISHED,), APPROVED, "เอกสารนี้ยังไม่ได้เผยแพร่"),
}
CLOSED = {
    SUBMITTED: "เอกสารนี้ส่งแล้วและรออำเภอตรวจ หากต้องแก้ไข ให้ส่งกลับแก้ไขก่อน",
    CHECKED: "อำเภอตรวจเอกสารนี้แล้วและรอจังหวัดรับรอง หากต้องแก้ไข โปรดขอให้จังหวัดส่งกลับก่อน",
    APPROVED: "จังหวัดรับรองเอกสารนี้แล้ว หากต้องแก้ไข โปรดขอให้จังหวัดส่งกลับก่อน",
    PUBLISHED: "เอกสารนี้เผยแพร่แล้ว หากต้องแก้ไข โปรดขอให้จังหวัดยกเลิกการเผยแพร่และส่งกลับก่อน",
}
OTHER_EYES = "ท่านเขียนหรือส่งเอกสารนี้เอง โปรดให้เจ้าหน้าที่คนอื่นของอำเภอเป็นผู้ตรวจ"
UNKNOWN_TITLE = "ไม่ทราบชื่อ"  # an old text that does not say its title waits under this one


@dataclass(frozen=True)
class Content:
    """What of a record the rules look at."""

    form: str
    title: str
    owner: str
    bodies: Iterable[str]


def unmet(content: Content) -> list[str]:
    """What is still missing before the record can be sent. Empty means ready."""
    checks = [
        (content.form in FORMS, "ยังไม่ได้เลือกแบบบันทึก"),
        (content.title.strip() and not content.title.startswith(UNKNOWN_TITLE), "ยังไม่มีชื่อองค์ความรู้"),
        (content.owner.strip(), "ยังไม่มีชื่อเจ้าขององค์ความรู้"),
        (any(body.strip(" -–\n\t") for body in content.bodies), "ยังไม่มีเนื้อความในหัวข้อใดเลย"),
    ]
    return [sentence for met, sentence in checks if not met]


def checks_alone(checker: int, hands: set[int], officers: set[int]) -> bool | None:
    """Whether the one who checks has his own hand in the text: None when that is not allowed.

    `hands` wrote or sent it; `officers` are the district's. Where any officer has no hand in it, one of those checks.
    Where all have, as in a district of one officer, he may check himself, and it is written down that he did.
    """
    if checker not in hands:
        return False
    return None if officers - hands else True


def year_of(day: datetime.date | None, form: str | None, today: datetime.date) -> int:
    """The fiscal year of an old text: of its date, else of its form, else the present one."""
    if day:
        return thai.fiscal_year(day)
    return FORMS[form].year if form in FORMS else thai.fiscal_year(today)
