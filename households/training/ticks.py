"""Ticks of attendance: what changed on the sheet is written, what others ticked meanwhile stays."""

from collections.abc import Collection, Mapping

from django.db import transaction

from households.models import Attendance, Enrolment
from samma.accounts.events import record
from villages.models import Activity


@transaction.atomic
def mark(
    enrolment, days: Mapping[int, Activity], *, came: Collection[int], missed: Collection[int], who: str, by
) -> Enrolment:
    """Write down on which course days a household came and on which it did not; `who` stands on all its days."""
    for number in sorted(came):
        Attendance.objects.get_or_create(activity=days[number], enrolment=enrolment, defaults={"who": who})
    on_course = Attendance.objects.filter(enrolment=enrolment, activity__in=[a.pk for a in days.values()])
    on_course.filter(activity__in=[days[number].pk for number in missed]).delete()
    on_course.exclude(who=who).update(who=who)
    record("attend", enrolment, by=by, came=sorted(came), missed=sorted(missed))
    return enrolment
