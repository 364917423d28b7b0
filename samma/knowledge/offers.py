"""What the reader of old texts noticed, as offers beside the record: nothing of it is applied unasked."""

from collections.abc import Iterable
from dataclasses import dataclass

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.reading import Note, read_record
from samma.knowledge.record_forms import FORMS, KINDS, RecordForm


@dataclass(frozen=True)
class Offer:
    """A kind that a section may be, for a button."""

    kind: str
    label: str


def notes_of(record: KnowledgeRecord) -> list[str]:
    """What was noticed in the text that a record came from: damage first."""
    if not record.source_text:
        return []
    read = read_record(record.source_text, file=record.source_file)
    return sentences([*read.damage, *read.warnings])


def sentences(notes: Iterable[Note]) -> list[str]:
    return [note.text for note in notes]


def offers_for(form_key: str, heading: str, body: str) -> list[Offer]:
    """The kinds that people really wrote under this heading of this form, when there is a text to judge."""
    form: RecordForm | None = FORMS.get(form_key)
    if form is None or not body.strip(" -\n"):
        return []
    item = next((item for item in form.sections if item.says(heading)), None)
    return [Offer(kind, KINDS[kind]) for kind in item.often_holds] if item else []
