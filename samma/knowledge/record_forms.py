"""The forms of knowledge records as data: one file in `papers/` for each form the department has printed.

A new form is a new file there. The same data recognises headings in old texts, orders the editor and prints a record.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from samma.thai import search_fold

PAPERS = Path(__file__).parent / "papers"

# Canonical kinds of section: they cover every heading of every form, so that one record prints in any of them.
KINDS = {
    "background": "ความเป็นมาและความสำคัญ",
    "objective": "วัตถุประสงค์",
    "process": "กระบวนการ/ขั้นตอน",
    "technique": "เทคนิค",
    "inputs": "วัตถุดิบและอุปกรณ์",
    "caution": "ข้อพึงระวัง",
    "success": "ปัจจัยแห่งความสำเร็จ",
    "problem": "ปัญหาและวิธีแก้ไข",
    "result": "ผลลัพธ์",
    "proposal": "ข้อเสนอแนะ",
    "pictures": "รูปประกอบ",
}

LONGEST_HEADING = 120  # characters; a longer line is text

INDIVIDUAL = "บุคคล"
UNIT = "หน่วยงาน"


@dataclass(frozen=True)
class FormItem:
    """One numbered item of a form: a section (it has a `kind`) or a part of the record's head (it has a `field`)."""

    number: str
    heading: str
    kind: str = ""
    field: str = ""  # title, owner or category
    parent: str = ""  # number of the heading it stands under
    also: tuple[str, ...] = ()  # other wordings seen
    takes: tuple[str, ...] = ()  # further kinds that a combined heading asks for
    often_holds: tuple[str, ...] = ()  # kinds that people really wrote here: offered, never applied
    open_ended: bool = False  # the office goes on with its own words on the same line
    hint: str = ""  # what to write here, for the editor; empty: what its kind asks for

    def says(self, heading: str) -> bool:
        """Whether a printed heading is this item's, however it is spaced."""
        if len(heading) > LONGEST_HEADING:
            return False
        said = squeeze(heading)
        return said in self._squeezed or (self.open_ended and said.startswith(squeeze(self.heading)))

    @cached_property
    def _squeezed(self) -> frozenset[str]:
        return frozenset(squeeze(wording) for wording in self.wordings)

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """The heading and the other wordings seen, longest first, so that the fuller one is recognised."""
        return tuple(sorted((w for w in (self.heading, *self.also) if w), key=len, reverse=True))


@dataclass(frozen=True)
class RecordForm:
    """A form of one year: what is printed at its head, and its items in order."""

    key: str
    name: str
    titles: tuple[str, ...]  # the paper's own title; a web page has none
    year: int  # first fiscal year, พ.ศ.
    level: str
    digits: str  # thai, arabic, mixed or none
    complete: bool  # every item has been seen
    categories: tuple[str, ...]
    owner_labels: dict[str, str]  # field -> label as printed, in order; an empty label is a line without one
    items: tuple[FormItem, ...]
    subtitle: str = ""
    heading_end: str = ""  # what old texts have after each heading, as the web form's arrow
    foot: tuple[str, ...] = ()  # lines at the page's foot, with {province}

    @property
    def sections(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if item.kind)

    @property
    def fields(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if item.field)

    def item(self, field: str) -> FormItem | None:
        """The item that asks for a part of the head: title, owner or category."""
        return next((item for item in self.items if item.field == field), None)

    def is_parent(self, item: FormItem) -> bool:
        return bool(item.number) and any(other.parent == item.number for other in self.items)


class SectionLike(Protocol):
    """What `arrange` reads of a section, read or stored."""

    number: str | None
    heading: str
    kind: str | None
    body: str


@dataclass(frozen=True)
class PrintedSection:
    """A heading and its text as they go on paper; `level` 2 stands under a level 1."""

    number: str
    heading: str
    level: int
    body: str


def squeeze(text: str) -> str:
    """Words without spaces, colons and kinds of digits, for comparing headings and numbers."""
    return search_fold(text or "").replace(":", "")


