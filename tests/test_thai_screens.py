"""Pages of signing in and of errors are Thai throughout and know no year of ค.ศ.; the reader of pages finds what it should."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from samma.accounts.actions import invite, post
from samma.accounts.invitations import invite_card
from tests.factories import make_department, make_officer, make_sage, make_trainer_user
from tests.screens import gregorian_years, latin_words

pytestmark = pytest.mark.once

NAMES = {"user", "samma"}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>บันทึก Save แล้ว</p>", ["Save"]),
        ('<input type="submit" value="Submit">', ["Submit"]),
        ('<button aria-label="Close">×</button>', ["Close"]),
        ("<p>ขึ้นทะเบียน OTOP เป็น PDF</p>", []),
        ('<script>var hidden = "English"</script><p lang="en">Google Drive</p><code>abc</code>', []),
        ("<p>ดู https://example.go.th/page</p>", []),
    ],
    ids=["word", "button", "spoken", "allowed", "not shown", "address"],
)
def test_the_reader_finds_latin_words(html, words):
    assert latin_words(html) == words


@pytest.mark.parametrize(
    ("html", "count"),
    [("<p>21 พ.ย. 2026</p>", 1), ("<p>21 พ.ย. 2569</p>", 0), ("<p>2,019 บาท รหัส 20190105</p>", 0)],
    ids=["ค.ศ.", "พ.ศ.", "amount and code"],
)
def test_the_reader_finds_gregorian_years(html, count):
    assert len(gregorian_years(html)) == count


def assert_thai(response, *names):
    page = response.content.decode()
    assert "<html" in page
    also = NAMES | set(names) | {"user" + digits for digits in map(str, range(10))}
    assert latin_words(page, also) == []
    assert gregorian_years(page) == []


@pytest.mark.parametrize("name", ["account_login", "account_inactive"])
def test_pages_before_sign_in(client, db, name):
    assert_thai(client.get(reverse(name)))


def test_a_refused_sign_in(client, db):
    cache.clear()
    assert_thai(client.post(reverse("account_login"), {"login": "", "password": ""}))
    assert_thai(client.post(reverse("account_login"), {"login": "คนหนึ่ง", "password": "ไม่ใช่"}))


@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index", "usersessions_list"]
)
def test_pages_of_ones_own_account(client, db, name):
    client.login(username=make_officer().username, password="samma-test")

    assert_thai(client.get(reverse(name)))


def test_a_refused_new_password(client, db):
    cache.clear()
    client.force_login(make_officer())

    response = client.post(
        reverse("account_change_password"), {"oldpassword": "no", "password1": "12345678", "password2": "1"}
    )

    assert_thai(response)


def test_pages_of_the_second_factor(client, db):
    cache.clear()
    user = make_officer()
    credentials = {"login": user.username, "password": "samma-test"}
    client.post(reverse("account_login"), credentials)
    client.post(reverse("account_reauthenticate"), {"password": "samma-test"})
    assert_thai(client.get(reverse("mfa_activate_totp")))
    assert_thai(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))

    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    for name in ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]:
        assert_thai(client.get(reverse(name)))
    assert_thai(client.get(reverse("mfa_reauthenticate")))

    client.logout()
    client.post(reverse("account_login"), credentials)
    assert_thai(client.get(reverse("mfa_authenticate")))
    assert_thai(client.post(reverse("mfa_authenticate"), {"code": "000000"}))


def test_pages_of_the_trainers_link(client, db, rf):
    trainer = make_trainer_user(make_sage())
    token = invite(trainer, by=make_officer(), now=timezone.now())
    card = invite_card(rf.get("/"), trainer, token)
    address = reverse("phone-invite", args=[token])

    assert "<svg" in card["invite_qr"] and "style" not in card["invite_qr"]
    assert card["invite_url"].endswith(address)
    assert_thai(client.get(address))
    client.post(address)
    client.logout()
    assert_thai(client.get(address))
    assert_thai(client.get(reverse("phone-invite", args=["ไม่มี"])))


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        "/admin/accounts/event/",
        "/admin/accounts/phoneinvite/",
    ],
)
def test_the_admins_pages_of_accounts(client, db, address):
    user = make_department()
    post(make_officer(), role="officer", area_code="3302", by=user)
    client.force_login(user)

    assert_thai(client.get(address))


def test_the_admins_page_of_one_account(client, db):
    user = make_department()
    client.force_login(user)

    assert_thai(client.get(f"/admin/accounts/user/{user.pk}/change/"))
    assert_thai(client.get(f"/admin/accounts/user/{user.pk}/password/"))
    client.post(
        f"/admin/accounts/user/{user.pk}/password/",
        {"usable_password": "true", "password1": "ฝนตกทุกวันศุกร์", "password2": "ฝนตกทุกวันศุกร์"},
    )
    history = client.get(f"/admin/accounts/user/{user.pk}/history/")
    assert "เปลี่ยนรหัสผ่าน" in history.content.decode()
    assert_thai(history)


def test_not_found(client, db):
    assert_thai(client.get("/k/ไม่มีหน้านี้/ที่ใด/"))
