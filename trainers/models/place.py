"""Where a trade can be learnt: a sage's house, a learning centre, or a training centre that stands idle."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from samma.fields import PhoneField, PhoneKey, SortKey, ThaiCharField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models.sage import Sage
from villages.models import Occupation, Village


class PlaceKind(models.TextChoices):
    SAGE_HOME = "sage_home", "บ้านปราชญ์"
    LEARNING_CENTRE = "learning_centre", "ศูนย์เรียนรู้"
    TRAINING_CENTRE = "training_centre", "ศูนย์ฝึกอบรม"
    WORKING_GROUP = "working_group", "ที่ทำการกลุ่มอาชีพ"
    OTHER = "other", "อื่น ๆ"


class PlaceUse(models.TextChoices):
    """Training centres that stand idle are what officers name first (source: documents 000, 002)."""

    IN_USE = "in_use", "ใช้อยู่"
    IDLE = "idle", "ไม่ได้ใช้งาน"
    NEEDS_REPAIR = "needs_repair", "ต้องซ่อมก่อนใช้"


class LearningPlace(Versioned):
    """A place where a trade is taught or could be (บ้านปราชญ์, ศูนย์เรียนรู้, idle training centre)."""

    name = ThaiCharField("ชื่อแหล่งเรียนรู้", max_length=150)
    sort_key = SortKey(of=("name",))
    kind = models.CharField("ประเภท", max_length=16, choices=PlaceKind.choices, default=PlaceKind.LEARNING_CENTRE)
    village = models.ForeignKey(Village, models.PROTECT, related_name="learning_places", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    # Three, as the paper has lines for: so a row of a sheet holds them too.
    trade_1 = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อาชีพที่สอน 1"
    )
    trade_2 = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อาชีพที่สอน 2"
    )
    trade_3 = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อาชีพที่สอน 3"
    )
    owner = models.ForeignKey(
        Sage, models.PROTECT, null=True, blank=True, related_name="learning_places", verbose_name="ปราชญ์เจ้าของ"
    )
    capacity = WholeNumberField("รับได้ครั้งละ (คน)", null=True, blank=True)
    contact = ThaiCharField("ผู้ติดต่อ", max_length=150, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    phone_key = PhoneKey(of="phone")
    use = models.CharField("การใช้งาน", max_length=12, choices=PlaceUse.choices, default=PlaceUse.IN_USE)
    lat = models.FloatField("ละติจูด", null=True, blank=True)
    lon = models.FloatField("ลองจิจูด", null=True, blank=True)
    consent = models.BooleanField("เจ้าของยินยอมให้เผยแพร่ชื่อและอาชีพที่สอน", default=False)
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["phone", "phone_key"])

    class Meta:
        verbose_name = verbose_name_plural = "แหล่งเรียนรู้"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="learning_place_once",
                violation_error_message="มีแหล่งเรียนรู้ชื่อนี้ในหมู่บ้านนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="learning_place_both_coordinates",
                violation_error_message="ใส่ละติจูดและลองจิจูดให้ครบทั้งคู่ หรือเว้นว่างทั้งคู่",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "sort_key"], name="learning_place_in_order")]

    def __str__(self):
        return self.name

    @property
    def trades(self) -> list[Occupation]:
        """What is taught here, as far as it is known."""
        return [trade for trade in (self.trade_1, self.trade_2, self.trade_3) if trade is not None]
