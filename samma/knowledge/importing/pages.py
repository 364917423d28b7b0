"""What the page of old texts shows: repairs to choose, old text and new with the places marked, and a table of all."""

from samma.knowledge.importing.forms import OldTextForm
from samma.knowledge.importing.offers import marked, sentences
from samma.knowledge.reading import beyond_mending, in_lines, trail
from samma.knowledge.record_forms import FORMS
from samma.knowledge.writing.views import categories_of, section_rows

PASTED = "ข้อความที่วาง"
# Notes of a record that somebody has to decide on before it is kept; the others only tell what was done.
TO_DECIDE = {
    "form-unknown", "missing-field", "unplaced-text", "heading-shift", "inner-heading", "date-doubtful", "province-differs",
}  # fmt: skip
COLUMNS = [{"label": label} for label in ("เอกสาร", "แบบที่พบ", "ชื่อเรื่อง", "ข้อความเสียหาย", "ความพร้อม")]


def page_of(document: OldTextForm) -> dict:
    """One old text beside its record."""
    read = document.read
    lines = in_lines(trail(document.text, read.mended.stages))
    beyond = beyond_mending(document.text, read.mended)
    applied, offered = read.mended.applied, read.mended.offered
    to_decide = bool(beyond or offered or document.errors) or any(note.code in TO_DECIDE for note in read.warnings)
    return {
        "form": document,
        "name": document.file or PASTED,
        "anchor": f"{document.prefix}-text",
        "old": marked(lines, is_old=True),
        "changes": [(marked([line], is_old=True), marked([line])) for line in lines if any(p.state for p in line)],
        "repairs": [repair_row(document, repair) for repair in sorted(read.repairs, key=lambda r: not r.is_certain)],
        "repair_name": f"{document.prefix}-repair",
        "mended": sum(repair.count for repair in applied),
        "ordered": [note.text for note in read.damage if note.code == "mended-marks"],
        "damage": sentences(beyond),
        "warnings": sentences(note for note in read.warnings if note.code != "mended"),
        "rows": section_rows(document, is_read=True),
        "categories": categories_of(document["form"].value() or ""),
        "skip_name": f"{document.prefix}-skip",
        "is_skipped": document.is_skipped,
        "needs_look": to_decide,
        "state": _damage_told(applied, offered, beyond),
    }


def repair_row(document: OldTextForm, repair) -> dict:
    return {
        "key": repair.key,
        "id": f"{document.prefix}-{repair.key}",
        "old": repair.old,
        "new": repair.new,
        "count": repair.count,
        "reason": repair.reason,
        "is_certain": repair.is_certain,
        "is_applied": repair.is_applied,
    }


def _damage_told(applied, offered, beyond) -> str:
    parts = []
    if applied:
        parts.append(f"ซ่อมแล้ว {sum(repair.count for repair in applied)} แห่ง")
    if offered:
        parts.append(f"รอเลือก {sum(repair.count for repair in offered)} แห่ง")
    if beyond:
        parts.append(f"ต้องแก้เอง {len(beyond)} ชนิด")
    return " · ".join(parts) or "ไม่พบ"


def table_rows(pages: list[dict], refusals: list[tuple[str, str]]) -> list[dict]:
    """All documents of a batch on one page: what each is, and whether it wants to be looked at."""
    rows = []
    for page in pages:
        form_key = page["form"]["form"].value()
        state = {"word": "ควรตรวจ", "tone": "warn"} if page["needs_look"] else {"word": "พร้อมเก็บ", "tone": "ok"}
        cells = [
            {"text": page["name"]},
            {"text": FORMS[form_key].name if form_key in FORMS else "ไม่ทราบแบบ"},
            {"text": page["form"]["title"].value() or ""},
            {"text": page["state"]},
            {"chip": {"word": "ไม่นำเข้า", "tone": "neutral"} if page["is_skipped"] else state},
        ]
        rows.append({"cells": cells, "url": f"#{page['anchor']}"})
    for name, sentence in refusals:
        texts = [name, "–", "–", sentence]
        cells = [*({"text": text} for text in texts), {"chip": {"word": "อ่านไม่ได้", "tone": "stop"}}]
        rows.append({"cells": cells})
    return rows
