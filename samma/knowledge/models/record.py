"""Knowledge records (บันทึกองค์ความรู้): header, sections in order, photos, and the state of review."""

import datetime
import secrets

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from groups.models import Group
from samma import thai
from samma.fields import PhoneField, PhoneKey, SortKey, ThaiCharField, ThaiDateField, ThaiTextField
from samma.knowledge.cabinet import forget
from samma.knowledge.record_forms import FORMS, KINDS
from samma.knowledge.shown import forget_shown
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import WHOLE_COUNTRY, ScopedQuerySet, code_range
from trainers.models import Sage
from villages.models import TargetVillage


def form_choices() -> list[tuple[str, str]]:
    """The forms there are. A function, so that a new paper asks for no migration."""
    return [(key, form.name) for key, form in FORMS.items()]


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of section."""
    return list(KINDS.items())


class Level(models.TextChoices):
    PERSON = "บุคคล", "บุคคล"
    UNIT = "หน่วยงาน", "หน่วยงาน"


class State(models.TextChoices):
    DRAFT = "draft", "ร่าง"
    SUBMITTED = "submitted", "ส่งแล้ว รออำเภอตรวจ"
    CHECKED = "checked", "รอจังหวัดรับรอง"
    APPROVED = "approved", "จังหวัดรับรองแล้ว"
    PUBLISHED = "published", "เผยแพร่แล้ว"


def new_slug() -> str:
    """A short public name that tells nothing about the record and cannot be guessed (60 bits)."""
    alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(alphabet) for _ in range(12))


WAITING = [State.SUBMITTED, State.CHECKED]


class RecordQuerySet(ScopedQuerySet):
    code_field = "area_code"
    known_count = None  # what a search has counted already (samma.lists); a narrowed copy does not have it

    def published(self):
        return self.filter(state=State.PUBLISHED)

    def delete(self):
        """One by one, with everything of each on disk."""
        records = list(self)
        for record in records:
            record.delete()
        return len(records), {self.model._meta.label: len(records)}

    delete.alters_data = True
    delete.queryset_only = True  # as Django's own: a manager has no delete()

    def waiting(self):
        """Sent, and waiting for the district's check or for the province."""
        return self.filter(state__in=WAITING)

    def of_place(self, code: str):
        """Those of a place, each where it `stands_in`: in its target village, else where it says itself."""
        placed = self.annotate(stands_in=Coalesce("target_village__village_code", "area_code"))
        if code == WHOLE_COUNTRY:
            return placed
        first, past = code_range(code)
        return placed.filter(stands_in__gte=first, stands_in__lt=past)

    def handed_in(self, until: datetime.date | None = None):
        """Sent by the officer, whatever became of it then; `until`: by the end of that day."""
        return _by(self.exclude(state=State.DRAFT), "submitted_at", until)

    def finished(self, until: datetime.date | None = None):
        """Approved by the province, published or not; `until`: by the end of that day."""
        return _by(self.filter(state__in=[State.APPROVED, State.PUBLISHED]), "approved_at", until)


def _by(records, field: str, day: datetime.date | None):
    """Those whose moment is not after a day; a moment that nobody knows is not after it."""
    if day is None:
        return records
    past = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), thai.BANGKOK)
    return records.filter(Q(**{field: None}) | Q(**{f"{field}__lt": past}))


