"""What was written of a group wrongly is mended on its own page, and the audit knows who did it."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from groups.models import GroupActivity, Origin
from samma.accounts.models import Event
from tests.factories import DAY, make_clerk, make_group, make_otop, make_product

pytestmark = pytest.mark.django_db


def test_an_activity_is_mended_from_the_groups_page(client, officer):
    activity = GroupActivity.objects.create(group=make_group(), on=DAY, what="ทอผ้า", income=10_000)
    url = reverse("group-activity-edit", args=[activity.pk])
    assert url in client.get(reverse("group-detail", args=[activity.group_id])).content.decode()

    client.post(url, {"on": "2 มี.ค. 2560", "what": "ทอผ้าห่ม", "income": "๑,๐๐๐"})

    activity.refresh_from_db()
    assert (activity.what, activity.income, activity.on) == ("ทอผ้าห่ม", 1000, DAY + datetime.timedelta(days=1))
    event = Event.objects.get(verb="edit")
    assert event.who == officer and event.detail["fields"] == ["on", "what", "income"]


def test_an_otop_number_is_mended_and_another_groups_number_is_not_taken(client, officer):
    group = make_group()
    product = make_product(group)
    otop = make_otop(product, number="ผิด-1")
    make_otop(product, number="มีแล้ว-2")
    url = reverse("otop-edit", args=[otop.pk])
    sent = {"registered_on": "1/3/2560", "expires": "1/3/2590", "version": otop.version}

    refused = client.post(url, sent | {"number": "มีแล้ว-2"})
    assert "มีเลขทะเบียนนี้แล้ว" in refused.content.decode()
    client.post(url, sent | {"number": "ถูก-1"})

    otop.refresh_from_db()
    assert (otop.number, otop.expires) == ("ถูก-1", datetime.date(2047, 3, 1))


def test_a_day_ahead_is_refused(client, officer):
    activity = GroupActivity.objects.create(group=make_group(), on=DAY, what="ทอผ้า")
    ahead = localdate() + datetime.timedelta(days=1)

    page = client.post(reverse("group-activity-edit", args=[activity.pk]), {"on": ahead.isoformat(), "what": "ทอผ้า"})

    assert "วันที่ต้องไม่อยู่ในอนาคต" in page.content.decode()
    assert GroupActivity.objects.get().on == DAY


def test_the_province_mends_nothing(client):
    activity = GroupActivity.objects.create(group=make_group(), on=DAY, what="ทอผ้า")
    client.force_login(make_clerk())
    url = reverse("group-activity-edit", args=[activity.pk])
    assert url not in client.get(reverse("group-detail", args=[activity.group_id])).content.decode()
    assert client.post(url, {"on": "1/3/2560", "what": "อื่น"}).status_code == 403


def test_a_group_made_an_existing_one_is_asked_about_and_recorded(client, officer):
    """The household test does not count an existing group: nobody slips past it without saying so."""
    group = make_group()
    url = reverse("group-edit", args=[group.pk])
    sent = {"name": group.name, "occupation": group.occupation_id, "origin": Origin.EXISTING, "version": group.version}

    asked = client.post(url, sent)
    assert "ไม่นับขั้นต่ำของครัวเรือน" in asked.content.decode()
    group.refresh_from_db()
    assert group.origin == Origin.PROGRAMME

    client.post(url, sent | {"confirmed": "on"})
    group.refresh_from_db()
    assert group.origin == Origin.EXISTING
    assert Event.objects.get(verb="edit", who=officer).detail["confirmed"]
