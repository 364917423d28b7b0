"""What took place in a target village, with its pictures."""

from django.db import models
from django.db.models import Q

from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.programme import TargetVillage


class ActivityKind(models.TextChoices):
    """What happens in a target village (the steps of a year, in their usual order)."""

    DISTRICT_MEETING = "district_meeting", "ประชุมระดับอำเภอ"
    FORUM = "forum", "ประชุมชี้แจง/เวทีประชาคม"
    PREPARATION = "preparation", "ประชุมเตรียมความพร้อมทีมวิทยากร"
    DEMAND = "demand", "วิเคราะห์ความต้องการอาชีพ"
    COURSE = "course", "ฝึกอบรมสัมมาชีพชุมชน"
    STUDY_VISIT = "study_visit", "ศึกษาดูงาน"
    PRACTICE = "practice", "ฝึกปฏิบัติในครัวเรือน"
    GROUP_MEETING = "group_meeting", "ประชุมกลุ่มอาชีพ"
    OTHER = "other", "กิจกรรมอื่น"


class Activity(Versioned):
    """One meeting, course day, study visit or forum that took place."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="activities", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    kind = models.CharField("กิจกรรม", max_length=20, choices=ActivityKind.choices)
    day_no = models.PositiveSmallIntegerField(
        "วันที่ของหลักสูตร", null=True, blank=True, help_text="เฉพาะวันฝึกอบรม: 1, 2, 3 …"
    )
    on = ThaiDateField("วันที่จัด")
    place = ThaiCharField("สถานที่", max_length=200, blank=True)
    topic = ThaiCharField("เรื่อง", max_length=200, blank=True)
    people = WholeNumberField("จำนวนผู้เข้าร่วม (คน)", null=True, blank=True)
    spent = MoneyField("ค่าใช้จ่าย (บาท)", null=True, blank=True)
    minutes = ThaiTextField("บันทึกการประชุม", blank=True)

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
        ]

    def __str__(self):
        day = f" วันที่ {self.day_no}" if self.day_no else ""
        return f"{self.get_kind_display()}{day}"


class ActivityPhotoQuerySet(ScopedQuerySet):
    code_field = "activity__village_code"


class ActivityPhoto(Photo):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos", verbose_name="กิจกรรม")

    objects = ActivityPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพกิจกรรม"
