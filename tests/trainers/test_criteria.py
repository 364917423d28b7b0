"""What officers ask of a sage: judged one by one, with who and when, and shown side by side when a team is chosen."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samma.accounts.models import Event
from tests.factories import make_clerk, make_sage, make_target, make_team, make_village
from trainers.judging import judge
from trainers.models import Judgement

pytestmark = pytest.mark.django_db
DAY = datetime.date(2017, 3, 1)


def test_each_criterion_keeps_its_own_day_and_person(client, officer):
    sage = make_sage()
    url = reverse("sage-criteria", args=[sage.pk])
    first = {"fits": "yes", "wanted": "partly", "wanted_reason": "มีสองคนถาม", "on": "1/3/2560", "who": "เวทีประชาคม"}
    assert client.post(url, first).status_code == 302
    client.post(url, first | {"wanted": "yes", "on": "9/3/2560", "who": "ผู้ใหญ่บ้าน"})
    told = {j.criterion: (j.verdict, j.who, j.on.day) for j in sage.judgements.all()}
    assert told == {"fits": ("yes", "เวทีประชาคม", 1), "wanted": ("yes", "ผู้ใหญ่บ้าน", 9)}
    page = client.get(reverse("sage-detail", args=[sage.pk])).content.decode()
    assert "ผู้ใหญ่บ้าน 9 มี.ค. 2560 · มีสองคนถาม" in page and "ยังไม่พิจารณา" in page
    assert Event.objects.filter(verb="judge").count() == 3


def test_a_reason_without_a_verdict_is_asked_for_and_an_emptied_verdict_goes(client, officer):
    sage = make_sage()
    url = reverse("sage-criteria", args=[sage.pk])
    told = {"on": "1/3/2560", "who": "เวทีประชาคม"}
    assert "โปรดเลือกผลการพิจารณา" in client.post(url, told | {"fits_reason": "ดินเหมาะ"}).content.decode()
    client.post(url, told | {"fits": "no"})
    assert sage.judgements.get().verdict == "no"
    client.post(url, told)
    assert not sage.judgements.exists() and Judgement.history.filter(history_type="-").count() == 1


def test_side_by_side_the_better_judged_of_the_village_stand_first(client, officer):
    target = make_target()
    plain, judged = make_sage(first_name="กมล"), make_sage(first_name="ฮวด", taught_before=35)
    neighbour = make_sage(make_village("33010106", "โนนถัดไป"), first_name="ขจร")
    make_sage(make_village("33010201", "โนนไกล"), first_name="ไกลตา")
    judge(judged, {"fits": ("yes", ""), "teaches": ("yes", "")}, on=DAY, who="เวที", by=officer)
    url = reverse("sage-compare", args=[target.pk])
    rows = client.get(url).context["rows"]
    assert [row["key"] for row in rows] == [judged.pk, plain.pk, neighbour.pk]
    assert {"text": 35} in rows[0]["cells"] and rows[0]["cells"][2]["chip"]["word"] == "ผ่าน"
    assert "โนนถัดไป" in rows[2]["cells"][0]["note"]
    choosing = client.get(reverse("team-new", args=[target.pk])).content.decode()
    assert "เปรียบเทียบปราชญ์ที่เลือกได้" in choosing and "เวที 1 มี.ค. 2560" in choosing
    client.force_login(make_clerk())
    assert client.get(url).status_code == 200


def test_a_comparison_costs_the_same_for_two_and_for_twenty(client, officer):
    team = make_team(seats=2)
    url = reverse("sage-compare", args=[team.target_village_id])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    cost()
    two = cost()
    for _ in range(18):
        judge(make_sage(), {"fits": ("yes", "")}, on=DAY, who="เวที", by=officer)
    assert cost() == two
