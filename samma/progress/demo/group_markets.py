"""What helped the demo's groups, how they are known, and where they sell."""

import datetime

from groups import actions
from groups.models import (
    CommitteeTraining,
    Group,
    GroupEvaluation,
    GroupPromise,
    GroupSupport,
    GroupSupportPhoto,
    Market,
    MarketKind,
    Medium,
    Outcome,
    Publicity,
    Verdict,
)
from households.models import SupportKind
from samma.accounts.events import record
from samma.progress.demo.pictures import picture
from samma.progress.demo.stage import Stage
from samma.thai import fiscal_year
from villages.models import Partner

# days ago, kind, agency, what, value, whether it stands in the fund too
HELPED = [
    (158, SupportKind.ADVICE, "สำนักงานเกษตรอำเภอ", "สอนย้อมสีธรรมชาติจากเปลือกไม้ในหมู่บ้าน", None, False),
    (140, SupportKind.MATERIAL, "องค์การบริหารส่วนตำบล", "เส้นไหม 6 กิโลกรัม", 9_600, False),
    (84, SupportKind.TOOL, "สำนักงานพัฒนาชุมชนอำเภอ", "ราวแขวนผ้าและหุ่นโชว์สำหรับออกร้าน", 4_200, False),
    (19, SupportKind.ADVICE, "วิทยาลัยการอาชีพ", "ออกแบบป้ายและถุงใส่สินค้า", None, False),
    (12, SupportKind.BUDGET, "องค์การบริหารส่วนตำบล", "ค่าเช่าพื้นที่และค่าเดินทางไปออกร้าน", 5_000, True),
]
TRAINED = [
    (150, 2, "การทำบัญชีกลุ่มและการปิดบัญชีประจำเดือน", "สำนักงานตรวจบัญชีสหกรณ์จังหวัด", 3, "เหรัญญิกลงบัญชีเองได้"),
    (70, 1, "การตั้งราคาและการขายออนไลน์", "วิทยาลัยการอาชีพ", 2, "เปิดเพจของกลุ่มแล้ว"),
]
# months ago, market (None: sold by the group itself), pieces, baht: scarves at the fair, else the silk at 1,200,
# and at 1,850 since its costs were counted
SOLD = [
    (4, "fair", 31, 7_400), (4, None, 2, 2_400), (3, "shop", 3, 3_600), (3, None, 2, 2_400), (2, "shop", 3, 3_600),
    (2, "online", 2, 2_400), (1, "shop", 2, 3_700), (1, "online", 3, 5_550), (1, None, 1, 1_850), (0, "online", 2, 3_700),
]  # fmt: skip
KNOWN = [
    (121, Medium.RADIO, "แนะนำผ้าไหมมัดหมี่ก่อนงานประจำปี", "วิทยุชุมชนตำบล รายการเช้าวันเสาร์", ""),
    (119, Medium.LEAFLET, "แผ่นพับลายผ้าและราคา 300 แผ่น", "แจกที่งานประจำปีจังหวัด", ""),
    (66, Medium.SOCIAL, "เปิดเพจของกลุ่ม ลงภาพการทอทุกสัปดาห์", "เพจผ้าไหมบ้านหนองไหมคำ", "https://www.example.com/nong-mai-kham"),
]  # fmt: skip


def stand_by(stage: Stage, group: Group) -> None:
    """Help, training, publicity, markets and sales of one group."""
    for ago, kind, agency, what, value, to_fund in HELPED:
        _help(stage, group, ago, kind, agency, what, value, to_fund=to_fund)
    committee = [term.member for term in group.terms.current().order_by("pk")]
    for ago, days, topic, given_by, came, note in TRAINED:
        row = CommitteeTraining(
            group=group, on=stage.ago(ago), days=days, topic=topic, given_by=given_by, place="ศาลาประชาคม", note=note
        )
        _written(stage, row)
        row.members.set(committee[:came])
    for ago, medium, what, where, link in KNOWN:
        row = Publicity(group=group, on=stage.ago(ago), medium=medium, what=what, where=where, link=link)
        _written(stage, row)
    _sell(stage, group, _markets(stage, group))
    _evaluate(stage, group)


def _sell(stage: Stage, group: Group, markets: dict[str, Market]) -> None:
    """Each month was typed in the month after it, the present one today. The fair's sales are of its own month."""
    silk, scarf = group.products.order_by("pk")[:2]
    this = stage.today.replace(day=1)
    fair = markets["fair"].started.replace(day=1)
    for ago, channel, pieces, baht in SOLD:
        month = fair if channel == "fair" else _months_before(this, ago)
        on = min(stage.today, month + datetime.timedelta(days=40))
        actions.record_sale(
            group,
            scarf if channel == "fair" else silk,
            markets.get(channel),
            month,
            quantity=pieces,
            amount=baht,
            by=stage.officer,
            today=on,
        )
        stage.done_on(on)


def _months_before(month: datetime.date, count: int) -> datetime.date:
    for _month in range(count):
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return month


