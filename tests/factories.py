"""Small makers of invented rows: each test says what matters to it and gets the rest."""

import datetime
import itertools
import json

from django.db.models import Max

from groups.models import Group, Membership, OtopRegistration, Product
from households import states
from households.models import (
    Assignment,
    Attendance,
    BudgetLine,
    DemandSurvey,
    Enrolment,
    Household,
    LivelihoodRound,
    Payment,
    Visit,
    VisitTwin,
)
from households.phone.sent import hash_of
from samma.accounts.models import Role, User
from samma.knowledge.models import KnowledgeRecord, Section
from samma.knowledge.search import write_words
from samma.stale import mark_stale
from trainers.models import Sage, Team, Trainer
from villages.models import Activity, ActivityKind, Area, Occupation, ProgrammeYear, TargetVillage, Village

count = itertools.count(1)
DAY = datetime.date(2017, 3, 1)  # 1 มีนาคม 2560
FIRST_NAMES = ["สมใจ", "บุญมี", "ทองสุข", "คำปัน", "แสงดาว", "ประไพ", "อินทร์", "ไพลิน", "เกษร", "จำปา"]
LAST_NAMES = ["ใจงาม", "นาดี", "สวนกล้วย", "ทุ่งทอง", "แก้วใส", "ริมน้ำ"]


def marked(row):
    """The row, and the mark that every door of the product leaves with it."""
    mark_stale(row)
    return row


def word(n):
    """A number as Thai letters: an invented name that no test takes for a year."""
    return "".join("กขคงจชดตนป"[int(digit)] for digit in str(n))


def make_area(code="330101", name="ทุ่งสมมุติ"):
    """The area and those above it."""
    for length in (2, 4, 6):
        if len(code) >= length:
            area, _ = Area.objects.get_or_create(
                code=code[:length], defaults={"name_th": f"{name}{length}", "level": length}
            )
    return area


def make_village(code="33010105", name="โนนสมมุติ"):
    return Village.objects.filter(code=code).first() or Village.objects.create(
        code=code, name=name, tambon=make_area(code[:6])
    )


def make_year(year=2560, **numbers):
    return ProgrammeYear.objects.get_or_create(year=year, defaults=numbers)[0]


def make_target(village=None, year=None):
    village = village or make_village()
    return marked(TargetVillage.objects.get_or_create(village=village, year=year or make_year())[0])


def make_occupation(name="ทอผ้า", type_name="ผ้า/สิ่งทอ"):
    parent, _ = Occupation.objects.get_or_create(parent=None, name=type_name)
    return Occupation.objects.get_or_create(parent=parent, name=name)[0]


def make_user(role=Role.OFFICER, area_code="3301", **extra):
    return User.objects.create_user(
        f"user{next(count):06}", password="samma-test", role=role, area_code=area_code, **extra
    )


def make_officer(area_code="3301", **extra):
    return make_user(Role.OFFICER, area_code, **extra)


def make_clerk(area_code="33", **extra):
    return make_user(Role.PROVINCE, area_code, **extra)


def make_department(**extra):
    return make_user(Role.DEPARTMENT, "TH", is_staff=True, is_superuser=True, **extra)


def make_sage(village=None, **extra):
    n = next(count)
    names = {"title": "นาย", "first_name": FIRST_NAMES[n % 10], "last_name": f"{LAST_NAMES[n % 6]}{word(n)}"}
    return marked(Sage.objects.create(village=village or make_village(), **names | extra))


def make_trainer_user(sage):
    """An account for the sage, as the officer's QR makes it."""
    sage.user = make_user(Role.TRAINER, "")
    sage.save()
    return sage.user


def make_team(target=None, seats=5):
    """A team with so many of its seats taken, the lead first."""
    target = target or make_target()
    team, _ = Team.objects.get_or_create(target_village=target)
    for seat in range(seats):
        make_trainer(team, seat)
    return team


def make_trainer(team, seat=0, sage=None):
    sage = sage or make_sage(team.target_village.village)
    return marked(Trainer.objects.create(team=team, year=team.target_village.year, sage=sage, seat=seat, started=DAY))


