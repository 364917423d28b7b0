"""A small district in which every register has rows, odd ones among them: what sheets are tested on."""

import datetime
from decimal import Decimal

from groups.actions import correct_fund, post_fund
from groups.models import CommitteeTerm, FundKind, GroupActivity, GroupSupport, Market, Product, ProductStandard, Sale
from households.models import Attendance, BudgetLine, Material, OccupationWish
from tests.factories import (
    make_assignment,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_officer,
    make_product,
    make_round,
    make_sage,
    make_survey,
    make_target,
    make_team,
    make_trainer,
    make_village,
    make_visit,
    make_year,
)
from trainers.models import Judgement, LeadCourse, LearningPlace
from villages.models import Activity, ActivityKind, Occupation, Partner, PlanItem, PlanProposal, Potential

DAY = datetime.date(2017, 3, 1)


def make_district():
    """Two villages of district 3301 with a row or more of every register, and the officer who wrote them."""
    officer = make_officer("3301")
    make_year(2561, people_trained=26, note="=1+1")
    target = make_target()
    other = make_target(make_village("33010106", "=ตระกาจ"))
    weaving = make_occupation()
    Occupation.objects.create(parent=make_occupation("จักสาน", "หัตถกรรม").parent, name="ทอผ้า")  # one name, two types
    team = make_team(target, seats=4)
    _people(target, other, team, weaving)
    _forum(target, weaving)
    enrolments = [make_enrolment(target, number=n, household=make_household(target.village)) for n in (2, 3)]
    enrolments.insert(0, _enrolment(target, weaving))
    trainers = team.seated()
    make_assignment(enrolments[0], trainers[0], ended=DAY + datetime.timedelta(days=20), end_reason="ย้าย")
    make_assignment(enrolments[0], trainers[1], started=DAY + datetime.timedelta(days=20))
    make_assignment(enrolments[1], trainers[1], place=2)
    _learning(target, enrolments)
    _visits(enrolments, trainers, officer)
    _group(target, enrolments, weaving, officer)
    return officer


def _people(target, other, team, weaving):
    course = LeadCourse.objects.create(year=target.year, centre="ศพช.สมมุติ", batch=1, starts=DAY, ends=DAY)
    sage = make_sage(
        other.village, title="นาง", phone="0812345678", expertise=weaving, years=12, can_teach="much", willing=True,
        birth_year=2510, outcome="รางวัลที่ ๑\r\n-รางวัลที่ ๒", surveyed_on=DAY, surveyor="@ผู้สำรวจ",
    )  # fmt: skip
    make_sage(other.village, first_name="ไม่", last_name="ว่าง ณ อยุธยา", willing=False)
    trainer = make_trainer(team, 4, sage)  # from next door, and gone again
    trainer.course, trainer.certificate_no = course, "๑/2560"
    trainer.ended, trainer.end_reason = DAY + datetime.timedelta(days=9), "ลาออก"
    trainer.save()


