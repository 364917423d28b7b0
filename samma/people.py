"""A person's name as Thai offices write it: the title joined to the first name, then the surname."""

import re
from dataclasses import dataclass

from django.db import models

from samma import thai
from samma.fields import SortKey, ThaiCharField

_CIVIL = [
    "นาย", "นาง", "นางสาว", "น.ส.", "นส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.",
    "ดร.", "ผศ.", "รศ.", "ศ.", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "นพ.", "พญ.", "ม.ล.", "ม.ร.ว.", "ม.จ.",
    "หม่อมหลวง", "หม่อมราชวงศ์", "คุณหญิง", "ท่านผู้หญิง",
    "พระ", "พระครู", "พระมหา", "พระอธิการ", "พระปลัด", "พระสมุห์", "พระใบฎีกา", "สามเณร", "แม่ชี",
]  # fmt: skip
_RANKS = [
    "ร้อยตรี", "ร้อยโท", "ร้อยเอก", "พันตรี", "พันโท", "พันเอก", "พลตรี", "พลโท", "พลเอก",
    "จ่าสิบตรี", "จ่าสิบโท", "จ่าสิบเอก", "สิบตรี", "สิบโท", "สิบเอก", "พลทหาร",
    "ร้อยตำรวจตรี", "ร้อยตำรวจโท", "ร้อยตำรวจเอก", "พันตำรวจตรี", "พันตำรวจโท", "พันตำรวจเอก",
    "สิบตำรวจตรี", "สิบตำรวจโท", "สิบตำรวจเอก", "จ่าสิบตำรวจ", "ดาบตำรวจ", "พลตำรวจ",
    "ร.ต.", "ร.ท.", "ร.อ.", "พ.ต.", "พ.ท.", "พ.อ.", "พล.ต.", "พล.ท.", "พล.อ.",
    "ส.ต.", "ส.ท.", "ส.อ.", "จ.ส.ต.", "จ.ส.ท.", "จ.ส.อ.", "จ.ต.", "จ.ท.", "จ.อ.", "พ.จ.ต.", "พ.จ.ท.", "พ.จ.อ.",
    "พ.อ.ต.", "พ.อ.ท.", "พ.อ.อ.", "น.ต.", "น.ท.", "น.อ.",
    "ร.ต.ต.", "ร.ต.ท.", "ร.ต.อ.", "พ.ต.ต.", "พ.ต.ท.", "พ.ต.อ.", "พล.ต.ต.", "พล.ต.ท.", "พล.ต.อ.",
    "ส.ต.ต.", "ส.ต.ท.", "ส.ต.อ.", "จ.ส.ต.อ.", "ด.ต.", "อส.", "อ.ส.",
]  # fmt: skip
TITLES = _CIVIL + _RANKS


def _pattern(title: str) -> str:
    """A title as it is typed: a space may stand after each of its points."""
    return "".join(r"\.\s?" if letter == "." else letter for letter in title)


def _any_of(titles: list[str]) -> str:
    """Longest first: "นาง" begins "นางสาว"."""
    return "|".join(map(_pattern, sorted(titles, key=len, reverse=True)))


# A rank may be acting, and a woman's. And no name begins with a vowel above or below: นางสาวิตรี is นาง สาวิตรี.
_NAME_BEGINS = r"(?![\u0e30-\u0e3a\u0e45-\u0e4e])"
_TITLE = re.compile(
    rf"(?:ว่าที่\s?)?(?:{_any_of(_RANKS)})(?:\s?หญิง(?=\s?[ก-ฮเ-ไ]))?{_NAME_BEGINS}|(?:{_any_of(_CIVIL)}){_NAME_BEGINS}"
)


@dataclass(frozen=True)
class Name:
    """A name in its parts; `title` may be empty."""

    title: str
    first_name: str
    last_name: str


def split_name(text: str) -> Name:
    """ "นายหมอก  คำงาม" -> นาย, หมอก, คำงาม. The longest known title, the first word, and the rest is the surname."""
    whole = thai.fold_spaces(thai.normalise(text))
    match = _TITLE.match(whole)
    rest = whole[match.end() :].strip() if match else ""
    title = match[0].strip() if rest else ""
    first, _, last = (rest or whole).partition(" ")
    return Name(title, first, last.strip())


def is_title(text: str) -> bool:
    """A title and nothing else: a cell of the column คำนำหน้า."""
    return bool(_TITLE.fullmatch(thai.fold_spaces(thai.normalise(text))))


class PersonName(models.Model):
    """Title, first name and surname, kept in Thai order by `sort_key`."""

    title = ThaiCharField("คำนำหน้า", max_length=30, blank=True)
    first_name = ThaiCharField("ชื่อ", max_length=100)
    last_name = ThaiCharField("นามสกุล", max_length=100, blank=True)
    sort_key = SortKey(of=("first_name", "last_name"))

    class Meta:
        abstract = True

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}".strip()
