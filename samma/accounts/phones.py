"""Phones that people share: who is enrolled on one, the six digits that unlock it, and the end of it by the officer."""

import base64
import datetime
import re
import secrets
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet

from samma import secret
from samma.accounts.actions import TOKEN_BYTES, may_enter_by_phone, token_hash
from samma.accounts.events import record
from samma.accounts.models import Phone, PhoneUser, User

MOST_MISSES = 5
KEY_BYTES = 32
PIN = re.compile(r"[0-9]{6}")
PHONE_IN_SESSION = "phone"  # which phone a session belongs to, so that its end is found
SEEN_EVERY = datetime.timedelta(minutes=10)  # a write for each question would only wear the disk


class WrongPinError(Exception):
    """The digits were not his; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class LockedError(Exception):
    """Five misses: this person comes in on this phone by a new QR only. His account is as it was."""


def find_phone(raw_token: str) -> Phone | None:
    """The phone whose cookie this is."""
    return Phone.objects.filter(token_hash=token_hash(raw_token)).first() if raw_token else None


def known_place(raw_token: str, user: User, *, now: datetime.datetime) -> PhoneUser | None:
    """The person on the phone of this cookie, if he is enrolled there and was seen a moment ago: one question."""
    seen = {"phone__token_hash": token_hash(raw_token), "ended_at": None, "seen_at__gt": now - SEEN_EVERY}
    place = PhoneUser.objects.filter(user=user, **seen).first() if raw_token else None
    if place is not None:
        place.user = user
    return place


def make_phone(label: str) -> tuple[Phone, str]:
    """A phone and its cookie, which is told only now."""
    raw_token = secrets.token_urlsafe(TOKEN_BYTES)
    return Phone.objects.create(token_hash=token_hash(raw_token), label=label), raw_token


def rename_cookie(phone: Phone) -> str:
    """A new cookie for a phone that lost its own while its session lives."""
    raw_token = secrets.token_urlsafe(TOKEN_BYTES)
    Phone.objects.filter(pk=phone.pk).update(token_hash=token_hash(raw_token))
    return raw_token


@transaction.atomic
def enrol(user: User, phone: Phone, *, now: datetime.datetime, afresh: bool) -> PhoneUser:
    """The person on this phone. `afresh` (a QR was used): an ended or locked place opens again, and its PIN is set anew."""
    place, is_new = PhoneUser.objects.filter(phone=phone, user=user).first(), False
    if place is None:
        key = secret.encrypt(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
        facts = {"storage_key": key, "seen_at": now}
        place, is_new = PhoneUser.objects.get_or_create(phone=phone, user=user, defaults=facts)
    if not is_new and (afresh or place.ended_at):
        place.ended_at, place.misses, place.pin, place.seen_at = None, 0, "", now
        place.save(update_fields=["ended_at", "misses", "pin", "seen_at"])
    elif now - place.seen_at > SEEN_EVERY:
        PhoneUser.objects.filter(pk=place.pk).update(seen_at=now)
    place.user = user
    return place


def storage_key(place: PhoneUser) -> str:
    """Base64 of the 32 bytes that the phone's own store of this person is encrypted with."""
    return secret.decrypt(place.storage_key)


def people_on(phone: Phone) -> list[PhoneUser]:
    """Who may unlock this phone, the last one first."""
    places = phone.people.filter(ended_at=None).select_related("user")
    return [place for place in places if may_enter_by_phone(place.user)]


def places_of(user: User) -> QuerySet[PhoneUser]:
    """The phones a person may come in by, the last used first."""
    return user.phones.filter(ended_at=None).select_related("phone")


def set_pin(place: PhoneUser, pin: str) -> None:
    """Six digits of his own choosing; the misses begin anew. Raises ValidationError in Thai."""
    if not PIN.fullmatch(pin):
        raise ValidationError("PIN เป็นตัวเลข 6 หลัก")
    PhoneUser.objects.filter(pk=place.pk).update(pin=make_password(pin), misses=0)


def try_pin(place: PhoneUser, pin: str, *, now: datetime.datetime) -> None:
    """Nothing when the PIN is right; WrongPinError with what is left, LockedError after five.

    The try is counted before the digits are looked at, in one statement: of twenty tries sent together five are judged.
    """
    claimed = PhoneUser.objects.filter(pk=place.pk, ended_at=None, misses__lt=MOST_MISSES).update(
        misses=F("misses") + 1
    )
    if not claimed:
        raise LockedError
    if check_password(pin, place.pin):
        PhoneUser.objects.filter(pk=place.pk).update(misses=0, seen_at=now)
        return
    left = MOST_MISSES - PhoneUser.objects.values_list("misses", flat=True).get(pk=place.pk)
    if left <= 0:
        end_sessions_on(place)
        raise LockedError
    raise WrongPinError(left)


@transaction.atomic
def end_place(place: PhoneUser, *, by: User, now: datetime.datetime) -> None:
    """Take the person off this phone at once: no unlocking, and the session that is open there ends."""
    PhoneUser.objects.filter(pk=place.pk, ended_at=None).update(ended_at=now, pin="")
    end_sessions_on(place)
    record("end_phone", place.user, by=by, area_code=by.area_code, phone=place.phone_id)


@transaction.atomic
def leave_place(phone: Phone, user: User, *, now: datetime.datetime) -> None:
    """The trainer's own "ออกจากเครื่องนี้": this phone opens for him by a new QR only."""
    PhoneUser.objects.filter(phone=phone, user=user, ended_at=None).update(ended_at=now, pin="")
    record("leave_phone", user, by=user, phone=phone.pk)


def end_sessions_on(place: PhoneUser, *, but: str | None = None) -> None:
    """End this person's sessions on this phone (all, or all but one)."""
    for session in UserSession.objects.filter(user=place.user_id).exclude(session_key=but or ""):
        if _session(session.session_key).get(PHONE_IN_SESSION) == place.phone_id:
            session.end()


def _session(key: str):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
