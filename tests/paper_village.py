"""A village with a row of everything that a paper shows, and names that are hard to print."""

import datetime
import io
from decimal import Decimal

from PIL import Image

from groups.models import FundEntry, GroupActivity, OtopRound, ProductPhoto, ProductStars
from households.models import Attendance, DemandSurvey, Material
from samma.accounts.models import Office
from samma.photos import clean_photo
from tests import factories as make
from trainers.models import LeadCourse
from villages.models import (
    ActivityPhoto,
    AgendaItem,
    Participant,
    Partner,
    PlanItem,
    PlanProposal,
    Potential,
    VillageProfile,
    WorkingGroupMember,
)

HOSTILE = "<b>หนา</b> & \"ก\" {village} {{ x }} 'ข' <script>"
TRADE = ("ทำน้ำพริกเผา", "แปรรูปอาหาร")
NAMES = [
    ("นาง", "น้ำผึ้ง", "ค่ำชุ่มฉ่ำ"),
    ("นาย", "ก๊กเก๊า", "ปั้นน้ำเป็นตัว"),
    ("นางสาว", "ญาณี", "ฐิติปรุงก้ำ"),
    ("ว่าที่ ร.ต.", "ฤๅษี", "ฟื้นฟูกิ่งก้าน ณ ทุ่งน้ำ"),
    ("นาย", "<b>กล้า</b>", "&amp; {village}"),
]


def make_paper_village(households=5, year=None):
    """The target village and its officer; every paper has something to say of it."""
    village = make.make_village("33010105", "โนนน้ำคำ")
    village.alias = "หนองก้ำ"
    village.save()
    target = make.make_target(village, year or make.make_year(people_trained=26))
    officer = make.make_officer(first_name="พิมพ์ชนก", last_name="น้ำใส", position="นักวิชาการพัฒนาชุมชนชำนาญการ")
    Office.objects.create(
        area_code="3301", name="สำนักงานพัฒนาชุมชนอำเภอทุ่งสมมุติ", place="ที่ว่าการอำเภอทุ่งสมมุติ 33000", phone="0 4500 0000",
        letter_no="ศก 0319/", chief="นายกำธร ล้ำเลิศ", chief_position="พัฒนาการอำเภอทุ่งสมมุติ",
        signer="นายอำนาจ ชำนาญการ", signer_position="นายอำเภอทุ่งสมมุติ",
    )  # fmt: skip
    trade = make.make_occupation(*TRADE)
    _team(target, village, trade)
    enrolments = [add_household(target, n) for n in range(households)]
    _days(target, enrolments)
    _follow_up(enrolments[0], officer)
    _group(village, enrolments, trade)
    _whole(target, trade)
    return target, officer


def _team(target, village, trade):
    team = make.make_team(target, seats=0)
    team.order_no, team.order_date = "12/2560", datetime.date(2017, 2, 14)
    team.save()
    course = LeadCourse.objects.create(
        year=target.year, centre="ศพช.ลำน้ำมูล", batch=3, starts=datetime.date(2017, 2, 1), ends=datetime.date(2017, 2, 4)
    )
    for seat, (title, first, last) in enumerate(NAMES):
        sage = make.make_sage(
            village, title=title, first_name=first, last_name=last, expertise=trade, expertise_detail=HOSTILE,
            phone="0812345678", outcome="ได้รับรางวัล\n๑. ระดับอำเภอ ย้ำ", years=12, surveyor="นางสำรวจ น้ำเย็น",
            surveyed_on=make.DAY, birth_year=2510, address="12 หมู่ 5", can_teach="much", willing=True, note="จำเป็น",
        )  # fmt: skip
        trainer = make.make_trainer(team, seat, sage)
        if seat == 0:
            trainer.course, trainer.certificate_no = course, "ศพช. 77"
            trainer.save()
    gone = make.make_sage(village, title="นาย", first_name="อำลา", last_name="ย้ำจำ")
    team.trainers.create(
        year=target.year, sage=gone, seat=4, started=datetime.date(2017, 2, 1), ended=datetime.date(2017, 2, 20),
        end_reason="ย้ายถิ่นฐาน",
    )  # fmt: skip


