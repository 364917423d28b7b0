"""Doubtful rows are asked about, never refused and never joined in silence; an answer must fit its question."""

import datetime

import pytest
import tablib

from households.models import Household, LivelihoodRound
from samma.progress.registers import REGISTERS
from samma.resources import put_back
from tests.factories import (
    make_enrolment,
    make_household,
    make_officer,
    make_round,
    make_sage,
    make_target,
)
from trainers.models import Sage
from villages.models import Village

pytestmark = pytest.mark.django_db

DAY = datetime.date(2017, 3, 1)
HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]


def bring(key, user, heads, *rows, **asked):
    return REGISTERS[key].resource(user).import_data(tablib.Dataset(*rows, headers=heads), **asked)


def register(*people, year=2560):
    """Rows of the register: (head, house number) each."""
    return [("33010105", year, "", head, house_no) for head, house_no in people]


@pytest.fixture
def known():
    target = make_target()
    names = {"title": "นาง", "first_name": "อำไพ", "last_name": "เรืองแสง"}
    return make_enrolment(target, number=1, household=make_household(target.village, house_no="8", **names)).household


NEAR = [
    ("นางสาวอำไพ เรืองแสง", "9"),
    ("อ\u0e4dาไพ เรืองแสน", "9"),
    ("นางอำไพร เรืองเเสง", "9"),
    ("นายคนละคน ทุ่งทอง", "๘"),
]


@pytest.mark.parametrize("row", NEAR, ids=["title", "letter", "spelling", "same house"])
def test_a_household_likely_known_is_asked_about(known, row):
    officer = make_officer()
    asked = bring("households", officer, HEADS, *register(row))
    ((doubt,),) = [line.open_doubts for line in asked.rows]
    assert doubt.code == "same?" and [key for key, _label in doubt.choices] == [f"same:{known.pk}", "new"]
    assert Household.objects.count() == 1

    assert bring("households", officer, HEADS, *register(row), answers={"2:same?": "new"}).totals["new"] == 1
    assert Household.objects.count() == 2


def test_an_answer_joins_the_row_to_the_household_and_can_be_taken_back(known):
    told, before = [], Household.objects.get().__dict__.copy()
    answers = {"2:same?": f"same:{known.pk}"}
    row = register(NEAR[0])
    result = bring("households", make_officer(), HEADS, *row, answers=answers, on_written=told.extend)

    assert result.totals["update"] == 1 and Household.objects.get().title == "นางสาว"
    (written,) = told
    assert written.is_merge and written.row == 2 and written.before["title"] == "นาง"
    there = Household.objects.get()
    put_back(there, written.before)
    assert all(getattr(there, name) == before[name] for name in before if name != "_state")


@pytest.mark.parametrize(
    "answers", [{"2:same?": "same:999999"}, {"3:same?": "new"}, {"2:house?": "new"}, {"*:same?": "x"}]
)
def test_an_answer_that_does_not_fit_is_none(known, answers):
    result = bring("households", make_officer(), HEADS, *register(NEAR[0]), answers=answers)
    assert result.totals["doubtful"] == 1 and not result.is_good and Household.objects.count() == 1


def test_brothers_and_people_whom_the_file_names_themselves_are_not_asked_about(known):
    people = [("นางอำไพ เรืองแสง", "8"), ("นางสาวอำไพ เรืองแสง", "9"), ("นางสมหมาย เรืองแสง", "10")]
    result = bring("households", make_officer(), HEADS, *register(*people))
    assert {kind: n for kind, n in result.totals.items() if n} == {"skip": 1, "new": 2}


def test_a_sage_likely_known_is_asked_about():
    sage = make_sage(title="นาย", first_name="คำปัน", last_name="ริมน้ำ")
    heads, row = ["รหัสหมู่บ้าน", "ชื่อ-สกุล"], ("33010105", "คำปัน ริมนำ้")
    officer = make_officer()
    asked = bring("sages", officer, heads, row)
    assert [doubt.code for doubt in asked.rows[0].open_doubts] == ["same?"]
    assert bring("sages", officer, heads, row, answers={"2:same?": f"same:{sage.pk}"}).is_good
    assert Sage.objects.count() == 1


def test_odd_values_are_asked_about_one_by_one_or_all_at_once():
    make_target()
    rows = register(("นางสมใจ นาดี", "ข้างวัด"), ("นายบุญมี ทุ่งทอง", "หลังตลาด"))
    officer = make_officer()
    asked = bring("households", officer, HEADS, *rows, answers={"2:house?": "yes"})
    assert [(row.number, row.import_type) for row in asked.rows] == [(2, "new"), (3, "doubtful")]
    assert Household.objects.count() == 0
    assert bring("households", officer, HEADS, *rows, answers={"*:house?": "yes"}).is_good


def test_an_income_three_times_the_last_and_a_high_moo_are_asked_about():
    enrolment = make_enrolment(number=1)
    make_round(enrolment, DAY, income_farm=1000)
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่ครัวเรือน", "วันที่สำรวจ", "รายได้ในภาคเกษตร (บาท/ปี)"]
    row = ("33010105", 2560, 1, "1/6/2560", "3,000")
    asked = bring("rounds", make_officer(), heads, row)
    assert [(d.code, d.column) for d in asked.rows[0].open_doubts] == [("income?", "income_farm")]
    assert LivelihoodRound.objects.count() == 1
    asked = bring("villages", make_officer(), ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"], ("33010145", "ไกล"))
    assert [d.code for d in asked.rows[0].open_doubts] == ["moo?"] and Village.objects.count() == 1
