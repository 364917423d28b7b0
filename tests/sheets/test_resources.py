"""The one door for sheets: whole or not at all, inside the area, sentences in cells, everything in the audit."""

import pytest
import tablib
from django.core.exceptions import PermissionDenied

from groups.models import FundEntry
from households.models import Enrolment, Household, OccupationWish, Visit
from households.register.enrolling import reason_for_more
from households.register.resources import EnrolmentResource
from samma import thai
from samma.accounts.models import Event
from samma.progress.registers import REGISTERS
from samma.resources import MOST_ROWS
from tests.factories import (
    make_assignment,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_household,
    make_occupation,
    make_officer,
    make_sage,
    make_target,
    make_team,
    make_trainer,
    make_trainer_user,
    make_village,
    make_year,
)
from trainers.models import Team, Trainer
from villages.models import Village

pytestmark = pytest.mark.django_db

HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]


def bring(key, user, heads, *rows, dry_run=False, **asked):
    return REGISTERS[key].resource(user).import_data(tablib.Dataset(*rows, headers=heads), dry_run=dry_run, **asked)


def errors(result, number=None):
    """{row: {column: sentences}} of the refused rows."""
    return {
        row.number: {name: cell.errors for name, cell in row.cells.items() if cell.errors}
        | ({"row": row.sentences} if row.sentences else {})
        for row in result.rows
        if row.import_type == "invalid"
    }


def test_one_bad_row_keeps_the_whole_file_out():
    make_target()
    rows = [("33010105", "2560", "", f"นางสมมุติ {n}", str(n)) for n in range(1, 6)]
    result = bring("households", make_officer(), HEADS, *rows, ("33010105", "2560", "", "นายเกิน", "1" * 21))
    assert list(errors(result)) == [7] and "house_no" in errors(result)[7]
    assert Household.objects.count() == Enrolment.objects.count() == Event.objects.count() == 0


def test_a_good_file_is_stored_with_names_split_and_numbers_given():
    make_target()
    make_occupation()
    heads = [*HEADS, "โทรศัพท์", "มีผู้สูงอายุ 60 ปีขึ้นไป", "อยากเรียนอาชีพ 1", "เข้าร่วมเมื่อ"]
    result = bring(
        "households", make_officer(), heads,
        ("๓๓๐๑๐๑๐๕", 2560.0, None, "นางสาวส\u0e4dาลี  ใจงาม", "12/3", 819920387, "✓", "ทอผ้า", "๑ มี.ค. ๖๐"),
        ("33010105", 2560, None, "ว่าที่ร้อยตรีเมฆ ณ อยุธยา", "๑๔", "", "", "", ""),
    )  # fmt: skip
    assert errors(result) == {}
    first, second = Enrolment.objects.order_by("number").select_related("household")
    assert (first.number, second.number) == (1, 2)
    assert (first.household.title, first.household.first_name) == ("นางสาว", "สำลี")
    assert second.household.last_name == "ณ อยุธยา"
    assert first.household.phone == "0819920387" and first.household.has_elder
    assert str(first.joined_on) == "2017-03-01"
    assert OccupationWish.objects.get().occupation.name == "ทอผ้า"
    event = Event.objects.get()
    assert (event.verb, event.object_type, event.detail) == ("import", "households.enrolment", {"new": 2})


def test_a_row_outside_the_area_refuses_the_file_and_is_named():
    make_target()
    elsewhere = make_target(make_village("33020101"))
    row = ("นางสมมุติ ตัวอย่าง", "1")
    result = bring(
        "households", make_officer("3301"), HEADS, ("33010105", 2560, "", *row),
        (elsewhere.village_code, 2560, "", *row), ("33020199", 2560, "", *row),
    )  # fmt: skip
    # Known or unknown, a village of another district is answered alike: nobody learns what is there.
    assert errors(result)[3]["village"] == ["หมู่บ้านรหัส 33020101 อยู่นอกพื้นที่ของท่าน"]
    assert errors(result)[4]["village"] == ["หมู่บ้านรหัส 33020199 อยู่นอกพื้นที่ของท่าน"]
    assert result.refusals == ["แถวที่ 3, 4 อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์"]
    assert Enrolment.objects.count() == 0


def test_a_village_outside_the_area_cannot_be_made_or_changed():
    other = make_village("33020101", "เดิม")
    result = bring("villages", make_officer("3301"), ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], ("33020101", "ใหม่"), ("33020102", "ใหม่"))
    assert [*errors(result)] == [2, 3] and "1, 2" not in result.refusals[0]
    other.refresh_from_db()
    assert other.name == "เดิม" and Village.objects.count() == 1


