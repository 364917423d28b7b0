"""What took place in a target village: its agenda with minutes, who else came, and pictures."""

from django.db import models
from django.db.models import Q

from samma.fields import MoneyField, ThaiCharField, ThaiTextField, WholeNumberField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.occasion import Occasion, in_order, part_of_course
from villages.models.partner import Partner
from villages.models.plan import PlanItem
from villages.models.programme import TargetVillage


class Activity(Occasion, Versioned):
    """One meeting, course day, study visit or forum that took place."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="activities", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    plan = models.ForeignKey(
        PlanItem, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name="ตามแผนข้อ"
    )
    people = WholeNumberField("จำนวนผู้เข้าร่วม (คน)", null=True, blank=True)
    spent = MoneyField("ค่าใช้จ่าย (บาท)", null=True, blank=True)
    chair = ThaiCharField("ประธานในที่ประชุม", max_length=150, blank=True)
    recorder = ThaiCharField("ผู้จดบันทึก", max_length=150, blank=True)
    minutes = ThaiTextField("บันทึกการประชุม", blank=True)
    reason = ThaiCharField("เหตุผลที่ต่างจากปกติ", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กิจกรรม"
        ordering = ["on", "day_no", "pk"]
        constraints = [
            models.CheckConstraint(
                # A CHECK that comes to NULL passes, so what must be there is said.
                condition=Q(kind="course", day_no__isnull=False, day_no__gte=1) | ~Q(kind="course") & Q(day_no=None),
                name="course_days_are_numbered",
                violation_error_message="วันฝึกอบรมต้องบอกว่าเป็นวันที่เท่าใดของหลักสูตร กิจกรรมอื่นไม่ต้องใส่",
            ),
            models.UniqueConstraint(
                fields=["target_village", "day_no"],
                condition=Q(kind="course"),
                name="course_day_once",
                violation_error_message="มีวันฝึกอบรมลำดับนี้แล้ว",
            ),
            part_of_course("activity_part_of_course"),
            *in_order("activity"),
        ]
        indexes = [models.Index(fields=["village_code", "on"], name="activity_by_day")]


class AgendaItemQuerySet(ScopedQuerySet):
    code_field = "activity__village_code"


class AgendaItem(models.Model):
    """One point of a meeting's agenda, with what was said and decided under it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="agenda", verbose_name="กิจกรรม")
    order = models.PositiveSmallIntegerField("วาระที่")
    title = ThaiCharField("เรื่อง", max_length=300)
    minutes = ThaiTextField("ผลการประชุม", blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ระเบียบวาระ"
        ordering = ["activity", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "order"],
                name="agenda_order_once",
                violation_error_message="มีวาระลำดับนี้แล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.title}"


class Participant(models.Model):
    """A person who came and is of no target household: a partner of the roster, a leader, a sage, a speaker."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participants", verbose_name="กิจกรรม")
    village_code = VillageCode(source="activity")
    name = ThaiCharField("ชื่อ-สกุล", max_length=200)
    role = ThaiCharField("ตำแหน่งหรือบทบาท", max_length=150, blank=True)
    office = ThaiCharField("หน่วยงาน/องค์กร", max_length=150, blank=True)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="presences", verbose_name="จากทะเบียนภาคี"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผู้เข้าร่วมอื่น"
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "partner"],
                condition=Q(partner__isnull=False),
                name="partner_present_once",
                violation_error_message="ภาคีคนนี้อยู่ในรายชื่อผู้เข้าร่วมแล้ว",
            ),
        ]

    def __str__(self):
        return self.name


class ActivityPhotoQuerySet(ScopedQuerySet):
    code_field = "activity__village_code"


class ActivityPhoto(Photo):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos", verbose_name="กิจกรรม")

    objects = ActivityPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพกิจกรรม"
