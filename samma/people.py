"""A person's name as Thai offices write it: the title joined to the first name, then the surname."""

from dataclasses import dataclass

from django.db import models

from samma import thai
from samma.fields import SortKey, ThaiCharField

# Longest first: "นาง" begins "นางสาว".
TITLES = sorted(
    [
        "นาย", "นาง", "นางสาว", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "พระ", "พระครู", "ดร.", "ม.ล.", "ม.ร.ว.",
        "ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.หญิง", "ว่าที่ ร.ต.", "ว่าที่ร.ต.", "ร้อยตรี", "ร้อยโท", "ร้อยเอก",
        "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ร.ต.", "ร.ท.", "ร.อ.", "พ.ต.", "พ.ท.", "พ.อ.", "จ.ส.อ.", "จ.ส.ต.", "ส.อ.", "ส.ต.",
        "ด.ต.", "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.", "จ.ส.ท.", "ส.ท.",
    ],
    key=len,
    reverse=True,
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name in its parts; `title` may be empty."""

    title: str
    first_name: str
    last_name: str


def split_name(text: str) -> Name:
    """ "นายหมอก  คำงาม" -> นาย, หมอก, คำงาม. The longest known title, the first word, and the rest is the surname."""
    rest = thai.fold_spaces(thai.normalise(text))
    title = next((known for known in TITLES if rest.startswith(known) and len(rest) > len(known)), "")
    first, _, last = rest[len(title) :].strip().partition(" ")
    return Name(title, first, last.strip())


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
