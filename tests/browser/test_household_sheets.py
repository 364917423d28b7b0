"""The board and the sheets of households in a browser: dragging, keys and totals while one types."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from households import actions
from households.models import Assignment, Enrolment
from tests.factories import DAY, make_enrolment, make_officer, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def team(officer):
    return make_team()


def column(page, trainer):
    return page.locator(f"[data-drop][data-trainer='{trainer.pk}']")


def drag(page, card, place):
    """Both ends are in view first: scrolling in the middle would pick up another card."""
    page.set_viewport_size({"width": 1440, "height": 2000})
    card.drag_to(place)


def test_waiting_card_is_dropped_on_a_place(open_as, officer, team):
    enrolment, trainer = make_enrolment(team.target_village), team.seated()[3]
    page = open_as(officer)
    page.goto(reverse("assignment-board", args=[team.target_village_id]))
    drag(page, page.locator("[data-waiting] [data-card]"), column(page, trainer).locator("[data-place='3']"))
    expect(page.locator("[data-board-says]")).to_contain_text(f"ดูแล {enrolment}")
    expect(column(page, trainer).locator("[data-card]")).to_have_count(1)
    assert enrolment.assignments.get().place == 3


def test_card_that_leaves_its_trainer_asks_why_in_place(open_as, officer, team):
    enrolment, (old, new) = make_enrolment(team.target_village), team.seated()[:2]
    actions.assign(enrolment, old, by=officer, today=DAY)
    page = open_as(officer)
    page.goto(reverse("assignment-board", args=[team.target_village_id]))
    drag(page, column(page, old).locator("[data-card]"), column(page, new).locator("[data-place='1']"))
    expect(page.locator("input[name=reason]:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".board-refusal")).to_contain_text("โปรดบอกเหตุที่เปลี่ยนวิทยากร")
    expect(page.locator("input[name=reason]:focus")).to_have_count(1)
    page.keyboard.type("บ้านใกล้กัน")
    page.keyboard.press("Enter")
    expect(page.locator("[data-board-says]")).to_contain_text(f"{new.sage} ดูแล {enrolment}")
    assert Assignment.objects.serving().get().trainer == new


def test_card_is_given_by_keyboard_on_a_phone(open_as, officer, team):
    enrolment, trainer = make_enrolment(team.target_village), team.seated()[1]
    page = open_as(officer, phone=True)
    page.goto(reverse("assignment-board", args=[team.target_village_id]))
    page.locator("[data-waiting] summary").focus()
    page.keyboard.press("Enter")
    page.locator("[data-waiting] select").select_option(str(trainer.pk))
    page.locator("[data-waiting] button").press("Enter")
    expect(page.locator("[data-board-says]")).to_contain_text("บันทึกแล้ว")
    assert enrolment.assignments.get().trainer == trainer


def test_days_are_ticked_by_keys_counted_and_kept_through_a_reload(open_as, officer, team):
    make_enrolment(team.target_village)
    page = open_as(officer)
    page.goto(reverse("attendance-grid", args=[team.target_village_id]))
    for n in range(1, 6):
        page.fill(f"#id_days-on_{n}", f"{n} เม.ย. 60")
    page.focus("#id_form-0-day_1")
    for key in ["Space", "ArrowRight"] * 5:
        page.keyboard.press(key)
    expect(page.locator("#id_form-0-total")).to_have_value("5")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#id_days-on_5")).to_have_value("5 เม.ย. 60")
    expect(page.locator("#id_form-0-total")).to_have_value("5")
    page.click("text=บันทึกการอบรม")
    expect(page.locator("main")).to_contain_text("ผ่านการอบรม 1 ครัวเรือน")
    assert Enrolment.objects.trained().count() == 1


def test_money_adds_up_while_one_types_and_unknown_is_not_nothing(open_as, officer, team):
    make_enrolment(team.target_village)
    page = open_as(officer)
    page.goto(reverse("livelihood-grid", args=[team.target_village_id]))
    page.fill("#id_form-0-income_farm", "๔๐,๐๐๐")
    page.fill("#id_form-0-income_other", "500.50")
    expect(page.locator("#id_form-0-income")).to_have_value("40,500.5")
    expect(page.locator("#id_form-0-expense")).to_have_value("")
    expect(page.locator("#id_form-0-net")).to_have_value("")
    page.fill("#id_form-0-expense_debt", "500.50")
    expect(page.locator("#id_form-0-net")).to_have_value("40,000")