def _help(stage, group, ago, kind, agency, what, value, *, to_fund):
    partner = Partner.objects.around(group.village_code).filter(office=agency).first()
    row = GroupSupport(
        group=group, on=stage.ago(ago), kind=kind, agency=agency, what=what, value=value, partner=partner
    )
    _written(stage, row)
    if kind == SupportKind.TOOL:
        photo = GroupSupportPhoto(support=row, caption="รับมอบราวแขวนผ้า", order=1)
        photo.image.save("photo.jpg", picture("loom", seed=5), save=True)
    if to_fund:
        actions.book_support(row, by=stage.officer, today=row.on)
        stage.done_on(row.on)


def _markets(stage: Stage, group: Group) -> dict[str, Market]:
    shown = stage.ago(118)
    ahead = stage.today + datetime.timedelta(days=24)
    markets = [
        (140, Market(kind=MarketKind.SHOP, name="ร้านของฝากหน้าอำเภอ", place="ตลาดสดเทศบาล", contact="เจ้าของร้าน")),
        (66, Market(kind=MarketKind.ONLINE, name="เพจผ้าไหมบ้านหนองไหมคำ", place="สื่อสังคม ส่งไปรษณีย์")),
        (125, Market(kind=MarketKind.FAIR, name="งานประจำปีจังหวัด", place="สนามหน้าศาลากลาง")),
        (10, Market(kind=MarketKind.FAIR, name="งานของดีอำเภอ", place="ลานหน้าที่ว่าการอำเภอ")),
    ]
    spans = [
        (stage.ago(140), None),
        (stage.ago(66), None),
        (shown, shown + datetime.timedelta(days=6)),
        (ahead, ahead + datetime.timedelta(days=3)),
    ]
    for (ago, market), (started, ended) in zip(markets, spans, strict=True):
        market.group, market.started, market.ended = group, started, ended
        _written(stage, market, stage.ago(ago))
    return {"shop": markets[0][1], "online": markets[1][1], "fair": markets[2][1]}


# what, who, days from today: one was kept, one is late, one lies ahead
PROMISED = [
    ("ช่วยทำป้ายชื่อร้านและบัตรราคา", "พัฒนากร", -16, "ทำป้ายแล้ว ใช้ในงานประจำปี"),
    ("ปิดบัญชีให้ครบทุกเดือน", "เหรัญญิก", -6, ""),
    ("ติดต่อร้านค้าเพิ่มอีก 1 แห่ง", "ประธานกลุ่ม", 30, ""),
]


def _evaluate(stage: Stage, group: Group) -> None:
    """The year in which the group was registered, evaluated a month ago or as soon as it could be."""
    on = stage.ago(28)
    year = fiscal_year(on) - (fiscal_year(group.founded or stage.ago(175)) < fiscal_year(on))
    words = {"meetings": Verdict.GOOD, "accounts": Verdict.PARTLY, "market": Verdict.GOOD, "outcome": Outcome.AHEAD}
    evaluation = GroupEvaluation(
        group=group,
        fiscal_year=year,
        on=on,
        officials=2,
        committee=5,
        members=1,
        who="พัฒนาการอำเภอ พัฒนากร และคณะกรรมการกลุ่ม",
        meetings_said="ประชุมสม่ำเสมอ สมาชิกมากันเกือบครบ",
        accounts_said="ลงบัญชีครบ แต่ปิดบัญชีช้ากว่ากำหนด",
        market_said="ขายออนไลน์ดีขึ้น ควรหาร้านค้าเพิ่ม",
        went_well="ประชุมทุกเดือน\nผ้าขายได้ราคา ลูกค้าสั่งซ้ำ",
        to_improve="ปิดบัญชีให้ทันสิ้นเดือน\nจดต้นทุนแรงงานของสมาชิกด้วย",
        **words,
    )
    _written(stage, evaluation)
    for what, who, days, outcome in PROMISED:
        due = stage.today + datetime.timedelta(days=days)
        done = stage.ago(20) if outcome else None
        _written(
            stage,
            GroupPromise(evaluation=evaluation, what=what, who=who, due=due, done_on=done, outcome=outcome),
            evaluation.on,
        )


def weave_and_sell_baskets(stage: Stage, group: Group) -> None:
    """The old group of basket makers: one help, and the shop that orders."""
    _help(stage, group, 90, SupportKind.TOOL, "สำนักงานอุตสาหกรรมจังหวัด", "เครื่องเหลาตอก 1 เครื่อง", 6_500, to_fund=False)
    market = Market(group=group, kind=MarketKind.BUYER, name="ร้านของฝากสถานีขนส่ง", place="สถานีขนส่งจังหวัด")
    _written(stage, market, stage.ago(90))


def _written(stage: Stage, row, on: datetime.date | None = None) -> None:
    """Save a row as its page does, on its own day."""
    row.save()
    record("create", row, by=stage.officer)
    stage.done_on(on or row.on)
