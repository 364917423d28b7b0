"""Demand against what the five can teach: volunteers only, who succeeds here, whom to invite, the same cost for any number of trades."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import EnrolmentState, OccupationWish
from samma.progress.demand import demand_of, untaught_of
from tests.factories import (
    make_clerk,
    make_enrolment,
    make_group,
    make_occupation,
    make_officer,
    make_sage,
    make_survey,
    make_target,
    make_team,
    make_trainer,
    make_village,
)
from trainers.models import LearningPlace
from villages.models import Potential, Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    village = make_village("33010105", "โนนสมมุติ")
    Village.objects.filter(pk=village.pk).update(lat=15.0, lon=104.0)
    village.refresh_from_db()
    return make_target(village)


def wish(target, trade, rank=1, **facts):
    return OccupationWish.objects.create(survey=make_survey(target, **facts), rank=rank, occupation=trade)


def test_each_trade_says_who_teaches_it_who_succeeds_and_whom_to_invite(client, target):
    weave, dye = make_occupation(), make_occupation("ย้อมคราม")
    mushrooms, honey = make_occupation("เพาะเห็ด", "เกษตร (พืช)"), make_occupation("เลี้ยงผึ้ง", "เกษตร (ปศุสัตว์)")
    wish(target, weave), wish(target, weave), wish(target, weave, 2)
    wish(target, dye), wish(target, mushrooms), wish(target, honey, volunteer=False)
    team = make_team(target, seats=0)
    weaver = make_trainer(team, 0, make_sage(target.village, expertise=weave))
    potter = make_trainer(team, 1, make_sage(target.village, expertise=make_occupation("ปั้นหม้อ", "หัตถกรรม")))
    achiever = make_sage(target.village, expertise=mushrooms, kind="achiever")
    next_door = make_village("33010106", "โนนใกล้")
    Village.objects.filter(pk=next_door.pk).update(lat=15.02, lon=104.0)
    near = make_sage(next_door, expertise=mushrooms, willing=True)
    make_sage(next_door, expertise=mushrooms, willing=False)
    place = LearningPlace.objects.create(village=next_door, name="ฟาร์มเห็ดสมมุติ", trade_2=mushrooms)
    Potential.objects.create(village=target.village, kind="natural", name="ฟางข้าว", trade=mushrooms)
    group = make_group(target.village, occupation=weave)
    officer = make_officer()

    demand = demand_of(
        Village.objects.get(pk=target.village_id).targets.select_related("village__tambon").get(), officer
    )

    by_trade = {one.trade: one for one in demand.wanted}
    assert next(iter(by_trade)) == weave and len(by_trade) == 3
    assert honey not in by_trade and (demand.surveyed, demand.volunteers) == (6, 5)
    assert by_trade[weave].ranks == {1: 2, 2: 1, 3: 0} and by_trade[weave].teachers == [weaver]
    assert by_trade[weave].groups == [group] and by_trade[dye].close == [weaver] and not by_trade[dye].is_taught
    lacking = by_trade[mushrooms]
    assert (lacking.achievers, lacking.nearby, lacking.places) == ([achiever], [near], [place])
    assert [p.name for p in lacking.potentials] == ["ฟางข้าว"] and lacking.succeeds_here
    assert not by_trade[dye].succeeds_here and demand.unwanted == [potter]
    assert set(untaught_of(target)) == {"ย้อมคราม", "เพาะเห็ด"}
    client.force_login(officer)
    page = client.get(reverse("target-demand", args=[target.pk])).content.decode()
    assert "อาชีพที่ยังไม่มีใครในทีมสอนได้" in page and "สอนอาชีพใกล้เคียง" in page
    assert f"เพาะเห็ด (1 ครัวเรือน)</a>: ในหมู่บ้านมี {achiever} ใกล้เคียงมี {near} เรียนได้ที่ ฟาร์มเห็ดสมมุติ" in page
    assert f"{reverse('demand-list', args=[target.pk])}?trade={weave.pk}" in page
    block = client.get(reverse("target-detail", args=[target.pk])).content.decode()
    assert "ย้อมคราม, เพาะเห็ด" in block or "เพาะเห็ด, ย้อมคราม" in block


def test_a_household_whose_money_rose_counts_as_success_here(target):
    weave = make_occupation()
    wish(target, weave)
    for income, practising in [(120, "yes"), (80, "yes"), (150, "no")]:
        enrolment = make_enrolment(target, occupation=weave)
        EnrolmentState.objects.filter(enrolment=enrolment).update(
            practising=practising, baseline_income=100, latest_income=income
        )
    (one,) = demand_of(target, make_officer()).wanted
    assert one.practising == 1 and one.succeeds_here


def test_the_page_costs_the_same_for_two_trades_and_for_ten_and_keeps_to_the_area(client, target):
    make_team(target)
    client.force_login(make_officer())
    url = reverse("target-demand", args=[target.pk])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    for n in range(2):
        wish(target, make_occupation(f"อาชีพ{n}"))
    cost()
    two = cost()
    for n in range(2, 10):
        trade = make_occupation(f"อาชีพ{n}")
        wish(target, trade)
        make_sage(target.village, expertise=trade)
        LearningPlace.objects.create(village=target.village, name=f"ศูนย์{n}", trade_1=trade)
    assert cost() == two
    client.force_login(make_clerk())
    page = client.get(url).content.decode()
    assert "ส่งข้อเสนอเข้าแผน" not in page
    client.force_login(make_officer("3302"))
    assert client.get(url).status_code == 404


def test_before_the_survey_the_page_leads_to_it(client, target):
    client.force_login(make_officer())
    page = client.get(reverse("target-demand", args=[target.pk])).content.decode()
    assert "ยังไม่มีความต้องการอาชีพ" in page and reverse("demand-list", args=[target.pk]) in page
