"""Plans, meetings with their minutes, the working groups and the roster of partners of the demo's villages."""

from collections.abc import Iterable

from samma.accounts.events import record
from samma.accounts.models import User
from samma.people import split_name
from samma.progress.demo.stage import DISTRICT, Stage, lines, read
from samma.progress.presence import Person, keep_presence
from villages.agenda import agenda_of
from villages.models import (
    Activity,
    ActivityKind,
    AgendaItem,
    LeaderKind,
    Partner,
    PlanItem,
    WorkingGroupMember,
)

MINUTES = [
    "ที่ประชุมรับทราบ และเห็นว่าตรงกับความต้องการของหมู่บ้าน",
    "มีผู้ซักถามเรื่องการเลือกอาชีพ เจ้าหน้าที่ตอบว่าเลือกตามความสมัครใจของครัวเรือน",
    "ที่ประชุมเห็นชอบกับขั้นตอน ขอให้หลีกเลี่ยงช่วงเกี่ยวข้าว",
    "กำหนดวันตามแผนที่แนบ มอบผู้ใหญ่บ้านแจ้งทุกคุ้ม",
]


def roster(stage: Stage) -> list[Partner]:
    """Those who support the district's villages, entered once."""
    data, partners = read("partners"), []
    for name, kind, position, office, area in lines(data["partners"]):
        parts = split_name(name)
        partner = Partner.objects.create(
            area_id=area or DISTRICT,
            title=parts.title,
            first_name=parts.first_name,
            last_name=parts.last_name,
            kind=kind,
            position=position,
            office=office,
            phone=stage.phone(),
        )
        record("create", partner, by=stage.officer)
        partners.append(partner)
    return partners


def plan(stage: Stage, target, table: str, day, *, by: User) -> None:
    """The lines of a plan: kind | days from today, before it below 0 | for how many days | topic | place | baht."""
    course_day = 0
    for kind, days, lasts, topic, place, budget in lines(table):
        course_day += kind == ActivityKind.COURSE
        on = stage.ago(-int(days))
        item = PlanItem.objects.create(
            target_village=target,
            kind=kind,
            day_no=course_day if kind == ActivityKind.COURSE else None,
            topic=topic,
            on=on,
            until=stage.ago(-int(days) - int(lasts) + 1) if int(lasts) > 1 else None,
            place=place,
            budget=int(budget) if budget else None,
            budget_source="งบกรมการพัฒนาชุมชน" if budget else "",
            responsible=str(by),
        )
        record("create", item, by=by)
    stage.done_on(day)


def minute(stage: Stage, meeting: Activity, partners: Iterable[Partner], leaders: Iterable[str], *, by: User) -> None:
    """The usual points with a minute under each, and who else came."""
    AgendaItem.objects.bulk_create(
        AgendaItem(activity=meeting, order=n, title=title, minutes=MINUTES[(n - 1) % len(MINUTES)])
        for n, title in enumerate(agenda_of(meeting.kind), 1)
    )
    people = [
        Person(partner.full_name, partner.position, partner.office or partner.get_kind_display(), partner.pk)
        for partner in partners
    ]
    people += [Person(name.split(" / ")[0], name.split(" / ")[1]) for name in leaders]
    keep_presence(meeting, set(), people, shown=set(), by=by)
    meeting.chair, meeting.recorder = people[-1].name, str(by)
    meeting.save(update_fields=["chair", "recorder"])
    stage.done_on(meeting.on)


def choose_group(stage: Stage, target, names: str, day, *, by: User) -> None:
    """The four leaders of the village's working group."""
    kinds = (LeaderKind.OFFICIAL, LeaderKind.NATURAL, LeaderKind.ORGANISATION, LeaderKind.KHUM)
    for kind, (name, position) in zip(kinds, lines(names), strict=True):
        member = WorkingGroupMember.objects.create(
            target_village=target, kind=kind, name=name, position=position, started=day
        )
        record("create", member, by=by)
    stage.done_on(day)
