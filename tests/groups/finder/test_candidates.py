"""Who could form a group: trained households of one type of occupation that no group has yet."""

import pytest

from groups.finder.candidates import candidates_for, clusters_of
from tests.factories import (
    DAY,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_target,
    make_village,
    make_year,
    train,
)

pytestmark = pytest.mark.django_db


def trained(n, name="ทอผ้า", type_name="ผ้า/สิ่งทอ", **extra):
    enrolments = [make_enrolment(occupation=make_occupation(name, type_name), **extra) for _ in range(n)]
    for enrolment in enrolments:
        train(enrolment)
    return enrolments


def test_trained_households_cluster_by_type_largest_first():
    trained(2, "เลี้ยงไก่", "เกษตร")
    weavers = trained(3, "ทอผ้า") + trained(2, "เย็บผ้า")
    make_enrolment(occupation=make_occupation())  # not trained
    trained(1, left_on=DAY)
    certified = make_enrolment(certified_on=DAY, certified_reason="อบรมชดเชย")  # trained, without an occupation

    fabric, farm = clusters_of([make_target()])[make_target().pk]

    assert (fabric.kind.name, fabric.enrolments, fabric.short, fabric.occupation.name) == (
        "ผ้า/สิ่งทอ",
        weavers,
        0,
        "ผ้า/สิ่งทอ",
    )
    assert (farm.kind.name, len(farm.enrolments), farm.short, farm.occupation.name) == ("เกษตร", 2, 3, "เลี้ยงไก่")
    assert certified not in fabric.enrolments + farm.enrolments


def test_a_household_in_a_group_is_not_found_again_until_it_leaves():
    first, second = trained(2)
    member = make_member(make_group(), first)
    assert [cluster.enrolments for cluster in clusters_of([make_target()])[make_target().pk]] == [[second]]

    member.left, member.left_reason = DAY, "ย้ายไปทำงานต่างจังหวัด"
    member.save()

    assert [cluster.enrolments for cluster in clusters_of([make_target()])[make_target().pk]] == [[first, second]]


def test_a_household_in_a_group_through_another_year_is_not_found():
    household = make_household()
    (of_2560,) = trained(1, household=household)
    (of_2561,) = trained(1, household=household, target=make_target(year=make_year(2561)))
    group = make_group()
    make_member(group, of_2560)

    assert clusters_of([of_2561.target_village])[of_2561.target_village_id] == []
    assert list(candidates_for(group)) == []


def test_who_may_join_are_households_of_the_village_with_their_training_told():
    (weaver,) = trained(1)
    learner = make_enrolment()
    make_enrolment(make_target(make_village("33010106")))

    assert {(found.pk, found.is_trained) for found in candidates_for(make_group())} == {
        (weaver.pk, True),
        (learner.pk, False),
    }


@pytest.mark.parametrize("count", [1, 6])
def test_one_query_for_one_village_or_many(django_assert_num_queries, count):
    targets = [make_target(make_village(f"3301010{n}")) for n in range(count)]
    for target in targets:
        trained(2, target=target)

    with django_assert_num_queries(1):
        clusters = clusters_of(targets)

    assert [len(clusters[target.pk][0].enrolments) for target in targets] == [2] * count
