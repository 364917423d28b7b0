"""Steps of the whole chain, as hands take them: from an empty village to its households that are trained and visited."""

import io

from PIL import Image

from households.models import Enrolment, Visit
from samma.progress.steps import LABELS
from tests.browser.hands import paste, press, said
from tests.browser.phone import ALL_SENT, Hands

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
]  # fmt: skip  # fmt: skip
COURSE_DAYS = ["12/10/2569", "13/10/2569", "14/10/2569", "15/10/2569", "16/10/2569"]


def picture() -> dict:
    held = io.BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(held, "JPEG")
    return {"name": "visit.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def steps_done(page) -> list[str]:
    """The steps that the village's page shows as done, by their keys."""
    village_page(page)
    names = {label: key for key, label in LABELS.items()} | {"ฝึกอบรม 5 วัน": "training"}
    words = page.locator(".step-done .step-words").evaluate_all(
        "found => found.map(one => (one.querySelector('a') ?? one.firstChild).textContent.trim())"
    )
    return [names[label] for label in words]


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
