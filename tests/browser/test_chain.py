"""The whole chain in the browser, from an empty village to the PDF of its knowledge record, without an address typed.

The fourteen steps of the village follow by themselves; at the end every paper of the village is printed and read back, and
what is undone takes its step back with it.
"""

import io

import pytest
from django.utils.timezone import localdate
from PIL import Image
from pypdf import PdfReader

from households.models import Assignment, Enrolment, Visit
from samma import thai
from samma.progress.steps import LABELS
from tests import factories as make
from tests.browser.hands import page_loads, paste, press, said, sign_in
from tests.browser.phone import ALL_SENT, Hands
from trainers.models import LeadCourse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEAM = [
    ("นางบัวลอย ทองสุกใส", "ทอผ้าไหม", "", "1 ต.ค. 2569"),
    ("นายคำหล้า แสงดาวเด่น", "จักสานไม้ไผ่", "", "1 ต.ค. 2569"),
    ("นางจำปา ริมห้วยทราย", "ทอผ้าไหม", "", "1 ต.ค. 2569"),
    ("นายอินทร์ ดอนมะค่า", "จักสานไม้ไผ่", "", "1 ต.ค. 2569"),
    ("นางเกษร สวนกล้วยงาม", "ทอผ้าไหม", "", "1 ต.ค. 2569"),
]
FIRST = ["สมใจ", "บุญมี", "ทองสุข", "คำปัน", "แสงดาว", "ประไพ", "อินทิรา", "ไพลิน", "เกษร", "จำปี"]
LAST = ["ใจงามดี", "นาดีเลิศ"]
WEAVERS = 8
HOUSEHOLDS = [
    (n, f"{n}/1", f"นาง{FIRST[(n - 1) % 10]} {LAST[(n - 1) // 10]}", "", "", "", "ทอผ้าไหม" if n <= WEAVERS else "จักสานไม้ไผ่", "ใช่")
    for n in range(1, 21)
]  # fmt: skip
COURSE_DAYS = ["12/10/2569", "13/10/2569", "14/10/2569", "15/10/2569", "16/10/2569"]
TITLE = "เทคนิคการย้อมไหมด้วยเปลือกประดู่ ให้สีไม่ตก"
BODY = "น้ำย้อมต้องอุ่น ตำบลนี้ชำนาญการต้มเปลือกประดู่กับใบไม้ ๗ ชนิด แล้วจุ่มซ้ำ 3 ครั้ง"


@pytest.fixture
def place():
    make.make_area("330101", "ทุ่งสมมุติ")
    year = make.make_year(2570)
    on = localdate().replace(year=2026, month=9, day=1)
    LeadCourse.objects.create(year=year, centre="ศพช.สมมุติ", batch=3, starts=on, ends=on)
    make.make_occupation("ทอผ้าไหม", "ผ้า/สิ่งทอ")
    make.make_occupation("จักสานไม้ไผ่", "จักสาน")


def picture() -> dict:
    held = io.BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(held, "JPEG")
    return {"name": "visit.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


@pytest.mark.long
def test_the_whole_chain(place, open_as):
    officer, clerk = make.make_officer("3301"), make.make_clerk("33")
    desk = open_as()
    sign_in(desk, officer)

    with page_loads(desk) as loaded:
        new_village(desk)
        team_of_five(desk)
        twenty_households(desk)
    assert len(loaded) <= 8, loaded
    done = ["survey", "lead", "team", "register"]
    assert steps_done(desk) == done

    lead_course(desk)
    held(desk, "ประชุมเตรียมความพร้อมทีมวิทยากร", "5/10/2569")
    held(desk, "ประชุมชี้แจง", "6/10/2569")
    held(desk, "วิเคราะห์ความต้องการอาชีพ", "7/10/2569")
    held(desk, "ศึกษาดูงาน", "8/10/2569", place="ศูนย์เรียนรู้บ้านสมมุติ")
    material(desk)
    done += ["lead_course", "preparation", "demand", "place"]
    assert sorted(steps_done(desk)) == sorted(done)

    press(desk, "จัดวิทยากรดูแล 1 ต่อ 4")
    four_to_each_trainer(desk)
    five_days(desk)
    baseline(desk)
    assert sorted(steps_done(desk)) == sorted([*done, "training"])
    trainer = Assignment.objects.serving().filter(trainer__seat=4).first().trainer
    link = qr_for(desk, trainer.sage)
    visited = visit_by_phone(open_as(phone=True), link, trainer)
    officer_sees(desk, visited)
    stack_of_papers(desk, visited)
    group_with_five_ko(desk)
    assert set(LABELS) - set(steps_done(desk)) == {"record"}
    record_submitted(desk)

    office = open_as()
    sign_in(office, clerk)
    approve(office)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(print_ticked(office))).pages]
    text = thai.normalise("".join("".join(pages).split()))
    for words in (TITLE, BODY):
        assert "".join(words.split()) in text
    assert steps_done(desk) == list(LABELS)

    papers_of_the_village(desk)
    undone(desk)


