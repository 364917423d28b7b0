"""What a village is apart from the programme: its history, land and people, told once and printed in its report."""

from django.db import models
from django.db.models import Q

from samma.fields import ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.place import Village

NRD_LEVELS = [(1, "ระดับ 1 (ล้าหลังที่สุด)"), (2, "ระดับ 2 (ปานกลาง)"), (3, "ระดับ 3 (ก้าวหน้า)")]


class VillageProfile(Versioned):
    """ข้อมูลทั่วไปของหมู่บ้าน; what nobody told is empty and never 0."""

    village = models.OneToOneField(Village, models.PROTECT, related_name="profile", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    history = ThaiTextField("ประวัติความเป็นมาของหมู่บ้าน", blank=True)
    geography = ThaiTextField("สภาพทางภูมิศาสตร์และอาณาเขต", blank=True)
    men = WholeNumberField("ประชากรชาย (คน)", null=True, blank=True)
    women = WholeNumberField("ประชากรหญิง (คน)", null=True, blank=True)
    households = WholeNumberField("ครัวเรือนทั้งหมู่บ้าน", null=True, blank=True)
    land_use = ThaiTextField("การใช้ที่ดิน", blank=True)
    work = ThaiTextField("อาชีพของคนในหมู่บ้าน", blank=True)
    leaders = ThaiTextField("ผู้นำและคณะกรรมการหมู่บ้าน", blank=True)
    basic_needs = ThaiTextField("ผลการสำรวจ จปฐ.", blank=True)
    nrd_level = models.PositiveSmallIntegerField("ระดับการพัฒนา กชช.2ค", null=True, blank=True, choices=NRD_LEVELS)
    sights = ThaiTextField("แหล่งท่องเที่ยวและวัฒนธรรม", blank=True)
    problems = ThaiTextField("ปัญหาและความต้องการของหมู่บ้าน", blank=True)
    as_of = ThaiDateField("ข้อมูล ณ วันที่", null=True, blank=True)
    told_by = ThaiCharField("แหล่งข้อมูล", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ข้อมูลทั่วไปของหมู่บ้าน"
        ordering = ["village_code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nrd_level=None) | Q(nrd_level__gte=1, nrd_level__lte=3),
                name="nrd_level_one_to_three",
                violation_error_message="ระดับ กชช.2ค มี 1 ถึง 3",
            ),
        ]

    def __str__(self):
        return f"ข้อมูลทั่วไปของ{self.village}"

    @property
    def people(self) -> int | None:
        """Men and women together, where both are known."""
        return None if self.men is None or self.women is None else self.men + self.women
