"""The officer chooses repairs of an old text: by keyboard, without script, on a phone; and the page is fit for all."""

import pytest

from samma.knowledge.models import KnowledgeRecord
from tests.browser.conftest import DESK, PHONE
from tests.browser.phone import session_of
from tests.browser.walking import Walk
from tests.factories import make_area, make_officer
from tests.knowledge.importing.test_repairs_page import TEXT
from tests.knowledge.pages import TEXTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SENT = [
    {"name": "เก่า.txt", "mimeType": "text/plain", "buffer": (TEXT + "หมูบานที่ตองการทองเที่ยว\n").encode()},
    {
        "name": "ดี.txt",
        "mimeType": "text/plain",
        "buffer": next(p for p in TEXTS if p.stem == "individual").read_bytes(),
    },
]


@pytest.fixture
def officer():
    make_area("330101")
    return make_officer()


def test_repairs_are_chosen_by_keyboard_without_script_on_a_phone(live_server, browser, browser_context_args, officer):
    options = {"base_url": live_server.url, "viewport": PHONE, "java_script_enabled": False}
    context = browser.new_context(**browser_context_args | options)
    context.add_cookies([session_of(officer, live_server.url)])
    page = context.new_page()
    page.goto("/knowledge/import/")
    page.set_input_files("input[name=files]", SENT[:1])
    page.get_by_role("button", name="อ่านเอกสาร").press("Enter")

    page.get_by_label("เนื้อความ 6 ปัจจัย").or_(page.locator("[name=doc0-sections-1-body]")).first.fill("ฉันจดบันทกึ ทุกวัน")
    page.locator("#doc0-repairs input[type=checkbox]:not(:checked)").press("Space")
    page.get_by_role("button", name="ใช้การซ่อมที่เลือก").press("Enter")

    assert page.locator("[name=doc0-sections-1-body]").input_value() == "ฉันจดบันทึก ทุกวัน"
    assert page.url.endswith("#doc0-repairs")
    page.get_by_role("button", name="เก็บเป็นฉบับร่าง").press("Enter")
    page.get_by_role("heading", name="การทำงานของผู้นำชุมชน").wait_for()
    record = KnowledgeRecord.objects.get()
    assert any("บันทึก" in repair["new"] for repair in record.repairs)
    context.close()


def test_the_page_of_review_is_fit_for_all_on_both_screens(come_in, officer):
    walk = Walk(come_in(officer, DESK), "officer")
    walk.page.goto("/knowledge/import/")
    walk.page.set_input_files("input[name=files]", SENT)
    walk.page.get_by_role("button", name="อ่านเอกสาร").click()
    walk.page.locator("#doc0-repairs").wait_for()
    walk.page.locator("#doc0-repairs summary").click()

    walk.hold()
    walk.read("record-import", {"user"})  # the test person's name
    walk.look("record-import", has_place=False)
    walk.page.locator("[name=doc1-skip]").evaluate("box => { box.checked = true; }")
    walk.page.get_by_role("button", name="เก็บเป็นฉบับร่าง").click()
    walk.page.locator("summary", has_text="ข้อความต้นทาง").click()
    walk.look("record-mended", has_place=False)

    assert not walk.faults, "\n" + "\n".join(walk.faults)
