"""What an import in thousands leaves behind: whole rows with history and events, one answer to each doubt, a way back."""

import datetime

import pytest
import tablib
from django.apps import apps

from groups.models import FundEntry
from households.models import Assignment, Enrolment, EnrolmentState, Household, OccupationWish, Visit
from households.register.resources import EnrolmentResource
from samma.accounts.models import Event
from samma.progress.registers import REGISTERS
from samma.secret import finding_hash
from tests.factories import (
    make_department,
    make_enrolment,
    make_group,
    make_household,
    make_occupation,
    make_officer,
    make_sage,
    make_target,
    make_team,
    make_village,
    make_year,
)
from villages.models import Activity

pytestmark = pytest.mark.django_db

DAY = datetime.date(2017, 3, 1)
HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]
FURTHER = [*HEADS, "โทรศัพท์", "อยากเรียนอาชีพ 1", "อยากเรียนอาชีพ 2"]


def bring(key, user, heads, *rows, **asked):
    return REGISTERS[key].resource(user).import_data(tablib.Dataset(*rows, headers=heads), **asked)


def register(*people, year=2560):
    """Rows of the register: (head, house number) each."""
    return [("33010105", year, "", head, house_no) for head, house_no in people]


# --- what is stored ---------------------------------------------------------------------------------------------------
def test_rows_stored_in_bulk_are_whole():
    make_target()
    make_occupation("จักสาน", "หัตถกรรม")
    make_occupation()
    officer = make_officer()
    row = ("33010105", 2560, "", "นางเส\u0e4dานวน  แก้วใส", "12/3", "081-2345678", "ทอผ้า", "จักสาน")

    assert bring("households", officer, FURTHER, row).is_good

    household, enrolment = Household.objects.get(), Enrolment.objects.get()
    assert household.first_name == "เสำนวน" and household.sort_key and household.village_code == "33010105"
    assert household.phone == "0812345678" and household.phone_key == finding_hash("0812345678")
    assert enrolment.village_code == "33010105" and EnrolmentState.objects.get().enrolment == enrolment
    assert [(wish.rank, wish.occupation.name) for wish in OccupationWish.objects.all()] == [(1, "ทอผ้า"), (2, "จักสาน")]
    for past, living in [(household.history.get(), household), (enrolment.history.get(), enrolment)]:
        assert (past.history_type, past.history_user, past.village_code) == ("+", officer, living.village_code)
    assert household.history.get().sort_key == household.sort_key


def test_a_change_keeps_its_history_its_order_and_what_the_file_is_silent_on():
    household = make_household(
        title="นาง", first_name="สมใจ", last_name="นาดี", house_no="7", phone="0812345678", members=3
    )
    make_enrolment(number=1, household=household)
    officer = make_officer()

    assert bring("households", officer, HEADS, ("33010105", 2560, 1, "นางเกษร นาดี", "7")).totals["update"] == 1

    changed = Household.objects.get()
    assert (changed.first_name, changed.version, changed.phone, changed.members) == ("เกษร", 2, "0812345678", 3)
    assert changed.sort_key != household.sort_key
    past = household.history.latest()
    assert (past.history_type, past.history_user, past.first_name) == ("~", officer, "เกษร")
    assert not Enrolment.objects.get().history.filter(history_type="~").exists()  # it says what it said


def test_the_same_file_twice_changes_nothing():
    make_target()
    make_occupation()
    rows = [(*row, "0812345678", "ทอผ้า", "") for row in register(("นางสมใจ นาดี", "๑๒/๓"), ("นายบุญมี ทุ่งทอง", "๑๔"))]
    officer = make_officer()
    bring("households", officer, FURTHER, *rows)
    counts = {model: model.objects.count() for model in apps.get_models() if model is not Event}

    again = bring("households", officer, FURTHER, *rows)

    assert {kind: n for kind, n in again.totals.items() if n} == {"skip": 2}
    assert {model: model.objects.count() for model in counts} == counts


