"""A request for help is open until the office answers it: who asked, for how long, what was said, and opening it again."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from households.models import HelpAnswer, Visit
from samma.accounts.events import record

NO_REQUEST = ["", "-", "–", "ไม่มี", "ไม่ต้องการ", "ไม่มีค่ะ", "ไม่มีครับ"]  # what a box is filled with when nothing is asked


def requests_in(visits: QuerySet) -> QuerySet:
    """The visits at which help was asked for."""
    return visits.exclude(help_needed__in=NO_REQUEST)


def open_requests(visits: QuerySet) -> QuerySet:
    """The requests that nobody has answered, or that were opened again."""
    answered = HelpAnswer.objects.standing().filter(visit=OuterRef("pk"))
    return requests_in(visits).filter(~Exists(answered))


def with_help(enrolments: QuerySet) -> QuerySet:
    """Each enrolment with its latest request for a trainer's card: `asked`, `asked_on`, `answer`, `answer_done`, `answered_on`.

    All None when nothing was ever asked; the three of the answer are None while it is open.
    """
    latest = requests_in(Visit.objects.filter(enrolment=OuterRef("pk"))).order_by("-on", "-received_at")
    answers = HelpAnswer.objects.standing().filter(visit=OuterRef("asked_at_visit"))
    return enrolments.annotate(
        asked_at_visit=Subquery(latest.values("pk")[:1]),
        asked=Subquery(latest.values("help_needed")[:1]),
        asked_on=Subquery(latest.values("on")[:1]),
    ).annotate(
        answer=Subquery(answers.values("answer")[:1]),
        answer_done=Subquery(answers.values("done")[:1]),
        answered_on=Subquery(answers.values("answered_on")[:1]),
    )


@transaction.atomic
def answer(visit: Visit, text: str, *, by, today: datetime.date, done: str = "") -> HelpAnswer:
    """Answer a visit's request. Raises ValidationError in Thai when nothing was asked or it is answered already."""
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.help_needed in NO_REQUEST:
        raise ValidationError("การเยี่ยมครั้งนี้ไม่ได้ขอความช่วยเหลือ")
    present = visit.answers.standing().select_related("answered_by").first()
    if present is not None:
        raise ValidationError(f"{present.answered_by} ตอบเรื่องนี้แล้ว หากยังไม่จบ ให้เปิดเรื่องใหม่ก่อน")
    given = HelpAnswer.objects.create(visit=visit, answer=text, done=done, answered_on=today, answered_by=by)
    record("answer help", given, by=by)
    return given


@transaction.atomic
def reopen(given: HelpAnswer, *, by, today: datetime.date, reason: str) -> HelpAnswer:
    """Open a request again: the answer stays in the history with the reason why it did not do."""
    given = HelpAnswer.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if given.reopened_on is not None:
        raise ValidationError("เรื่องนี้เปิดใหม่ไปแล้ว")
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่เปิดเรื่องใหม่"})
    given.reopened_on, given.reopen_reason = max(today, given.answered_on), reason
    given.save(update_fields=["reopened_on", "reopen_reason"])
    record("reopen help", given, by=by)
    return given