def add_household(target, n):
    """The n-th household, with a trainer, two rounds of money and what it received."""
    trade, team = make.make_occupation(*TRADE), target.team
    title, first, last = NAMES[n % len(NAMES)]
    household = make.make_household(
        target.village, title=title, first_name=first, last_name=f"{last}{make.word(n)}", house_no=f"{n + 1}/2",
        house_code=f"330101{n:05}", members=4, phone="0898765432", has_elder=n == 0, in_tpmap=n == 1,
    )  # fmt: skip
    enrolment = make.make_enrolment(
        target, household=household, occupation=trade, participant="นางสาวย้ำ จำได้" if n == 1 else "",
        relation="บุตร" if n == 1 else "", joined_on=make.DAY,
    )  # fmt: skip
    if n < 20:
        trainers = list(team.trainers.serving())
        make.make_assignment(enrolment, trainers[n % 5], place=n // 5 + 1)
    survey = DemandSurvey.objects.create(
        household=household, target_village=target, work="ทำนาดำ", second_work="รับจ้างทำน้ำตาล", income=Decimal("45000.50"),
        expense=Decimal(30000), debt=Decimal(5000), debt_to="ธ.ก.ส. สาขาลำน้ำ", land_rai=Decimal("12.5"), water="น้ำบ่อตื้น",
        tools="เครื่องสูบน้ำ", labour=3, materials=f"ครกหิน\n{HOSTILE}", surveyor="นางพัฒนา ชำนาญ", surveyed_on=make.DAY,
        note="ขอคำแนะนำเพิ่ม", informant="นางผู้ให้ คำตอบ",
    )  # fmt: skip
    survey.wishes.create(rank=1, occupation=trade, reason="มีพริกในไร่ ทำได้ทันที")
    make.make_round(enrolment, income_farm=Decimal("45000.50"), expense_needed=Decimal(30000), debt_formal=5000)
    make.make_round(
        enrolment, on=make.DAY + datetime.timedelta(days=90), income_farm=Decimal(52000), expense_needed=28000,
        spares_self=True, spares_others=True, spares_nature=False,
    )  # fmt: skip
    make.make_round(enrolment, on=make.DAY + datetime.timedelta(days=180), income_farm=Decimal(60000), savings=900)
    Material.objects.create(
        enrolment=enrolment,
        item="ครกหินและน้ำปลา",
        quantity=Decimal(2),
        unit="ชุด",
        unit_price=Decimal(400),
        received_on=make.DAY,
    )
    return enrolment


def _days(target, enrolments):
    for enrolment in enrolments[:2]:
        make.train(enrolment)
    meeting = target.activities.create(
        kind="forum", on=make.DAY, until=make.DAY + datetime.timedelta(days=1), topic="ชี้แจงการดำเนินงาน", place="ศาลาประชาคม",
        chair="นายกำนัน น้ำดี", recorder="นางบันทึก คำงาม", people=26, minutes="ที่ประชุมรับทราบ\n- ทำน้ำพริก\n- ทำขนม",
        time_from=datetime.time(9, 0), time_to=datetime.time(16, 30),
    )  # fmt: skip
    Attendance.objects.create(activity=meeting, enrolment=enrolments[0], who="นายผู้แทน ย้ำคำ")
    for order, title in enumerate(["วัตถุประสงค์", "กรอบแนวคิด", "คัดเลือกปราชญ์", HOSTILE], 1):
        AgendaItem.objects.create(activity=meeting, order=order, title=title, minutes=f"มติ ให้ดำเนินการข้อ {order}")
    Participant.objects.create(activity=meeting, name="นางภาคี ร่ำรวย", role="ประธาน", office="กพสต.ตำบลทุ่ง")
    Partner.objects.create(
        area_id="330101", title="นาง", first_name="ช่วยเหลือ", last_name="ค้ำจุน", kind="women", position="ประธาน",
        office="กพสต.", phone="0811112222",
    )  # fmt: skip
    WorkingGroupMember.objects.create(
        target_village=target, kind="natural", name="นายนำชัย ล้ำหน้า", position="หัวหน้าคุ้ม", started=make.DAY
    )
    PlanItem.objects.create(
        target_village=target, kind="preparation", on=datetime.date(2017, 3, 20), place="ศาลาวัดน้ำคำ", people=11,
        budget=Decimal("3400.50"), budget_source="กรมการพัฒนาชุมชน", responsible="นางพัฒนา ชำนาญ", topic="เตรียมทีม",
    )  # fmt: skip


def _whole(target, trade):
    """What only the report of the whole village tells."""
    village = target.village
    VillageProfile.objects.create(
        village=village, history="ตั้งหมู่บ้านริมลำน้ำ\nผู้เฒ่าเล่าว่า “น้ำคำ” คือน้ำใส", geography=HOSTILE, men=210, women=223,
        households=118, nrd_level=2, as_of=make.DAY, told_by="กชช.2ค", problems="น้ำไม่พอทำนาปรัง",
    )  # fmt: skip
    Potential.objects.create(village=village, kind="natural", name="ลำน้ำคำ", detail="น้ำตลอดปี", trade=trade)
    PlanProposal.objects.create(
        target_village=target, item="ขุดลอกลำน้ำ", plan="tambon", sent_on=make.DAY, budget_asked=Decimal(50000)
    )
    make.make_budget_line(target)
    make.make_record("33010105", title="เทคนิคทำน้ำพริกให้เก็บได้นาน", target_village=target, owner="นางน้ำผึ้ง ค่ำชุ่มฉ่ำ")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "#286").save(picture, "JPEG")
    photo = ActivityPhoto(activity=target.activities.get(kind="forum"), caption="ประชุมริมน้ำ")
    photo.image.save("photo.jpg", clean_photo(picture), save=True)


