"""The lead trainers' course, and the teams of five with everybody who ever sat in them."""

from django.db import models
from django.db.models import Count, Q
from simple_history.models import HistoricalRecords

from samma.fields import ThaiCharField, ThaiDateField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models.sage import Sage
from villages.models import SERVING, STARTS_BEFORE_IT_ENDS, ProgrammeYear, TargetVillage

LEAD_SEAT = 0
SEATS = range(5)  # วิทยากรผู้นำสัมมาชีพ 1 คน และปราชญ์ชุมชนที่คัดเลือกเพิ่ม 4 คน (source: document 000, ข้อ ๒)
SEAT_NAMES = {0: "วิทยากรผู้นำสัมมาชีพ"} | {n: f"วิทยากรคนที่ {n + 1}" for n in range(1, 5)}


class LeadCourse(models.Model):
    """A course "วิทยากรผู้นำสัมมาชีพ" at a regional centre (ศพช.)."""

    year = models.ForeignKey(ProgrammeYear, models.PROTECT, related_name="lead_courses", verbose_name="ปีงบประมาณ")
    centre = ThaiCharField("ศูนย์ศึกษาและพัฒนาชุมชน", max_length=100)
    batch = models.PositiveSmallIntegerField("รุ่นที่")
    starts = ThaiDateField("เริ่มอบรม")
    ends = ThaiDateField("สิ้นสุดอบรม")

    class Meta:
        verbose_name = verbose_name_plural = "หลักสูตรวิทยากรผู้นำสัมมาชีพ"
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "centre", "batch"],
                name="course_batch_once",
                violation_error_message="มีรุ่นนี้ของศูนย์นี้ในปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("starts")),
                name="course_ends_after_start",
                violation_error_message="วันสิ้นสุดอบรมต้องไม่อยู่ก่อนวันเริ่ม",
            ),
        ]

    def __str__(self):
        return f"{self.centre} รุ่นที่ {self.batch} ปี {self.year_id}"


class TeamQuerySet(ScopedQuerySet):
    def with_size(self):
        return self.annotate(size=Count("trainers", filter=Q(trainers__ended=None)))

    def complete(self):
        """Teams with all five seats taken."""
        return self.with_size().filter(size=len(SEATS))


class Team(Versioned):
    """The trainers of one target village: one lead and four selected sages. Not yet five is a state, not an error."""

    target_village = models.OneToOneField(
        TargetVillage, models.PROTECT, related_name="team", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    order_no = ThaiCharField("คำสั่งแต่งตั้งเลขที่", max_length=50, blank=True)
    order_date = ThaiDateField("ลงวันที่", null=True, blank=True)
    order_signer = ThaiCharField("ผู้ลงนามคำสั่ง", max_length=150, blank=True)
    order_signer_position = ThaiCharField("ตำแหน่งผู้ลงนาม", max_length=150, blank=True)

    objects = TeamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ทีมวิทยากรสัมมาชีพชุมชน"
        ordering = ["village_code"]

    def __str__(self):
        return f"ทีมวิทยากร {self.target_village}"

    def seated(self) -> list["Trainer"]:
        """Those who serve now, the lead first."""
        return list(self.trainers.serving().select_related("sage").order_by("seat"))

    @property
    def is_complete(self) -> bool:
        return self.trainers.serving().count() == len(SEATS)


class TrainerQuerySet(ScopedQuerySet):
    def serving(self):
        return self.filter(SERVING)


class Trainer(models.Model):
    """A sage in a seat of a team, from a day to a day."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="trainers", verbose_name="ทีม")
    village_code = VillageCode(source="team")
    # Copied from the team's target village: a constraint cannot reach across a foreign key.
    year = models.ForeignKey(ProgrammeYear, models.PROTECT, related_name="+", editable=False, verbose_name="ปีงบประมาณ")
    sage = models.ForeignKey(Sage, models.PROTECT, related_name="seats", verbose_name="ปราชญ์ชุมชน")
    seat = models.PositiveSmallIntegerField("ตำแหน่งในทีม", choices=list(SEAT_NAMES.items()))
    started = ThaiDateField("เริ่มเมื่อ")
    ended = ThaiDateField("พ้นจากทีมเมื่อ", null=True, blank=True)
    end_reason = ThaiCharField("เหตุที่พ้น", max_length=200, blank=True)
    end_letter_no = ThaiCharField("หนังสือให้พ้นเลขที่", max_length=50, blank=True)
    end_letter_date = ThaiDateField("หนังสือลงวันที่", null=True, blank=True)
    course = models.ForeignKey(
        LeadCourse, models.PROTECT, null=True, blank=True, related_name="trainers", verbose_name="ผ่านหลักสูตรวิทยากรผู้นำ"
    )
    certificate_no = ThaiCharField("เลขที่วุฒิบัตร", max_length=50, blank=True)

    objects = TrainerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "วิทยากร"
        ordering = ["team", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "seat"],
                condition=SERVING,
                name="one_trainer_per_seat",
                violation_error_message="มีผู้ดำรงตำแหน่งนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["sage", "year"],
                condition=SERVING,
                name="sage_in_one_team_a_year",
                violation_error_message="ปราชญ์คนนี้อยู่ในทีมวิทยากรของปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(seat__in=list(SEATS)),
                name="team_has_five_seats",
                violation_error_message="ทีมวิทยากรมี 5 คน: วิทยากรผู้นำสัมมาชีพ 1 คน และปราชญ์ชุมชนที่คัดเลือกเพิ่ม 4 คน",
            ),
            models.CheckConstraint(
                condition=STARTS_BEFORE_IT_ENDS,
                name="trainer_ends_after_start",
                violation_error_message="วันที่พ้นจากทีมต้องไม่อยู่ก่อนวันเริ่ม",
            ),
        ]

    def __str__(self):
        return f"{self.sage} ({self.get_seat_display()})"
