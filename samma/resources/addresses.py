"""An address in one cell taken apart: house number, moo, village, subdistrict, district, province, and what is left."""

import re
from dataclasses import dataclass, fields

from samma import thai

_LABELS = (
    r"(?=\s*(?:[,;(]|หมู่|ม\.|บ้าน|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|ถนน|ถ\.|ซอย|ซ\.|รหัสไปรษณีย์|[0-9]{5}|โทร)|\s*$)"
)
_NAME = rf"\s*(?P<name>[^\s0-9,;.()][^0-9,;()]*?){_LABELS}"
_MOO = re.compile(r"(?:หมู่บ้านที่|หมู่\s?ที่|หมู่|ม\.\s?ที่|ม\.|ม\s?(?=[0-9]))\s*(?P<name>[0-9]{1,2})(?![0-9/])")
_PLACES = {
    "province": re.compile(rf"(?:จังหวัด|จ\.){_NAME}"),
    "district": re.compile(rf"(?:อำเภอ|อ\.|เขต){_NAME}"),
    "tambon": re.compile(rf"(?:ตำบล|ต\.|แขวง){_NAME}"),
    "village": re.compile(rf"(?:หมู่บ้าน|บ้าน)(?!เลข|\s*ที่|พัก){_NAME}(?:\s*\([^()]*\))?"),
}
_HOUSE = re.compile(r"^(?:(?:บ้าน)?เลขที่)?\s*(?P<name>[0-9]+(?:\s?/\s?[0-9]+)?(?:\s?[ก-ฮ](?![ก-๛.]))?)(?![0-9])")
_POSTCODE = re.compile(r"(?:รหัสไปรษณีย์\s*)?(?<![0-9])[1-9][0-9]{4}(?![0-9])")


@dataclass(frozen=True)
class Place:
    """Where a village is said to lie, in the words of the file; empty where it does not say."""

    moo: str = ""
    village: str = ""
    tambon: str = ""
    district: str = ""
    province: str = ""

    def __bool__(self) -> bool:
        return bool(self.moo or self.village)  # a subdistrict alone names no village

    def filled(self, other: "Place") -> "Place":
        """With what another place says where this one is silent."""
        return Place(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def __str__(self) -> str:
        said = [
            self.village and f"บ้าน{self.village}",
            self.moo and f"หมู่ที่ {self.moo}",
            self.tambon and f"ตำบล{self.tambon}",
            self.district and f"อำเภอ{self.district}",
            self.province and f"จังหวัด{self.province}",
        ]
        return " ".join(filter(None, said))


@dataclass(frozen=True)
class Address:
    """An address in its parts; `rest` is what no part took."""

    house_no: str
    place: Place
    rest: str


def split_address(text: str) -> Address:
    """12/3 ม.8 บ้านตระกาจ ต.ศรีแก้ว -> 12/3, (8, ตระกาจ, ศรีแก้ว), nothing left."""
    rest = thai.fold_spaces(thai.arabic_digits(thai.normalise(text)))
    match = _HOUSE.match(rest)
    house = re.sub(r"\s", "", match["name"]) if match else ""
    rest = rest[match.end() :] if match else rest
    place, rest = _take_place(rest)
    return Address(house, place, re.sub(r"^[\s,;.]+|[\s,;.]+$", "", _POSTCODE.sub("", rest)))


def read_place(text: str) -> Place:
    """The village that a line of text speaks of."""
    return _take_place(thai.fold_spaces(thai.arabic_digits(thai.normalise(text))))[0]


def _take_place(text: str) -> tuple[Place, str]:
    found = {}
    for name, pattern in _PLACES.items():
        if match := pattern.search(text):
            found[name] = match["name"].strip()
            text = f"{text[: match.start()]} {text[match.end() :]}"
    if match := _MOO.search(text):
        found["moo"] = str(int(match["name"]))
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return Place(**found), thai.fold_spaces(text)


def bare_moo(text: str) -> str:
    """8 of ม.8, หมู่ที่ ๘ or 8; empty when it is no moo."""
    try:
        return str(thai.read_moo(text))
    except thai.ThaiNumberError:
        return ""


def bare_name(text: str) -> str:
    """A place's name as it is compared: without บ้าน, ตำบล, อำเภอ, จังหวัด in front, and without what is in brackets."""
    folded = thai.search_fold(re.sub(r"\([^()]*\)", "", text))
    bare = re.sub(r"^(หมู่บ้าน|บ้าน|บ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)", "", folded)
    return bare or folded
