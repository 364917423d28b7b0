"""The way back: a draft reads again as it did in a revision, and that is a new revision."""

from django.core.exceptions import ValidationError
from django.db import transaction

from samma.accounts.events import record as write_down
from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, Reason, Revision
from samma.knowledge.trail.revisions import HEAD, keep, keep_first
from samma.scope import covers


@transaction.atomic
def restore(record: KnowledgeRecord, revision: Revision, *, by) -> Revision:
    """Make a draft read again as it did in a revision. What it reads now stays as a revision of its own."""
    if not by.may_write or not covers(by.area_code, record.area_code):
        raise ValidationError("บัญชีนี้แก้ไของค์ความรู้ของพื้นที่นี้ไม่ได้")
    record = actions.open_for_writing(record)
    keep_first(record)
    keep(record, Reason.EDIT, by=by)
    for name in HEAD:
        setattr(record, name, revision.head.get(name, getattr(record, name)))
    record.is_changed, record.version = True, record.version + 1
    record.save()
    there = set(record.sections.values_list("pk", flat=True))
    texts = [
        actions.SectionText(
            row["pk"] if row["pk"] in there else None, row["number"], row["heading"], row["kind"], row["body"]
        )
        for row in revision.sections
    ]
    actions.write_sections(record, texts, there - {text.pk for text in texts})
    write_down("restore", record, by=by, revision=revision.number)
    return keep(record, Reason.RESTORED, by=by)
