"""Groups of the finished village: one registered and an OTOP producer, one with two ก to go, one older than the programme."""

import datetime
from decimal import Decimal

from groups import actions
from groups.bylaws.articles import BLANK, model_articles
from groups.fund.division import parts
from groups.models import Frequency, FundKind, Group, MeetingPurpose, Origin, Position
from samma.progress.demo import product_stories
from samma.progress.demo.finished import Finished
from samma.progress.demo.stage import Stage

DECIDED = ["30", "2", "1", "100", "3,000", "60", "30", "10"]  # what the meetings wrote into the model's blanks


def weavers(stage: Stage, story: Finished) -> Group:
    """All five ก, registered, then an OTOP producer with three stars."""
    by, day = stage.officer, stage.ago(175)
    group = actions.propose(
        story.target.village,
        stage.year,
        stage.trades["ทอผ้าไหม"],
        "กลุ่มทอผ้าไหมบ้านหนองไหมคำ",
        _of(story, "ทอผ้าไหม"),
        by=by,
        today=day,
        address="ศูนย์เรียนรู้การทอผ้า หมู่ที่ 18 ตำบลบัวน้อย",
        explained=_explained(stage.ago(178), 34),
    )
    actions.add_member(group, joined=day, by=by, today=day, person=str(story.sages[0]), reason="วิทยากรผู้นำ เป็นที่ปรึกษา")
    members = list(group.memberships.current())
    offices = [Position.CHAIR, Position.DEPUTY, Position.SECRETARY, Position.TREASURER, Position.PUBLICITY]
    due = day + datetime.timedelta(days=730)
    chosen = list(zip(members, offices, strict=False))
    actions.set_committee(group, chosen, by=by, today=day, due=due, place="ศาลาประชาคม", people=len(members))
    stage.done_on(day)
    _adopt(stage, group, 168, people=len(members))
    on = stage.ago(168)
    actions.collect(group, on, [(member, 5, Decimal(500), None) for member in members], by=by, today=on)
    stage.done_on(on)
    for ago, (kind, item, amount), value in [
        (165, (FundKind.TOOL, "กี่ทอผ้าพร้อมฟืม 2 หลัง ใช้ร่วมกัน", 0), 16_000),
        (160, (FundKind.EXPENSE, "ซื้อเส้นไหมและสีธรรมชาติ", 2_850), None),
        (118, (FundKind.INCOME, "ขายผ้าพันคอไหม งานประจำปีจังหวัด", 7_400), None),
        (96, (FundKind.SUPPORT, "เงินรางวัลกลุ่มอาชีพดีเด่นระดับอำเภอ", 3_000), None),
        (90, (FundKind.EXPENSE, "ทำถุงและป้ายสินค้า", 1_260), None),
        (40, (FundKind.SAVING, "เงินออมสมาชิกประจำเดือน", 900), None),
        (22, (FundKind.INCOME, "ขายผ้ามัดหมี่ตามคำสั่งซื้อ", 11_200), None),
    ]:
        on = stage.ago(ago)
        actions.post_fund(group, on=on, kind=kind, item=item, amount=amount, value=value, by=by, today=on)
        stage.done_on(on)
    wrong = actions.post_fund(
        group,
        on=stage.ago(21),
        kind=FundKind.EXPENSE,
        item="ค่าขนส่ง (ลงจำนวนผิด)",
        amount=1_500,
        by=by,
        today=stage.ago(21),
    )
    actions.correct_fund(wrong, by=by, today=stage.ago(20))
    actions.post_fund(
        group, on=stage.ago(20), kind=FundKind.EXPENSE, item="ค่าขนส่ง", amount=150, by=by, today=stage.ago(20)
    )
    stage.done_on(stage.ago(20))
    for ago, what, (product, quantity, unit), frequency, income in [
        (150, "รวมกลุ่มมัดลายและย้อมไหมด้วยสีธรรมชาติ", ("ไหมย้อมสี", 12, "กิโลกรัม"), Frequency.MONTHLY, None),
        (118, "ออกร้านงานประจำปีจังหวัด", ("ผ้าพันคอไหม", 31, "ผืน"), Frequency.ONCE, 7_400),
        (62, "ทอผ้าตามคำสั่งซื้อของร้านค้าในอำเภอ", ("ผ้ามัดหมี่", 9, "ผืน"), Frequency.ORDERED, 8_100),
        (22, "ส่งผ้าตามคำสั่งซื้อทางออนไลน์", ("ผ้ามัดหมี่", 12, "ผืน"), Frequency.ORDERED, 11_200),
    ]:
        done = _worked(stage, group, ago, what, product, income, quantity=quantity, unit=unit, frequency=frequency)
        if ago == 62:  # nine tenths to who wove, the rest stays in the fund
            _divide(stage, done, members[:-1], Decimal(7_290), ago)
    for ago in (125, 95, 65, 35):
        _met(stage, group, ago, MeetingPurpose.MONTH, len(members) - 1, ["decided", "acted", "benefited"])
    _close(stage, group, 95)
    _close(stage, group, 35)
    actions.register(group, by=by, today=stage.ago(132))
    stage.done_on(stage.ago(132))
    product_stories.silk(stage, group)
    product_stories.scarf(stage, group)
    return group