def _forum(target, weaving):
    """What was asked and found, some of it of households that did not join."""
    sage = make_sage(
        target.village, first_name="ถูก", last_name="พิจารณา", taught_before=0, teaches_at="both", work="=ทำนา"
    )
    for criterion, verdict, on in [("fits", "yes", DAY), ("teaches", "no", DAY + datetime.timedelta(days=3))]:
        Judgement.objects.create(sage=sage, criterion=criterion, verdict=verdict, on=on, who=f"-เวที {criterion}")
    LearningPlace.objects.create(
        village=target.village, name="บ้านปราชญ์", owner=sage, trade_1=weaving, capacity=0, phone="0812345678", lat=15.25, lon=104.5,
        use="idle", consent=True, note="+หมายเหตุ",
    )  # fmt: skip
    LearningPlace.objects.create(village=target.village, name="ศูนย์ของส่วนรวม")
    household = make_household(target.village, title="นาย", first_name="ไม่เข้าร่วม", last_name="นาดี", house_no="99/1")
    survey = make_survey(
        target, household, informant="นางแทน นาดี", work="ทำนา", income=Decimal("84000.50"), expense=0, land_rai=Decimal("3.625"),
        labour=2, volunteer=False, surveyed_on=DAY, surveyor="@ผู้สำรวจ", materials="ด้าย\r\nกี่", debt_to="ธ.ก.ส.", signed_by="นางแทน",
    )  # fmt: skip
    OccupationWish.objects.create(survey=survey, rank=1, occupation=weaving, reason="=ชอบ")
    Potential.objects.create(
        village=target.village, kind="capital", name="กองทุนหมู่บ้าน", value=Decimal(1200000), found_on=DAY
    )
    Potential.objects.create(village=target.village, kind="product", name="ผ้าทอ", trade=weaving, detail="-ลายเก่า")
    PlanProposal.objects.create(
        target_village=target,
        item="ฝึกทอผ้า",
        plan="tambon",
        sent_on=DAY,
        budget_asked=50000,
        households=12,
        trade=weaving,
    )
    PlanProposal.objects.create(
        target_village=target, item="โรงทอ", plan="village", sent_on=DAY, answer="later", answered_on=DAY, note="ปีหน้า"
    )


def _enrolment(target, weaving):
    household = make_household(
        target.village, title="นางสาว", house_no="12/3", house_code="33010000001", members=0, phone="021234567",
        has_elder=True, in_tpmap=True, note="\tขึ้นต้นด้วยแท็บ",
    )  # fmt: skip
    enrolment = make_enrolment(
        target, number=1, household=household, participant="นายลูก นาดี", relation="บุตร", volunteer=False,
        occupation=weaving, joined_on=DAY, certified_on=DAY, certified_reason="-อบรมชดเชย",
    )  # fmt: skip
    survey = make_survey(target, household)
    OccupationWish.objects.create(survey=survey, rank=1, occupation=weaving)
    OccupationWish.objects.create(survey=survey, rank=2, occupation=make_occupation("จักสาน", "หัตถกรรม"))
    return enrolment


def _learning(target, enrolments):
    for number in (1, 2):
        course = Activity.objects.create(
            target_village=target, kind=ActivityKind.COURSE, day_no=number, on=DAY + datetime.timedelta(days=number)
        )
        for enrolment in enrolments:
            Attendance.objects.create(activity=course, enrolment=enrolment, who="บุตรสาว" if number == 2 else "")
    for topic in ("เช้า", "บ่าย"):  # two forums on one day
        forum = Activity.objects.create(
            target_village=target, kind=ActivityKind.FORUM, on=DAY, topic=topic, people=25, spent=Decimal("1200.50")
        )
        Attendance.objects.create(activity=forum, enrolment=enrolments[0])
    for until in (None, DAY + datetime.timedelta(days=4)):  # one thing planned twice
        PlanItem.objects.create(
            target_village=target, kind=ActivityKind.FORUM, on=DAY, until=until, time_from=datetime.time(9, 5),
            budget=Decimal("0.50"), budget_source="=งบ", called_off="ฝนตก" if until else "",
        )  # fmt: skip
    PlanItem.objects.create(
        target_village=target, kind=ActivityKind.COURSE, day_no=2, part="practice", on=DAY, place="-ศาลา"
    )
    area = target.village.tambon
    Partner.objects.create(area=area, title="นาง", first_name="กพสต", last_name="นาดี", kind="women", phone="0812345678")
    Partner.objects.create(area_id=area.code[:4], first_name="ปลัด", is_active=False)
    BudgetLine.objects.create(
        target_village=target, number=1, category="food", item="=ค่าอาหาร", planned=Decimal("0.25")
    )
    for _twice in range(2):  # equal rows are two rows
        Material.objects.create(
            enrolment=enrolments[0], item="เส้นไหม", quantity=Decimal("2.5"), unit="กก.", unit_price=90
        )
    Material.objects.create(enrolment=enrolments[1], item="-ของ", received_on=DAY, received_by="@บุตร", signed=True)
    make_round(enrolments[0], income_farm=Decimal("999999999.99"), debt_formal=0)
    make_round(enrolments[1], spares_self=True, spares_others=False)


