"""A household lives across years; an enrolment is its part in one target village and year."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from samma.fields import PhoneField, PhoneKey, ThaiCharField, ThaiDateField, ThaiTextField, WholeNumberField
from samma.people import PersonName
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models import LEAD_SEAT
from villages.models import Occupation, TargetVillage, Village


class HouseholdQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """A trainer sees the households he looks after now."""
        if not user.is_trainer:
            return super().visible_to(user)
        return self.filter(Exists(Enrolment.objects.visible_to(user).filter(household=OuterRef("pk"))))


class Household(PersonName, Versioned):
    """A house and its head. The name is the head's."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="households", verbose_name="หมู่บ้าน")
    village_code = VillageCode(source="village")
    house_no = ThaiCharField("บ้านเลขที่", max_length=20)
    house_code = models.CharField(
        "รหัสประจำบ้าน",
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^\d{11}$", "รหัสประจำบ้านมี 11 หลัก")],
    )
    members = WholeNumberField("สมาชิก (คน)", null=True, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    phone_key = PhoneKey(of="phone")
    has_elder = models.BooleanField("มีผู้สูงอายุ 60 ปีขึ้นไป", default=False)
    has_disabled = models.BooleanField("มีผู้พิการ", default=False)
    in_tpmap = models.BooleanField("อยู่ใน TPMAP", default=False)
    hit_by_disaster = models.BooleanField("ประสบภัย", default=False)
    note = ThaiTextField("หมายเหตุ", blank=True)

    objects = HouseholdQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["phone", "phone_key"])

    class Meta:
        verbose_name = verbose_name_plural = "ครัวเรือน"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["house_code"],
                condition=~Q(house_code=""),
                name="house_code_once",
                violation_error_message="มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว",
            ),
        ]
        indexes = [
            models.Index(fields=["village_code", "sort_key"], name="household_in_order"),
            models.Index(fields=["village", "house_no"], name="household_by_house_no"),
        ]


WISHES = "surveys__wishes__occupation__parent"  # of a household
WITH_WISHES = f"household__{WISHES}"  # of an enrolment


class EnrolmentQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """A trainer sees the enrolments of his not-ended assignments; Exists, because a join would double rows."""
        if not user.is_trainer:
            return super().visible_to(user)
        mine = _assignments().served_by(user).filter(enrolment=OuterRef("pk"))
        return self.filter(Exists(mine))

    def led_by(self, user):
        """What a lead sees of his team: names and dates, no money (that is the page's duty)."""
        lead = Q(
            target_village__team__trainers__seat=LEAD_SEAT,
            target_village__team__trainers__ended=None,
            target_village__team__trainers__sage__user=user,
        )
        return self.filter(pk__in=Enrolment.objects.filter(lead).values("pk"), left_on=None)

    def active(self):
        return self.filter(left_on=None)

    def with_days(self, until=None):
        """`days_attended`: distinct days of the year's course at which the household was present, up to a day."""
        course_days = Q(attendances__activity__kind="course")
        if until is not None:
            course_days &= Q(attendances__activity__on__lte=until)
        return self.annotate(days_attended=Count("attendances__activity__day_no", filter=course_days, distinct=True))

    def trained(self, until=None):
        """Trained: present on all the year's course days, or certified by the officer. Decided here and nowhere else.

        `until`: as it was at the end of that day.
        """
        certified = Q(certified_on__isnull=False) if until is None else Q(certified_on__lte=until)
        return self.with_days(until).filter(
            Q(days_attended__gte=F("target_village__year__village_course_days")) | certified
        )

    def without_trainer(self):
        """Active households nobody looks after."""
        serving = _assignments().serving().filter(enrolment=OuterRef("pk"))
        return self.active().filter(~Exists(serving))


def _assignments():
    # Assignment stands on Enrolment, so its class is reached through the relation and not by an import that would circle.
    return Enrolment._meta.get_field("assignments").related_model.objects


class Enrolment(Versioned):
    """One household in one target village and year (ครัวเรือนเป้าหมาย)."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="enrolments", verbose_name="ครัวเรือน")
    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="enrolments", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    participant = ThaiCharField("ผู้เข้าร่วม (ถ้าไม่ใช่หัวหน้าครัวเรือน)", max_length=200, blank=True)
    relation = ThaiCharField("เกี่ยวข้องเป็น", max_length=50, blank=True)
    volunteer = models.BooleanField("สมัครใจเข้าร่วม", default=True)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name="อาชีพที่เลือก"
    )
    joined_on = ThaiDateField("เข้าร่วมเมื่อ", null=True, blank=True)
    left_on = ThaiDateField("ออกเมื่อ", null=True, blank=True)
    left_reason = ThaiCharField("เหตุที่ออก", max_length=200, blank=True)
    certified_on = ThaiDateField("รับรองว่าผ่านการฝึกอบรมเมื่อ", null=True, blank=True)
    certified_reason = ThaiCharField("เหตุผลหรือวันอบรมชดเชย", max_length=300, blank=True)
    exemplary_on = ThaiDateField("เป็นครัวเรือนตัวอย่างเมื่อ", null=True, blank=True)
    exemplary_reason = ThaiCharField("เป็นตัวอย่างในเรื่อง", max_length=300, blank=True)

    objects = EnrolmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "ครัวเรือนเป้าหมาย"
        ordering = ["target_village", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "target_village"],
                name="household_once_in_target",
                violation_error_message="ครัวเรือนนี้อยู่ในทะเบียนของหมู่บ้านและปีนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["target_village", "number"],
                name="enrolment_number_once",
                violation_error_message="มีครัวเรือนลำดับที่นี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(certified_on=None) | ~Q(certified_reason=""),
                name="certified_with_reason",
                violation_error_message="การรับรองว่าผ่านการฝึกอบรมต้องบอกวันอบรมชดเชยหรือเหตุผล",
            ),
            models.CheckConstraint(
                condition=Q(exemplary_on=None, exemplary_reason="")
                | Q(exemplary_on__isnull=False) & ~Q(exemplary_reason=""),
                name="exemplary_with_day_and_reason",
                violation_error_message="ครัวเรือนตัวอย่างต้องบอกทั้งวันที่และเรื่องที่เป็นตัวอย่าง",
            ),
        ]

    def __str__(self):
        return str(self.household)

    @property
    def person(self) -> str:
        """Who takes part: the participant, else the head."""
        return self.participant or self.household.full_name

    @property
    def survey(self):
        """What the household said in the demand survey of this village and year; lists prefetch `WITH_WISHES`."""
        surveys = self.household.surveys.all()
        return next((survey for survey in surveys if survey.target_village_id == self.target_village_id), None)

    @property
    def wishes(self) -> list:
        """The occupations it wishes to learn, first to third."""
        return list(self.survey.wishes.all()) if self.survey is not None else []
