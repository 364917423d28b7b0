"""Areas by their official codes, and the villages in them."""

from django.core.validators import RegexValidator
from django.db import models

from samma.fields import SortKey, ThaiCharField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet

LEVELS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}
PREFIXES = {2: "จ.", 4: "อ.", 6: "ต."}


class AreaQuerySet(ScopedQuerySet):
    code_field = "code"

    def above(self, code: str):
        """Province, district and subdistrict of a code, in that order: one query for a breadcrumb."""
        return self.filter(code__in=[code[:n] for n in LEVELS if len(code) >= n]).order_by("code")

    def provinces(self):
        return self.filter(code__lt="99", level=2)

    def districts(self):
        return self.filter(level=4)

    def tambons(self):
        return self.filter(level=6)


class Area(models.Model):
    """A province, district or subdistrict by its official code of 2, 4 or 6 digits (TIS 1099)."""

    code = models.CharField("รหัส", max_length=6, primary_key=True)
    level = models.PositiveSmallIntegerField("ระดับ", editable=False, db_index=True)  # digits of the code: 2, 4, 6
    name_th = ThaiCharField("ชื่อ", max_length=100)
    name_en = models.CharField("ชื่ออังกฤษ", max_length=100, blank=True)
    sort_key = SortKey(of=("name_th",))
    postal_code = models.CharField("รหัสไปรษณีย์", max_length=5, blank=True)
    lat = models.FloatField("ละติจูด", null=True, blank=True)
    lon = models.FloatField("ลองจิจูด", null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เขตการปกครอง"
        ordering = ["code"]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.level = len(self.code)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """จังหวัดพิจิตร, อำเภอโนนแดง; Bangkok has its own words."""
        if self.code.startswith("10"):
            return f"{ {2: '', 4: 'เขต', 6: 'แขวง'}[len(self.code)] }{self.name_th}"
        return f"{LEVELS[len(self.code)]}{self.name_th}"


class VillageQuerySet(ScopedQuerySet):
    code_field = "code"


class Village(Versioned):
    """A village (หมู่บ้าน): the code is the subdistrict's six digits and the moo's two."""

    code = models.CharField(
        "รหัสหมู่บ้าน",
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{8}$", "รหัสหมู่บ้านมี 8 หลัก: ตำบล 6 หลัก และหมู่ที่ 2 หลัก")],
        error_messages={"unique": "มีหมู่บ้านรหัสนี้แล้ว"},
        help_text="8 หลัก: รหัสตำบล 6 หลัก และหมู่ที่ 2 หลัก เช่น 33010105",
    )
    tambon = models.ForeignKey(Area, models.PROTECT, related_name="villages", editable=False, verbose_name="ตำบล")
    name = ThaiCharField("ชื่อหมู่บ้าน", max_length=100, help_text="ไม่ต้องมีคำว่า “บ้าน” นำหน้าก็ได้ เช่น ตระกาจ")
    alias = ThaiCharField("ชื่ออื่น", max_length=100, blank=True)
    lat = models.FloatField("ละติจูด", null=True, blank=True)
    lon = models.FloatField("ลองจิจูด", null=True, blank=True)
    sort_key = SortKey(of=("name",))

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "หมู่บ้าน"
        ordering = ["code"]

    def __str__(self):
        alias = f" ({self.alias})" if self.alias else ""
        return f"{self.title}{alias} หมู่ที่ {self.moo}"

    @property
    def village_code(self) -> str:
        return self.code

    @property
    def moo(self) -> int:
        return int(self.code[6:])

    @property
    def title(self) -> str:
        return self.name if self.name.startswith("บ้าน") else f"บ้าน{self.name}"
