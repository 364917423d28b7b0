"""What a household wishes to learn and what it has for it (แบบสำรวจความต้องการอาชีพ), asked before it joins."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from households.models.enrolment import Household
from samma.fields import MoneyField, RaiField, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models import Occupation, TargetVillage


class DemandSurvey(Versioned):
    """One household's answers in one village and year, whether it joins afterwards or not."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="surveys", verbose_name="ครัวเรือน")
    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="surveys", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    informant = ThaiCharField("ผู้ให้ข้อมูล (ถ้าไม่ใช่หัวหน้าครัวเรือน)", max_length=200, blank=True)
    work = ThaiCharField("อาชีพหลักปัจจุบัน", max_length=100, blank=True)
    second_work = ThaiCharField("อาชีพเสริมปัจจุบัน", max_length=100, blank=True)
    income = MoneyField("รายได้ (บาท/ปี)", null=True, blank=True)
    expense = MoneyField("รายจ่าย (บาท/ปี)", null=True, blank=True)
    debt = MoneyField("หนี้สิน (บาท)", null=True, blank=True)
    debt_to = ThaiCharField("เจ้าหนี้", max_length=200, blank=True)
    land_rai = RaiField("ที่ดิน (ไร่)", null=True, blank=True)
    water = ThaiCharField("แหล่งน้ำ", max_length=200, blank=True)
    tools = ThaiCharField("เครื่องมืออุปกรณ์ที่มี", max_length=200, blank=True)
    labour = WholeNumberField("แรงงานในครัวเรือน (คน)", null=True, blank=True)
    materials = ThaiTextField("วัสดุที่ต้องการ", blank=True)
    volunteer = models.BooleanField("สมัครใจเข้าร่วม", default=True)
    signed_by = ThaiCharField("ผู้ลงชื่อให้ข้อมูล", max_length=200, blank=True)
    surveyed_on = ThaiDateField("วันที่สำรวจ", null=True, blank=True)
    surveyor = ThaiCharField("ผู้สำรวจ", max_length=150, blank=True)
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "แบบสำรวจความต้องการอาชีพ"
        ordering = ["target_village", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "target_village"],
                name="household_surveyed_once",
                violation_error_message="มีแบบสำรวจของครัวเรือนนี้ในหมู่บ้านและปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=(Q(income=None) | Q(income__gte=0))
                & (Q(expense=None) | Q(expense__gte=0))
                & (Q(debt=None) | Q(debt__gte=0))
                & (Q(land_rai=None) | Q(land_rai__gte=0)),
                name="survey_amounts_not_negative",
                violation_error_message="รายได้ รายจ่าย หนี้สิน และที่ดินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return f"แบบสำรวจของ {self.household}"


class OccupationWish(models.Model):
    """An occupation the household wants to learn: first, second or third (แบบสำรวจความต้องการอาชีพ)."""

    survey = models.ForeignKey(DemandSurvey, models.CASCADE, related_name="wishes", verbose_name="แบบสำรวจ")
    village_code = VillageCode(source="survey")
    rank = models.PositiveSmallIntegerField("อันดับ", choices=[(1, "1"), (2, "2"), (3, "3")])
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+", verbose_name="อาชีพที่อยากเรียน")
    reason = ThaiCharField("เหตุผล", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ความต้องการอาชีพ"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "rank"], name="wish_rank_once", violation_error_message="มีอาชีพอันดับนี้แล้ว"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=3),
                name="wish_rank_1_to_3",
                violation_error_message="อันดับเป็น 1, 2 หรือ 3",
            ),
        ]

    def __str__(self):
        return f"{self.rank}. {self.occupation}"
