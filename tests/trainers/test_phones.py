"""The officer's page of one trainer's phones: which are in use, and the end of one."""

import pytest
from django.urls import reverse

from samma.accounts.models import PhoneUser
from tests.factories import make_clerk, make_officer, make_target, make_team, make_village
from tests.phone import Phone, account_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sage():
    sage = make_team().seated()[1].sage
    account_of(sage)
    return sage


def test_the_page_lists_his_phones_and_ends_one(client, sage):
    lost, kept = Phone().come_in(sage.user), Phone().come_in(sage.user)
    client.force_login(make_officer())
    url = reverse("sage-phone", args=[sage.pk])
    page = client.get(url).content.decode()
    assert page.count("โทรศัพท์แอนดรอยด์ (Chrome)</strong>") == 2 and "ยังไม่ได้ตั้งรหัส 6 หลัก" in page

    client.post(url, {"end_phone": PhoneUser.objects.order_by("pk").first().pk})

    assert lost.whoami().status_code == 401 and kept.whoami().status_code == 200
    assert client.get(url).content.decode().count("โทรศัพท์แอนดรอยด์ (Chrome)</strong>") == 1


def test_nobody_ends_a_phone_of_another_person_or_area(client, sage):
    Phone().come_in(sage.user)
    other = make_team(make_target(make_village("33010106", "โนนอีก")), seats=1).seated()[0].sage
    account_of(other)
    place = PhoneUser.objects.get().pk

    for user, target, status in (
        (make_officer(), other, 404),
        (make_officer("3302"), sage, 404),
        (make_clerk(), sage, 403),
    ):
        client.force_login(user)
        assert client.post(reverse("sage-phone", args=[target.pk]), {"end_phone": place}).status_code == status

    assert PhoneUser.objects.get().ended_at is None
