"""What is kept beside a record: its revisions, the comments on its sections, and the marks by which likeness is found."""

from django.conf import settings
from django.db import models

from samma.fields import ThaiCharField, ThaiTextField
from samma.scope import ScopedQuerySet


class Reason(models.TextChoices):
    FIRST = "first", "ฉบับแรกที่เก็บไว้"
    EDIT = "edit", "บันทึก"
    AUTOSAVE = "autosave", "บันทึกให้เอง"
    SENT = "sent", "ส่งตรวจ"
    RESTORED = "restored", "นำฉบับเก่ากลับมา"
    HELD = "held", "ข้อความที่ยังไม่ได้รวม"  # typed while another wrote the same section: kept, not in the record


class OfRecordQuerySet(ScopedQuerySet):
    code_field = "record__area_code"


class Revision(models.Model):
    """The whole text of a record as it stood once: who left it so, and when."""

    record = models.ForeignKey(
        "knowledge.KnowledgeRecord", models.CASCADE, related_name="revisions", verbose_name="บันทึก"
    )
    number = models.PositiveIntegerField("ฉบับที่")
    reason = models.CharField("เหตุที่เก็บ", max_length=10, choices=Reason.choices)
    at = models.DateTimeField("เมื่อ")
    began_at = models.DateTimeField("เริ่มเมื่อ")  # a sitting of autosaves is one revision
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ผู้บันทึก")
    head = models.JSONField("ส่วนหัว", default=dict)  # title, owner and the like; no telephone, no address
    sections = models.JSONField("หัวข้อ", default=list)  # [{pk, number, heading, kind, body}]

    objects = OfRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ฉบับที่เก็บไว้ของบันทึกองค์ความรู้"
        ordering = ["-number"]
        indexes = [models.Index(fields=["record", "number"], name="revision_by_number")]

    def __str__(self):
        return f"ฉบับที่เก็บไว้ {self.number}"


class SectionComment(models.Model):
    """What a reader asks about one section; open until somebody says that it is mended."""

    record = models.ForeignKey(
        "knowledge.KnowledgeRecord", models.CASCADE, related_name="comments", verbose_name="บันทึก"
    )
    section = models.ForeignKey(
        "knowledge.Section", models.SET_NULL, null=True, related_name="comments", verbose_name="หัวข้อ"
    )
    heading = ThaiCharField("หัวข้อเมื่อให้ความเห็น", max_length=320)  # a section may be taken out; the words stay
    body = ThaiTextField("ความเห็น")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้ให้ความเห็น")
    at = models.DateTimeField("เมื่อ", auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้แจ้งว่าแก้แล้ว"
    )
    done_at = models.DateTimeField("แก้แล้วเมื่อ", null=True, blank=True)

    objects = OfRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ความเห็นต่อหัวข้อ"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"ความเห็นต่อหัวข้อ {self.heading}"


class RecordMark(models.Model):
    """One of the few marks taken of a record's words: two records that share marks may share text."""

    record = models.ForeignKey("knowledge.KnowledgeRecord", models.CASCADE, related_name="marks")
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "รอยของข้อความ"
        indexes = [models.Index(fields=["mark", "record"], name="record_by_mark")]

    def __str__(self):
        return str(self.mark)
