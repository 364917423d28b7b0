"""When a household was last visited and when it is due: for the trainer's cards and the officer's lists."""

import datetime

from django.db.models import Count, Max, OuterRef, Subquery

from households.models import Visit

SOON = 7  # days before the day that a visit is called due


def with_visits(enrolments):
    """Each enrolment with `last_visit`, `visit_count` and `next_on` (the day promised at the last visit)."""
    latest = Visit.objects.filter(enrolment=OuterRef("pk")).order_by("-on", "-received_at")
    return enrolments.annotate(
        last_visit=Max("visits__on"),
        visit_count=Count("visits", distinct=True),
        next_on=Subquery(latest.values("next_on")[:1]),
    )


def due_on(enrolment) -> datetime.date | None:
    """The promised day, else so many days after the last visit as the year says; never visited: None, due at once."""
    if enrolment.next_on:
        return enrolment.next_on
    if enrolment.last_visit is None:
        return None
    return enrolment.last_visit + datetime.timedelta(days=enrolment.target_village.year.visit_every_days)


def standing(enrolment, today: datetime.date) -> tuple[str, str]:
    """(tone, sentence) of a card: "late" "due" or "", and how long ago the last visit was."""
    due = due_on(enrolment)
    if enrolment.last_visit is None:
        return "late", "ยังไม่เคยเยี่ยม"
    ago = (today - enrolment.last_visit).days
    last = "เยี่ยมวันนี้แล้ว" if ago <= 0 else f"เยี่ยมล่าสุด {ago} วันก่อน"
    if due < today:
        return "late", f"{last} เลยกำหนดแล้ว {(today - due).days} วัน"
    if due <= today + datetime.timedelta(days=SOON):
        return "due", f"{last} ถึงกำหนดใน {(due - today).days} วัน" if due > today else f"{last} ถึงกำหนดวันนี้"
    return "", last
