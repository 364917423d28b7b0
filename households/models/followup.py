"""Follow-up: rounds of income and expense, visits and their photos."""

import uuid
from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from households.models.care import Assignment
from households.models.enrolment import Enrolment
from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models import Sage

INCOME = {
    "income_farm": "รายได้ในภาคเกษตร",
    "income_nonfarm": "รายได้นอกภาคเกษตร",
    "income_other": "รายได้อื่น",
    "income_own": "ปลูก เลี้ยง หาไว้กินเอง",
}
EXPENSE = {
    "expense_production": "ต้นทุนการผลิต",
    "expense_needed": "อุปโภคบริโภคที่จำเป็น",
    "expense_unneeded": "อุปโภคบริโภคที่ไม่จำเป็น",
    "expense_debt": "ชำระหนี้",
}
AMOUNTS = [*INCOME, *EXPENSE, "savings", "debt_formal", "debt_informal"]


def _baht(label: str) -> MoneyField:
    return MoneyField(f"{label} (บาท/ปี)", null=True, blank=True)


class LivelihoodRound(Versioned):
    """Income and expense of a household over a year (บัญชีครัวเรือน), in baht; the first round is the baseline.

    Null is "not known" and never 0. The three answers are of the definition of สัมมาชีพ.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="rounds", verbose_name="ครัวเรือน")
    village_code = VillageCode(source="enrolment")
    on = ThaiDateField("วันที่สำรวจ")
    income_farm = _baht(INCOME["income_farm"])
    income_nonfarm = _baht(INCOME["income_nonfarm"])
    income_other = _baht(INCOME["income_other"])
    income_own = _baht(INCOME["income_own"])
    expense_production = _baht(EXPENSE["expense_production"])
    expense_needed = _baht(EXPENSE["expense_needed"])
    expense_unneeded = _baht(EXPENSE["expense_unneeded"])
    expense_debt = _baht(EXPENSE["expense_debt"])
    savings = MoneyField("เงินออม (บาท)", null=True, blank=True)
    debt_formal = MoneyField("หนี้ในระบบ (บาท)", null=True, blank=True)
    debt_informal = MoneyField("หนี้นอกระบบ (บาท)", null=True, blank=True)
    spares_self = models.BooleanField("ไม่เบียดเบียนตนเอง", null=True, blank=True)
    spares_others = models.BooleanField("ไม่เบียดเบียนผู้อื่น", null=True, blank=True)
    spares_nature = models.BooleanField("ไม่เบียดเบียนสิ่งแวดล้อม", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()  # money: a trainer sees none of it

    class Meta:
        verbose_name = verbose_name_plural = "รายได้รายจ่ายครัวเรือน"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "on"],
                name="one_round_a_day",
                violation_error_message="มีข้อมูลรายได้รายจ่ายของวันนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=reduce(and_, (Q(**{name: None}) | Q(**{f"{name}__gte": 0}) for name in AMOUNTS)),
                name="round_amounts_not_negative",
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}"

    @property
    def income(self):
        """Baht a year, or None when no part is known."""
        return _sum(getattr(self, name) for name in INCOME)

    @property
    def expense(self):
        """Baht a year, or None when no part is known."""
        return _sum(getattr(self, name) for name in EXPENSE)

    @property
    def net(self):
        """Income less expense, or None when either is not known."""
        return None if self.income is None or self.expense is None else self.income - self.expense


def _sum(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


class Channel(models.TextChoices):
    VISIT = "visit", "ไปเยี่ยมที่บ้าน"
    PHONE = "phone", "โทรศัพท์"
    LINE = "line", "ไลน์"


class Practising(models.TextChoices):
    YES = "yes", "ทำอยู่"
    NOT_YET = "not_yet", "ยังไม่ได้ทำ"
    STOPPED = "stopped", "เลิกทำแล้ว"


class Answer(models.TextChoices):
    """An amount, none yet, or not known: unknown is never 0."""

    AMOUNT = "amount", "ระบุจำนวน"
    NONE = "none", "ยังไม่มี"
    UNKNOWN = "unknown", "ไม่ทราบ/ไม่สะดวกบอก"


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        if not user.is_trainer:
            return super().visible_to(user)
        return self.filter(Exists(Enrolment.objects.visible_to(user).filter(pk=OuterRef("enrolment"))))


class Visit(models.Model):
    """One follow-up of a household. The id is made where the visit is written, so that a repeat is the same visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Both begin an index below; every further index is written at each visit.
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="visits", db_index=False, verbose_name="ครัวเรือน"
    )
    village_code = VillageCode(source="enrolment", db_index=False)
    # The assignment in force on the day, so that a visit keeps its trainer; none when nobody looked after the household.
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, editable=False, related_name="visits", verbose_name="การดูแล"
    )
    on = ThaiDateField("วันที่เยี่ยม")
    channel = models.CharField("วิธีติดตาม", max_length=5, choices=Channel.choices, default=Channel.VISIT)
    visited_by = models.ForeignKey(
        Sage, models.PROTECT, null=True, blank=True, related_name="visits_made", verbose_name="วิทยากรผู้เยี่ยม"
    )
    visitor = ThaiCharField("ผู้เยี่ยม (ถ้าไม่ใช่วิทยากร)", max_length=200, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits_keyed", editable=False, verbose_name="ผู้บันทึก"
    )
    met = ThaiCharField("พบใคร", max_length=200, blank=True)
    practising = models.CharField("ทำอาชีพอยู่หรือไม่", max_length=7, choices=Practising.choices, blank=True)
    stopped_reason = ThaiCharField("เหตุที่เลิกหรือยังไม่ทำ", max_length=300, blank=True)
    produced = ThaiCharField("ผลผลิตตั้งแต่ครั้งก่อน", max_length=300, blank=True)
    gained_kind = models.CharField("รายได้ที่ได้เพิ่ม", max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    gained = MoneyField("รายได้ที่ได้เพิ่ม (บาท)", null=True, blank=True)
    saved_kind = models.CharField("รายจ่ายที่ลดได้", max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    saved = MoneyField("รายจ่ายที่ลดได้ (บาท)", null=True, blank=True)
    problem = ThaiTextField("ปัญหา", blank=True)
    help_given = ThaiTextField("ความช่วยเหลือที่ให้", blank=True)
    help_needed = ThaiTextField("ต้องการความช่วยเหลือเรื่องใด จากใคร", blank=True)
    promise = ThaiCharField("นัดหมาย/สิ่งที่จะทำต่อ", max_length=300, blank=True)
    next_on = ThaiDateField("เยี่ยมครั้งต่อไป", null=True, blank=True)
    device_at = models.DateTimeField("เวลาของเครื่องที่บันทึก", null=True, blank=True, editable=False)
    received_at = models.DateTimeField("รับเข้าระบบเมื่อ", auto_now_add=True)
    # SHA-256 of the bytes that the phone sent: what decides "the same again". Empty for what a form or sheet wrote.
    sent_hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การเยี่ยมติดตาม"
        ordering = ["-on", "-received_at"]
        constraints = [
            models.CheckConstraint(
                # A CHECK that comes to NULL passes, so what must be there is said.
                condition=Q(gained_kind="amount", gained__isnull=False, gained__gte=0)
                | ~Q(gained_kind="amount") & Q(gained=None),
                name="gained_is_an_amount_or_an_answer",
                violation_error_message="รายได้ที่ได้เพิ่ม: ใส่จำนวนเงิน หรือเลือก ยังไม่มี / ไม่ทราบ อย่างใดอย่างหนึ่ง",
            ),
            models.CheckConstraint(
                condition=Q(saved_kind="amount", saved__isnull=False, saved__gte=0)
                | ~Q(saved_kind="amount") & Q(saved=None),
                name="saved_is_an_amount_or_an_answer",
                violation_error_message="รายจ่ายที่ลดได้: ใส่จำนวนเงิน หรือเลือก ยังไม่มี / ไม่ทราบ อย่างใดอย่างหนึ่ง",
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "-on"], name="visits_of_enrolment"),
            models.Index(fields=["village_code", "-on"], name="visits_of_place"),
            models.Index(fields=["village_code", "on"], name="visits_asking_help", condition=~Q(help_needed="")),
        ]

    def __str__(self):
        return f"เยี่ยม {self.enrolment}"

    def stale_codes(self) -> list[str]:
        """None of its own: `households.states` marks the place, and a phone's batch writes one statement less."""
        return []


class VisitPhotoQuerySet(ScopedQuerySet):
    code_field = "visit__village_code"

    def visible_to(self, user):
        if not user.is_trainer:
            return super().visible_to(user)
        return self.filter(Exists(Visit.objects.visible_to(user).filter(pk=OuterRef("visit"))))


class VisitPhoto(Photo):
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos", verbose_name="การเยี่ยม")
    sent_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    objects = VisitPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพการเยี่ยม"
