"""What the phone keeps for days without signal: the trainer's households, what was promised and asked, and what was sent."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch

from households.due import due_on, with_promise, with_visits
from households.models import Assignment, Enrolment, Visit, VisitTwin
from households.visits.help import with_help
from samma import thai
from samma.accounts.models import User
from trainers.models import Sage

LAST_SENT = 20


def field_data(user: User, *, now: datetime.datetime) -> dict:
    """The answer of GET /api/field/, for this trainer alone."""
    today = now.astimezone(thai.BANGKOK).date()
    me = Sage.objects.filter(user=user).first()
    mine = [_household(e, is_mine=True) for e in _of(Enrolment.objects.visible_to(user).active())]
    held = {row["enrolment"] for row in mine}
    team = [_household(e, is_mine=False) for e in _of(Enrolment.objects.led_by(user)) if e.pk not in held]
    return {
        "as_of": now.isoformat(),
        "today": today.isoformat(),
        "today_thai": thai.thai_date(today),
        "me": {"sage": me.pk, "name": me.full_name} if me else None,
        "households": mine + team,
        "sent": _sent(user),
    }


def _of(enrolments) -> list[Enrolment]:
    serving = Assignment.objects.serving().select_related("trainer__sage")
    rows = with_promise(with_help(with_visits(enrolments)))
    return list(
        rows.select_related("household__village", "occupation", "target_village__year")
        .prefetch_related(Prefetch("assignments", serving, to_attr="serving"))
        .order_by("number", "pk")
    )


def _household(enrolment: Enrolment, *, is_mine: bool) -> dict:
    """One card. Of a teammate's household the lead reads name and days alone, as on his page online."""
    due = due_on(enrolment)
    sage = enrolment.serving[0].trainer.sage if enrolment.serving else None
    return {
        "enrolment": enrolment.pk,
        "name": enrolment.person,
        "house_no": enrolment.household.house_no,
        "village": str(enrolment.household.village),
        "trade": str(enrolment.occupation or ""),
        "phone": enrolment.household.phone if is_mine else "",
        "last_visit": _iso(enrolment.last_visit),
        "next_on": _iso(enrolment.next_on),
        "due_on": _iso(due),
        "promise": (enrolment.promise or "") if is_mine else "",
        "asked": (enrolment.asked or "") if is_mine else "",
        "answer": (enrolment.answer or "") if is_mine else "",
        "answered_on": _iso(enrolment.answered_on) if is_mine else None,
        "mine": is_mine,
        "visited_by": sage.pk if sage else None,
        "visited_by_name": sage.full_name if sage else "",
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _sent(user: User) -> list[dict]:
    """The last of his own, so that a phone which lost its answers knows what came in."""
    twins = VisitTwin.objects.filter(visit=OuterRef("pk"))
    mine = (
        Visit.objects.filter(keyed_by=user)
        .annotate(has_twin=Exists(twins), has_open_twin=Exists(twins.filter(choice="")))
        .order_by("-received_at", "-pk")[:LAST_SENT]
    )
    return [
        {
            "id": str(visit.pk),
            "enrolment": visit.enrolment_id,
            "on": visit.on.isoformat(),
            "status": "conflict" if visit.has_open_twin else "settled" if visit.has_twin else "stored",
        }
        for visit in mine
    ]
