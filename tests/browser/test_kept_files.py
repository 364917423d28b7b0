"""Chosen files live through whatever comes back: a field to mend, a lost line, an ended session; and rows are added to a page."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from households.models import Visit
from samma.knowledge.models import KnowledgeRecord
from tests import factories as make
from tests.browser.conftest import DESK
from tests.browser.hands import press
from tests.browser.phone import session_of
from tests.knowledge.pages import TEXTS
from tests.phone import picture, village_team
from villages.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = [{"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": picture(name)} for name in ("green", "red")]


def chosen(page) -> list[str]:
    return page.locator("input[type=file]").evaluate("input => [...input.files].map(file => file.name)")


def told(page) -> str:
    alert = page.locator("main [role=alert]")
    alert.wait_for()
    return alert.inner_text()


def test_activity_with_pictures_more_points_and_a_fault_is_mended_and_stored(open_as):
    target = make.make_target()
    page = open_as(make.make_officer("3301"))
    page.goto(reverse("activity-new", args=[target.pk]) + "?kind=explanation")
    page.locator("[name=on]").fill("32/1/2560")
    page.locator("[name=photos]").set_input_files(PICTURES)
    many = page.locator(".agenda-point").count()
    page.get_by_role("button", name="เพิ่มวาระ").press("Enter")
    assert page.evaluate("document.activeElement.name") == f"agenda-{many}-title"
    page.keyboard.type("วาระที่เพิ่ม")
    assert page.locator(".agenda-number").last.inner_text() == f"วาระที่ {many + 1}"
    page.get_by_role("button", name="เพิ่มผู้เข้าร่วม").click()
    page.keyboard.type("นายคำปัน ริมน้ำ")

    page.get_by_role("button", name="บันทึกกิจกรรม").click()
    assert "เลือกอีกครั้ง" not in told(page)
    assert chosen(page) == ["green.jpg", "red.jpg"]
    assert page.get_by_text("green.jpg, red.jpg").is_visible()
    assert page.locator(f"[name=agenda-{many}-title]").input_value() == "วาระที่เพิ่ม"
    page.locator("[name=on]").fill("1/3/2560")
    press(page, "บันทึกกิจกรรม")

    assert page.locator("[data-saved]").inner_text().startswith("บันทึก")
    activity = Activity.objects.get()
    assert page.url.endswith(reverse("activity-detail", args=[activity.pk]))
    assert activity.photos.count() == 2
    assert activity.agenda.filter(title="วาระที่เพิ่ม").exists()
    assert activity.participants.filter(name="นายคำปัน ริมน้ำ").exists()


def test_trainers_visit_keeps_its_picture_without_a_signal_and_after_the_session_ended(come_in, live_server):
    _team, trainer, enrolment, _assignment = village_team()
    user = make.make_trainer_user(trainer.sage)
    page = come_in(user, {"width": 360, "height": 740})
    page.goto(reverse("field-visit", args=[enrolment.pk]))
    page.locator("[name=practising]").first.check(force=True)
    page.locator("[name=photos]").set_input_files(PICTURES[:1])
    page.locator("summary").click()
    page.locator("[name=on]").fill("32/1/2560")
    save = page.get_by_role("button", name="บันทึกการเยี่ยม")

    page.context.set_offline(True)
    save.click()
    assert "อาจไม่มีสัญญาณ" in told(page)
    page.context.set_offline(False)
    Session.objects.all().delete()
    save.click()
    page.get_by_role("link", name="เข้าสู่ระบบในหน้าต่างใหม่").wait_for()
    page.context.add_cookies([session_of(user, live_server.url)])
    save.click()
    page.locator(".field-error").first.wait_for()
    assert chosen(page) == ["green.jpg"]
    page.locator("[name=on]").fill(str((timezone.localdate() - datetime.timedelta(days=1)).strftime("%d/%m/%Y")))
    with page.expect_navigation(url="**" + reverse("field-online")):
        save.click()

    assert Visit.objects.get().photos.count() == 1
    assert page.locator("[data-saved]").is_visible()


def test_an_answer_that_is_another_page_comes_with_its_scripts(open_as):
    make.make_area("330101")
    page = open_as(make.make_officer())
    old = next(path for path in TEXTS if path.stem == "individual")
    page.goto(reverse("record-import"))
    page.locator("[name=files]").set_input_files(old)
    page.get_by_role("button", name="อ่านเอกสาร").click()
    page.get_by_role("heading", name="ตรวจเอกสารที่นำเข้า").wait_for()
    page.locator("[data-list-tools]:visible").first.wait_for()  # its own script shows them
    press(page, "เก็บเป็นฉบับร่าง")
    assert KnowledgeRecord.objects.count() == 1


def test_without_script_the_files_are_asked_for_by_name(live_server, browser, browser_context_args):
    target = make.make_target()
    options = {"base_url": live_server.url, "viewport": DESK, "java_script_enabled": False}
    context = browser.new_context(**browser_context_args | options)
    context.add_cookies([session_of(make.make_officer("3301"), live_server.url)])
    page = context.new_page()
    page.goto(reverse("activity-new", args=[target.pk]) + "?kind=explanation")
    page.locator("[name=on]").fill("32/1/2560")
    page.locator("[name=photos]").set_input_files(PICTURES[:1])
    page.get_by_role("button", name="บันทึกกิจกรรม").click()
    assert "green.jpg" in told(page)
    assert page.get_by_role("button", name="เพิ่มวาระ").is_hidden()
    context.close()
