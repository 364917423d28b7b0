"""The five ก without a database: what is missing is named, in order, at every stage."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from groups.rules import Standing, checklist, unmet

READY = Standing(
    group_minimum=5,
    trained_same_occupation=5,
    members=6,
    committee=3,
    has_chair=True,
    bylaws_adopted=datetime.date(2017, 5, 1),
    balance=Decimal(1500),
    tools=1,
    activities=2,
    last_activity=datetime.date(2017, 6, 30),
)
EMPTY = Standing(group_minimum=5)

NO_MEMBERS = "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 5 ครัวเรือน"
NO_COMMITTEE = "ก2 กรรมการ: ยังไม่มีคณะกรรมการ"
NO_BYLAWS = "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม"
NO_FUND = "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม"
NO_ACTIVITIES = "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน"


def but(**facts):
    return dataclasses.replace(READY, **facts)


def test_a_new_group_lacks_all_five_in_order():
    assert unmet(EMPTY) == [NO_MEMBERS, NO_COMMITTEE, NO_BYLAWS, NO_FUND, NO_ACTIVITIES]


def test_a_group_with_the_five_lacks_nothing():
    assert unmet(READY) == []


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (but(trained_same_occupation=0), NO_MEMBERS),
        (
            but(trained_same_occupation=4),
            "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 1 ครัวเรือน",
        ),
        (but(committee=0, has_chair=False), NO_COMMITTEE),
        (but(has_chair=False), "ก2 กรรมการ: คณะกรรมการยังไม่มีประธาน"),
        (but(bylaws_adopted=None), NO_BYLAWS),
        (but(balance=Decimal(0), tools=0), NO_FUND),
        (but(activities=0, last_activity=None), NO_ACTIVITIES),
    ],
    ids=["no household", "one household short", "no committee", "no chair", "no rules", "no fund", "no activity"],
)
def test_each_missing_element_is_named_alone(standing, sentence):
    assert unmet(standing) == [sentence]


def test_the_minimum_is_that_of_the_year():
    assert unmet(but(group_minimum=7)) == ["ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 2 ครัวเรือน"]


@pytest.mark.parametrize(("balance", "tools"), [(Decimal("0.25"), 0), (Decimal(0), 1)], ids=["money", "tools"])
def test_money_or_tools_alone_are_a_fund(balance, tools):
    assert unmet(but(balance=balance, tools=tools)) == []


def test_an_existing_group_skips_the_household_test_but_has_members():
    assert unmet(but(is_existing=True, trained_same_occupation=0)) == []
    assert unmet(but(is_existing=True, trained_same_occupation=0, members=0)) == ["ก1 กลุ่ม/สมาชิก: ยังไม่มีสมาชิก"]


def test_the_checklist_gives_the_evidence_of_each_element():
    assert [(element.title, element.evidence, element.is_done) for element in checklist(READY)] == [
        (
            "ก1 กลุ่ม/สมาชิก",
            "สมาชิก 6 ราย เป็นครัวเรือนที่ผ่านการอบรมในอาชีพหรือประเภทอาชีพเดียวกัน 5 ครัวเรือน (ขั้นต่ำ 5)",
            True,
        ),
        ("ก2 กรรมการ", "กรรมการ 3 คน", True),
        ("ก3 กฎ กติกา", "ที่ประชุมรับรองเมื่อ 1 พฤษภาคม 2560", True),
        ("ก4 กองทุน", "เงินคงเหลือ 1,500.00 บาท · เครื่องมือ วัสดุ สิ่งของ 1 รายการ", True),
        ("ก5 กิจกรรม", "2 ครั้ง ล่าสุด 30 มิถุนายน 2560", True),
    ]


def test_the_checklist_and_the_refusal_say_the_same():
    for standing in [EMPTY, READY, but(balance=Decimal(0), tools=0), but(trained_same_occupation=3)]:
        assert [element.missing for element in checklist(standing) if not element.is_done] == unmet(standing)
