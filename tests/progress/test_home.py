"""The first page by role: the right numbers, a list behind each, and no way to an area that is not one's own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samma.knowledge.models import State
from samma.progress.rollups import settle
from tests.factories import (
    make_area,
    make_clerk,
    make_department,
    make_enrolment,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    make_year,
    train,
)

pytestmark = pytest.mark.django_db
HOME = "/"


def figure(response, label):
    return next(one["value"] for one in response.context["figures"] if one["label"] == label)


def work(response):
    return {card["title"]: card["status"]["word"] for card in response.context["work"]}


def test_trainer_goes_to_his_field_page(client):
    client.force_login(make_trainer_user(make_sage()))
    assert client.get(HOME).url == reverse("field-home")


def test_stranger_is_asked_to_sign_in(client):
    assert client.get(HOME).url.startswith(reverse("account_login"))


def test_officer_sees_his_villages_and_what_waits(client):
    officer = make_officer("3301")
    done = make_team(make_target(make_village("33010105", "ครบ"))).target_village
    make_visit(make_enrolment(done), officer)
    make_enrolment(make_target(make_village("33010106", "เริ่ม")))
    make_target(make_village("33020101", "นอกเขต"))
    client.force_login(officer)
    response = client.get(HOME)
    assert [row["cells"][0]["text"] for row in response.context["rows"]] == ["บ้านครบ", "บ้านเริ่ม"]
    assert (figure(response, "หมู่บ้านเป้าหมาย"), figure(response, "ทีมวิทยากรครบ 5 คน")) == ("2", "1")
    assert work(response) == {
        "ทีมวิทยากรยังไม่ครบ 5 คน": "1 หมู่บ้าน",
        "ครัวเรือนยังไม่มีวิทยากรดูแล": "2 ครัวเรือน",
        "ครัวเรือนยังไม่เคยเยี่ยม": "1 ครัวเรือน",
        "ครัวเรือนเลยกำหนดเยี่ยม": "1 ครัวเรือน",
        "ยังไม่ส่งองค์ความรู้": "2 หมู่บ้าน",
    }
    assert "ข้อมูล ณ" in response.content.decode() and "นอกเขต" not in response.content.decode()


def test_every_card_of_work_leads_to_as_many_villages(client):
    officer = make_officer("3301")
    make_team(make_target(make_village("33010105", "ครบ")))
    make_target(make_village("33010106", "เริ่ม"))
    client.force_login(officer)
    cards = client.get(HOME).context["work"]
    behind = {card["title"]: len(client.get(card["url"]).context["rows"]) for card in cards}
    assert behind == {"ทีมวิทยากรยังไม่ครบ 5 คน": 1, "ยังไม่ส่งองค์ความรู้": 2}


def test_home_opens_at_the_latest_year_and_goes_back(client):
    make_target(make_village("33010105", "เก่า"), make_year(2560))
    make_target(make_village("33010106", "ใหม่"), make_year(2561))
    make_target(make_village("33010107", "อนาคต"), make_year(2599))
    client.force_login(make_officer("3301"))
    assert client.get(HOME).context["year"].pk == 2561
    assert client.get(HOME, {"year": "2560"}).context["year"].pk == 2560
    assert client.get(HOME, {"year": "1234"}).context["year"].pk == 2561
    assert client.get(HOME, {"year": "๒๕"}).status_code == 200


def test_province_compares_its_districts_and_has_its_queue(client):
    make_area("330101", "เมือง"), make_area("330201", "ข้าง")
    officer = make_officer("33")
    done = make_team(make_target(make_village("33010105"))).target_village
    enrolment = make_enrolment(done)
    train(enrolment)
    make_visit(enrolment, officer)
    make_record("33010105", year=2560, target_village=done, state=State.APPROVED)
    make_record("3301", year=2560, state=State.CHECKED, title="รอตรวจอยู่", submitted_at=timezone.now())
    make_enrolment(make_target(make_village("33020101")))
    make_target(make_village("34010101"))
    settle("TH")
    client.force_login(make_clerk("33"))
    response = client.get(HOME)
    rows = {row["key"]: [str(cell["text"]) for cell in row["cells"][1:]] for row in response.context["rows"]}
    assert rows == {
        "3301": ["1", "1", "1", "1", "1", "1", "0", "0", "1", "1", "0"],
        "3302": ["1", "0", "1", "0", "0", "0", "0", "0", "0", "0", "1"],
    }
    for row in response.context["rows"]:
        urls = [row["url"], *(cell["url"] for cell in row["cells"] if cell.get("url"))]
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    assert "รอตรวจอยู่" in response.content.decode() and "รอตรวจ 1 เรื่อง" in response.content.decode()


def test_department_compares_provinces_and_reaches_its_lists(client):
    make_target(make_village("33010105")), make_target(make_village("34010105"))
    settle("TH")
    client.force_login(make_department())
    response = client.get(HOME)
    assert [row["key"] for row in response.context["rows"]] == ["33", "34"]
    page = response.content.decode()
    assert all(reverse(name) in page for name in ("year-list", "occupation-list", "village-list", "admin:index"))


def test_area_home_costs_the_same_for_two_and_twenty_villages(client, django_assert_max_num_queries):
    client.force_login(make_clerk("33"))

    def queries():
        settle("TH")
        client.get(HOME)
        with django_assert_max_num_queries(40) as counted:
            client.get(HOME)
        return len(counted)

    for moo in (1, 2):
        make_team(make_target(make_village(f"330101{moo:02}")))
    few = queries()
    for moo in range(3, 21):
        make_enrolment(make_team(make_target(make_village(f"3301{moo:02}01"))).target_village)
        make_record(f"3301010{moo % 9 + 1}", year=2560, state=State.SUBMITTED)
    assert queries() <= few


@pytest.mark.parametrize("make", [lambda: make_officer(""), lambda: make_clerk("")], ids=["officer", "province"])
def test_account_without_posting_is_told_so(client, make):
    make_target()
    client.force_login(make())
    page = client.get(HOME).content.decode()
    assert "ยังไม่ได้กำหนดพื้นที่ปฏิบัติงาน" in page and "โนนสมมุติ" not in page


@pytest.mark.parametrize("make", [make_officer, make_clerk, make_department])
def test_home_without_any_village_says_what_to_do(client, make):
    client.force_login(make())
    assert "ยังไม่มีหมู่บ้านเป้าหมาย" in client.get(HOME).content.decode()
