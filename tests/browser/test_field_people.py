"""Two people on one phone: neither finds anything of the other, and what one left unsent goes when he comes back."""

import re

import pytest

from households.models import Visit
from samma.accounts.models import User
from tests.browser.field_rows import NAMES, make_team_of_today, make_trainer
from tests.browser.phone import ALL_SENT

pytestmark = pytest.mark.browser

PIN, OTHER_PIN = "271828", "314159"
WRITTEN = "ขายผักบุ้งได้ที่ตลาดนัดสมมุติ"
BEGUN = "ปลวกขึ้นโรงเรือน"
NAMES_OF_A = ["สมใจ", "นาดี", "บุญมี", "ใจงาม"]


@pytest.fixture
def two(field_server):
    """Two trainers of one team, who share a phone."""
    team = make_team_of_today()
    a, b = make_trainer(team, 1, NAMES[:2]), make_trainer(team, 2, NAMES[2:])
    User.objects.filter(pk=a.pk).update(first_name="มะลิ", last_name="สมมุติวงศ์")
    User.objects.filter(pk=b.pk).update(first_name="ชบา", last_name="นามสมมุติ")
    return User.objects.get(pk=a.pk), User.objects.get(pk=b.pk)


def come_in(phone, user):
    """By what the officer gave, where there is a signal."""
    phone.sign_in(user)
    phone.page.goto("about:blank")
    phone.go()
    phone.page.locator(".person").first.wait_for()


def choose_pin(phone, pin):
    phone.go("/field/#/pin")
    for _ in range(2):
        for key in pin:
            phone.page.locator("main").get_by_role("button", name=key, exact=True).click()
        phone.page.wait_for_timeout(50)
    phone.page.get_by_text("ตั้งรหัสแล้ว").wait_for()


def enter_pin(phone, pin):
    for key in pin:
        phone.page.locator("main").get_by_role("button", name=key, exact=True).click()


def leave_something(phone):
    """A visit that waits and a draft that is begun, without a signal."""
    phone.go("/field/#/")
    phone.log(NAMES[0], produced=WRITTEN)
    phone.begin(NAMES[1])
    phone.press("เลิกทำแล้ว")
    phone.is_asked("เพราะอะไร")
    phone.page.locator("textarea").fill(BEGUN)
    phone.page.wait_for_timeout(600)


def has_nothing_of_a(phone):
    stored = phone.stored()
    assert "outbox" in stored and "shell" in stored, "the store was not read"
    return [word for word in [WRITTEN, BEGUN, *NAMES_OF_A, "มะลิ", "สมมุติวงศ์"] if word in stored]


def keys_of_people(phone):
    """How many people's keys could be used on this phone now; one that can be read out is never there."""
    stored = phone.stored()
    assert "[key true]" not in stored
    return stored.count("key=[key false]")


def menu(phone, button, *answers):
    phone.go("/field/#/me")
    phone.page.get_by_role("button", name=button).click()
    for answer in answers:
        phone.page.locator("dialog").get_by_role("button", name=answer, exact=True).click()


def test_the_next_person_finds_nothing_and_the_first_ones_visit_goes_when_he_returns(new_phone, field_server, two):
    a, b = two
    phone = new_phone()
    phone.open(path=None)
    come_in(phone, a)
    choose_pin(phone, PIN)
    phone.keeps_itself()
    field_server.stop()
    leave_something(phone)
    assert has_nothing_of_a(phone) == [], "not even while it is his turn"
    menu(phone, "เปลี่ยนคนใช้เครื่อง", "เปลี่ยนคน")
    phone.is_asked("ท่านคือใคร")
    field_server.start()

    come_in(phone, b)
    phone.says(ALL_SENT)
    assert phone.page.locator(".person-name").all_inner_texts() == NAMES[2:]
    assert has_nothing_of_a(phone) == [] and Visit.objects.count() == 0
    assert keys_of_people(phone) == 1

    menu(phone, "เปลี่ยนคนใช้เครื่อง", "เปลี่ยนคน")
    phone.press("มะลิ สมมุติวงศ์")
    enter_pin(phone, PIN)
    phone.page.locator(".person").first.wait_for()
    phone.has_sent_all()
    visit = Visit.objects.get()
    assert (visit.produced, visit.keyed_by) == (WRITTEN, a)
    phone.page.locator(".person-go", has_text="ทำต่อจากเดิม").click()
    assert phone.page.locator("textarea").input_value() == BEGUN


