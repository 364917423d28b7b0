"""What is planned and what took place have one shape: a kind, days and hours, a place, and what it was about."""

import datetime

from django.db import models
from django.db.models import F, Q

from samma import thai
from samma.fields import ThaiCharField, ThaiDateField, ThaiTimeField


class ActivityKind(models.TextChoices):
    """What happens in a target village, in the usual order of a year (sources: documents 002 and 003)."""

    GUIDELINE = "guideline", "ศึกษาแนวทางและเตรียมเอกสาร"
    DISTRICT_MEETING = "district_meeting", "ประชุมระดับอำเภอ"
    EXPLANATION = "explanation", "ประชุมชี้แจง"
    FORUM = "forum", "เวทีประชาคม"
    WORKING_GROUP = "working_group", "เวทีคัดเลือกคณะทำงานหมู่บ้าน"
    WORKING_GROUP_STUDY = "working_group_study", "เพิ่มพูนความสามารถคณะทำงาน"
    LEADERS_VISIT = "leaders_visit", "ศึกษาดูงานของแกนนำ"
    EXCHANGE = "exchange", "เวทีแลกเปลี่ยนหลังดูงาน"
    SURVEY = "survey", "สำรวจและคัดเลือกปราชญ์ชุมชน"
    LEAD_COURSE = "lead_course", "อบรมวิทยากรผู้นำสัมมาชีพ"
    PREPARATION = "preparation", "ประชุมเตรียมความพร้อมทีมวิทยากร"
    DEMAND = "demand", "วิเคราะห์ความต้องการอาชีพ"
    COURSE = "course", "ฝึกอบรมสัมมาชีพชุมชน"
    STUDY_VISIT = "study_visit", "ศึกษาดูงาน"
    PRACTICE = "practice", "ฝึกปฏิบัติในครัวเรือน"
    FOLLOW_UP = "follow_up", "ติดตามสนับสนุนครัวเรือน"
    GROUP_MEETING = "group_meeting", "ประชุมกลุ่มอาชีพ"
    LESSONS = "lessons", "ถอดบทเรียนและสรุปผล"
    OTHER = "other", "กิจกรรมอื่น"


class CoursePart(models.TextChoices):
    """What a training day is given to (source: document 003, ข้อ 10)."""

    EXPLAIN = "explain", "สร้างความรู้ความเข้าใจ"
    VISIT = "visit", "ศึกษาดูงาน"
    PRACTICE = "practice", "ฝึกปฏิบัติ"


def part_of_course(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(kind="course") | Q(part=""),
        name=name,
        violation_error_message="เนื้อหาของวันฝึกอบรมใส่ได้เฉพาะวันฝึกอบรม",
    )


def day_of_course(name: str) -> models.CheckConstraint:
    """Of what is planned; a day that took place has its number too."""
    return models.CheckConstraint(
        condition=Q(kind="course") | Q(day_no=None),
        name=name,
        violation_error_message="วันที่ของหลักสูตรใส่ได้เฉพาะวันฝึกอบรม",
    )


def in_order(name: str) -> list[models.CheckConstraint]:
    """Days and hours; `name` begins the names of the rules."""
    return [
        models.CheckConstraint(
            condition=Q(until=None) | Q(until__gte=F("on")),
            name=f"{name}_ends_after_start",
            violation_error_message="วันสุดท้ายต้องไม่อยู่ก่อนวันแรก",
        ),
        models.CheckConstraint(
            condition=Q(time_from=None) | Q(time_to=None) | Q(time_to__gt=F("time_from")),
            name=f"{name}_hours_in_order",
            violation_error_message="เวลาเลิกต้องอยู่หลังเวลาเริ่ม",
        ),
    ]


class Occasion(models.Model):
    """The shared shape; `until` is empty for what takes one day."""

    kind = models.CharField("กิจกรรม", max_length=20, choices=ActivityKind.choices)
    day_no = models.PositiveSmallIntegerField(
        "วันที่ของหลักสูตร", null=True, blank=True, help_text="เฉพาะวันฝึกอบรม: 1, 2, 3 …"
    )
    part = models.CharField("เนื้อหาของวันฝึกอบรม", max_length=10, choices=CoursePart.choices, blank=True)
    topic = ThaiCharField("เรื่อง", max_length=200, blank=True)
    on = ThaiDateField("วันที่จัด")
    until = ThaiDateField("ถึงวันที่", null=True, blank=True)
    time_from = ThaiTimeField("เวลาเริ่ม", null=True, blank=True)
    time_to = ThaiTimeField("เวลาเลิก", null=True, blank=True)
    place = ThaiCharField("สถานที่", max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        day = f" วันที่ {self.day_no}" if self.day_no else ""
        return f"{self.get_kind_display()}{day}"

    @property
    def title(self) -> str:
        """What it is about, else what kind it is."""
        return self.topic or str(self)

    @property
    def last_day(self) -> datetime.date:
        return self.until or self.on

    @property
    def days_label(self) -> str:
        """1 พ.ค. 2560, or from one day to another."""
        return thai.thai_days(self.on, self.last_day)

    @property
    def hours_label(self) -> str:
        """09.00–16.00 น.; empty when nobody said."""
        hours = [f"{clock:%H.%M}" for clock in (self.time_from, self.time_to) if clock is not None]
        return f"{'–'.join(hours)} น." if hours else ""
