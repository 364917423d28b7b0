"""Revisions of a record: its text as it stood at each save and each sending, kept whole.

Every door that changes a record's text ends in `keep`.
"""

import datetime

from django.db.models import Max
from django.utils import timezone

from samma.knowledge.models import KnowledgeRecord, Reason, Revision
from samma.knowledge.review.likeness import take_marks

HEAD = ["title", "form", "category", "owner", "position", "office"]  # no address, no telephone
SITTING = datetime.timedelta(minutes=10)


def head_of(record: KnowledgeRecord) -> dict:
    """The part of a record's head that a revision keeps."""
    return {name: getattr(record, name) for name in HEAD}


def sections_of(record: KnowledgeRecord) -> list[dict]:
    """A record's sections as a revision keeps them."""
    return list(record.sections.order_by("order").values("pk", "number", "heading", "kind", "body"))


def keep(record: KnowledgeRecord, reason: str, *, by) -> Revision:
    """The text as it stands now, as a revision; the latest one when nothing has changed since.

    Autosaves of one person within ten minutes, with nobody between, are one revision: he did not mean each pause.
    """
    head, sections, now = head_of(record), sections_of(record), timezone.now()
    standing = record.revisions.exclude(reason=Reason.HELD)
    last = standing.first()
    if last is not None and (last.head, last.sections) == (head, sections):
        if reason == Reason.SENT and last.reason == Reason.AUTOSAVE:
            last.reason = Reason.SENT
            last.save(update_fields=["reason"])
        return last
    take_marks(record)
    if last is not None and _goes_on(last, reason, by, now):
        last.head, last.sections, last.at = head, sections, now
        last.save(update_fields=["head", "sections", "at"])
        return last
    return _add(record, reason, by, head, sections)


def _goes_on(last: Revision, reason: str, by, now) -> bool:
    is_same_sitting = last.by_id == by.pk and now - last.began_at < SITTING
    return reason == last.reason == Reason.AUTOSAVE and is_same_sitting


def _add(record, reason, by, head, sections) -> Revision:
    # The record's lock gives out the numbers one by one.
    KnowledgeRecord.objects.select_for_update(of=("self",)).only("pk").get(pk=record.pk)
    number = (record.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    now = timezone.now()
    return Revision.objects.create(
        record=record, number=number, reason=reason, by=by, at=now, began_at=now, head=head, sections=sections
    )


def keep_first(record: KnowledgeRecord) -> None:
    """Before the first change of a record that has no revision yet: the text that was there."""
    if not record.revisions.exclude(reason=Reason.HELD).exists():
        _add(record, Reason.FIRST, record.written_by, head_of(record), sections_of(record))


def hold(record: KnowledgeRecord, head: dict, sections: list[dict], *, by) -> Revision:
    """Keep what somebody typed where another wrote too: it is not in the record until he has chosen."""
    last = record.revisions.filter(reason=Reason.HELD, by=by).first()
    if last is not None and timezone.now() - last.began_at < SITTING:
        last.head, last.sections, last.at = head, sections, timezone.now()
        last.save(update_fields=["head", "sections", "at"])
        return last
    return _add(record, Reason.HELD, by, head, sections)
