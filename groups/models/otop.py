"""The road of a product into OTOP: the round, the packet handed in, the registration, and the stars won."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from groups.models.products import Product
from samma.fields import ThaiCharField, ThaiDateField, WholeNumberField
from samma.rows import Versioned
from samma.scope import WHOLE_COUNTRY, ScopedQuerySet, VillageCode

LINKS = ["by_production", "by_management", "by_benefit"]


class ProducerKind(models.TextChoices):
    """Who may register. (source: the rules of the registration of OTOP producers)"""

    GROUP = "group", "กลุ่มผู้ผลิตชุมชน"
    OWNER = "owner", "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว"
    SME = "sme", "วิสาหกิจขนาดกลางและขนาดย่อม (SME)"


class Linked(models.Model):
    """Who the producer is, and by what he is linked with his community: at least one of three."""

    producer_kind = models.CharField("ลักษณะผู้ผลิต", max_length=10, choices=ProducerKind.choices, blank=True)
    by_production = models.BooleanField("ชุมชนมีส่วนร่วมในการผลิต", default=False)
    by_management = models.BooleanField("ชุมชนมีส่วนร่วมในการบริหารจัดการ", default=False)
    by_benefit = models.BooleanField("ชุมชนได้รับผลประโยชน์", default=False)

    class Meta:
        abstract = True

    @property
    def links(self) -> list[str]:
        """The links in words."""
        return [str(self._meta.get_field(name).verbose_name) for name in LINKS if getattr(self, name)]


LINKED = Q(producer_kind="") | Q(by_production=True) | Q(by_management=True) | Q(by_benefit=True)
UNLINKED = "ผู้ผลิต OTOP ต้องเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ: ร่วมผลิต ร่วมบริหารจัดการ หรือได้รับผลประโยชน์"


class OtopRoundQuerySet(ScopedQuerySet):
    """A round belongs to a province or to the country; every office below it sees it."""

    code_field = "area_code"

    def visible_to(self, user):
        if not user.area_code:
            return self.none()
        if user.area_code == WHOLE_COUNTRY:
            return self.all()
        return self.filter(area_code__in=[WHOLE_COUNTRY, user.area_code[:2]])

    def of_place(self, code: str):
        """Rounds in which a product of that village, district or province can be registered."""
        return self.filter(area_code__in=[WHOLE_COUNTRY, code[:2]])

    def open_on(self, day):
        return self.filter(opens__lte=day, closes__gte=day)


class OtopRound(Versioned):
    """A time in which district offices take registrations of producers and products."""

    area_code = models.CharField(
        "พื้นที่", max_length=2, validators=[RegexValidator(r"^(TH|\d{2})$", "ใส่รหัสจังหวัด 2 หลัก หรือ TH ทั้งประเทศ")]
    )
    year = WholeNumberField("ปี พ.ศ.")
    number = WholeNumberField("รอบที่")
    opens = ThaiDateField("เปิดรับวันแรก")
    closes = ThaiDateField("เปิดรับวันสุดท้าย")
    place = ThaiCharField("สถานที่รับลงทะเบียน", max_length=200, blank=True)
    note = ThaiCharField("หมายเหตุ", max_length=300, blank=True)

    objects = OtopRoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "รอบลงทะเบียน OTOP"
        ordering = ["-opens", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number"],
                name="otop_round_once",
                violation_error_message="พื้นที่นี้มีรอบนี้ของปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")),
                name="otop_round_closes_after_opening",
                violation_error_message="วันสุดท้ายต้องไม่อยู่ก่อนวันแรกที่เปิดรับ",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, year__gte=2544, year__lte=2700),
                name="otop_round_is_numbered",
                violation_error_message="รอบที่เริ่มจาก 1 และปีเป็น พ.ศ. ตั้งแต่ 2544 ซึ่งเริ่มมี OTOP",
            ),
        ]

    def __str__(self):
        return f"รอบที่ {self.number}/{self.year}"


class OtopApplication(Versioned, Linked):
    """The packet of one product for one round: what the forms say beside what is known of product and group."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="applications", verbose_name="ผลิตภัณฑ์")
    village_code = VillageCode(source="product")
    round = models.ForeignKey(OtopRound, models.PROTECT, related_name="applications", verbose_name="รอบลงทะเบียน")
    applicant = ThaiCharField("ผู้ยื่น (ชื่อ-สกุล)", max_length=150, blank=True)
    place = ThaiCharField("สถานที่ผลิต", max_length=200, blank=True)
    in_district = models.BooleanField("สถานที่ผลิตอยู่ในอำเภอที่ขึ้นทะเบียน", default=False)
    thai_nationals = models.BooleanField("ผู้ผลิตและสมาชิกมีสัญชาติไทย", default=False)
    proxy = ThaiCharField("ผู้รับมอบอำนาจให้ยื่นแทน", max_length=150, blank=True)
    submitted = ThaiDateField("ยื่นเมื่อ", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "แฟ้มขึ้นทะเบียน OTOP"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "round"],
                name="one_packet_a_round",
                violation_error_message="ผลิตภัณฑ์นี้มีแฟ้มของรอบนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=LINKED, name="packet_linked_with_community", violation_error_message=UNLINKED
            ),
        ]

    def __str__(self):
        return f"{self.product} {self.round}"