def steps_done(page) -> list[str]:
    """The steps that the village's page shows as done, by their keys."""
    village_page(page)
    names = {label: key for key, label in LABELS.items()} | {"ฝึกอบรม 5 วัน": "training"}
    words = page.locator(".step-done .step-words").evaluate_all(
        "found => found.map(one => (one.querySelector('a') ?? one.firstChild).textContent.trim())"
    )
    return [names[label] for label in words]


def papers_of_the_village(page):
    """Every filled paper, and the first blank one, as its buttons ask for it: the village or its district stands on each, and the
    team on its own."""
    village_page(page)
    press(page, "เอกสารของหมู่บ้าน")
    asked = page.locator("main form[data-send-twice]").evaluate_all(
        "forms => forms.flatMap(form => [...form.querySelectorAll('button')].map(button => {"
        " const asked = new URLSearchParams(new FormData(form, button)); return [button.value, form.action + '?' + asked] }))"
    )
    assert len(asked) > 25
    blank = [address for kind, address in asked if kind != "filled"]
    for kind, address in asked:
        if address in blank[1:]:
            continue
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


def lead_course(page):
    press(page, "ดูทีมวิทยากร")
    press(page, "หลักสูตรที่ผ่าน")
    page.get_by_label("ผ่านหลักสูตรวิทยากรผู้นำ").select_option(index=1)
    press(page, "บันทึก")


def held(page, kind, on, place=""):
    village_page(page)
    press(page, "บันทึกกิจกรรม")
    press(page, kind)
    page.locator("#id_on").fill(on)
    page.locator("#id_place").fill(place)
    press(page, "บันทึกกิจกรรม")
    assert "บันทึก" in said(page)


def material(page):
    village_page(page)
    press(page, "บันทึกการแจกวัสดุ")
    paste(page, "form-0-item", [("เส้นไหม", 2, "กก.", "300", "", "10/10/2569", "", "ใช่")] * 20)
    press(page, "บันทึกทั้งตาราง")
    assert "20 รายการ" in said(page)


def village_page(page):
    """Back to the page of the village by its crumb or, from elsewhere, through the list."""
    press(page, "หมู่บ้าน", within=".nav-main")
    press(page, "บ้านโนนสมมุติ")


def new_village(page):
    press(page, "เพิ่มหมู่บ้านเป้าหมาย")
    page.locator("#id_tambon").evaluate("(box, code) => box.tomselect.setValue(code)", "330101")
    page.get_by_label("หมู่ที่").fill("๕")
    page.get_by_label("ชื่อหมู่บ้าน").fill("โนนสมมุติ")
    press(page, "เพิ่มหมู่บ้านเป้าหมาย")
    assert said(page) == "เพิ่มบ้านโนนสมมุติ หมู่ที่ 5 เป็นหมู่บ้านเป้าหมายปี 2570 แล้ว"


def team_of_five(page):
    press(page, "ตั้งทีมวิทยากร")
    paste(page, "form-0-person", TEAM)
    press(page, "บันทึกทีม")
    assert all(name in said(page) for name, *_ in TEAM)


def twenty_households(page):
    press(page, "บ้านโนนสมมุติ หมู่ 5", within=".crumbs")
    press(page, "ทะเบียนครัวเรือน")
    paste(page, "form-0-number", HOUSEHOLDS)
    press(page, "บันทึกทะเบียน")
    assert said(page).endswith("แล้ว 20 แถว รวม 20 ครัวเรือน")


