"""Two texts under one visit's id: both are kept, the officer chooses, and a phone that asks again learns it."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from households import states
from households.models import Visit, VisitTwin
from households.phone.sent import Sent, hash_of, read_visit, text_of
from households.visits.marking import surroundings
from households.visits.writing import SAID, follow_up, store_new
from samma.accounts.events import record, record_all
from trainers.models import Sage

Choice = VisitTwin.Choice


def keep_twins(others: dict[int, tuple[Visit, Sent]], *, by) -> dict[int, bool]:
    """Keep these second texts, each once. Returns for each whether it still waits for the officer."""
    if not others:
        return {}
    asked = {(visit.pk, sent.hash) for visit, sent in others.values()}
    with transaction.atomic():
        choices = _choices(asked)
        missing = {
            (visit.pk, sent.hash): VisitTwin(
                visit=visit, village_code=visit.village_code, content=sent.text.replace("\0", ""), sent_hash=sent.hash
            )
            for visit, sent in others.values()
            if (visit.pk, sent.hash) not in choices
        }
        if missing:
            VisitTwin.objects.bulk_create([missing[key] for key in sorted(missing, key=str)], ignore_conflicts=True)
            choices |= dict.fromkeys(missing, "")
            record_all("second text", [twin.visit for twin in missing.values()], by=by)
    return {place: choices[visit.pk, sent.hash] == "" for place, (visit, sent) in others.items()}


def _choices(asked) -> dict:
    rows = VisitTwin.objects.filter(visit__in={pk for pk, _hash in asked}, sent_hash__in={sent for _pk, sent in asked})
    return {(pk, sent): choice for pk, sent, choice in rows.values_list("visit_id", "sent_hash", "choice")}


def told_by(twin: VisitTwin) -> Visit:
    """The second text as a visit that is not stored; who named no visitor was there himself."""
    visit = read_visit(Sent(twin.visit_id, twin.content))
    if visit.visited_by_id is None:
        own = Sage.objects.filter(user=twin.visit.keyed_by_id).values_list("pk", flat=True).first()
        visit.visited_by_id = own or twin.visit.visited_by_id
    visit.sent_hash = twin.sent_hash
    return visit


@transaction.atomic
def settle(twin: VisitTwin, choice: str, *, by) -> VisitTwin:
    """The officer's word: the first stays, the second takes its place, or the second becomes a visit of its own.

    The text that is not chosen stays in its row here, so that nothing is lost and no repeat of it asks again.
    """
    twin = VisitTwin.objects.select_for_update(of=("self",)).select_related("visit__keyed_by").get(pk=twin.pk)
    if twin.choice:
        raise ValidationError(f"เลือกไว้แล้ว: {twin.get_choice_display()}")
    if choice not in Choice.values:
        raise ValidationError("โปรดเลือกว่าจะใช้ฉบับใด")
    if choice == Choice.SECOND:
        _exchange(twin, by)
    elif choice == Choice.BOTH:
        _keep_beside(twin)
    twin.choice, twin.chosen_by, twin.chosen_at = choice, by, timezone.now()
    twin.save(update_fields=["choice", "chosen_by", "chosen_at"])
    record("settle", twin.visit, by=by, choice=choice)
    return twin


def _exchange(twin: VisitTwin, by) -> None:
    first, second = twin.visit, told_by(twin)
    touched = {first.enrolment_id, second.enrolment_id}
    states.hold(touched)
    text = text_of(first)
    VisitTwin.objects.create(
        visit=first,
        village_code=first.village_code,
        content=text,
        sent_hash=first.sent_hash or hash_of(text),
        choice=Choice.SECOND,
        chosen_by=by,
        chosen_at=timezone.now(),
    )
    around = surroundings(touched)
    for name in (*SAID, "device_at", "sent_hash"):
        setattr(first, name, getattr(second, name))
    first.assignment_id = around[first.enrolment_id].responsible_on(first.on)
    first.save()
    first.marks.all().delete()  # they spoke of the first text
    follow_up([first], around=around)
    states.refresh(touched)


def _keep_beside(twin: VisitTwin) -> None:
    second = told_by(twin)
    # Made of the visit and the text, so that the same choice never makes a third.
    second.pk = uuid.uuid5(twin.visit_id, twin.sent_hash)
    around = surroundings([second.enrolment_id])
    states.hold([second.enrolment_id])
    if store_new([second], by=twin.visit.keyed_by, around=around):
        follow_up([second], around=around)
