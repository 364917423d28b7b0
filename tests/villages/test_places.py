"""The way down to a place: one query, links inside the posting only, choices that narrow step by step."""

import pytest

from samma.accounts.models import Role
from tests.factories import make_area, make_clerk, make_department, make_officer, make_target, make_user, make_village
from villages.models import Area, TargetVillage
from villages.places import area_choices, crumbs_for, place_name, posting_name, with_place_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    for code, name in [("33", "ศรีสะเกษ"), ("3301", "เมืองศรีสะเกษ"), ("330101", "เมืองเหนือ")]:
        Area.objects.create(code=code, name_th=name)
    return make_village("33010105", "โนนสมมุติ")


def test_crumbs_go_down_to_the_village_with_one_query(village, django_assert_num_queries):
    officer = make_officer("3301")
    with django_assert_num_queries(1):
        crumbs = crumbs_for("33010105", officer, page="แก้ไข")
    labels = ["จังหวัดศรีสะเกษ", "อำเภอเมืองศรีสะเกษ", "ตำบลเมืองเหนือ", "บ้านโนนสมมุติ หมู่ 5", "แก้ไข"]
    assert [label for label, _ in crumbs] == labels


def test_crumbs_link_inside_the_posting_only(village):
    def linked(user):
        return [bool(url) for _, url in crumbs_for("33010105", user)]

    assert linked(make_clerk("33")) == [True, True, True, True]
    assert linked(make_officer("3301")) == [False, True, True, True]
    assert linked(make_officer("")) == [False] * 4


def test_crumb_of_the_village_leads_to_its_page(village):
    target = make_target(village)
    assert crumbs_for("33010105", make_officer(), target_pk=target.pk)[-1][1] == f"/villages/{target.pk}/"
    assert crumbs_for("3301", make_officer())[-1][1] == "/villages/?area=3301"
    assert crumbs_for("TH", make_department()) == []


def test_place_is_named_as_in_an_address(village):
    assert place_name("33010105") == "บ้านโนนสมมุติ หมู่ที่ 5 ตำบลเมืองเหนือ อำเภอเมืองศรีสะเกษ จังหวัดศรีสะเกษ"
    assert place_name("3301") == "อำเภอเมืองศรีสะเกษ จังหวัดศรีสะเกษ"
    assert place_name("33010199") == "ตำบลเมืองเหนือ อำเภอเมืองศรีสะเกษ จังหวัดศรีสะเกษ"
    assert posting_name(make_department()) == "ทั้งประเทศ"


def test_rows_carry_their_places_names_in_one_query(village, django_assert_num_queries):
    make_target(village)
    with django_assert_num_queries(1):
        row = with_place_names(TargetVillage.objects.all()).get()
    assert (row.tambon_name, row.district_name, row.province_name) == ("เมืองเหนือ", "เมืองศรีสะเกษ", "ศรีสะเกษ")


def test_choices_are_the_level_below_the_posting(village):
    make_area("330102", "อื่น")
    make_area("330201", "ข้างเคียง")
    assert {code for code, _ in area_choices(make_officer("3301"))} == {"330101", "330102"}
    assert {code for code, _ in area_choices(make_clerk("33"))} == {"3301", "3302"}
    assert {code for code, _ in area_choices(make_department())} == {"33"}
    assert area_choices(make_user(Role.OFFICER, "")) == []
    assert area_choices(make_user(Role.TRAINER, "")) == []


def test_choices_open_below_the_chosen_place(village, django_assert_num_queries):
    make_area("330201", "ข้างเคียง")
    clerk = make_clerk("33")
    with django_assert_num_queries(1):
        choices = area_choices(clerk, "330101")
    assert [code for code, _ in choices] == ["3302", "3301", "330101"]  # ข้างเคียง4 stands before เมืองศรีสะเกษ
    assert area_choices(clerk, "33010105")[-1] == ("33010105", "บ้านโนนสมมุติ หมู่ที่ 5")
    assert "530101" not in dict(area_choices(clerk, "530101"))
