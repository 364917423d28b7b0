"""The steps of a target village, read from its numbers and never typed, and the one thing to do next."""

from dataclasses import dataclass

from samma.progress.numbers import FIVE, Numbers
from trainers.models import SEATS
from villages.models import ActivityKind

TEAM, HOUSEHOLDS, GROUPS = "ทีมวิทยากร", "ครัวเรือน", "กลุ่มอาชีพและองค์ความรู้"
PHASES = [TEAM, HOUSEHOLDS, GROUPS]


@dataclass(frozen=True)
class Step:
    """One step: what it is called, whether it is done, how far it is, and what one does to get it done."""

    key: str
    phase: str
    label: str
    is_done: bool
    note: str
    to_do: str


def steps_of(numbers: Numbers) -> list[Step]:
    """All steps in the programme's order, first to last."""
    year, seats = numbers.year, len(SEATS)
    percent = 100 * numbers.visited // numbers.enrolled if numbers.enrolled else 0
    return [
        Step(
            "survey",
            TEAM,
            "สำรวจปราชญ์ชุมชน",
            numbers.sages >= seats or numbers.seats >= seats,
            f"{numbers.sages} คน",
            "สำรวจปราชญ์ชุมชน",
        ),
        Step("lead", TEAM, "เลือกวิทยากรผู้นำ", numbers.has_lead, "", "เลือกวิทยากรผู้นำสัมมาชีพ"),
        Step("lead_course", TEAM, "ผู้นำผ่านหลักสูตร", numbers.lead_trained, "", "บันทึกหลักสูตรของวิทยากรผู้นำ"),
        Step(
            "team", TEAM, "ทีมครบ 5 คน", numbers.seats >= seats, f"{numbers.seats}/{seats} คน", "เลือกทีมวิทยากรให้ครบ 5 คน"
        ),
        Step(
            "preparation",
            TEAM,
            "ประชุมเตรียมทีม",
            ActivityKind.PREPARATION in numbers.held,
            "",
            "บันทึกการประชุมเตรียมความพร้อมทีม",
        ),
        Step(
            "demand",
            HOUSEHOLDS,
            "วิเคราะห์ความต้องการ",
            ActivityKind.DEMAND in numbers.held or numbers.wishes > 0,
            "",
            "บันทึกการวิเคราะห์ความต้องการอาชีพ",
        ),
        Step(
            "register",
            HOUSEHOLDS,
            "ลงทะเบียนครัวเรือน",
            0 < year.households_per_village <= numbers.enrolled,
            f"{numbers.enrolled}/{year.households_per_village} ครัวเรือน",
            "ลงทะเบียนครัวเรือนเป้าหมาย",
        ),
        Step(
            "assign",
            HOUSEHOLDS,
            "วิทยากรดูแลทุกครัวเรือน",
            numbers.enrolled > 0 and numbers.unassigned == 0,
            f"ขาด {numbers.unassigned} ครัวเรือน" if numbers.unassigned else "",
            f"จัดวิทยากรดูแลครัวเรือน 1 ต่อ {year.households_per_trainer}",
        ),
        Step(
            "training",
            HOUSEHOLDS,
            f"ฝึกอบรม {year.village_course_days} วัน",
            numbers.course_days >= year.village_course_days and numbers.trained > 0,
            f"{numbers.course_days}/{year.village_course_days} วัน ผ่าน {numbers.trained}",
            "บันทึกการฝึกอบรมและผู้เข้าอบรม",
        ),
        Step(
            "visits",
            HOUSEHOLDS,
            "เยี่ยมติดตาม",
            numbers.enrolled > 0 and numbers.never_visited == 0,
            f"{percent} %",
            "เยี่ยมครัวเรือนที่ยังไม่เคยเยี่ยม",
        ),
        Step("group", GROUPS, "ตั้งกลุ่มอาชีพ", bool(numbers.groups), f"{len(numbers.groups)} กลุ่ม", "จัดตั้งกลุ่มอาชีพ"),
        Step("five", GROUPS, "ครบ 5ก", numbers.five_met == FIVE, f"{numbers.five_met}/{FIVE}", "ทำให้กลุ่มครบ 5ก"),
        Step("otop", GROUPS, "ขึ้นทะเบียน OTOP", numbers.otop > 0, "", "ขึ้นทะเบียน OTOP"),
        Step(
            "record",
            GROUPS,
            "องค์ความรู้",
            numbers.finished > 0,
            "ส่งแล้ว รอตรวจ" if numbers.handed_in > numbers.finished else "",
            "เขียนบันทึกองค์ความรู้",
        ),
    ]


def next_step(steps: list[Step]) -> Step | None:
    """The first step that is not done; None when the village has come to the end."""
    return next((step for step in steps if not step.is_done), None)
