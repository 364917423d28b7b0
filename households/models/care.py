"""Who looks after whom: one trainer to four households, and who was responsible on any past day."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from households.models.enrolment import Enrolment
from samma.fields import ThaiCharField, ThaiDateField
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models import Trainer
from villages.models import SERVING, STARTS_BEFORE_IT_ENDS


class AssignmentQuerySet(ScopedQuerySet):
    def serving(self):
        return self.filter(SERVING)

    def served_by(self, user):
        """The not-ended assignments of a trainer, by his account."""
        return self.filter(ended=None, trainer__ended=None, trainer__sage__user=user)

    def on(self, day):
        """Half-open [started, ended): who was responsible on a day."""
        return self.filter(Q(ended=None) | Q(ended__gt=day), started__lte=day)


class Assignment(models.Model):
    """A household in one of a trainer's places, 1 to 4; ended rows are kept."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="assignments", verbose_name="ครัวเรือน")
    village_code = VillageCode(source="enrolment")
    trainer = models.ForeignKey(Trainer, models.PROTECT, related_name="assignments", verbose_name="วิทยากรผู้ดูแล")
    place = models.PositiveSmallIntegerField("ลำดับในความดูแล")
    ceiling = models.PositiveSmallIntegerField("จำนวนสูงสุดตามปี", editable=False)  # copied from the programme year
    reason = ThaiCharField("เหตุผลที่ดูแลเกินจำนวน", max_length=300, blank=True)
    started = ThaiDateField("เริ่มดูแล")
    ended = ThaiDateField("สิ้นสุดการดูแล", null=True, blank=True)
    end_reason = ThaiCharField("เหตุที่สิ้นสุด", max_length=200, blank=True)

    objects = AssignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "การดูแลครัวเรือน (1 ต่อ 4)"
        ordering = ["trainer", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=SERVING,
                name="one_trainer_per_household",
                violation_error_message="ครัวเรือนนี้มีวิทยากรดูแลอยู่แล้ว",
            ),
            models.UniqueConstraint(
                fields=["trainer", "place"],
                condition=SERVING,
                name="one_household_per_place",
                violation_error_message="วิทยากรคนนี้มีครัวเรือนในลำดับนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1) & (Q(place__lte=F("ceiling")) | ~Q(reason="")),
                name="over_ceiling_only_with_reason",
                violation_error_message="วิทยากรคนนี้ดูแลครบตามจำนวนของปีแล้ว หากจำเป็นต้องเกินให้บอกเหตุผล",
            ),
            models.CheckConstraint(
                condition=STARTS_BEFORE_IT_ENDS,
                name="assignment_ends_after_start",
                violation_error_message="วันสิ้นสุดการดูแลต้องไม่อยู่ก่อนวันเริ่ม",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} – {self.trainer.sage}"