def test_a_file_of_the_programme_writes_what_its_pages_write():
    target, officer = make_target(), make_officer()
    sage = make_sage(target.village)
    teams = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตำแหน่งในทีม", "ชื่อ-สกุลวิทยากร", "เริ่มเมื่อ"]
    bring("teams", officer, teams, ("33010105", 2560, 0, sage.full_name, "1/2/2560"))
    bring("households", officer, HEADS, *register(("นางสมใจ นาดี", "7")))
    of_enrolment = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่ครัวเรือน"]
    row = ("33010105", 2560, 1)
    activity = ("33010105", 2560, "ฝึกอบรมสัมมาชีพชุมชน", 1, "1/3/2560")
    course = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "กิจกรรม", "วันที่ของหลักสูตร", "วันที่จัด"]
    bring("activities", officer, course, activity, answers={"*:order?": "yes:ทีมมาไม่ครบ"})
    assert Activity.objects.get().reason == "ทีมมาไม่ครบ"
    care = [*of_enrolment, "วิทยากรผู้ดูแล", "ลำดับในความดูแล", "เริ่มดูแล"]
    bring("assignments", officer, care, (*row, sage.full_name, 1, "1/3/2560"))
    day = [*of_enrolment, "กิจกรรม", "วันที่ของหลักสูตร", "วันที่จัด"]
    bring("attendance", officer, day, (*row, "ฝึกอบรมสัมมาชีพชุมชน", 1, ""))
    bring("rounds", officer, [*of_enrolment, "วันที่สำรวจ", "รายได้ในภาคเกษตร (บาท/ปี)"], (*row, "1/3/2560", "1,200.-"))
    visits = [*of_enrolment, "วันที่เยี่ยม", "วิทยากรผู้เยี่ยม", "ผู้เยี่ยม (ถ้าไม่ใช่วิทยากร)", "วิธีติดตาม"]
    bring("visits", officer, visits, (*row, "1/4/2560", sage.full_name, "", "โทรศัพท์"))

    told = {(event.verb, event.object_type) for event in Event.objects.exclude(verb="import")}
    assert told == {
        ("create", "trainers.team"),
        ("seat", "trainers.trainer"),
        ("create", "villages.activity"),
        ("assign", "households.assignment"),
        ("attend", "households.enrolment"),
        ("create", "households.livelihoodround"),
        ("visit", "households.visit"),
    }
    assert Event.objects.get(verb="attend").detail["came"] == [1]
    assert Visit.objects.get().assignment == Assignment.objects.get()
    state = EnrolmentState.objects.get()
    assert (state.visits, state.rounds, state.baseline_income) == (1, 1, 1200)
    assert Assignment.history.get().history_user == officer


def test_rows_that_move_up_into_each_others_numbers_are_stored():
    """What one statement cannot do for all rows at once, the rows do one after the other."""
    target, officer = make_target(), make_officer()
    for number, house_no in [(1, "11"), (2, "12")]:
        make_enrolment(target, number=number, household=make_household(target.village, house_no=house_no))
    heads = [e.household.full_name for e in Enrolment.objects.order_by("number")]
    moved = [("33010105", 2560, 3, heads[0], "11"), ("33010105", 2560, 1, heads[1], "12")]

    assert bring("households", officer, HEADS, *moved).totals["update"] == 2

    assert {e.household.house_no: e.number for e in Enrolment.objects.all()} == {"11": 3, "12": 1}
    assert Enrolment.history.filter(history_type="~", history_user=officer).count() == 2


def test_a_balance_is_kept_from_row_to_row_without_storing():
    group, officer = make_group(), make_officer()
    heads = ["รหัสหมู่บ้าน", "ชื่อกลุ่ม", "วันที่", "ประเภท", "จำนวนเงิน (บาท)", "รายการ", "มูลค่าสิ่งของ (บาท)"]
    entries = [("ค่าหุ้น", 500), ("รายจ่าย", 400), ("รายจ่าย", 101)]
    rows = [("33010105", group.name, "1/4/2560", kind, amount, "งวดแรก", "") for kind, amount in entries]
    result = bring("funds", officer, heads, *rows, dry_run=True)
    assert [row.import_type for row in result.rows] == ["new", "new", "invalid"] and not FundEntry.objects.exists()


