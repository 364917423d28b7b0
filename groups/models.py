"""Occupational groups and what makes one: the five ก, then products and OTOP."""

from django.db import models
from django.db.models import Q, Sum
from simple_history.models import HistoricalRecords

from households.models import Enrolment
from samma.fields import MoneyField, SortKey, ThaiCharField, ThaiDateField, ThaiTextField
from samma.rows import AppendOnly, AppendOnlyQuerySet, Versioned
from samma.scope import ScopedQuerySet, VillageCode
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


class MembershipQuerySet(ScopedQuerySet):
    def current(self):
        return self.filter(left=None)


class Membership(models.Model):
    """ก1: a member, by the household enrolled or, for anybody else, by name."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="ครัวเรือนเป้าหมาย"
    )
    person = ThaiCharField("บุคคลอื่น (ชื่อ-สกุล)", max_length=200, blank=True)
    joined = ThaiDateField("เข้ากลุ่มเมื่อ")
    left = ThaiDateField("ออกจากกลุ่มเมื่อ", null=True, blank=True)
    note = ThaiCharField("หมายเหตุ", max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "สมาชิกกลุ่ม"
        ordering = ["joined", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, person="") | (Q(enrolment=None) & ~Q(person="")),
                name="member_is_household_or_person",
                violation_error_message="เลือกครัวเรือนเป้าหมาย หรือพิมพ์ชื่อบุคคลอื่น อย่างใดอย่างหนึ่ง",
            ),
            models.UniqueConstraint(
                fields=["group", "enrolment"],
                condition=Q(left=None, enrolment__isnull=False),
                name="household_once_in_group",
                violation_error_message="ครัวเรือนนี้เป็นสมาชิกกลุ่มอยู่แล้ว",
            ),
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(left=None, enrolment=None),
                name="person_once_in_group",
                violation_error_message="บุคคลนี้เป็นสมาชิกกลุ่มอยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(left__gte=models.F("joined")),
                name="member_leaves_after_joining",
                violation_error_message="วันที่ออกต้องไม่อยู่ก่อนวันที่เข้ากลุ่ม",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.enrolment.person if self.enrolment_id else self.person


class Position(models.TextChoices):
    CHAIR = "chair", "ประธาน"
    DEPUTY = "deputy", "รองประธาน"
    SECRETARY = "secretary", "เลขานุการ"
    TREASURER = "treasurer", "เหรัญญิก"
    PUBLICITY = "publicity", "ประชาสัมพันธ์"
    MEMBER = "member", "กรรมการ"


SINGLE_POSITIONS = [Position.CHAIR, Position.SECRETARY, Position.TREASURER]


class CommitteeTermQuerySet(ScopedQuerySet):
    def current(self):
        return self.filter(ended=None)


class CommitteeTerm(models.Model):
    """ก2: a member in a position of the committee, from a day to a day."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="terms", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="terms", verbose_name="สมาชิก")
    position = models.CharField("ตำแหน่ง", max_length=10, choices=Position.choices)
    started = ThaiDateField("เริ่มวาระ")
    ended = ThaiDateField("พ้นวาระ", null=True, blank=True)

    objects = CommitteeTermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กรรมการกลุ่ม"
        ordering = ["started", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"],
                condition=Q(ended=None, position__in=["chair", "secretary", "treasurer"]),
                name="one_person_per_office",
                violation_error_message="มีผู้ดำรงตำแหน่งนี้อยู่แล้ว",
            ),
            models.UniqueConstraint(
                fields=["member", "position"],
                condition=Q(ended=None),
                name="member_once_in_position",
                violation_error_message="สมาชิกคนนี้ดำรงตำแหน่งนี้อยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(ended__gte=models.F("started")),
                name="term_ends_after_start",
                violation_error_message="วันพ้นวาระต้องไม่อยู่ก่อนวันเริ่มวาระ",
            ),
        ]

    def __str__(self):
        return f"{self.get_position_display()} {self.member}"


