"""Who belongs to a group and who leads it (ก1, ก2)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from groups.models.group import Group, GroupMeeting
from households.models import Enrolment
from samma.fields import ThaiCharField, ThaiDateField
from samma.scope import ScopedQuerySet, VillageCode


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
    left_reason = ThaiCharField("เหตุที่ออก", max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(left=None) | ~Q(left_reason=""),
                name="member_leaves_with_reason",
                violation_error_message="โปรดบอกเหตุที่ออกจากกลุ่ม",
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
    due = ThaiDateField("ครบวาระ", null=True, blank=True)
    ended = ThaiDateField("พ้นวาระ", null=True, blank=True)
    meeting = models.ForeignKey(
        GroupMeeting, models.PROTECT, null=True, blank=True, related_name="elected", verbose_name="ที่ประชุมที่เลือก"
    )

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
            models.CheckConstraint(
                condition=Q(due=None) | Q(due__gt=models.F("started")),
                name="term_due_after_start",
                violation_error_message="วันครบวาระต้องอยู่หลังวันเริ่มวาระ",
            ),
        ]

    def __str__(self):
        return f"{self.get_position_display()} {self.member}"