# --- the way through --------------------------------------------------------------------------------------------------
def test_ten_thousand_rows_of_another_district_are_named_in_a_sentence():
    make_target()
    elsewhere = make_target(make_village("33020101"))
    rows = [(elsewhere.village_code, 2560, "", "นางสมใจ นาดี", "7")] * 10_000
    rows[0] = rows[4] = ("33010105", 2560, "", "นางสมใจ นาดี", "7")
    result = bring("households", make_officer("3301"), HEADS, *rows, dry_run=True)
    assert result.refusals == ["แถวที่ 3–5, 7–10001 อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์"]


def test_progress_is_told_and_a_cancelled_import_leaves_nothing(monkeypatch):
    target = make_target(year=make_year(2560, households_per_village=100))
    monkeypatch.setattr(EnrolmentResource, "at_once", 10)
    rows = register(*[(f"นางสมใจ นาดี{'กขคงจ'[n % 5]}{'ชซณดต'[n // 5]}", str(n + 1)) for n in range(25)])
    seen = []

    def stop(done):
        seen.append(done)
        if done == 20:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bring("households", make_officer(), HEADS, *rows, on_progress=stop)
    assert seen == [10, 20] and not target.enrolments.exists() and not Event.objects.exists()
    assert bring("households", make_officer(), HEADS, *rows).totals["new"] == 25


def test_a_fault_in_the_last_thousand_takes_the_first_back(monkeypatch):
    make_target()
    monkeypatch.setattr(EnrolmentResource, "at_once", 2)
    rows = register(("นางสมใจ นาดี", "1"), ("นายบุญมี ทุ่งทอง", "2"), ("นางจำปา ริมน้ำ", "3"), ("", "4"))
    told = []
    assert not bring("households", make_officer(), HEADS, *rows, on_written=told.extend).is_good
    assert told and not Household.objects.exists() and not Household.history.exists()


def test_a_long_file_keeps_cells_of_its_first_rows_alone():
    for n in range(1, 100):
        make_village(f"330101{n:02}")
    rows = [(f"330101{n:02}", f"โนน{n}") for n in range(1, 100)] * 4
    result = bring("villages", make_department(), ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], *rows[:99], dry_run=True)
    assert result.totals["update"] == 99 and all(row.cells["name"].was for row in result.rows)
    activities = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "กิจกรรม", "วันที่ของหลักสูตร", "วันที่จัด"]
    make_target()
    many = [("33010105", 2560, "กิจกรรมอื่น", "", f"{n % 28 + 1}/{n // 28 % 9 + 1}/2560") for n in range(400)]
    result = bring("activities", make_officer(), activities, *many, dry_run=True)
    assert (result.totals["new"], len(result.rows)) == (400, 300) and not Activity.objects.exists()


def test_looking_and_doing_may_use_one_resource():
    make_target()
    resource = REGISTERS["households"].resource(make_officer())
    dataset = tablib.Dataset(*register(("นางสมใจ นาดี", "7")), headers=HEADS)
    assert [resource.import_data(dataset, dry_run=dry).totals["new"] for dry in (True, True, False)] == [1, 1, 1]
    assert resource.import_data(dataset).totals["skip"] == 1


def test_an_assignment_meets_the_rules_of_its_action_within_the_file():
    """Days that overlap, and a fifth household on a free place, are refused though nothing of the file is stored yet."""
    team = make_team(seats=2)
    make_enrolment(number=1)
    first, second = (trainer.sage.full_name for trainer in team.seated())
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่ครัวเรือน", "วิทยากรผู้ดูแล", "ลำดับในความดูแล", "เริ่มดูแล", "สิ้นสุดการดูแล"]
    rows = [
        ("33010105", 2560, 1, first, 1, "1/3/2560", "1/6/2560"),
        ("33010105", 2560, 1, second, 1, "1/5/2560", ""),
        ("33010105", 2560, 1, second, 1, "1/6/2560", ""),
    ]
    result = bring("assignments", make_officer(), heads, *rows, dry_run=True)
    assert [row.import_type for row in result.rows] == ["new", "invalid", "new"]
    assert "วันที่ดูแลซ้อนกันไม่ได้" in result.rows[1].cells["started"].errors[0]
