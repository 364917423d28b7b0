"""The sums of a village's money and material, without a database: nothing counts twice, and what does not add up is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.budget.facts import Handed, Held, Paid, PlannedLine, PutIn
from households.budget.reckoning import reckon

D = Decimal
FOOD = PlannedLine(1, "1. ค่าอาหาร", D(5000))
GOODS = PlannedLine(2, "2. ค่าวัสดุ", D(16000))
DAY_ONE = Held(7, "ฝึกอบรมสัมมาชีพชุมชน วันที่ 1", D("1500.50"))


def made(lines=(FOOD, GOODS), payments=(), activities=(), materials=(), contributions=(), **more):
    return reckon(lines, payments, activities, materials, contributions, **more)


def sentences(known):
    return [fault.sentence for fault in known.faults]


def test_a_village_without_lines_has_no_budget_and_not_a_budget_of_nothing():
    known = made(lines=())
    assert known.planned is None and known.left is None and known.spent == 0


def test_planned_paid_and_left_by_line():
    known = made(payments=[Paid(1, D("1200.25")), Paid(2, D(4000)), Paid(1, D("-200.25"))])
    assert [(one.paid, one.left) for one in known.lines] == [(D(1000), D(4000)), (D(4000), D(12000))]
    assert (known.planned, known.spent, known.left) == (D(21000), D(5000), D(16000))


@pytest.mark.parametrize(
    ("paid", "counted", "loose"),
    [((), D("1500.50"), D("1500.50")), ((D(1000),), D("1500.50"), D("500.50")), ((D("1500.50"),), D("1500.50"), D(0))],
    ids=["no receipt yet", "some receipts", "every receipt"],
)
def test_what_an_activity_cost_counts_once(paid, counted, loose):
    known = made(activities=[DAY_ONE], payments=[Paid(1, amount, activity=7) for amount in paid])
    assert known.spent == counted and known.loose == loose
    assert bool(loose) == any("ยังไม่ระบุรายการงบ" in sentence for sentence in sentences(known))


def test_more_receipts_than_the_activity_says_count_as_receipts_and_are_told():
    known = made(activities=[DAY_ONE], payments=[Paid(1, D(1600), activity=7)])
    assert known.spent == 1600
    assert "มากกว่าค่าใช้จ่ายที่บันทึกในกิจกรรม 1,500.50" in sentences(known)[0]


def test_a_payment_of_no_activity_with_the_same_amount_may_be_the_same_money():
    known = made(activities=[DAY_ONE], payments=[Paid(1, D("1500.50"))])
    assert "อาจเป็นรายการจ่ายที่ลงไว้แล้ว" in sentences(known)[0]
    taken_back = made(activities=[DAY_ONE], payments=[Paid(1, D("1500.50")), Paid(1, D("-1500.50"))])
    assert "อาจเป็น" not in sentences(taken_back)[0]


def test_over_the_line_is_told():
    assert sentences(made(payments=[Paid(1, D("5000.01"))])) == [
        "1. ค่าอาหาร จ่าย 5,000.01 บาท เกินงบที่ตั้งไว้ 5,000 บาท อยู่ 0.01 บาท"
    ]


def test_bought_against_handed_out_whatever_the_spelling():
    known = made(
        payments=[Paid(2, D(12000), item="พันธุ์ไก่ไข่", quantity=D(100), unit="ตัว")],
        materials=[Handed("พันธุ์ ไก่ไข่", D(5), "ตัว", D(600)) for _ in range(20)],
    )
    [item] = known.items
    assert (item.bought, item.handed, item.left, item.worth, item.households) == (100, 100, 0, 12000, 20)
    assert known.faults == []


@pytest.mark.parametrize(
    ("each", "words"), [(D(6), "แจก 120 มากกว่าที่ซื้อและชุมชนสมทบ 100 อยู่ 20"), (D("4.5"), "ยังไม่ได้แจก 10")]
)
def test_material_that_does_not_add_up_is_told(each, words):
    known = made(
        payments=[Paid(2, D(12000), item="พันธุ์ไก่ไข่", quantity=D(100), unit="ตัว")],
        materials=[Handed("พันธุ์ไก่ไข่", each, "ตัว", None) for _ in range(20)],
    )
    assert words in sentences(known)[0]


def test_what_the_community_gave_may_be_handed_out_too():
    known = made(
        materials=[Handed("หน่อกล้วย", D(10), "หน่อ", None)],
        contributions=[PutIn(False, D(200), "หน่อกล้วย", D(10), "หน่อ"), PutIn(False, None, "แรงงาน", D(3), "วัน")],
    )
    assert known.items[0].left == 0 and len(known.items) == 1
    assert sentences(known) == ["ส่วนสมทบของชุมชน 1 รายการยังไม่ได้ตีมูลค่า"]


def test_share_of_the_community_in_cash_and_in_kind():
    known = made(contributions=[PutIn(True, D(1100)), PutIn(False, D(1000)), PutIn(False, None)])
    assert (known.share.cash, known.share.kind, known.share.percent, known.share.unvalued) == (1100, 1000, D("10.0"), 1)
    assert made(lines=(), contributions=[PutIn(True, D(5))]).share.percent is None


def test_money_of_the_community_is_not_spent_before_it_is_given():
    line = PlannedLine(3, "3. เงินสมทบ", D(2000), is_community=True)
    known = made(lines=[line], payments=[Paid(3, D(700))], contributions=[PutIn(True, D(500))])
    assert "บันทึกเงินสดที่ชุมชนสมทบไว้ 500 บาท" in sentences(known)[0]


def test_unsigned_unreceived_and_uncounted_material_is_told():
    known = made(materials=[Handed("ด้าย", None, "", D(5), is_received=False, is_signed=False)])
    assert len(known.faults) == 3


def test_plan_of_action_and_budget_are_compared():
    assert sentences(made(plan_budget=D(21000))) == []
    assert "ต่างกัน 1,000 บาท" in sentences(made(plan_budget=D(20000)))[0]


amounts = st.decimals(min_value="0.01", max_value="99999.99", places=2)


@given(
    planned=st.lists(amounts, min_size=1, max_size=4),
    payments=st.lists(
        st.tuples(st.integers(0, 3), amounts, st.sampled_from([None, 0, 1, 2]), st.booleans()), max_size=12
    ),
    spent=st.lists(st.none() | amounts, min_size=3, max_size=3),
)
def test_sums_hold_for_any_payments(planned, payments, spent):
    """The lines' sums and the activities' rest are the whole; an entry and its counter-entry leave no trace."""
    lines = [PlannedLine(n, f"{n}", amount) for n, amount in enumerate(planned)]
    entries = []
    for line, amount, activity, is_reversed in payments:
        entry = Paid(line % len(lines), amount, activity)
        entries += [entry, Paid(entry.line, -amount, activity)] if is_reversed else [entry]
    held = [Held(n, f"กิจกรรม {n}", told) for n, told in enumerate(spent)]

    known = made(lines=lines, payments=entries, activities=held)
    without = made(
        lines=lines, payments=[Paid(n % len(lines), a, act) for n, a, act, r in payments if not r], activities=held
    )

    assert known.paid == sum((entry.amount for entry in entries), D(0))
    assert known.spent == known.paid + sum(one.loose for one in known.activities)
    assert known.left == known.planned - known.spent
    for one in known.activities:
        assert one.counted == max(one.paid, one.activity.spent or D(0))
    assert (known.spent, known.left, sentences(known)) == (without.spent, without.left, sentences(without))
    assert known.spent == known.spent.quantize(D("0.01"))
