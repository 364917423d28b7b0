"""Roll-ups: what has been counted of each target village and district, so that no page of figures reads raw rows.

`samma.progress.rollups` alone writes them, from the marks of `samma.stale`; `manage.py rebuild_rollups --check` proves
them equal to the rows. All of it merges by adding: counts, counts by day, and bins.
"""

from django.db import models

from samma.scope import ScopedQuerySet, VillageCode
from villages.models import TargetVillage


class Figures(models.Model):
    """What can be added up over villages. Households unless the name says otherwise; unknown is counted apart."""

    teams_complete = models.PositiveIntegerField("ทีมครบ 5 คน (ทีม)", default=0)
    leads_trained = models.PositiveIntegerField("วิทยากรผู้นำผ่านหลักสูตร (คน)", default=0)
    enrolled = models.PositiveIntegerField("ครัวเรือนเป้าหมาย", default=0)
    assigned = models.PositiveIntegerField("มีวิทยากรดูแล", default=0)
    trained = models.PositiveIntegerField("ผ่านการฝึกอบรม", default=0)
    visited = models.PositiveIntegerField("เยี่ยมแล้ว", default=0)
    visits = models.PositiveIntegerField("การเยี่ยม (ครั้ง)", default=0)
    practising = models.PositiveIntegerField("ทำอาชีพอยู่", default=0)
    practising_known = models.PositiveIntegerField("ทราบว่าทำอาชีพหรือไม่", default=0)
    with_money = models.PositiveIntegerField("มีข้อมูลรายได้รายจ่าย", default=0)
    both_rounds = models.PositiveIntegerField("ทราบรายได้ทั้งก่อนและหลัง", default=0)
    income_up = models.PositiveIntegerField("รายได้เพิ่ม", default=0)
    money_known = models.PositiveIntegerField("ทราบทั้งรายได้และรายจ่าย", default=0)
    net_above = models.PositiveIntegerField("รายได้มากกว่ารายจ่าย", default=0)
    exemplary = models.PositiveIntegerField("ครัวเรือนตัวอย่าง", default=0)
    # Groups formed in the programme; groups that existed before or outside it are counted apart.
    groups = models.PositiveIntegerField("กลุ่มอาชีพ (กลุ่ม)", default=0)
    groups_complete = models.PositiveIntegerField("ครบ 5ก (กลุ่ม)", default=0)
    groups_short = models.PositiveIntegerField("ยังไม่ครบ 5ก (กลุ่ม)", default=0)
    registered = models.PositiveIntegerField("จัดตั้งแล้ว (กลุ่ม)", default=0)
    otop = models.PositiveIntegerField("ขึ้นทะเบียน OTOP (กลุ่ม)", default=0)
    existing_groups = models.PositiveIntegerField("กลุ่มเดิม (กลุ่ม)", default=0)
    existing_complete = models.PositiveIntegerField("กลุ่มเดิมครบ 5ก (กลุ่ม)", default=0)
    existing_registered = models.PositiveIntegerField("กลุ่มเดิมขึ้นทะเบียนแล้ว (กลุ่ม)", default=0)
    existing_otop = models.PositiveIntegerField("กลุ่มเดิมขึ้นทะเบียน OTOP (กลุ่ม)", default=0)
    drafts = models.PositiveIntegerField("องค์ความรู้ฉบับร่าง (เรื่อง)", default=0)
    submitted = models.PositiveIntegerField("องค์ความรู้รอตรวจ (เรื่อง)", default=0)
    approved = models.PositiveIntegerField("องค์ความรู้ที่รับรองแล้ว (เรื่อง)", default=0)
    with_record = models.PositiveIntegerField("ส่งองค์ความรู้แล้ว (หมู่บ้าน)", default=0)
    finished = models.PositiveIntegerField("ครบทุกขั้น (หมู่บ้าน)", default=0)
    # {"-20": 3, "0": 5, …}: households whose income changed by so many per cent, in steps of ten; medians come from it
    gain_bins = models.JSONField("รายได้ที่เปลี่ยน", default=dict, blank=True)

    class Meta:
        abstract = True


COUNTED = [field.name for field in Figures._meta.local_fields if field.name != "gain_bins"]


class VillageRollup(Figures):
    """The figures of one target village, and the step it is at."""

    target_village = models.OneToOneField(
        TargetVillage, models.CASCADE, primary_key=True, related_name="rollup", verbose_name="หมู่บ้านเป้าหมาย"
    )
    year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    village_code = VillageCode(source="target_village", db_index=False)
    sages = models.PositiveIntegerField("ปราชญ์ชุมชน (คน)", default=0)
    seats = models.PositiveSmallIntegerField("ทีมวิทยากร (คน)", default=0)
    course_days = models.PositiveSmallIntegerField("ฝึกอบรมแล้ว (วัน)", default=0)
    five_met = models.PositiveSmallIntegerField("5ก ของกลุ่มที่ก้าวหน้าที่สุด", default=0)
    steps_done = models.PositiveSmallIntegerField("ทำแล้ว (ขั้น)", default=0)
    step = models.CharField("ขั้นต่อไป", max_length=20, blank=True)  # its key; empty when every step is done

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ตัวเลขของหมู่บ้านเป้าหมาย"
        indexes = [models.Index(fields=["year", "village_code"], name="rollup_by_year")]

    def __str__(self):
        return f"{self.village_code} ปี {self.year}"


class PlaceQuerySet(ScopedQuerySet):
    code_field = "code"


class DistrictRollup(Figures):
    """The figures of one district (four digits) in one year; a shorter code holds what belongs to a province alone."""

    code = models.CharField("รหัสอำเภอ", max_length=4)
    year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    villages = models.PositiveIntegerField("หมู่บ้านเป้าหมาย", default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ตัวเลขของอำเภอ"
        constraints = [models.UniqueConstraint(fields=["year", "code"], name="district_counted_once_a_year")]

    def __str__(self):
        return f"{self.code} ปี {self.year}"


class Basis(models.TextChoices):
    """What a day of `DistrictDay` is: each household stands once under SEEN, and once under what its due day follows from."""

    SEEN = "seen", "เยี่ยมล่าสุด"
    PROMISED = "promised", "วันที่นัดไว้"
    VISITED = "visited", "เยี่ยมล่าสุด ไม่ได้นัด"
    STARTED = "started", "เริ่มดูแล ยังไม่เคยเยี่ยม"


class DistrictDay(models.Model):
    """How many households of a district and year have this day; what follows from today's date is summed from it.

    "Visited in the last thirty days" and "overdue" stay true as days pass and as a year's rule is changed, and no row
    is written for it.
    """

    code = models.CharField("รหัสอำเภอ", max_length=4)
    year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    basis = models.CharField("วันของ", max_length=8, choices=Basis.choices)
    on = models.DateField("วันที่")
    n = models.PositiveIntegerField("ครัวเรือน")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ครัวเรือนตามวัน"
        constraints = [models.UniqueConstraint(fields=["year", "basis", "code", "on"], name="district_day_once")]

    def __str__(self):
        return f"{self.code} {self.on}"


class CountedPlace(models.Model):
    """The lock of a district's roll-ups: whoever counts a district holds its row, so two never count it at once."""

    code = models.CharField("รหัสอำเภอ", max_length=4, primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "อำเภอที่นับแล้ว"

    def __str__(self):
        return self.code
