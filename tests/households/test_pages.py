"""Households listed and shown inside one's area: found by name, house number or phone, at one cost, without money for a trainer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households import actions
from households.models import Enrolment, Household, LivelihoodRound, Material
from tests.factories import (
    DAY,
    make_area,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_household,
    make_occupation,
    make_officer,
    make_target,
    make_team,
    make_trainer_user,
    make_visit,
    make_year,
    train,
)

pytestmark = pytest.mark.django_db


def cost(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def full_household(officer, team, n):
    """A household with everything that its pages show."""
    enrolment = make_enrolment(team.target_village, occupation=make_occupation())
    actions.assign(enrolment, team.seated()[n % 5], by=officer, today=DAY, reason="ทดสอบ")
    train(enrolment)
    make_visit(enrolment, officer)
    LivelihoodRound.objects.create(enrolment=enrolment, on=DAY, income_farm=1000)
    Material.objects.create(enrolment=enrolment, item="เส้นไหม")
    return enrolment


@pytest.mark.parametrize(
    "name", ["household-list", "visit-list", "enrolment-grid", "assignment-board", "attendance-grid", "livelihood-grid"]
)
def test_page_costs_the_same_for_two_households_and_for_twenty(client, officer, name):
    team = make_team()
    for n in range(2):
        full_household(officer, team, n)
    url = reverse(name, args=[] if name.endswith("-list") else [team.target_village_id])
    client.get(url)  # fills what Django reads once
    two = cost(client, url)
    for n in range(18):
        full_household(officer, team, n)
    assert cost(client, url) == two


def test_page_of_a_household_costs_the_same_for_one_visit_and_for_ten(client, officer):
    enrolment = full_household(officer, make_team(), 0)
    url = reverse("household-detail", args=[enrolment.household_id])
    client.get(url)
    one = cost(client, url)
    for _ in range(9):
        make_visit(enrolment, officer)
    assert cost(client, url) == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=สมใจ", True),
        ("q=12/3", True),
        ("q=๑๒/๓", True),
        ("q=12", False),
        ("q=081-234-5678", True),
        ("q=0812345679", False),
        ("year=2560", True),
        ("year=2561", False),
        ("cared=yes&trained=yes", True),
        ("cared=no", False),
        ("trained=no", False),
        ("area=330101", True),
        ("area=330102", False),
    ],
)
def test_search_and_filters(client, officer, query, found):
    team = make_team()
    household = make_household(house_no="12/3", title="นาง", first_name="สมใจ", last_name="ใจงาม", phone="0812345678")
    enrolment = make_enrolment(team.target_village, household=household)
    make_assignment(enrolment, team.seated()[0])
    train(enrolment)
    make_area("330102")
    make_year(2561)
    page = client.get(f"{reverse('household-list')}?{query}").content.decode()
    assert ("นางสมใจ ใจงาม" in page) is found


@pytest.mark.parametrize("name", ["household-detail", "household-edit"])
@pytest.mark.parametrize(("area_code", "status"), [("3301", 200), ("3302", 404), ("", 404)])
def test_household_pages_keep_to_the_area(client, name, area_code, status):
    household = make_household()
    client.force_login(make_officer(area_code))
    assert client.get(reverse(name, args=[household.pk])).status_code == status


@pytest.mark.parametrize(
    "name",
    ["enrolment-grid", "assignment-board", "attendance-grid", "livelihood-grid", "enrolment-edit", "material-new"],
)
@pytest.mark.parametrize(("area_code", "status"), [("3301", 200), ("3302", 404)])
def test_village_pages_keep_to_the_area(client, name, area_code, status):
    enrolment = make_enrolment()
    row = enrolment if name in ("enrolment-edit", "material-new") else enrolment.target_village
    client.force_login(make_officer(area_code))
    assert client.get(reverse(name, args=[row.pk])).status_code == status


@pytest.mark.parametrize("name", ["enrolment-grid", "attendance-grid", "livelihood-grid"])
def test_province_reads_pages_and_types_in_no_grid(client, name):
    enrolment = make_enrolment()
    client.force_login(make_clerk())
    assert client.get(reverse(name, args=[enrolment.target_village_id])).status_code == 403
    page = client.get(reverse("household-detail", args=[enrolment.household_id])).content.decode()
    assert "แก้ไข" not in page and "บันทึกการเยี่ยม" not in page


def test_trainer_sees_his_household_without_money_until_it_is_handed_over(client, officer):
    team = make_team()
    enrolment = full_household(officer, team, 0)
    trainer = team.seated()[0]
    client.force_login(make_trainer_user(trainer.sage))
    url = reverse("household-detail", args=[enrolment.household_id])
    page = client.get(url).content.decode()
    assert "บันทึกการเยี่ยม" in page and "รายได้" not in page and "แก้ไข" not in page and "เส้นไหม" not in page
    assert client.get(reverse("household-edit", args=[enrolment.household_id])).status_code == 404
    actions.hand_over(enrolment, team.seated()[1], by=officer, today=DAY, reason="ย้ายบ้าน", over_reason="-")
    assert client.get(url).status_code == 404


def test_trainer_sees_of_his_household_the_year_he_looks_after_alone(client, officer):
    team = make_team()
    enrolment = full_household(officer, team, 0)
    last_year = make_target(year=make_year(2559))
    make_enrolment(last_year, household=enrolment.household, participant="นางไพลิน ใจงาม")
    url = reverse("household-detail", args=[enrolment.household_id])
    assert "นางไพลิน ใจงาม" in client.get(url).content.decode()
    client.force_login(make_trainer_user(team.seated()[0].sage))
    assert "นางไพลิน ใจงาม" not in client.get(url).content.decode()


def test_page_says_net_and_the_four_criteria(client, officer):
    enrolment = make_enrolment()
    spares = {"spares_self": True, "spares_others": True, "spares_nature": True}
    LivelihoodRound.objects.create(enrolment=enrolment, on=DAY, income_farm=50000, expense_needed=42000, **spares)
    page = client.get(reverse("household-detail", args=[enrolment.household_id])).content.decode()
    assert "8,000" in page and ">ผ่าน<" in page


def test_edited_household_is_saved_once_and_a_stale_page_overwrites_nothing(client, officer):
    household = make_household(house_no="5", title="นาย", first_name="บุญมี", last_name="นาดี")
    url = reverse("household-edit", args=[household.pk])
    data = {"house_no": "๕", "title": "นาย", "first_name": "บุญมี", "last_name": "มีสุข", "version": 1}
    assert client.post(url, data).status_code == 302
    page = client.post(url, data | {"last_name": "นาดี"}).content.decode()
    assert "ยังไม่ได้บันทึกทับ" in page and "มีสุข" in page
    household.refresh_from_db()
    assert (household.last_name, household.house_no, household.version) == ("มีสุข", "5", 2)


def test_house_number_of_a_neighbour_is_asked(client, officer):
    make_household(house_no="7", first_name="สมใจ")
    household = make_household(house_no="5")
    data = {"house_no": "7", "title": "นาย", "first_name": "บุญมี", "last_name": "นาดี", "version": 1}
    url = reverse("household-edit", args=[household.pk])
    assert "มีบ้านเลขที่ 7 อยู่แล้ว" in client.post(url, data).content.decode()
    assert client.post(url, data | {"confirmed": "on"}).status_code == 302


def enrolment_data(**changes):
    return {"volunteer": "on", "version": 1} | changes


def test_wishes_and_the_officers_word(client, officer):
    enrolment = make_enrolment()
    weave, cook = make_occupation("ทอผ้า"), make_occupation("ทำน้ำพริก", "แปรรูปอาหาร")
    url = reverse("enrolment-edit", args=[enrolment.pk])
    data = enrolment_data(wish_1=weave.pk, wish_2=cook.pk, certified_on="20/4/2560")
    assert "เลือกอาชีพนี้แล้วในอันดับก่อน" in client.post(url, data | {"wish_2": weave.pk}).content.decode()
    assert "ต้องบอกวันอบรมชดเชยหรือเหตุผล" in client.post(url, data).content.decode()
    assert client.post(url, data | {"certified_reason": "อบรมชดเชย 20 เม.ย."}).status_code == 302
    assert [wish.occupation for wish in Enrolment.objects.get().wishes] == [weave, cook]
    assert enrolment in Enrolment.objects.trained()
    client.post(url, enrolment_data(version=2, wish_1=cook.pk))
    assert [wish.occupation for wish in Enrolment.objects.get().wishes] == [cook]
    assert enrolment not in Enrolment.objects.trained()


def test_household_that_leaves_says_why_and_its_place_becomes_free(client, officer):
    team = make_team()
    enrolment = make_enrolment(team.target_village)
    make_assignment(enrolment, team.seated()[0])
    url = reverse("enrolment-edit", args=[enrolment.pk])
    assert "โปรดบอกเหตุที่ออก" in client.post(url, enrolment_data(left_on="1/4/2560")).content.decode()
    client.post(url, enrolment_data(left_on="1/4/2560", left_reason="ย้ายไปต่างจังหวัด"))
    assert not team.seated()[0].assignments.serving().exists()
    assert "ย้ายไปต่างจังหวัด" in enrolment.assignments.get().end_reason


def test_material_is_written_and_listed(client, officer):
    enrolment = make_enrolment()
    url = reverse("material-new", args=[enrolment.pk])
    assert client.post(url, {"item": "เส้นไหมยืน", "quantity": "2", "unit": "กก.", "value": "๑,๘๐๐"}).status_code == 302
    assert "2 กก. · 1,800 บาท" in client.get(url).content.decode()
    assert "ติดลบ" in client.post(url, {"item": "กี่", "value": "-1"}).content.decode()
    assert Household.objects.get().enrolments.get().materials.count() == 1
