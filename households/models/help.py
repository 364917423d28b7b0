"""Help that a household asked for at a visit, and the office's answer: open until answered, and it may be opened again."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from households.models.followup import Visit
from samma.fields import ThaiDateField, ThaiTextField
from samma.scope import ScopedQuerySet, VillageCode

STANDING = Q(reopened_on=None)


class HelpAnswerQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """A trainer reads the answers to the visits he may read."""
        if not user.is_trainer:
            return super().visible_to(user)
        return self.filter(Exists(Visit.objects.visible_to(user).filter(pk=OuterRef("visit"))))

    def standing(self):
        return self.filter(STANDING)


class HelpAnswer(models.Model):
    """What was answered to a visit's `help_needed`, by whom and when. One that was opened again is kept, with the reason."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers", verbose_name="การเยี่ยมที่ขอ")
    village_code = VillageCode(source="visit")
    answer = ThaiTextField("คำตอบถึงวิทยากรและครัวเรือน")
    done = ThaiTextField("สิ่งที่ได้ทำ", blank=True)
    answered_on = ThaiDateField("ตอบเมื่อ")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="help_answered", editable=False, verbose_name="ผู้ตอบ"
    )
    reopened_on = ThaiDateField("เปิดเรื่องใหม่เมื่อ", null=True, blank=True)
    reopen_reason = ThaiTextField("เหตุที่เปิดเรื่องใหม่", blank=True)

    objects = HelpAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "คำตอบเรื่องที่ขอความช่วยเหลือ"
        ordering = ["-answered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"],
                condition=STANDING,
                name="one_standing_answer",
                violation_error_message="เรื่องนี้ตอบแล้ว หากยังไม่จบ ให้เปิดเรื่องใหม่ก่อน",
            ),
            models.CheckConstraint(
                condition=STANDING | ~Q(reopen_reason=""),
                name="reopened_with_reason",
                violation_error_message="เปิดเรื่องใหม่ต้องบอกเหตุ",
            ),
        ]

    def __str__(self):
        return f"คำตอบถึง {self.visit.enrolment}"
