"""A province's book of a fiscal year, as it is being prepared: its title, foreword and choices, and what was made of it."""

from django.core.validators import RegexValidator
from django.db import models

from samma.fields import ThaiCharField, ThaiTextField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet


class YearBookQuerySet(ScopedQuerySet):
    code_field = "area_code"


class YearBook(Versioned):
    """One book of a province or district and year. The records in it are those there are when it is made."""

    class Digits(models.TextChoices):
        THAI = "thai", "เลขไทย"
        ARABIC = "arabic", "เลขอารบิก"

    class Holds(models.TextChoices):
        FINISHED = "finished", "เรื่องที่จังหวัดรับรองแล้ว (รวมที่เผยแพร่)"
        PUBLISHED = "published", "เฉพาะเรื่องที่เผยแพร่แล้ว"

    area_code = models.CharField(
        "พื้นที่", max_length=4, validators=[RegexValidator(r"^\d{2}(\d{2})?$", "รหัสจังหวัด 2 หลักหรืออำเภอ 4 หลัก")]
    )
    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    title = ThaiCharField("ชื่อเล่ม", max_length=200)
    foreword = ThaiTextField("คำนำ", blank=True)
    holds = models.CharField("เรื่องในเล่ม", max_length=10, choices=Holds.choices, default=Holds.FINISHED)
    digits = models.CharField("ตัวเลข", max_length=6, choices=Digits.choices, default=Digits.THAI)
    # What was made last: the name under which it is kept, when, and of how many records.
    pdf_name = models.CharField(max_length=120, blank=True, editable=False)
    pdf_made_at = models.DateTimeField("ทำเล่มเมื่อ", null=True, blank=True, editable=False)
    pdf_records = models.PositiveIntegerField(default=0, editable=False)
    zip_name = models.CharField(max_length=120, blank=True, editable=False)
    zip_made_at = models.DateTimeField("ทำไฟล์รวมเมื่อ", null=True, blank=True, editable=False)
    zip_records = models.PositiveIntegerField(default=0, editable=False)

    objects = YearBookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เล่มองค์ความรู้ประจำปี"
        ordering = ["area_code", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year"],
                name="one_book_a_place_and_year",
                violation_error_message="มีเล่มของพื้นที่และปีนี้แล้ว",
            ),
        ]

    def __str__(self):
        return self.title
