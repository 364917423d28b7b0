"""Small journeys: each demo account reaches its part, two officers at one page lose nothing, a refused grid keeps what was typed."""

import pytest
from django.urls import reverse

from households.models import Enrolment, Household
from samma.accounts.models import User
from samma.knowledge.models import KnowledgeRecord, State
from samma.progress.demo.stage import PASSWORD
from tests import factories as make
from tests.browser.hands import paste, press, said, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def heading(page) -> str:
    return page.locator("h1").inner_text()


def test_demo_accounts_each_reach_their_part(demo, open_as):
    officer = enter(open_as(), "officer")
    press(officer, "บ้านหนองไหมคำ")
    assert "ครบทุกขั้น" in officer.locator("main").inner_text()

    trainer = open_as(phone=True)
    enter(trainer, "trainer")
    assert heading(trainer) == "ครัวเรือนที่ฉันดูแล"
    trainer.locator(".person").first.wait_for()
    assert trainer.locator(".people").first.locator(".person").count() == 4

    province = enter(open_as(), "province")
    press(province, KnowledgeRecord.objects.filter(state=State.CHECKED).first().title)
    assert province.get_by_role("button", name="รับรอง", exact=True).is_visible()

    department = enter(open_as(), "department")
    with department.expect_navigation():
        department.get_by_role("link", name="ปีงบประมาณของโครงการ").click()
    assert heading(department) == "ปีงบประมาณของโครงการ"


def enter(page, username):
    sign_in(page, User.objects.get(username=username), PASSWORD)
    return page


def test_second_of_two_officers_sees_both_texts_and_overwrites_nothing(open_as):
    household = make.make_household(first_name="สมใจ", last_name="ใจงาม")
    pages = [open_as(make.make_officer("3301", first_name=name)) for name in ("มาลี", "มานะ")]
    for page in pages:
        page.goto(reverse("household-edit", args=[household.pk]))
    first, second = pages

    first.locator("[name=last_name]").fill("ทุ่งทอง")
    press(first, "บันทึก")
    second.locator("[name=last_name]").fill("ริมน้ำ")
    press(second, "บันทึก")

    told = second.locator("main").inner_text()
    assert "ทุ่งทอง" in told and "ริมน้ำ" in told and "มาลี" in told
    assert Household.objects.get().last_name == "ทุ่งทอง"
    assert second.locator("[name=last_name]").input_value() == "ริมน้ำ"

    press(second, "บันทึก")  # having seen both, he decides
    assert Household.objects.get().last_name == "ริมน้ำ"


def test_refused_register_keeps_every_cell_and_saves_once_it_is_right(open_as):
    target = make.make_target()
    make.make_occupation("ทอผ้าไหม")
    page = open_as(make.make_officer("3301"))
    page.goto(reverse("enrolment-grid", args=[target.pk]))
    rows = [
        ("1", "1/1", "นางสมใจ ใจงาม", "", "", "", "ทอผ้าไหม", "ใช่"),
        ("2", "1/2", "", "", "", "", "ทอผ้าไหม", "ใช่"),
        ("3", "1/3", "นายมานะ สวนกล้วย", "", "", "", "ขุดทอง", "ใช่"),
    ]
    paste(page, "form-0-number", rows)
    press(page, "บันทึกทะเบียน")

    assert Enrolment.objects.count() == 0
    assert page.locator("#id_form-1-head_error").inner_text() == "โปรดใส่ชื่อหัวหน้าครัวเรือน"
    assert page.locator("#id_form-2-occupation_error").inner_text() == "ไม่มีอาชีพนี้ในรายการ โปรดเลือกจากรายการ"
    kept = [
        page.locator(f"#id_form-{n}-{name}").input_value() for n in (0, 1, 2) for name in ("house_no", "occupation")
    ]
    assert kept == ["1/1", "ทอผ้าไหม", "1/2", "ทอผ้าไหม", "1/3", "ขุดทอง"]

    page.locator("#id_form-1-head").fill("นางทองสุข นาดี")
    page.locator("#id_form-2-occupation").fill("ทอผ้าไหม")
    press(page, "บันทึกทะเบียน")
    assert said(page).endswith("แล้ว 3 แถว รวม 3 ครัวเรือน")


def test_phone_asks_why_only_of_who_stopped(open_as):
    team = make.make_team(seats=2)
    enrolment = make.make_enrolment(team.target_village)
    trainer = team.seated()[1]
    make.make_assignment(enrolment, trainer)
    phone = open_as(make.make_trainer_user(trainer.sage), phone=True)
    phone.goto(reverse("field-visit", args=[enrolment.pk]))
    why = phone.get_by_label("เพราะอะไร")

    shown = [why.is_visible()]
    for answer in ("เลิกทำแล้ว", "ทำอยู่"):
        phone.get_by_text(answer, exact=True).click()
        shown.append(why.is_visible())

    assert shown == [False, True, False]
