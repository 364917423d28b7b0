"""Likeness of a record to others that the reader may see: copied boilerplate is pointed out, quietly.

A record keeps a few marks of its words. Records that share marks are candidates; the likest few are read and compared
word by word, so the cost does not grow with the number of records.
"""

from dataclasses import dataclass

from django.db.models import Count

from samma.knowledge.marks import marks_of, runs_of
from samma.knowledge.models import KnowledgeRecord, RecordMark

CANDIDATES = 5  # records that are read
SHOWN = 3
LEAST = 30  # per cent of the record's runs of words that stand in the other one too
LEAST_RUNS = 20  # a text of fewer is too short to be called a copy


@dataclass(frozen=True)
class Likeness:
    """Another record and how much of this one stands there too, in per cent."""

    record: KnowledgeRecord
    percent: int


def bodies_of(record: KnowledgeRecord) -> list[str]:
    """The texts of a record in order."""
    return list(record.sections.values_list("body", flat=True))


def take_marks(record: KnowledgeRecord) -> None:
    """Put the marks of the text as it stands now in the place of those before."""
    now = set(marks_of(bodies_of(record)))
    there = dict(RecordMark.objects.filter(record=record).values_list("mark", "pk"))
    if gone := [pk for mark, pk in there.items() if mark not in now]:
        RecordMark.objects.filter(pk__in=gone).delete()
    RecordMark.objects.bulk_create(RecordMark(record=record, mark=mark) for mark in sorted(now - set(there)))


def alike(record: KnowledgeRecord, user) -> list[Likeness]:
    """The records most like this one among those that `user` may see, likest first."""
    marks = list(RecordMark.objects.filter(record=record).values_list("mark", flat=True))
    if not marks:
        return []
    others = KnowledgeRecord.objects.visible_to(user).exclude(pk=record.pk).filter(marks__mark__in=marks)
    counted = others.order_by().values("pk").annotate(shared=Count("marks")).order_by("-shared", "pk")
    candidates = [row["pk"] for row in counted[:CANDIDATES]]
    if not candidates:
        return []
    own = runs_of(bodies_of(record))
    if len(own) < LEAST_RUNS:
        return []
    found = [
        Likeness(other, round(100 * len(own & runs_of(bodies_of(other))) / len(own)))
        for other in KnowledgeRecord.objects.only("pk", "title", "owner", "year").filter(pk__in=candidates)
    ]
    told = [one for one in found if one.percent >= LEAST]
    return sorted(told, key=lambda one: (-one.percent, one.record.pk))[:SHOWN]
