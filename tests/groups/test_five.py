"""The five ก asked of the database say of every group what the rule says of its facts."""

import random

import pytest

from groups import five
from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Origin
from groups.rules import TITLES, unmet
from groups.standing import standings_of
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
MINIMUM = 2


def enrolled(pick, household=None, year=2560):
    """A household that is trained or not, in the same trade, one of the same type or another, gone or still there."""
    trade = make_occupation(*pick([("ทอผ้า",), ("ทอผ้า",), ("เย็บผ้า",), ("เลี้ยงไก่", "เกษตร")]))
    trade = pick([trade, trade, trade.parent])
    target = make_target(year=make_year(year, group_minimum=MINIMUM))
    household = {"household": household} if household else {}
    enrolment = make_enrolment(target, occupation=trade, left_on=pick([None, None, None, DAY]), **household)
    if pick([True, True, False]):
        train(enrolment)
    return enrolment


def random_group(pick):
    group = make_group(
        occupation=pick([make_occupation("ทอผ้า"), make_occupation("ทอผ้า").parent]),
        origin=pick(Origin.values),
        year=make_year(2560, group_minimum=MINIMUM),
    )
    twice = make_household()
    people = [enrolled(pick, twice, year) for year in (2560, 2561) if pick([True, False])]
    people += [enrolled(pick) for _ in range(pick([0, 1, 2]))]
    members = [make_member(group, enrolment, left=pick([None, None, DAY])) for enrolment in people]
    if pick([True, False]):
        members.append(make_member(group, person="นางคำ ใจดี", left=pick([None, DAY])))
    for member in members[:1]:
        position = pick(["chair", "chair", "secretary"])
        CommitteeTerm.objects.create(
            group=group, member=member, position=position, started=DAY, ended=pick([None, DAY])
        )
    if pick([True, False]):
        Bylaw.objects.create(group=group, text="ข้อ 1", adopted=pick([None, DAY]))
    for kind in ("opening", "tool", "support"):
        if pick([True, False, False]):
            post = {"group": group, "on": DAY, "item": kind}
            amount = 10 if kind == "opening" else 0
            entry = FundEntry.objects.create(kind=kind, amount=amount, value=None if amount else 500, **post)
            if pick([True, False]):
                FundEntry.objects.create(kind="correction", amount=-amount, corrects=entry, **post)
    if pick([True, False]):
        GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้าร่วมกัน")


def names(groups):
    return set(groups.values_list("pk", flat=True))


def test_the_database_and_the_rule_say_the_same_of_random_groups(django_assert_num_queries):
    pick = random.Random(7).choice  # noqa: S311
    for _ in range(120):
        random_group(pick)
    groups = list(Group.objects.select_related("occupation", "year"))
    missing = {pk: [one.partition(" ")[0] for one in unmet(s)] for pk, s in standings_of(groups).items()}
    seen = set()
    for n, title in zip(five.ELEMENTS, TITLES, strict=True):
        expected = {pk for pk, lost in missing.items() if title.partition(" ")[0] in lost}
        with django_assert_num_queries(1):
            assert names(five.lacking(Group.objects.all(), n)) == expected, title
        assert 0 < len(expected) < len(groups)
        seen |= expected
    assert names(five.short(Group.objects.all())) == seen
    assert names(five.complete(Group.objects.all())) == {group.pk for group in groups} - seen != set()
