"""What the reader of old texts noticed, as offers beside the record: nothing of it is applied unasked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from samma.knowledge.importing.repairing import Exactly, keys_of
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.reading import (
    OFFERED,
    Note,
    Piece,
    ReadRecord,
    beyond_mending,
    in_lines,
    read_record,
    trail,
)
from samma.knowledge.record_forms import FORMS, KINDS, RecordForm


@dataclass(frozen=True)
class Offer:
    """A kind that a section may be, for a button."""

    kind: str
    label: str


def notes_of(record: KnowledgeRecord) -> list[str]:
    """What was noticed in the text that a record came from and is still to be done: damage first."""
    if not record.source_text:
        return []
    read = as_stored(record)
    notes = [note for note in read.warnings if note.code != "mended"]
    return sentences([*beyond_mending(record.source_text, read.mended), *notes])


def as_stored(record: KnowledgeRecord) -> ReadRecord:
    """The source text read again with the very repairs it came in with."""
    return read_record(record.source_text, file=record.source_file, accepted=keys_of(record.repairs), refused=Exactly())


@dataclass(frozen=True)
class Mending:
    """What the record's page says of its source: how many places were mended, which, and the text with them marked."""

    places: int
    repairs: list[dict]
    text: SafeString


def mending_of(record: KnowledgeRecord) -> Mending | None:
    """None for a record that came from no old text."""
    if not record.source_text:
        return None
    lines = in_lines(trail(record.source_text, as_stored(record).mended.stages))
    places = sum(repair["count"] for repair in record.repairs)
    return Mending(places, record.repairs, marked(lines, is_old=True, offered=False))


def marked(lines: Iterable[list[Piece]], *, is_old: bool = False, offered: bool = True) -> SafeString:
    """The text with its mended places in <mark>, those that are only offered too; they have not changed yet."""
    told = (format_html_join("", "{}", ((_mark(piece, is_old, offered),) for piece in line)) for line in lines)
    return format_html_join("\n", "{}", ((line,) for line in told))


def _mark(piece: Piece, is_old: bool, offered: bool) -> SafeString | str:
    text = piece.was if is_old else piece.now
    if not piece.state or (piece.state == OFFERED and not offered):
        return text
    return format_html('<mark class="mend-{}">{}</mark>', piece.state, text)


def sentences(notes: Iterable[Note]) -> list[str]:
    return [note.text for note in notes]


def offers_for(form_key: str, heading: str, body: str) -> list[Offer]:
    """The kinds that people really wrote under this heading of this form, when there is a text to judge."""
    form: RecordForm | None = FORMS.get(form_key)
    if form is None or not body.strip(" -\n"):
        return []
    item = next((item for item in form.sections if item.says(heading)), None)
    return [Offer(kind, KINDS[kind]) for kind in item.often_holds] if item else []
