"""The way in with a password: limits, what is not offered, the second factor, and the list of sessions."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories import make_clerk, make_officer, make_sage, make_trainer_user, make_user

PASSWORD = "samma-test"


@pytest.fixture(autouse=True)
def no_earlier_tries(db):
    cache.clear()


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": user.username, "password": password} | more)


def test_the_right_password_leads_home(client):
    response = sign_in(client, make_officer())

    assert response.url == reverse("home")
    assert client.session.get_expire_at_browser_close()


def test_a_wrong_password_is_told_in_thai_and_keeps_the_name(client):
    user = make_officer()

    page = sign_in(client, user, "wrong").content.decode()

    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in page
    assert f'value="{user.username}"' in page


def test_the_sixth_wrong_password_for_a_name_is_429_in_thai(client):
    user = make_officer()
    for _ in range(5):
        assert sign_in(client, user, "wrong").status_code == 200

    response = sign_in(client, user, PASSWORD)

    assert response.status_code == 429
    assert "ทำรายการถี่เกินไป" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_wrong_passwords_for_one_name_do_not_lock_another(client):
    user = make_officer()
    for _ in range(6):
        sign_in(client, user, "wrong")

    assert sign_in(Client(), make_officer()).status_code == 302


def test_the_page_says_whom_to_ask(client, db):
    page = client.get(reverse("account_login")).content.decode()

    assert "สำนักงานพัฒนาชุมชนอำเภอ" in page
    assert "สำนักงานพัฒนาชุมชนจังหวัด" in page


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_sign_up_and_email_pages_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_going_on_after_sign_in_stays_on_this_site(client):
    response = sign_in(client, make_officer(), next="https://elsewhere.example/")

    assert response.url == reverse("home")


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert response.url.startswith(reverse("account_login"))


def test_a_closed_account_is_told_so(client):
    user = make_officer(is_active=False)

    response = sign_in(client, user)

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 302)


def test_a_new_password_must_be_ten_characters_and_is_refused_in_thai(client):
    client.force_login(make_officer())

    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    ).content.decode()

    assert "10 ตัว" in page


def test_other_devices_are_signed_out_on_request(client):
    user = make_officer()
    other = Client()
    sign_in(client, user)
    sign_in(other, user)

    client.post(reverse("usersessions_list"))

    assert other.get(reverse("usersessions_list")).status_code == 302
    assert client.get(reverse("usersessions_list")).status_code == 200


def test_an_account_without_a_password_is_told_how_it_comes_in(client):
    user = make_trainer_user(make_sage())
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    page = client.get(reverse("account_change_password"), follow=True).content.decode()

    assert "บัญชีนี้ไม่ใช้รหัสผ่าน" in page


# --- the second factor


def begin_second_factor(client):
    """The set-up page asks for the password once more."""
    asked = client.get(reverse("mfa_activate_totp"))
    return client.post(asked.url, {"password": PASSWORD}, follow=True)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize("role", ["officer", "province", "department"])
def test_where_a_second_factor_is_required_staff_set_it_up_first(client, settings, role):
    settings.REQUIRE_MFA = True
    sign_in(client, make_user(role, "33"))

    assert client.get(reverse("usersessions_list")).url == reverse("mfa_activate_totp")
    assert client.get("/admin/").url == reverse("mfa_activate_totp")
    assert begin_second_factor(client).status_code == 200


def test_a_trainer_who_came_by_phone_needs_none(client, settings):
    settings.REQUIRE_MFA = True
    client.force_login(make_trainer_user(make_sage()))

    assert client.get(reverse("usersessions_list")).status_code == 200


def test_without_the_requirement_nobody_is_led_there(client):
    sign_in(client, make_clerk())

    assert client.get(reverse("usersessions_list")).status_code == 200


def test_set_up_then_sign_in_with_the_code(client, settings):
    settings.REQUIRE_MFA = True
    user = make_officer()
    sign_in(client, user)
    secret = begin_second_factor(client).context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("usersessions_list")).status_code == 200
    stored = Authenticator.objects.get(user=user, type="totp")
    assert secret not in str(stored.data)  # encrypted
    again = Client()
    assert sign_in(again, user).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in again.session


def test_a_recovery_code_replaces_a_lost_phone_once(client):
    user = make_officer()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user)

    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == reverse("home")
    second = Client()
    sign_in(second, user)
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
