"""The list of target villages and the village page: inside the area, narrowed by what is left to do, at a constant cost."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_assignment,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    make_year,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_officer("3301")
    client.force_login(user)
    return user


def titles(response):
    return [row["cells"][0]["text"] for row in response.context["rows"]]


def full_village(code, officer):
    team = make_team(make_target(make_village(code)))
    target = team.target_village
    enrolment = make_enrolment(target)
    make_assignment(enrolment, team.seated()[0])
    make_visit(enrolment, officer)
    make_group(target.village)
    make_record(code, target_village=target)
    return target


def test_list_finds_filters_and_sorts_in_thai(client, officer):
    make_target(make_village("33010105", "ขวัญเมือง"), make_year(2560))
    make_target(make_village("33010206", "เกษตรพัฒนา"), make_year(2561))
    url = reverse("target-list")
    assert titles(client.get(url)) == ["บ้านเกษตรพัฒนา", "บ้านขวัญเมือง"]
    assert titles(client.get(url, {"q": "ขวัญ"})) == ["บ้านขวัญเมือง"]
    assert titles(client.get(url, {"year": "2561"})) == ["บ้านเกษตรพัฒนา"]
    assert titles(client.get(url, {"area": "330101"})) == ["บ้านขวัญเมือง"]
    assert titles(client.get(url, {"sort": "year"})) == ["บ้านเกษตรพัฒนา", "บ้านขวัญเมือง"]


def test_list_shows_only_the_posting(client):
    make_target(make_village("33010105", "ในเขต")), make_target(make_village("33020105", "นอกเขต"))
    client.force_login(make_officer("3301"))
    assert titles(client.get(reverse("target-list"))) == ["บ้านในเขต"]
    assert titles(client.get(reverse("target-list"), {"area": "3302"})) == ["บ้านในเขต"]


def test_breadcrumb_does_not_name_a_village_outside_the_posting(client, officer):
    make_village("33010105", "ในเขต"), make_village("33020105", "นอกเขต")
    url = reverse("target-list")
    assert "ในเขต" in client.get(url, {"area": "33010105"}).content.decode()
    assert "นอกเขต" not in client.get(url, {"area": "33020105"}).content.decode()
    assert client.get(url, {"area": "3301\0"}).status_code == 200


def test_each_need_finds_the_villages_behind_the_number(client, officer):
    full_village("33010105", officer)
    short = make_team(make_target(make_village("33010106", "ขาดคน")), seats=3).target_village
    make_enrolment(short)

    def found(need):
        return titles(client.get(reverse("target-list"), {"need": need}))

    assert found("team") == found("trainer") == ["บ้านขาดคน"]
    assert found("group") == ["บ้านโนนสมมุติ"]
    assert set(found("record")) == {"บ้านขาดคน", "บ้านโนนสมมุติ"}
    assert found("visit") == ["บ้านโนนสมมุติ"]  # visited in 2560, long ago; nobody has taken the other household yet


def test_list_and_page_cost_the_same_for_two_and_twenty(client, officer, django_assert_max_num_queries):
    def queries(url):
        client.get(url)
        with django_assert_max_num_queries(60) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    target = full_village("33010101", officer)
    full_village("33010102", officer)
    urls = [reverse("target-list"), reverse("home"), reverse("target-detail", args=[target.pk])]
    few = [queries(url) for url in urls]
    for moo in range(3, 21):
        full_village(f"330101{moo:02}", officer)
    for _ in range(6):
        make_visit(make_enrolment(target), officer)
    assert [queries(url) for url in urls] == few


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: make_officer("3301"), 200),
        (lambda: make_clerk("33"), 200),
        (make_department, 200),
        (lambda: make_officer("3302"), 404),
        (lambda: make_officer(""), 404),
        (lambda: make_trainer_user(make_sage()), 404),
    ],
    ids=["own district", "own province", "country", "next district", "no posting", "trainer"],
)
def test_village_page_keeps_to_the_area(client, make, status):
    target = make_target()
    client.force_login(make())
    assert client.get(reverse("target-detail", args=[target.pk])).status_code == status


def test_village_page_has_one_next_action_for_those_who_write(client, officer):
    team = make_team(make_target(), seats=1)
    url = reverse("target-detail", args=[team.target_village_id])
    make_sage(), make_sage(), make_sage(), make_sage()
    page = client.get(url).content.decode()
    assert page.count("ขั้นต่อไป:") == 1 and "ขั้นต่อไป: บันทึกหลักสูตรของวิทยากรผู้นำ" in page
    client.force_login(make_clerk("33"))
    page = client.get(url).content.decode()
    assert "ขั้นต่อไป:" not in page and "กำลังทำ: ผู้นำผ่านหลักสูตร" in page
    assert reverse("target-edit", args=[team.target_village_id]) not in page


def test_every_step_and_way_of_the_page_opens(client, officer):
    target = full_village("33010105", officer)
    fresh = make_target(make_village("33010106"))
    for village in (target, fresh):
        sections = client.get(reverse("target-detail", args=[village.pk])).context["sections"]
        urls = {step["url"] for section in sections for step in section["steps"]}
        urls |= {way["url"] for section in sections for block in section["blocks"] for way in block.get("ways", [])}
        assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_village_page_leads_to_its_other_years(client, officer):
    first = make_target(year=make_year(2560))
    second = make_target(year=make_year(2561))
    page = client.get(reverse("target-detail", args=[first.pk])).content.decode()
    assert reverse("target-detail", args=[second.pk]) in page
