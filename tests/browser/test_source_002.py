"""The process of source 002 as an officer entered it, in the browser and without forcing: meeting, working group, study visit, forum.

A village of 25 people at its meeting, a working group of four that is not the trainer team, its leaders on a study visit,
the forum afterwards. What stands in another order is asked about, and the plan and the calendar tell what was held.
"""

import datetime

import pytest

from samma import thai
from tests import factories as make
from tests.browser.hands import PASTE, press, said, sign_in
from villages.models import Activity, Partner, PlanItem, TargetVillage, UsualStep, WorkingGroupMember

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = [
    ("district_meeting", "ประชุมทีมขับเคลื่อนระดับอำเภอ", 10),
    ("explanation", "ประชุมชี้แจงการดำเนินงานให้ชุมชนทราบ", 20),
    ("working_group", "เวทีคัดเลือกคณะทำงานหมู่บ้าน", 30),
    ("leaders_visit", "แกนนำศึกษาดูงานชุมชนต้นแบบ", 40),
    ("exchange", "แลกเปลี่ยนหลังดูงานและทำแผน", 50),
]
LEADERS = [
    ("ผู้นำทางการ", "นายสมมุติ หัวนาดี", "ผู้ใหญ่บ้าน"),
    ("ผู้นำธรรมชาติ", "นางสมมุติ เฒ่าแก่นา", "หมอดินอาสา"),
    ("ผู้นำกลุ่ม/องค์กร", "นายสมมุติ ออมทรัพย์ดี", "ประธานกลุ่มออมทรัพย์"),
    ("ผู้นำคุ้ม", "นางสมมุติ คุ้มใต้", "หัวหน้าคุ้มใต้"),
]


@pytest.fixture
def village():
    target = make.make_target(make.make_village("33010108", "โนนสมมุติ"), make.make_year(2560))
    for kind, topic, after in STEPS:
        UsualStep.objects.create(year=target.year, kind=kind, topic=topic, after_days=after)
    for _n in range(3):
        make.make_enrolment(target)
    Partner.objects.create(
        area_id="3301", title="นาย", first_name="สมมุติ", last_name="สนับสนุน", position="ปลัดอำเภอ", kind="district_team"
    )
    return target


def test_the_process_of_source_002_is_entered_as_it_was(village, open_as):
    page = open_as()
    sign_in(page, make.make_officer("3301"))
    page.goto(f"/villages/{village.pk}/")
    plan_from_the_usual_steps(page)
    a_study_visit_too_early_is_asked_about(page, village)
    the_meeting_with_its_four_points(page, village)
    four_leaders_are_chosen(page, village)
    the_leaders_travel_and_tell(page, village)
    told_by_plan_and_calendar(page, village)


def plan_from_the_usual_steps(page):
    press(page, "แผนปฏิบัติการ")
    press(page, "เริ่มทำแผน")
    assert page.locator("#id_form-1-topic").input_value() == STEPS[1][1]
    page.locator("#id_form-1-on").fill("๒๐/๑/๒๕๖๐")
    page.locator("#id_form-1-budget").fill("1,500")
    press(page, "บันทึกแผน")
    assert "5 รายการ" in said(page) and PlanItem.objects.get(kind="explanation").on == datetime.date(2017, 1, 20)


def begin(page, village, kind):
    page.goto(f"/villages/{village.pk}/activities/new/")
    press(page, kind)


def a_study_visit_too_early_is_asked_about(page, village):
    begin(page, village, "ศึกษาดูงานของแกนนำ")
    page.locator("#id_on").fill("15/1/2560")
    press(page, "บันทึกกิจกรรม")
    errors = page.locator(".error-summary").inner_text()
    assert "ยังไม่ได้บันทึกประชุมชี้แจง" in errors and "โปรดเขียนเหตุผล" in errors and not Activity.objects.exists()


def the_meeting_with_its_four_points(page, village):
    begin(page, village, "ประชุมชี้แจง")
    page.locator("#id_on").fill("20/1/2560")
    page.locator("#id_time_from").fill("๙.๐๐")
    page.locator("#id_people").fill("25")
    page.locator("#id_place").fill("ศาลาประชาคม")
    for n in range(4):
        assert page.locator(f"#id_agenda-{n}-title").input_value()
        page.locator(f"#id_agenda-{n}-minutes").fill(f"มติข้อที่ {n + 1}")
    for box in page.locator("[name=came-households]").all():
        box.check()
    page.get_by_label("นายสมมุติ สนับสนุน").check()
    page.locator("#id_others-0-name").fill("นายกำนัน สมมุติดี")
    page.locator("#id_others-0-role").fill("กำนัน")
    press(page, "บันทึกกิจกรรม")
    meeting = Activity.objects.get()
    assert (meeting.people, meeting.attendances.count(), meeting.participants.count()) == (25, 3, 2)
    assert meeting.plan.kind == "explanation" and meeting.agenda.count() == 4
    text = page.locator("main").inner_text()
    assert "มติข้อที่ 4" in text and "09.00 น." in text and "กำนัน" in text


def four_leaders_are_chosen(page, village):
    begin(page, village, "เวทีคัดเลือกคณะทำงานหมู่บ้าน")
    page.locator("#id_on").fill("30/1/2560")
    press(page, "บันทึกกิจกรรม")
    press(page, "คณะทำงานที่คัดเลือก")
    for n, (kind, name, position) in enumerate(LEADERS):
        assert page.locator(f"#id_form-{n}-kind option:checked").inner_text() == kind
        page.locator(f"#id_form-{n}-name").focus()
        page.evaluate(PASTE, f"{name}\t{position}")
    press(page, "บันทึกคณะทำงาน")
    assert WorkingGroupMember.objects.filter(target_village=village).count() == 4
    assert "ต่างจากที่พบทั่วไป" not in page.locator("main").inner_text()
    assert not hasattr(TargetVillage.objects.get(pk=village.pk), "team")  # the working group is no trainer team


def the_leaders_travel_and_tell(page, village):
    for kind, on, until in [("ศึกษาดูงานของแกนนำ", "9/2/2560", "10/2/2560"), ("เวทีแลกเปลี่ยนหลังดูงาน", "19/2/2560", "")]:
        begin(page, village, kind)
        page.locator("#id_on").fill(on)
        page.locator("#id_until").fill(until)
        for _kind, name, _position in LEADERS:
            page.get_by_label(name).check()
        page.locator("#id_people").fill("25")
        press(page, "บันทึกกิจกรรม")
        assert "บันทึก" in said(page)
    assert Activity.objects.filter(people=25).count() == 3


def told_by_plan_and_calendar(page, village):
    page.goto(f"/villages/{village.pk}/plan/")
    text = page.locator("main").inner_text()
    assert "4/5" in text and text.count("จัดแล้ว") >= 4 and "เลยกำหนด" in text
    page.goto("/calendar/?on=2017-02-01")
    day = page.locator("[data-calendar-day='2017-02-09']")
    day.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.calendarDay") == "2017-02-10"
    for on in ("2017-02-09", "2017-02-10"):
        cell = page.locator(f"td:has([data-calendar-day='{on}'])")
        assert "ศึกษาดูงานของแกนนำ" in cell.inner_text()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("PageDown")
    assert "มีนาคม 2560" in page.locator("main").inner_text()
    assert thai.thai_weekday(datetime.date(2017, 3, 1)) in page.locator("main").text_content()
