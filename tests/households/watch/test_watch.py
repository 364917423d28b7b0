"""The officer's pages of what should be looked at: his area's marks, ticked as seen, and the choice between two texts."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from households.models import Visit, VisitMark, VisitTwin
from households.phone.twins import settle
from samma.accounts.models import Event
from tests.factories import make_clerk, make_enrolment, make_officer, make_visit
from tests.phone import Phone, account_of, record, told, village_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team_of_three():
    return village_team()


def mark_of(enrolment, officer, **changes):
    visit = make_visit(enrolment, officer)
    kept = {"kind": "clock", "sentence": "นาฬิกาของเครื่องเร็วกว่าเวลาจริงราว 400 วัน"}
    return VisitMark.objects.create(visit=visit, **kept | changes)


@pytest.fixture
def twin(team_of_three):
    _team, trainer, enrolment, _assignment = team_of_three
    phone = Phone().come_in(account_of(trainer.sage))
    first = record(told(enrolment, timezone.localdate(), problem="น้ำท่วมแปลง", gained="300.00"))
    phone.results(first)
    phone.results(record(told(enrolment, timezone.localdate(), problem="หนอนลงแปลง", gained="450.00"), first["id"]))
    return VisitTwin.objects.get()


def test_marks_are_listed_in_ones_area_until_they_are_seen(client, team_of_three):
    officer = make_officer()
    mark = mark_of(team_of_three[2], officer)
    client.force_login(officer)
    url = reverse("visit-watch")
    assert mark.sentence in client.get(url).content.decode()

    client.post(url, {"mark": [mark.pk]})

    mark.refresh_from_db()
    assert mark.seen_by == officer and mark.seen_at
    assert mark.sentence not in client.get(url).content.decode()
    assert mark.sentence in client.get(url, {"seen": "yes"}).content.decode()
    assert Event.objects.filter(verb="seen", object_id=str(mark.pk), who=officer).exists()


def test_nobody_elses_area_is_seen_or_put_aside(client, team_of_three):
    mark = mark_of(team_of_three[2], make_officer())
    client.force_login(make_officer("3302"))

    assert mark.sentence not in client.get(reverse("visit-watch")).content.decode()
    client.post(reverse("visit-watch"), {"mark": [mark.pk]})

    mark.refresh_from_db()
    assert mark.seen_at is None


def test_the_province_reads_and_does_not_put_aside(client, team_of_three):
    mark = mark_of(team_of_three[2], make_officer())
    client.force_login(make_clerk())

    assert mark.sentence in client.get(reverse("visit-watch")).content.decode()
    assert client.post(reverse("visit-watch"), {"mark": [mark.pk]}).status_code == 403


def test_who_saw_first_keeps_the_name(client, team_of_three):
    first, second = make_officer(), make_officer()
    mark = mark_of(team_of_three[2], first)
    for officer in (first, second):
        client.force_login(officer)
        client.post(reverse("visit-watch"), {"mark": [mark.pk, "x", "999999999999999999999"]})

    mark.refresh_from_db()
    assert mark.seen_by == first


def test_the_visits_page_shows_its_marks_to_the_office_and_not_to_the_trainer(client, team_of_three):
    _team, trainer, enrolment, _assignment = team_of_three
    mark = mark_of(enrolment, make_officer())
    url = reverse("visit-detail", args=[mark.visit_id])

    client.force_login(make_officer())
    assert mark.sentence in client.get(url).content.decode()
    client.force_login(account_of(trainer.sage))
    page = client.get(url)
    assert page.status_code == 200 and mark.sentence not in page.content.decode()


def test_the_list_narrows_by_matter_and_by_words(client, team_of_three):
    officer, enrolment = make_officer(), team_of_three[2]
    clock, year = mark_of(enrolment, officer), mark_of(enrolment, officer, kind="year", sentence="อยู่ก่อนปีงบประมาณ")
    client.force_login(officer)
    url = reverse("visit-watch")

    page = client.get(url, {"kind": "year"}).content.decode()
    assert year.sentence in page and clock.sentence not in page
    assert clock.sentence in client.get(url, {"q": enrolment.household.first_name}).content.decode()
    assert clock.sentence not in client.get(url, {"q": "ไม่มีใคร"}).content.decode()


def test_the_list_costs_the_same_for_two_marks_and_for_twenty(client, team_of_three):
    officer = make_officer()
    client.force_login(officer)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("visit-watch"))
        return len(asked)

    for _ in range(2):
        mark_of(make_enrolment(team_of_three[0].target_village), officer)
    cost()
    two = cost()
    for _ in range(18):
        mark_of(make_enrolment(team_of_three[0].target_village), officer)
    assert cost() == two


def test_both_texts_stand_side_by_side_and_differences_are_said(client, twin):
    client.force_login(make_officer())
    assert twin.visit.enrolment.person in client.get(reverse("twin-list")).content.decode()

    page = client.get(reverse("twin-detail", args=[twin.pk])).content.decode()

    for words in ("น้ำท่วมแปลง", "หนอนลงแปลง", "300.00 บาท", "450.00 บาท", "ใช้ฉบับแรก", "ใช้ฉบับหลัง", "เก็บทั้งสอง"):
        assert words in page
    differing, alike = page.split("ส่วนที่ตรงกัน")
    assert "น้ำท่วมแปลง" in differing and "ยายสมมุติ" in alike and "ยายสมมุติ" not in differing
    assert twin.visit.visited_by.full_name in alike, "who named no visitor was there himself"


@pytest.mark.parametrize(("choice", "count"), [("first", 1), ("second", 1), ("both", 2)])
def test_the_officers_choice_is_done_once(client, twin, choice, count):
    officer = make_officer()
    client.force_login(officer)
    url = reverse("twin-detail", args=[twin.pk])

    client.post(url, {"choice": choice})
    again = client.post(url, {"choice": "both"}, follow=True).content.decode()

    twin.refresh_from_db()
    assert (twin.choice, twin.chosen_by) == (choice, officer) and "เลือกไว้แล้ว" in again
    assert Visit.objects.count() == count
    assert Event.objects.filter(verb="settle").count() == 1


def test_a_choice_that_is_none_changes_nothing(client, twin):
    client.force_login(make_officer())

    client.post(reverse("twin-detail", args=[twin.pk]), {"choice": "neither"})

    twin.refresh_from_db()
    assert twin.choice == ""


def test_the_choice_is_the_district_officers(client, twin):
    url = reverse("twin-detail", args=[twin.pk])
    for user, status in ((make_officer("3302"), 404), (make_clerk(), 403)):
        client.force_login(user)
        assert client.post(url, {"choice": "first"}).status_code == status
    assert Visit.objects.get().problem == "น้ำท่วมแปลง"


def test_the_second_text_in_the_visits_place_is_judged_anew(twin):
    Visit.objects.filter(pk=twin.visit_id).update(on=timezone.localdate() - datetime.timedelta(days=1))
    VisitMark.objects.create(visit=twin.visit, kind="clock", sentence="ของฉบับแรก")

    settle(twin, "second", by=make_officer())

    assert not VisitMark.objects.filter(sentence="ของฉบับแรก").exists()
    visit = Visit.objects.get()
    assert visit.gained == 450 and visit.visited_by == twin.visit.visited_by
