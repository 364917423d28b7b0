"""สมุดบันทึกการติดตามครัวเรือน: printed booklets, their numbered pages, and which page became which visit."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from households.models.enrolment import Enrolment
from households.models.followup import Visit
from samma.fields import ThaiCharField, ThaiDateField
from samma.scope import ScopedQuerySet, VillageCode
from trainers.models import Trainer
from villages.models import TargetVillage


class Booklet(models.Model):
    """One printing: of a trainer's households, or of one household (then no trainer stands on the cover)."""

    target_village = models.ForeignKey(
        TargetVillage, models.PROTECT, related_name="booklets", verbose_name="หมู่บ้านเป้าหมาย"
    )
    village_code = VillageCode(source="target_village")
    trainer = models.ForeignKey(
        Trainer, models.PROTECT, null=True, blank=True, related_name="booklets", verbose_name="วิทยากร"
    )
    made_on = ThaiDateField("จัดทำเมื่อ")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="ผู้จัดทำ"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "สมุดบันทึกการติดตาม"
        ordering = ["-pk"]

    def __str__(self):
        return f"เล่มที่ {self.pk}"


class BookletPageQuerySet(ScopedQuerySet):
    def with_entry(self):
        """`is_keyed`: whether the page became a visit."""
        return self.annotate(is_keyed=Exists(PageEntry.objects.filter(page=OuterRef("pk"))))

    def free(self):
        """Pages that can still be keyed."""
        return self.with_entry().filter(is_keyed=False, voided_on=None)


class BookletPage(models.Model):
    """A page for one visit. Its number (households.booklets.page_numbers) is printed on it and on no other paper."""

    number = models.CharField("เลขที่ใบ", max_length=12)
    booklet = models.ForeignKey(Booklet, models.PROTECT, related_name="pages", verbose_name="สมุด")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="booklet_pages", verbose_name="ครัวเรือน")
    village_code = VillageCode(source="enrolment")
    order = models.PositiveSmallIntegerField("ใบที่")
    voided_on = ThaiDateField("ยกเลิกเมื่อ", null=True, blank=True)
    void_reason = ThaiCharField("เหตุที่ยกเลิก", max_length=200, blank=True)

    objects = BookletPageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ใบบันทึกในสมุด"
        ordering = ["booklet", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="page_number_once", violation_error_message="เลขที่ใบนี้พิมพ์ไปแล้ว"
            ),
            models.UniqueConstraint(
                fields=["booklet", "order"], name="page_order_once", violation_error_message="สมุดเล่มนี้มีใบที่ลำดับนี้แล้ว"
            ),
            models.CheckConstraint(
                condition=Q(voided_on=None) | ~Q(void_reason=""),
                name="page_voided_with_reason",
                violation_error_message="ยกเลิกใบต้องบอกเหตุ",
            ),
        ]

    def __str__(self):
        return self.number


class PageEntry(models.Model):
    """A page that was keyed in: the constraint is what keeps one printed number from becoming two visits."""

    page = models.ForeignKey(BookletPage, models.PROTECT, related_name="entries", verbose_name="ใบบันทึก")
    village_code = VillageCode(source="page")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="page_entries", verbose_name="การเยี่ยม")
    keyed_at = models.DateTimeField("บันทึกเข้าระบบเมื่อ", auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ใบที่บันทึกเข้าระบบแล้ว"
        constraints = [
            models.UniqueConstraint(
                fields=["page"], name="page_entered_once", violation_error_message="เลขที่ใบนี้บันทึกเข้าระบบไปแล้ว"
            ),
            models.UniqueConstraint(
                fields=["visit"], name="visit_of_one_page", violation_error_message="การเยี่ยมนี้มาจากใบอื่นแล้ว"
            ),
        ]

    def __str__(self):
        return str(self.page)
