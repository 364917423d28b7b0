"""Who looks after whom: assign, hand over, and a trainer who leaves. Under locks, one person named."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from households.care.book import CareBook
from households.models import Assignment, Enrolment
from samma.accounts.events import record
from trainers.actions import unseat
from trainers.models import Trainer


def _lock_trainer(trainer) -> Trainer:
    """The trainer under a row lock, so that places are given out one after another.

    Everywhere trainers are locked before enrolments, and several of them by their number: two officers who lock in
    one order can wait for each other's end, never for each other. An enrolment is locked without its key (`no_key`):
    phones' visits, which only point to it, go on meanwhile.
    """
    return _lock_trainers([trainer])[trainer.pk]


def _lock_trainers(trainers) -> dict[int, Trainer]:
    rows = Trainer.objects.select_for_update(of=("self",)).select_related("sage", "team__target_village__year")
    return {row.pk: row for row in rows.filter(pk__in=[trainer.pk for trainer in trainers]).order_by("pk")}


@transaction.atomic
def assign(enrolment, trainer, *, by, today, reason="", place=None) -> Assignment:
    """Put the household in the trainer's first free place (or the one named). Over the year's ratio only with a reason.

    Raises ValidationError in Thai: other village or year, trainer has left, trainer full, household has a trainer.
    """
    trainer = _lock_trainer(trainer)
    enrolment = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
    new = Assignment(
        enrolment=enrolment,
        trainer=trainer,
        place=place,
        ceiling=trainer.team.target_village.year.households_per_trainer,
        reason=reason,
        started=today,
    )
    CareBook([enrolment.pk], [trainer.pk]).take_on(new)
    new.save(force_insert=True)
    record("assign", new, by=by, place=new.place)
    return new


@transaction.atomic
def lock_care(enrolments: Iterable[int], trainers: Iterable[int]) -> None:
    """Hold what a stack of assignments is about, in the order that everybody keeps."""
    list(Trainer.objects.select_for_update(of=("self",)).filter(pk__in=trainers).order_by("pk").values_list("pk"))
    list(
        Enrolment.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=enrolments)
        .order_by("pk")
        .values_list("pk")
    )


@transaction.atomic
def release(assignment, *, by, today, reason) -> Assignment:
    """End an assignment today; the row stays, so that the past keeps its answer."""
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.ended is not None:
        raise ValidationError("การดูแลนี้สิ้นสุดไปแล้ว")
    # A mistake mended on its first day leaves an empty interval: nobody was responsible by it on any day.
    assignment.ended, assignment.end_reason = max(today, assignment.started), reason
    assignment.save(update_fields=["ended", "end_reason"])
    record("release", assignment, by=by)
    return assignment


@transaction.atomic
def hand_over(enrolment, trainer, *, by, today, reason, over_reason="", place=None) -> Assignment:
    """Give a household to another trainer: the old assignment ends the day the new one starts."""
    _lock_trainer(trainer)
    Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
    present = enrolment.assignments.serving().first()
    if present is not None:
        if present.trainer_id == trainer.pk:
            raise ValidationError("วิทยากรคนนี้ดูแลครัวเรือนนี้อยู่แล้ว")
        if not reason:
            raise ValidationError({"reason": "โปรดบอกเหตุที่เปลี่ยนวิทยากร"})
        today = release(present, by=by, today=today, reason=reason).ended
    return assign(enrolment, trainer, by=by, today=today, reason=over_reason, place=place)


@transaction.atomic
def assign_all(pairs: Sequence[tuple[Enrolment, Trainer]], *, by, today) -> list[Assignment]:
    """A whole proposal at once, or nothing of it."""
    _lock_trainers([trainer for _enrolment, trainer in pairs])
    return [assign(e, t, by=by, today=today) for e, t in sorted(pairs, key=lambda pair: (pair[1].pk, pair[0].number))]


@transaction.atomic
def retire(trainer, *, by, day, reason, successor=None, letter_no="", letter_date=None) -> Trainer:
    """A trainer leaves the team: his households go to the successor, or wait without a trainer."""
    trainer = _lock_trainers([trainer, *([successor] if successor else [])])[trainer.pk]
    enrolments = Enrolment.objects.filter(assignments__in=trainer.assignments.serving()).values("pk")
    list(Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=enrolments).order_by("pk"))
    held = list(trainer.assignments.serving().order_by("place"))
    released = [release(assignment, by=by, today=day, reason=reason) for assignment in held]
    ended = unseat(trainer, by=by, day=day, reason=reason, letter_no=letter_no, letter_date=letter_date)
    if successor is not None:
        for past in released:
            assign(past.enrolment, successor, by=by, today=past.ended, reason=f"รับช่วงจาก {trainer.sage}: {reason}")
    return ended
