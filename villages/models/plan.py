"""The plan of a target village (แผนปฏิบัติการ), and the usual steps of a year from which it starts."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from samma.fields import MoneyField, ThaiCharField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.occasion import (
    ActivityKind,
    CoursePart,
    Occasion,
    day_of_course,
    in_order,
    part_of_course,
)
from villages.models.programme import ProgrammeYear, TargetVillage


class PlanState(models.TextChoices):
    """Where a planned thing stands; read from what happened and never typed."""

    HELD = "held", "จัดแล้ว"
    CALLED_OFF = "called_off", "งดจัด"
    OVERDUE = "overdue", "เลยกำหนด"
    TODAY = "today", "วันนี้"
    AHEAD = "ahead", "ตามแผน"


class PlanItemQuerySet(ScopedQuerySet):
    def with_held(self):
        """`is_held`: something took place for it."""
        held = PlanItem._meta.get_field("activities").related_model.objects.filter(plan=OuterRef("pk"))
        return self.annotate(is_held=Exists(held))

    def outstanding(self):
        """Not held and not called off."""
        return self.with_held().filter(is_held=False, called_off="")

    def overdue(self, today: datetime.date):
        """Planned for a day that has passed, and not held."""
        return self.outstanding().annotate(ends=Coalesce("until", "on")).filter(ends__lt=today)

    def ahead(self, today: datetime.date):
        """Still to come, today's among them."""
        return self.outstanding().annotate(ends=Coalesce("until", "on")).filter(ends__gte=today)


class PlanItem(Occasion, Versioned):
    """One line of the plan: what is to be held, when, where, with which money, by whom."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="plan_items", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    people = WholeNumberField("กลุ่มเป้าหมาย (คน)", null=True, blank=True)
    budget = MoneyField("งบประมาณ (บาท)", null=True, blank=True)
    budget_source = ThaiCharField("แหล่งงบประมาณ", max_length=150, blank=True)
    responsible = ThaiCharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    note = ThaiTextField("หมายเหตุ", blank=True)
    called_off = ThaiCharField("เหตุที่งดจัด", max_length=200, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "แผนปฏิบัติการ"
        ordering = ["on", "day_no", "pk"]
        constraints = [
            day_of_course("plan_day_of_course"),
            part_of_course("plan_part_of_course"),
            *in_order("plan"),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0),
                name="plan_budget_not_negative",
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "on"], name="plan_by_day")]

    def state_on(self, today: datetime.date) -> PlanState:
        """Where it stands on a day; the row comes from `with_held()`."""
        if self.is_held:
            return PlanState.HELD
        if self.called_off:
            return PlanState.CALLED_OFF
        if self.last_day < today:
            return PlanState.OVERDUE
        return PlanState.TODAY if self.on <= today else PlanState.AHEAD


class UsualStep(models.Model):
    """One step that the plan of a village of this year usually has; the department keeps them."""

    year = models.ForeignKey(ProgrammeYear, models.CASCADE, related_name="usual_steps", verbose_name="ปีงบประมาณ")
    kind = models.CharField("กิจกรรม", max_length=20, choices=ActivityKind.choices)
    day_no = models.PositiveSmallIntegerField("วันที่ของหลักสูตร", null=True, blank=True)
    part = models.CharField("เนื้อหาของวันฝึกอบรม", max_length=10, choices=CoursePart.choices, blank=True)
    topic = ThaiCharField("เรื่อง", max_length=200, blank=True)
    after_days = WholeNumberField("เริ่มหลังวันเริ่มแผน (วัน)", default=0)
    lasts_days = WholeNumberField("ใช้เวลา (วัน)", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "ขั้นตอนปกติของปี"
        ordering = ["-year", "after_days", "pk"]
        constraints = [
            day_of_course("usual_day_of_course"),
            part_of_course("usual_part_of_course"),
            models.CheckConstraint(
                condition=Q(lasts_days__gte=1),
                name="usual_step_lasts",
                violation_error_message="แต่ละขั้นใช้เวลาอย่างน้อย 1 วัน",
            ),
        ]

    def __str__(self):
        day = f" วันที่ {self.day_no}" if self.day_no else ""
        return f"{self.get_kind_display()}{day}"