class KnowledgeRecord(Versioned):
    """What was learnt, written down once; it prints in any form because its sections have a kind."""

    form = models.CharField(
        "แบบบันทึก", max_length=20, choices=form_choices, blank=True
    )  # blank: an old text of no known form
    year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)", db_index=True)
    level = models.CharField("ระดับ", max_length=10, choices=Level.choices, default=Level.PERSON)
    category = ThaiCharField("หมวดองค์ความรู้", max_length=200, blank=True)
    title = ThaiCharField("ชื่อองค์ความรู้", max_length=400)
    sort_key = SortKey(of=("title",))
    owner = ThaiCharField("เจ้าขององค์ความรู้", max_length=200, blank=True)
    position = ThaiCharField("ตำแหน่ง", max_length=200, blank=True)
    office = ThaiCharField("สังกัด", max_length=300, blank=True)
    address = ThaiCharField("ที่อยู่", max_length=300, blank=True)
    phone = PhoneField("โทรศัพท์", blank=True, default="")
    phone_key = PhoneKey(of="phone")
    written_on = ThaiDateField("วันที่บันทึก", null=True, blank=True)
    province_name = ThaiCharField("จังหวัดตามเอกสาร", max_length=100, blank=True)
    area_code = models.CharField(
        "พื้นที่",
        max_length=8,
        db_index=True,
        validators=[RegexValidator(r"^(TH|(\d{2}){1,4})$", "รหัสพื้นที่ 2, 4, 6 หรือ 8 หลัก")],
    )
    state = models.CharField("สถานะ", max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    returned_note = ThaiTextField("ข้อความที่ส่งกลับแก้ไข", blank=True, editable=False)
    slug = models.CharField("ชื่อย่อสาธารณะ", max_length=12, unique=True, default=new_slug, editable=False)
    revision = models.PositiveIntegerField("ฉบับปรับปรุงที่", default=1, editable=False)
    is_changed = models.BooleanField("แก้ไขหลังส่งครั้งก่อน", default=False, editable=False)
    source_file = models.CharField("ไฟล์ต้นทาง", max_length=200, blank=True, editable=False)
    source_text = models.TextField("ข้อความต้นทาง", blank=True, editable=False)  # as it came, for ever: never mended
    source_hash = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False
    )  # the same text comes in once
    repairs = models.JSONField(
        "การซ่อมข้อความต้นทาง", default=list, blank=True, editable=False
    )  # [{code, old, new, count, is_certain, reason}]: what was mended on the way in, known for ever
    target_village = models.ForeignKey(
        TargetVillage, models.SET_NULL, null=True, blank=True, related_name="records", verbose_name="หมู่บ้านเป้าหมาย"
    )
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="records", verbose_name="กลุ่มอาชีพ"
    )
    sage = models.ForeignKey(
        Sage, models.SET_NULL, null=True, blank=True, related_name="records", verbose_name="ปราชญ์ชุมชน"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="records",
        editable=False,
        verbose_name="ผู้บันทึก",
    )
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="ผู้ส่ง"
    )
    checked_at = models.DateTimeField("อำเภอตรวจเมื่อ", null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="ผู้ตรวจของอำเภอ",
    )
    checked_alone = models.BooleanField("ผู้ตรวจเป็นผู้เขียนเอง", default=False, editable=False)
    approved_at = models.DateTimeField("รับรองเมื่อ", null=True, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["phone", "phone_key", "source_text", "repairs"])

    class Meta:
        verbose_name = verbose_name_plural = "บันทึกองค์ความรู้"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["area_code", "sort_key"], name="record_in_order"),
            models.Index(fields=["year", "area_code"], name="record_by_year"),
            # The whole country, in Thai order and newest first: a page walks 26 rows and stops.
            models.Index(fields=["sort_key", "id"], name="record_by_title"),
            models.Index(fields=["-year", "-id"], name="record_newest_first"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it may be edited: what was sent is read as it was sent."""
        return self.state == State.DRAFT

    def stale_codes(self) -> list[str]:
        """The record counts in its own place and for its target village."""
        return [self.area_code, self.target_village.village_code if self.target_village else ""]

    def delete(self, *args, **kwargs):
        """With everything of it on disk: its photos and its finished papers."""
        for photo in self.photos.all():
            photo.delete()
        forget(self.pk, self.area_code)
        forget_shown(self.pk)
        return super().delete(*args, **kwargs)


class SectionQuerySet(ScopedQuerySet):
    code_field = "record__area_code"


class Section(models.Model):
    """One heading as printed and the text under it; `kind` says what it is in any form."""

    record = models.ForeignKey(KnowledgeRecord, models.CASCADE, related_name="sections", verbose_name="บันทึก")
    order = models.PositiveSmallIntegerField("ลำดับ")
    number = ThaiCharField("เลขข้อ", max_length=10, blank=True)
    heading = ThaiCharField("หัวข้อ", max_length=300)
    kind = models.CharField("ชนิด", max_length=12, choices=kind_choices, blank=True)
    body = ThaiTextField("เนื้อความ", blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "หัวข้อของบันทึก"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "order"], name="section_order_once", violation_error_message="มีหัวข้อลำดับนี้แล้ว"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.heading}".strip()


class RecordPhotoQuerySet(ScopedQuerySet):
    code_field = "record__area_code"


class RecordPhoto(Photo):
    record = models.ForeignKey(KnowledgeRecord, models.CASCADE, related_name="photos", verbose_name="บันทึก")

    objects = RecordPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพประกอบองค์ความรู้"

    def delete(self, *args, **kwargs):
        """The row and its file."""
        self.image.delete(save=False)
        return super().delete(*args, **kwargs)


class RecordWords(models.Model):
    """The words of a record, one on a line, for the index that search asks; samma.knowledge.search writes it."""

    record = models.OneToOneField(KnowledgeRecord, models.CASCADE, primary_key=True, related_name="words")
    words = models.TextField("คำ", blank=True, editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ดัชนีคำขององค์ความรู้"

    def __str__(self):
        return f"คำของบันทึกเลขที่ {self.record_id}"
