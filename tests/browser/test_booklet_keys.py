"""Booklets and the board by keys alone: a page is keyed without the mouse, the next number stands ready, cards swap."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from households import actions
from households.booklets import actions as booklets
from households.booklets.page_numbers import shown
from households.models import Assignment, Visit
from tests.browser.hands import said
from tests.factories import DAY, make_enrolment, make_officer, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def team(officer):
    return make_team()


def key(page, *texts):
    """Each text into the box that has the focus, and Enter on to the next."""
    for text in texts:
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Enter")


def test_two_pages_are_keyed_without_the_mouse(open_as, officer, team):
    trainer = team.seated()[4]
    enrolment = make_enrolment(team.target_village)
    actions.assign(enrolment, trainer, by=officer, today=DAY)
    booklet = booklets.make_booklet(
        team.target_village, [enrolment], trainer=trainer, by=officer, today=DAY, pages_each=3
    )
    first, second, third = booklet.pages.order_by("order")
    page = open_as(officer)
    page.goto(reverse("page-find"))
    wrong = f"{first.number[:-1]}{(int(first.number[-1]) + 1) % 10}"
    key(page, wrong)
    expect(page.locator("#id_number_error")).to_contain_text("อาจพิมพ์ผิดหรือสลับหลัก")
    key(page, first.number)
    expect(page.locator("#id_on")).to_be_focused()
    # day, channel (2 = phone), visitor stays, no stranger, met, practising (1), no reason, produced, gained, saved, …
    key(
        page, "12032560", "2", "", "", "ภรรยา", "1", "", "ผ้าไหม 2 ผืน", "1200", "ย", "", "", "ขอตลาด", "ทำต่อ", "12042560"
    )
    page.wait_for_url("**/households/p/?next=*")
    assert shown(first.number) in said(page)
    visit = first.entries.get().visit
    assert (visit.channel, visit.visited_by, visit.practising) == ("phone", trainer.sage, "yes")
    assert (visit.gained, visit.saved_kind, visit.help_needed) == (1200, "none", "ขอตลาด")
    # The next number stands in the box: Enter opens it, day and visitor are there from the page before.
    expect(page.locator("#id_number")).to_have_value(shown(second.number))
    page.keyboard.press("Enter")
    expect(page.locator("#id_on")).to_have_value("12/03/2560")
    key(page, "15032560")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/households/p/?next=*")
    expect(page.locator("#id_number")).to_have_value(shown(third.number))
    assert Visit.objects.count() == 2 and second.entries.get().visit.visited_by == trainer.sage
    # A number that is keyed shows its visit.
    key(page, first.number)
    page.wait_for_url(f"**/visits/{visit.pk}/")
    expect(page.locator("main")).to_contain_text("ภรรยา")


def test_a_card_dropped_on_another_asks_why_and_swaps(open_as, officer, team):
    one, other = make_enrolment(team.target_village), make_enrolment(team.target_village)
    first, second = team.seated()[:2]
    actions.assign(one, first, by=officer, today=DAY, place=2)
    actions.assign(other, second, by=officer, today=DAY, place=3)
    page = open_as(officer)
    page.set_viewport_size({"width": 1440, "height": 2000})
    page.goto(reverse("assignment-board", args=[team.target_village_id]))
    page.locator(f"[data-card='{one.pk}']").drag_to(page.locator(f"[data-card='{other.pk}']"))
    expect(page.locator("form[data-swap] input[name=reason]:focus")).to_have_count(1)
    expect(page.locator("[data-board-says]")).to_contain_text("บอกเหตุที่สลับ")
    page.keyboard.type("บ้านใกล้กว่า")
    page.keyboard.press("Enter")
    expect(page.locator("[data-board-says]")).to_contain_text("สลับแล้ว")
    held = {a.enrolment_id: (a.trainer_id, a.place) for a in Assignment.objects.serving()}
    assert held == {one.pk: (second.pk, 3), other.pk: (first.pk, 2)}


def test_cards_swap_by_keyboard_on_a_phone(open_as, officer, team):
    one, other = make_enrolment(team.target_village), make_enrolment(team.target_village)
    first, second = team.seated()[:2]
    actions.assign(one, first, by=officer, today=DAY)
    actions.assign(other, second, by=officer, today=DAY)
    page = open_as(officer, phone=True)
    page.goto(reverse("assignment-board", args=[team.target_village_id]))
    card = page.locator(f"[data-card='{one.pk}']")
    card.locator(".board-swap summary").focus()
    page.keyboard.press("Enter")
    card.locator("form[data-swap] select").select_option(str(other.pk))
    card.locator("form[data-swap] button").press("Enter")
    expect(page.locator(".board-refusal")).to_contain_text("โปรดบอกเหตุที่สลับ")
    page.locator("form[data-swap] input[name=reason]:focus").type("สลับเวร")
    page.keyboard.press("Enter")
    expect(page.locator("[data-board-says]")).to_contain_text("สลับแล้ว")
    assert one.assignments.serving().get().trainer == second
