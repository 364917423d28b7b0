"""Where a group sells: outlets that last, and fairs of some days; and what it sold, by product, channel and month."""

from django.db import models
from django.db.models import Q, Sum
from simple_history.models import HistoricalRecords

from groups.models.group import Group
from groups.models.products import Product
from samma.fields import MoneyField, MonthField, PhoneField, QuantityField, SortKey, ThaiCharField, ThaiDateField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from samma.thai import thai_month

DIRECT = "ขายตรง"  # the channel of what the group sold itself


class MarketKind(models.TextChoices):
    SHOP = "shop", "ร้านค้า"
    OPEN_MARKET = "open_market", "ตลาดนัด"
    ONLINE = "online", "ออนไลน์"
    OTOP_SHOP = "otop_shop", "ร้าน OTOP"
    BUYER = "buyer", "หน่วยงานหรือผู้รับซื้อ"
    FAIR = "fair", "งานแสดงและจำหน่ายสินค้า"
    OTHER = "other", "ช่องทางอื่น"


class MarketQuerySet(ScopedQuerySet):
    def fairs(self):
        return self.filter(kind=MarketKind.FAIR)

    def outlets(self):
        return self.exclude(kind=MarketKind.FAIR)

    def open_since(self, day):
        """Outlets that were open after that day, and fairs that were held after it."""
        return self.filter(Q(ended=None) | Q(ended__gt=day))


class Market(Versioned):
    """An outlet or a fair of the group. What was sold there are its sales."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="markets", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group", db_index=False)
    kind = models.CharField("ประเภท", max_length=12, choices=MarketKind.choices)
    name = ThaiCharField("ชื่อตลาดหรืองาน", max_length=200)
    sort_key = SortKey(of=("name",))
    place = ThaiCharField("ที่ตั้งหรือสถานที่จัด", max_length=200, blank=True)
    contact = ThaiCharField("ผู้ติดต่อ", max_length=200, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    started = ThaiDateField("เริ่มเมื่อ", null=True, blank=True)
    ended = ThaiDateField("สิ้นสุดเมื่อ", null=True, blank=True)
    note = ThaiCharField("หมายเหตุ", max_length=300, blank=True)

    objects = MarketQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["phone"])

    class Meta:
        verbose_name = verbose_name_plural = "ตลาดของกลุ่ม"
        ordering = ["sort_key", "-started", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name", "started"],
                name="market_once_in_group",
                violation_error_message="กลุ่มนี้มีตลาดหรืองานชื่อนี้ที่เริ่มวันเดียวกันแล้ว",
            ),
            models.UniqueConstraint(
                fields=["group", "name"],
                condition=Q(started=None),
                name="undated_market_once_in_group",
                violation_error_message="กลุ่มนี้มีตลาดชื่อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(started=None) | Q(ended__gte=models.F("started")),
                name="market_ends_after_start",
                violation_error_message="วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม",
            ),
            models.CheckConstraint(
                condition=~Q(kind="fair") | Q(started__isnull=False, ended__isnull=False),
                name="fair_has_its_days",
                violation_error_message="งานแสดงและจำหน่ายสินค้าต้องมีวันเริ่มและวันสิ้นสุดของงาน",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "sort_key"], name="market_in_order")]

    def __str__(self):
        return self.name

    @property
    def is_fair(self) -> bool:
        return self.kind == MarketKind.FAIR


class SaleQuerySet(ScopedQuerySet):
    def between(self, first, past):
        """Of the months from `first` to before `past`."""
        return self.filter(month__gte=first, month__lt=past)

    def total(self):
        """Baht sold: the sum of all rows. It is never stored and never typed."""
        return self.aggregate(total=Sum("amount"))["total"] or 0


class Sale(Versioned):
    """What the group sold of a product in a month: through a market, or itself when none is named."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="sales", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group", db_index=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="sales", verbose_name="ผลิตภัณฑ์")
    market = models.ForeignKey(
        Market, models.PROTECT, null=True, blank=True, related_name="sales", verbose_name="ตลาดหรืองาน"
    )
    month = MonthField("เดือนที่ขาย")
    quantity = QuantityField("จำนวนที่ขาย", null=True, blank=True)
    amount = MoneyField("ยอดขาย (บาท)")

    objects = SaleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ยอดขายของกลุ่ม"
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "market", "month"],
                name="sale_once_in_market_and_month",
                violation_error_message="มียอดขายของผลิตภัณฑ์ ตลาด และเดือนนี้แล้ว ให้แก้ยอดเดิม",
            ),
            models.UniqueConstraint(
                fields=["product", "month"],
                condition=Q(market=None),
                name="direct_sale_once_in_month",
                violation_error_message="มียอดขายตรงของผลิตภัณฑ์และเดือนนี้แล้ว ให้แก้ยอดเดิม",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="sale_amount_positive",
                violation_error_message="ยอดขายต้องมากกว่า 0 เดือนที่ไม่ได้ขายไม่ต้องบันทึก",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0),
                name="sale_quantity_positive",
                violation_error_message="จำนวนที่ขายต้องมากกว่า 0 ไม่ทราบให้ว่างไว้",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "-month", "-id"], name="sale_of_place")]

    def __str__(self):
        return f"{self.product} {thai_month(self.month)}"

    @property
    def channel(self) -> str:
        return str(self.market) if self.market_id else DIRECT
