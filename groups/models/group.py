"""The group itself, and the meetings at which its members thought, decided and agreed."""

from django.db import models
from simple_history.models import HistoricalRecords

from samma.fields import SortKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from samma.thai import thai_date
from villages.models import Occupation, ProgrammeYear, Village


class Origin(models.TextChoices):
    PROGRAMME = "programme", "จัดตั้งในโครงการ"
    EXISTING = "existing", "กลุ่มที่มีอยู่เดิม"


class GroupQuerySet(ScopedQuerySet):
    def registered(self):
        return self.filter(registered_on__isnull=False)


class Group(Versioned):
    """An occupational group (กลุ่มอาชีพ). It is registered when the five ก are there to be seen."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="groups", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    year = models.ForeignKey(ProgrammeYear, models.PROTECT, related_name="groups", verbose_name="ปีงบประมาณ")
    name = ThaiCharField("ชื่อกลุ่ม", max_length=150)
    sort_key = SortKey(of=("name",))
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="groups", verbose_name="อาชีพหรือประเภทอาชีพ")
    origin = models.CharField("ที่มา", max_length=10, choices=Origin.choices, default=Origin.PROGRAMME)
    founded = ThaiDateField("วันที่จัดตั้ง", null=True, blank=True)
    address = ThaiCharField("ที่ตั้ง", max_length=200, blank=True)
    registered_on = ThaiDateField("ขึ้นทะเบียนเป็นกลุ่มอาชีพเมื่อ", null=True, blank=True, editable=False)
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = GroupQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "กลุ่มอาชีพ"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="group_name_once_in_village",
                violation_error_message="หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "sort_key"], name="group_in_order")]

    def __str__(self):
        return self.name

    @property
    def otop(self) -> list:
        """The registrations of its products, newest first; no query where `products__otop` was fetched with the group."""
        found = [registration for product in self.products.all() for registration in product.otop.all()]
        return sorted(found, key=lambda one: (one.registered_on, one.pk), reverse=True)


class MeetingPurpose(models.TextChoices):
    EXPLAIN = "explain", "ชี้แจงการรวมกลุ่ม"
    ELECT = "elect", "เลือกคณะกรรมการ"
    RULES = "rules", "พิจารณาระเบียบข้อบังคับ"
    MONTH = "month", "ประชุมประจำเดือน"
    YEAR = "year", "ประชุมใหญ่ประจำปี"
    OTHER = "other", "เรื่องอื่น"


class GroupMeeting(Versioned):
    """A meeting of the group, and what its people did there together. The first one explains what a group is.

    (source: document 001, "การมีส่วนร่วมของประชาชนโดยเริ่มตั้งแต่ ร่วมคิด ร่วมตัดสินใจ ร่วมปฏิบัติ ร่วมรับผลประโยชน์ และร่วมแก้ไขปัญหา")
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่ประชุม")
    purpose = models.CharField("เรื่องที่ประชุม", max_length=10, choices=MeetingPurpose.choices)
    place = ThaiCharField("สถานที่", max_length=200, blank=True)
    people = WholeNumberField("ผู้เข้าประชุม (คน)", null=True, blank=True)
    thought = models.BooleanField("ร่วมคิด", default=False)
    decided = models.BooleanField("ร่วมตัดสินใจ", default=False)
    acted = models.BooleanField("ร่วมปฏิบัติ", default=False)
    benefited = models.BooleanField("ร่วมรับผลประโยชน์", default=False)
    solved = models.BooleanField("ร่วมแก้ไขปัญหา", default=False)
    resolution = ThaiTextField("มติและเรื่องสำคัญ", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การประชุมกลุ่ม"
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.get_purpose_display()} {thai_date(self.on)}"


# The five ways of taking part, in the order in which officers say them.
PARTICIPATION = ["thought", "decided", "acted", "benefited", "solved"]
