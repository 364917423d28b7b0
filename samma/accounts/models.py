"""Who is who (users, roles, postings, phone invitations) and who did what (events)."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samma.accounts.deeds import deed_words, kind_words
from samma.fields import ThaiCharField, ThaiDateField, ThaiTextField
from samma.rows import AppendOnly, AppendOnlyQuerySet, Versioned
from samma.scope import WHOLE_COUNTRY, ScopedQuerySet


class Role(models.TextChoices):
    OFFICER = "officer", "เจ้าหน้าที่อำเภอ"
    TRAINER = "trainer", "วิทยากรสัมมาชีพ"
    PROVINCE = "province", "เจ้าหน้าที่จังหวัด"
    DEPARTMENT = "department", "เจ้าหน้าที่กรม"


class SammaUserManager(UserManager):
    def create_superuser(self, username, email=None, password=None, **extra):
        """The department's first account: the whole country, said explicitly."""
        extra = {"role": Role.DEPARTMENT, "area_code": WHOLE_COUNTRY} | extra
        return super().create_superuser(username, email, password, **extra)


class User(AbstractUser):
    """An account. `area_code` is the posting: 33 a province, 3301 a district, TH the whole country, empty nothing."""

    role = models.CharField("บทบาท", max_length=12, choices=Role.choices, default=Role.OFFICER)
    area_code = models.CharField(
        "พื้นที่ปฏิบัติงาน",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^(TH|\d{2}|\d{4})$", "ใช้รหัสจังหวัด 2 หลัก อำเภอ 4 หลัก หรือ TH สำหรับทั้งประเทศ")],
        help_text="รหัสจังหวัด 2 หลัก อำเภอ 4 หลัก หรือ TH สำหรับทั้งประเทศ ว่างไว้คือไม่เห็นข้อมูลใด",
    )
    is_head = models.BooleanField(
        "หัวหน้าสำนักงานพัฒนาชุมชนอำเภอ", default=False, help_text="พัฒนาการอำเภอ: ส่งมอบพื้นที่ของเจ้าหน้าที่ในอำเภอได้"
    )
    posting_changes_on = models.DateField(null=True, editable=False)  # a Transfer of this account waits for that day
    position = ThaiCharField("ตำแหน่ง", max_length=150, blank=True)
    office = ThaiCharField("สังกัด", max_length=200, blank=True)

    objects = SammaUserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="trainer") | Q(area_code=""),
                name="trainer_holds_no_posting",
                violation_error_message="วิทยากรเห็นเฉพาะครัวเรือนที่ตนดูแล จึงไม่มีพื้นที่ปฏิบัติงาน",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role="officer"),
                name="head_is_an_officer",
                violation_error_message="หัวหน้าสำนักงานพัฒนาชุมชนอำเภอมีบทบาทเป็นเจ้าหน้าที่อำเภอ",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def is_trainer(self) -> bool:
        return self.role == Role.TRAINER

    @property
    def may_write(self) -> bool:
        """Whether he enters and mends village data: the district's officer, and the department's administrator."""
        return self.role == Role.OFFICER or self.is_superuser

    @property
    def may_review(self) -> bool:
        """Whether he approves knowledge records: provincial staff, and the department's administrator."""
        return self.role == Role.PROVINCE or self.is_superuser

    @property
    def may_transfer(self) -> bool:
        """Whether he ends and starts postings: the department, and the head of a district office in his own district."""
        return self.role == Role.DEPARTMENT or self.is_superuser or self.is_head

    @property
    def may_keep_lists(self) -> bool:
        """Whether he keeps programme years and lists: department staff."""
        return self.role == Role.DEPARTMENT or self.is_superuser


class OfficeQuerySet(ScopedQuerySet):
    code_field = "area_code"


class Office(Versioned):
    """A district's office as its papers and letters say it: where it is, how its letters are numbered, who signs."""

    area_code = models.CharField(
        "รหัสอำเภอ",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^\d{4}$", "รหัสอำเภอมี 4 หลัก")],
        error_messages={"unique": "อำเภอนี้มีข้อมูลสำนักงานแล้ว"},
    )
    name = ThaiCharField("ชื่อสำนักงาน", max_length=200, blank=True, help_text="เช่น สำนักงานพัฒนาชุมชนอำเภอ…")
    place = ThaiCharField("ที่ตั้ง", max_length=200, blank=True, help_text="เช่น ที่ว่าการอำเภอ… ถนน… รหัสไปรษณีย์")
    phone = ThaiCharField("โทรศัพท์ของสำนักงาน", max_length=60, blank=True)
    letter_no = ThaiCharField("เลขประจำของหนังสือ", max_length=40, blank=True, help_text="เช่น ศก 0319/ ต่อด้วยเลขที่หนังสือ")
    chief = ThaiCharField("พัฒนาการอำเภอ", max_length=150, blank=True, help_text="ชื่อเต็มพร้อมคำนำหน้า ลงนามในรายงานและแผน")
    chief_position = ThaiCharField("ตำแหน่งใต้ชื่อ", max_length=200, blank=True, help_text="เช่น พัฒนาการอำเภอ…")
    signer = ThaiCharField("ผู้ลงนามในคำสั่ง", max_length=150, blank=True, help_text="ชื่อเต็มพร้อมคำนำหน้า เช่น นายอำเภอ")
    signer_position = ThaiCharField("ตำแหน่งผู้ลงนามในคำสั่ง", max_length=200, blank=True, help_text="เช่น นายอำเภอ…")

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ข้อมูลสำนักงาน"
        ordering = ["area_code"]

    def __str__(self):
        return self.name or f"สำนักงานรหัส {self.area_code}"


WAITING = Q(done_at=None, cancelled_at=None)


