"""The steps of a village, as an officer would enter them: survey, team, households, training, money."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from households import states
from households.models import Attendance, Enrolment, LivelihoodRound, Material
from households.register import enrolling
from samma import thai
from samma.accounts.events import record
from samma.accounts.models import User
from samma.people import split_name
from samma.progress.demo.asking import ask, judge_sages
from samma.progress.demo.stage import Stage, lines
from trainers.actions import open_team, seat
from trainers.models import LeadCourse, Sage, Team
from villages.actions import add_target, hold_activity, open_village
from villages.models import ActivityKind, Area, TargetVillage, VillageProfile

EDUCATIONS = ["ประถมศึกษาปีที่ 6", "มัธยมศึกษาตอนต้น", "มัธยมศึกษาตอนปลาย", "ปวช."]
FLAGS = {"elder": "has_elder", "disabled": "has_disabled", "tpmap": "in_tpmap", "disaster": "hit_by_disaster"}


def open_target(stage: Stage, data: Mapping, day: datetime.date, *, by: User) -> TargetVillage:
    """The village of a data file, taken into the programme."""
    tambon = Area.objects.get(code=data["tambon"])
    village = open_village(tambon, data["moo"], data["name"], by=by, alias=data.get("alias", ""))
    target = add_target(village, stage.year, by=by, note=data.get("note", ""))
    stage.done_on(day)
    return target


def describe(target: TargetVillage, facts: Mapping, day: datetime.date, *, by: User) -> None:
    """The general facts of the village, as its forum told them."""
    written = {name: fact.strip() if isinstance(fact, str) else fact for name, fact in facts.items()}
    profile = VillageProfile.objects.create(village=target.village, as_of=day, **written)
    record("create", profile, by=by)


def survey(stage: Stage, target: TargetVillage, data: Mapping, day: datetime.date, *, by: User) -> list[Sage]:
    """The survey base of the village, one row for each sage of the data file."""
    sages = []
    for nth, (who, trade, detail, years, teach, born, outcome) in enumerate(lines(data["sages"])):
        name = split_name(who)
        sage = Sage.objects.create(
            village=target.village,
            title=name.title,
            first_name=name.first_name,
            last_name=name.last_name,
            kind="achiever" if nth % 4 == 3 else "sage",
            expertise=stage.trades[trade],
            expertise_detail=detail,
            years=int(years),
            can_teach=teach,
            willing=teach != "little",
            consent=teach == "much",
            birth_year=int(born),
            education=EDUCATIONS[nth % len(EDUCATIONS)],
            work="ทำนา",
            second_work=trade,
            taught_before={"much": 24, "fair": 8, "little": 0}[teach] + nth,
            teaches_at="both" if teach == "much" else "home",
            teaches_at_detail="บ้านของตนเองและศูนย์เรียนรู้ของหมู่บ้าน" if teach == "much" else "",
            address=f"{8 + 7 * nth} หมู่ที่ {target.village.moo}",
            phone=stage.phone(),
            outcome=outcome,
            surveyed_on=day,
            surveyor=str(by),
        )
        record("create", sage, by=by)
        sages.append(sage)
    stage.done_on(day)
    judge_sages(stage, sages, day + datetime.timedelta(days=2), by=by)
    return sages


def lead_course(stage: Stage, first: datetime.date, batch: int) -> LeadCourse:
    """A batch of the lead trainers' course at the regional centre."""
    return LeadCourse.objects.create(
        year=stage.year,
        centre="ศพช. อุบลราชธานี",
        batch=batch,
        starts=first,
        ends=first + datetime.timedelta(days=stage.year.lead_course_days - 1),
    )


def form_team(stage: Stage, target, sages: Iterable[Sage], data: Mapping, day, *, by: User, course=None) -> Team:
    """Seats from the lead on; with a course the lead has been to it."""
    team = open_team(target, by=by)
    for number, sage in enumerate(sages):
        went = {"course": course, "certificate_no": f"{course.batch}/0{number + 1}"} if course and number == 0 else {}
        seat(team, sage, number, by=by, today=day, **went)
    if data.get("order_no"):
        team.order_no, team.order_date = f"{data['order_no']}{stage.year}", day
        team.save()
    stage.done_on(day)
    return team


