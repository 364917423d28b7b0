"""Who helps: the district's roster of partners, kept once, and the working group that a village chose."""

from django.db import models
from django.db.models import Q

from samma.fields import PhoneField, PhoneKey, ThaiCharField, ThaiDateField
from samma.people import PersonName
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.place import Area
from villages.models.programme import TargetVillage
from villages.models.spans import SERVING, STARTS_BEFORE_IT_ENDS


class PartnerKind(models.TextChoices):
    """Whom an officer names as support (source: document 003, ข้อ 5 and 6)."""

    DISTRICT_TEAM = "district_team", "ทีมสนับสนุนระดับอำเภอ"
    COORDINATION = "coordination", "ศอช.ต."
    WOMEN = "women", "กพสต."
    SAVINGS = "savings", "เครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
    VOLUNTEER = "volunteer", "ผู้นำ อช./อช."
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    OFFICE = "office", "ส่วนราชการ"
    OTHER = "other", "ภาคีอื่น"


class PartnerQuerySet(ScopedQuerySet):
    code_field = "area_id"

    def around(self, village_code: str):
        """Those who may come to a village: of its district, or of its tambon."""
        return self.filter(area_id__in=(village_code[:4], village_code[:6]))


class Partner(PersonName, Versioned):
    """A person of the roster of a district or tambon, ticked where he came."""

    area = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="partners",
        limit_choices_to={"level__in": [4, 6]},
        verbose_name="อำเภอหรือตำบล",
    )
    kind = models.CharField("ฝ่าย", max_length=15, choices=PartnerKind.choices, default=PartnerKind.DISTRICT_TEAM)
    position = ThaiCharField("ตำแหน่ง", max_length=150, blank=True)
    office = ThaiCharField("หน่วยงาน/องค์กร", max_length=150, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    phone_key = PhoneKey(of="phone")
    is_active = models.BooleanField("ร่วมงานอยู่", default=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ทะเบียนภาคี"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "first_name", "last_name"],
                name="partner_once",
                violation_error_message="มีชื่อนี้ในทะเบียนภาคีของพื้นที่นี้แล้ว",
            ),
        ]

    @property
    def area_code(self) -> str:
        return self.area_id


class LeaderKind(models.TextChoices):
    """Whom a village chose its working group from (source: document 002, ๒.๑)."""

    OFFICIAL = "official", "ผู้นำทางการ"
    NATURAL = "natural", "ผู้นำธรรมชาติ"
    ORGANISATION = "organisation", "ผู้นำกลุ่ม/องค์กร"
    KHUM = "khum", "ผู้นำคุ้ม"
    OTHER = "other", "อื่น ๆ"


class WorkingGroupQuerySet(ScopedQuerySet):
    def serving(self):
        return self.filter(SERVING)


class WorkingGroupMember(Versioned):
    """A member of the village's working group (คณะทำงานหมู่บ้าน), which is not the trainer team."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="working_group", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    kind = models.CharField("ตัวแทนจาก", max_length=15, choices=LeaderKind.choices)
    name = ThaiCharField("ชื่อ-สกุล", max_length=200)
    position = ThaiCharField("ตำแหน่งในชุมชน", max_length=150, blank=True)
    started = ThaiDateField("ได้รับเลือกเมื่อ")
    ended = ThaiDateField("พ้นเมื่อ", null=True, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "คณะทำงานหมู่บ้าน"
        ordering = ["target_village", "started", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_village", "name"],
                condition=Q(ended=None),
                name="working_group_member_once",
                violation_error_message="ชื่อนี้อยู่ในคณะทำงานหมู่บ้านแล้ว",
            ),
            models.CheckConstraint(
                condition=STARTS_BEFORE_IT_ENDS,
                name="working_group_ends_after_start",
                violation_error_message="วันที่พ้นต้องไม่อยู่ก่อนวันที่ได้รับเลือก",
            ),
        ]

    def __str__(self):
        return self.name