def test_export_keeps_to_the_area():
    make_village("33010105")
    make_village("33020101")
    for area, codes in [("3301", ["33010105"]), ("33", ["33010105", "33020101"]), ("", [])]:
        assert REGISTERS["villages"].resource(make_officer(area)).export()["รหัสหมู่บ้าน"] == codes


@pytest.mark.parametrize("make", [make_clerk, lambda: make_trainer_user(make_sage())], ids=["province", "trainer"])
def test_a_role_that_only_reads_imports_nothing(make):
    user = make()
    with pytest.raises(PermissionDenied):
        bring("villages", user, ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], ("33010105", "ใหม่"))


def test_lists_are_kept_by_the_department_alone():
    with pytest.raises(PermissionDenied):
        bring("occupations", make_officer(), ["ประเภทอาชีพ", "อาชีพ"], ("", "เกษตร"))
    result = bring("occupations", make_department(), ["ประเภทอาชีพ", "อาชีพ"], ("", "เกษตร"), ("เกษตร", "ปลูกผัก"))
    assert errors(result) == {}


def test_a_dry_run_writes_nothing_and_tells_the_same():
    make_target()
    row = ("33010105", 2560, 1, "นางสมมุติ ตัวอย่าง", "1")
    result = bring("households", make_officer(), HEADS, row, dry_run=True)
    assert result.totals["new"] == 1 and result.rows[0].cells["head"].text == "นางสมมุติ ตัวอย่าง"
    assert Enrolment.objects.count() == Event.objects.count() == 0


def test_a_changed_cell_shows_what_was_there_and_makes_open_forms_stale():
    enrolment = make_enrolment(number=1, household=make_household(members=3))
    dataset = EnrolmentResource(make_officer()).export()
    at = dataset.headers.index("สมาชิก (คน)")
    row = [*dataset[0]]
    row[at] = "๕"
    result = EnrolmentResource(make_officer()).import_data(tablib.Dataset(row, headers=dataset.headers))
    assert (result.rows[0].import_type, result.rows[0].cells["members"].was) == ("update", "3")
    household = Household.objects.get()
    assert (household.members, household.version) == (5, enrolment.household.version + 1)


def test_a_corrected_name_stays_the_same_household_but_a_taken_number_is_refused():
    enrolment = make_enrolment(
        number=1, household=make_household(title="นาง", first_name="สมใจ", last_name="นาดี", house_no="7")
    )
    officer = make_officer()
    bring("households", officer, HEADS, ("33010105", 2560, 1, "นางสมใจ ใจงาม", "7"))
    assert Household.objects.get().last_name == "ใจงาม" and Enrolment.objects.get().pk == enrolment.pk
    result = bring("households", officer, HEADS, ("33010105", 2560, 1, "นายอีกคน ทุ่งทอง", "9"))
    assert errors(result)[2]["number"] == ["มีครัวเรือนลำดับที่นี้แล้ว"]


def test_a_household_lives_across_years():
    make_target()
    make_target(year=make_year(2561))
    rows = [("33010105", year, "", "นางสมใจ นาดี", "7") for year in (2560, 2561)]
    assert errors(bring("households", make_officer(), HEADS, *rows)) == {}
    assert (Household.objects.count(), Enrolment.objects.count()) == (1, 2)
    twice = bring(
        "households",
        make_officer(),
        HEADS,
        ("33010105", 2560, "", "นางใหม่ นาดี", "8"),
        ("33010105", 2560, "", "นางใหม่ นาดี", "8"),
    )
    assert errors(twice)[3]["head"] == ["ครัวเรือนนี้อยู่ในทะเบียนของหมู่บ้านและปีนี้แล้ว"]


def test_a_file_seats_a_team_and_a_taken_seat_is_refused():
    target = make_target()
    sages = [make_sage(target.village) for _ in range(6)]
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตำแหน่งในทีม", "ชื่อ-สกุลวิทยากร"]
    rows = [("33010105", 2560, seat, sage.full_name) for seat, sage in enumerate(sages[:5])]
    result = bring("teams", make_officer(), heads, *rows)
    assert errors(result) == {} and Team.objects.get().is_complete
    assert Event.objects.filter(verb="create", object_type="trainers.team").count() == 1
    result = bring("teams", make_officer(), heads, ("33010105", 2560, 4, sages[5].full_name))
    assert errors(result)[2]["seat"] == ["มีผู้ดำรงตำแหน่งนี้แล้ว"]
    assert bring("teams", make_officer(), heads, *rows).totals["skip"] == 5
    assert Trainer.objects.count() == 5


