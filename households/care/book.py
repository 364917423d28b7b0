"""Who looks after whom, among some households and trainers: the rules of an assignment, asked of what was read once.

One row from a page and a thousand from a file meet the same rules here (`households.actions.assign`, the sheet).
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q

from households.models import Assignment
from samma.thai import thai_date


class CareBook:
    """The assignments of some enrolments and trainers, and those taken on since."""

    def __init__(self, enrolments: Iterable[int], trainers: Iterable[int]) -> None:
        self.of_enrolment: dict[int, list[Assignment]] = defaultdict(list)
        self.of_trainer: dict[int, list[Assignment]] = defaultdict(list)
        self.by_pk: dict[int, Assignment] = {}
        about = Q(enrolment__in=list(enrolments)) | Q(trainer__in=list(trainers), ended=None)
        for assignment in Assignment.objects.filter(about).select_related("trainer__sage").order_by("pk"):
            self.add(assignment)

    def add(self, assignment: Assignment) -> None:
        """A row that stands now; it takes the place of what the book knew of it."""
        known = self.by_pk.pop(assignment.pk, assignment)
        for rows in (*self.of_enrolment.values(), *self.of_trainer.values()) if known is not assignment else ():
            rows[:] = [row for row in rows if row is not known]
        for rows in (self.of_enrolment[assignment.enrolment_id], self.of_trainer[assignment.trainer_id]):
            if not any(row is assignment for row in rows):
                rows.append(assignment)
        if assignment.pk is not None:
            self.by_pk[assignment.pk] = assignment

    def take_on(self, new: Assignment) -> None:
        """Judge a new assignment that begins now and give it its place: the one it names, else the first free one.

        Raises ValidationError in Thai: other village or year, trainer has left, trainer full, household has a trainer.
        """
        trainer, enrolment = new.trainer, new.enrolment
        if trainer.team.target_village_id != enrolment.target_village_id:
            raise ValidationError("วิทยากรและครัวเรือนต้องอยู่หมู่บ้านและปีเดียวกัน")
        if trainer.ended is not None:
            raise ValidationError(f"{trainer.sage} พ้นจากทีมวิทยากรแล้ว")
        present = next((row for row in self.of_enrolment[enrolment.pk] if row.ended is None), None)
        if present is not None:
            raise ValidationError(f"ครัวเรือนนี้มี {present.trainer.sage} ดูแลอยู่แล้ว")
        self.refuse_overlap(new)
        taken = {row.place for row in self.of_trainer[trainer.pk] if row.ended is None}
        if new.place is None or new.place in taken:
            new.place = next(n for n in itertools.count(1) if n not in taken)
        if (new.place > new.ceiling or len(taken) >= new.ceiling) and not new.reason:
            raise ValidationError(
                f"{trainer.sage} ดูแลครบ {new.ceiling} ครัวเรือนแล้ว หากจำเป็นต้องเกิน ให้บอกเหตุผล", code="over_ceiling"
            )
        self.add(new)

    def refuse_overlap(self, asked: Assignment) -> None:
        """Who was responsible on a past day has one answer: the days of two assignments never overlap."""
        if asked.ended is not None and asked.ended <= asked.started:
            return  # an empty interval holds no day
        for other in self.of_enrolment[asked.enrolment_id]:
            is_empty = other.ended is not None and other.ended <= other.started
            begins_later = asked.ended is not None and other.started >= asked.ended
            ended_before = other.ended is not None and other.ended <= asked.started
            if _is_one(other, asked) or is_empty or begins_later or ended_before:
                continue
            until = f"ถึงวันที่ {thai_date(other.ended)}" if other.ended else "อยู่"
            raise ValidationError(
                {
                    "started": f"{other.trainer.sage} ดูแลครัวเรือนนี้ตั้งแต่วันที่ {thai_date(other.started)} {until} "
                    "วันที่ดูแลซ้อนกันไม่ได้"
                }
            )


def _is_one(row: Assignment, other: Assignment) -> bool:
    return row is other or (row.pk is not None and row.pk == other.pk)
