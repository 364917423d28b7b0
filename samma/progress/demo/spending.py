"""The money of two villages: one spent, handed out and nearly reconciled, one whose receipts are still to be entered."""

from collections import Counter
from decimal import Decimal

from households.budget.actions import contribute, next_number, pay, reverse
from households.models import BudgetLine, Material
from households.rules import worth
from samma.accounts.events import record
from samma.progress.demo.stage import Stage
from villages.models import ActivityKind, TargetVillage

FOOD, FEE, GOODS, TRIP, PAPER, SHED = range(6)
LINES = [
    ("food", "ค่าอาหารและอาหารว่างวันฝึกอบรม", "department", 10_000),
    ("fee", "ค่าตอบแทนวิทยากร", "department", 7_000),
    ("material", "ค่าวัสดุฝึกอาชีพ", "department", 16_000),
    ("travel", "ค่าพาหนะศึกษาดูงาน", "local", 3_000),
    ("print", "ค่าเอกสารประกอบการฝึกอบรม", "department", 1_000),
    ("place", "ปรับปรุงโรงเรือนเพาะเห็ด", "community", 2_500),
]
GIVEN = [
    ("cash", "เงินสมทบจากกลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มออมทรัพย์เพื่อการผลิต", None, "", 2_500),
    ("labour", "แรงงานปรับปรุงโรงเรือนเพาะเห็ด", "ครัวเรือนเป้าหมาย", 12, "วัน", 1_440),
    ("goods", "ไม้ไผ่", "ชาวบ้านในหมู่บ้าน", 40, "ลำ", 600),
    ("place", "ศูนย์เรียนรู้การทอผ้า 5 วัน", "คณะกรรมการหมู่บ้าน", None, "", None),
]


def spend(stage: Stage, finished: TargetVillage, middle: TargetVillage) -> None:
    """Both villages, on the days on which their things happened."""
    lines = _plan(stage, finished, LINES, days_ago=266)
    _pay_for_training(stage, finished, lines)
    _buy_material(stage, finished, lines[GOODS])
    by = stage.officer
    wrong = pay(lines[PAPER], on=stage.ago(252), item="ถ่ายเอกสาร", amount=Decimal(6800), by=by, today=stage.today)
    reverse(wrong, by=by, today=stage.ago(252))
    pay(lines[PAPER], on=stage.ago(252), item="ถ่ายเอกสาร", amount=Decimal(680), by=by, today=stage.today)
    pay(lines[SHED], on=stage.ago(238), item="ตาข่ายพรางแสง", amount=Decimal("2480.50"), by=by, today=stage.today)
    for kind, item, who, quantity, unit, value in GIVEN:
        facts = {"kind": kind, "item": item, "who": who, "quantity": quantity, "unit": unit, "value": value}
        contribute(finished, on=stage.ago(238), by=by, today=stage.today, **facts)
    stage.done_on(stage.ago(238))
    _plan(
        stage,
        middle,
        [(c, item, source, planned * 9 // 10) for c, item, source, planned in LINES[: FEE + 2]],
        days_ago=40,
    )


def _plan(stage: Stage, target: TargetVillage, rows, days_ago: int) -> list[BudgetLine]:
    made = []
    for category, item, source, planned in rows:
        facts = {"category": category, "item": item, "source": source, "planned": planned}
        made.append(BudgetLine.objects.create(target_village=target, number=next_number(target), **facts))
        record("create", made[-1], by=stage.officer)
    stage.done_on(stage.ago(days_ago))
    return made


def _pay_for_training(stage: Stage, target: TargetVillage, lines: list[BudgetLine]) -> None:
    for activity in target.activities.filter(kind=ActivityKind.COURSE).order_by("day_no"):
        day = {"on": activity.on, "by": stage.officer, "today": stage.today, "activity": activity}
        pay(lines[FOOD], item="อาหารกลางวันและอาหารว่าง", amount=Decimal(2000), payee="กลุ่มแม่บ้าน", **day)
        pay(lines[FEE], item="ค่าตอบแทนวิทยากร", amount=Decimal(1400), payee="ทีมวิทยากร", **day)
    trip = target.activities.filter(kind=ActivityKind.STUDY_VISIT).first()
    if trip is not None:
        pay(lines[TRIP], on=trip.on, item="รถตู้ 2 คัน", amount=Decimal(2850), by=stage.officer, today=stage.today, activity=trip)  # fmt: skip
    stage.done_on(stage.ago(243))


def _buy_material(stage: Stage, target: TargetVillage, line: BudgetLine) -> None:
    """What was handed out, bought by its kind; of one kind a few more."""
    handed, prices = Counter(), {}
    for one in Material.objects.filter(enrolment__target_village=target):
        handed[one.item, one.unit] += one.quantity
        prices[one.item, one.unit] = one.unit_price
    for (item, unit), quantity in handed.items():
        more = 20 if unit == "ก้อน" else 0
        bought = quantity + more
        facts = {"item": item, "amount": worth(bought, prices[item, unit], None), "quantity": bought, "unit": unit}
        pay(line, on=stage.ago(242), payee="สหกรณ์การเกษตร", by=stage.officer, today=stage.today, **facts)
    stage.done_on(stage.ago(242))
