"""The editor of a record under the hand: it saves by itself, loses nothing without a line, and takes Word's text as plain lists."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.knowledge.pages import make_written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {mso-style: x}</style></head><body>
<!--StartFragment--><p class=MsoNormal><b>วิธี</b>ทำ<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>ต้มน้ำ</p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>ใส่
สี</p><ul><li>ผึ่งแดด</li></ul><ol start=2><li>เก็บ</li></ol><script>alert(1)</script><!--EndFragment--></body></html>"""
PASTE = """([box, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "ไม่ใช่ฉบับนี้");
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def record(live_server):
    make.make_area("330101")
    return make_written("3301")


@pytest.fixture
def editor(open_as, record):
    page = open_as(make.make_officer("3301"))
    page.goto(reverse("record-edit", args=[record.pk]))
    return page


def box(page, place=0):
    return page.locator(f"[name=sections-{place}-body]")


def saved(page):
    page.locator("[data-writing]", has_text="บันทึกแล้ว เมื่อ").wait_for()


def bodies(record):
    return [section.body for section in record.sections.all()]


def test_it_saves_by_itself_within_seconds_and_says_when(editor, record):
    box(editor).fill("พิมพ์แล้วไม่ได้กดบันทึก")

    saved(editor)

    assert bodies(record)[0] == "พิมพ์แล้วไม่ได้กดบันทึก"
    box(editor).fill("พิมพ์ต่อ")
    with editor.expect_navigation():
        editor.get_by_role("button", name="บันทึก", exact=True).click()
    assert bodies(record)[0] == "พิมพ์ต่อ"


def test_a_new_section_is_stored_once_however_often_the_page_saves(editor, record):
    editor.locator("[name=sections-2-heading]").fill("เรื่องเล่า")
    box(editor, 2).fill("กาลครั้งหนึ่ง")
    saved(editor)
    with editor.expect_response("**/autosave/"):
        box(editor, 2).fill("กาลครั้งหนึ่งนานมาแล้ว")
    saved(editor)
    with editor.expect_navigation():
        editor.get_by_role("button", name="บันทึก", exact=True).click()

    assert bodies(record) == ["ความเป็นมาสมมุติ", "ทำทีละข้อ", "กาลครั้งหนึ่งนานมาแล้ว"]


def test_without_a_line_the_text_stays_in_the_browser_and_comes_back(editor, record):
    editor.route("**/autosave/", lambda route: route.fulfill(status=404))
    box(editor).fill("พิมพ์ตอนไม่มีสัญญาณ")
    editor.locator("[data-writing]", has_text="ข้อความเก็บไว้ในเครื่องนี้").wait_for()
    editor.unroute("**/autosave/")

    editor.reload()

    assert box(editor).input_value() == "พิมพ์ตอนไม่มีสัญญาณ"
    saved(editor)
    assert bodies(record)[0] == "พิมพ์ตอนไม่มีสัญญาณ"


def test_an_answer_that_never_came_is_no_other_writer(editor, record):
    def lose(route):
        route.fetch()
        route.fulfill(status=404)

    editor.route("**/autosave/", lose)
    box(editor).fill("ครั้งแรก")
    editor.locator("[data-writing]", has_text="ข้อความเก็บไว้ในเครื่องนี้").wait_for()
    editor.unroute("**/autosave/")
    assert bodies(record)[0] == "ครั้งแรก"

    box(editor).fill("ครั้งที่สอง")
    with editor.expect_navigation():
        editor.get_by_role("button", name="บันทึก", exact=True).click()

    assert bodies(record)[0] == "ครั้งที่สอง"


def test_the_text_of_another_comes_in_where_nobody_types_here(editor, open_as, record):
    other = open_as(make.make_officer("3301"))
    other.goto(reverse("record-edit", args=[record.pk]))
    box(other, 1).fill("ของคนที่สอง")
    saved(other)

    box(editor).fill("ของคนแรก")
    saved(editor)

    assert box(editor, 1).input_value() == "ของคนที่สอง"
    assert bodies(record) == ["ของคนแรก", "ของคนที่สอง"]


def test_what_word_gives_becomes_plain_paragraphs_and_lists(editor, record):
    box(editor).fill("")
    box(editor).focus()

    editor.evaluate(PASTE, [box(editor).element_handle(), WORD])

    assert box(editor).input_value() == "วิธีทำ\n1. ต้มน้ำ\n- ใส่ สี\n- ผึ่งแดด\n2. เก็บ"
    saved(editor)
    assert bodies(record)[0] == "วิธีทำ\n1. ต้มน้ำ\n- ใส่ สี\n- ผึ่งแดด\n2. เก็บ"
