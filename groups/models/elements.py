"""What the group agreed and does: rules and activities (ก3, ก5)."""

from django.db import models
from django.db.models import F, Q

from groups.models.group import Group, GroupMeeting
from groups.models.people import Membership
from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode


class ModelArticle(models.Model):
    """One article of the model from which a group's rules begin; the department keeps the list."""

    order = WholeNumberField("ลำดับ")
    heading = ThaiCharField("หัวข้อ", max_length=150)
    text = ThaiTextField("ข้อความ", help_text="{กลุ่ม} {ที่ตั้ง} {อาชีพ} แทนด้วยข้อมูลของกลุ่ม · …… คือสิ่งที่ที่ประชุมต้องกำหนด")

    class Meta:
        verbose_name = verbose_name_plural = "แบบระเบียบข้อบังคับกลุ่ม"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.heading


class BylawQuerySet(ScopedQuerySet):
    def adopted(self):
        """Versions that a meeting adopted, the one in force first."""
        return self.filter(adopted__isnull=False).order_by("-adopted", "-pk")

    def drafts(self):
        return self.filter(adopted=None)


class Bylaw(Versioned):
    """ก3: the rules of the group. A draft until its members adopt it; from then on it stays, and a change is a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bylaws", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    text = ThaiTextField("กฎ กติกา ระเบียบ ข้อบังคับ")
    adopted = ThaiDateField("ที่ประชุมรับรองเมื่อ", null=True, blank=True)
    meeting = models.ForeignKey(
        GroupMeeting, models.PROTECT, null=True, blank=True, related_name="bylaws", verbose_name="ที่ประชุมที่รับรอง"
    )

    objects = BylawQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ระเบียบข้อบังคับกลุ่ม"
        ordering = [F("adopted").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(adopted=None),
                name="one_draft_of_rules",
                violation_error_message="กลุ่มนี้มีร่างระเบียบอยู่แล้ว",
            ),
        ]

    def __str__(self):
        return f"ระเบียบของ {self.group}"


class Frequency(models.TextChoices):
    ONCE = "once", "ครั้งเดียว"
    DAILY = "daily", "ทุกวัน"
    WEEKLY = "weekly", "ทุกสัปดาห์"
    MONTHLY = "monthly", "ทุกเดือน"
    SEASONAL = "seasonal", "ตามฤดูกาล"
    ORDERED = "ordered", "ตามคำสั่งซื้อ"


class GroupActivity(models.Model):
    """ก5: something done together that brings income."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="activities", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    what = ThaiCharField("กิจกรรม", max_length=300)
    product = ThaiCharField("ผลผลิต", max_length=200, blank=True)
    quantity = MoneyField("ปริมาณ", null=True, blank=True)
    unit = ThaiCharField("หน่วย", max_length=50, blank=True)
    frequency = models.CharField("ทำบ่อยเพียงใด", max_length=10, choices=Frequency.choices, blank=True)
    income = MoneyField("รายได้ (บาท)", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กิจกรรมกลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income=None) | Q(income__gte=0),
                name="group_income_not_negative",
                violation_error_message="รายได้ต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="group_quantity_positive",
                violation_error_message="ปริมาณต้องมากกว่า 0",
            ),
        ]

    def __str__(self):
        return self.what


class IncomeShare(models.Model):
    """What one member got of the income of an activity."""

    activity = models.ForeignKey(GroupActivity, models.CASCADE, related_name="shares", verbose_name="กิจกรรม")
    village_code = VillageCode(source="activity")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="incomes", verbose_name="สมาชิก")
    amount = MoneyField("ได้รับ (บาท)")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "รายได้ที่แบ่งให้สมาชิก"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "member"],
                name="member_once_in_division",
                violation_error_message="สมาชิกคนนี้ได้รับส่วนแบ่งของกิจกรรมนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="income_share_positive",
                violation_error_message="ส่วนแบ่งต้องมากกว่า 0",
            ),
        ]

    def __str__(self):
        return str(self.member)
