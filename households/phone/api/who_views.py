"""Who is on this phone: whoami, the PIN, unlocking for another person, and leaving."""

from allauth.core.ratelimit import consume
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from households.phone import shell
from households.phone.api.door import answer, door, fault, json_of
from samma.accounts.actions import may_enter_by_phone
from samma.accounts.models import PhoneUser
from samma.accounts.phone_cookie import enter, go_out, keep_cookie, phone_of, place_of
from samma.accounts.phones import (
    MOST_MISSES,
    LockedError,
    WrongPinError,
    leave_place,
    people_on,
    set_pin,
    storage_key,
    try_pin,
)
from samma.scope import row_number
from trainers.models import LEAD_SEAT, Trainer

SMALL = 4096  # bytes: no more than a PIN needs


@door("GET")
def whoami(request) -> JsonResponse:
    place, raw_token = place_of(request)
    return keep_cookie(answer(_who(request, place)), raw_token)


def _who(request, place: PhoneUser) -> dict:
    user = place.user
    leads = Trainer.objects.serving().filter(seat=LEAD_SEAT, sage__user=user).exists()
    return {
        "user": {"id": user.pk, "name": str(user), "is_lead": leads},
        "csrf": get_token(request),
        "now": timezone.now().isoformat(),
        "storage_key": storage_key(place),
        "has_pin": bool(place.pin),
        "shell": shell.version(),
    }


@door("GET", signed_out=True)
def people(request) -> JsonResponse:
    phone = phone_of(request)
    listed = [
        {
            "id": place.user_id,
            "name": str(place.user),
            "has_pin": bool(place.pin),
            "locked": place.misses >= MOST_MISSES,
        }
        for place in (people_on(phone) if phone else [])
    ]
    return answer({"people": listed, "csrf": get_token(request)})


@door("POST")
def pin(request) -> JsonResponse:
    said = json_of(request, SMALL)
    place, raw_token = place_of(request)
    try:
        set_pin(place, str(said.get("pin", "")))
    except ValidationError as error:
        return fault("bad_pin", 400, reason=error.messages[0])
    return keep_cookie(answer({"ok": True}), raw_token)


@door("POST", signed_out=True)
def unlock(request) -> JsonResponse:
    said = json_of(request, SMALL)
    phone = phone_of(request)
    if phone is None:
        return fault("unknown_phone", 403)
    if not consume(request, action="phone_unlock"):
        return fault("slow_down", 429)
    place = phone.people.select_related("user").filter(user=row_number(str(said.get("user", "")))).first()
    if place is None or place.ended_at or not may_enter_by_phone(place.user):
        return fault("not_enrolled", 403)
    if not place.pin:
        return fault("no_pin", 403)
    try:
        try_pin(place, str(said.get("pin", "")), now=timezone.now())
    except LockedError:
        return fault("locked", 403)
    except WrongPinError as wrong:
        return fault("wrong_pin", 403, left=wrong.left)
    place, raw_token = enter(request, place.user, afresh=False)
    return keep_cookie(answer(_who(request, place)), raw_token)


@door("POST", signed_out=True)
def leave(request) -> JsonResponse:
    """Sign out here; with `forget` the person is taken off this phone too, until the officer's next QR."""
    said = json_of(request, SMALL)
    if request.user.is_authenticated:
        phone = phone_of(request)
        if said.get("forget") is True and phone is not None:
            leave_place(phone, request.user, now=timezone.now())
        go_out(request)
    return answer({"ok": True, "csrf": get_token(request)})
