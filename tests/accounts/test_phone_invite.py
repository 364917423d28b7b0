"""The one-use QR of a trainer's phone: what a stranger, a chat's preview, a second press and a lost phone get."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samma.accounts.actions import end_phone_sessions, invite, post, use_invite
from samma.accounts.models import Event, PhoneInvite, Role
from tests.factories import make_officer, make_sage, make_trainer_user

NOW = timezone.now


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def trainer(db):
    user = make_trainer_user(make_sage())
    user.first_name, user.last_name = "สมใจ", "ใจงามสมมุติ"
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def address(officer, trainer):
    return reverse("phone-invite", args=[invite(trainer, by=officer, now=NOW())])


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_preview_of_the_link_does_not_use_it_up(client, address):
    client.get(address)
    client.head(address)

    assert PhoneInvite.objects.get().used_at is None
    assert not signed_in(client)


def test_the_page_tells_a_stranger_the_first_name_only(client, address):
    page = client.get(address).content.decode()

    assert "สมใจ" in page
    assert "ใจงามสมมุติ" not in page


def test_pressing_the_button_signs_the_phone_in_for_180_days(client, address, trainer):
    response = client.post(address)

    assert response.status_code == 302
    assert response.url == reverse("field-home")
    assert client.session["_auth_user_id"] == str(trainer.pk)
    assert client.session.get_expiry_age() == 180 * 24 * 3600
    assert trainer.usersession_set.count() == 1


def test_a_second_use_says_so_and_lets_nobody_in(client, address):
    Client().post(address)

    response = client.post(address)

    assert response.status_code == 410
    assert "ใช้ไปแล้ว" in response.content.decode()
    assert not signed_in(client)


def test_the_same_phone_may_open_its_old_link_again(client, address):
    client.post(address)

    assert client.get(address).url == reverse("field-home")


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_and_an_ended_link_read_alike(client, address, method):
    PhoneInvite.objects.update(expires_at=NOW() - datetime.timedelta(seconds=1))

    ended = getattr(client, method)(address)
    unknown = getattr(client, method)(reverse("phone-invite", args=["x" * 43]))

    assert ended.status_code == unknown.status_code == 404
    assert ended.content == unknown.content
    assert not signed_in(client)


def test_a_new_qr_ends_the_earlier_one(client, address, officer, trainer):
    invite(trainer, by=officer, now=NOW())

    assert client.post(address).status_code == 404


def test_only_the_hash_of_the_token_is_stored(officer, trainer):
    token = invite(trainer, by=officer, now=NOW())

    stored = PhoneInvite.objects.values().get()

    assert len(token) == 43  # 256 bits
    assert token not in str(stored)


def test_staff_get_no_qr(officer):
    with pytest.raises(ValidationError, match="วิทยากรเท่านั้น"):
        invite(officer, by=officer, now=NOW())


def test_an_account_that_became_an_officers_is_not_entered_by_the_old_qr(client, address, officer, trainer):
    post(trainer, role=Role.OFFICER, area_code="3301", by=officer)

    assert client.post(address).status_code == 404
    assert not signed_in(client)


def test_a_closed_account_is_not_entered(client, address, trainer):
    trainer.is_active = False
    trainer.save()

    assert client.post(address).status_code == 404


def test_ending_a_lost_phones_sessions_signs_it_out_at_once(client, address, officer, trainer):
    client.post(address)

    end_phone_sessions(trainer, by=officer, now=NOW())

    assert client.get(reverse("field-online")).url.startswith(reverse("account_login"))
    assert not trainer.usersession_set.exists()


def test_ending_sessions_reaches_one_that_no_list_knows_of(client, officer, trainer):
    client.force_login(trainer)

    end_phone_sessions(trainer, by=officer, now=NOW())

    assert client.get(reverse("field-online")).url.startswith(reverse("account_login"))


def test_ending_sessions_ends_unused_invitations_too(client, address, officer, trainer):
    end_phone_sessions(trainer, by=officer, now=NOW())

    assert client.post(address).status_code == 404


def test_each_step_is_in_the_audit_of_the_officers_area(client, address, officer, trainer):
    client.post(address)
    end_phone_sessions(trainer, by=officer, now=NOW())

    seen = Event.objects.visible_to(officer).order_by("pk").values_list("verb", "who")

    assert list(seen) == [("invite", officer.pk), ("enter_by_phone", trainer.pk), ("end_sessions", officer.pk)]


def test_trying_many_links_ends_in_429(client, db):
    statuses = [client.get(reverse("phone-invite", args=[f"guess{n}"])).status_code for n in range(61)]

    assert statuses[0] == 404
    assert statuses[-1] == 429


@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_together_one_comes_in():
    user = make_trainer_user(make_sage())
    token = invite(user, by=make_officer(), now=NOW())
    entered = []

    def press():
        try:
            entered.append(use_invite(token, now=NOW()))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [person for person in entered if person] == [user]
    assert len(entered) == 8
