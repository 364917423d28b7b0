"""Booklets for trainers who write by pen: made with numbered pages, keyed back once, voided when lost."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from households.booklets.page_numbers import MOST_PAGES, number_of, shown
from households.models import Booklet, BookletPage, Enrolment, PageEntry, Visit
from households.visits.writing import log_visit
from samma.accounts.events import record
from samma.thai import thai_date

PAGES_EACH = 12  # a year of monthly visits
OF_PAGES = uuid.UUID("5a3c1f60-6f0e-5d0b-9d5e-2d1c3f6a7b81")  # the namespace of visits that were born on paper


@transaction.atomic
def make_booklet(target, enrolments: Sequence[Enrolment], *, by, today, pages_each=PAGES_EACH, trainer=None) -> Booklet:
    """A booklet with so many pages for each household, every page with a number of its own."""
    if not enrolments:
        raise ValidationError("ยังไม่มีครัวเรือนที่จะพิมพ์ในสมุด")
    if pages_each < 1 or len(enrolments) * pages_each > MOST_PAGES:
        most = MOST_PAGES // len(enrolments)
        raise ValidationError({"pages_each": f"สมุดเล่มหนึ่งมีได้ไม่เกิน {MOST_PAGES} ใบ: เลือก 1 ถึง {most} ใบต่อครัวเรือน"})
    if any(enrolment.target_village_id != target.pk for enrolment in enrolments):
        raise ValidationError("ครัวเรือนในสมุดต้องอยู่หมู่บ้านและปีเดียวกัน")
    booklet = Booklet.objects.create(target_village=target, trainer=trainer, made_on=today, made_by=by)
    of_each = [enrolment for enrolment in enrolments for _ in range(pages_each)]
    BookletPage.objects.bulk_create(
        BookletPage(booklet=booklet, enrolment=enrolment, order=order, number=number_of(booklet.pk, order))
        for order, enrolment in enumerate(of_each, 1)
    )
    record("make booklet", booklet, by=by, pages=len(of_each))
    return booklet


def in_care_of(trainer) -> list[Enrolment]:
    """The households of a trainer's booklet, in their places."""
    held = trainer.assignments.serving().filter(enrolment__left_on=None).order_by("place")
    return [assignment.enrolment for assignment in held.select_related("enrolment__household")]


@transaction.atomic
def key_page(page: BookletPage, visit: Visit, *, by) -> Visit:
    """Store what stands on a page as a visit, once. The second of two officers hears which visit it became."""
    page = BookletPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if page.voided_on is not None:
        raise ValidationError(
            f"ใบเลขที่ {shown(page.number)} ยกเลิกแล้วเมื่อ {thai_date(page.voided_on)}: {page.void_reason}"
        )
    present = page.entries.select_related("visit").first()
    if present is not None:
        raise ValidationError(
            f"ใบเลขที่ {shown(page.number)} บันทึกเข้าระบบไปแล้ว เป็นการเยี่ยมวันที่ {thai_date(present.visit.on)}"
        )
    visit.pk = visit_id_of(page)
    stored, _is_new = log_visit(visit, by=by)
    PageEntry.objects.create(page=page, visit=stored)
    record("key page", page, by=by)
    return stored


def visit_id_of(page: BookletPage) -> uuid.UUID:
    """The id of the visit that a page becomes: the same however often it is keyed, so the database holds it once."""
    return uuid.uuid5(OF_PAGES, page.number)


@transaction.atomic
def void_pages(booklet: Booklet, *, by, today: datetime.date, reason: str, pages: Iterable[int] | None = None) -> int:
    """The pages (all that are not keyed, unless named) of a lost or spoilt booklet can no longer be keyed."""
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่ยกเลิก"})
    free = _locked(booklet).free()
    if pages is not None:
        free = free.filter(pk__in=pages)
    voided = BookletPage.objects.filter(pk__in=[page.pk for page in free]).update(voided_on=today, void_reason=reason)
    if not voided:
        raise ValidationError("ไม่มีใบที่ยกเลิกได้: ทุกใบบันทึกเข้าระบบหรือยกเลิกไปแล้ว")
    record("void pages", booklet, by=by, pages=voided)
    return voided


@transaction.atomic
def restore_pages(booklet: Booklet, *, by, pages: Iterable[int] | None = None) -> int:
    """A lost booklet was found: its pages can be keyed again, for nothing that a trainer wrote down is thrown away."""
    voided = _locked(booklet).exclude(voided_on=None)
    if pages is not None:
        voided = voided.filter(pk__in=pages)
    found = BookletPage.objects.filter(pk__in=[page.pk for page in voided]).update(voided_on=None, void_reason="")
    if not found:
        raise ValidationError("ไม่มีใบที่ยกเลิกไว้")
    record("restore pages", booklet, by=by, pages=found)
    return found


def _locked(booklet: Booklet):
    """The booklet's pages under their locks, which `key_page` takes too."""
    list(booklet.pages.select_for_update(of=("self",)).order_by("pk"))
    return booklet.pages.all()


def next_page(page: BookletPage) -> BookletPage | None:
    """The page to offer after this one: the next free one of the booklet, of the same household first."""
    free = page.booklet.pages.free().exclude(pk=page.pk)
    after = free.filter(order__gt=page.order)
    return after.filter(enrolment=page.enrolment_id).first() or after.first() or free.first()
