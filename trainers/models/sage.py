"""The survey base (แบบสำรวจปราชญ์ชุมชน): who knows a trade, and how officers judged whether he may teach it."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from samma.fields import PhoneField, PhoneKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.people import PersonName
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models import Occupation, Village


class SageKind(models.TextChoices):
    SAGE = "sage", "ปราชญ์ชุมชน"
    ACHIEVER = "achiever", "ผู้ประสบความสำเร็จในอาชีพ"


class Teaching(models.TextChoices):
    MUCH = "much", "มาก"
    FAIR = "fair", "ปานกลาง"
    LITTLE = "little", "น้อย"


class TeachingPlace(models.TextChoices):
    HOME = "home", "บ้านของปราชญ์"
    CENTRE = "centre", "ศูนย์เรียนรู้"
    BOTH = "both", "ได้ทั้งสองแห่ง"
    ELSEWHERE = "elsewhere", "ที่อื่น"


class Sage(PersonName, Versioned):
    """A person of the survey base (แบบสำรวจปราชญ์ชุมชน) who knows a trade."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="sages", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    kind = models.CharField("ประเภท", max_length=10, choices=SageKind.choices, default=SageKind.SAGE)
    expertise = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="sages", verbose_name="ความเชี่ยวชาญ"
    )
    expertise_detail = ThaiCharField("รายละเอียดความเชี่ยวชาญ", max_length=300, blank=True)
    years = WholeNumberField("ประสบการณ์ (ปี)", null=True, blank=True)
    can_teach = models.CharField("ความสามารถในการถ่ายทอด", max_length=6, choices=Teaching.choices, blank=True)
    taught_before = WholeNumberField("เคยถ่ายทอดให้ผู้อื่นแล้ว (คน)", null=True, blank=True)
    teaches_at = models.CharField("สถานที่ถ่ายทอดได้", max_length=10, choices=TeachingPlace.choices, blank=True)
    teaches_at_detail = ThaiCharField("รายละเอียดสถานที่", max_length=200, blank=True)
    willing = models.BooleanField("ยินดีเป็นวิทยากร", default=False)
    consent = models.BooleanField("ยินยอมให้เผยแพร่ชื่อและความเชี่ยวชาญ", default=False)
    education = ThaiCharField("การศึกษา", max_length=100, blank=True)
    work = ThaiCharField("อาชีพหลัก", max_length=100, blank=True)
    second_work = ThaiCharField("อาชีพรอง", max_length=100, blank=True)
    birth_year = models.PositiveSmallIntegerField("ปีเกิด (พ.ศ.)", null=True, blank=True)
    address = ThaiCharField("ที่อยู่", max_length=200, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    phone_key = PhoneKey(of="phone")
    outcome = ThaiTextField("ผลงาน/รางวัล", blank=True)
    surveyed_on = ThaiDateField("วันที่สำรวจ", null=True, blank=True)
    surveyor = ThaiCharField("ผู้สำรวจ", max_length=150, blank=True)
    note = ThaiTextField("หมายเหตุ", blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="sage", editable=False
    )

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["phone", "phone_key"])

    class Meta:
        verbose_name = verbose_name_plural = "ปราชญ์ชุมชน"
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["village_code", "sort_key"], name="sage_in_order")]


class Criterion(models.TextChoices):
    """What officers ask of a sage before they choose him (source: documents 003, ข้อ 6 (๓) (๔), and 004)."""

    FITS = "fits", "ความรู้เหมาะกับพื้นที่"
    WANTED = "wanted", "คนในชุมชนต้องการ"
    LIVELIHOOD = "livelihood", "ต่อยอดเป็นอาชีพได้"
    TEACHES = "teaches", "ถ่ายทอดให้ผู้อื่นทำตามได้"


class Verdict(models.TextChoices):
    YES = "yes", "ผ่าน"
    PARTLY = "partly", "พอใช้"
    NO = "no", "ไม่ผ่าน"


class Judgement(Versioned):
    """One criterion of one sage as it was judged last: by whom, when and why. Earlier ones are in its history."""

    sage = models.ForeignKey(Sage, models.CASCADE, related_name="judgements", verbose_name="ปราชญ์ชุมชน")
    village_code = VillageCode(source="sage")
    criterion = models.CharField("เกณฑ์", max_length=10, choices=Criterion.choices)
    verdict = models.CharField("ผลการพิจารณา", max_length=6, choices=Verdict.choices)
    on = ThaiDateField("วันที่พิจารณา")
    who = ThaiCharField("ผู้พิจารณา", max_length=150)
    reason = ThaiCharField("เหตุผล", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "การพิจารณาปราชญ์"
        ordering = ["sage", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["sage", "criterion"],
                name="criterion_judged_once",
                violation_error_message="พิจารณาเกณฑ์ข้อนี้ของปราชญ์คนนี้แล้ว แก้ไขที่รายการเดิม",
            ),
        ]

    def __str__(self):
        return f"{self.get_criterion_display()}: {self.get_verdict_display()}"