def mushroom_growers(stage: Stage, story: Finished) -> Group:
    """Members, committee and work are there; rules and fund are not."""
    by, day = stage.officer, stage.ago(64)
    group = actions.propose(
        story.target.village,
        stage.year,
        stage.trades["เพาะเห็ด"],
        "กลุ่มเพาะเห็ดบ้านหนองไหมคำ",
        _of(story, "เพาะเห็ด"),
        by=by,
        today=day,
        note="นัดประชุมร่างระเบียบและระดมหุ้นเดือนหน้า",
        explained=_explained(stage.ago(66), 21),
    )
    members = list(group.memberships.current())
    offices = [Position.CHAIR, Position.SECRETARY, Position.TREASURER]
    actions.set_committee(group, list(zip(members, offices, strict=False)), by=by, today=day)
    stage.done_on(day)
    _worked(stage, group, 41, "ลงแขกสร้างโรงเรือนเพาะเห็ดรวม", "โรงเรือน", None, quantity=1, unit="หลัง")
    sold = {"quantity": 64, "unit": "กิโลกรัม", "frequency": Frequency.WEEKLY}
    _worked(stage, group, 13, "เก็บเห็ดขายตลาดนัดอำเภอร่วมกัน", "เห็ดนางฟ้า", 3_840, **sold)
    product_stories.mushrooms(stage, group)
    actions.save_draft(group, model_articles(group), by=by)
    stage.done_on(stage.ago(12))
    return group


def basket_makers(stage: Stage, story: Finished) -> Group:
    """An old group of the village, recorded and developed without the household test."""
    by, founded, day = stage.officer, stage.ago(6 * 365), stage.ago(200)
    group = actions.propose(
        story.target.village,
        stage.year,
        stage.trades["สานไม้ไผ่"],
        "กลุ่มจักสานไม้ไผ่บ้านหนองไหมคำ",
        [],
        by=by,
        today=day,
        origin=Origin.EXISTING,
        founded=founded,
    )
    for person in [str(story.sages[3]), "นายทองดำ บัวหลวงงาม", "นางสาวสายฝน ผิวนวลศรี", "นายมงคล หม่อนใบทอง"]:
        actions.add_member(group, joined=founded, by=by, today=day, person=person)
    for enrolment in _of(story, "สานไม้ไผ่"):
        actions.add_member(group, joined=day, by=by, today=day, enrolment=enrolment)
    members = list(group.memberships.current())
    offices = [Position.CHAIR, Position.TREASURER, Position.MEMBER]
    actions.set_committee(group, list(zip(members, offices, strict=False)), by=by, today=day, on=founded)
    stage.done_on(day)
    _adopt(stage, group, 190)
    on = stage.ago(188)
    actions.post_fund(group, on=on, kind=FundKind.TOOL, item="มีดจักตอก เครื่องเหลา 6 ชุด", value=4_200, by=by, today=on)
    actions.post_fund(group, on=on, kind=FundKind.OPENING, item="เงินยกมาจากบัญชีเดิม", amount=5_630, by=by, today=on)
    stage.done_on(on)
    woven = {"quantity": 80, "unit": "ใบ", "frequency": Frequency.ORDERED}
    _worked(stage, group, 55, "สานกระติบข้าวส่งร้านของฝาก", "กระติบข้าว", 9_600, **woven)
    product_stories.basket(stage, group)
    return group


def _of(story: Finished, trade: str) -> list:
    return [enrolment for enrolment in story.enrolled if enrolment.occupation.name == trade]


def _explained(on: datetime.date, people: int) -> dict:
    """The meeting at which the households heard what a group is, and said what they wanted of it."""
    return {"on": on, "place": "ศาลาประชาคม", "people": people, "thought": True, "decided": True, "solved": True}


def _met(stage: Stage, group: Group, ago: int, purpose: str, people: int, seen: list[str]) -> None:
    on = stage.ago(ago)
    said = dict.fromkeys(seen, True) | {"place": "ศาลาประชาคม", "people": people}
    actions.hold_meeting(group, on=on, purpose=purpose, by=stage.officer, today=on, **said)
    stage.done_on(on)


def _close(stage: Stage, group: Group, ago: int) -> None:
    """Close the month before that day, on that day."""
    on = stage.ago(ago)
    actions.close_month(group, on.replace(day=1) - datetime.timedelta(days=1), by=stage.officer, today=on)
    stage.done_on(on)


def _divide(stage: Stage, activity, members: list, total: Decimal, ago: int) -> None:
    shares = dict(zip(members, parts(total, [1] * len(members)), strict=True))
    actions.divide_income(activity, shares, by=stage.officer)
    stage.done_on(stage.ago(ago))


def _adopt(stage: Stage, group: Group, ago: int, people: int | None = None) -> None:
    text = model_articles(group)
    for word in DECIDED:
        text = text.replace(BLANK, word, 1)
    met = {"place": "ศาลาประชาคม", "people": people}
    actions.adopt_bylaw(group, text, stage.ago(ago), by=stage.officer, today=stage.ago(ago), **met)
    stage.done_on(stage.ago(ago))


def _worked(stage: Stage, group: Group, ago: int, what: str, product: str, income: int | None, **more):
    on = stage.ago(ago)
    told = {"product": product, "income": income} | more
    done = actions.record_activity(group, on=on, what=what, by=stage.officer, today=on, **told)
    stage.done_on(on)
    return done
