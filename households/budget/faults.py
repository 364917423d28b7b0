"""What does not add up in a village's money and material, told in Thai."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from households.budget.facts import ZERO, ActivitySum, Fault, Paid, Reckoning
from samma import thai


def faults_of(made: Reckoning, payments: Sequence[Paid], plan_budget: Decimal | None) -> Iterator[Fault]:
    """Each with where to look."""
    yield from _money_faults(made, payments, plan_budget)
    yield from _material_faults(made)
    if made.share.unvalued:
        yield Fault(f"ส่วนสมทบของชุมชน {made.share.unvalued} รายการยังไม่ได้ตีมูลค่า", "contributions")


def _money_faults(made: Reckoning, payments: Sequence[Paid], plan_budget: Decimal | None):
    if made.planned is None and made.spent:
        yield Fault(f"ใช้จ่ายแล้ว {baht(made.spent)} บาท แต่ยังไม่ได้ตั้งรายการงบประมาณ", "budget")
    if plan_budget is not None and made.planned is not None and plan_budget != made.planned:
        yield Fault(
            f"แผนปฏิบัติการขอใช้งบ {baht(plan_budget)} บาท แต่รายการงบประมาณรวม {baht(made.planned)} บาท "
            f"ต่างกัน {baht(abs(plan_budget - made.planned))} บาท",
            "budget",
        )
    for one in made.lines:
        if one.left < 0:
            yield Fault(
                f"{one.line.name} จ่าย {baht(one.paid)} บาท เกินงบที่ตั้งไว้ {baht(one.line.planned)} บาท อยู่ {baht(-one.left)} บาท",
                "line",
                one.line.pk,
            )
    from_community = sum((one.paid for one in made.lines if one.line.is_community), ZERO)
    if from_community > made.share.cash:
        yield Fault(
            f"จ่ายจากเงินสมทบของชุมชน {baht(from_community)} บาท แต่บันทึกเงินสดที่ชุมชนสมทบไว้ {baht(made.share.cash)} บาท",
            "contributions",
        )
    alone = Counter()  # payments of no activity that nobody took back
    for one in payments:
        if one.activity is None:
            alone[abs(one.amount)] += 1 if one.amount > 0 else -1
    for one in made.activities:
        yield from _activity_faults(one, {amount for amount, n in alone.items() if n > 0})


def _activity_faults(one: ActivitySum, alone: Set[Decimal]):
    name, told = one.activity.name, one.activity.spent
    if told is not None and one.paid > told:
        yield Fault(
            f"{name} มีรายการจ่าย {baht(one.paid)} บาท มากกว่าค่าใช้จ่ายที่บันทึกในกิจกรรม {baht(told)} บาท",
            "activity",
            one.activity.pk,
        )
    if one.loose:
        already = f" มีรายการจ่ายแล้ว {baht(one.paid)} บาท" if one.paid else ""
        twice = " อาจเป็นรายการจ่ายที่ลงไว้แล้วแต่ยังไม่ได้เลือกกิจกรรม" if one.loose in alone else ""
        yield Fault(
            f"{name} บันทึกค่าใช้จ่าย {baht(told)} บาท{already} ยังไม่ระบุรายการงบ {baht(one.loose)} บาท{twice}",
            "activity",
            one.activity.pk,
        )


def _material_faults(made: Reckoning):
    for one in made.items:
        if one.left < 0:
            yield Fault(
                f"{one.name} แจก {thai.quantity(one.handed)} มากกว่าที่ซื้อและชุมชนสมทบ {thai.quantity(one.bought + one.put_in)} "
                f"อยู่ {thai.quantity(-one.left)}",
                "material",
                words=one.item,
            )
        elif one.left > 0:
            yield Fault(
                f"{one.name} ซื้อและชุมชนสมทบ {thai.quantity(one.bought + one.put_in)} แจกแล้ว {thai.quantity(one.handed)} "
                f"ยังไม่ได้แจก {thai.quantity(one.left)}",
                "material",
                words=one.item,
            )
        if one.uncounted:
            yield Fault(f"{one.item} มี {one.uncounted} ครัวเรือนที่ไม่ได้บันทึกจำนวน", "material", words=one.item)
    if made.unreceived:
        yield Fault(f"วัสดุ {made.unreceived} รายการยังไม่ได้บันทึกวันที่รับ", "unreceived")
    if made.unsigned:
        yield Fault(f"วัสดุ {made.unsigned} รายการยังไม่ได้ลงลายมือชื่อผู้รับ", "unsigned")


def baht(amount: Decimal) -> str:
    """Baht without idle satang."""
    return thai.money(amount).removesuffix(".00")
