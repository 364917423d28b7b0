"""What the officer should look at: quiet marks on visits, second texts of one visit, and photos that came before theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.followup import Visit
from samma.photos import Photo
from samma.scope import ScopedQuerySet, VillageCode


class MarkKind(models.TextChoices):
    CLOCK = "clock", "นาฬิกาของเครื่องไม่ตรง"
    CARE = "care", "อยู่นอกช่วงที่ดูแล"
    HANDED_OVER = "handed_over", "ส่งมาหลังเปลี่ยนผู้ดูแล"
    YEAR = "year", "อยู่นอกปีงบประมาณ"
    SAME_WORDS = "same_words", "ข้อความซ้ำกับครั้งอื่น"
    A_MINUTE = "a_minute", "บันทึกห่างกันไม่ถึงนาที"


class VisitMark(models.Model):
    """One thing about a visit that the officer should look at. The visit itself is kept as it came."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="marks", verbose_name="การเยี่ยม")
    village_code = VillageCode(source="visit")
    kind = models.CharField("เรื่อง", max_length=11, choices=MarkKind.choices)
    sentence = models.CharField("ข้อสังเกต", max_length=300)
    made_at = models.DateTimeField("พบเมื่อ", auto_now_add=True)
    seen_at = models.DateTimeField("ดูแล้วเมื่อ", null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้ดู"
    )

    objects = ScopedQuerySet.as_manager()  # the office's: a trainer holds no posting and sees none

    class Meta:
        verbose_name = verbose_name_plural = "เรื่องที่ควรดู"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "kind"],
                name="mark_kind_once",
                violation_error_message="การเยี่ยมนี้มีข้อสังเกตเรื่องนี้แล้ว",
            ),
        ]
        indexes = [models.Index(fields=["village_code"], name="marks_not_seen", condition=Q(seen_at=None))]

    def __str__(self):
        return self.get_kind_display()


class VisitTwin(models.Model):
    """A second text under the id of a stored visit: both are kept, and the officer chooses.

    When the second takes the visit's place, the first stands here in its turn, settled.
    """

    class Choice(models.TextChoices):
        FIRST = "first", "ใช้ฉบับแรก"
        SECOND = "second", "ใช้ฉบับหลัง"
        BOTH = "both", "เก็บทั้งสอง"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="twins", verbose_name="การเยี่ยม")
    village_code = VillageCode(source="visit")
    content = models.TextField(editable=False)  # as the phone sent it
    sent_hash = models.CharField(max_length=64, editable=False)
    received_at = models.DateTimeField("รับเข้าระบบเมื่อ", auto_now_add=True)
    choice = models.CharField("ที่เลือก", max_length=6, choices=Choice.choices, blank=True)
    chosen_at = models.DateTimeField("เลือกเมื่อ", null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้เลือก"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การเยี่ยมที่ส่งมาสองฉบับ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "sent_hash"],
                name="second_text_once",
                violation_error_message="ฉบับนี้ส่งมาแล้ว",
            ),
        ]
        indexes = [models.Index(fields=["village_code"], name="twins_not_settled", condition=Q(choice=""))]

    def __str__(self):
        return f"ฉบับที่สองของ {self.visit}"


class EarlyPhoto(Photo):
    """A photo whose visit has not come yet; it becomes the visit's own in the transaction of the visit."""

    visit_key = models.UUIDField(db_index=True)
    sent_hash = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพที่มาก่อนการเยี่ยม"
