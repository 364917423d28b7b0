"""Phones that people share: the QR enrols, six digits unlock, five misses lock that place alone, the officer ends it at once."""

import base64
import datetime
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from samma import secret
from samma.accounts.actions import end_phone_sessions, post
from samma.accounts.models import Event, Phone, PhoneUser, Role
from samma.accounts.phones import LockedError, WrongPinError, end_place, enrol, make_phone, set_pin, try_pin
from tests.factories import make_officer, make_sage
from tests.phone import Phone as Browser
from tests.phone import account_of

PIN = "123456"


@pytest.fixture
def trainer(db):
    return account_of(make_sage())


@pytest.fixture
def neighbour(db):
    return account_of(make_sage())


@pytest.fixture
def browser(trainer):
    return Browser().come_in(trainer)


def set_up(browser, pin=PIN):
    browser.whoami()
    assert browser.post("/api/field/pin", {"pin": pin}).json() == {"ok": True}


def leave(browser):
    browser.whoami()
    browser.csrf = browser.post("/api/field/leave", {}).json()["csrf"]


# --- coming in -----------------------------------------------------------------------------------------------------------
def test_the_qr_makes_the_browser_a_phone_of_his(browser, trainer):
    cookie = browser.client.cookies["samma_phone"]

    place = PhoneUser.objects.get()

    assert place.user == trainer and str(place.phone) == "โทรศัพท์แอนดรอยด์ (Chrome)"
    assert len(cookie.value) == 43 and cookie["httponly"] and cookie["max-age"] == 400 * 24 * 3600
    assert cookie.value not in str(list(Phone.objects.values()))


def test_whoami_gives_a_key_of_32_bytes_that_the_database_does_not_show(browser, trainer):
    said = browser.whoami().json()

    assert said["user"] == {"id": trainer.pk, "name": str(trainer), "is_lead": False} and said["has_pin"] is False
    assert len(base64.b64decode(said["storage_key"])) == 32
    stored = PhoneUser.objects.get().storage_key
    assert said["storage_key"] not in stored and secret.decrypt(stored) == said["storage_key"]


def test_who_came_in_by_password_has_a_phone_from_his_first_whoami(trainer):
    client = Client()
    client.force_login(trainer)

    first = client.get("/api/field/whoami").json()["storage_key"]

    assert client.get("/api/field/whoami").json()["storage_key"] == first
    assert "samma_phone" in client.cookies and PhoneUser.objects.count() == Phone.objects.count() == 1


def test_a_cookie_that_is_lost_does_not_lose_the_key(browser):
    key = browser.whoami().json()["storage_key"]
    del browser.client.cookies["samma_phone"]

    assert browser.whoami().json()["storage_key"] == key and Phone.objects.count() == 1


def test_the_key_outlives_leaving_a_new_qr_and_the_officers_end(browser, trainer):
    key = browser.whoami().json()["storage_key"]
    leave(browser)
    browser.come_in(trainer)
    assert browser.whoami().json()["storage_key"] == key
    end_place(PhoneUser.objects.get(), by=make_officer(), now=timezone.now())
    browser.come_in(trainer)

    assert browser.whoami().json()["storage_key"] == key and PhoneUser.objects.get().ended_at is None


def test_a_phone_in_use_stays_signed_in_and_writes_its_session_once_a_month(browser):
    browser.whoami()
    early = Session.objects.get().expire_date - datetime.timedelta(days=100)

    def ends_after_a_whoami(renewed):
        kept = browser.client.session
        kept["renewed"] = renewed
        kept.save()
        Session.objects.update(expire_date=early)
        browser.whoami()
        return Session.objects.get().expire_date

    assert ends_after_a_whoami(f"{timezone.now():%Y-%m}") == early
    assert ends_after_a_whoami("2017-03") > early + datetime.timedelta(days=99)


# --- two people on one phone ----------------------------------------------------------------------------------------------
def test_two_people_on_one_phone_switch_by_their_digits_and_have_their_own_keys(browser, trainer, neighbour):
    set_up(browser)
    mine = browser.whoami().json()["storage_key"]
    browser.come_in(neighbour)
    set_up(browser, "654321")
    theirs = browser.whoami().json()["storage_key"]
    names = [person["id"] for person in browser.get("/api/field/people").json()["people"]]

    back = browser.unlock(trainer, PIN)

    assert sorted(names) == sorted([trainer.pk, neighbour.pk]) and mine != theirs
    assert back.json()["user"]["id"] == trainer.pk and back.json()["storage_key"] == mine
    assert browser.whoami().json()["user"]["id"] == trainer.pk
    assert not neighbour.usersession_set.exists(), "whoever was signed in on this phone is signed out"


def test_the_token_before_an_unlock_no_longer_serves_and_the_new_one_does(browser, trainer):
    set_up(browser)
    leave(browser)
    old = browser.csrf
    fresh = browser.unlock(trainer, PIN).json()["csrf"]

    browser.csrf = old
    assert browser.post("/api/field/sync", {"records": []}).status_code == 403
    browser.csrf = fresh
    assert browser.post("/api/field/sync", {"records": []}).json()["results"] == []


def test_a_stranger_to_the_phone_sees_nobody_and_unlocks_nothing(browser, trainer):
    set_up(browser)
    stranger = Browser()

    assert stranger.get("/api/field/people").json()["people"] == []
    assert stranger.unlock(trainer, PIN).json() == {"error": "unknown_phone"}


