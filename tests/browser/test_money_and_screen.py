"""Two journeys: a village's money from the first line to a page that adds up, and a meeting run from the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from households.models import Material
from tests.browser.hands import paste, press, said
from tests.factories import DAY, make_enrolment, make_occupation, make_officer, make_target
from trainers.models import Trainer
from villages.models import Activity, AgendaItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROJECTOR = {"width": 1366, "height": 768}


def test_money_and_material_of_a_village_until_they_add_up(open_as):
    """Budget, receipts and twenty households' material, pasted as Excel copies them; then what the page says."""
    officer, target = make_officer(), make_target()
    enrolments = [make_enrolment(target) for _ in range(20)]
    Activity.objects.create(target_village=target, kind="forum", on=DAY, spent=1200)
    page = open_as(officer)
    page.goto(reverse("budget-grid", args=[target.pk]))
    paste(
        page,
        "form-0-category",
        [
            ("ค่าวัสดุฝึกอาชีพ", "พันธุ์ไก่ไข่และอาหาร", "งบกรมการพัฒนาชุมชน", "16,000"),
            ("ค่าอาหารและเครื่องดื่ม", "อาหารว่าง", "งบกรมการพัฒนาชุมชน", "๑,๕๐๐.๕๐"),
        ],
    )
    press(page, "บันทึกทั้งตาราง")
    assert "2 รายการ" in said(page)

    page.goto(reverse("payment-grid", args=[target.pk]))
    paste(
        page,
        "form-0-on",
        [
            ("1/3/2560", "พันธุ์ไก่ไข่และอาหาร", "พันธุ์ไก่ไข่", "12,050", "100", "ตัว"),
            ("1/3/2560", "อาหารว่าง", "อาหารว่างเวทีประชาคม", "1200", "", "", "เวทีประชาคม 1 มี.ค. 2560"),
        ],
    )
    press(page, "บันทึกทั้งตาราง")
    assert "2 รายการ" in said(page)

    page.goto(reverse("material-grid", args=[target.pk]))
    paste(page, "form-0-item", [("พันธุ์ไก่ไข่", 5, "ตัว", "120.50", "", "2/3/2560", "", "ใช่")] * 20)
    press(page, "บันทึกทั้งตาราง")
    assert "20 รายการ" in said(page)
    assert Material.objects.filter(enrolment__in=enrolments, value="602.50", signed=True).count() == 20

    page.goto(reverse("budget-sums", args=[target.pk]))
    expect(page.locator(".notice-ok")).to_contain_text("ตัวเลขตรงกันทุกรายการ")
    expect(page.locator("#items")).to_contain_text("20 รายการ · 12,050 บาท")
    page.locator("#lines").get_by_role("link", name="12,050").click()
    press(page, "กลับรายการ")
    press(page, "กลับรายการ")
    page.goto(reverse("budget-sums", args=[target.pk]))
    expect(page.locator("#faults + ul")).to_contain_text("พันธุ์ไก่ไข่ (ตัว) แจก 100 มากกว่าที่ซื้อและชุมชนสมทบ 0 อยู่ 100")


def test_a_meeting_on_the_projector_by_keyboard_from_two_devices(come_in, open_as):
    """Agenda, ticks that the other device sees by itself, a household and a sage chosen, without a mouse."""
    officer, target = make_officer(), make_target()
    make_occupation("เลี้ยงไก่ไข่", "เกษตร")
    forum = Activity.objects.create(target_village=target, kind="forum", on=DAY, topic="ชี้แจงโครงการ")
    for order, title in enumerate(["วัตถุประสงค์", "กรอบแนวคิด"], 1):
        AgendaItem.objects.create(activity=forum, order=order, title=title)
    first, second = make_enrolment(target), make_enrolment(target)
    other = come_in(make_officer(), PROJECTOR)
    other.goto(f"{reverse('activity-screen', args=[forum.pk])}?show=people")

    page = open_as(officer)
    page.set_viewport_size(PROJECTOR)
    page.goto(reverse("activity-screen", args=[forum.pk]))
    expect(page.locator(".screen-agenda .now")).to_contain_text("วาระที่ 1 วัตถุประสงค์")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    expect(page.locator(".screen-agenda .now")).to_contain_text("วาระที่ 2 กรอบแนวคิด")

    with page.expect_navigation():
        page.keyboard.press("2")
    page.keyboard.press("/")
    page.keyboard.type(str(first.number))
    page.keyboard.press("Enter")
    expect(page.locator(".screen-said")).to_contain_text(f"{first.person} มาแล้ว")
    expect(page.locator("#id_number:focus")).to_have_value("")
    expect(other.locator(f"#h-{first.pk}")).to_have_attribute("aria-pressed", "true")
    other.locator(f"#h-{second.pk}").focus()
    other.keyboard.press("Enter")
    expect(page.locator(f"#h-{second.pk}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".screen-counters strong").first).to_have_text("2")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tile = page.locator(f"#h-{second.pk} span")
    assert tile.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 20, "read from five metres"

    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("3")
    page.locator("#id_house_no").focus()
    for words in ("7/1", "นางใหม่ มาดี", "", "เลี้ยงไก่ไข่"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.locator("#id_head").press("Enter")
    expect(page.locator(".screen-list")).to_contain_text("นางใหม่ มาดี · เลี้ยงไก่ไข่")
    assert forum.attendances.count() == 3, "whoever was chosen in the room is in the room"

    with page.expect_navigation():
        page.keyboard.press("4")
    page.locator("#id_person").focus()
    page.keyboard.type("นายเก่ง สอนดี")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".screen-seats")).to_contain_text("นายเก่ง สอนดี")
    assert Trainer.objects.get().sage.full_name == "นายเก่ง สอนดี"
