"""A file of activities is asked about its order as the page asks, and its rows fulfil the plan."""

import datetime

import pytest
import tablib

from samma.progress.registers import REGISTERS
from tests.factories import DAY, make_officer, make_target, make_team
from villages.models import Activity, PlanItem

pytestmark = pytest.mark.django_db
HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "กิจกรรม", "วันที่ของหลักสูตร", "วันที่จัด", "จำนวนผู้เข้าร่วม (คน)"]


def bring(*rows, answers=None):
    lines = [("33010105", 2560, *row) for row in rows]
    resource = REGISTERS["activities"].resource(make_officer())
    return resource.import_data(tablib.Dataset(*lines, headers=HEADS), answers=answers)


def asked(result):
    return [doubt.sentence for row in result.rows for doubt in row.open_doubts]


def test_a_wrong_order_is_asked_and_the_reason_goes_with_the_row():
    make_target()
    rows = [("ศึกษาดูงานของแกนนำ", "", "1/3/2560", 25), ("ฝึกอบรมสัมมาชีพชุมชน", 1, "2/3/2560", 25)]
    first, second = asked(bring(*rows))
    assert "ยังไม่ได้บันทึกประชุมชี้แจง" in first and "ทีมวิทยากรยังขาด 5 คน" in second
    assert not Activity.objects.exists()
    bring(*rows, answers={"*:order?": "yes:ทำตามคำสั่งอำเภอ"})
    assert set(Activity.objects.values_list("reason", flat=True)) == {"ทำตามคำสั่งอำเภอ"}


def test_the_rows_of_one_file_are_seen_together_and_fulfil_the_plan_once():
    target = make_target()
    make_team(target)
    near, far = (
        PlanItem.objects.create(target_village=target, kind="explanation", on=DAY + datetime.timedelta(n))
        for n in (1, 30)
    )
    rows = [
        ("ศึกษาดูงานของแกนนำ", "", "3/3/2560", 25),
        ("ประชุมชี้แจง", "", "1/3/2560", 25),
        ("ฝึกอบรมสัมมาชีพชุมชน", 1, "4/3/2560", 25),
    ]
    assert asked(bring(*rows)) == []
    assert Activity.objects.count() == 3 and Activity.objects.get(kind="explanation").plan == near
    assert list(PlanItem.objects.outstanding()) == [far]


def test_days_of_another_year_are_asked():
    make_target()
    (sentence,) = asked(bring(("เวทีประชาคม", "", "1/12/2560", 25)))
    assert "นอกปีงบประมาณ 2560" in sentence
