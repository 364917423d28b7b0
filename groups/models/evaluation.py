"""The yearly evaluation of a group by officials, committee and members together, and what they promised one another.

(source: document 001, ข้อ 7 "หน่วยงานราชการที่เกี่ยวข้องและคณะกรรมการ/สมาชิกกลุ่ม ประเมินผล ปรับปรุงผลการดำเนินงานของกลุ่ม")
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from groups.models.group import Group
from samma.fields import ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode


class Verdict(models.TextChoices):
    """Words and no points: no official scale of groups is known."""

    GOOD = "good", "ทำได้ดี"
    PARTLY = "partly", "ทำได้บ้าง"
    NOT_YET = "not_yet", "ยังไม่ได้ทำ"


class Outcome(models.TextChoices):
    AHEAD = "ahead", "ก้าวหน้า"
    STEADY = "steady", "ทรงตัว"
    IN_NEED = "in_need", "ต้องช่วยเหลือ"


class GroupEvaluation(Versioned):
    """One of each fiscal year and group. What the rows of the year say stands beside it and is read from them each time."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="evaluations", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group", db_index=False)
    fiscal_year = WholeNumberField("ปีงบประมาณที่ประเมิน")
    on = ThaiDateField("วันที่ประเมิน")
    officials = WholeNumberField("เจ้าหน้าที่ (คน)")
    committee = WholeNumberField("คณะกรรมการกลุ่ม (คน)")
    members = WholeNumberField("สมาชิกอื่น (คน)")
    who = ThaiCharField("ชื่อผู้ร่วมประเมิน", max_length=300, blank=True)
    meetings = models.CharField("การประชุมกลุ่ม", max_length=8, choices=Verdict.choices)
    meetings_said = ThaiTextField("การประชุม ผู้ประเมินเห็นว่า", blank=True)
    accounts = models.CharField("การทำบัญชี", max_length=8, choices=Verdict.choices)
    accounts_said = ThaiTextField("บัญชี ผู้ประเมินเห็นว่า", blank=True)
    market = models.CharField("ตลาดและยอดขาย", max_length=8, choices=Verdict.choices)
    market_said = ThaiTextField("ตลาด ผู้ประเมินเห็นว่า", blank=True)
    went_well = ThaiTextField("สิ่งที่ทำได้ดี")
    to_improve = ThaiTextField("สิ่งที่ต้องปรับปรุง")
    outcome = models.CharField("ผลโดยรวม", max_length=8, choices=Outcome.choices)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "การประเมินกลุ่มประจำปี"
        ordering = ["-fiscal_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "fiscal_year"],
                name="group_evaluated_once_a_year",
                violation_error_message="กลุ่มนี้มีการประเมินของปีงบประมาณนี้แล้ว ให้แก้ไขฉบับเดิม",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2699),
                name="evaluation_year_is_buddhist",
                violation_error_message="ปีงบประมาณเป็น พ.ศ. 4 หลัก",
            ),
            models.CheckConstraint(
                condition=Q(officials__gte=1) & (Q(committee__gte=1) | Q(members__gte=1)),
                name="group_evaluated_together",
                violation_error_message="ประเมินร่วมกัน: มีเจ้าหน้าที่อย่างน้อย 1 คน และคณะกรรมการหรือสมาชิกอย่างน้อย 1 คน",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "-fiscal_year", "-id"], name="evaluation_of_place")]

    def __str__(self):
        return f"ปีงบประมาณ {self.fiscal_year}"


class GroupPromiseQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(done_on=None)

    def overdue(self, today):
        return self.open().filter(due__lt=today)


class GroupPromise(Versioned):
    """What somebody will do next for the group, until when."""

    evaluation = models.ForeignKey(GroupEvaluation, models.PROTECT, related_name="promises", verbose_name="การประเมิน")
    village_code = VillageCode(source="evaluation", db_index=False)
    what = ThaiCharField("จะทำอะไร", max_length=300)
    who = ThaiCharField("ใครทำ", max_length=200)
    due = ThaiDateField("ภายในวันที่")
    done_on = ThaiDateField("ทำแล้วเมื่อ", null=True, blank=True)
    outcome = ThaiCharField("ผล", max_length=300, blank=True)

    objects = GroupPromiseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "สิ่งที่รับปากในการประเมินกลุ่ม"
        ordering = [F("done_on").asc(nulls_first=True), "due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(done_on__isnull=False),
                name="promise_outcome_has_its_day",
                violation_error_message="ใส่วันที่ทำแล้วด้วย",
            ),
        ]
        indexes = [
            models.Index(fields=["village_code", "due"], condition=Q(done_on=None), name="promises_that_wait"),
        ]

    def __str__(self):
        return self.what
