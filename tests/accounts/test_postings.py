"""Who gives roles and postings, and that it is written down; the audit is read inside one's area and never changed."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from samma.accounts.actions import post
from samma.accounts.deeds import OTHER_DEED, deed_words
from samma.accounts.events import record
from samma.accounts.models import Event, Role
from tests.factories import make_clerk, make_department, make_household, make_officer, make_village

pytestmark = pytest.mark.django_db


def test_a_posting_is_changed_and_written_down():
    officer, chief = make_officer("3301"), make_department()

    post(officer, role=Role.PROVINCE, area_code="33", by=chief)

    officer.refresh_from_db()
    event = Event.objects.get(verb="post")
    assert (officer.role, officer.area_code) == ("province", "33")
    assert event.who == chief
    assert event.detail["before"] == {"role": "officer", "area_code": "3301"}
    assert event.detail["after"] == {"role": "province", "area_code": "33"}


def test_a_trainer_holds_no_posting():
    officer = make_officer("3301")

    post(officer, role=Role.TRAINER, area_code="3301", by=make_department())

    officer.refresh_from_db()
    assert officer.area_code == ""


@pytest.mark.parametrize("code", ["3", "330", "33010", "ทท", "th"])
def test_a_posting_that_is_no_code_is_refused_in_thai(code):
    officer = make_officer("3301")

    with pytest.raises(ValidationError, match="ใช้รหัสจังหวัด"):
        post(officer, role=Role.OFFICER, area_code=code, by=make_department())

    assert not Event.objects.exists()


def person_form(user, **changes):
    fields = ["username", "first_name", "last_name", "position", "office", "role", "area_code"]
    data = {name: getattr(user, name) for name in fields} | {"is_active": "on"}
    return data | changes


def test_a_superuser_changes_a_posting_in_the_admin_and_it_is_in_the_audit(client):
    officer, chief = make_officer("3301"), make_department()
    client.force_login(chief)

    client.post(f"/admin/accounts/user/{officer.pk}/change/", person_form(officer, area_code="3302", office="ที่ใหม่"))

    officer.refresh_from_db()
    assert (officer.area_code, officer.office) == ("3302", "ที่ใหม่")
    assert Event.objects.get(verb="post").detail["after"]["area_code"] == "3302"


def test_a_superuser_is_told_to_hold_the_whole_country(client):
    officer = make_officer("3301")
    client.force_login(make_department())

    response = client.post(f"/admin/accounts/user/{officer.pk}/change/", person_form(officer, is_superuser="on"))

    assert "ให้ใส่ TH" in response.content.decode()
    officer.refresh_from_db()
    assert not officer.is_superuser


def test_staff_who_are_no_superusers_give_nothing(client):
    clerk, officer = make_clerk(is_staff=True), make_officer()
    client.force_login(clerk)

    assert client.get(f"/admin/accounts/user/{officer.pk}/change/").status_code == 403
    assert client.get("/admin/accounts/user/").status_code == 403


def test_nobody_deletes_an_account(client):
    officer = make_officer()
    client.force_login(make_department())

    assert client.post(f"/admin/accounts/user/{officer.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_new_account_is_made_in_the_admin_and_can_sign_in(client):
    client.force_login(make_department())
    data = {"username": "kankaew", "usable_password": "true", "role": "officer", "area_code": "3301"}
    data |= {"password1": "ฝนตกทุกวันศุกร์", "password2": "ฝนตกทุกวันศุกร์", "first_name": "กานต์", "last_name": "สมมุติ"}

    client.post("/admin/accounts/user/add/", data)

    client.logout()
    response = client.post(reverse("account_login"), {"login": "kankaew", "password": "ฝนตกทุกวันศุกร์"})
    assert response.url == reverse("home")


def test_the_admins_helps_for_a_lost_phone(client):
    officer = make_officer()
    TOTP.activate(officer, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    other = type(client)()
    other.force_login(officer)
    client.force_login(make_department())

    for action in ("without_second_factor", "sign_out_everywhere"):
        client.post("/admin/accounts/user/", {"action": action, "_selected_action": [officer.pk]})

    assert not officer.authenticator_set.exists()
    assert Event.objects.filter(verb__in=["drop_second_factor", "end_sessions"]).count() == 2


def test_every_deed_in_the_code_has_its_thai_words():
    source = "\n".join(
        path.read_text("utf8")
        for folder in ("samma", "villages", "trainers", "households", "groups")
        for path in (settings.BASE_DIR / folder).rglob("*.py")
    )
    verbs = set(re.findall(r'\brecord\(\s*"([^"]+)"', source))

    assert {"invite", "create", "edit"} <= verbs
    assert {verb for verb in verbs if deed_words(verb) == OTHER_DEED} == set()
    assert deed_words("a deed of tomorrow") == OTHER_DEED


def test_the_audit_is_read_inside_ones_area(client):
    inside, outside = (make_household(make_village(code=code)) for code in ("33010105", "33020105"))
    for row in (inside, outside):
        record("edit", row, by=None)

    assert list(Event.objects.visible_to(make_officer("3301")).values_list("object_id", flat=True)) == [str(inside.pk)]
    assert Event.objects.visible_to(make_clerk("33")).count() == 2
    assert not Event.objects.visible_to(make_officer("")).exists()


def test_the_admin_shows_the_audit_of_ones_area_only(client):
    clerk = make_clerk("33", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_event"))
    inside, outside = (
        record("edit", make_household(make_village(code=code)), by=None) for code in ("33010105", "34010105")
    )
    client.force_login(clerk)

    assert client.get(f"/admin/accounts/event/{inside.pk}/change/").status_code == 200
    assert client.get(f"/admin/accounts/event/{outside.pk}/change/").status_code == 404
    page = client.get("/admin/accounts/event/").content.decode()
    assert f"/event/{inside.pk}/" in page
    assert f"/event/{outside.pk}/" not in page


@pytest.mark.parametrize("change", [lambda e: e.save(), lambda e: e.delete(), lambda e: Event.objects.update(verb="x")])
def test_the_audit_is_never_changed(change):
    event = record("edit", make_household(), by=None)

    with pytest.raises(TypeError):
        change(event)


def test_the_admin_only_reads_the_audit(client):
    event = record("edit", make_household(), by=None)
    client.force_login(make_department())
    address = f"/admin/accounts/event/{event.pk}/"

    assert client.get(f"{address}change/").status_code == 200
    assert client.post(f"{address}change/", {"verb": "x"}).status_code == 403
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/accounts/event/add/").status_code == 403
