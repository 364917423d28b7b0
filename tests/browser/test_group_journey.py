"""From a candidate to a registered group in the browser, told at each stage exactly what is missing; an old group likewise."""

import re

import pytest
from django.utils.timezone import localdate

from groups.models import Group
from samma import thai
from tests import factories as make
from tests.browser.chain_group import opened
from tests.browser.hands import press, said
from tests.pdf.readers import folded, read_raw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_MEMBERS = "ก1 กลุ่ม/สมาชิก: ยังไม่มีสมาชิก"
SHORT = "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 1 ครัวเรือน"
NO_COMMITTEE = "ก2 กรรมการ: ยังไม่มีคณะกรรมการ"
NO_RULES = "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม"
NO_FUND = "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม"
NO_WORK = "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน"


@pytest.fixture
def officer():
    make.make_area("330101", "ทุ่งสมมุติ")
    for _weaver in range(5):
        make.train(make.make_enrolment(occupation=make.make_occupation()))
    return make.make_officer("3301")


def today() -> str:
    return thai.thai_date(localdate())


def refused(page) -> list[str]:
    """Registration is asked for, and says what is missing."""
    press(page, "ขึ้นทะเบียนกลุ่ม")
    return page.get_by_role("alert").locator("li").all_inner_texts()


def test_from_a_candidate_to_a_registered_group(officer, open_as):
    page = open_as(officer)
    page.goto("/groups/")
    press(page, "ค้นหาผู้ที่ตั้งกลุ่มได้")
    press(page, "ตั้งกลุ่ม")
    page.get_by_label("ชื่อกลุ่ม").fill("กลุ่มทอผ้าบ้านสมมุติ")
    page.locator("[name=enrolments]").last.uncheck()  # the fifth thinks it over
    page.get_by_label("วันที่ประชุมชี้แจง").fill(today())
    for seen in ("ร่วมคิด", "ร่วมตัดสินใจ"):
        page.get_by_label(seen, exact=True).check()
    press(page, "ตั้งกลุ่ม")
    assert said(page) == "ตั้งกลุ่มทอผ้าบ้านสมมุติ แล้ว ต่อไปทำให้ครบ 5 ก"
    assert "ร่วมคิด ร่วมตัดสินใจ" in page.locator("#meeting").inner_text()

    assert refused(page) == [SHORT, NO_COMMITTEE, NO_RULES, NO_FUND, NO_WORK]
    member = opened(page, "member")
    member.locator("select[name=member-enrolment]").select_option(index=1, force=True)
    press(page, "บันทึกสมาชิก")
    assert refused(page) == [NO_COMMITTEE, NO_RULES, NO_FUND, NO_WORK]
    lead_and_agree(page)
    assert refused(page) == [NO_FUND, NO_WORK]
    press(page, "รับค่าหุ้นและเงินออม")
    page.locator("#id_form-0-shares").fill("๕")
    page.locator("#id_form-0-paid").fill("๕๐๐.-")
    press(page, "ลงบัญชีทุกราย")
    assert said(page) == "ลงบัญชี 1 รายการ รวม 500.00 บาท ของกลุ่มทอผ้าบ้านสมมุติ แล้ว"
    assert refused(page) == [NO_WORK]
    work(page)
    press(page, "ขึ้นทะเบียนกลุ่ม")

    assert said(page) == "ขึ้นทะเบียนกลุ่มทอผ้าบ้านสมมุติ เป็นกลุ่มอาชีพแล้ว"
    assert re.search("ระดับภายใน 1 ตั้งกลุ่ม", page.locator("main").inner_text())
    press(page, "แบ่งรายได้")
    press(page, "เท่ากันทุกราย")
    press(page, "บันทึกการแบ่ง")
    assert said(page) == "แบ่งรายได้ “ทอผ้าตามคำสั่งซื้อ” 900.00 บาท ให้ 5 รายแล้ว"
    found = dossier(page)
    for words in (
        "กลุ่มทอผ้าบ้านสมมุติ", "ขึ้นทะเบียนแล้ว", "ครบทั้ง ๕ ก ไม่มีสิ่งที่ขาด", "ระดับภายใน ๑ ตั้งกลุ่ม", "ร่วมคิด ร่วมตัดสินใจ", "ประธาน",
        "การใช้เครื่องมือของกลุ่ม", "๕๐๐.๐๐", "ผ้ามัดหมี่", "๑๘๐.๐๐", "ลงชื่อ",
    ):  # fmt: skip
        assert folded(words) in found, words
    group = Group.objects.get()
    sell_and_evaluate(page, group)
    for member in group.memberships.all():
        assert folded(member.name) in found
    assert (group.registered_on, group.fund.all().balance()) == (localdate(), 500)


