"""A list and a report leave through the browser: the menu, the files, and the text for LINE with the clipboard closed."""

import io

import openpyxl
import pytest

from samma.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def officer():
    return User.objects.get(username="officer")


def test_a_list_is_taken_out_as_it_is_narrowed(demo, open_as):
    page = open_as(officer())
    page.goto("/households/?trained=yes")
    shown = page.locator(".list-total").inner_text()
    assert not page.locator(".export-menu ul").is_visible()
    page.get_by_text("ส่งออก", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="ตามที่แสดง Excel").click()
    assert download.value.suggested_filename.startswith("ครัวเรือน ")
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert shown.startswith(f"{sheet.max_row - 1} รายการ ข้อมูล ณ วันที่ ")
    page.keyboard.press("Escape")
    assert not page.locator(".export-menu ul").is_visible()


def test_a_report_is_chosen_read_and_taken_out(demo, open_as):
    page = open_as(officer())
    page.goto("/")
    page.get_by_role("link", name="รายงานเดือน/ไตรมาส").click()
    page.get_by_role("link", name="ทั้งปี").click()
    assert page.get_by_role("heading", name="รายงานผลการสร้างสัมมาชีพชุมชน ประจำปี").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลด Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert book.sheetnames == ["สรุป", "รายหมู่บ้าน"]


def test_the_text_for_line_is_copied_even_where_the_clipboard_is_closed(demo, open_as):
    page = open_as(officer(), phone=True)
    page.goto("/report/?period=y")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}})")
    page.get_by_role("button", name="คัดลอกข้อความไปวางใน LINE").click()
    page.get_by_role("button", name="คัดลอกแล้ว").wait_for()
    area = page.locator("#share-text")
    assert area.is_visible()
    chosen = area.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == area.input_value() and "ครัวเรือน" in chosen
