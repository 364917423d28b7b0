"""Three villages on their way: one that has just begun, one in the middle, and one in the next district."""

from households.actions import assign_all
from households.care.proposing import proposal_for
from samma.progress.demo import asking, steps
from samma.progress.demo.planning import choose_group, minute, plan
from samma.progress.demo.stage import Stage, lines, read
from samma.progress.demo.visits import first_calls
from trainers.actions import unseat
from trainers.models import LeadCourse
from villages.models import ActivityKind, Partner, TargetVillage

TOPICS = [
    "ชี้แจงโครงการ หลักปรัชญาของเศรษฐกิจพอเพียง และบัญชีครัวเรือน",
    "เรียนรู้อาชีพจากปราชญ์ชุมชนตามฐานเรียนรู้",
    "ฝึกปฏิบัติอาชีพตามความต้องการของครัวเรือน",
]
SILENT = {6, 13, 18}  # households that did not say everything about their money


def begun(stage: Stage, partners: list[Partner]) -> None:
    """Sages surveyed, the lead and two more seated, three households heard."""
    data, by = read("begun"), stage.officer
    target = steps.open_target(stage, data, stage.ago(34), by=by)
    sages = steps.survey(stage, target, data, stage.ago(26), by=by)
    plan(stage, target, data["plan"], stage.ago(30), by=by)
    meeting = steps.hold(
        stage,
        target,
        ActivityKind.EXPLANATION,
        stage.ago(19),
        "ชี้แจงโครงการและคัดเลือกวิทยากรผู้นำสัมมาชีพ",
        by=by,
        people=43,
        minutes=steps.minutes(
            "เจ้าหน้าที่ชี้แจงแนวทางชาวบ้านสอนชาวบ้าน",
            f"ที่ประชุมเลือก {sages[0]} เป็นวิทยากรผู้นำสัมมาชีพ",
            "ให้ผู้ใหญ่บ้านและวิทยากรผู้นำคัดเลือกปราชญ์ชุมชนเพิ่มอีก 4 คน ภายในเดือนหน้า",
        ),
    )
    minute(stage, meeting, partners[:3], ["นายสมหวัง คำโสดาวงศ์ / ผู้ใหญ่บ้าน"], by=by)
    steps.hold(
        stage, target, ActivityKind.WORKING_GROUP, stage.ago(15), "เวทีคัดเลือกคณะทำงานหมู่บ้าน 4 คน", by=by, people=37
    )
    choose_group(stage, target, data["leaders"], stage.ago(15), by=by)
    team = steps.form_team(stage, target, sages[:4], data, stage.ago(12), by=by)
    told = read("forums")["begun"]
    asking.learning_places(stage, target, sages, told, stage.ago(11), by=by)
    asking.forum(stage, target, told, stage.ago(10), by=by)
    # The fourth goes to work elsewhere: her seat is vacant.
    unseat(
        team.trainers.get(seat=3),
        by=by,
        day=stage.ago(5),
        reason="ไปทำงานต่างจังหวัด",
        letter_no="(ตัวอย่าง) 7",
        letter_date=stage.ago(6),
    )
    stage.done_on(stage.ago(5))
    steps.enrol(stage, target, lines(data["households"]), stage.ago(4), by=by)
    asking.ask_others(stage, target, told, stage.ago(4), by=by)
    asking.proposals(stage, target, told, by=by)


def middle(stage: Stage) -> TargetVillage:
    """Team of five with its lead trained, twenty households one to four, three days of the course held."""
    data, by = read("middle"), stage.officer
    target = steps.open_target(stage, data, stage.ago(88), by=by)
    sages = steps.survey(stage, target, data, stage.ago(80), by=by)
    plan(stage, target, data["plan"], stage.ago(84), by=by)
    steps.hold(stage, target, ActivityKind.EXPLANATION, stage.ago(70), "ชี้แจงการดำเนินงานให้ชุมชนทราบ", by=by, people=48)
    course = steps.lead_course(stage, stage.ago(66), batch=14)
    steps.form_team(stage, target, sages[:5], data, stage.ago(60), by=by, course=course)
    steps.hold(stage, target, ActivityKind.PREPARATION, stage.ago(52), "วางแผนการฝึกอบรม แบ่งหน้าที่วิทยากร", by=by, people=9)
    steps.hold(stage, target, ActivityKind.DEMAND, stage.ago(45), "วิเคราะห์ความต้องการอาชีพของครัวเรือน", by=by, people=31)
    enrolled = steps.enrol(stage, target, lines(data["households"]), stage.ago(43), by=by)
    told = read("forums")["middle"]
    asking.learning_places(stage, target, sages, told, stage.ago(50), by=by)
    asking.forum(stage, target, told, stage.ago(46), by=by)
    asking.ask_others(stage, target, told, stage.ago(44), by=by)
    asking.proposals(stage, target, told, by=by)
    assign_all([one[:2] for one in proposal_for(target)], by=by, today=stage.ago(41))
    stage.done_on(stage.ago(41))
    steps.money(stage, enrolled, stage.ago(38), by=by, unknown=SILENT)
    absent = [{9}, {4, 17}, {9, 14, 20}]
    for day, topic, missing in zip((16, 15, 9), TOPICS, absent, strict=True):
        steps.course_day(stage, target, stage.ago(day), topic, enrolled, by=by, absent=missing, spent=3_200)
    first_calls(stage, [enrolled[n] for n in (0, 6)], stage.ago(5))
    return target


def neighbour(stage: Stage, course: LeadCourse) -> None:
    """Entered by the department for the next district, which has no account of its own in the demo."""
    data, by = read("neighbour"), stage.users["department"]
    target = steps.open_target(stage, data, stage.ago(120), by=by)
    sages = steps.survey(stage, target, data, stage.ago(112), by=by)
    steps.form_team(stage, target, sages[:5], data, stage.ago(96), by=by, course=course)
    steps.hold(
        stage, target, ActivityKind.PREPARATION, stage.ago(84), "เตรียมความพร้อมทีมวิทยากร", by=by, place="หอประชุมอำเภอ"
    )
    enrolled = steps.enrol(stage, target, lines(data["households"]), stage.ago(60), by=by)
    told = read("forums")["neighbour"]
    asking.learning_places(stage, target, sages, told, stage.ago(80), by=by)
    asking.forum(stage, target, told, stage.ago(75), by=by)
    asking.ask_others(stage, target, told, stage.ago(60), by=by)
    asking.proposals(stage, target, told, by=by)
    assign_all([one[:2] for one in proposal_for(target)[:8]], by=by, today=stage.ago(55))
    stage.done_on(stage.ago(55))
    steps.money(stage, enrolled[:9], stage.ago(50), by=by, unknown={4})