def test_an_existing_group_comes_the_same_way_without_the_household_test(officer, open_as):
    page = open_as(officer)
    page.goto("/groups/new/?village=33010105")
    press(page, "บันทึกกลุ่มที่มีอยู่เดิม")
    page.get_by_label("ชื่อกลุ่ม").fill("กลุ่มจักสานเดิม")
    page.locator("[name=occupation]").select_option(index=1, force=True)
    press(page, "ตั้งกลุ่ม")

    assert refused(page) == [NO_MEMBERS, NO_COMMITTEE, NO_RULES, NO_FUND, NO_WORK]
    opened(page, "member").get_by_label("บุคคลอื่น").fill("นายทองดำ ใจงามดี")
    press(page, "บันทึกสมาชิก")
    assert refused(page) == [NO_COMMITTEE, NO_RULES, NO_FUND, NO_WORK]
    lead_and_agree(page)
    fund = opened(page, "fund")
    fund.locator("[name=fund-kind]").select_option("tool")
    fund.locator("[name=fund-item]").fill("มีดจักตอก 6 เล่ม")
    fund.locator("[name=fund-value]").fill("๔,๒๐๐")
    press(page, "บันทึกรายการ")
    assert refused(page) == [NO_WORK]
    work(page)
    press(page, "ขึ้นทะเบียนกลุ่ม")

    assert said(page) == "ขึ้นทะเบียนกลุ่มจักสานเดิม เป็นกลุ่มอาชีพแล้ว"
    assert Group.objects.get().origin == "existing"
    found = dossier(page)
    for words in (
        "กลุ่มจักสานเดิม",
        "กลุ่มที่มีอยู่เดิม",
        "นับแยก",
        "นายทองดำ ใจงามดี",
        "มีดจักตอก 6 เล่ม",
        "๔,๒๐๐.๐๐",
        "ครบทั้ง ๕ ก ไม่มีสิ่งที่ขาด",
    ):
        assert folded(words) in found, words


def dossier(page) -> str:
    """The dossier as it is printed from the page of the group's papers, read back."""
    press(page, "เอกสารทั้งหมด")
    button = page.get_by_role("button", name="กรอกแล้ว: แฟ้มกลุ่มอาชีพ")
    address = button.evaluate(
        "button => button.form.action + '?' + new URLSearchParams(new FormData(button.form, button))"
    )
    answer = page.request.get(address)
    assert answer.headers.get("content-type") == "application/pdf"
    return folded(read_raw(answer.body()))


