"""The papers as data: one file in forms/ for each, read once. What a file may say is checked when it is read."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMS = Path(__file__).parent / "forms"
BLANK, FILLED = "blank", "filled"
PHASES = ["ทีมวิทยากร", "แผนและการประชุม", "ครัวเรือนและการฝึกอบรม", "เยี่ยมติดตาม", "กลุ่มอาชีพ", "ผลิตภัณฑ์และ OTOP", "สรุปทั้งหมู่บ้าน"]

# What a block of each kind may say. All of them may say `only` (blank or filled), `needs` and `without` (a value's name).
ALLOWED = {
    "fields": {"lines"},
    "words": {"text", "look", "empty"},
    "letterhead": {"left", "right"},
    "heading": {"text", "level", "anchor"},
    "ticks": {"label", "value", "choices"},
    "writing": {"label", "value", "lines", "placeholder"},
    "table": {
        "rows",
        "columns",
        "blank_rows",
        "spare_rows",
        "total",
        "strong",
        "empty",
        "dense",
        "tight",
        "hand",
        "heading",
        "unless_empty",
    },
    "points": {"rows", "heading", "parts", "blank_points"},
    "list": {"rows", "text", "blank_rows"},
    "signatures": {"who", "rows", "dated"},
    "pictures": {"rows", "empty"},
    "photo": {"rows", "wide", "small", "empty"},
    "chart": {"value"},
    "contents": set(),
    "gap": {"page"},
}
ENTRY = {"label", "value", "unit", "width"}
COLUMN = {"heading", "value", "width", "align", "group", "number"}


@dataclass(frozen=True)
class PaperForm:
    """A paper of the department: its words, its blocks in order, and the source of its values."""

    key: str
    name: str  # on the page of papers
    purpose: str
    phase: str
    title: str  # at its head
    source: str
    blocks: tuple[dict[str, Any], ...]
    lines: tuple[str, ...] = ()
    order: int = 0
    unit: str = ""  # what there is one sheet of: a day, a household; nothing is one for the village
    wide: bool = False
    numbered: bool = True
    tight: bool = False
    kinds: tuple[str, ...] = (FILLED, BLANK)
    title_blank: str = ""
    personal: bool = True  # names of people stand on it: printing it is written down
    note: str = ""  # what to know before printing
    thai: bool = True  # its usual digits
    bookmark: str = ""


def load_form(path: Path) -> PaperForm:
    """A paper from its file; the file's name is the paper's key."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = [_checked(block, path.name) for block in data.pop("blocks")]
    data = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    form = PaperForm(key=path.stem, blocks=tuple(found), **data)
    if form.phase not in PHASES:
        raise ValueError(f"{path.name}: unknown phase {form.phase}")
    return form


def _checked(block: dict[str, Any], name: str) -> dict[str, Any]:
    kind = block.get("kind", "")
    unknown = set(block) - ALLOWED.get(kind, set()) - {"kind", "only", "needs", "without"}
    for column in block.get("columns", ()):
        unknown |= set(column) - COLUMN
    for line in block.get("lines", ()) if kind == "fields" else ():
        for entry in line:
            unknown |= set(entry) - ENTRY
    if kind not in ALLOWED or unknown:
        raise ValueError(f"{name}: a block “{kind}” does not say {', '.join(sorted(unknown)) or 'that'}")
    return block


PAPERS = {path.stem: load_form(path) for path in sorted(FORMS.glob("*.toml"))}
PAPERS = dict(sorted(PAPERS.items(), key=lambda item: (PHASES.index(item[1].phase), item[1].order, item[0])))
