"""From the survey to the plan: a sheet of answers, volunteers who join, what nobody teaches, an item sent on, a seat filled."""

import pytest
from django.urls import reverse

from households.actions import retire
from households.models import Enrolment
from tests import factories as make
from tests.browser.hands import paste, press, said
from trainers.judging import judge
from villages.models import PlanProposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_officer_goes_from_the_survey_to_the_plan_and_fills_a_seat(open_as):
    officer = make.make_officer("3301")
    weave, mushrooms = make.make_occupation("ทอผ้าไหม"), make.make_occupation("เพาะเห็ด", "เกษตร (พืช)")
    team = make.make_team()
    target = team.target_village
    lead = team.seated()[0].sage
    lead.expertise = weave
    lead.save()
    gone = team.seated()[2]
    # A name unlike those on the sheet: one that is near would be asked about.
    there = make.make_household(target.village, first_name="ไพฑูรย์", last_name="เหล่าโนนคร้อ", house_no="901")
    make.make_assignment(make.make_enrolment(target, household=there), gone)
    retire(gone, by=officer, day=make.DAY, reason="ย้ายไปต่างจังหวัด")
    follower = make.make_sage(target.village, expertise=mushrooms, willing=True)
    judge(follower, {"fits": ("yes", ""), "teaches": ("yes", "")}, on=make.DAY, who="เวทีประชาคม", by=officer)
    page = open_as(officer)

    page.goto(reverse("demand-grid", args=[target.pk]))
    rows = [
        ("12", "นางสมใจ ใจงาม", "", "ทำนา", "84,000", "70,000", "", "ทอผ้าไหม", "มีกี่", "", "", "", "", "3-2-0", "สระ", "", "2", "", "ใช่"),
        ("14/1", "นายบุญมี นาดี", "", "ทำสวน", "", "", "", "เพาะเห็ด", "", "", "", "", "", "", "", "", "", "", "ใช่"),
        ("15", "นายทองสุข สวนกล้วย", "", "", "", "", "", "เพาะเห็ด", "", "", "", "", "", "", "", "", "", "", "ไม่ใช่"),
    ]  # fmt: skip
    paste(page, "form-1-house_no", rows)
    press(page, "บันทึกแบบสำรวจ")
    assert "3 ครัวเรือน" in said(page)
    assert page.locator(".list-total").inner_text() == "3 รายการ สมัครใจ 2 ครัวเรือน"

    for head in ("นางสมใจ ใจงาม", "นายบุญมี นาดี"):
        page.get_by_label(f"เลือก {head}").check()
    press(page, "รับครัวเรือนที่เลือกเข้าทะเบียน")
    assert Enrolment.objects.filter(occupation=mushrooms, household__first_name="บุญมี").exists()

    press(page, "ความต้องการเทียบกับที่ทีมสอนได้")
    told = page.locator("main").inner_text()
    assert f"เพาะเห็ด (1 ครัวเรือน): ในหมู่บ้านมี {follower}" in told and "สอนได้" in told

    press(page, "ส่งข้อเสนอเข้าแผน")
    page.locator("[name=item]").fill("ฝึกอาชีพเพาะเห็ดในครัวเรือน")
    page.locator("[name=plan]").select_option("tambon")
    page.locator("[name=budget_asked]").fill("๒๔,๐๐๐")
    press(page, "บันทึกข้อเสนอ")
    assert PlanProposal.objects.get().budget_asked == 24_000

    page.goto(reverse("team-detail", args=[team.pk]))
    assert f"เดิม {gone.sage}" in page.locator("main").inner_text()
    press(page, "เลือกผู้แทน")
    page.locator("[name=follower]").evaluate("(box, pk) => box.tomselect.setValue(pk)", str(follower.pk))
    press(page, "บันทึกผู้แทน")
    new = team.trainers.serving().get(seat=2)
    assert new.sage == follower and new.assignments.serving().count() == 1
    press(page, "ดูทั้งหมด")
    assert f"แทน {gone.sage}" in page.locator("main").inner_text()