def sell_and_evaluate(page, group):
    """A help that goes into the fund, a market, a month's sales by keyboard, and the evaluation beside these data."""
    scarf = make.make_product(group, name="ผ้าพันคอ")
    page.goto(f"/groups/{group.pk}/")
    press(page, "บันทึกการสนับสนุน")
    page.get_by_label("ด้าน").select_option("อุปกรณ์")
    page.get_by_label("หน่วยงาน", exact=True).fill("องค์การบริหารส่วนตำบล")
    page.get_by_label("สนับสนุนอะไร").fill("ราวแขวนผ้า")
    page.get_by_label("มูลค่า (บาท)").fill("๑,๕๐๐.-")
    page.get_by_label("ลงบัญชีกองทุนของกลุ่มด้วย").check()
    press(page, "บันทึก")
    assert "อุปกรณ์ 1 ครั้ง 1,500.00 บาท" in page.locator("#support").inner_text()
    assert "ราวแขวนผ้า" in page.locator("#fund").inner_text()
    press(page, "เพิ่มตลาดหรืองาน")
    page.get_by_label("ประเภท").select_option("ตลาดนัด")
    page.get_by_label("ชื่อตลาดหรืองาน").fill("ตลาดนัดหน้าอำเภอ")
    press(page, "บันทึก")
    press(page, "ยอดขาย", within="#market")
    press(page, "บันทึกยอดขายเดือนนี้")
    page.locator("#id_form-0-quantity").focus()
    for typed in ("๓", "Tab", "2,550", "Enter", "1,200.-"):  # down the column of baht: the market below
        page.keyboard.press(typed) if typed in ("Tab", "Enter") else page.keyboard.type(typed)
    press(page, "บันทึกยอดขาย")
    assert "รวม 3,750.00 บาท" in said(page)
    assert group.sales.filter(product=scarf).total() == 3_750
    page.goto(f"/groups/{group.pk}/evaluations/new/?year={thai.fiscal_year(localdate())}")
    assert "ข้อมูลในระบบ: ยอดขาย 3,750.00 บาท ตลาดและงาน 1 แห่ง: ตลาดนัดหน้าอำเภอ" in page.locator("form").last.inner_text()
    page.get_by_label("เจ้าหน้าที่ (คน)").fill("๒")
    for name, words in (("meetings", "ทำได้บ้าง"), ("accounts", "ทำได้ดี"), ("market", "ทำได้ดี"), ("outcome", "ก้าวหน้า")):
        page.locator(f"[name={name}]").select_option(words)
    press(page, "บันทึกการประเมิน")
    press(page, "เพิ่มสิ่งที่รับปาก")
    page.get_by_label("จะทำอะไร").fill("หาร้านค้าเพิ่ม")
    page.get_by_label("ใครทำ").fill("ประธาน")
    page.get_by_label("ภายในวันที่").fill(today())
    press(page, "บันทึก")
    paper = page.request.get(page.get_by_role("link", name="พิมพ์แบบประเมิน").get_attribute("href"))
    found = folded(read_raw(paper.body()))
    for words in ("ยอดขาย ๓,๗๕๐.๐๐ บาท", "ทำได้บ้าง", "ก้าวหน้า", "หาร้านค้าเพิ่ม", "ประธานกลุ่ม"):
        assert folded(words) in found, words
    page.goto(f"/groups/{group.pk}/")


def lead_and_agree(page):
    """A chair is chosen, and the rules are written from the model, kept as a draft, and adopted."""
    opened(page, "committee").get_by_label("ประธาน", exact=True).select_option(index=1)
    press(page, "บันทึกคณะกรรมการ")
    assert refused(page)[0] == NO_RULES
    press(page, "เขียนระเบียบ")
    for article in page.locator("textarea").all():
        article.fill(article.input_value().replace("……", "2"))
    press(page, "บันทึกร่าง")
    assert said(page) == "บันทึกร่างระเบียบแล้ว"
    page.get_by_label("ที่ประชุมรับรองเมื่อ").fill(today())
    press(page, "บันทึกว่ารับรองแล้ว")


def work(page):
    activity = opened(page, "activity")
    activity.locator("[name=activity-what]").fill("ทอผ้าตามคำสั่งซื้อ")
    activity.locator("[name=activity-product]").fill("ผ้ามัดหมี่")
    activity.locator("[name=activity-quantity]").fill("๑๒")
    activity.locator("[name=activity-income]").fill("๙๐๐")
    with page.expect_navigation():
        activity.locator("button[type=submit]").click()
