"""The survey base: listed in Thai order inside one's area, at the same cost for two rows and for twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_officer, make_sage, make_team, make_trainer_user, make_village
from trainers.models import Sage

pytestmark = pytest.mark.django_db


def cost(client):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(reverse("sage-list"))
    return len(queries)


def test_list_costs_the_same_for_two_rows_and_for_twenty(client):
    client.force_login(make_officer())
    make_team(seats=2)
    client.get(reverse("sage-list"))  # fills what Django reads once
    two = cost(client)
    for _ in range(18):
        make_sage()
    assert cost(client) == two


@pytest.mark.parametrize(
    ("query", "found"), [("q=บุญมี", True), ("q=ทองสุข", False), ("seated=no", True), ("kind=achiever", False)]
)
def test_search_and_filters(client, query, found):
    client.force_login(make_officer())
    make_sage(title="นาย", first_name="บุญมี", last_name="นาดี")
    assert ("นายบุญมี นาดี" in client.get(f"{reverse('sage-list')}?{query}").content.decode()) is found


@pytest.mark.parametrize("name", ["sage-detail", "sage-edit"])
@pytest.mark.parametrize(("area_code", "status"), [("3301", 200), ("3302", 404), ("", 404)])
def test_sage_pages_keep_to_the_area(client, name, area_code, status):
    sage = make_sage(make_village("33010105"))
    client.force_login(make_officer(area_code))
    assert client.get(reverse(name, args=[sage.pk])).status_code == status


def test_trainer_has_no_survey_base(client):
    team = make_team(seats=1)
    sage = team.seated()[0].sage
    client.force_login(make_trainer_user(sage))
    assert client.get(reverse("sage-detail", args=[sage.pk])).status_code == 404


def test_new_sage_is_written_with_mended_name(client):
    client.force_login(make_officer())
    data = {
        "village": make_village().pk,
        "kind": "sage",
        "title": "นาย",
        "first_name": "ส\u0e4dาเริง",
        "last_name": "นาดี",
        "phone": "๐๘๑-๒๓๔๕๖๗๘",
    }
    client.post(reverse("sage-new"), data)
    sage = Sage.objects.get()
    assert sage.first_name == "สำเริง" and sage.phone == "0812345678"


def test_a_sage_put_right_to_another_village_carries_its_code(client):
    client.force_login(make_officer("33"))
    sage, other = make_sage(make_village("33010105")), make_village("33020101")
    form = client.get(reverse("sage-edit", args=[sage.pk])).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    client.post(reverse("sage-edit", args=[sage.pk]), data | {"village": other.pk})
    sage.refresh_from_db()
    assert (sage.village, sage.village_code) == (other, "33020101")


def test_a_name_that_the_village_has_is_asked_about(client):
    """Two people may share a name; one person written twice would split what he did."""
    client.force_login(make_officer())
    known = make_sage(title="นาย", first_name="บุญมี", last_name="นาดี")
    data = {"village": known.village_id, "kind": "sage", "first_name": "บุญมี", "last_name": "นาดี"}

    asked = client.post(reverse("sage-new"), data)
    assert "ในฐานข้อมูลแล้ว หากเป็นคนละคน" in asked.content.decode() and Sage.objects.count() == 1

    client.post(reverse("sage-new"), data | {"confirmed": "on"})
    assert Sage.objects.count() == 2
