"""The yearly book of a province as it is being prepared, and what was made of it."""

import django.core.validators
import samma.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0004_review_and_revisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearBook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="รุ่นของข้อมูล")),
                (
                    "area_code",
                    models.CharField(
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{2}(\\d{2})?$", "รหัสจังหวัด 2 หลักหรืออำเภอ 4 หลัก")
                        ],
                        verbose_name="พื้นที่",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("title", samma.fields.ThaiCharField(max_length=200, verbose_name="ชื่อเล่ม")),
                ("foreword", samma.fields.ThaiTextField(blank=True, verbose_name="คำนำ")),
                (
                    "holds",
                    models.CharField(
                        choices=[("finished", "เรื่องที่จังหวัดรับรองแล้ว (รวมที่เผยแพร่)"), ("published", "เฉพาะเรื่องที่เผยแพร่แล้ว")],
                        default="finished",
                        max_length=10,
                        verbose_name="เรื่องในเล่ม",
                    ),
                ),
                (
                    "digits",
                    models.CharField(
                        choices=[("thai", "เลขไทย"), ("arabic", "เลขอารบิก")],
                        default="thai",
                        max_length=6,
                        verbose_name="ตัวเลข",
                    ),
                ),
                ("pdf_name", models.CharField(blank=True, editable=False, max_length=120)),
                ("pdf_made_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ทำเล่มเมื่อ")),
                ("pdf_records", models.PositiveIntegerField(default=0, editable=False)),
                ("zip_name", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "zip_made_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ทำไฟล์รวมเมื่อ"),
                ),
                ("zip_records", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "เล่มองค์ความรู้ประจำปี",
                "verbose_name_plural": "เล่มองค์ความรู้ประจำปี",
                "ordering": ["area_code", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area_code", "year"),
                        name="one_book_a_place_and_year",
                        violation_error_message="มีเล่มของพื้นที่และปีนี้แล้ว",
                    )
                ],
            },
        ),
    ]
