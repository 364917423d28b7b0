"""Steps of the whole chain, as hands take them: the group by the five ก, the record, the papers, and what is taken back."""

import io

from django.utils.timezone import localdate
from pypdf import PdfReader

from samma import thai
from samma.progress.steps import LABELS
from tests.browser.chain_village import TEAM, steps_done, village_page
from tests.browser.hands import press, said

TITLE = "เทคนิคการย้อมไหมด้วยเปลือกประดู่ ให้สีไม่ตก"
BODY = "น้ำย้อมต้องอุ่น ตำบลนี้ชำนาญการต้มเปลือกประดู่กับใบไม้ ๗ ชนิด แล้วจุ่มซ้ำ 3 ครั้ง"


def group_with_five_ko(page):
    press(page, "จัดตั้งกลุ่มอาชีพ")
    press(page, "ผ้า/สิ่งทอ › ทอผ้าไหม")
    page.get_by_label("วันที่ประชุมชี้แจง").fill(thai.thai_date(localdate()))
    press(page, "ตั้งกลุ่ม")
    press(page, "ขึ้นทะเบียนกลุ่ม")
    assert page.get_by_role("alert").locator("li").all_inner_texts() == [
        "ก2 กรรมการ: ยังไม่มีคณะกรรมการ",
        "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม",
        "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม",
        "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน",
    ]

    committee = opened(page, "committee")
    committee.get_by_label("ประธาน", exact=True).select_option(index=1)
    committee.get_by_label("เหรัญญิก").select_option(index=2)
    press(page, "บันทึกคณะกรรมการ")
    press(page, "เขียนระเบียบ")
    for article in page.locator("textarea").all():
        article.fill("")
    page.locator("textarea").first.fill("สมาชิกออมเดือนละ 50 บาท ประชุมทุกวันที่ 5")
    page.get_by_label("ที่ประชุมรับรองเมื่อ").fill(thai.thai_date(localdate()))
    press(page, "บันทึกว่ารับรองแล้ว")
    fund = opened(page, "fund")
    fund.get_by_label("รายการ").fill("เงินลงหุ้นแรกเข้า")
    fund.get_by_label("จำนวนเงิน").fill("๔,๐๐๐")
    press(page, "บันทึกรายการ")
    activity = opened(page, "activity")
    activity.locator("[name=activity-what]").fill("ย้อมไหมร่วมกันที่ศาลากลางบ้าน")
    with page.expect_navigation():
        activity.locator("button[type=submit]").click()
    press(page, "ขึ้นทะเบียนกลุ่ม")
    assert said(page).endswith("เป็นกลุ่มอาชีพแล้ว")

    product = opened(page, "product")
    product.locator("[name=product-name]").fill("ผ้าไหมย้อมประดู่")
    product.locator("[name=product-product_type]").select_option("3")
    with page.expect_navigation():
        product.locator("button[type=submit]").click()
    assert said(page).startswith("เพิ่มผลิตภัณฑ์ “ผ้าไหมย้อมประดู่” แล้ว")
    with page.expect_navigation():
        page.locator("#product").get_by_role("link", name="ผ้าไหมย้อมประดู่").click()

    otop = opened(page, "register")
    otop.locator("[name=register-number]").fill("330100001")
    otop.locator("[name=register-producer_kind]").select_option("group")
    otop.locator("[name=register-links][value=by_production]").check()
    with page.expect_navigation():
        otop.locator("button[type=submit]").click()
    assert said(page) == "บันทึกทะเบียน OTOP 330100001 ผ้าไหมย้อมประดู่ แล้ว"


def opened(page, part):
    """The card of one ก with its form open."""
    card = page.locator(f"#{part}")
    details = card.locator("details:has(form)")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return card


def record_submitted(page):
    village_page(page)
    press(page, "เขียนบันทึกองค์ความรู้")
    page.get_by_label("ชื่อองค์ความรู้").fill(TITLE)
    press(page, "เริ่มเขียน")
    page.get_by_label("เจ้าขององค์ความรู้").fill("นางบัวลอย ทองสุกใส")
    page.locator("textarea[name$=-body]").first.fill(BODY)
    press(page, "บันทึก")
    page.get_by_role("button", name="ส่งตรวจ").click()
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button").first.click()
    assert TITLE in said(page)
    press(page, "อำเภอตรวจแล้ว ส่งต่อให้จังหวัด")  # the only officer of the district checks himself
    assert TITLE in said(page)


def approve(page):
    press(page, TITLE)
    press(page, "รับรอง")
    assert said(page) == f"รับรอง “{TITLE}” แล้ว"


def print_ticked(page) -> bytes:
    """The record ticked in the list and opened: what the browser was given."""
    papers = []

    def keep(route):
        answer = route.fetch()
        papers.append((answer.headers["content-type"], answer.body()))
        route.fulfill(response=answer)

    page.context.route("**/knowledge/print/**", keep)
    press(page, "องค์ความรู้", within=".nav-main")
    page.locator("tr", has_text=TITLE).get_by_role("checkbox").check()
    with page.context.expect_page():
        page.get_by_role("button", name="พิมพ์ที่เลือก").click()
    page.wait_for_timeout(100)
    kind, body = papers[0]
    assert kind == "application/pdf"
    return body


def papers_of_the_village(page):
    """Every paper, filled and blank, as its buttons ask for it: the village or its district stands on each, and the team on its own."""
    village_page(page)
    press(page, "เอกสารของหมู่บ้าน")
    asked = page.locator("main form[data-send-twice]").evaluate_all(
        "forms => forms.flatMap(form => [...form.querySelectorAll('button')].map(button => {"
        " const asked = new URLSearchParams(new FormData(form, button)); return [button.value, form.action + '?' + asked] }))"
    )
    assert len(asked) > 25
    for kind, address in asked:
        answer = page.request.get(address)
        assert answer.headers.get("content-type") == "application/pdf", address
        found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
        found = thai.normalise("".join(found.split()))
        assert "โนนสมมุติ" in found or "ทุ่งสมมุติ" in found, address
        if kind == "filled" and "team" in address:
            assert all("".join(name.split()[1:]) in found for name, *_ in TEAM), address


def undone(page):
    """A meeting entered by mistake is deleted, a trainer leaves: their steps are open again."""
    village_page(page)
    press(page, "ดูกิจกรรมและภาพทั้งหมด")
    with page.expect_navigation():
        page.locator(".panel", has_text="ประชุมเตรียมความพร้อมทีมวิทยากร").get_by_role("link").first.click()
    press(page, "ลบกิจกรรม")
    press(page, "ลบกิจกรรม")
    assert set(LABELS) - set(steps_done(page)) == {"preparation"}
    press(page, "ดูทีมวิทยากร")
    press(page, "พ้นจากทีม")
    page.get_by_label("เหตุที่พ้น").fill("ย้ายไปอยู่กับลูก")
    press(page, "บันทึกการพ้นจากทีม")
    assert {"lead", "lead_course", "team"} <= set(LABELS) - set(steps_done(page))
