"""What is odd about a village, a plan or a meeting, so that it is asked about at every door.

Numbers of people and days are questions and never walls: a village may have chosen five for its working group.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from samma import thai
from villages.models import ActivityKind, LeaderKind, Occasion, ProgrammeYear

DOUBTFUL_MOO = 40  # the largest tambon of the country has 35 villages
DOUBTFUL_PEOPLE = 500
DOUBTFUL_DAYS = 31
WORKING_GROUP = (LeaderKind.OFFICIAL, LeaderKind.NATURAL, LeaderKind.ORGANISATION, LeaderKind.KHUM)
EXPLAINED = (ActivityKind.EXPLANATION, ActivityKind.FORUM)
TRAINING = (ActivityKind.COURSE, ActivityKind.PRACTICE)

Question = tuple[str, str]  # the field it stands beside, and the sentence


def odd_days(on: datetime.date | None, until: datetime.date | None, year: int) -> list[Question]:
    """Days outside the fiscal year, and a thing that takes longer than a month."""
    if on is None:
        return []
    first, past = thai.fiscal_range(year)
    asked = []
    for name, day in (("on", on), ("until", until)):
        if day is not None and not first <= day < past:
            asked.append((name, f"วันที่อยู่นอกปีงบประมาณ {year} ({thai.thai_days(first, past - datetime.timedelta(1))})"))
            break
    if until is not None and (until - on).days >= DOUBTFUL_DAYS:
        asked.append(("until", f"ใช้เวลา {(until - on).days + 1} วัน นานกว่าที่พบทั่วไป"))
    return asked


def odd_numbers(kind: str | None, day_no: int | None, people: int | None, year: ProgrammeYear) -> list[Question]:
    """People are counted as people: against the year's number of people where the year has one, never its households."""
    asked = []
    if (day_no or 0) > year.village_course_days:
        asked.append(("day_no", f"หลักสูตรของปี {year} มี {year.village_course_days} วัน"))
    if people is not None and people > DOUBTFUL_PEOPLE:
        asked.append(("people", f"ผู้เข้าร่วมมากกว่า {DOUBTFUL_PEOPLE} คน"))
    elif kind == ActivityKind.COURSE and people and year.people_trained and people > year.people_trained:
        asked.append(("people", f"จำนวนคนฝึกอบรมของปี {year} คือ {year.people_trained} คน"))
    return asked


@dataclass(frozen=True)
class Course:
    """What of a village's year had happened when: enough to tell a wrong order of things."""

    held: dict[str, datetime.date] = field(default_factory=dict)  # by kind, the first day
    days: dict[int, datetime.date] = field(default_factory=dict)  # the training days
    service: list[tuple[int, datetime.date, datetime.date | None]] = field(default_factory=list)  # seat, from, to
    seats: int = 0  # of a full team; 0 when nobody asks

    def first(self, *kinds: str) -> datetime.date | None:
        return min((self.held[kind] for kind in kinds if kind in self.held), default=None)

    def empty_seats(self, day: datetime.date) -> set[int]:
        serving = {seat for seat, started, ended in self.service if started <= day and (ended is None or ended > day)}
        return set(range(self.seats)) - serving


def out_of_order(kind: str, on: datetime.date, day_no: int | None, course: Course) -> list[Question]:
    """What is asked before it is stored: the steps of the programme stand in another order (sources: documents 002, 003)."""
    asked: list[Question] = []
    if kind in TRAINING and (empty := course.empty_seats(on)):
        asked.append(("on", f"วันฝึกอบรมจัดเมื่อทีมวิทยากรยังขาด {len(empty)} คน"))
    if kind == ActivityKind.LEAD_COURSE and 0 in course.empty_seats(on):
        asked.append(("on", "ยังไม่มีวิทยากรผู้นำสัมมาชีพในวันนั้น"))
    if kind in (ActivityKind.LEADERS_VISIT, ActivityKind.STUDY_VISIT, ActivityKind.WORKING_GROUP):
        asked += _not_before(on, course.first(*EXPLAINED), ActivityKind(kind).label, "ประชุมชี้แจง")
    if kind == ActivityKind.EXCHANGE:
        asked += _not_before(on, course.first(ActivityKind.LEADERS_VISIT), "เวทีแลกเปลี่ยนหลังดูงาน", "ศึกษาดูงานของแกนนำ")
    if kind == ActivityKind.COURSE and day_no:
        earlier = [n for n, day in course.days.items() if n < day_no and day > on]
        later = [n for n, day in course.days.items() if n > day_no and day < on]
        if earlier or later:
            other = (earlier or later)[0]
            word = "ก่อน" if earlier else "หลัง"
            asked.append(("on", f"วันที่ {day_no} จัด{word}วันที่ {other} ({thai.thai_date_short(course.days[other])})"))
    return asked


def _not_before(on, first, what: str, needed: str) -> list[Question]:
    if first is None:
        return [("on", f"ยังไม่ได้บันทึก{needed} ซึ่งจัดก่อน{what}")]
    return [("on", f"{what}จัดก่อน{needed} ({thai.thai_date_short(first)})")] if on < first else []


def notes_on(kind: str, on: datetime.date, course: Course, year: ProgrammeYear) -> list[str]:
    """What is only noted after storing: unusual, and nobody has to answer for it."""
    notes = []
    practised = course.first(ActivityKind.PRACTICE, ActivityKind.COURSE)
    if kind == ActivityKind.FOLLOW_UP and (practised is None or on < practised):
        notes.append("ติดตามครัวเรือนก่อนวันฝึกปฏิบัติ บันทึกไว้แล้วตามจริง")
    if kind == ActivityKind.FOLLOW_UP and year.followup_from and on < year.followup_from:
        notes.append(f"ปี {year} นับการติดตามตั้งแต่ {thai.thai_date_short(year.followup_from)}")
    if kind == ActivityKind.PREPARATION and (empty := course.empty_seats(on)):
        notes.append(f"วันประชุมเตรียมทีม ทีมวิทยากรยังขาด {len(empty)} คน")
    if kind == ActivityKind.COURSE and course.first(ActivityKind.DEMAND) is None:
        notes.append("ยังไม่ได้บันทึกการวิเคราะห์ความต้องการอาชีพ")
    return notes


def group_notes(kinds: Iterable[str]) -> list[str]:
    """How a working group differs from the four usual leaders."""
    kinds = list(kinds)
    missing = [kind.label for kind in WORKING_GROUP if kind not in kinds]
    notes = [f"ยังไม่มีตัวแทน{', '.join(missing)}"] if missing and kinds else []
    if kinds and len(kinds) != len(WORKING_GROUP):
        notes.append(f"คณะทำงานมี {len(kinds)} คน โดยทั่วไปหมู่บ้านเลือก {len(WORKING_GROUP)} คน")
    return notes


def sorted_occasions(occasions: Iterable[Occasion]) -> list[Occasion]:
    """By day and hour; what has no hour comes first."""
    return sorted(occasions, key=lambda o: (o.on, o.time_from or datetime.time.min, o.day_no or 0, o.pk or 0))
