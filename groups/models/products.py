"""What a group makes to sell: the product, the standards it holds, and its pictures."""

import datetime

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from groups.models.group import Group
from samma.fields import MoneyField, QuantityField, SortKey, ThaiCharField, ThaiDateField, ThaiTextField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode


class ProductType(models.IntegerChoices):
    """The five official OTOP product types (source: fixtures/lists/otop_product_types.csv)."""

    FOOD = 1, "อาหาร"
    DRINK = 2, "เครื่องดื่ม"
    CLOTH = 3, "ผ้า เครื่องแต่งกาย"
    WARE = 4, "ของใช้ ของตกแต่ง ของที่ระลึก"
    HERB = 5, "สมุนไพรที่ไม่ใช่อาหาร"


class FoodKind(models.TextChoices):
    """The three kinds of food that the registration tells apart."""

    FRESH = "fresh", "ผลผลิตทางการเกษตรที่ใช้บริโภคสด"
    FIRST = "first", "วัตถุดิบที่ผ่านกระบวนการแปรรูปเบื้องต้น"
    PROCESSED = "processed", "อาหารแปรรูป"


class ProductQuerySet(ScopedQuerySet):
    def made(self):
        """Products that the group still makes."""
        return self.filter(ended=None)


class Product(Versioned):
    """Something a group makes and sells. Its name and type stand here alone; a registration points to it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="products", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group", db_index=False)
    name = ThaiCharField("ชื่อผลิตภัณฑ์", max_length=150)
    sort_key = SortKey(of=("name",))
    product_type = models.PositiveSmallIntegerField("ประเภทผลิตภัณฑ์", choices=ProductType.choices)
    food_kind = models.CharField("กลุ่มย่อยของอาหาร", max_length=10, choices=FoodKind.choices, blank=True)
    story = ThaiTextField("เรื่องราวและลักษณะเด่น", blank=True)
    materials = ThaiTextField("วัตถุดิบหลัก", blank=True)
    materials_from = ThaiCharField("แหล่งวัตถุดิบ", max_length=200, blank=True)
    capacity = QuantityField("กำลังการผลิตต่อเดือน", null=True, blank=True)
    unit = ThaiCharField("หน่วยนับ", max_length=30, blank=True)
    price = MoneyField("ราคาขายต่อหน่วย (บาท)", null=True, blank=True)
    started = ThaiDateField("เริ่มผลิตเมื่อ", null=True, blank=True)
    ended = ThaiDateField("เลิกผลิตเมื่อ", null=True, blank=True)
    packet_photo = models.ForeignKey(
        "groups.ProductPhoto",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ภาพ 4×6 นิ้วของแฟ้ม OTOP",
    )

    objects = ProductQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ผลิตภัณฑ์ของกลุ่ม"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"],
                name="product_name_once_in_group",
                violation_error_message="กลุ่มนี้มีผลิตภัณฑ์ชื่อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(product_type__gte=1, product_type__lte=5),
                name="product_has_five_types",
                violation_error_message="ประเภทผลิตภัณฑ์ OTOP มี 5 ประเภท",
            ),
            models.CheckConstraint(
                condition=Q(product_type=1) | Q(food_kind=""),
                name="only_food_has_kinds",
                violation_error_message="กลุ่มย่อยของอาหารใส่ได้เฉพาะประเภทอาหาร ประเภทอื่นให้เว้นว่าง",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0),
                name="product_capacity_positive",
                violation_error_message="กำลังการผลิตต้องมากกว่า 0 ไม่ทราบให้เว้นว่าง",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gt=0),
                name="product_price_positive",
                violation_error_message="ราคาขายต้องมากกว่า 0 ไม่ทราบให้เว้นว่าง",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(started=None) | Q(ended__gte=F("started")),
                name="product_ends_after_start",
                violation_error_message="วันที่เลิกผลิตต้องไม่อยู่ก่อนวันที่เริ่มผลิต",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "sort_key"], name="product_in_order")]

    def __str__(self):
        return self.name

    @property
    def type_words(self) -> str:
        """อาหาร · อาหารแปรรูป"""
        return " · ".join(filter(None, [self.get_product_type_display(), self.get_food_kind_display()]))


class StandardKind(models.TextChoices):
    FDA = "fda", "อย."
    GAP = "gap", "GAP"
    GMP = "gmp", "GMP"
    HACCP = "haccp", "HACCP"
    Q_MARK = "q", "เครื่องหมาย Q"
    COMMUNITY = "tcps", "มผช."
    INDUSTRIAL = "tis", "มอก."
    ORGANIC = "organic", "เกษตรอินทรีย์"
    HALAL = "halal", "ฮาลาล"
    OTHER = "other", "มาตรฐานอื่น"


class ProductStandardQuerySet(ScopedQuerySet):
    def in_force(self, day: datetime.date):
        """Standards that are not over on that day."""
        return self.filter(Q(expires=None) | Q(expires__gte=day))


class ProductStandard(Versioned):
    """A standard that the product holds: its number, since when and until when."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="standards", verbose_name="ผลิตภัณฑ์")
    village_code = VillageCode(source="product")
    kind = models.CharField("มาตรฐาน", max_length=10, choices=StandardKind.choices)
    other = ThaiCharField("ชื่อมาตรฐานอื่น", max_length=100, blank=True)
    number = ThaiCharField("เลขที่ใบรับรอง", max_length=60, blank=True)
    issued = ThaiDateField("ได้รับเมื่อ", null=True, blank=True)
    expires = ThaiDateField("หมดอายุเมื่อ", null=True, blank=True)

    objects = ProductStandardQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "มาตรฐานของผลิตภัณฑ์"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "kind", "other", "number"],
                name="standard_once_a_product",
                violation_error_message="ผลิตภัณฑ์นี้มีมาตรฐานเลขที่นี้แล้ว ถ้าต่ออายุ ให้แก้วันหมดอายุของรายการเดิม",
            ),
            models.CheckConstraint(
                condition=(Q(kind="other") & ~Q(other="")) | (~Q(kind="other") & Q(other="")),
                name="other_standard_has_a_name",
                violation_error_message="ชื่อมาตรฐานอื่น ใส่เมื่อเลือก “มาตรฐานอื่น” เท่านั้น และต้องใส่",
            ),
            models.CheckConstraint(
                condition=Q(expires=None) | Q(issued=None) | Q(expires__gt=F("issued")),
                name="standard_expires_after_issue",
                violation_error_message="วันหมดอายุต้องอยู่หลังวันที่ได้รับ",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.words, self.number]))

    @property
    def words(self) -> str:
        return self.other or self.get_kind_display()


class ProductPhotoQuerySet(ScopedQuerySet):
    code_field = "product__village_code"


class ProductPhoto(Photo):
    """A picture of the product."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos", verbose_name="ผลิตภัณฑ์")

    objects = ProductPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพผลิตภัณฑ์"