def _visits(enrolments, trainers, officer):
    make_visit(enrolments[0], officer, visited_by=trainers[1].sage, gained_kind="amount", gained=300, problem="=น้ำ")
    for _twice in range(2):
        make_visit(enrolments[0], officer, visitor="พัฒนากร", channel="phone", practising="not_yet")


def _group(target, enrolments, weaving, officer):
    group = make_group(target.village, occupation=weaving.parent, founded=DAY, address="+๑๒")
    make_member(group, enrolments[0], left=DAY, left_reason="ลาออก")
    make_member(group, enrolments[0])
    outsider = make_member(group, None, person="นายนอก ทะเบียน")
    CommitteeTerm.objects.create(
        group=group, member=outsider, position="chair", started=DAY, due=DAY.replace(year=2019)
    )
    CommitteeTerm.objects.create(group=group, member=outsider, position="secretary", started=DAY, ended=DAY)
    for _twice in range(2):
        GroupActivity.objects.create(
            group=group, on=DAY, what="=ทอผ้า", product="ผ้า", quantity="12.5", unit="ผืน", frequency="monthly", income=900
        )
    by = {"by": officer, "today": DAY, "on": DAY}
    for _twice in range(2):  # equal entries are two entries
        saving = post_fund(group, kind=FundKind.SAVING, item="ออม", amount=Decimal("100.25"), **by)
    post_fund(group, kind=FundKind.EXPENSE, item="ซื้อด้าย", amount=Decimal(50), **by)
    post_fund(group, kind=FundKind.TOOL, item="กี่ทอผ้า", value=Decimal(2500), **by)
    post_fund(group, kind=FundKind.SHARE, item="หุ้น", amount=Decimal(200), member=outsider, shares=2, **by)
    post_fund(group, kind=FundKind.REFUND, item="คืนหุ้น", amount=Decimal(100), member=outsider, shares=1, **by)
    correct_fund(saving, by=officer, today=DAY)
    silk = Product.objects.create(
        group=group, name="=ผ้าไหมมัดหมี่", product_type=3, story="๑. ทอเอง\n-ย้อมเอง", capacity=Decimal("2.5"), unit="ผืน",
        price=Decimal("1850.25"), started=DAY,
    )  # fmt: skip
    Product.objects.create(group=group, name="ข้าวกล้อง", product_type=1, food_kind="first", ended=DAY)
    ProductStandard.objects.create(product=silk, kind="tcps", number="17/2557", issued=DAY)
    ProductStandard.objects.create(product=silk, kind="other", other="ตรานกยูง", expires=DAY)
    for _twice in range(2):
        GroupSupport.objects.create(group=group, on=DAY, kind="advice", agency="@สหกรณ์", what="สอนทำบัญชี\n=เล่ม")
    GroupSupport.objects.create(
        group=group, on=DAY, kind="tool", agency="อบต.", what="ตาชั่ง", value=Decimal("3500.25"),
        partner=Partner.objects.get(last_name="นาดี"),
    )  # fmt: skip
    shop = Market.objects.create(group=group, kind="shop", name="=ร้านของฝาก", phone="0812345678")
    fair = Market.objects.create(group=group, kind="fair", name="งานกาชาด", started=DAY, ended=DAY)
    Market.objects.create(
        group=group, kind="fair", name="งานกาชาด", started=DAY.replace(year=2018), ended=DAY.replace(year=2018)
    )
    product = make_product(group, name="-ผ้าพันคอ")
    for market in (None, shop, fair):
        Sale.objects.create(group=group, product=product, market=market, month=DAY, quantity="2.5", amount="900.25")