class PacketPaper(models.TextChoices):
    """Papers that a person brings; what samma itself knows is read from the rows and never ticked."""

    ID_CARD = "id", "สำเนาบัตรประจำตัวประชาชนของผู้ยื่น"
    HOUSE = "house", "สำเนาทะเบียนบ้านของผู้ยื่น"
    GROUP = "group", "หนังสือรับรองหรือทะเบียนกลุ่ม วิสาหกิจชุมชน ทะเบียนพาณิชย์ หรือนิติบุคคล"
    MEMBERS = "members", "บัญชีรายชื่อสมาชิกที่ลงลายมือชื่อ"
    MAP = "map", "แผนที่ตั้งสถานที่ผลิต"
    STANDARD = "standard", "สำเนาใบรับรองมาตรฐานหรือใบอนุญาต"
    PROXY = "proxy", "หนังสือมอบอำนาจที่ลงลายมือชื่อและสำเนาบัตรของทั้งสองฝ่าย"
    SAMPLE = "sample", "ตัวอย่างผลิตภัณฑ์"


class AttachedPaper(models.Model):
    """A paper of the packet that a person put in, with its day."""

    application = models.ForeignKey(OtopApplication, models.CASCADE, related_name="papers", verbose_name="แฟ้ม")
    village_code = VillageCode(source="application")
    paper = models.CharField("เอกสาร", max_length=10, choices=PacketPaper.choices)
    on = ThaiDateField("แนบเมื่อ")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เอกสารแนบของแฟ้ม OTOP"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "paper"],
                name="paper_attached_once",
                violation_error_message="แฟ้มนี้มีเอกสารนี้แล้ว",
            ),
        ]

    def __str__(self):
        return str(self.get_paper_display())


class OtopRegistrationQuerySet(ScopedQuerySet):
    def of(self, group):
        return self.filter(product__group=group)


class OtopRegistration(Versioned, Linked):
    """The producer is registered with one product. A renewal moves its end; the history keeps what it was."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="otop", verbose_name="ผลิตภัณฑ์")
    village_code = VillageCode(source="product")
    number = ThaiCharField("เลขทะเบียน OTOP", max_length=40, unique=True, error_messages={"unique": "มีเลขทะเบียนนี้แล้ว"})
    round = models.ForeignKey(
        OtopRound, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name="รอบลงทะเบียน"
    )
    registered_on = ThaiDateField("ขึ้นทะเบียนเมื่อ")
    expires = ThaiDateField("ใช้ได้ถึง", null=True, blank=True)

    objects = OtopRegistrationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ทะเบียน OTOP"
        ordering = ["-registered_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires=None) | Q(expires__gt=F("registered_on")),
                name="otop_expires_after_start",
                violation_error_message="วันที่ใช้ได้ถึงต้องอยู่หลังวันที่ขึ้นทะเบียน",
            ),
            models.CheckConstraint(
                condition=LINKED, name="otop_linked_with_community", violation_error_message=UNLINKED
            ),
        ]

    def __str__(self):
        return f"{self.product} ({self.number})"


class ProductStars(models.Model):
    """Stars won in a selection of OTOP products, which is held every second year; earlier ones stay."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="stars", verbose_name="ผลิตภัณฑ์")
    village_code = VillageCode(source="product")
    year = WholeNumberField("ปีที่คัดสรร (พ.ศ.)", null=True, blank=True, help_text="ไม่ทราบปีให้เว้นว่าง")
    stars = models.PositiveSmallIntegerField("ดาว", choices=[(n, f"{n} ดาว") for n in range(1, 6)])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผลการคัดสรรดาว"
        ordering = [F("year").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "year"],
                name="stars_once_a_year",
                violation_error_message="มีผลการคัดสรรของปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5),
                name="stars_one_to_five",
                violation_error_message="ดาวมี 1 ถึง 5",
            ),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__gte=2544, year__lte=2700),
                name="stars_year_is_buddhist",
                violation_error_message="ปีที่คัดสรรเป็น พ.ศ. ตั้งแต่ 2544 ซึ่งเริ่มมี OTOP",
            ),
        ]

    def __str__(self):
        return f"{self.stars} ดาว ปี {self.year}" if self.year else f"{self.stars} ดาว"
