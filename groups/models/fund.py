"""ก4: the fund of a group as a ledger. Its balance is a sum; a mistake is corrected by a counter-entry."""

from django.db import models
from django.db.models import Q, Sum

from groups.models.group import Group
from groups.models.people import Membership
from samma.fields import MoneyField, ThaiCharField, ThaiDateField
from samma.rows import AppendOnly, AppendOnlyQuerySet
from samma.scope import ScopedQuerySet, VillageCode
from samma.thai import thai_date


class FundKind(models.TextChoices):
    OPENING = "opening", "เงินตั้งต้น"
    SHARE = "share", "ค่าหุ้น"
    SAVING = "saving", "เงินออม"
    REFUND = "refund", "คืนค่าหุ้นหรือเงินออม"
    INCOME = "income", "รายรับ"
    SUPPORT = "support", "เงินหรือสิ่งของสนับสนุน"
    EXPENSE = "expense", "รายจ่าย"
    TOOL = "tool", "เครื่องมือ/วัสดุ"
    CORRECTION = "correction", "แก้ไขรายการ"


PAID_OUT = [FundKind.EXPENSE, FundKind.REFUND]  # typed without a sign, taken off the balance


class FundEntryQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    def balance(self):
        """Baht in hand: the sum of all entries. It is never stored."""
        return self.aggregate(total=Sum("amount"))["total"] or 0


class FundClosingQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    """Months that are closed: written once, as the entries are."""


class FundEntry(AppendOnly):
    """ก4: one entry of the fund, signed baht; tools alone can be a fund. Corrected by a counter-entry."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="fund", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    kind = models.CharField("ประเภท", max_length=10, choices=FundKind.choices)
    amount = MoneyField("จำนวนเงิน (บาท)", default=0, help_text="รายจ่ายเป็นลบ")
    item = ThaiCharField("รายการ", max_length=200)
    value = MoneyField("มูลค่าสิ่งของ (บาท)", null=True, blank=True)
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="สมาชิก"
    )
    shares = models.IntegerField("จำนวนหุ้น", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="แก้ไขรายการ"
    )

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กองทุนกลุ่ม"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="correction", corrects__isnull=False)
                    | Q(kind__in=["expense", "refund"], amount__lt=0)
                    | Q(kind="tool", amount=0)
                    | (Q(kind="support") & (Q(amount__gt=0) | Q(amount=0, value__isnull=False, value__gt=0)))
                    | Q(kind__in=["opening", "share", "saving", "income"], amount__gt=0)
                ),
                name="fund_sign_follows_kind",
                violation_error_message="รายรับต้องมากกว่า 0 รายจ่ายต้องเป็นลบ เครื่องมือไม่มีจำนวนเงิน",
            ),
            models.CheckConstraint(
                condition=(
                    Q(shares=None)
                    | Q(kind="share", member__isnull=False, shares__gt=0)
                    | Q(kind="refund", member__isnull=False, shares__lt=0)
                    | Q(kind="correction")
                ),
                name="shares_are_of_a_member",
                violation_error_message="จำนวนหุ้นใส่ได้เฉพาะรายการค่าหุ้นหรือคืนค่าหุ้นของสมาชิกคนหนึ่ง",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="entry_taken_back_once",
                violation_error_message="รายการนี้กลับรายการแล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.item}"


class FundClosing(AppendOnly):
    """A month whose book the meeting has seen: nothing is posted into it any more.

    The balance is the sum of that day, kept so that the paper that was signed can be proved; nobody types it.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="closings", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    through = ThaiDateField("ปิดบัญชีถึงวันที่")
    closed_on = ThaiDateField("ปิดเมื่อ")
    balance = MoneyField("ยอดคงเหลือ (บาท)", editable=False)

    objects = FundClosingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การปิดบัญชีกองทุน"
        ordering = ["-through"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "through"],
                name="month_closed_once",
                violation_error_message="เดือนนี้ปิดบัญชีแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__gte=models.F("through")),
                name="month_closed_when_over",
                violation_error_message="ปิดบัญชีได้เมื่อสิ้นเดือนแล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.group} {thai_date(self.through)}"
