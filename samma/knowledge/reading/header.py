"""Reads the head of an old text: title, category, and the owner with position, office, address and phone.

What the text does not say stays empty: an address is an office only when it says so.
"""

import re
from dataclasses import dataclass, field

from samma.knowledge.reading.categories import Pick, pick
from samma.knowledge.reading.sections import Block
from samma.knowledge.reading.words import after
from samma.knowledge.record_forms import RecordForm, squeeze
from samma.thai import ThaiDateError, arabic_digits, fold_spaces, read_date

# Longest first: เบอร์โทรศัพท์ before โทร.
LABELS = {
    "เบอร์โทรศัพท์": "phone",
    "เบอร์โทร": "phone",
    "โทรศัพท์": "phone",
    "มือถือ": "phone",
    "ตำแหน่ง": "owner_position",
    "สังกัด": "owner_office",
    "ที่อยู่": "owner_address",
    "วันที่": "date",
    "โดย": "owner_name",
}
LABEL = re.compile(
    r"(?:^|(?<=\s))(?P<label>" + "|".join(LABELS) + r"|โทร(?=[\s.:0-9๐-๙]))(?P<mark>\s*[:.]\s*|\s*)", re.M
)
OFFICE = re.compile(r"สำนักงาน|ศูนย์(?!เรียนรู้)|ที่ว่าการ|กรมการพัฒนาชุมชน")
ADDRESS = re.compile(r"บ้านเลขที่|เลขที่|หมู่ที่|ตำบล|อำเภอ|จังหวัด|[ตอจ]\.")
POSITION = re.compile(r"นักวิชาการ|เจ้าพนักงาน|เจ้าหน้าที่|พัฒนากร|พัฒนาการ|ปราชญ์|วิทยากร|ผู้ใหญ่บ้าน|กำนัน|ผู้อำนวยการ|ตำแหน่ง")
OFFICE_ON_THE_LINE = re.compile(r"\s(?=สำนักงานพัฒนาชุมชน|ศูนย์ศึกษาและพัฒนาชุมชน|ที่ว่าการอำเภอ)")
PROVINCE = re.compile(r"(?:จังหวัด|(?:^|(?<=\s))จ\.)\s*(?P<name>[ก-๎]+)")
QUOTED = re.compile(r"\s*(?:[\"“”]\s*(?P<inside>[^\"“”]+)[\"“”]+)\s*")
PHONE = re.compile(r"0(?:[\s–-]*[0-9]){8,9}(?![0-9])")


@dataclass
class Head:
    """Fields of the head; `unplaced` holds lines that belong to none of them, so that nothing is lost."""

    values: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    picked: Pick | None = None  # the category's printed list, when there was one

    def add(self, name: str, value: str) -> None:
        value = fold_spaces(value).strip(" :")
        values = self.values.setdefault(name, [])
        if value and value not in values:
            values.append(value)

    def get(self, name: str) -> str | None:
        return " ".join(self.values.get(name, [])) or None


def read_head(form: RecordForm, before: list[str], blocks: list[Block]) -> Head:
    """The head of a text: on a web page the lines before the first heading, on paper its own numbered items."""
    head = Head()
    if form.heading_end:
        _web_page(form, before, head)
    else:
        titles = {squeeze(title) for title in (*form.titles, form.subtitle)}
        head.unplaced += [line.strip() for line in before if line.strip() and squeeze(line) not in titles]
    for block in blocks:
        if block.item.field == "owner":
            _owner(form, "\n".join(block.lines), head)
        elif block.item.field == "category":
            _category(form, "\n".join(block.lines), head)
        elif block.item.field:
            head.add(block.item.field, _unquoted(" ".join(block.lines)))
    _settle_address(head)
    _settle_phone(head)
    return head


def _web_page(form: RecordForm, before: list[str], head: Head) -> None:
    """Category, title, then the owner with labels that end in a colon."""
    lines = [line.strip() for line in before if line.strip()]
    start = next((n for n, line in enumerate(lines) if (after("โดย", line) or "").lstrip().startswith(":")), len(lines))
    above, owner = lines[:start], lines[start:]
    known = {squeeze(category) for category in form.categories}
    if len(above) > 1 or (above and squeeze(above[0]) in known):
        head.add("category", above.pop(0))
    head.add("title", " ".join(above))
    _labelled("\n".join(owner), head, needs_colon=True)


def _category(form: RecordForm, text: str, head: Head) -> None:
    head.picked = pick(form, text)
    head.add("category", head.picked.category or "")
    if head.picked.rest:
        head.unplaced.append(head.picked.rest)


def _unquoted(text: str) -> str:
    """A title without the quotation marks that the form prints around it."""
    match = QUOTED.fullmatch(text)
    return match["inside"] if match else text


def _owner(form: RecordForm, text: str, head: Head) -> None:
    """The owner's item: name first, then labelled and unlabelled lines in any order."""
    for label in (form.owner_labels.get("owner_name"), "ชื่อ-สกุล"):
        rest = after(label, text) if label else None
        text = text if rest is None else rest
    _labelled(text.lstrip(" :\n"), head, needs_colon=False)


def _labelled(text: str, head: Head, *, needs_colon: bool) -> None:
    marks = [match for match in LABEL.finditer(text) if ":" in match["mark"] or not needs_colon]
    ends = [match.start() for match in marks] + [len(text)]
    _lines(text[: ends[0]], "owner_name", head)
    for match, end in zip(marks, ends[1:], strict=True):
        _lines(text[match.end() : end], LABELS.get(match["label"], "phone"), head)


def _lines(text: str, name: str, head: Head) -> None:
    """The value of a label; below it, a line that opens like an office, an address or a position is that."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name == "owner_position" and lines:
        lines = [part for line in lines for part in OFFICE_ON_THE_LINE.split(line)]
    for n, line in enumerate(lines):
        told = name if n == 0 else _told(line)
        if told:
            head.add(told, line)
        elif name in ("owner_position", "owner_office", "owner_address"):
            head.add(name, line)  # the value goes on
        else:
            head.unplaced.append(line)


def _told(line: str) -> str | None:
    for pattern, name in ((OFFICE, "owner_office"), (ADDRESS, "owner_address"), (POSITION, "owner_position")):
        if pattern.match(line):
            return name
    return None


def _settle_address(head: Head) -> None:
    """ที่อยู่ of some pages is an office, and then it is the owner's office and no address."""
    address = head.get("owner_address")
    if address and OFFICE.match(address) and not head.get("owner_office"):
        head.values["owner_office"] = head.values.pop("owner_address")


def _settle_phone(head: Head) -> None:
    """The number as digits; what is not one plain phone number is also kept as typed."""
    for typed in head.values.pop("phone", []):
        numbers = PHONE.findall(arabic_digits(typed))
        if len(numbers) == 1:
            head.values.setdefault("phone", [re.sub(r"\D", "", numbers[0])])
        if len(numbers) != 1 or re.search("[ก-ฮ]", typed):
            head.unplaced.append(typed)


def province_of(*texts: str | None) -> str | None:
    """The province that the first of these lines names."""
    for text in texts:
        if text and (match := PROVINCE.search(text)):
            return match["name"]
    return None


def day_of(typed: str | None) -> str | None:
    """A typed date as ISO, or None when it cannot be one."""
    try:
        return read_date(typed).isoformat() if typed else None
    except ThaiDateError:
        return None


def is_office(name: str | None) -> bool:
    """Whether the owner is an office and no person."""
    return bool(name and OFFICE.match(name))
