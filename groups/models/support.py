"""What others do for a group: help by kind and agency, training of its committee, and what makes its goods known."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from groups.models.fund import FundEntry
from groups.models.group import Group
from groups.models.people import Membership
from groups.models.products import Product
from households.models import SupportKind
from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models import Partner

# (source: document 001, ข้อ 5 "สนับสนุนด้านวิชาการ วัสดุ อุปกรณ์ งบประมาณแก่กลุ่มอาชีพ")
HELP = [SupportKind.ADVICE, SupportKind.MATERIAL, SupportKind.TOOL, SupportKind.BUDGET]


class GroupSupport(Versioned):
    """One help that a group got: knowledge has no value in baht, what was given may have one."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="support", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group", db_index=False)
    on = ThaiDateField("วันที่")
    kind = models.CharField("ด้าน", max_length=8, choices=[(kind.value, kind.label) for kind in HELP])
    agency = ThaiCharField("หน่วยงาน", max_length=200)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้ประสานจากทะเบียนภาคี"
    )
    what = ThaiTextField("สนับสนุนอะไร")
    value = MoneyField("มูลค่า (บาท)", null=True, blank=True)
    entry = models.OneToOneField(
        FundEntry,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="support",
        verbose_name="รายการในบัญชีกองทุน",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การสนับสนุนกลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["advice", "material", "tool", "budget"]),
                name="group_support_has_four_kinds",
                violation_error_message="การสนับสนุนกลุ่มมี 4 ด้าน: วิชาการ วัสดุ อุปกรณ์ งบประมาณ",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | (Q(value__gt=0) & ~Q(kind="advice")),
                name="advice_has_no_value",
                violation_error_message="ด้านวิชาการไม่ใส่มูลค่า ด้านอื่นใส่มูลค่าที่มากกว่า 0 ถ้าไม่ทราบให้ว่างไว้",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "-on", "-id"], name="group_support_of_place")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.agency}"


class GroupSupportPhotoQuerySet(ScopedQuerySet):
    code_field = "support__village_code"


class GroupSupportPhoto(Photo):
    support = models.ForeignKey(GroupSupport, models.CASCADE, related_name="photos", verbose_name="การสนับสนุนกลุ่ม")

    objects = GroupSupportPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพการสนับสนุนกลุ่ม"


class CommitteeTraining(Versioned):
    """What the committee learned, from whom, and which of its members came."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="trainings", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่เริ่มอบรม")
    days = WholeNumberField("จำนวนวัน", default=1)
    topic = ThaiCharField("เรื่องที่อบรม", max_length=200)
    given_by = ThaiCharField("วิทยากรหรือหน่วยงานที่อบรม", max_length=200)
    place = ThaiCharField("สถานที่", max_length=200, blank=True)
    members = models.ManyToManyField(Membership, related_name="trainings", verbose_name="กรรมการที่เข้าอบรม")
    note = ThaiTextField("ได้อะไรจากการอบรม", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การอบรมกรรมการกลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=30),
                name="training_days_one_to_thirty",
                violation_error_message="จำนวนวันอบรมต้องอยู่ระหว่าง 1 ถึง 30",
            ),
        ]

    def __str__(self):
        return self.topic


class Medium(models.TextChoices):
    """Where goods are made known (source: document 001, ข้อ 6); social media as officers use them now."""

    RADIO = "radio", "วิทยุชุมชน"
    TELEVISION = "television", "โทรทัศน์"
    LEAFLET = "leaflet", "แผ่นพับ"
    SOCIAL = "social", "สื่อสังคม"
    OTHER = "other", "สื่ออื่น"


WEB_LINK = URLValidator(schemes=["http", "https"], message="อ่านลิงก์นี้ไม่ได้ คัดลอกที่อยู่ทั้งบรรทัดจากเบราว์เซอร์มาวาง")


class Publicity(Versioned):
    """One time that the group or its goods were made known."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="publicity", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    medium = models.CharField("สื่อ", max_length=10, choices=Medium.choices)
    what = ThaiCharField("เผยแพร่เรื่องอะไร", max_length=300)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="publicity", verbose_name="ผลิตภัณฑ์"
    )
    where = ThaiCharField("ที่ใด", max_length=200, blank=True, help_text="เช่น ชื่อสถานี ชื่อเพจ หรือที่แจกแผ่นพับ")
    link = ThaiCharField("ลิงก์", max_length=500, blank=True, validators=[WEB_LINK])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การประชาสัมพันธ์กลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(where="") | ~Q(link=""),
                name="publicity_has_a_place",
                violation_error_message="บอกว่าเผยแพร่ที่ใด หรือใส่ลิงก์",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="http://") | Q(link__startswith="https://"),
                name="publicity_links_to_the_web",
                violation_error_message="ลิงก์ต้องเป็นที่อยู่ของเว็บไซต์ คัดลอกทั้งบรรทัดจากเบราว์เซอร์มาวาง",
            ),
        ]

    def __str__(self):
        return self.what
