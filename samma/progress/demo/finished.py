"""The village that has come to the end: trained, one trainer replaced, a household handed over, visited for months."""

from dataclasses import dataclass

from households.actions import assign, assign_all, hand_over, release, retire
from households.care.proposing import proposal_for
from households.models import Enrolment
from samma.accounts.events import record
from samma.accounts.models import User
from samma.progress.demo import asking, steps
from samma.progress.demo.backing import stand_behind
from samma.progress.demo.phones import leave_traces
from samma.progress.demo.pictures import picture
from samma.progress.demo.planning import choose_group, minute, plan
from samma.progress.demo.stage import PASSWORD, TRAINER, Stage, lines, read
from samma.progress.demo.visits import follow_up
from trainers.actions import open_account, seat
from trainers.models import LeadCourse, Sage, Team
from villages.models import ActivityKind, ActivityPhoto, Partner, TargetVillage

LEFT, LATE = 14, 21  # the household that moved away before the course, and the one that took its place
TOPICS = [
    "ชี้แจงโครงการ หลักปรัชญาของเศรษฐกิจพอเพียง และบัญชีครัวเรือน",
    "เรียนรู้อาชีพจากปราชญ์ชุมชนตามฐานเรียนรู้",
    "ฝึกปฏิบัติอาชีพตามความต้องการของครัวเรือน",
    "ฝึกปฏิบัติอาชีพที่บ้านวิทยากร",
    "สรุปผล วางแผนการทำอาชีพ และนัดหมายการเยี่ยมติดตาม",
]
KITS = {
    "ทอผ้าไหม": ("เส้นไหมและฟืมทอผ้า", 1, "ชุด", 800),
    "เพาะเห็ด": ("ก้อนเชื้อเห็ดนางฟ้า", 80, "ก้อน", 10),
    "สานไม้ไผ่": ("มีดจักตอกและไม้ไผ่", 1, "ชุด", 750),
    "ทำกล้วยฉาบ": ("กระทะ มีดสไลซ์ และถุงบรรจุ", 1, "ชุด", 790),
}


@dataclass
class Finished:
    """What the later scenes (groups, records) tell about."""

    target: TargetVillage
    sages: list[Sage]
    enrolled: list[Enrolment]  # those still in the programme, by number
    course: LeadCourse


def finished(stage: Stage, partners: list[Partner]) -> Finished:
    """Everything up to the visits of last week."""
    data, by = read("finished"), stage.officer
    target = steps.open_target(stage, data, stage.ago(300), by=by)
    steps.describe(target, data["profile"], stage.ago(296), by=by)
    stage.done_on(stage.ago(296))
    sages = steps.survey(stage, target, data, stage.ago(294), by=by)
    plan(stage, target, data["plan"], stage.ago(299), by=by)
    _prepare(stage, target, data, partners, by)
    course = steps.lead_course(stage, stage.ago(281), batch=3)
    team = steps.form_team(stage, target, sages[:5], data, stage.ago(273), by=by, course=course)
    enrolled = _households(stage, target, data, by)
    _train(stage, target, enrolled, by)
    _account(stage, sages[1], by)
    _change_trainer(stage, team, sages, by)
    stayed = [enrolment for enrolment in enrolled if enrolment.number != LEFT]
    steps.money(stage, stayed, stage.ago(112), by=by, rise=6_000, unknown={10})
    steps.money(stage, stayed[:16], stage.ago(18), by=by, rise=14_000, unknown={4})
    follow_up(stage, stayed)
    leave_traces(stage)
    stand_behind(stage, target)
    told = read("forums")["finished"]
    asking.learning_places(stage, target, sages, told, stage.ago(265), by=by)
    asking.forum(stage, target, told, stage.ago(262), by=by)
    asking.ask_others(stage, target, told, stage.ago(259), by=by)
    asking.proposals(stage, target, told, by=by)
    return Finished(target, sages, stayed, course)


def _prepare(stage: Stage, target, data, partners: list[Partner], by: User) -> None:
    meetings = [
        (ActivityKind.DISTRICT_MEETING, 297, "ประชุมคณะทำงานระดับอำเภอ", "หอประชุมอำเภอ", 28),
        (ActivityKind.EXPLANATION, 290, "ชี้แจงโครงการและคัดเลือกวิทยากรผู้นำสัมมาชีพ", "ศาลาประชาคม", 56),
        (ActivityKind.WORKING_GROUP, 285, "เวทีคัดเลือกคณะทำงานหมู่บ้าน 4 คน", "ศาลาประชาคม", 41),
        (ActivityKind.LEADERS_VISIT, 276, "ศึกษาดูงานชุมชนต้นแบบ", "อำเภอใกล้เคียง", 25),
        (ActivityKind.EXCHANGE, 274, "แลกเปลี่ยนเรียนรู้หลังดูงานและจัดทำแผน", "ศาลาประชาคม", 33),
        (ActivityKind.PREPARATION, 269, "เตรียมความพร้อมทีมวิทยากร 5 คน", "ศูนย์เรียนรู้การทอผ้า", 11),
        (ActivityKind.DEMAND, 263, "วิเคราะห์ความต้องการอาชีพของครัวเรือน", "ศาลาประชาคม", 34),
    ]
    for kind, day, topic, place, people in meetings:
        held = steps.hold(stage, target, kind, stage.ago(day), topic, by=by, place=place, people=people)
        if kind == ActivityKind.EXPLANATION:
            leaders = [" / ".join(line) for line in lines(data["leaders"])]
            minute(stage, held, partners[:5], leaders[::-1], by=by)
        if kind == ActivityKind.WORKING_GROUP:
            choose_group(stage, target, data["leaders"], stage.ago(day), by=by)