def test_who_is_not_on_the_phone_is_not_unlocked(browser, trainer, neighbour):
    set_up(browser)
    for user, fault in ((neighbour, "not_enrolled"), (trainer, "")):
        assert browser.unlock(user, PIN).json().get("error", "") == fault


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345๖", "abcdef", "", None])
def test_a_pin_is_six_digits(browser, pin):
    browser.whoami()

    response = browser.post("/api/field/pin", {"pin": pin})

    assert response.status_code == 400 and "6 หลัก" in response.json()["reason"]
    assert PhoneUser.objects.get().pin == ""


def test_the_pin_is_kept_as_a_hash(browser):
    set_up(browser)

    assert PIN not in PhoneUser.objects.get().pin and len(PhoneUser.objects.get().pin) > 30


# --- misses ---------------------------------------------------------------------------------------------------------------
def test_five_misses_lock_this_phone_and_nothing_else(browser, trainer):
    set_up(browser)
    other = Browser().come_in(trainer)
    set_up(other)
    leave(browser)

    answers = [browser.unlock(trainer, "000000").json() for _ in range(5)]

    assert [a.get("left") for a in answers[:4]] == [4, 3, 2, 1] and answers[4] == {"error": "locked"}
    assert browser.unlock(trainer, PIN).json() == {"error": "locked"}
    assert browser.get("/api/field/people").json()["people"][0]["locked"] is True
    assert other.whoami().status_code == 200 and other.unlock(trainer, PIN).status_code == 200
    trainer.refresh_from_db()
    assert trainer.is_active


def test_misses_that_lock_end_the_session_that_is_open_on_the_phone(browser, trainer):
    set_up(browser)

    for _ in range(5):
        browser.unlock(trainer, "000000")

    assert browser.whoami().status_code == 401


def test_the_right_digits_begin_the_count_anew(browser, trainer):
    set_up(browser)
    for _ in range(4):
        browser.unlock(trainer, "000000")
    browser.unlock(trainer, PIN)

    assert browser.unlock(trainer, "000000").json()["left"] == 4


def test_a_new_qr_opens_a_locked_phone_and_asks_for_a_new_pin(browser, trainer):
    set_up(browser)
    for _ in range(5):
        browser.unlock(trainer, "000000")

    browser.come_in(trainer)

    assert browser.whoami().json()["has_pin"] is False and PhoneUser.objects.get().misses == 0


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_sent_at_once_five_are_judged():
    place = enrol(account_of(make_sage()), make_phone("เครื่องสมมุติ")[0], now=timezone.now(), afresh=True)
    set_pin(place, PIN)
    place.refresh_from_db()
    judged, locked = [], []

    def guess(n):
        try:
            try_pin(place, f"{n:06}", now=timezone.now())
        except WrongPinError as wrong:
            judged.append(wrong.left)
        except LockedError:
            locked.append(n)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(judged) <= 4 and len(judged) + len(locked) == 20
    assert PhoneUser.objects.get().misses == 5
    with pytest.raises(LockedError):
        try_pin(place, PIN, now=timezone.now())


def test_many_tries_from_one_address_are_slowed_down(browser, trainer):
    set_up(browser)
    leave(browser)

    statuses = [browser.unlock(trainer, "000000").status_code for _ in range(61)]

    assert statuses[0] == 403 and statuses[-1] == 429


# --- the end --------------------------------------------------------------------------------------------------------------
def test_the_officers_end_reaches_this_phone_at_once_and_no_other(browser, trainer):
    set_up(browser)
    other = Browser().come_in(trainer)
    officer = make_officer()
    place = PhoneUser.objects.order_by("pk").first()

    end_place(place, by=officer, now=timezone.now())

    assert browser.whoami().status_code == 401
    assert browser.unlock(trainer, PIN).json() == {"error": "not_enrolled"}
    assert browser.get("/api/field/people").json()["people"] == []
    assert other.whoami().status_code == 200
    assert Event.objects.get(verb="end_phone").who == officer


def test_signing_out_everywhere_ends_every_unlocking_too(browser, trainer):
    set_up(browser)

    end_phone_sessions(trainer, by=make_officer(), now=timezone.now())

    assert browser.unlock(trainer, PIN).json() == {"error": "not_enrolled"}


@pytest.mark.parametrize("change", ["closed", "an officer now"])
def test_an_account_that_is_no_trainers_any_more_is_not_unlocked(browser, trainer, change):
    set_up(browser)
    if change == "closed":
        trainer.is_active = False
        trainer.save()
    else:
        post(trainer, role=Role.OFFICER, area_code="3301", by=make_officer())

    assert browser.unlock(trainer, PIN).json() == {"error": "not_enrolled"}
    assert browser.get("/api/field/people").json()["people"] == []


def test_leaving_keeps_the_place_and_forgetting_takes_it(browser, trainer):
    set_up(browser)
    leave(browser)
    assert browser.whoami().status_code == 401
    assert browser.unlock(trainer, PIN).status_code == 200

    browser.post("/api/field/leave", {"forget": True})

    assert browser.whoami().status_code == 401 and browser.unlock(trainer, PIN).json() == {"error": "not_enrolled"}


def test_coming_in_twice_on_one_phone_leaves_one_session(browser, trainer):
    browser.come_in(trainer)

    assert trainer.usersession_set.count() == 1
