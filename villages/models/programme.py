"""The programme's years, the villages it aims at in each, and the occupations it teaches."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from samma.fields import SortKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import WHOLE_COUNTRY, ScopedQuerySet, VillageCode, code_range
from villages.models.place import Village


class ProgrammeYear(Versioned):
    """The programme's numbers in one fiscal year (พ.ศ.). A village compares itself only with its own year."""

    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)", primary_key=True)
    target_villages = WholeNumberField("หมู่บ้านเป้าหมายทั้งประเทศ", null=True, blank=True)
    households_per_village = WholeNumberField("ครัวเรือนเป้าหมายต่อหมู่บ้าน", default=20)
    households_per_trainer = WholeNumberField("ครัวเรือนต่อวิทยากร 1 คน", default=4)
    # People and households are counted apart: 26 people of 2561 came from fewer households (source: document 004).
    people_trained = WholeNumberField("จำนวนคนที่ฝึกอบรมต่อหมู่บ้าน", null=True, blank=True)
    group_minimum = WholeNumberField("ครัวเรือนขั้นต่ำของกลุ่มอาชีพ", default=5)
    lead_course_days = WholeNumberField("วันอบรมวิทยากรผู้นำ", default=4)
    village_course_days = WholeNumberField("วันฝึกอบรมในหมู่บ้าน", default=5)
    visit_every_days = WholeNumberField("ควรเยี่ยมทุกกี่วัน", default=30)
    first_visit_days = WholeNumberField("เยี่ยมครั้งแรกภายในกี่วันหลังเริ่มดูแล", default=30)
    very_late_days = WholeNumberField("เลยกำหนดเกินกี่วันถือว่าเลยมาก", default=30)
    followup_from = ThaiDateField("ติดตามครัวเรือนได้ตั้งแต่", null=True, blank=True)
    record_due = ThaiDateField("กำหนดส่งองค์ความรู้", null=True, blank=True)
    note = ThaiTextField("หมายเหตุ", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ปีงบประมาณของโครงการ"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2550, year__lte=2643),
                name="year_is_buddhist",
                violation_error_message="ปีงบประมาณเป็นปี พ.ศ. เช่น 2560",
            ),
            models.CheckConstraint(
                condition=Q(households_per_trainer__gte=1, group_minimum__gte=1, village_course_days__gte=1),
                name="year_numbers_positive",
                violation_error_message="จำนวนครัวเรือนต่อวิทยากร ขั้นต่ำของกลุ่ม และวันฝึกอบรม ต้องมีอย่างน้อย 1",
            ),
        ]

    def __str__(self):
        return str(self.year)

    def stale_codes(self) -> list[str]:
        """The villages that are measured by these numbers."""
        return list(TargetVillage.objects.filter(year=self.pk).order_by().values_list("village_code", flat=True))


class TargetVillage(Versioned):
    """A village in the programme in one year: everything of the chain hangs on it."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="targets", verbose_name="หมู่บ้าน")
    year = models.ForeignKey(ProgrammeYear, models.PROTECT, related_name="targets", verbose_name="ปีงบประมาณ")
    village_code = VillageCode(source="village")
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "หมู่บ้านเป้าหมาย"
        ordering = ["-year", "village_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_once_a_year",
                violation_error_message="หมู่บ้านนี้เป็นหมู่บ้านเป้าหมายของปีนี้แล้ว",
            ),
        ]
        indexes = [models.Index(fields=["year", "village_code"], name="target_by_year")]

    def __str__(self):
        return f"{self.village} ปี {self.year_id}"


class OccupationQuerySet(models.QuerySet):
    def types(self):
        """The first level: เกษตร, แปรรูปอาหาร, …"""
        return self.filter(parent=None)

    def trades(self):
        """The second level, what a household does."""
        return self.exclude(parent=None).select_related("parent")

    def with_households(self, user):
        """`chosen`: the households under the user's posting that chose it, in whatever year."""
        within = Q(enrolments__in=[])  # nobody, for who holds no posting
        if user.area_code == WHOLE_COUNTRY:
            within = Q()
        elif user.area_code:
            first, past = code_range(user.area_code)
            within = Q(enrolments__village_code__gte=first, enrolments__village_code__lt=past)
        return self.annotate(chosen=models.Count("enrolments__household", distinct=True, filter=within))


class Occupation(models.Model):
    """An occupation on two levels, kept by the department: a type (ประเภทอาชีพ) and the trades under it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="trades", verbose_name="ประเภทอาชีพ"
    )
    name = ThaiCharField("อาชีพ", max_length=100)
    sort_key = SortKey(of=("name",))
    is_active = models.BooleanField("ใช้อยู่", default=True)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "อาชีพ"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="occupation_once", violation_error_message="มีอาชีพชื่อนี้แล้ว"
            ),
            # NULLs are distinct to the rule above, and SQLite cannot say otherwise.
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent=None),
                name="occupation_type_once",
                violation_error_message="มีประเภทอาชีพชื่อนี้แล้ว",
            ),
        ]

    def __str__(self):
        return self.name

    def stale_codes(self) -> list[str]:
        """The five ก ask for households of one type: a trade under another type touches groups anywhere."""
        return list(TargetVillage.objects.order_by().values_list("village_code", flat=True).distinct())
