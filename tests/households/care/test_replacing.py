"""A trainer leaves with a letter, the seat stands empty in sight, and who follows takes the waiting households along."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from households import actions
from households.care import replacing
from households.models import Assignment
from samma import thai
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_sage,
    make_team,
    make_village,
)
from trainers.vacancies import predecessors, seated_on

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=30)
AFTER = DAY + datetime.timedelta(days=60)


@pytest.fixture
def team():
    team = make_team()
    trainer = team.seated()[2]
    for place in (1, 2, 3):
        make_assignment(make_enrolment(team.target_village), trainer, place=place)
    return team


def test_leaving_with_a_letter_leaves_a_vacancy_until_it_is_filled(client, officer, team):
    gone = team.seated()[2]
    told = {"day": "31/3/2560", "reason": "ย้ายไปต่างจังหวัด", "letter_no": "ศก 0019/45", "letter_date": "29/3/2560"}
    client.post(reverse("trainer-retire", args=[gone.pk]), told)
    page = client.get(reverse("team-detail", args=[team.pk])).content.decode()
    for words in ("ว่างตั้งแต่ 31 มีนาคม 2560", gone.sage.full_name, "หนังสือที่ ศก 0019/45 ลงวันที่ 29 มี.ค. 2560"):
        assert words in page
    assert "ว่างตั้งแต่" in client.get(reverse("target-detail", args=[team.target_village_id])).content.decode()
    url = reverse("trainer-replace", args=[gone.pk])
    assert client.get(url).content.decode().count("บ้านเลขที่") == 3
    follower = make_sage()
    early = client.post(url, {"follower": follower.pk, "started": "1/3/2560", "with_households": "on"})
    assert "ตำแหน่งนี้ว่างตั้งแต่ 31 มีนาคม 2560" in early.content.decode()
    client.post(url, {"follower": follower.pk, "started": "5/4/2560", "with_households": "on"})
    new = team.trainers.serving().get(seat=2)
    assert new.sage == follower and new.assignments.serving().count() == 3
    assert predecessors(team.trainers.all())[new.pk] == gone
    assert "ว่างตั้งแต่" not in client.get(reverse("team-detail", args=[team.pk])).content.decode()
    assert f"แทน {gone.sage}" in client.get(reverse("team-history", args=[team.pk])).content.decode()
    assert "มีผู้แทนแล้ว" in client.get(url).content.decode()


def test_who_follows_is_named_while_the_other_leaves(client, officer, team):
    gone, follower = team.seated()[2], make_sage()
    url = reverse("trainer-retire", args=[gone.pk])
    told = {"day": "31/3/2560", "reason": "สุขภาพ", "follower": follower.pk}
    both = client.post(url, told | {"successor": team.seated()[1].pk}).content.decode()
    assert "ไม่ต้องเลือกผู้รับช่วง" in both
    assert client.post(url, told).status_code == 302
    new = team.trainers.serving().get(seat=2)
    assert new.sage == follower and new.started == gone.started.replace(day=31)
    assert {a.trainer_id for a in Assignment.objects.serving()} == {new.pk}
    assert Assignment.objects.exclude(ended=None).count() == 3


def test_a_sage_from_next_door_is_asked_about_and_one_who_serves_is_not_offered(client, officer, team):
    gone = team.seated()[2]
    actions.retire(gone, by=officer, day=LATER, reason="ลาออก")
    url = reverse("trainer-replace", args=[gone.pk])
    neighbour = make_sage(make_village("33010106", "โนนถัดไป"))
    told = {"follower": neighbour.pk, "started": thai.thai_date(localdate())}
    assert "คนละหมู่บ้านกับทีม" in client.post(url, told).content.decode()
    busy = client.post(url, told | {"follower": team.seated()[0].sage_id})
    assert busy.status_code == 200 and not team.trainers.serving().filter(seat=2).exists()
    client.post(url, told | {"confirmed": "on"})
    new = team.trainers.serving().get(seat=2)
    assert new.sage == neighbour and not new.assignments.exists()  # the box was not ticked


def test_households_given_on_meanwhile_stay_where_they_are(officer, team):
    gone, mate = team.seated()[2], team.seated()[1]
    moved = gone.assignments.get(place=1).enrolment
    actions.retire(gone, by=officer, day=LATER, reason="ลาออก")
    actions.assign(moved, mate, by=officer, today=LATER)
    new = replacing.fill(gone, make_sage(), by=officer, today=AFTER)
    assert new.assignments.serving().count() == 2 and mate.assignments.serving().get().enrolment == moved


def test_the_second_who_fills_a_vacancy_hears_that_it_is_taken(officer, team):
    gone = team.seated()[2]
    actions.retire(gone, by=officer, day=LATER, reason="ลาออก")
    replacing.fill(gone, make_sage(), by=officer, today=LATER)
    with pytest.raises(ValidationError, match="ดำรงอยู่แล้ว"):
        replacing.fill(gone, make_sage(), by=officer, today=LATER)


def test_the_team_of_any_past_day_is_told(client, officer, team):
    gone = team.seated()[2]
    new = replacing.replace(gone, make_sage(), by=officer, day=LATER, reason="ลาออก")
    assert seated_on(team, LATER - datetime.timedelta(days=1))[2] == gone
    assert seated_on(team, LATER)[2] == new
    assert seated_on(team, DAY - datetime.timedelta(days=1)) == {}
    url = reverse("team-history", args=[team.pk])
    assert gone.sage.full_name in client.get(url, {"on": "15/3/2560"}).content.decode().split("ลำดับเหตุการณ์")[0]
    assert new.sage.full_name in client.get(url, {"on": "1/5/2560"}).content.decode().split("ลำดับเหตุการณ์")[0]
    assert "วันนี้ยังมาไม่ถึง" in client.get(url, {"on": "1/5/2643"}).content.decode()
    client.force_login(make_clerk())
    assert client.get(url).status_code == 200
    assert client.get(reverse("trainer-replace", args=[gone.pk])).status_code == 403
