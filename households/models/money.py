"""The money of a target village: what was planned line by line, what was paid, and what the community put in itself.

Payments and contributions are ledgers: a mistake is taken back by a counter-entry, and sums are never typed.
"""

from django.db import models
from django.db.models import Q, Sum
from simple_history.models import HistoricalRecords

from samma.fields import MoneyField, QuantityField, ThaiCharField, ThaiDateField, WholeNumberField
from samma.rows import AppendOnly, AppendOnlyQuerySet, Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models import Activity, TargetVillage


class BudgetCategory(models.TextChoices):
    """Kinds of expense as offices write them in a project's budget (no official list is known, so the last one is open)."""

    FOOD = "food", "ค่าอาหารและเครื่องดื่ม"
    FEE = "fee", "ค่าตอบแทนวิทยากร"
    MATERIAL = "material", "ค่าวัสดุฝึกอาชีพ"
    TRAVEL = "travel", "ค่าพาหนะเดินทาง"
    PLACE = "place", "ค่าสถานที่และอุปกรณ์"
    PRINT = "print", "ค่าเอกสารและสิ่งพิมพ์"
    OTHER = "other", "ค่าใช้จ่ายอื่น"


class MoneySource(models.TextChoices):
    DEPARTMENT = "department", "งบกรมการพัฒนาชุมชน"
    PROVINCE = "province", "งบจังหวัด/กลุ่มจังหวัด"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    COMMUNITY = "community", "เงินสมทบของชุมชน"
    PARTNER = "partner", "ภาคีการพัฒนา"
    OTHER = "other", "แหล่งอื่น"


class BudgetLine(Versioned):
    """One line of the village's budget: for what, from whom, how much. A village without lines has no budget yet, not 0."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="budget_lines", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    number = WholeNumberField("ลำดับที่")
    category = models.CharField("หมวด", max_length=10, choices=BudgetCategory.choices)
    item = ThaiCharField("รายการ", max_length=200)
    source = models.CharField("แหล่งเงิน", max_length=10, choices=MoneySource.choices, default=MoneySource.DEPARTMENT)
    planned = MoneyField("งบที่ตั้งไว้ (บาท)")
    note = ThaiCharField("หมายเหตุ", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "รายการงบประมาณ"
        ordering = ["target_village", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_village", "number"],
                name="budget_number_once",
                violation_error_message="มีรายการงบประมาณลำดับที่นี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["target_village", "source", "item"],
                name="budget_item_once",
                violation_error_message="มีรายการนี้จากแหล่งเงินนี้แล้ว แก้ยอดที่รายการเดิม",
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0),
                name="planned_not_negative",
                violation_error_message="งบที่ตั้งไว้ต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.item}"


class LedgerQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    amount_field = "amount"

    def total(self):
        """Baht of all entries and their counter-entries. It is never stored."""
        return self.aggregate(total=Sum(self.amount_field))["total"] or 0


def signed(name: str) -> Q:
    """Above nothing in an entry, below it in a counter-entry."""
    return Q(**{"corrects": None, f"{name}__gt": 0}) | Q(**{"corrects__isnull": False, f"{name}__lt": 0})


class LedgerEntry(AppendOnly):
    """An entry of a ledger, or the counter-entry that takes one back: with its words, and the opposite amounts."""

    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name="กลับรายการ",
        error_messages={"unique": "รายการนี้กลับรายการแล้ว"},
    )

    class Meta:
        abstract = True
        ordering = ["on", "pk"]

    def __str__(self):
        return self.item


class Payment(LedgerEntry):
    """Money paid from a line: a receipt, or a part of it. A counter-entry has the opposite amount and quantity."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="payments", verbose_name="รายการงบประมาณ")
    village_code = VillageCode(source="line")
    on = ThaiDateField("จ่ายเมื่อ")
    item = ThaiCharField("จ่ายค่าอะไร", max_length=200)
    amount = MoneyField("จำนวนเงิน (บาท)")
    quantity = QuantityField("จำนวนที่ซื้อ", null=True, blank=True)  # only of what is bought to be handed out
    unit = ThaiCharField("หน่วย", max_length=30, blank=True)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="กิจกรรม"
    )
    payee = ThaiCharField("จ่ายให้", max_length=200, blank=True)
    receipt = ThaiCharField("เลขที่ใบเสร็จ/ใบสำคัญ", max_length=60, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta(LedgerEntry.Meta):
        verbose_name = verbose_name_plural = "รายการจ่าย"
        constraints = [
            models.CheckConstraint(
                condition=signed("amount"),
                name="payment_sign_follows_kind",
                violation_error_message="จำนวนเงินต้องมากกว่า 0 รายการที่ลงผิดแก้ด้วยการกลับรายการ",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | signed("quantity"),
                name="bought_sign_follows_kind",
                violation_error_message="จำนวนที่ซื้อต้องมากกว่า 0 หรือเว้นว่าง",
            ),
        ]


class ContributionKind(models.TextChoices):
    CASH = "cash", "เงินสด"
    LABOUR = "labour", "แรงงาน"
    GOODS = "goods", "วัสดุ สิ่งของ อาหาร"
    PLACE = "place", "สถานที่ ที่ดิน เครื่องมือ"
    OTHER = "other", "อื่น ๆ ที่ไม่ใช่เงิน"


class ContributionQuerySet(LedgerQuerySet):
    amount_field = "value"


class Contribution(LedgerEntry):
    """What the community put in of its own, in cash or in kind. What is not valued yet is null, never 0."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="contributions", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    on = ThaiDateField("วันที่")
    kind = models.CharField("ประเภท", max_length=10, choices=ContributionKind.choices)
    item = ThaiCharField("สมทบอะไร", max_length=200)
    who = ThaiCharField("ผู้สมทบ", max_length=200, blank=True)
    quantity = QuantityField("จำนวน", null=True, blank=True)
    unit = ThaiCharField("หน่วย", max_length=30, blank=True)
    value = MoneyField("จำนวนเงินหรือมูลค่า (บาท)", null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta(LedgerEntry.Meta):
        verbose_name = verbose_name_plural = "ส่วนสมทบของชุมชน"
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | signed("value"),
                name="contribution_sign_follows_kind",
                violation_error_message="มูลค่าต้องมากกว่า 0 ถ้ายังไม่ทราบให้เว้นว่าง รายการที่ลงผิดแก้ด้วยการกลับรายการ",
            ),
            models.CheckConstraint(
                condition=~Q(kind="cash") | Q(value__isnull=False),
                name="cash_has_an_amount",
                violation_error_message="เงินสดต้องบอกจำนวนเงิน",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | signed("quantity"),
                name="given_sign_follows_kind",
                violation_error_message="จำนวนต้องมากกว่า 0 หรือเว้นว่าง",
            ),
        ]
