"""An import from the choosing of the file to its undoing, what it wrote, whom it merged, and how an office names columns."""

import json
import uuid
import zlib

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

from samma import secret
from samma.fields import ThaiCharField
from samma.jobs.models import Job
from samma.scope import ScopedQuerySet


def new_key() -> str:
    """The key of one import's file and log; when it is wiped, they are unreadable wherever a copy lies.

    It is itself encrypted as phone numbers are, so that a copy of the database alone opens no file.
    """
    key = Fernet.generate_key().decode()
    return secret.encrypt(key) if settings.FIELD_KEYS else key


class Locked:
    """Says of a model that what stands in the field `kept` is read and written through the import's key."""

    def __init__(self, kept: str) -> None:
        self.kept = kept

    def __get__(self, run, model=None):
        if run is None:
            return self
        kept = getattr(run, self.kept)
        return run.unlock(kept) if kept else {}

    def __set__(self, run, said) -> None:
        setattr(run, self.kept, run.lock(said) if said else b"")


class RunState(models.TextChoices):
    MAPPING = "mapping", "รอจับคู่คอลัมน์"
    CHECKING = "checking", "กำลังตรวจ"
    CHECKED = "checked", "รอยืนยัน"
    STORING = "storing", "กำลังนำเข้า"
    STORED = "stored", "นำเข้าแล้ว"
    UNDOING = "undoing", "กำลังยกเลิกการนำเข้า"
    UNDONE = "undone", "ยกเลิกการนำเข้าแล้ว"
    ABANDONED = "abandoned", "เลิกทำ"


WAITING = (RunState.MAPPING, RunState.CHECKING, RunState.CHECKED)
AT_WORK = (RunState.CHECKING, RunState.STORING, RunState.UNDOING)
DONE = (RunState.STORED, RunState.UNDOING, RunState.UNDONE)


class SheetRunQuerySet(ScopedQuerySet):
    code_field = "area_code"

    def visible_to(self, user):
        """What was begun in the user's area: by anybody for who writes there, else by himself."""
        rows = super().visible_to(user)
        return rows if user.may_write else rows.filter(by=user)


class SheetRun(models.Model):
    """One file on its way into a register."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField("ทะเบียน", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้นำเข้า")
    area_code = models.CharField("พื้นที่", max_length=8, blank=True, db_index=True)  # the posting of who began it
    file_name = ThaiCharField("ไฟล์", max_length=200)
    content_hash = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=300, blank=True, default=new_key)
    file = models.CharField(max_length=100, blank=True)  # where the encrypted upload lies in the media store
    preview = models.CharField(max_length=100, blank=True)  # and what the last check found
    look_kept = models.BinaryField(default=bytes)
    look = Locked("look_kept")  # the columns as they were guessed, with samples; emptied at the end
    mapping = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    corrections_kept = models.BinaryField(default=bytes)
    corrections = Locked("corrections_kept")  # {"<row>:<column>": what was typed on the page}
    left_out = models.JSONField(default=list)  # numbers of rows that the user leaves out
    rows = models.PositiveIntegerField("จำนวนแถว", default=0)
    counts = models.JSONField("ผล", default=dict)
    state = models.CharField("สถานะ", max_length=10, choices=RunState.choices, default=RunState.MAPPING)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField("เริ่มเมื่อ", auto_now_add=True, db_index=True)
    stored_at = models.DateTimeField("นำเข้าเมื่อ", null=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ผู้ยืนยันนำเข้า"
    )
    undone_at = models.DateTimeField("ยกเลิกเมื่อ", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ผู้ยกเลิก"
    )

    objects = SheetRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การนำเข้าไฟล์"
        ordering = ["-made_at"]

    def __str__(self):
        return self.file_name

    @property
    def fernet(self) -> Fernet:
        return Fernet(secret.decrypt(self.key) if settings.FIELD_KEYS else self.key)

    def lock(self, said) -> bytes:
        """Something of this import as it is kept: pressed and encrypted."""
        return self.fernet.encrypt(zlib.compress(json.dumps(said, ensure_ascii=False).encode()))

    def unlock(self, kept: bytes):
        """What `lock` was given."""
        return json.loads(zlib.decompress(self.fernet.decrypt(bytes(kept))))


class SheetLog(models.Model):
    """Some hundred rows that an import wrote, in their order: [row of the file, model, pk, before, after], encrypted."""

    run = models.ForeignKey(SheetRun, models.CASCADE, related_name="log")
    entries = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "บันทึกการเขียนของการนำเข้า"
        ordering = ["pk"]

    def __str__(self):
        return str(self.run)


class Merge(models.Model):
    """A row of a file that was said to be one that is there already: what was written onto it can be parted again."""

    run = models.ForeignKey(SheetRun, models.CASCADE, related_name="merges", verbose_name="การนำเข้า")
    number = models.PositiveIntegerField("แถวที่")
    code = models.CharField(max_length=40)  # of the doubt that was answered
    kept = models.BinaryField()  # encrypted: the row's cells under our heads, and the words of the answer
    split_at = models.DateTimeField("แยกเมื่อ", null=True)
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ผู้แยก"
    )

    class Meta:
        verbose_name = verbose_name_plural = "การรวมกับข้อมูลเดิม"
        ordering = ["number"]

    def __str__(self):
        return f"{self.run} {self.number}"


class ColumnMemory(models.Model):
    """How an office's own file, known by its heads, is read into a register."""

    area_code = models.CharField("พื้นที่", max_length=8)
    register = models.CharField("ทะเบียน", max_length=40)
    head_key = models.CharField("หัวคอลัมน์", max_length=64)
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้จับคู่")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "การจับคู่คอลัมน์ของสำนักงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "register", "head_key"],
                name="one_memory_of_a_files_heads",
                violation_error_message="มีการจับคู่คอลัมน์ของไฟล์แบบนี้แล้ว",
            ),
        ]

    def __str__(self):
        return f"{self.register} {self.area_code}"
