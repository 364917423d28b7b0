"""A vacancy is filled: the new trainer takes the seat, and the households of the one who left, in one step."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from households.actions import assign, lock_care, retire
from households.models import Assignment, Enrolment
from samma import thai
from trainers.actions import seat
from trainers.models import Team, Trainer


def left_behind(trainer: Trainer) -> list[Enrolment]:
    """The households that nobody looks after since this trainer left, by the register's number."""
    last = Assignment.objects.filter(enrolment=OuterRef("pk")).order_by("-started", "-pk").values("trainer")[:1]
    waiting = (
        Enrolment.objects.without_trainer().filter(target_village__team=trainer.team_id).alias(last=Subquery(last))
    )
    return list(waiting.filter(last=trainer.pk).select_related("household").order_by("number"))


@transaction.atomic
def fill(trainer, sage, *, by, today, with_households=True, from_next_door=False) -> Trainer:
    """Seat a sage where `trainer` sat; his households that wait go to the new one at the same moment.

    Raises ValidationError in Thai: somebody sits there already, the day lies before the vacancy, and what `seat` refuses.
    """
    # The team's lock stands before the trainers': of two officers who fill one vacancy the second hears "taken".
    Team.objects.select_for_update(of=("self",)).get(pk=trainer.team_id)
    trainer = Trainer.objects.select_for_update(of=("self",)).select_related("team", "sage").get(pk=trainer.pk)
    if trainer.ended is None:
        raise ValidationError(f"{trainer.sage} ยังอยู่ในตำแหน่ง บันทึกการพ้นจากทีมก่อน")
    if today < trainer.ended:
        raise ValidationError({"started": f"ตำแหน่งนี้ว่างตั้งแต่ {thai.thai_date(trainer.ended)} เลือกวันนั้นหรือหลังจากนั้น"})
    new = seat(trainer.team, sage, trainer.seat, by=by, today=today, from_next_door=from_next_door)
    if with_households:
        waiting = left_behind(trainer)
        lock_care([enrolment.pk for enrolment in waiting], [new.pk])
        for enrolment in waiting:
            assign(enrolment, new, by=by, today=today, reason=f"รับช่วงจาก {trainer.sage}")
    return new


@transaction.atomic
def replace(trainer, sage, *, by, day, reason, letter_no="", letter_date=None, from_next_door=False) -> Trainer:
    """A trainer leaves and another comes on the same day, with all his households."""
    Team.objects.select_for_update(of=("self",)).get(pk=trainer.team_id)
    ended = retire(trainer, by=by, day=day, reason=reason, letter_no=letter_no, letter_date=letter_date)
    return fill(ended, sage, by=by, today=day, from_next_door=from_next_door)
