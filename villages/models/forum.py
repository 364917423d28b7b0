"""What the village forum (ประชาคม) finds in the village, and what is handed on to the village's and tambon's plan."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samma.fields import MoneyField, SortKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from villages.models.place import Village
from villages.models.programme import Occupation, TargetVillage


class PotentialKind(models.TextChoices):
    NATURAL = "natural", "ทรัพยากรธรรมชาติ"
    PEOPLE = "people", "คนและภูมิปัญญา"
    CAPITAL = "capital", "ทุนและกองทุน"
    PRODUCT = "product", "ผลิตภัณฑ์"
    PLACE = "place", "สถานที่"
    TRADITION = "tradition", "ประเพณีวัฒนธรรม"
    GROUP = "group", "กลุ่มและองค์กร"
    OTHER = "other", "อื่น ๆ"


class Potential(Versioned):
    """One thing the village can build an occupation on (ศักยภาพและทรัพยากร), as its people named it."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="potentials", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    kind = models.CharField("ประเภท", max_length=10, choices=PotentialKind.choices)
    name = ThaiCharField("ศักยภาพหรือทรัพยากร", max_length=150)
    sort_key = SortKey(of=("name",))
    detail = ThaiTextField("รายละเอียด", blank=True)
    value = MoneyField("มูลค่าหรือเงินทุน (บาท)", null=True, blank=True)
    trade = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ใช้กับอาชีพ"
    )
    found_on = ThaiDateField("เวทีประชาคมวันที่", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ศักยภาพของหมู่บ้าน"
        ordering = ["kind", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "name"],
                name="potential_once",
                violation_error_message="มีรายการนี้ของหมู่บ้านแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="potential_value_not_negative",
                violation_error_message="มูลค่าต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return self.name


class Plan(models.TextChoices):
    """Plans that take up what a village asks for (source: document 003, ข้อ 4.1 (7))."""

    VILLAGE = "village", "แผนชุมชน/แผนพัฒนาหมู่บ้าน"
    TAMBON = "tambon", "แผนพัฒนาตำบล"
    LOCAL = "local", "แผนพัฒนาท้องถิ่น (อบต./เทศบาล)"
    DISTRICT = "district", "แผนพัฒนาอำเภอ"


class PlanAnswer(models.TextChoices):
    WAITING = "waiting", "รอคำตอบ"
    TAKEN = "taken", "บรรจุแล้ว"
    LATER = "later", "ขอให้เสนอใหม่ปีหน้า"
    REFUSED = "refused", "ไม่ได้บรรจุ"


class PlanProposal(Versioned):
    """An item that the village sent to a plan, and what became of it."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="proposals", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    item = ThaiCharField("โครงการ/กิจกรรมที่เสนอ", max_length=200)
    trade = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อาชีพที่เกี่ยวข้อง"
    )
    households = WholeNumberField("ครัวเรือนที่ได้ประโยชน์", null=True, blank=True)
    plan = models.CharField("เสนอเข้า", max_length=10, choices=Plan.choices)
    sent_on = ThaiDateField("ส่งเมื่อ")
    sent_to = ThaiCharField("ส่งถึง", max_length=150, blank=True)
    letter_no = ThaiCharField("หนังสือนำส่งเลขที่", max_length=50, blank=True)
    budget_asked = MoneyField("งบประมาณที่เสนอ (บาท)", null=True, blank=True)
    answer = models.CharField("คำตอบ", max_length=10, choices=PlanAnswer.choices, default=PlanAnswer.WAITING)
    answered_on = ThaiDateField("ได้คำตอบเมื่อ", null=True, blank=True)
    budget_given = MoneyField("งบประมาณที่ได้ (บาท)", null=True, blank=True)
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ข้อเสนอเข้าแผน"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_on=None) | ~Q(answer="waiting") & Q(answered_on__isnull=False),
                name="answered_proposal_has_its_day",
                violation_error_message="เมื่อได้คำตอบแล้วให้ใส่วันที่ได้คำตอบ และระหว่างรอคำตอบให้เว้นว่าง",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                name="proposal_answered_after_sent",
                violation_error_message="วันที่ได้คำตอบต้องไม่อยู่ก่อนวันที่ส่ง",
            ),
            models.CheckConstraint(
                condition=(Q(budget_asked=None) | Q(budget_asked__gte=0))
                & (Q(budget_given=None) | Q(budget_given__gte=0)),
                name="proposal_budget_not_negative",
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "-sent_on"], name="proposal_of_place")]

    def __str__(self):
        return self.item