class Bylaw(models.Model):
    """ก3: the rules of the group as its members adopted them; a new version is a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="bylaws", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    text = ThaiTextField("กฎ กติกา ระเบียบ ข้อบังคับ")
    adopted = ThaiDateField("ที่ประชุมรับรองเมื่อ")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ระเบียบข้อบังคับกลุ่ม"
        ordering = ["-adopted", "-pk"]

    def __str__(self):
        return f"ระเบียบของ {self.group}"


class FundKind(models.TextChoices):
    OPENING = "opening", "เงินตั้งต้น"
    SHARE = "share", "ค่าหุ้น"
    SAVING = "saving", "เงินออม"
    INCOME = "income", "รายรับ"
    SUPPORT = "support", "เงินหรือสิ่งของสนับสนุน"
    EXPENSE = "expense", "รายจ่าย"
    TOOL = "tool", "เครื่องมือ/วัสดุ"
    CORRECTION = "correction", "แก้ไขรายการ"


class FundEntryQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    def balance(self):
        """Baht in hand: the sum of all entries. It is never stored."""
        return self.aggregate(total=Sum("amount"))["total"] or 0


class FundEntry(AppendOnly):
    """ก4: one entry of the fund, signed baht; tools alone can be a fund. Corrected by a counter-entry."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="fund", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    kind = models.CharField("ประเภท", max_length=10, choices=FundKind.choices)
    amount = MoneyField("จำนวนเงิน (บาท)", default=0, help_text="รายจ่ายเป็นลบ")
    item = ThaiCharField("รายการ", max_length=200)
    value = MoneyField("มูลค่าสิ่งของ (บาท)", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="แก้ไขรายการ"
    )

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กองทุนกลุ่ม"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="correction", corrects__isnull=False)
                    | Q(kind="expense", amount__lt=0)
                    | Q(kind="tool", amount=0)
                    | (Q(kind="support") & (Q(amount__gt=0) | Q(amount=0, value__gt=0)))
                    | Q(kind__in=["opening", "share", "saving", "income"], amount__gt=0)
                ),
                name="fund_sign_follows_kind",
                violation_error_message="รายรับต้องมากกว่า 0 รายจ่ายต้องเป็นลบ เครื่องมือไม่มีจำนวนเงิน",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.item}"


class GroupActivity(models.Model):
    """ก5: something done together that brings income."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="activities", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    on = ThaiDateField("วันที่")
    what = ThaiCharField("กิจกรรม", max_length=300)
    product = ThaiCharField("ผลผลิต", max_length=200, blank=True)
    income = MoneyField("รายได้ (บาท)", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กิจกรรมกลุ่ม"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income=None) | Q(income__gte=0),
                name="group_income_not_negative",
                violation_error_message="รายได้ต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return self.what


class ProductType(models.IntegerChoices):
    """The five official OTOP product types (source: fixtures/otop_product_types.csv)."""

    FOOD = 1, "อาหาร"
    DRINK = 2, "เครื่องดื่ม"
    CLOTH = 3, "ผ้า เครื่องแต่งกาย"
    WARE = 4, "ของใช้ ของตกแต่ง ของที่ระลึก"
    HERB = 5, "สมุนไพรที่ไม่ใช่อาหาร"


class OtopRegistration(models.Model):
    """The group as an OTOP producer with one product."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="otop", verbose_name="กลุ่ม")
    village_code = VillageCode(source="group")
    product = ThaiCharField("ผลิตภัณฑ์", max_length=150)
    product_type = models.PositiveSmallIntegerField("ประเภทผลิตภัณฑ์", choices=ProductType.choices)
    number = ThaiCharField("เลขทะเบียน OTOP", max_length=40, unique=True, error_messages={"unique": "มีเลขทะเบียนนี้แล้ว"})
    registered_on = ThaiDateField("ขึ้นทะเบียนเมื่อ")
    stars = models.PositiveSmallIntegerField(
        "ดาว", null=True, blank=True, choices=[(n, f"{n} ดาว") for n in range(1, 6)]
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ทะเบียน OTOP"
        ordering = ["-registered_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__gte=1, stars__lte=5),
                name="stars_one_to_five",
                violation_error_message="ดาวมี 1 ถึง 5",
            ),
            models.CheckConstraint(
                condition=Q(product_type__gte=1, product_type__lte=5),
                name="otop_has_five_types",
                violation_error_message="ประเภทผลิตภัณฑ์ OTOP มี 5 ประเภท",
            ),
        ]

    def __str__(self):
        return f"{self.product} ({self.number})"