def four_to_each_trainer(page):
    press(page, "จัดให้เท่ากันอัตโนมัติ")
    press(page, "ยืนยัน จัดทั้ง 20 ครัวเรือน")
    assert page.locator(".board-column .board-card").count() == 20

    card = page.locator(".board-column").first.locator(".board-card").first
    moved = card.locator(".board-name").inner_text()
    card.get_by_text("ย้ายไป…").click()
    card.get_by_label("วิทยากร", exact=True).select_option(index=1)
    card.get_by_label("เหตุที่เปลี่ยนวิทยากร").fill("บ้านอยู่ติดกัน")
    card.get_by_role("button", name="ย้าย", exact=True).click()
    refused = page.locator(".board-card-refused")
    assert "ดูแลครบ 4 ครัวเรือนแล้ว" in refused.locator(".board-refusal").inner_text()

    refused.get_by_label("เหตุที่ดูแลเกินจำนวน").fill("ญาติกัน เดินถึงกัน")
    refused.get_by_role("button", name="ย้าย", exact=True).click()
    page.get_by_text("บันทึกแล้ว:").wait_for()
    assert moved in page.locator(".board-column").nth(1).inner_text()


def five_days(page):
    press(page, "การอบรม")
    for n, day in enumerate(COURSE_DAYS, 1):
        page.locator(f"#id_days-on_{n}").fill(day)
    paste(page, "form-0-day_1", [["✓"] * 5] * 18 + [["✓", "✓", "", "", ""]] * 2)
    press(page, "บันทึกการอบรม")
    assert said(page).endswith("แล้ว 20 แถว ผ่านการอบรม 18 ครัวเรือน")


def baseline(page):
    press(page, "รายได้รายจ่าย")
    page.get_by_label("วันที่สำรวจ").fill("๒๐ ตุลาคม ๒๕๖๙")
    paste(page, "form-0-income_farm", [["45,000", "12,000", "0"]] * 20)
    press(page, "บันทึกทั้งตาราง")
    assert said(page).endswith("แล้ว 20 ครัวเรือน")


def qr_for(page, sage) -> str:
    village_page(page)
    press(page, "ดูทีมวิทยากร")
    seat = page.locator(".seat").filter(has_text=sage.full_name)
    with page.expect_navigation():
        seat.get_by_role("link", name="ออก QR เข้าใช้งาน").click()
    press(page, "ออก QR")
    assert page.locator("main svg").count()
    return page.locator("#invite-url").input_value()


def visit_by_phone(phone, link, trainer):
    phone.goto(link)
    press(phone, "เข้าใช้งาน")
    phone.locator(".person-name").first.wait_for()
    names = phone.locator(".person-name").all_inner_texts()
    mine = Enrolment.objects.filter(assignments__in=trainer.assignments.serving())
    assert sorted(names) == sorted(enrolment.person for enrolment in mine) and len(names) == 4

    Hands(phone).log(names[0], photos=[picture()])
    phone.locator("#status-words", has_text=ALL_SENT).wait_for()
    return names[0]


def officer_sees(page, name):
    press(page, "ครัวเรือน", within=".nav-main")
    page.locator("[name=q]").fill(name.removeprefix("นาง").split()[0])
    page.keyboard.press("Enter")
    press(page, name)
    with page.expect_navigation():
        page.locator("main .timeline a", has_text="ทำอยู่").click()
    assert "250.00 บาท" in page.locator("main").inner_text()
    loaded = page.locator("main img").first.evaluate(
        "async picture => { await picture.decode(); return picture.naturalWidth }"
    )
    assert loaded > 0


def stack_of_papers(page, visited):
    village_page(page)
    press(page, "บันทึกการเยี่ยม")
    gained = {2: "800", 5: "ยังไม่มี"}
    papers = [
        (f"{n}. {person}", "1 พ.ย. 2569", "", "เจ้าตัว", "ทำอยู่", "ผ้า 2 ผืน", gained.get(n, "ไม่ทราบ"), "ไม่ทราบ")
        for n, _house, person, *_ in HOUSEHOLDS
        if person != visited
    ]
    paste(page, "form-0-enrolment", papers)
    press(page, "บันทึกทุกใบ")
    assert said(page).endswith("19 ครั้งแล้ว")
    assert set(Visit.objects.values_list("gained_kind", flat=True)) == {"amount", "none", "unknown"}


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
