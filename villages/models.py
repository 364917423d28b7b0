"""Places, programme years, occupations, and what happened when in a target village."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samma.fields import MoneyField, SortKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode

LEVELS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}
PREFIXES = {2: "จ.", 4: "อ.", 6: "ต."}


class AreaQuerySet(ScopedQuerySet):
    code_field = "code"

    def above(self, code: str):
        """Province, district and subdistrict of a code, in that order: one query for a breadcrumb."""
        return self.filter(code__in=[code[:n] for n in LEVELS if len(code) >= n]).order_by("code")

    def provinces(self):
        return self.filter(code__lt="99", level=2)

    def districts(self):
        return self.filter(level=4)

    def tambons(self):
        return self.filter(level=6)


class Area(models.Model):
    """A province, district or subdistrict by its official code of 2, 4 or 6 digits (TIS 1099)."""

    code = models.CharField("รหัส", max_length=6, primary_key=True)
    level = models.PositiveSmallIntegerField("ระดับ", editable=False, db_index=True)  # digits of the code: 2, 4, 6
    name_th = ThaiCharField("ชื่อ", max_length=100)
    name_en = models.CharField("ชื่ออังกฤษ", max_length=100, blank=True)
    sort_key = SortKey(of=("name_th",))
    postal_code = models.CharField("รหัสไปรษณีย์", max_length=5, blank=True)
    lat = models.FloatField("ละติจูด", null=True, blank=True)
    lon = models.FloatField("ลองจิจูด", null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เขตการปกครอง"
        ordering = ["code"]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.level = len(self.code)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """จังหวัดพิจิตร, อำเภอโนนแดง; Bangkok has its own words."""
        if self.code.startswith("10"):
            return f"{ {2: '', 4: 'เขต', 6: 'แขวง'}[len(self.code)] }{self.name_th}"
        return f"{LEVELS[len(self.code)]}{self.name_th}"


class VillageQuerySet(ScopedQuerySet):
    code_field = "code"


class Village(Versioned):
    """A village (หมู่บ้าน): the code is the subdistrict's six digits and the moo's two."""

    code = models.CharField(
        "รหัสหมู่บ้าน",
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{8}$", "รหัสหมู่บ้านมี 8 หลัก: ตำบล 6 หลัก และหมู่ที่ 2 หลัก")],
        error_messages={"unique": "มีหมู่บ้านรหัสนี้แล้ว"},
        help_text="8 หลัก: รหัสตำบล 6 หลัก และหมู่ที่ 2 หลัก เช่น 33010105",
    )
    tambon = models.ForeignKey(Area, models.PROTECT, related_name="villages", editable=False, verbose_name="ตำบล")
    name = ThaiCharField("ชื่อหมู่บ้าน", max_length=100, help_text="ไม่ต้องมีคำว่า “บ้าน” นำหน้าก็ได้ เช่น ตระกาจ")
    alias = ThaiCharField("ชื่ออื่น", max_length=100, blank=True)
    lat = models.FloatField("ละติจูด", null=True, blank=True)
    lon = models.FloatField("ลองจิจูด", null=True, blank=True)
    sort_key = SortKey(of=("name",))

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "หมู่บ้าน"
        ordering = ["code"]

    def __str__(self):
        alias = f" ({self.alias})" if self.alias else ""
        return f"{self.title}{alias} หมู่ที่ {self.moo}"

    @property
    def village_code(self) -> str:
        return self.code

    @property
    def moo(self) -> int:
        return int(self.code[6:])

    @property
    def title(self) -> str:
        return self.name if self.name.startswith("บ้าน") else f"บ้าน{self.name}"


class ProgrammeYear(Versioned):
    """The programme's numbers in one fiscal year (พ.ศ.). A village compares itself only with its own year."""

    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)", primary_key=True)
    households_per_village = WholeNumberField("ครัวเรือนเป้าหมายต่อหมู่บ้าน", default=20)
    households_per_trainer = WholeNumberField("ครัวเรือนต่อวิทยากร 1 คน", default=4)
    people_trained = WholeNumberField("จำนวนคนที่ฝึกอบรมต่อหมู่บ้าน", null=True, blank=True)
    group_minimum = WholeNumberField("ครัวเรือนขั้นต่ำของกลุ่มอาชีพ", default=5)
    lead_course_days = WholeNumberField("วันอบรมวิทยากรผู้นำ", default=4)
    village_course_days = WholeNumberField("วันฝึกอบรมในหมู่บ้าน", default=5)
    visit_every_days = WholeNumberField("ควรเยี่ยมทุกกี่วัน", default=30)
    first_visit_days = WholeNumberField("เยี่ยมครั้งแรกภายในกี่วันหลังเริ่มดูแล", default=30)
    very_late_days = WholeNumberField("เลยกำหนดเกินกี่วันถือว่าเลยมาก", default=30)
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


SERVING = Q(ended=None)
STARTS_BEFORE_IT_ENDS = Q(ended=None) | Q(ended__gte=F("started"))
