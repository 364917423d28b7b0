"""What the household learnt and received: attendance by day, materials."""

from django.db import models
from django.db.models import Q

from households.models.enrolment import Enrolment
from households.rules import worth
from samma.fields import MoneyField, QuantityField, ThaiCharField, ThaiDateField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models import Activity


class Attendance(models.Model):
    """A household was present at an activity; any member of the household counts."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attendances", verbose_name="กิจกรรม")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances", verbose_name="ครัวเรือน")
    village_code = VillageCode(source="enrolment")
    who = ThaiCharField("ผู้มา (ถ้าไม่ใช่ผู้เข้าร่วม)", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การเข้าอบรม"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "enrolment"],
                name="attended_once",
                violation_error_message="บันทึกการเข้าร่วมของครัวเรือนนี้ในวันนี้แล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} – {self.activity}"


class Material(Versioned):
    """Practice material a household received, by its need (วัสดุส่งเสริมอาชีพ). What is not known is null, never 0."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="materials", verbose_name="ครัวเรือน")
    village_code = VillageCode(source="enrolment")
    item = ThaiCharField("รายการ", max_length=200)
    quantity = QuantityField("จำนวน", null=True, blank=True)
    unit = ThaiCharField("หน่วย", max_length=30, blank=True)
    unit_price = MoneyField("ราคาต่อหน่วย (บาท)", null=True, blank=True)
    value = MoneyField(
        "มูลค่า (บาท)", null=True, blank=True
    )  # of all of it: `worth` of quantity and price where both are known
    received_on = ThaiDateField("รับเมื่อ", null=True, blank=True)
    received_by = ThaiCharField("ผู้รับ", max_length=200, blank=True)
    signed = models.BooleanField("ลงลายมือชื่อแล้ว", default=False)
    note = ThaiCharField("หมายเหตุ", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "วัสดุที่ได้รับ"
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="material_value_not_negative",
                violation_error_message="มูลค่าต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                condition=Q(unit_price=None) | Q(unit_price__gte=0),
                name="material_price_not_negative",
                violation_error_message="ราคาต่อหน่วยต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="material_quantity_positive",
                violation_error_message="จำนวนต้องมากกว่า 0",
            ),
        ]

    def __str__(self):
        return self.item

    def save(self, *args, **kwargs):
        self.value = worth(self.quantity, self.unit_price, self.value)
        super().save(*args, **kwargs)
