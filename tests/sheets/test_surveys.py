"""The demand survey, the criteria of sages and learning places as sheets: households are found or made, likely ones asked about."""

import datetime

import pytest

from households.models import DemandSurvey, Enrolment, Household
from samma.progress.registers import REGISTERS
from tests.factories import (
    make_household,
    make_occupation,
    make_officer,
    make_sage,
    make_survey,
    make_target,
    make_village,
    make_year,
)
from tests.sheets.test_resources import bring, errors
from trainers.models import Judgement, LearningPlace
from villages.models import PlanProposal

pytestmark = pytest.mark.django_db

SURVEY = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "บ้านเลขที่", "ชื่อ-สกุลหัวหน้าครัวเรือน"]
WISHES = ["อยากเรียนอาชีพ 1", "เหตุผลที่อยากเรียน 1", "อยากเรียนอาชีพ 2"]


def test_a_sheet_makes_households_finds_known_ones_and_keeps_reasons():
    target = make_target()
    make_occupation(), make_occupation("จักสาน", "หัตถกรรม")
    known = make_household(target.village, title="นาง", first_name="สมใจ", last_name="นาดี", house_no="12/3")
    heads = [*SURVEY, *WISHES, "ที่ดิน (ไร่)", "สมัครใจเข้าร่วม"]
    result = bring(
        "surveys", make_officer(), heads,
        ("33010105", 2560, "๑๒/๓", "นางสมใจ นาดี", "ทอผ้า", "มีกี่", "จักสาน", "3-2-0", "ใช่"),
        ("33010105", 2560, "15", "นายบุญมี ใจงาม", "", "", "", 2.5, "ไม่ใช่"),
    )  # fmt: skip
    assert errors(result) == {} and Household.objects.count() == 2
    one, two = DemandSurvey.objects.order_by("household__house_no")
    assert one.household == known and [(w.occupation.name, w.reason) for w in one.wishes.all()] == [
        ("ทอผ้า", "มีกี่"),
        ("จักสาน", ""),
    ]
    assert (two.household.first_name, two.land_rai, two.volunteer) == ("บุญมี", 2.5, False)
    again = bring(
        "surveys", make_officer(), [*SURVEY, *WISHES], ("33010105", 2560, "12/3", "นางสมใจ นาดี", "จักสาน", "", "")
    )
    assert again.totals["update"] == 1 and [w.occupation.name for w in one.wishes.all()] == ["จักสาน"]
    one.refresh_from_db()
    assert one.land_rai == 3.5  # columns that the file has not stay


def test_a_likely_household_is_asked_about_and_one_household_is_one_survey():
    target = make_target()
    known = make_household(target.village, title="นาง", first_name="อำไพ", last_name="เรืองแสง", house_no="8")
    row = ("33010105", 2560, "8", "นางอำไภ เรืองแสง")
    result = bring("surveys", make_officer(), SURVEY, row)
    (asked,) = result.rows[0].open_doubts
    assert "บ้านเลขที่ 8" in asked.sentence and not DemandSurvey.objects.exists()
    twice = bring(
        "surveys",
        make_officer(),
        SURVEY,
        ("33010105", 2560, "8", "นางอำไพ เรืองแสง"),
        ("33010105", 2560, "๘", "อำไพ เรืองแสง"),
    )
    assert "มีแบบสำรวจของครัวเรือนนี้" in str(errors(twice)) and not DemandSurvey.objects.exists()
    assert Household.objects.get() == known


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        (("", "ชอบ", ""), "reason_1", "โปรดใส่อาชีพที่อยากเรียน"),
        (("", "", "ทอผ้า"), "wish_2", "อันดับ 1 ก่อน"),
        (("ทอผ้า", "", "ทอผ้า"), "wish_2", "เลือกอาชีพนี้แล้วในอันดับก่อน"),
    ],
)
def test_wishes_are_judged_in_their_cells(cells, column, sentence):
    make_target(), make_occupation()
    result = bring("surveys", make_officer(), [*SURVEY, *WISHES], ("33010105", 2560, "9", "นายหนึ่ง นาดี", *cells))
    assert sentence in errors(result)[2][column][0]


def test_much_land_is_asked_about_and_another_district_is_refused():
    make_target()
    make_target(make_village("33020101", "อื่น"))
    heads = [*SURVEY, "ที่ดิน (ไร่)"]
    result = bring("surveys", make_officer(), heads, ("33010105", 2560, "9", "นายหนึ่ง นาดี", "450"))
    assert [doubt.column for doubt in result.rows[0].open_doubts] == ["land_rai"]
    assert errors(bring("surveys", make_officer(), SURVEY, ("33020101", 2560, "9", "นายหนึ่ง นาดี")))