def make_household(village=None, **extra):
    n = next(count)
    names = {"title": "นาง", "first_name": FIRST_NAMES[n % 10], "last_name": f"{LAST_NAMES[n % 6]}{word(n)}"}
    return Household.objects.create(
        village=village or make_village(), **{"house_no": f"{n % 89 + 1}/{n // 89 + 1}"} | names | extra
    )


def make_survey(target=None, household=None, **extra):
    target = target or make_target()
    household = household or make_household(target.village)
    return DemandSurvey.objects.create(household=household, target_village=target, **extra)


def make_enrolment(target=None, **extra):
    target = target or make_target()
    household = extra.pop("household", None) or make_household(target.village)
    number = extra.pop("number", None) or (target.enrolments.aggregate(last=Max("number"))["last"] or 0) + 1
    enrolment = Enrolment.objects.create(household=household, target_village=target, number=number, **extra)
    states.begin(enrolment)
    return marked(enrolment)


def make_assignment(enrolment, trainer, place=1, **extra):
    return marked(
        Assignment.objects.create(
            **{"enrolment": enrolment, "trainer": trainer, "place": place, "ceiling": 4, "started": DAY} | extra
        )
    )


def train(enrolment):
    """The household present on every course day of its year."""
    target = enrolment.target_village
    for day in range(1, target.year.village_course_days + 1):
        activity, _ = Activity.objects.get_or_create(
            target_village=target,
            kind=ActivityKind.COURSE,
            day_no=day,
            defaults={"on": DAY + datetime.timedelta(days=day)},
        )
        Attendance.objects.create(activity=activity, enrolment=enrolment)
    mark_stale(enrolment)


def make_budget_line(target=None, **extra):
    target = target or make_target()
    number = (target.budget_lines.aggregate(last=Max("number"))["last"] or 0) + 1
    defaults = {"number": number, "category": "material", "item": f"ค่าวัสดุ{word(number)}", "planned": 5000}
    return BudgetLine.objects.create(target_village=target, **defaults | extra)


def make_payment(line=None, **extra):
    line = line or make_budget_line()
    return Payment.objects.create(line=line, **{"on": DAY, "item": "ค่าวัสดุ", "amount": 500} | extra)


def make_visit(enrolment, by, **extra):
    visit = Visit.objects.create(**{"enrolment": enrolment, "keyed_by": by, "on": DAY} | extra)
    states.apply_visits([visit])
    return visit


def make_group(village=None, **extra):
    defaults = {"name": f"กลุ่มทอผ้า{word(next(count))}", "village": village or make_village(), "year": make_year()}
    return marked(Group.objects.create(**defaults | {"occupation": make_occupation()} | extra))


def make_member(group, enrolment=None, **extra):
    why = {"left_reason": "ย้ายไปทำงานต่างจังหวัด"} if extra.get("left") else {}
    return marked(Membership.objects.create(**{"group": group, "enrolment": enrolment, "joined": DAY} | why | extra))


def make_product(group=None, **extra):
    facts = {"name": f"ผ้าทอลาย{word(next(count))}", "product_type": 3}
    return marked(Product.objects.create(group=group or make_group(), **facts | extra))


def make_otop(product=None, **extra):
    facts = {"number": f"33010000{next(count)}", "registered_on": DAY}
    return marked(OtopRegistration.objects.create(product=product or make_product(), **facts | extra))


def make_record(area_code="3301", **extra):
    defaults = {
        "form": "individual-2561",
        "year": 2561,
        "title": f"เทคนิคสมมุติ {word(next(count))}",
        "area_code": area_code,
    }
    record = KnowledgeRecord.objects.create(**defaults | extra)
    Section.objects.create(record=record, order=1, number="๔", heading="ที่มา", kind="background", body="ความเป็นมาสมมุติ")
    write_words([record])
    return marked(record)


def make_round(enrolment, on=DAY, **amounts):
    money = LivelihoodRound.objects.create(enrolment=enrolment, on=on, **amounts)
    states.apply_rounds([money])
    return money


def make_twin(visit, **changes):
    """A second text under the id of a visit, as a phone sent it."""
    content = json.dumps(
        {"enrolment": visit.enrolment_id, "on": visit.on.isoformat(), "visited_by": visit.visited_by_id} | changes
    )
    return VisitTwin.objects.create(visit=visit, content=content, sent_hash=hash_of(content))
