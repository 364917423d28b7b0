"""An office's own messy workbook becomes rows of the register without leaving the page: by mouse and keyboard, desk and phone."""

import os

import pytest

from households.models import Enrolment, Household
from samma.sheets import actions, tasks
from samma.sheets.models import SheetRun
from tests.factories import make_household, make_occupation, make_officer, make_target
from tests.sheets.messy import messy_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMPORT = "/sheets/households/import/"
SHOTS = os.environ.get("SAMMA_SHOTS")


def picture(page, name):
    """Kept when asked for, at both widths."""
    if SHOTS:
        size = page.viewport_size
        for width, height in ((360, 740), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{SHOTS}/import-{name}-{width}.png", full_page=True)
        page.set_viewport_size(size)


def no_overflow(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def officer(live_server):
    make_target()
    make_occupation()
    return make_officer()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_messy_workbook_is_mapped_mended_and_stored_without_leaving_the_page(officer, open_as, tmp_path, phone):
    near = make_household(title="นาย", first_name="เมฆา", last_name="คำสมมุติ", house_no="12/3")
    page = open_as(officer, phone=phone)
    page.goto(IMPORT)
    picture(page, "choose")
    page.evaluate("window.stayed = true")  # a page that is loaded anew has forgotten it
    page.locator("input[type=file]").first.set_input_files(messy_workbook(tmp_path / "ทะเบียนของอำเภอ.xlsx"))
    page.get_by_role("button", name="ตรวจไฟล์").click()

    unsure = page.locator("select[data-unsure]")
    unsure.wait_for()
    assert unsure.count() == 1 and unsure.input_value() == "phone" and no_overflow(page)
    assert page.evaluate("document.activeElement.matches('[data-run-head]')")  # the keyboard is led on
    picture(page, "columns")
    page.get_by_role("button", name="ตรวจข้อมูล").click()

    head = page.get_by_role("heading", name="ต้องแก้ 2 แถว และต้องตอบ 2 แถว")
    head.wait_for()
    assert no_overflow(page)
    picture(page, "refused")
    page.locator("#cell-10-phone").fill("081-222-3333")
    page.locator("#cell-12-house_no").fill("๑๙")
    page.locator("#cell-12-house_no").press("Enter")

    page.get_by_role("heading", name="ต้องตอบ 2 แถว", exact=True).wait_for()
    assert no_overflow(page)
    picture(page, "doubtful")
    page.get_by_label("ใช่ ครัวเรือนเดียวกับบ้านเลขที่ 12/3").check()
    page.get_by_label("ยืนยันว่าถูกต้อง").check()
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()

    page.get_by_role("heading", name="พร้อมนำเข้า").wait_for()
    picture(page, "ready")
    assert Enrolment.objects.count() == 0
    page.get_by_role("button", name="ยืนยันนำเข้า 8 แถว").click()

    page.get_by_role("heading", name="นำเข้าแล้ว", exact=True).wait_for()
    picture(page, "done")
    assert no_overflow(page)
    assert page.evaluate("window.stayed")
    assert page.url.endswith(f"/sheets/imports/{SheetRun.objects.get().pk}/")
    assert Enrolment.objects.count() == 8 and near.enrolments.count() == 1
    assert Household.objects.get(house_no="19").enrolments.get().number == 7


def test_a_merge_is_parted_and_the_import_undone(officer, open_as, tmp_path):
    near = make_household(title="นาย", first_name="เมฆา", last_name="คำสมมุติ", house_no="12/3")
    page = open_as(officer)
    page.goto(IMPORT)
    page.locator("input[type=file]").first.set_input_files(messy_workbook(tmp_path / "a.xlsx", faults=False))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    page.get_by_role("button", name="ตรวจข้อมูล").click()
    page.get_by_label("ใช่ ครัวเรือนเดียวกับบ้านเลขที่ 12/3").check()
    page.get_by_label("ยืนยันว่าถูกต้อง").check()
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()
    page.get_by_role("button", name="ยืนยันนำเข้า").click()

    page.get_by_role("button", name="แยกออก").click()
    page.get_by_role("dialog").get_by_role("button", name="ยืนยัน").click()
    page.get_by_text("แยกแถวที่ 6 เป็นรายการใหม่แล้ว").wait_for()
    assert near.enrolments.count() == 0 and Enrolment.objects.count() == 8

    page.get_by_role("button", name="ยกเลิกการนำเข้าครั้งนี้").click()
    page.get_by_role("dialog").get_by_role("button", name="ยืนยัน").click()
    page.get_by_role("heading", name="ยกเลิกการนำเข้าแล้ว").wait_for()
    picture(page, "undone")
    assert Enrolment.objects.count() == 0 and list(Household.objects.all()) == [near]


def test_a_file_may_be_dropped_on_the_page(officer, open_as, tmp_path):
    page = open_as(officer)
    page.goto(IMPORT)
    dropped = page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['a,b'], 'ทะเบียน.csv')); return data; }"
    )
    page.locator("[data-drop] h2").dispatch_event("drop", {"dataTransfer": dropped})
    assert page.locator(".file-pick").inner_text().endswith("ทะเบียน.csv")


def test_without_script_the_same_forms_do_the_same(
    officer, live_server, browser, browser_context_args, come_in, tmp_path
):
    cookies = come_in(officer, {"width": 1440, "height": 900}).context.cookies()
    context = browser.new_context(**browser_context_args | {"base_url": live_server.url, "java_script_enabled": False})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(IMPORT)
    page.locator("input[type=file]").first.set_input_files(messy_workbook(tmp_path / "a.xlsx", faults=False))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    page.get_by_role("button", name="ตรวจข้อมูล").click()
    page.get_by_label("ยืนยันว่าถูกต้อง").check()
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()
    page.get_by_role("button", name="ยืนยันนำเข้า").click()
    assert page.get_by_role("heading", name="นำเข้าแล้ว", exact=True).is_visible()
    assert Enrolment.objects.count() == 8
    context.close()


def test_a_large_import_shows_its_next_page_by_itself(officer, open_as, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    page = open_as(officer)
    page.goto(IMPORT)
    page.locator("input[type=file]").first.set_input_files(messy_workbook(tmp_path / "a.xlsx", faults=False))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    page.get_by_role("button", name="ตรวจข้อมูล").click()
    page.get_by_text("ปิดหน้านี้ได้").wait_for()
    picture(page, "working")
    tasks.check_run.call(str(SheetRun.objects.get().job_id))
    page.get_by_label("ยืนยันว่าถูกต้อง").check()  # nobody pressed anything
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()
    page.get_by_text("ปิดหน้านี้ได้").wait_for()
    tasks.check_run.call(str(SheetRun.objects.get().job_id))
    page.get_by_role("button", name="ยืนยันนำเข้า").click()
    page.get_by_text("ปิดหน้านี้ได้").wait_for()
    tasks.store_run.call(str(SheetRun.objects.get().job_id))
    page.get_by_role("heading", name="นำเข้าแล้ว", exact=True).wait_for()
    assert Enrolment.objects.count() == 8