def _households(stage: Stage, target, data, by: User) -> list[Enrolment]:
    rows = lines(data["households"])
    enrolled = steps.enrol(stage, target, rows[: LATE - 1], stage.ago(259), by=by)
    assign_all([one[:2] for one in proposal_for(target)], by=by, today=stage.ago(257))
    stage.done_on(stage.ago(257))
    steps.money(stage, enrolled, stage.ago(256), by=by, unknown={3, 10, 17})
    moved = enrolled[LEFT - 1]
    seated = moved.assignments.serving().get()
    moved.left_on, moved.left_reason = stage.ago(253), "ย้ายไปทำงานต่างจังหวัดทั้งครอบครัว"
    moved.save()
    release(seated, by=by, today=moved.left_on, reason=moved.left_reason)
    record("edit", moved, by=by, fields=["left_on", "left_reason"])
    stage.done_on(moved.left_on)
    late = steps.enrol(stage, target, rows[LATE - 1 :], stage.ago(248), by=by)
    assign(late[0], seated.trainer, by=by, today=stage.ago(248))
    steps.money(stage, late, stage.ago(246), by=by)
    return enrolled + late


def _train(stage: Stage, target, enrolled: list[Enrolment], by: User) -> None:
    there = [enrolment for enrolment in enrolled if enrolment.number != LEFT]
    for day_no, (day, topic) in enumerate(zip((251, 250, 247, 245, 244), TOPICS, strict=True), 1):
        # The household that came late was registered after the second day.
        absent = {LATE} if day_no <= 2 else set()
        activity = steps.course_day(
            stage, target, stage.ago(day), topic, there, by=by, absent=absent, place="ศูนย์เรียนรู้การทอผ้า", spent=3_400
        )
    photo = ActivityPhoto(activity=activity, caption="วันสุดท้ายของการฝึกอบรม ฐานเรียนรู้การทอผ้า", order=1)
    photo.image.save("photo.jpg", picture("loom", seed=5), save=True)
    trip = steps.hold(
        stage,
        target,
        ActivityKind.STUDY_VISIT,
        stage.ago(246),
        "ศึกษาดูงานกลุ่มทอผ้าและฟาร์มเห็ด",
        by=by,
        place="อำเภอใกล้เคียง",
    )
    photo = ActivityPhoto(activity=trip, caption="ดูงานโรงเรือนเพาะเห็ด", order=1)
    photo.image.save("photo.jpg", picture("mushrooms", seed=2), save=True)
    steps.give(stage, there, KITS, stage.ago(240))
    shown = there[0]
    shown.exemplary_on = stage.ago(40)
    shown.exemplary_reason = "จดบัญชีครัวเรือนครบทุกเดือน ทอผ้าเป็นรายได้เสริม และสอนเพื่อนบ้าน"
    shown.save()
    record("edit", shown, by=by, fields=["exemplary_on", "exemplary_reason"])
    late = there[-1]
    late.certified_on = stage.ago(236)
    late.certified_reason = "อบรมชดเชย 2 วัน กับวิทยากรที่บ้าน เพราะเข้าร่วมหลังวันอบรมที่ 2"
    late.save()
    record("edit", late, by=by, fields=["certified_on", "certified_reason"])
    stage.done_on(late.certified_on)


def _account(stage: Stage, sage: Sage, by: User) -> None:
    """The trainer's account of the demo has a password; a real trainer enters by the officer's QR."""
    user = open_account(sage, by=by)
    user.username = TRAINER
    user.set_password(PASSWORD)
    user.save()
    stage.users[TRAINER] = user
    stage.done_on(stage.ago(238))


def _change_trainer(stage: Stage, team: Team, sages: list[Sage], by: User) -> None:
    """The fourth trainer falls ill and is replaced; on the way one household changes trainers. All keep to four."""
    day = stage.ago(140)
    leaving = team.trainers.serving().get(seat=3)
    waiting = [held.enrolment for held in leaving.assignments.serving().order_by("place")]
    retire(leaving, by=by, day=day, reason="ลาออกเพราะปัญหาสุขภาพ", letter_no="(ตัวอย่าง) 12", letter_date=day)
    successor = seat(team, sages[5], 3, by=by, today=day)
    assign_all([(enrolment, successor) for enrolment in waiting[:3]], by=by, today=day)
    neighbour = team.trainers.serving().get(seat=4)
    near = neighbour.assignments.serving().order_by("place").last().enrolment
    hand_over(near, successor, by=by, today=day, reason="บ้านอยู่ติดกับวิทยากรคนใหม่ ไปมาสะดวกกว่า")
    assign(waiting[3], neighbour, by=by, today=day)
    stage.done_on(day)