def hold(stage: Stage, target, kind: str, day, topic: str, *, by: User, place="ศาลาประชาคม", **details):
    """A meeting, course day or study visit."""
    activity = hold_activity(target, kind, day, by=by, topic=topic, place=place, **details)
    stage.done_on(day)
    return activity


def enrol(stage: Stage, target, rows: list[list[str]], day, *, by: User) -> list[Enrolment]:
    """Lines of the register with their wishes and what is known of the house."""
    enrolled = []
    for house_no, head, members, trade, wishes, participant, flags in rows:
        who, _, relation = participant.partition(", ")
        row = enrolling.RegisterRow(
            house_no=house_no,
            head=split_name(head),
            participant=who,
            relation=relation,
            phone=stage.phone(),
            occupation=stage.trades.get(trade),
        )
        enrolment = enrolling.enrol(target, row, by=by, today=day)
        household = enrolment.household
        household.members = int(members)
        for flag in flags.split():
            setattr(household, FLAGS[flag], True)
        household.save()
        ask(target, household, [stage.trades[wish.strip()] for wish in wishes.split(",")], day, by=by)
        enrolled.append(enrolment)
    stage.done_on(day)
    return enrolled


def course_day(stage: Stage, target, day, topic, enrolled, *, by: User, absent: Collection[int] = (), **details):
    """A day of the village's course; `absent` names households by their number. Some send another of the family."""
    present = [enrolment for enrolment in enrolled if enrolment.number not in absent]
    activity = hold(stage, target, ActivityKind.COURSE, day, topic, by=by, people=len(present), **details)
    Attendance.objects.bulk_create(
        Attendance(
            activity=activity,
            enrolment=enrolment,
            who="บุตรมาแทน" if (enrolment.number + activity.day_no) % 9 == 0 else "",
        )
        for enrolment in present
    )
    record("attendance", activity, by=by, present=len(present))
    stage.done_on(day)
    return activity


def give(stage: Stage, enrolled, kits: Mapping[str, tuple[str, int, str, int]], day) -> None:
    """Practice material by the household's trade."""
    Material.objects.bulk_create(
        Material(
            enrolment=enrolment,
            item=item,
            quantity=quantity,
            unit=unit,
            unit_price=price,
            value=quantity * price,
            received_on=day,
            received_by=enrolment.person,
            signed=True,
        )
        for enrolment in enrolled
        for item, quantity, unit, price in [kits[enrolment.occupation.name]]
    )


def money(stage: Stage, enrolled, day, *, by: User, rise: int = 0, unknown: Collection[int] = ()) -> None:
    """A round of income and expense a year; `rise` is what the trade has brought since. Some did not say everything."""
    for enrolment in enrolled:
        n = enrolment.number
        silent = n in unknown
        gain = rise * (3 + n % 5) // 5
        livelihood = LivelihoodRound.objects.create(
            enrolment=enrolment,
            on=day,
            income_farm=38_000 + 2_750 * (n % 7),
            income_nonfarm=None if silent else 21_000 + 1_900 * (n % 6) + gain,
            income_other=None if silent else 6_000 + 600 * (n % 4),
            income_own=4_800 + 400 * (n % 5) + gain // 60 * 10,
            expense_production=17_500 + 1_300 * (n % 6),
            expense_needed=None if silent else 41_000 + 1_600 * (n % 8) - gain // 80 * 10,
            expense_unneeded=None if silent else 9_500 + 2_100 * (n % 5) - gain // 100 * 10,
            expense_debt=None if silent else 6_000 * (n % 4),
            savings=None if n % 6 == 5 else 1_500 * (n % 5) + gain // 4,
            debt_formal=12_000 * (n % 4),
            debt_informal=None if silent else 5_000 * (n % 3 == 2),
            spares_self=None if silent else n % 11 != 7 or rise > 0,
            spares_others=None if silent else True,
            spares_nature=None if silent else n % 9 != 4 or rise > 6_000,
        )
        states.apply_rounds([livelihood])
        record("create", livelihood, by=by)
    stage.done_on(day)


def minutes(*points: str) -> str:
    """A meeting's minutes as numbered points in Thai digits."""
    return "\n".join(f"{thai.thai_digits(str(n))}. {point}" for n, point in enumerate(points, 1))