def test_over_the_ceiling_only_with_a_reason():
    team = make_team(seats=1)
    enrolment = make_enrolment(number=1)
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่ครัวเรือน", "วิทยากรผู้ดูแล", "ลำดับในความดูแล", "เริ่มดูแล", "เหตุผลที่ดูแลเกินจำนวน"]
    row = (enrolment.village_code, 2560, 1, team.seated()[0].sage.full_name, 5, "1/3/2560")
    result = bring("assignments", make_officer(), heads, (*row, ""))
    assert errors(result)[2]["reason"] == ["วิทยากรคนนี้ดูแลครบตามจำนวนของปีแล้ว หากจำเป็นต้องเกินให้บอกเหตุผล"]
    assert errors(bring("assignments", make_officer(), heads, (*row, "วิทยากรลาออก"))) == {}


def test_more_households_than_the_years_number_wait_for_a_reason():
    """Asked once for a village and year; the reason stands in the audit, where the register's page keeps it too."""
    target, officer = make_target(year=make_year(2560, households_per_village=1)), make_officer()
    rows = [("33010105", 2560, "", f"นางสมใจ ใจงาม{letter}", str(n)) for n, letter in enumerate("กขค", 1)]

    asked = bring("households", officer, HEADS, *rows)
    doubts = [(row.number, doubt.code, doubt.column) for row in asked.rows for doubt in row.open_doubts]
    assert doubts == [(3, "over?", "number")] and not asked.is_good and not Enrolment.objects.exists()
    assert "กำหนด 1 ครัวเรือนต่อหมู่บ้าน" in asked.rows[1].doubts[0].sentence

    bare = bring("households", officer, HEADS, *rows, answers={"3:over?": "yes"})  # without its reason no answer
    assert bare.totals["doubtful"] == 1 and not Enrolment.objects.exists()

    told = bring("households", officer, HEADS, *rows, answers={"3:over?": "yes:ผู้ใหญ่บ้านขอเพิ่ม"})
    assert told.is_good and Enrolment.objects.count() == 3
    assert reason_for_more(target) == "ผู้ใหญ่บ้านขอเพิ่ม"
    further = ("33010105", 2560, "", "นายอีกคน ทุ่งทอง", "9")
    assert bring("households", officer, HEADS, further).totals["new"] == 1  # the reason is known


def test_visits_and_ledger_rows_are_added_but_never_changed():
    enrolment = make_enrolment(number=1)
    make_trainer(make_team(enrolment.target_village, seats=0), 0)
    heads = [
        "รหัสหมู่บ้าน",
        "ปีงบประมาณ",
        "ลำดับที่ครัวเรือน",
        "วันที่เยี่ยม",
        "วิทยากรผู้เยี่ยม",
        "ผู้เยี่ยม (ถ้าไม่ใช่วิทยากร)",
        "วิธีติดตาม",
        "พบใคร",
    ]
    officer = make_officer()
    row = ("33010105", 2560, 1, "1/4/2560", "", "พัฒนากร", "โทรศัพท์")
    assert errors(bring("visits", officer, heads, (*row, "แม่"))) == {}
    assert Visit.objects.get().keyed_by == officer
    result = bring("visits", officer, heads, (*row, "พ่อ"))
    assert errors(result) == {2: {"row": ["รายการที่บันทึกแล้วแก้จากไฟล์ไม่ได้"]}}
    group = make_group()
    heads = ["รหัสหมู่บ้าน", "ชื่อกลุ่ม", "วันที่", "ประเภท", "จำนวนเงิน (บาท)", "รายการ", "มูลค่าสิ่งของ (บาท)"]
    rows = [
        ("33010105", group.name, "1/4/2560", *entry)
        for entry in [("ค่าหุ้น", "500", "หุ้น", ""), ("รายจ่าย", "20.-", "ด้าย", "")]
    ]
    for _again in range(2):  # the same file twice is the same money once
        assert errors(bring("funds", officer, heads, *rows)) == {}
    assert FundEntry.objects.all().balance() == 480


