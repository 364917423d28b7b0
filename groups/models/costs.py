"""What one batch of a product costs, version by version. The members' own labour is a line that no sheet can be without."""

from django.db import models
from django.db.models import Q

from groups.models.products import Product
from samma.fields import MoneyField, QuantityField, ThaiCharField, ThaiDateField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from samma.thai import thai_date


class CostKind(models.TextChoices):
    MATERIAL = "material", "วัตถุดิบ"
    PACKAGING = "packaging", "บรรจุภัณฑ์"
    TOOLS = "tools", "ค่าสึกหรอเครื่องมือ"
    HIRED = "hired", "ค่าจ้างแรงงาน"
    ENERGY = "energy", "ค่าไฟ ค่าน้ำ เชื้อเพลิง"
    TRANSPORT = "transport", "ค่าขนส่ง"
    OTHER = "other", "อื่น ๆ"


class CostSheet(Versioned):
    """The cost of one batch as it was reckoned on a day; a later price is a new sheet, and the old ones stay.

    Own labour stands on the sheet itself: empty means that nobody has said what it is worth, which is never 0.
    (source: makers of group D forget to count their own labour as cost)
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="cost_sheets", verbose_name="ผลิตภัณฑ์")
    village_code = VillageCode(source="product")
    on = ThaiDateField("คิดต้นทุนเมื่อ")
    batch = QuantityField("ผลิตได้ต่อรอบ (หน่วย)")
    price = MoneyField("ราคาขายต่อหน่วย (บาท)", null=True, blank=True)
    labour_quantity = QuantityField("แรงงานของสมาชิกเอง: จำนวน", null=True, blank=True)
    labour_unit = ThaiCharField("แรงงานของสมาชิกเอง: หน่วย", max_length=30, blank=True)
    labour_price = MoneyField("แรงงานของสมาชิกเอง: บาทต่อหน่วย", null=True, blank=True)
    note = ThaiCharField("หมายเหตุ", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ใบคิดต้นทุน"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "on"],
                name="one_cost_sheet_a_day",
                violation_error_message="มีใบคิดต้นทุนของวันนี้แล้ว ให้แก้ใบนั้น",
            ),
            models.CheckConstraint(
                condition=Q(batch__gt=0),
                name="batch_positive",
                violation_error_message="จำนวนที่ผลิตได้ต่อรอบต้องมากกว่า 0",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gt=0),
                name="cost_price_positive",
                violation_error_message="ราคาขายต้องมากกว่า 0 ยังไม่ตั้งราคาให้เว้นว่าง",
            ),
            models.CheckConstraint(
                condition=Q(labour_quantity=None, labour_price=None)
                | Q(
                    labour_quantity__gt=0, labour_quantity__isnull=False, labour_price__gt=0, labour_price__isnull=False
                ),
                name="own_labour_is_whole",
                violation_error_message="แรงงานของสมาชิกเอง ต้องใส่ทั้งจำนวนและบาทต่อหน่วย และต้องมากกว่า 0",
            ),
        ]

    def __str__(self):
        return f"ต้นทุน {self.product} {thai_date(self.on)}"


class CostLine(models.Model):
    """One thing that a batch uses up."""

    sheet = models.ForeignKey(CostSheet, models.CASCADE, related_name="lines", verbose_name="ใบคิดต้นทุน")
    village_code = VillageCode(source="sheet")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    kind = models.CharField("หมวด", max_length=10, choices=CostKind.choices)
    item = ThaiCharField("รายการ", max_length=150)
    quantity = QuantityField("จำนวน")
    unit = ThaiCharField("หน่วย", max_length=30, blank=True)
    price = MoneyField("บาทต่อหน่วย")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "รายการต้นทุน"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="cost_quantity_positive",
                violation_error_message="จำนวนต้องมากกว่า 0",
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="cost_line_not_negative",
                violation_error_message="ราคาต้องไม่ติดลบ ของที่ได้เปล่าใส่ 0",
            ),
        ]

    def __str__(self):
        return self.item
