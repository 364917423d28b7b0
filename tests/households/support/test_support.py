"""Encouragement and help to a team: written down with who and from where, listed at the team and the village, scoped."""

import datetime
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from households.models import SupportPhoto, SupportVisit
from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_officer,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
)

pytestmark = pytest.mark.django_db


def list_url(team):
    return reverse("support-list", args=[team.target_village_id])


def new_url(team):
    return reverse("support-new", args=[team.target_village_id])


def said(**changes):
    data = {"on": "1/3/2560", "kind": "material", "who": "นายอำเภอ", "agency": "ที่ทำการปกครองอำเภอ"}
    return data | {"what": "มอบก้อนเชื้อเห็ด 200 ก้อน", "value": "2,000"} | changes


def make_support(team, officer, **more):
    return SupportVisit.objects.create(
        **{"team": team, "on": DAY, "who": "นายอำเภอ", "what": "ให้กำลังใจ", "keyed_by": officer} | more
    )


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(out, "PNG")
    return SimpleUploadedFile("มอบของ.png", out.getvalue(), "image/png")


def test_what_was_brought_is_kept_for_whom_and_by_whom(client, officer, team):
    first, second = team.seated()[1:3]
    data = said(trainers=[first.pk, second.pk], photos=[picture()])
    assert client.post(new_url(team), data).url == list_url(team)
    support = SupportVisit.objects.get()
    assert (support.team, support.on, support.value, support.keyed_by) == (team, DAY, 2000, officer)
    assert set(support.trainers.all()) == {first, second} and support.village_code == team.village_code
    assert Event.objects.filter(verb="create", object_type="households.supportvisit", who=officer).exists()
    page = client.get(list_url(team)).content.decode()
    assert "มอบก้อนเชื้อเห็ด" in page and first.sage.full_name in page and "2,000 บาท" in page
    photo = SupportPhoto.objects.get()
    seen = client.get(reverse("photo", args=[photo.pk]))
    assert seen.status_code == 200 and b"".join(seen)


def test_nobody_named_means_the_whole_team(client, officer, team):
    client.post(new_url(team), said())
    assert "ทั้งทีม" in client.get(list_url(team)).content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("who", ""),
        ("what", " "),
        ("value", "-5"),
        ("on", (localdate() + datetime.timedelta(days=2)).isoformat()),
    ],
)
def test_what_cannot_be_is_told_beside_its_box(client, officer, team, field, typed):
    assert list(client.post(new_url(team), said(**{field: typed})).context["form"].errors) == [field]
    assert not SupportVisit.objects.exists()


def test_a_trainer_of_another_team_is_no_choice(client, officer, team):
    stranger = make_team(make_target(make_village("33010106"))).seated()[0]
    assert client.post(new_url(team), said(trainers=[stranger.pk])).status_code == 200
    assert not SupportVisit.objects.exists()


def test_who_came_before_in_the_district_is_offered(client, officer, team):
    make_support(team, officer, agency="ชมรมผู้เลี้ยงไก่")
    other = make_team(make_target(make_village("33020101")))
    make_support(other, officer, agency="คนไกล")
    page = client.get(new_url(team)).content.decode()
    assert '<option value="นายอำเภอ">' in page and '<option value="ชมรมผู้เลี้ยงไก่">' in page and "คนไกล" not in page
    assert '<option value="องค์การบริหารส่วนตำบล">' in page


def test_it_is_mended_on_its_page(client, officer, team):
    support = make_support(team, officer)
    url = reverse("support-edit", args=[support.pk])
    client.post(url, said(version=support.version, who="ปลัดอำเภอ"))
    support.refresh_from_db()
    assert (
        support.who == "ปลัดอำเภอ"
        and "ปลัดอำเภอ" in client.get(reverse("support-detail", args=[support.pk])).content.decode()
    )


def test_without_a_team_there_is_the_way_to_make_one(client, officer):
    target = make_target()
    assert client.get(reverse("support-new", args=[target.pk])).url == reverse("team-new", args=[target.pk])
    assert "ยังไม่มีทีมวิทยากร" in client.get(reverse("support-list", args=[target.pk])).content.decode()


def test_the_village_page_shows_the_latest(client, officer, team):
    make_support(team, officer, what="มาเยี่ยมบ้านวิทยากร")
    page = client.get(reverse("target-detail", args=[team.target_village_id])).content.decode()
    assert "มาเยี่ยมบ้านวิทยากร" in page and new_url(team) in page


def test_an_officer_writes_his_own_visit_under_his_name_and_position(client, team):
    user = make_officer(first_name="ปรีชา", last_name="ทำดี", position="พัฒนากร")
    client.force_login(user)
    enrolment = make_enrolment(team.target_village)
    page = client.get(reverse("household-detail", args=[enrolment.household_id])).content.decode()
    url = f"{reverse('visit-new', args=[enrolment.pk])}?by=me"
    assert url in page
    form = client.get(url).context["form"]
    assert form["visited_by"].value() is None and form["visitor"].value() == "ปรีชา ทำดี (พัฒนากร)"
    data = {"id": uuid.uuid4(), "on": "1/3/2560", "channel": "visit", "visitor": form["visitor"].value()}
    client.post(url, data | {"confirmed": "on"})
    assert enrolment.visits.get().visitor == "ปรีชา ทำดี (พัฒนากร)"
    other = make_officer()
    client.force_login(other)
    offered = client.get(reverse("visit-new", args=[enrolment.pk])).content.decode()
    assert '<option value="ปรีชา ทำดี (พัฒนากร)">' in offered


def test_outside_the_area_it_does_not_exist(client, officer, team):
    support = make_support(team, officer)
    client.force_login(make_officer("3302"))
    for url in (list_url(team), new_url(team), reverse("support-detail", args=[support.pk])):
        assert client.get(url).status_code == 404


def test_the_province_reads_and_a_trainer_finds_no_such_page(client, officer, team):
    support = make_support(team, officer)
    client.force_login(make_clerk())
    assert client.get(list_url(team)).status_code == 200 and client.post(new_url(team), said()).status_code == 403
    client.force_login(make_trainer_user(team.seated()[0].sage))
    assert client.get(reverse("support-detail", args=[support.pk])).status_code == 404


def test_many_comings_cost_no_more_queries(client, officer, team, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(60) as context:
            client.get(list_url(team))
        return len(context)

    make_support(team, officer).trainers.set(team.seated()[:2])
    few = queries()
    for _ in range(9):
        make_support(team, officer).trainers.set(team.seated()[:2])
    assert queries() == few