def test_a_file_meets_the_rules_that_stand_in_actions():
    """What only an action can judge is refused in the cell too: overdraft, an untrained member, a trainer with households."""
    team = make_team(seats=1)
    enrolment = make_enrolment(number=1)
    make_assignment(enrolment, team.seated()[0])
    group, officer = make_group(), make_officer()
    heads = ["รหัสหมู่บ้าน", "ชื่อกลุ่ม", "วันที่", "ประเภท", "จำนวนเงิน (บาท)", "รายการ", "มูลค่าสิ่งของ (บาท)"]
    result = bring("funds", officer, heads, ("33010105", group.name, "1/4/2560", "รายจ่าย", 20, "ด้าย", ""))
    assert "จ่ายเกินกว่านี้ไม่ได้" in errors(result)[2]["amount"][0]
    heads = ["รหัสหมู่บ้าน", "ชื่อกลุ่ม", "ปีงบประมาณ", "ลำดับที่ครัวเรือน", "บุคคลอื่น (ชื่อ-สกุล)", "เข้ากลุ่มเมื่อ"]
    result = bring("members", officer, heads, ("33010105", group.name, 2560, 1, "", "1/4/2560"))
    assert "ยังไม่ผ่านการฝึกอบรม" in errors(result)[2]["number"][0]
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตำแหน่งในทีม", "ชื่อ-สกุลวิทยากร", "พ้นจากทีมเมื่อ"]
    row = ("33010105", 2560, 0, team.seated()[0].sage.full_name, "1/5/2560")
    assert "ยังดูแลครัวเรือนอยู่" in errors(bring("teams", officer, heads, row))[2]["ended"][0]


def test_a_household_is_known_by_number_and_head_however_they_are_typed():
    make_enrolment(number=1, household=make_household(title="นาง", first_name="สมใจ", last_name="นาดี", house_no="12/3"))
    result = bring("households", make_officer(), HEADS, ("33010105", 2560, "", "สมใจ  นาดี", "๑๒ / ๓"))
    assert result.totals["skip"] == 1 and Household.objects.get().full_name == "นางสมใจ นาดี"  # nor is a title lost


def test_wrong_heads_are_told_before_any_row():
    result = bring("households", make_officer(), ["รหัสหมู่บ้าน", "รหัสหมู่บ้าน", "หมายเหตุ"], ("33010105", "33010105", ""))
    assert result.refusals[0] == "มีคอลัมน์ซ้ำ: รหัสหมู่บ้าน"
    assert "ปีงบประมาณ, ชื่อ-สกุลหัวหน้าครัวเรือน, บ้านเลขที่" in result.refusals[1]
    many = bring("villages", make_officer(), ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], *[("33010105", "ก")] * (MOST_ROWS + 1))
    most = (thai.number(MOST_ROWS + 1), thai.number(MOST_ROWS))
    assert MOST_ROWS >= 20_000 and many.refusals == ["ไฟล์มี {} แถว รับได้ครั้งละไม่เกิน {} แถว".format(*most)]


def test_a_column_nobody_knows_is_told_and_not_read():
    make_village()
    result = bring("villages", make_officer(), ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน*", "สีที่ชอบ"], ("33010105", "ใหม่", "เขียว"))
    assert result.ignored == ["สีที่ชอบ"] and Village.objects.get().name == "ใหม่"


def test_two_officers_at_once_read_the_rule_and_not_a_crash(monkeypatch):
    """A constraint broken after it was asked (the other officer was quicker) is told by its own sentence."""
    make_enrolment(number=1)
    monkeypatch.setattr("samma.resources.judging.Judge.violations", lambda *args, **kwargs: [])
    result = bring("households", make_officer(), HEADS, ("33010105", 2560, 1, "นายอีกคน ทุ่งทอง", "9"))
    assert errors(result)[2]["number"] == ["มีครัวเรือนลำดับที่นี้แล้ว"]


def test_two_occupations_of_one_name_are_told_apart_by_their_type():
    make_target()
    make_occupation("ทอผ้า", "ผ้า/สิ่งทอ")
    make_occupation("ทอผ้า", "หัตถกรรม")
    heads = [*HEADS, "อาชีพที่เลือก"]
    row = ("33010105", 2560, "", "นางสมใจ นาดี", "7")
    assert "มากกว่าหนึ่ง" in errors(bring("households", make_officer(), heads, (*row, "ทอผ้า")))[2]["occupation"][0]
    assert errors(bring("households", make_officer(), heads, (*row, "หัตถกรรม > ทอผ้า"))) == {}


def test_queries_do_not_grow_with_what_is_there(django_assert_max_num_queries):
    target = make_target()
    for _ in range(30):
        make_enrolment(target)
    officer = make_officer()
    dataset = EnrolmentResource(officer).export()
    with django_assert_max_num_queries(18):
        result = EnrolmentResource(officer).import_data(dataset)
    assert result.totals["skip"] == 30