def test_who_signs_in_on_a_phone_that_another_left_open_has_it_and_finds_nothing(new_phone, field_server, two):
    a, b = two
    phone = new_phone()
    phone.open(path=None)
    come_in(phone, a)
    phone.keeps_itself()
    field_server.stop()
    leave_something(phone)
    field_server.start()
    phone.sign_in(b)
    phone.go("/field/#/")
    phone.page.locator(".person-name", has_text=NAMES[2]).wait_for()

    assert phone.page.locator(".person-name").all_inner_texts() == NAMES[2:]
    assert has_nothing_of_a(phone) == [] and Visit.objects.count() == 0


def test_after_signing_out_nothing_is_found_and_the_visit_is_sent_at_the_next_sign_in(new_phone, field_server, two):
    a, _b = two
    phone = new_phone()
    phone.open(path=None)
    come_in(phone, a)
    phone.keeps_itself()
    field_server.stop()
    leave_something(phone)
    phone.go("/field/#/me")
    phone.page.get_by_role("button", name="ออกจากระบบ").click()
    assert "ยังมี 1 รายการที่ยังไม่ได้ส่ง" in phone.page.locator("dialog").inner_text()
    phone.page.locator("dialog").get_by_role("button", name="ออกจากระบบ").click()
    phone.page.get_by_role("heading", name="เข้าใช้งาน", exact=True).wait_for()

    assert has_nothing_of_a(phone) == [] and keys_of_people(phone) == 0
    phone.close()
    field_server.start()
    phone.open()
    phone.page.get_by_role("heading", name=re.compile("ท่านคือใคร|เข้าใช้งาน"), level=1).wait_for()
    phone.page.wait_for_load_state("networkidle")  # the server hears of the sign-out now
    assert has_nothing_of_a(phone) == [] and Visit.objects.count() == 0
    phone.go("/field/#/waiting")
    phone.page.get_by_role("heading", name=re.compile("ท่านคือใคร|เข้าใช้งาน"), level=1).wait_for()

    come_in(phone, a)
    phone.has_sent_all()
    assert Visit.objects.get().produced == WRITTEN


def test_the_pin_opens_without_a_signal_and_five_misses_lock_it(new_phone, field_server, two):
    a, _b = two
    phone = new_phone()
    phone.open(path=None)
    come_in(phone, a)
    choose_pin(phone, PIN)
    phone.keeps_itself()
    field_server.stop()
    menu(phone, "เปลี่ยนคนใช้เครื่อง")
    phone.press("มะลิ สมมุติวงศ์")
    enter_pin(phone, PIN)
    phone.page.locator(".person").first.wait_for()
    assert phone.page.locator(".person-name").all_inner_texts() == NAMES[:2]

    menu(phone, "เปลี่ยนคนใช้เครื่อง")
    phone.press("มะลิ สมมุติวงศ์")
    for left in (4, 3, 2, 1):
        enter_pin(phone, OTHER_PIN)
        phone.page.get_by_text(f"ลองได้อีก {left} ครั้ง").wait_for()
        phone.page.reload()
    enter_pin(phone, OTHER_PIN)
    phone.page.get_by_text("เครื่องนี้ถูกล็อก").wait_for()
    enter_pin(phone, PIN)
    phone.page.get_by_text("ต้องมีสัญญาณจึงจะเข้าได้").wait_for()
    field_server.start()
    enter_pin(phone, PIN)
    phone.page.locator(".person").first.wait_for()


def test_a_session_that_ended_keeps_the_draft_and_signs_in_in_place(new_phone, field_server, two):
    a, _b = two
    phone = new_phone()
    phone.open(path=None)
    come_in(phone, a)
    choose_pin(phone, PIN)
    phone.go("/field/#/")
    phone.begin(NAMES[0])
    phone.context.clear_cookies(name="sessionid")
    phone.answer_all(produced=WRITTEN)
    phone.save(NAMES[0])
    phone.says("รอส่ง 1 รายการ · ต้องเข้าสู่ระบบอีกครั้ง")
    phone.page.locator("#status").click()
    phone.page.get_by_role("link", name="เข้าสู่ระบบ").click()
    enter_pin(phone, PIN)
    phone.has_sent_all()

    assert Visit.objects.get().produced == WRITTEN