class TransferQuerySet(ScopedQuerySet):
    code_field = "area_code"

    def waiting(self):
        """Those whose day has not come, or has come and nobody knocked yet."""
        return self.filter(WAITING)


class EventQuerySet(AppendOnlyQuerySet, ScopedQuerySet):
    code_field = "area_code"


class Event(AppendOnly):
    """Who did what to which row, when. Inserted, never changed: this is the audit."""

    who = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="ผู้ทำรายการ")
    when = models.DateTimeField("เมื่อ", auto_now_add=True, db_index=True)
    verb = models.CharField("การกระทำ", max_length=40)
    object_type = models.CharField("ชนิดข้อมูล", max_length=60)
    object_id = models.CharField("เลขข้อมูล", max_length=40)
    area_code = models.CharField("รหัสพื้นที่", max_length=8, blank=True, db_index=True)
    detail = models.JSONField("รายละเอียด", default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "บันทึกการใช้งาน"
        ordering = ["-when", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="event_of_object")]

    def __str__(self):
        return f"{deed_words(self.verb)} {kind_words(self.object_type)}"


class Transfer(models.Model):
    """A posting goes from one officer to another on a day. Once it is done, or called off, the row stays as the record."""

    area_code = models.CharField("พื้นที่", max_length=4)
    leaving = models.ForeignKey(User, models.PROTECT, related_name="transfers_out", verbose_name="ผู้ส่งมอบ")
    taking = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="transfers_in", verbose_name="ผู้รับมอบ"
    )
    on = ThaiDateField("มีผลตั้งแต่วันที่")
    order_no = ThaiCharField("คำสั่งที่", max_length=100, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ผู้สั่ง")
    made_at = models.DateTimeField("สั่งเมื่อ", auto_now_add=True)
    done_at = models.DateTimeField("มีผลแล้วเมื่อ", null=True, blank=True)
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การส่งมอบพื้นที่"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leaving"],
                condition=WAITING,
                name="one_transfer_waits_for_a_leaver",
                violation_error_message="เจ้าหน้าที่คนนี้มีการส่งมอบพื้นที่ที่รอวันมีผลอยู่แล้ว",
            ),
            models.UniqueConstraint(
                fields=["taking"],
                condition=WAITING,
                name="one_transfer_waits_for_a_taker",
                violation_error_message="ผู้รับมอบมีการส่งมอบพื้นที่ที่รอวันมีผลอยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(taking=None) | ~Q(taking=F("leaving")),
                name="transfer_is_between_two",
                violation_error_message="ผู้ส่งมอบและผู้รับมอบต้องเป็นคนละคน",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_at=None),
                name="transfer_is_done_or_cancelled",
                violation_error_message="การส่งมอบที่มีผลแล้วยกเลิกไม่ได้",
            ),
        ]

    def __str__(self):
        return f"{self.leaving} → {self.taking or 'ยังไม่มีผู้รับ'}"


class HandoverNoteQuerySet(ScopedQuerySet):
    code_field = "area_code"


class HandoverNote(Versioned):
    """What the leaving officer wants the next one to know of a village or of the whole district; one text for a place."""

    area_code = models.CharField(
        "พื้นที่", max_length=8, unique=True, editable=False, error_messages={"unique": "มีบันทึกส่งมอบของพื้นที่นี้แล้ว"}
    )
    text = ThaiTextField("บันทึกถึงผู้รับมอบ", blank=True)

    objects = HandoverNoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "บันทึกส่งมอบ"
        ordering = ["area_code"]

    def __str__(self):
        return f"บันทึกส่งมอบ {self.area_code}"


class PhoneInvite(models.Model):
    """The officer's one-use QR or link with which a trainer signs in on his own phone, without a password.

    Only the SHA-256 of the 256-bit token is kept, so a copy of the database lets nobody in.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="invites", verbose_name="บัญชี")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ผู้ออก QR")
    made_at = models.DateTimeField("ออกเมื่อ", auto_now_add=True)
    expires_at = models.DateTimeField("ใช้ได้ถึง")
    used_at = models.DateTimeField("ใช้แล้วเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "คำเชิญเข้าใช้ด้วยโทรศัพท์"

    def __str__(self):
        return f"คำเชิญของ {self.user}"


class Phone(models.Model):
    """A browser that an officer's QR (or a password) enrolled, known by a long cookie. Several people may share one.

    Only the SHA-256 of the 256-bit cookie is kept, as of an invitation.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = ThaiCharField("เครื่อง", max_length=100, blank=True)
    made_at = models.DateTimeField("เริ่มใช้เมื่อ", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "โทรศัพท์"

    def __str__(self):
        return self.label or "เครื่องที่ไม่รู้จัก"


class PhoneUser(models.Model):
    """One person on one phone: his PIN, how often it was missed, and the key of what the phone keeps of him.

    The key is made once and stays, also when he is taken off the phone and comes back: records that were not sent yet
    lie on the phone as cipher text and are read with it.
    """

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="people", verbose_name="โทรศัพท์")
    user = models.ForeignKey(User, models.CASCADE, related_name="phones", verbose_name="บัญชี")
    storage_key = models.TextField(editable=False)  # encrypted under FIELD_KEY
    pin = models.CharField(max_length=128, blank=True, editable=False)  # Django's password hash of six digits
    misses = models.PositiveSmallIntegerField("PIN ผิดติดต่อกัน", default=0, editable=False)
    enrolled_at = models.DateTimeField("ผูกกับเครื่องเมื่อ", auto_now_add=True)
    seen_at = models.DateTimeField("ใช้ล่าสุดเมื่อ")
    ended_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ผู้ใช้โทรศัพท์"
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["phone", "user"],
                name="person_once_on_a_phone",
                violation_error_message="บัญชีนี้ผูกกับเครื่องนี้อยู่แล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.user} บน {self.phone}"
