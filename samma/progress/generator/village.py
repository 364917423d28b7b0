"""The rows of one village of the programme over its year: survey, team, households, course, money, visits and a group.

Days are counted back from the last day of the load. A village's rows depend on the seed and its code alone.
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Membership
from households.models import (
    Assignment,
    Attendance,
    Enrolment,
    EnrolmentState,
    Household,
    LivelihoodRound,
    Visit,
)
from samma import thai
from samma.progress.generator.calendar import Days
from samma.progress.generator.following import follow_up
from samma.progress.generator.names import person, village_name
from samma.progress.generator.places import Place
from samma.progress.generator.tables import Row, Table, as_text
from trainers.models import SEATS, Sage, Team, Trainer
from villages.models import Activity, ActivityKind, ProgrammeYear, TargetVillage, Village

SURVEYED, SEATED, ENROLLED, COURSE, CARED, FOUNDED = 330, 310, 300, 290, 270, 150
PERSON = "title first_name last_name sort_key"
SAGES = 7
MEETINGS = [(ActivityKind.FORUM, 320), (ActivityKind.PREPARATION, 305), (ActivityKind.DEMAND, 298)]
OFFICES = ["chair", "secretary", "treasurer"]


def tables_of(year: ProgrammeYear) -> dict[type, Table]:
    """Every table of the load, in the order in which one row may name another."""
    tables = [
        Table(Village, "id code tambon_id name sort_key lat lon"),
        Table(TargetVillage, "id village_id village_code", year_id=year.pk),
        Table(
            Sage, f"id village_id village_code {PERSON} expertise_id years surveyed_on", can_teach="fair", willing=True
        ),
        Table(Team, "id target_village_id village_code"),
        Table(Trainer, "id team_id village_code sage_id seat started", year_id=year.pk),
        Table(Household, f"id village_id village_code {PERSON} house_no members has_elder"),
        Table(Enrolment, "id household_id target_village_id village_code number occupation_id joined_on"),
        Table(Assignment, "id enrolment_id village_code trainer_id place started", ceiling=year.households_per_trainer),
        Table(Activity, "id target_village_id village_code kind day_no on people", place="ศาลาประชาคม"),
        Table(Attendance, "id activity_id enrolment_id village_code"),
        Table(
            LivelihoodRound,
            "id enrolment_id village_code on income_farm income_nonfarm income_own expense_production expense_needed"
            " expense_debt savings",
            income_other=0,
            expense_unneeded=0,
            spares_self=True,
            spares_others=True,
            spares_nature=True,
        ),
        Table(
            Visit,
            "id enrolment_id village_code assignment_id on visited_by_id keyed_by_id practising gained_kind gained"
            " saved_kind saved produced next_on received_at",
            channel="visit",
            met="หัวหน้าครัวเรือน",
            promise="ทำต่อเนื่องและจดบัญชีครัวเรือน",
        ),
        Table(
            EnrolmentState,
            "enrolment_id village_code visits last_visit_on next_on practising rounds baseline_on baseline_income"
            " baseline_expense latest_on latest_income latest_expense",
        ),
        Table(Group, "id village_id village_code name sort_key occupation_id founded registered_on", year_id=year.pk),
        Table(Membership, "id group_id village_code enrolment_id joined"),
        Table(CommitteeTerm, "id group_id village_code member_id position started"),
        Table(Bylaw, "id group_id village_code adopted", text="สมาชิกประชุมเดือนละครั้ง ออมหุ้นเดือนละ 50 บาท"),
        Table(FundEntry, "id group_id village_code on amount", kind="opening", item="เงินตั้งต้นของกลุ่ม"),
        Table(GroupActivity, "id group_id village_code on income", what="ผลิตและขายร่วมกัน"),
    ]
    return {table.model: table for table in tables}


@dataclass(frozen=True)
class Load:
    """What is the same for all villages of a load."""

    seed: int
    year: ProgrammeYear
    days: Days
    visits: int  # a household
    trades: list[tuple[int, int, str]]  # (id, id of its type, name)
    tables: dict[type, Table]


class Maker:
    """Makes one village; `rows` collects what it has made, by model."""

    def __init__(self, load: Load, place: Place, officer: int) -> None:
        self.load, self.place, self.officer = load, place, str(officer)
        self.rng = random.Random(f"{load.seed}:{place.code}")  # noqa: S311 - invented rows, nothing to guess
        self.rows: dict[type, list[Row]] = defaultdict(list)
        self.code = place.code

    def add(self, model: type, *values: str | None) -> str:
        """A row with the next number of its table, which is returned."""
        number = str(next(self.load.tables[model].numbers))
        self.rows[model].append((number, *values))
        return number

    def make(self) -> dict[type, list[Row]]:
        rng, code = self.rng, self.code
        name = village_name(rng)
        place = self.place
        self.village = self.add(
            Village, code, code[:6], name, thai.sort_key(name), as_text(place.lat), as_text(place.lon)
        )
        self.target = self.add(TargetVillage, self.village, code)
        first, second = rng.sample(self.load.trades, 2)
        self.trade = first
        trainers = self._team([first[0], second[0]])
        self._households(trainers, first, second)
        trained = self._course()
        for enrolment in self.enrolments:
            follow_up(self, enrolment)
        if rng.random() < 0.75:
            self._group(trained)
        return self.rows

    def _team(self, trades) -> list[tuple[str, str]]:
        """(trainer, sage) in the order of the seats."""
        days, rng, code = self.load.days, self.rng, self.code
        sages = [
            self.add(
                Sage, self.village, code, *person(rng), str(rng.choice(trades)), str(rng.randint(4, 35)), days[SURVEYED]
            )
            for _ in range(SAGES)
        ]
        team = self.add(Team, self.target, code)
        # One village in twenty-five has not found its fifth trainer yet.
        seats = SEATS if rng.random() < 0.96 else SEATS[:-1]
        return [(self.add(Trainer, team, code, sages[seat], str(seat), days[SEATED]), sages[seat]) for seat in seats]

    def _households(self, trainers, first, second) -> None:
        days, rng, code, year = self.load.days, self.rng, self.code, self.load.year
        self.enrolments = []
        places = [(trainer, place) for trainer in trainers for place in range(1, year.households_per_trainer + 1)]
        for number in range(1, year.households_per_village + 1):
            house_no = f"{number * 3 + rng.randint(0, 2)}" + (f"/{rng.randint(1, 9)}" if rng.random() < 0.3 else "")
            household = self.add(
                Household,
                self.village,
                code,
                *person(rng),
                house_no,
                str(rng.randint(1, 7)),
                str(int(rng.random() < 0.3)),
            )
            trade = first if number <= year.households_per_village * 3 // 5 else second
            enrolment = self.add(Enrolment, household, self.target, code, str(number), str(trade[0]), days[ENROLLED])
            care = (None, None)
            if number <= len(places):
                (trainer, sage), place = places[number - 1]
                care = self.add(Assignment, enrolment, code, trainer, str(place), days[CARED]), sage
            self.enrolments.append((enrolment, trade, *care))

    def _course(self) -> list[tuple[str, bool]]:
        """Meetings and course days; each enrolment with whether it was there on all of them."""
        days, rng, code = self.load.days, self.rng, self.code
        for kind, ago in MEETINGS:
            self.add(Activity, self.target, code, kind.value, None, days[ago], str(rng.randint(25, 80)))
        absent = {enrolment for enrolment, *_ in self.enrolments if rng.random() < 0.08}
        for day in range(1, self.load.year.village_course_days + 1):
            there = [e for e, *_ in self.enrolments if e not in absent or day != 2]
            activity = self.add(
                Activity, self.target, code, ActivityKind.COURSE.value, str(day), days[COURSE - day], str(len(there))
            )
            for enrolment in there:
                self.add(Attendance, activity, enrolment, code)
        return [(enrolment, enrolment not in absent) for enrolment, *_ in self.enrolments]

    def _group(self, trained) -> None:
        """A group of the first trade; most have all five ก and are registered."""
        days, rng, code = self.load.days, self.rng, self.code
        attended = {enrolment for enrolment, was_there in trained if was_there}
        members = [e for e, trade, *_ in self.enrolments if trade is self.trade and e in attended]
        is_whole = len(members) >= self.load.year.group_minimum and rng.random() < 0.7
        name = f"กลุ่ม{self.trade[2]}"
        group = self.add(
            Group,
            self.village,
            code,
            name,
            thai.sort_key(name),
            str(self.trade[0]),
            days[FOUNDED],
            days[FOUNDED - 60] if is_whole else None,
        )
        joined = [self.add(Membership, group, code, enrolment, days[FOUNDED]) for enrolment in members]
        for member, office in zip(joined, OFFICES, strict=False):
            self.add(CommitteeTerm, group, code, member, office, days[FOUNDED])
        if is_whole or rng.random() < 0.5:
            self.add(Bylaw, group, code, days[FOUNDED - 20])
        if is_whole or rng.random() < 0.5:
            self.add(FundEntry, group, code, days[FOUNDED - 20], str(Decimal(rng.randint(10, 90) * 100)))
        if is_whole:
            self.add(GroupActivity, group, code, days[FOUNDED - 50], str(rng.randint(10, 90) * 100))
