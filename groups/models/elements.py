"""What the group agreed, holds, does and makes: rules, fund, activities (ก3–ก5) and its OTOP registrations."""

from django.db import models
from django.db.models import Q, Sum

from groups.models.group import Group
from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField
from samma.rows import AppendOnly, AppendOnlyQuerySet
from samma.scope import ScopedQuerySet, VillageCode


class Bylaw(models.Model):
    """ก3: the rules of the group as its members adopted them; a new version is a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bylaws", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    text = ThaiTextField("กฎ กติกา ระเบียบ ข้อบังคับ")
    adopted = ThaiDateField("ที่ประชุมรับรองเมื่อ")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ระเบียบข้อบังคับกลุ่ม"
        ordering = ["-adopted", "-pk"]

    def __str__(self):
        return f"ระเบียบของ {self.group}"


class FundKind(models.TextChoices):
    OPENING = "opening", "เงินตั้งต้น"
    SHARE = "share", "ค่าหุ้น"
    SAVING = "saving", "เงินออม"
    INCOME = "income", "รายรับ"
    SUPPORT = "support", "เงินหรือสิ่งของสนับสนุน"
    EXPENSE = "expense", "รายจ่าย"
    TOOL = "tool", "เครื่องมือ/วัสดุ"
    CORRECTION = "correction", "แก้ไขรายการ"


class FundEntryQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    def balance(self):
        """Baht in hand: the sum of all entries. It is never stored."""
        return self.aggregate(total=Sum("amount"))["total"] or 0


class FundEntry(AppendOnly):
    """ก4: one entry of the fund, signed baht; tools alone can be a fund. Corrected by a counter-entry."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="fund", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    kind = models.CharField("ประเภท", max_length=10, choices=FundKind.choices)
    amount = MoneyField("จำนวนเงิน (บาท)", default=0, help_text="รายจ่ายเป็นลบ")
    item = ThaiCharField("รายการ", max_length=200)
    value = MoneyField("มูลค่าสิ่งของ (บาท)", null=True, blank=True)
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
                    | Q(kind="expense", amount__lt=0)
                    | Q(kind="tool", amount=0)
                    | (Q(kind="support") & (Q(amount__gt=0) | Q(amount=0, value__isnull=False, value__gt=0)))
                    | Q(kind__in=["opening", "share", "saving", "income"], amount__gt=0)
                ),
                name="fund_sign_follows_kind",
                violation_error_message="รายรับต้องมากกว่า 0 รายจ่ายต้องเป็นลบ เครื่องมือไม่มีจำนวนเงิน",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.item}"


class GroupActivity(models.Model):
    """ก5: something done together that brings income."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="activities", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    what = ThaiCharField("กิจกรรม", max_length=300)
    product = ThaiCharField("ผลผลิต", max_length=200, blank=True)
    income = MoneyField("รายได้ (บาท)", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กิจกรรมกลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income=None) | Q(income__gte=0),
                name="group_income_not_negative",
                violation_error_message="รายได้ต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return self.what


class ProductType(models.IntegerChoices):
    """The five official OTOP product types (source: fixtures/lists/otop_product_types.csv)."""

    FOOD = 1, "อาหาร"
    DRINK = 2, "เครื่องดื่ม"
    CLOTH = 3, "ผ้า เครื่องแต่งกาย"
    WARE = 4, "ของใช้ ของตกแต่ง ของที่ระลึก"
    HERB = 5, "สมุนไพรที่ไม่ใช่อาหาร"


class OtopRegistration(models.Model):
    """The group as an OTOP producer with one product."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="otop", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    product = ThaiCharField("ผลิตภัณฑ์", max_length=150)
    product_type = models.PositiveSmallIntegerField("ประเภทผลิตภัณฑ์", choices=ProductType.choices)
    number = ThaiCharField("เลขทะเบียน OTOP", max_length=40, unique=True, error_messages={"unique": "มีเลขทะเบียนนี้แล้ว"})
    registered_on = ThaiDateField("ขึ้นทะเบียนเมื่อ")
    stars = models.PositiveSmallIntegerField(
        "ดาว", null=True, blank=True, choices=[(n, f"{n} ดาว") for n in range(1, 6)]
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ทะเบียน OTOP"
        ordering = ["-registered_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__gte=1, stars__lte=5),
                name="stars_one_to_five",
                violation_error_message="ดาวมี 1 ถึง 5",
            ),
            models.CheckConstraint(
                condition=Q(product_type__gte=1, product_type__lte=5),
                name="otop_has_five_types",
                violation_error_message="ประเภทผลิตภัณฑ์ OTOP มี 5 ประเภท",
            ),
        ]

    def __str__(self):
        return f"{self.product} ({self.number})"