def _follow_up(enrolment, officer):
    for days in (20, 50):
        make.make_visit(
            enrolment, officer, on=make.DAY + datetime.timedelta(days=days), met="เจ้าของบ้าน", practising="yes",
            produced="น้ำพริก 40 กระปุก", gained_kind="amount", gained=Decimal(1200), saved_kind="none",
            problem="ตลาดอยู่ไกล", help_given="แนะนำร้านค้า", help_needed="ตลาดประจำอำเภอ", promise="ทำเพิ่ม",
            next_on=make.DAY + datetime.timedelta(days=80), visitor="นางพัฒนา ชำนาญ",
        )  # fmt: skip


def _group(village, enrolments, trade):
    group = make.make_group(
        village, name="กลุ่มทำน้ำพริกเผาบ้านโนนน้ำคำ", occupation=trade, founded=make.DAY, address="12 หมู่ 5 โนนน้ำคำ"
    )
    members = [make.make_member(group, enrolment) for enrolment in enrolments]
    chosen = group.meetings.create(
        on=make.DAY, purpose="elect", place="ศาลาน้ำคำ", people=26, decided=True, thought=True
    )
    group.terms.create(member=members[0], position="chair", started=make.DAY, meeting=chosen)
    group.bylaws.create(text="๑. ประชุมทุกเดือน\n๒. ออมเดือนละ ๕๐ บาท", adopted=make.DAY, meeting=chosen)
    post = {"group": group, "on": make.DAY}
    FundEntry.objects.create(kind="opening", amount=1500, item="เงินตั้งต้น", **post)
    FundEntry.objects.create(kind="share", amount=200, shares=2, member=members[0], item="ค่าหุ้น", **post)
    FundEntry.objects.create(group=group, on=make.DAY.replace(month=7), kind="expense", amount=-80, item="ค่าน้ำมันรถ")
    FundEntry.objects.create(kind="tool", value=800, item=f"ครกหิน {HOSTILE}", **post)
    sold = GroupActivity.objects.create(
        what="ทำน้ำพริกขายร่วมกัน", product="น้ำพริก", quantity=40, unit="กระปุก", frequency="weekly", income=900, **post
    )
    sold.shares.create(member=members[0], amount=Decimal("450.50"))
    group.support.create(on=make.DAY, kind="tool", agency="ธ.ก.ส. สาขาลำน้ำ", what="เครื่องบดพริก", value=12500)
    training = group.trainings.create(on=make.DAY, days=2, topic="ทำบัญชีกลุ่ม", given_by="กศน.ตำบลน้ำคำ")
    training.members.add(members[0])
    group.publicity.create(on=make.DAY, medium="radio", what="แนะนำน้ำพริกเผา", where="วิทยุชุมชนลำน้ำ")
    group.markets.create(kind="open_market", name="ตลาดนัดหน้าอำเภอ", place="หน้าที่ว่าการอำเภอ", started=make.DAY)
    judged = group.evaluations.create(
        fiscal_year=2560, on=make.DAY.replace(month=9), officials=2, committee=3, members=4, meetings="good", accounts="partly",
        market="not_yet", went_well="ทำน้ำพริกได้มาตรฐาน", to_improve="ปิดบัญชีทุกเดือน", outcome="steady",
    )  # fmt: skip
    judged.promises.create(what="หาตลาดเพิ่ม", who="นางสาวญาณี", due=make.DAY.replace(month=8))
    group.terms.create(member=members[1], position="secretary", started=make.DAY, ended=make.DAY.replace(month=5))
    old = make.make_group(village, name="กลุ่มน้ำพริกตาแดงเดิม", occupation=trade, origin="existing", note="ฟื้นฟูปีหน้า")
    make.make_member(old, person="นางก้ำ กึ่งน้ำ", left=make.DAY + datetime.timedelta(days=30))
    chili = make.make_product(group, name="น้ำพริกเผาโนนน้ำคำ", product_type=1)
    for market in (None, group.markets.get()):
        group.sales.create(product=chili, market=market, month=make.DAY, amount=Decimal("1500.25"))
    make.make_otop(chili, number="330100001", registered_on=make.DAY)
    ProductStars.objects.create(product=chili, stars=3, year=2560)
    chili.standards.create(kind="fda", number="33-1-00560", expires=make.DAY.replace(year=2020))
    chili.standards.create(kind="tcps", number="เก่า", expires=make.DAY)
    of = OtopRound.objects.create(
        area_code="33", year=2560, number=1, opens=make.DAY, closes=make.DAY.replace(month=12), place="ที่ว่าการอำเภอ"
    )
    packet = chili.applications.create(
        round=of, applicant="นางน้ำผึ้ง ค่ำชุ่มฉ่ำ", producer_kind="group", by_production=True, in_district=True,
        thai_nationals=True, place="12 หมู่ 5 โนนน้ำคำ", proxy="นายกล้า ปั้นน้ำ",
    )  # fmt: skip
    packet.papers.create(paper="id", on=make.DAY)
    picture = io.BytesIO()
    Image.new("RGB", (40, 60), "#a32").save(picture, "JPEG")
    photo = ProductPhoto(product=chili, caption="น้ำพริกเผาในขวด")
    photo.image.save("chili.jpg", clean_photo(picture), save=True)
    chili.packet_photo = photo
    chili.save()
