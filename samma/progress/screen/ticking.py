"""Who came to a meeting, ticked one by one from several devices at once.

A tick says what shall be ("came", "did not come") and not "the other way round", so two who tick the same person together
both get what they meant.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from households.models import Attendance, Enrolment
from samma.accounts.events import record
from villages.models import Activity, Participant, Partner


@transaction.atomic
def tick_household(activity: Activity, enrolment: Enrolment, *, came: bool, by) -> bool:
    """Write down whether a household came. True when that was news."""
    if enrolment.target_village_id != activity.target_village_id:
        raise ValidationError("ครัวเรือนและกิจกรรมต้องอยู่หมู่บ้านและปีเดียวกัน")
    if came:
        _row, is_news = Attendance.objects.get_or_create(activity=activity, enrolment=enrolment)
    else:
        is_news = bool(Attendance.objects.filter(activity=activity, enrolment=enrolment).delete()[0])
    if is_news:
        day = activity.day_no or str(activity.on)
        record("attend", enrolment, by=by, came=[day] if came else [], missed=[] if came else [day])
    return is_news


@transaction.atomic
def tick_partner(activity: Activity, partner: Partner, *, came: bool, by) -> bool:
    """Write down whether somebody of the roster came."""
    if came:
        names = {"name": partner.full_name, "role": partner.position, "office": partner.office}
        _row, is_news = Participant.objects.get_or_create(activity=activity, partner=partner, defaults=names)
    else:
        is_news = bool(Participant.objects.filter(activity=activity, partner=partner).delete()[0])
    if is_news:
        record("attend", activity, by=by, partner=partner.pk, came=came)
    return is_news


@transaction.atomic
def add_person(activity: Activity, name: str, role: str, *, by) -> Participant:
    """Somebody of no roster and no target household. The same name twice is one person."""
    Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    there = activity.participants.filter(name=name).first()
    if there is not None:
        raise ValidationError({"name": f"{name} อยู่ในรายชื่อผู้มาแล้ว"})
    person = Participant.objects.create(activity=activity, name=name, role=role)
    record("attend", activity, by=by, person=person.pk, came=True)
    return person


@transaction.atomic
def drop_person(activity: Activity, pk: int, *, by) -> bool:
    """Take a name off again that was added by mistake."""
    gone = bool(activity.participants.filter(pk=pk, partner=None).delete()[0])
    if gone:
        record("attend", activity, by=by, person=pk, came=False)
    return gone
