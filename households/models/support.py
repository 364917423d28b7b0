"""Encouragement and help that officers and partners bring to a team or to some of its trainers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samma.fields import MoneyField, ThaiCharField, ThaiDateField, ThaiTextField
from samma.photos import Photo
from samma.rows import Versioned
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models import Team, Trainer


class SupportKind(models.TextChoices):
    HEART = "heart", "ให้กำลังใจ"
    ADVICE = "advice", "วิชาการ"
    MATERIAL = "material", "วัสดุ"
    TOOL = "tool", "อุปกรณ์"
    BUDGET = "budget", "งบประมาณ"
    CHECK = "check", "ติดตาม"


class SupportVisit(Versioned):
    """One coming of an officer or a partner to a team; without trainers named it was for the whole team."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="support", verbose_name="ทีมวิทยากร")
    village_code = VillageCode(source="team")
    on = ThaiDateField("วันที่")
    who = ThaiCharField("ผู้มา", max_length=200)
    agency = ThaiCharField("หน่วยงาน", max_length=200, blank=True)
    kind = models.CharField("เรื่อง", max_length=8, choices=SupportKind.choices, default=SupportKind.HEART)
    trainers = models.ManyToManyField(Trainer, blank=True, related_name="support", verbose_name="วิทยากรที่ได้รับ")
    what = ThaiTextField("ทำอะไร ให้อะไร")
    value = MoneyField("มูลค่า (บาท)", null=True, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="ผู้บันทึก"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การสนับสนุนทีมวิทยากร"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="support_value_not_negative",
                violation_error_message="มูลค่าต้องไม่ติดลบ",
            ),
        ]
        indexes = [models.Index(fields=["village_code", "-on"], name="support_of_place")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.team}"


class SupportPhotoQuerySet(ScopedQuerySet):
    code_field = "support__village_code"


class SupportPhoto(Photo):
    support = models.ForeignKey(SupportVisit, models.CASCADE, related_name="photos", verbose_name="การสนับสนุน")

    objects = SupportPhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        verbose_name = verbose_name_plural = "ภาพการสนับสนุน"
