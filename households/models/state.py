"""Where each enrolment stands: one row, derived from its visits and rounds, so that lists never read those.

`households.states` writes it, in the transaction of the visit or round, and `check_data` compares it with the raw rows.
"""

from decimal import Decimal

from django.db import models

from households.models.enrolment import Enrolment
from households.models.followup import Practising
from households.rules import change_percent
from samma.fields import MoneyField
from samma.scope import ScopedQuerySet, VillageCode


class EnrolmentState(models.Model):
    """Derived and never typed. Empty days and amounts are "none yet" or "not known"."""

    enrolment = models.OneToOneField(
        Enrolment, models.CASCADE, primary_key=True, related_name="state", verbose_name="ครัวเรือน"
    )
    village_code = VillageCode(source="enrolment", db_index=False)
    visits = models.PositiveIntegerField("เยี่ยมแล้ว (ครั้ง)", default=0, editable=False)
    last_visit_on = models.DateField("เยี่ยมล่าสุด", null=True, editable=False)
    next_on = models.DateField("นัดครั้งต่อไป", null=True, editable=False)  # promised at the last visit
    practising = models.CharField(
        "ทำอาชีพอยู่หรือไม่", max_length=7, choices=Practising.choices, default="", editable=False
    )  # the last that was said of it
    rounds = models.PositiveIntegerField("ข้อมูลรายได้รายจ่าย (รอบ)", default=0, editable=False)
    baseline_on = models.DateField("วันที่ของข้อมูลฐาน", null=True, editable=False)
    baseline_income = MoneyField("รายได้ ข้อมูลฐาน", null=True, editable=False)
    baseline_expense = MoneyField("รายจ่าย ข้อมูลฐาน", null=True, editable=False)
    latest_on = models.DateField("วันที่ของรอบล่าสุด", null=True, editable=False)
    latest_income = MoneyField("รายได้ รอบล่าสุด", null=True, editable=False)
    latest_expense = MoneyField("รายจ่าย รอบล่าสุด", null=True, editable=False)

    objects = ScopedQuerySet.as_manager()  # money stands here: a trainer's pages read the days alone, by his enrolments

    class Meta:
        verbose_name = verbose_name_plural = "สถานะการติดตามครัวเรือน"
        indexes = [models.Index(fields=["village_code", "last_visit_on"], name="state_by_last_visit")]

    def __str__(self):
        return str(self.enrolment)

    @property
    def income_change(self) -> Decimal | None:
        """Per cent from the baseline to a later round; None unless both are known."""
        return change_percent(self.baseline_income, self.latest_income) if self.rounds > 1 else None

    @property
    def expense_change(self) -> Decimal | None:
        """Per cent from the baseline to a later round; None unless both are known."""
        return change_percent(self.baseline_expense, self.latest_expense) if self.rounds > 1 else None
