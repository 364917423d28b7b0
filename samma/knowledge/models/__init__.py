"""Records with their sections and photos, what is kept beside them, and the yearly book."""

from samma.knowledge.models.record import (
    WAITING,
    KnowledgeRecord,
    Level,
    RecordPhoto,
    RecordWords,
    Section,
    State,
    form_choices,
    kind_choices,
    new_slug,
)
from samma.knowledge.models.trail import Reason, RecordMark, Revision, SectionComment
from samma.knowledge.models.yearbook import YearBook

__all__ = [
    "WAITING", "KnowledgeRecord", "Level", "Reason", "RecordMark", "RecordPhoto", "RecordWords", "Revision", "Section",
    "SectionComment", "State", "YearBook", "form_choices", "kind_choices", "new_slug",
]  # fmt: skip
