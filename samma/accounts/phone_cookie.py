"""Between a request and its phone: the long cookie, and coming in on a phone by a QR or a PIN."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samma.accounts.models import Phone, PhoneUser, User
from samma.accounts.phones import (
    PHONE_IN_SESSION,
    end_sessions_on,
    enrol,
    find_phone,
    known_place,
    make_phone,
    rename_cookie,
)
from samma.templatetags.agents import device

COOKIE = "samma_phone"
RENEWED = "renewed"
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one
PHONE_SESSION_SECONDS = 180 * 24 * 3600  # a season of visits without signing in again; the officer can end it


def phone_of(request: HttpRequest) -> Phone | None:
    """The phone that the browser says it is."""
    return find_phone(request.COOKIES.get(COOKIE, ""))


def enter(request: HttpRequest, user: User, *, afresh: bool) -> tuple[PhoneUser, str]:
    """Sign in for the season on this phone, in the list of sessions that the officer can end. Returns the place and the cookie."""
    phone, raw_token = _this_phone(request)
    place = enrol(user, phone, now=timezone.now(), afresh=afresh)
    go_out(request)  # whoever was here before
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(PHONE_SESSION_SECONDS)
    request.session[PHONE_IN_SESSION] = phone.pk
    UserSession.objects.create_from_request(request)
    end_sessions_on(place, but=request.session.session_key)  # what an earlier entry on this phone left open
    return place, raw_token


def go_out(request: HttpRequest) -> None:
    """End the session of this browser, in the list of sessions too."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


def place_of(request: HttpRequest) -> tuple[PhoneUser, str]:
    """Where the signed-in trainer is; a browser that he entered by password becomes a phone of his here."""
    now, session = timezone.now(), request.session
    month = f"{now:%Y-%m}"
    if session.get(RENEWED) != month:  # a write a month keeps a phone in use signed in
        session[RENEWED] = month
    raw_token = request.COOKIES.get(COOKIE, "")
    place = known_place(raw_token, request.user, now=now)
    if place is not None and session.get(PHONE_IN_SESSION) == place.phone_id:
        return place, raw_token  # as nearly always: nothing to write
    phone, raw_token = _this_phone(request)
    if session.get(PHONE_IN_SESSION) != phone.pk:
        session[PHONE_IN_SESSION] = phone.pk
    return enrol(request.user, phone, now=now, afresh=False), raw_token


def _this_phone(request: HttpRequest) -> tuple[Phone, str]:
    raw_token = request.COOKIES.get(COOKIE, "")
    phone = find_phone(raw_token)
    if phone is not None:
        return phone, raw_token
    # The cookie is lost and the session is not: the same phone under a new cookie, so that its key is not lost too.
    known = request.session.get(PHONE_IN_SESSION)
    phone = Phone.objects.filter(pk=known).first() if known else None
    if phone is not None:
        return phone, rename_cookie(phone)
    return make_phone(device(request.headers.get("User-Agent", "")))


def keep_cookie(response: HttpResponse, raw_token: str) -> HttpResponse:
    """The answer, with the phone's cookie for another long while."""
    response.set_cookie(
        COOKIE,
        raw_token,
        max_age=COOKIE_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
