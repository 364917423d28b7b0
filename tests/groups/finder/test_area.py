"""Who could form a group over an area: whole ones, nearly whole ones with the neighbours that complete them, groups to link."""

import pytest
from django.urls import reverse

from groups.finder.area import find
from groups.models import Group
from tests.factories import (
    DAY,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_officer,
    make_target,
    make_village,
    make_year,
    train,
)

pytestmark = pytest.mark.django_db


def trained(n, code="33010105", trade="ทอผ้า", kind="ผ้า/สิ่งทอ", **extra):
    village = make_village(code, f"บ้าน{code[-2:]}")
    target = make_target(village)
    found = [make_enrolment(target, occupation=make_occupation(trade, kind), **extra) for _ in range(n)]
    for enrolment in found:
        train(enrolment)
    return found


def told(found):
    return [(one.village.code, one.kind_name, one.count, one.short) for one in found]


def test_whole_ones_come_first_and_a_trade_alone_is_told():
    trained(5)
    trained(2, trade="เย็บผ้า")
    trained(3, trade="เลี้ยงไก่", kind="เกษตร")
    make_enrolment(occupation=make_occupation())  # not trained
    trained(1, code="34010101")  # another province

    found = find(make_clerk(), "33")

    assert told(found) == [("33010105", "ผ้า/สิ่งทอ", 7, 0), ("33010105", "เกษตร", 3, 2)]
    assert [(name, n) for _pk, name, n in found[0].whole_trades] == [("ทอผ้า", 5)]


def test_neighbours_of_the_tambon_complete_what_is_short():
    trained(4)
    trained(2, code="33010106")
    trained(1, code="33010107")
    trained(3, code="33010201")  # another tambon

    short = {one.village.code: one for one in find(make_officer(), "3301")}

    assert [other.village.code for other in short["33010105"].completing] == ["33010106"]
    assert short["33010105"].can_be_completed
    assert not short["33010201"].can_be_completed and short["33010201"].completing == []


def test_of_one_village_the_neighbours_are_still_known():
    trained(4)
    trained(2, code="33010106")

    (one,) = find(make_officer(), "33010105")

    assert [other.village.code for other in one.near] == ["33010106"]


def test_a_household_of_two_years_counts_once_and_one_in_a_group_not_at_all():
    trained(3)
    household = make_household(village=make_village("33010105"))
    for year in (2560, 2561):
        train(make_enrolment(make_target(year=make_year(year)), household=household, occupation=make_occupation()))
    (taken,) = trained(1)
    make_member(make_group(), taken)

    assert told(find(make_officer(), "3301")) == [("33010105", "ผ้า/สิ่งทอ", 4, 1)]


def test_groups_of_the_district_with_the_same_type_are_named_to_link_with():
    trained(5)
    near = make_group(make_village("33010201"), name="กลุ่มทอผ้าบ้านใกล้")
    make_group(make_village("33020101", "ดอนอื่น"), name="กลุ่มต่างอำเภอ")
    make_group(make_village("33010201"), name="กลุ่มเลี้ยงไก่", occupation=make_occupation("เลี้ยงไก่", "เกษตร"))

    (one,) = find(make_officer(), "3301")

    assert one.alike == [near]


def test_nobody_sees_beyond_his_area():
    trained(5, code="33020101")

    assert find(make_officer("3301"), "3302") == []
    assert find(make_officer(""), "") == []


@pytest.mark.parametrize("villages", [1, 9])
def test_three_queries_for_one_village_or_many(django_assert_num_queries, villages):
    for n in range(villages):
        trained(5, code=f"3301010{n}")
    clerk = make_clerk()

    with django_assert_num_queries(3):
        found = find(clerk, "33")

    assert len(found) == villages


# --- the page ---------------------------------------------------------------------------------------------------------
def test_from_the_finder_a_short_village_is_completed_by_its_neighbour(client):
    own, others = trained(4), trained(2, code="33010106")
    client.force_login(make_officer("3301"))

    page = client.get(reverse("group-finder"), {"show": "nearly"})
    assert [tab["count"] for tab in page.context["tabs"]] == [0, 1]
    url = page.context["rows"][0]["cells"][-1]["url"]
    form = client.get(url).context["form"]
    assert set(form["enrolments"].value()) == {one.pk for one in own}
    sent = {
        "name": "กลุ่มทอผ้าสองหมู่บ้าน",
        "occupation": make_occupation().pk,
        "founded": "1/3/2560",
        "explained_on": "20/2/2560",
        "enrolments": [one.pk for one in [*own, others[0]]],
    }
    asked = client.post(url, sent)
    assert "อยู่ต่างหมู่บ้าน" in asked.context["form"].errors["reason"][0]
    client.post(url, sent | {"reason": "อยู่ติดกัน ทอด้วยกันมาก่อน"})

    group = Group.objects.get()
    assert group.memberships.get(enrolment=others[0]).note == "อยู่ติดกัน ทอด้วยกันมาก่อน"
    assert group.memberships.filter(joined=DAY).count() == 5


def test_the_country_is_asked_by_province(client):
    trained(5)
    client.force_login(make_department())

    assert client.get(reverse("group-finder")).context["needs_area"]


def test_an_area_outside_the_posting_is_answered_with_ones_own(client):
    trained(5, code="33020101")
    client.force_login(make_officer("3301"))

    page = client.get(reverse("group-finder"), {"area": "3302"})

    assert page.context["rows"] == []
