"""Two households change their trainers in one step: both or neither, with one reason, and the past keeps its answer."""

from django.core.exceptions import ValidationError
from django.db import transaction

from households.actions import assign, release
from households.models import Assignment, Enrolment
from samma.accounts.events import record
from trainers.models import Trainer

MOVED = "มีผู้ย้ายครัวเรือนนี้ระหว่างที่คุณจัด ยังไม่ได้สลับ โปรดดูกระดานล่าสุด"


@transaction.atomic
def swap(one: Enrolment, other: Enrolment, *, by, today, reason: str) -> tuple[Assignment, Assignment]:
    """Each household goes to the other's trainer, into the other's place. Raises ValidationError in Thai."""
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่สลับ"})
    seen = _serving(one, other)
    # Trainers before enrolments, each by number: the order of every action on care.
    list(Trainer.objects.select_for_update(of=("self",)).filter(pk__in=[a.trainer_id for a in seen]).order_by("pk"))
    list(
        Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    )
    held = _serving(one, other)
    if [a.pk for a in held] != [a.pk for a in seen]:
        raise ValidationError(MOVED)
    by_enrolment = {a.enrolment_id: a for a in held}
    if len(by_enrolment) < 2:
        raise ValidationError("สลับได้เฉพาะครัวเรือนที่มีวิทยากรดูแลแล้วทั้งสองครัวเรือน")
    mine, theirs = by_enrolment[one.pk], by_enrolment[other.pk]
    if mine.trainer_id == theirs.trainer_id:
        raise ValidationError("ทั้งสองครัวเรือนอยู่กับวิทยากรคนเดียวกันแล้ว")
    over = {a.trainer_id: a.trainer.assignments.serving().count() > a.ceiling for a in held}
    day = max(release(a, by=by, today=today, reason=reason).ended for a in (mine, theirs))
    taken = [
        # The place was open already, so what opened it beyond the year's number goes on holding.
        assign(
            enrolment,
            place.trainer,
            by=by,
            today=day,
            reason=place.reason or (f"สลับครัวเรือน: {reason}" if over[place.trainer_id] else ""),
            place=place.place,
        )
        for enrolment, place in sorted(((one, theirs), (other, mine)), key=lambda pair: pair[1].trainer_id)
    ]
    for assignment in taken:
        record("swap", assignment, by=by)
    return taken[0], taken[1]


def _serving(one: Enrolment, other: Enrolment) -> list[Assignment]:
    rows = Assignment.objects.serving().filter(enrolment__in=[one.pk, other.pk])
    return list(rows.select_related("trainer").order_by("pk"))
