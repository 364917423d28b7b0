"""The page of proofs, the village beside its own beginning, exemplary households, and plans that passed their day."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from samma.progress.steps import LABELS
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_officer,
    make_round,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
)
from villages.models import PlanItem

pytestmark = pytest.mark.django_db


def test_every_step_tells_its_proof_and_leads_to_the_list_behind_it(client):
    target = make_team(make_target(make_village("33010105"), make_year(2560))).target_village
    make_enrolment(target)
    client.force_login(make_officer("3301"))
    response = client.get(reverse("target-steps", args=[target.pk]))
    rows = {row["key"]: row["cells"] for row in response.context["rows"]}
    assert list(rows) == list(LABELS)
    assert rows["team"][1]["chip"]["word"] == "ทำแล้ว" and rows["team"][2]["text"] == "วิทยากรที่อยู่ในทีม 5 จาก 5 คน"
    assert rows["register"][3]["text"] == "ทะเบียนยังขาด 19 ครัวเรือน"
    assert {client.get(cells[2]["url"]).status_code for cells in rows.values()} == {200}
    page = client.get(reverse("target-detail", args=[target.pk])).content.decode()
    assert "สิ่งที่ยังขาดของขั้น" in page and "ยังไม่ได้บันทึกหลักสูตรที่วิทยากรผู้นำผ่าน" in page


def test_a_reader_of_the_province_is_led_to_proofs_and_not_to_forms(client):
    target = make_target(make_village("33010105"))
    client.force_login(make_clerk("33"))
    sections = client.get(reverse("target-detail", args=[target.pk])).context["sections"]
    assert {client.get(step["url"]).status_code for one in sections for step in one["steps"]} == {200}
    assert "action_url" not in client.get(reverse("target-steps", args=[target.pk])).context


def test_a_village_stands_beside_its_own_beginning(client):
    officer, target = make_officer("3301"), make_target(make_village("33010105", "เริ่มดี"))
    first, second, third = (make_enrolment(target) for _ in range(3))
    make_visit(first, officer, practising="yes")
    (
        make_round(first, DAY, income_farm=100, savings=10),
        make_round(first, DAY.replace(month=9), income_farm=160, savings=30),
    )
    make_round(second, DAY, income_farm=300), make_round(second, DAY.replace(month=9), income_farm=340)
    make_round(third, DAY, income_farm=9999)
    client.force_login(officer)
    response = client.get(reverse("target-since", args=[target.pk]))
    rows = {row["key"]: [cell["text"] for cell in row["cells"][1:]] for row in response.context["rows"]}
    assert rows["รายได้เฉลี่ยต่อปี"] == ["200", "250", "50", "2"]
    assert rows["รายจ่ายเฉลี่ยต่อปี"] == ["–", "–", "–", "0"] and rows["เงินออมเฉลี่ย"] == ["10", "30", "20", "1"]
    text = response.context["share_text"]
    assert "• รายได้เฉลี่ยต่อปี จาก 200 เป็น 250 บาท (2 ครัวเรือนที่ทราบทั้งก่อนและหลัง)" in text
    assert "ทำอาชีพอยู่" in text and first.household.first_name not in text
    assert 'role="img"' in response.content.decode() and "style=" not in response.context["picture"]


def test_exemplary_households_stand_on_the_page_and_are_found_in_the_list(client):
    target = make_target(make_village("33010105"))
    shown, other = (
        make_enrolment(target, exemplary_on=DAY, exemplary_reason="บัญชีครัวเรือนครบทุกเดือน"),
        make_enrolment(target),
    )
    client.force_login(make_officer("3301"))
    response = client.get(reverse("target-since", args=[target.pk]))
    assert [event["text"] for event in response.context["exemplary"]] == ["บัญชีครัวเรือนครบทุกเดือน"]
    listed = client.get(response.context["exemplary_url"]).context["rows"]
    assert [row["key"] for row in listed] == [shown.household_id] != [other.household_id]
    assert "บัญชีครัวเรือนครบทุกเดือน" in client.get(reverse("household-detail", args=[shown.household_id])).content.decode()


def test_an_exemplary_household_needs_both_day_and_reason(client):
    enrolment = make_enrolment(make_target(make_village("33010105")))
    client.force_login(make_officer("3301"))
    url = reverse("enrolment-edit", args=[enrolment.pk])
    given = {"volunteer": "on", "version": "1", "exemplary_reason": "เลี้ยงกบได้ผล"}
    assert "โปรดใส่วันที่เป็นครัวเรือนตัวอย่าง" in client.post(url, given).content.decode()
    assert client.post(url, given | {"exemplary_on": "1/3/2560"}).status_code == 302
    enrolment.refresh_from_db()
    assert enrolment.exemplary_on == DAY


def test_plans_that_passed_their_day_wait_until_they_are_held_or_called_off(client):
    today, officer = timezone.localdate(), make_officer("3301")
    target, other = make_target(make_village("33010105")), make_target(make_village("33020101"))
    past, ahead = today - datetime.timedelta(days=3), today + datetime.timedelta(days=3)
    PlanItem.objects.create(target_village=target, kind="forum", on=past)
    PlanItem.objects.create(target_village=target, kind="preparation", on=past, called_off="ฝนตกหนัก")
    PlanItem.objects.create(target_village=target, kind="demand", on=ahead)
    PlanItem.objects.create(target_village=other, kind="forum", on=past)
    client.force_login(officer)
    card = next(one for one in client.get("/").context["work"] if "ตามแผน" in one["title"])
    assert card["status"]["word"] == "1 รายการ"
    rows = client.get(card["url"]).context["rows"]
    assert [row["cells"][4]["text"] for row in rows] == ["3 วัน"]


def test_the_day_for_records_is_told_with_the_villages_that_have_none(client):
    year = make_year(2560, record_due=timezone.localdate() + datetime.timedelta(days=12))
    make_target(make_village("33010105"), year)
    client.force_login(make_officer("3301"))
    card = next(one for one in client.get("/").context["work"] if one["title"] == "ยังไม่ส่งองค์ความรู้")
    assert card["text"].endswith("เหลือ 12 วัน")
