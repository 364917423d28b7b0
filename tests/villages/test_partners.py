"""The roster of partners: kept once for a district, ticked at meetings, brought in from Excel."""

import pytest
from django.urls import reverse

from tests.factories import DAY, make_area, make_clerk, make_officer, make_target
from villages.actions import hold_activity
from villages.models import Participant, Partner

pytestmark = pytest.mark.django_db


def person(area="3301", **extra):
    make_area("330101"), make_area("330201")
    return Partner.objects.create(area_id=area, **{"title": "นาย", "first_name": "ภาคี", "last_name": "นาดี"} | extra)


def test_a_partner_is_entered_once_and_keeps_to_the_district(client):
    make_area("330101"), make_area("330201")
    client.force_login(make_officer("3301"))
    said = {"area": "3301", "kind": "women", "first_name": "สมคิด", "last_name": "นาดี", "is_active": "on"}
    assert client.get(reverse("partner-new")).context["form"]["area"].value() == "3301"
    client.post(reverse("partner-new"), said)
    assert "มีชื่อนี้ในทะเบียนภาคีของพื้นที่นี้แล้ว" in client.post(reverse("partner-new"), said).content.decode()
    assert client.post(reverse("partner-new"), said | {"area": "3302"}).status_code == 200
    assert client.post(reverse("partner-new"), said | {"area": "33"}).status_code == 200
    partner = Partner.objects.get()
    client.post(reverse("partner-edit", args=[partner.pk]), said | {"area": "330101", "version": 1})
    partner.refresh_from_db()
    assert partner.area_id == "330101"


def test_the_list_counts_presences_and_costs_the_same_for_two_and_for_twenty(client, django_assert_max_num_queries):
    officer = make_officer("3301")
    client.force_login(officer)
    first = person()
    Participant.objects.create(
        activity=hold_activity(make_target(), "forum", DAY, by=officer), name="ภาคี", partner=first
    )
    person("3302", first_name="คนอื่น")

    def cost():
        with django_assert_max_num_queries(20) as spent:
            page = client.get(reverse("partner-list"))
        return len(spent), page.content.decode()

    before, text = cost()
    assert "นายภาคี นาดี" in text and "คนอื่น" not in text
    for n in range(20):
        person(first_name=f"ภาคี{n}")
    assert cost()[0] == before
    assert "ภาคี7" in client.get(reverse("partner-list"), {"q": "ภาคี7"}).content.decode()


def test_the_page_of_a_partner_shows_every_activity_that_the_list_counts(client):
    officer = make_officer("3301")
    partner = person()
    for day_no in (1, 2):
        held = hold_activity(make_target(), "forum", DAY, by=officer, topic=f"เรื่องที่ {day_no}")
        Participant.objects.create(activity=held, name="ภาคี", partner=partner)
    hold_activity(make_target(), "forum", DAY, by=officer, topic="ไม่ได้มา")
    client.force_login(officer)
    address = reverse("partner-detail", args=[partner.pk])

    assert f'{address}#activities">2<' in client.get(reverse("partner-list")).content.decode()
    page = client.get(address).content.decode()
    assert "2 ครั้ง" in page and "เรื่องที่ 1" in page and "เรื่องที่ 2" in page and "ไม่ได้มา" not in page
    client.force_login(make_officer("3302"))
    assert client.get(address).status_code == 404


def test_readers_read_the_roster(client):
    person()
    client.force_login(make_clerk("33"))
    assert client.get(reverse("partner-list")).status_code == 200
    assert client.get(reverse("partner-new")).status_code == 403
    assert client.get(reverse("partner-edit", args=[Partner.objects.get().pk])).status_code == 403