def load_form(path: Path) -> RecordForm:
    """A form from its data file; the file's name is the form's key."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    items = tuple(FormItem(**{"number": "", "heading": ""} | _frozen(item)) for item in data.pop("items"))
    unknown = {kind for item in items for kind in (item.kind, *item.takes, *item.often_holds) if kind} - set(KINDS)
    if unknown:
        raise ValueError(f"{path.name}: unknown kind {', '.join(sorted(unknown))}")
    return RecordForm(key=path.stem, items=items, **_frozen(data))


def _frozen(data: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def load_forms(folder: Path = PAPERS) -> dict[str, RecordForm]:
    """Every form of a folder by its key, oldest year first."""
    forms = sorted((load_form(path) for path in folder.glob("*.toml")), key=lambda form: (form.year, form.key))
    return {form.key: form for form in forms}


FORMS: dict[str, RecordForm] = load_forms()


def form_for_year(year: int, level: str = INDIVIDUAL) -> RecordForm:
    """The paper form for a record of a fiscal year (พ.ศ.): the newest of that level that is wholly known.

    A level of which no form is wholly known gets the newest one there is; a year before all forms gets the oldest.
    """
    forms = [form for form in FORMS.values() if form.level == level and form.titles]  # a web page has no title
    forms = [form for form in forms if form.complete] or forms
    if not forms:
        raise ValueError(f"ไม่มีแบบบันทึกระดับ {level}")
    return max((form for form in forms if form.year <= year), key=lambda form: form.year, default=forms[0])


def arrange(form: RecordForm, sections: Iterable[SectionLike]) -> list[PrintedSection]:
    """Lay a record's sections under a form's headings.

    A section of this very form keeps its own number and heading. Any other goes by its kind to the first heading that
    asks for that kind; the second one in the same place keeps its own heading below. What the form has no place for
    comes last, under its own heading. Headings of the form that nothing fills are printed empty.
    """
    layout = _Layout(form)
    foreign = [section for section in sections if not layout.keep(section)]
    for section in foreign:
        layout.place(section)
    return layout.printed()


class _Layout:
    """What stands under each item of a form while a record is being arranged."""

    def __init__(self, form: RecordForm):
        self.form = form
        self.own: dict[int, SectionLike] = {}
        self.placed: dict[int, list[SectionLike]] = {}
        self.under: dict[int, list[SectionLike]] = {}  # sub-sections the office added, such as 4.3
        self.last: list[SectionLike] = []
        self.here: int | None = None

    def keep(self, section: SectionLike) -> bool:
        """Take a section that came from this form, by its heading and number, or by its number under one of these."""
        number = squeeze(section.number)
        for place, item in enumerate(self.form.items):
            # an old text may have lost its numbers; another number is another form's
            same_number = number in ("", squeeze(item.number))
            if item.kind and place not in self.own and same_number and item.says(section.heading):
                self.own[place] = section
                self.here = place
                return True
        if self.here is not None and "." in number:
            top = squeeze(self.form.items[self.here].number).split(".")[0]
            if number.split(".")[0] == top:
                self.under.setdefault(self.here, []).append(section)
                return True
        return False

    def place(self, section: SectionLike) -> None:
        """Put a section of another form where this form asks for its kind."""
        if not section.body.strip():
            return  # an empty heading of another form says nothing here
        place = self.place_for(section.kind)
        if place is None:
            self.last.append(section)
        else:
            self.placed.setdefault(place, []).append(section)

    def place_for(self, kind: str | None) -> int | None:
        items = list(enumerate(self.form.items))
        leaves = [place for place, item in items if kind and item.kind == kind and not self.form.is_parent(item)]
        combined = [place for place, item in items if kind and (item.kind == kind or kind in item.takes)]
        return next(iter(leaves or combined), None)

    def printed(self) -> list[PrintedSection]:
        # What a combined heading takes stands after its sub-headings.
        lines: list[PrintedSection] = []
        waiting: list[PrintedSection] = []
        for place, item in enumerate(self.form.items):
            if not item.kind:
                continue
            if not item.parent:
                lines += waiting
                waiting = []
            own, placed = self.own.get(place), list(self.placed.get(place, []))
            body = own.body if own else ""
            is_parent = self.form.is_parent(item)
            if not body.strip() and placed and not is_parent:
                body = placed.pop(0).body
            lines.append(
                PrintedSection(
                    number=(own and own.number) or item.number,
                    heading=own.heading if own else item.heading,
                    level=2 if item.parent else 1,
                    body=body,
                )
            )
            below = [
                PrintedSection(number=section.number or "", heading=section.heading, level=2, body=section.body)
                for section in self.under.get(place, [])
            ] + [PrintedSection(number="", heading=section.heading, level=2, body=section.body) for section in placed]
            if is_parent:
                waiting += below
            else:
                lines += below
        lines += waiting
        return lines + [PrintedSection(number="", heading=s.heading, level=1, body=s.body) for s in self.last]
