"""Values of what is held on a day: the sheet to sign, with everybody who is expected, and the minutes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from households.models import Attendance, Enrolment
from samma import thai
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled, Row, photos_of
from samma.progress.papers.from_team import serving_rows, trainers_of
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source, Unit, number_of
from villages.models import Activity, ActivityKind, Occasion, Participant, Partner, PlanItem, WorkingGroupMember

# At these the team, the offices and the leaders meet among themselves.
WITHOUT_HOUSEHOLDS = {
    ActivityKind.GUIDELINE,
    ActivityKind.DISTRICT_MEETING,
    ActivityKind.WORKING_GROUP,
    ActivityKind.WORKING_GROUP_STUDY,
    ActivityKind.LEADERS_VISIT,
    ActivityKind.SURVEY,
    ActivityKind.LEAD_COURSE,
    ActivityKind.PREPARATION,
}
WITH_WORKING_GROUP = {
    ActivityKind.EXPLANATION,
    ActivityKind.FORUM,
    ActivityKind.WORKING_GROUP,
    ActivityKind.WORKING_GROUP_STUDY,
    ActivityKind.LEADERS_VISIT,
    ActivityKind.EXCHANGE,
}
HELD, PLANNED, COURSE_DAY = "a", "p", "d"  # a12 was held, p7 is planned, d3 is a day of the course that nobody planned
HOUSEHOLD = "ครัวเรือนเป้าหมาย"


@dataclass
class Days:
    """What was held in the village, what is planned and not held yet, and the days of the course that are neither."""

    held: list[Activity]
    planned: list[PlanItem]
    course_days: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, desk: Desk) -> "Days":
        held = list(Activity.objects.filter(target_village=desk.target).order_by("on", "day_no", "pk"))
        planned = list(PlanItem.objects.filter(target_village=desk.target).outstanding().order_by("on", "day_no", "pk"))
        known = {one.day_no for one in [*held, *planned] if one.kind == ActivityKind.COURSE}
        return cls(held, planned, [n for n in range(1, desk.target.year.village_course_days + 1) if n not in known])

    def by_key(self) -> dict[str, Occasion | int]:
        return (
            {f"{PLANNED}{item.pk}": item for item in self.planned}
            | {f"{COURSE_DAY}{n}": n for n in self.course_days}
            | {f"{HELD}{activity.pk}": activity for activity in self.held}
        )


def day_units(desk: Desk) -> list[Unit]:
    return [Unit(key, _label(one, key)) for key, one in Days.of(desk).by_key().items()]


def _label(one: Occasion | int, key: str) -> str:
    if isinstance(one, int):
        return f"{ActivityKind.COURSE.label} วันที่ {one}"
    topic = f" {one.topic}" if one.topic and one.kind != ActivityKind.COURSE else ""
    state = " (ตามแผน)" if key.startswith(PLANNED) else ""
    return f"{one.days_label} · {one}{topic}{state}"


def sign_sheets(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """A sheet for each day asked for; without any the days of the course."""
    days = Days.of(desk).by_key()
    if not keys:
        keys = sorted((key for key, one in days.items() if _course_day(one)), key=lambda key: _course_day(days[key]))
    people = _expected(desk)
    came = _others(number_of(key) for key in keys if key.startswith(HELD))
    return [_sheet(desk, days[key], people, came.get(number_of(key)) if key.startswith(HELD) else None) for key in keys]


def _course_day(one: Occasion | int) -> int:
    if isinstance(one, int):
        return one
    return one.day_no or 0 if one.kind == ActivityKind.COURSE else 0


def _sheet(desk: Desk, one: Occasion | int, people: dict[str, Sequence[Row]], others: Sequence[Row] | None) -> Filled:
    kind = ActivityKind.COURSE if isinstance(one, int) else one.kind
    rows = dict(people)
    if kind in WITHOUT_HOUSEHOLDS:
        rows["households"] = []
    if kind not in WITH_WORKING_GROUP:
        rows["leaders"] = []
    if others:
        rows["others"] = others
    return Filled(desk.place | _event(one) | _course(desk, one), rows)


def _event(one: Occasion | int) -> dict[str, Value]:
    """What is held, when and where."""
    if isinstance(one, int):
        return {"event": str(ActivityKind.COURSE.label), "day_words": Digits(f" วันที่ {one}"), "topic": "", "place": ""}
    many = one.last_day != one.on
    return {
        "event": one.get_kind_display(),
        "day_words": Digits(f" วันที่ {one.day_no}" if one.day_no else " "),
        "on": Digits(f"{thai.thai_date(one.on)} ถึง {thai.thai_date(one.last_day)}") if many else one.on,
        "hours": Digits(one.hours_label),
        "place": one.place,
        "topic": one.topic,
    }


def _course(desk: Desk, one: Occasion | int) -> dict[str, Value]:
    """Which day of how many, of a training day; who teaches is written by hand, for it is often not the whole team."""
    day = one if isinstance(one, int) else one.day_no
    return {"day_of": Digits(f"{day}/{desk.target.year.village_course_days}" if day else ""), "trainers": ""}


def _expected(desk: Desk) -> dict[str, Sequence[Row]]:
    """The households by their number, the team, the working group, and the partners of the tambon and the district."""
    partners = (
        Partner.objects.around(desk.target.village_code).filter(is_active=True).order_by("kind", "sort_key", "pk")
    )
    leaders = WorkingGroupMember.objects.filter(target_village=desk.target).serving().order_by("started", "pk")
    return {
        "households": [household_row(enrolment) for enrolment in enrolled(desk)],
        "team": serving_rows(trainers_of(desk)),
        "leaders": [{"name": leader.name, "role": leader_role(leader)} for leader in leaders],
        "others": [
            {"name": p.full_name, "role": _joined(p.position, p.office or p.get_kind_display())} for p in partners
        ],
    }


def enrolled(desk: Desk) -> list[Enrolment]:
    rows = Enrolment.objects.active().filter(target_village=desk.target).select_related("household")
    return list(rows.order_by("number", "pk"))


def household_row(enrolment: Enrolment, who: str = "") -> Row:
    return {
        "number": enrolment.number,
        "name": who or enrolment.person,
        "house_no": Digits(enrolment.household.house_no),
        "role": HOUSEHOLD,
    }


def leader_role(leader: WorkingGroupMember) -> str:
    return _joined(leader.get_kind_display(), leader.position)


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _others(activity_pks) -> dict[int, list[Row]]:
    """Those of no household who came, by activity: one query for all."""
    found: dict[int, list[Row]] = defaultdict(list)
    for one in Participant.objects.filter(activity__in=list(activity_pks)).order_by("pk"):
        found[one.activity_id].append({"name": one.name, "role": _joined(one.role, one.office)})
    return found


# --- minutes ----------------------------------------------------------------------------------------------------------
def held_units(desk: Desk) -> list[Unit]:
    return [Unit(f"{HELD}{one.pk}", _label(one, HELD)) for one in Days.of(desk).held]


def minutes(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """รายงานการประชุม: the agenda with what was decided, who came, and the pictures."""
    came = Attendance.objects.select_related("enrolment__household").order_by("enrolment__number", "pk")
    held = Activity.objects.filter(target_village=desk.target).order_by("on", "day_no", "pk")
    held = held.prefetch_related("agenda", "photos", Prefetch("attendances", came, to_attr="came"))
    if keys:
        held = held.filter(pk__in=[number_of(key) for key in keys])
    held = list(held)
    others = _others(one.pk for one in held)
    households = enrolled(desk)
    return [_minutes(desk, one, households, others.get(one.pk, [])) for one in held]


def _minutes(desk: Desk, activity: Activity, households: list[Enrolment], others: list[Row]) -> Filled:
    present = [household_row(one.enrolment, one.who) for one in activity.came]
    there = {one.enrolment_id for one in activity.came}
    absent = [household_row(one) for one in households if one.pk not in there] if there else []
    agenda = [{"order": item.order, "subject": item.title, "said": item.minutes} for item in activity.agenda.all()]
    facts: dict[str, Value] = _event(activity) | {
        "chair": activity.chair,
        "recorder": activity.recorder,
        "minutes": activity.minutes,
        "is_told": bool(agenda or activity.minutes),
        "people": activity.people or (len(present) + len(others)) or None,
        "begins": Digits(f"{activity.time_from:%H.%M} น.") if activity.time_from else "",
        "ends": Digits(f"{activity.time_to:%H.%M} น.") if activity.time_to else "",
    }
    photos, images = photos_of(activity.photos.all())
    rows = {"present": [*others, *present], "absent": absent, "agenda": agenda}
    return Filled(desk.place | facts, rows, {"photos": photos}, images=images)


SOURCES = {
    "sign-sheets": Source(sign_sheets, day_units, "ทุกวันของการฝึกอบรม"),
    "minutes": Source(minutes, held_units, "ทุกครั้งที่จัด"),
}