def test_a_wish_of_the_register_and_one_of_the_survey_are_one():
    target = make_target()
    make_occupation(), make_occupation("จักสาน", "หัตถกรรม")
    officer = make_officer()
    bring("surveys", officer, [*SURVEY, *WISHES], ("33010105", 2560, "9", "นายหนึ่ง นาดี", "ทอผ้า", "ชอบ", ""))
    heads = [*SURVEY, "ลำดับที่", "อยากเรียนอาชีพ 1", "อยากเรียนอาชีพ 2"]
    bring("households", officer, heads, ("33010105", 2560, "9", "นายหนึ่ง นาดี", 1, "ทอผ้า", "จักสาน"))
    assert DemandSurvey.objects.count() == 1
    enrolment = Enrolment.objects.get()
    assert [(w.rank, w.occupation.name, w.reason) for w in enrolment.wishes] == [(1, "ทอผ้า", "ชอบ"), (2, "จักสาน", "")]
    bring("households", officer, heads, ("33010105", 2560, "9", "นายหนึ่ง นาดี", 1, "จักสาน", ""))
    assert [(w.occupation.name, w.reason) for w in Enrolment.objects.get().wishes] == [("จักสาน", "")]
    assert target.surveys.count() == 1


def test_criteria_come_with_who_and_when_for_each():
    sage = make_sage(title="นาย", first_name="รู้", last_name="จริง")
    heads = ["รหัสหมู่บ้าน", "ชื่อ-สกุล", "ความรู้เหมาะกับพื้นที่", "ผู้พิจารณา: ความรู้เหมาะกับพื้นที่", "วันที่พิจารณา: ความรู้เหมาะกับพื้นที่"]
    half = bring("sages", make_officer(), heads, ("33010105", "นายรู้ จริง", "ผ่าน", "", ""))
    assert set(errors(half)[2]) == {"fits_who", "fits_on"} and not Judgement.objects.exists()
    bring("sages", make_officer(), heads, ("33010105", "นายรู้ จริง", "ผ่าน", "เวที", "1/3/2560"))
    row = sage.judgements.get()
    assert (row.verdict, row.who, row.on) == ("yes", "เวที", datetime.date(2017, 3, 1)) and row.history.count() == 1
    bring("sages", make_officer(), heads, ("33010105", "นายรู้ จริง", "ไม่ผ่าน", "ผู้ใหญ่บ้าน", "5/3/2560"))
    assert sage.judgements.get().verdict == "no" and sage.judgements.get().history.count() == 2
    bring("sages", make_officer(), heads, ("33010105", "นายรู้ จริง", "", "", ""))
    assert not Judgement.objects.exists()


def test_a_place_names_its_sage_who_must_be_surveyed():
    sage = make_sage(title="นาย", first_name="รู้", last_name="จริง")
    heads = ["รหัสหมู่บ้าน", "ชื่อแหล่งเรียนรู้", "ปราชญ์เจ้าของ", "การใช้งาน"]
    lost = bring("places", make_officer(), heads, ("33010105", "ศูนย์", "นายไม่มี ใครรู้", "ใช้อยู่"))
    assert "ไม่มีในทะเบียนปราชญ์ชุมชน" in errors(lost)[2]["owner"][0]
    bring("places", make_officer(), heads, ("33010105", "บ้านปราชญ์", "นายรู้ จริง", "ไม่ได้ใช้งาน"))
    place = LearningPlace.objects.get()
    assert (place.owner, place.use) == (sage, "idle")


def test_twenty_surveys_cost_as_many_queries_as_two(django_assert_max_num_queries):
    target = make_target(year=make_year())
    for _ in range(2):
        make_survey(target)
    resource = REGISTERS["surveys"].resource(make_officer())
    with django_assert_max_num_queries(12) as few:
        resource.export()
    for _ in range(18):
        make_survey(target)
    with django_assert_max_num_queries(len(few.captured_queries)):
        resource.export()


def test_an_items_answer_needs_its_day():
    make_target()
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "โครงการ/กิจกรรมที่เสนอ", "เสนอเข้า", "ส่งเมื่อ", "คำตอบ"]
    result = bring("proposals", make_officer(), heads, ("33010105", 2560, "ทอผ้า", "แผนพัฒนาตำบล", "1/4/2560", "บรรจุแล้ว"))
    assert "ให้ใส่วันที่ได้คำตอบ" in str(errors(result)) and not PlanProposal.objects.exists()
