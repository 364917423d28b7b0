"""The facts of the five ก are read from rows: who counts as trained in the same occupation, what a fund is, at what cost."""

import datetime
from decimal import Decimal

import pytest

from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Membership, Origin
from groups.standing import standing_of, standings_of
from tests.factories import (
    DAY,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_target,
    make_year,
    train,
)

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=90)


def trained(occupation=None, **extra):
    enrolment = make_enrolment(occupation=occupation or make_occupation(), **extra)
    train(enrolment)
    return enrolment


def test_households_of_the_same_trade_and_of_the_same_type_count():
    group = make_group(occupation=make_occupation("ทอผ้า"))
    make_member(group, trained(make_occupation("ทอผ้า")))
    make_member(group, trained(make_occupation("เย็บผ้า")))
    make_member(group, trained(make_occupation("เลี้ยงไก่", "เกษตร")))

    standing = standing_of(group)

    assert (standing.members, standing.trained_same_occupation) == (3, 2)


def test_a_group_named_by_a_type_counts_the_trades_under_it():
    group = make_group(occupation=make_occupation("ทอผ้า").parent)
    make_member(group, trained(make_occupation("ทอผ้า")))
    make_member(group, trained(make_occupation("ทอผ้า").parent))

    assert standing_of(group).trained_same_occupation == 2


def test_untrained_departed_and_other_people_are_members_or_not_but_do_not_count():
    group = make_group()
    make_member(group, make_enrolment(occupation=make_occupation()))  # never at the course
    make_member(group, trained(left_on=LATER))  # left the programme
    make_member(group, trained(), left=LATER)  # left the group
    make_member(group, person="นางคำ ใจดี")
    certified = make_enrolment(occupation=make_occupation(), certified_on=DAY, certified_reason="อบรมชดเชย")
    make_member(group, certified)

    standing = standing_of(group)

    assert (standing.members, standing.trained_same_occupation) == (4, 1)


def test_a_household_of_two_years_counts_once():
    household = make_household()
    group = make_group()
    for year in (2560, 2561):
        make_member(group, trained(household=household, target=make_target(year=make_year(year))))

    assert standing_of(group).trained_same_occupation == 1


def test_the_fund_is_the_sum_and_tools_are_counted_until_taken_back():
    group = make_group()
    post = {"group": group, "on": DAY}
    FundEntry.objects.create(kind="opening", amount=1000, item="เงินตั้งต้น", **post)
    FundEntry.objects.create(kind="expense", amount=-250, item="เส้นไหม", **post)
    loom = FundEntry.objects.create(kind="tool", item="กี่ทอผ้า", value=3000, **post)
    FundEntry.objects.create(kind="support", item="ด้าย", value=500, **post)
    assert (standing_of(group).balance, standing_of(group).tools) == (Decimal(750), 2)

    FundEntry.objects.create(kind="correction", item="ยกเลิก", value=-3000, corrects=loom, **post)

    assert (standing_of(group).balance, standing_of(group).tools) == (Decimal(750), 1)


def test_committee_rules_and_activities_are_those_of_today():
    group = make_group(origin=Origin.EXISTING)
    chair, other = make_member(group, person="นายหนึ่ง"), make_member(group, person="นายสอง")
    CommitteeTerm.objects.create(group=group, member=chair, position="chair", started=DAY, ended=LATER)
    CommitteeTerm.objects.create(group=group, member=other, position="member", started=DAY)
    CommitteeTerm.objects.create(group=group, member=other, position="treasurer", started=DAY)
    for day in (DAY, LATER):
        Bylaw.objects.create(group=group, text="ข้อ 1", adopted=day)
        GroupActivity.objects.create(group=group, on=day, what="ทอผ้าร่วมกัน")

    standing = standing_of(group)

    assert (standing.committee, standing.has_chair) == (1, False)
    assert (standing.bylaws_adopted, standing.activities, standing.last_activity) == (LATER, 2, LATER)
    assert standing.is_existing


@pytest.mark.parametrize("count", [1, 8])
def test_six_queries_for_one_group_or_many(django_assert_num_queries, count):
    for _ in range(count):
        group = make_group()
        make_member(group, trained())
        FundEntry.objects.create(group=group, on=DAY, kind="opening", amount=1, item="เงินตั้งต้น")
    groups = list(Group.objects.select_related("occupation", "year"))

    with django_assert_num_queries(6):
        standings = standings_of(groups)

    assert [standing.trained_same_occupation for standing in standings.values()] == [1] * count
    assert Membership.objects.count() == count
