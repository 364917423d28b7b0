"""What was asked before anybody was trained: criteria of sages, the demand survey, the forum's list, items in plans."""

import datetime
from collections.abc import Iterable, Mapping

from households.models import DemandSurvey, Household
from households.survey.actions import Answers, household_of, take_survey
from samma.accounts.events import record
from samma.accounts.models import User
from samma.people import split_name
from samma.progress.demo.stage import Stage, lines
from trainers.judging import judge
from trainers.models import LearningPlace, Sage
from villages.models import PlanProposal, Potential

# By how well he teaches: fits, wanted, livelihood, teaches.
VERDICTS = {
    "much": ("yes", "yes", "yes", "yes"),
    "fair": ("yes", "yes", "partly", "partly"),
    "little": ("yes", "partly", "partly", "no"),
}
CRITERIA = ("fits", "wanted", "livelihood", "teaches")
WHY_NOT = "ทำได้ดีแต่ยังไม่เคยสอนใคร"
WORKS = ["ทำนา", "ทำนาและทำสวน", "รับจ้างทั่วไป", "ทำไร่มันสำปะหลัง", "ค้าขาย"]
SECOND = ["รับจ้างตัดอ้อย", "เลี้ยงวัว 2 ตัว", "", "ขายของหน้าบ้าน", "ทอผ้าใช้เอง"]
WATERS = ["สระในไร่นา", "น้ำบาดาล", "ประปาหมู่บ้าน", "หนองสาธารณะ", ""]
TOOLS = ["จอบ เสียม", "รถไถเดินตาม", "เครื่องสูบน้ำ", "ตู้เย็นและเตาแก๊ส", "จักรเย็บผ้า"]
REASONS = ["เคยทำอยู่บ้างแล้ว", "มีตลาดใกล้บ้าน", "ลงทุนน้อย", "ทำได้ระหว่างรอฤดูนา", "คนในบ้านช่วยกันได้"]
CREDITORS = ["ธ.ก.ส.", "กองทุนหมู่บ้าน", "กลุ่มออมทรัพย์", "ญาติ"]


def judge_sages(stage: Stage, sages: Iterable[Sage], day: datetime.date, *, by: User) -> None:
    """The forum judges each sage by the four criteria."""
    for sage in sages:
        verdicts = dict(zip(CRITERIA, VERDICTS[sage.can_teach], strict=True))
        told = {c: (verdict, WHY_NOT if verdict == "no" else "") for c, verdict in verdicts.items()}
        judge(sage, told, on=day, who="เวทีประชาคมหมู่บ้าน", by=by)
    stage.done_on(day)


def ask(
    target, household: Household, trades: list, day: datetime.date, *, by: User, volunteer: bool = True
) -> DemandSurvey:
    """One household's answers; what they say turns with its house number."""
    n = sum(map(ord, household.house_no + household.first_name))
    some = n % 5
    facts = {
        "work": WORKS[some],
        "second_work": SECOND[n % 4],
        "income": 62_000 + 3_500 * (n % 11),
        "expense": 58_000 + 2_900 * (n % 9),
        "debt": 15_000 * (n % 6),
        "debt_to": CREDITORS[n % 4] if n % 6 else "",
        "land_rai": [None, 2, 5, 8, 12][some],
        "water": WATERS[n % 5],
        "tools": TOOLS[n % 5],
        "labour": 1 + n % 4,
        "materials": f"วัสดุเริ่มต้นสำหรับ{trades[0]}" if trades else "",
        "volunteer": volunteer,
        "signed_by": household.full_name,
        "surveyed_on": day,
        "surveyor": str(by),
    }
    wishes = dict(enumerate(trades, 1))
    reasons = {rank: REASONS[(n + rank) % 5] for rank in wishes}
    return take_survey(target, household, Answers(facts=facts, wishes=wishes, reasons=reasons), by=by)


def ask_others(stage: Stage, target, data: Mapping, day: datetime.date, *, by: User) -> list[DemandSurvey]:
    """Households that were asked and did not join, or not yet."""
    asked = []
    for house_no, head, wishes, volunteer in lines(data["asked"]):
        household = household_of(target, house_no, split_name(head), by=by)
        trades = [stage.trades[wish.strip()] for wish in wishes.split(",")]
        asked.append(ask(target, household, trades, day, by=by, volunteer=volunteer == "yes"))
    stage.done_on(day)
    return asked


def learning_places(stage: Stage, target, sages: list[Sage], data: Mapping, day: datetime.date, *, by: User) -> None:
    for name, kind, trades, owner, capacity, use, published in lines(data["places"]):
        taught = {f"trade_{n}": stage.trades[trade.strip()] for n, trade in enumerate(trades.split(","), 1)}
        sage = sages[int(owner) - 1] if owner.isdecimal() else None
        place = LearningPlace.objects.create(
            village=target.village,
            name=name,
            kind=kind,
            owner=sage,
            capacity=int(capacity),
            contact=sage.full_name if sage else "ผู้ใหญ่บ้าน",
            phone=stage.phone(),
            use=use,
            consent=published == "yes",
            note="เปิดดูงานได้วันเสาร์และอาทิตย์" if use == "in_use" else "ประสาน อบต. ก่อนใช้",
            **taught,
        )
        record("create", place, by=by)
    stage.done_on(day)


def forum(stage: Stage, target, data: Mapping, day: datetime.date, *, by: User) -> None:
    """What the village found in itself."""
    for kind, name, detail, value, trade in lines(data["potentials"]):
        row = Potential.objects.create(
            village=target.village,
            kind=kind,
            name=name,
            detail=detail,
            value=int(value) if value else None,
            trade=stage.trades.get(trade),
            found_on=day,
        )
        record("create", row, by=by)
    stage.done_on(day)


def proposals(stage: Stage, target, data: Mapping, *, by: User) -> None:
    """Items sent to plans, and the answers that came."""
    for nth, (item, trade, households, plan, sent, asked, answer, answered, given) in enumerate(
        lines(data["proposals"]), 1
    ):
        row = PlanProposal.objects.create(
            target_village=target,
            item=item,
            trade=stage.trades.get(trade),
            households=int(households),
            plan=plan,
            sent_on=stage.ago(int(sent)),
            sent_to="ประธานคณะกรรมการหมู่บ้าน" if plan == "village" else "องค์การบริหารส่วนตำบล",
            letter_no=f"(ตัวอย่าง) {nth}/{stage.year}",
            budget_asked=int(asked),
            answer=answer,
            answered_on=stage.ago(int(answered)) if answered else None,
            budget_given=int(given) if given else None,
            note="ขอให้เสนอใหม่พร้อมแบบแปลน" if answer == "later" else "",
        )
        record("create", row, by=by)
        stage.done_on(stage.ago(int(sent)))
