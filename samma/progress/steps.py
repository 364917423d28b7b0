"""The fourteen steps of a target village, read from its numbers and never typed: what proves each, what is missing, and the
one thing to do next. Data that is undone takes its step back with it.
"""

from dataclasses import dataclass

from samma import thai
from samma.progress.numbers import FIVE, Numbers
from trainers.models import SEATS
from villages.models import ActivityKind

TEAM, HOUSEHOLDS, GROUPS = "ทีมวิทยากร", "ครัวเรือน", "กลุ่มอาชีพและองค์ความรู้"
PHASES = [TEAM, HOUSEHOLDS, GROUPS]
LABELS = {
    "survey": "สำรวจปราชญ์ชุมชน",
    "lead": "เลือกวิทยากรผู้นำ",
    "lead_course": "ผู้นำผ่านหลักสูตร",
    "team": "ทีมครบ 5 คน",
    "preparation": "ประชุมเตรียมทีม",
    "demand": "วิเคราะห์ความต้องการ",
    "register": "ลงทะเบียนครัวเรือน",
    "place": "สถานที่และวัสดุ",
    "training": "ฝึกอบรม",
    "visits": "เยี่ยมติดตาม",
    "group": "ตั้งกลุ่มอาชีพ",
    "five": "ครบ 5ก",
    "otop": "ขึ้นทะเบียน OTOP",
    "record": "องค์ความรู้",
}


@dataclass(frozen=True)
class Step:
    """One step: how far it is, what in the data proves it, what is still missing, and what one does to get it done."""

    key: str
    phase: str
    label: str
    note: str  # how far, in a word or two
    proof: str  # what stands in the data
    missing: list[str]  # empty means done
    to_do: str

    @property
    def is_done(self) -> bool:
        return not self.missing


def steps_of(numbers: Numbers) -> list[Step]:
    """All steps in the programme's order, first to last."""
    return [*_team(numbers), *_households(numbers), *_groups(numbers)]


def next_step(steps: list[Step]) -> Step | None:
    """The first step that is not done; None when the village has come to the end."""
    return next((step for step in steps if not step.is_done), None)


def _step(
    key: str, phase: str, *lacking: tuple[bool, str], note: str = "", proof: str = "", to_do: str, label: str = ""
):
    """`lacking`: (whether it is missing, the sentence)."""
    missing = [sentence for is_missing, sentence in lacking if is_missing]
    return Step(key, phase, label or LABELS[key], note, proof, missing, to_do)


def _count(n: int, unit: str) -> str:
    return f"{thai.number(n)} {unit}"


def _team(n: Numbers) -> list[Step]:
    seats = len(SEATS)
    known = max(n.sages, n.seats)
    held = n.held.get(ActivityKind.PREPARATION, 0)
    return [
        _step(
            "survey",
            TEAM,
            (known < seats, f"ปราชญ์ชุมชนในทะเบียนยังไม่ถึง {seats} คน ขาดอีก {seats - known} คน"),
            note=f"{n.sages} คน",
            proof=f"ทะเบียนปราชญ์ชุมชนของหมู่บ้าน {_count(n.sages, 'คน')}",
            to_do="สำรวจปราชญ์ชุมชน",
        ),
        _step(
            "lead",
            TEAM,
            (not n.has_lead, "ยังไม่มีวิทยากรผู้นำในทีม"),
            proof="มีวิทยากรผู้นำในทีมแล้ว" if n.has_lead else "ยังไม่มีผู้ดำรงตำแหน่งวิทยากรผู้นำ",
            to_do="เลือกวิทยากรผู้นำสัมมาชีพ",
        ),
        _step(
            "lead_course",
            TEAM,
            (not n.lead_trained, "ยังไม่ได้บันทึกหลักสูตรที่วิทยากรผู้นำผ่าน"),
            proof="บันทึกหลักสูตรของวิทยากรผู้นำแล้ว" if n.lead_trained else "วิทยากรผู้นำยังไม่มีหลักสูตรที่ผ่าน",
            to_do="บันทึกหลักสูตรของวิทยากรผู้นำ",
        ),
        _step(
            "team",
            TEAM,
            (n.seats < seats, f"ทีมยังขาด {seats - n.seats} คน"),
            note=f"{n.seats}/{seats} คน",
            proof=f"วิทยากรที่อยู่ในทีม {n.seats} จาก {seats} คน",
            to_do="เลือกทีมวิทยากรให้ครบ 5 คน",
        ),
        _step(
            "preparation",
            TEAM,
            (not held, "ยังไม่มีการประชุมเตรียมความพร้อมทีมที่บันทึกว่าจัดแล้ว"),
            proof=f"กิจกรรมประชุมเตรียมความพร้อมทีม {_count(held, 'ครั้ง')}",
            to_do="บันทึกการประชุมเตรียมความพร้อมทีม",
        ),
    ]


def _households(n: Numbers) -> list[Step]:
    year = n.year
    asked, wanted, days = n.held.get(ActivityKind.DEMAND, 0), year.households_per_village, year.village_course_days
    percent = 100 * n.visited // n.enrolled if n.enrolled else 0
    care = f"จัดวิทยากรดูแลครัวเรือน 1 ต่อ {year.households_per_trainer}"
    return [
        _step(
            "demand",
            HOUSEHOLDS,
            (not asked and not n.wishes, "ยังไม่มีการวิเคราะห์ความต้องการอาชีพ ทั้งกิจกรรมและแบบสำรวจ"),
            proof=f"กิจกรรมวิเคราะห์ความต้องการ {_count(asked, 'ครั้ง')} แบบสำรวจที่บอกอาชีพ {_count(n.wishes, 'ครัวเรือน')}",
            to_do="บันทึกการวิเคราะห์ความต้องการอาชีพ",
        ),
        _step(
            "register",
            HOUSEHOLDS,
            (not n.enrolled, "ยังไม่มีครัวเรือนในทะเบียน"),
            (n.enrolled < wanted, f"ทะเบียนยังขาด {_count(wanted - n.enrolled, 'ครัวเรือน')}"),
            note=f"{n.enrolled}/{wanted} ครัวเรือน",
            proof=f"ทะเบียนครัวเรือนเป้าหมาย {_count(n.enrolled, 'ครัวเรือน')} จากเป้าหมายของปี {_count(wanted, 'ครัวเรือน')}",
            to_do="ลงทะเบียนครัวเรือนเป้าหมาย",
        ),
        _step(
            "place",
            HOUSEHOLDS,
            (not n.placed, "ยังไม่ได้บอกสถานที่ฝึกอบรมหรือศึกษาดูงาน ในแผนหรือในกิจกรรม"),
            (not n.materials, "ยังไม่ได้บันทึกวัสดุฝึกอาชีพของครัวเรือน"),
            note=f"วัสดุ {n.materials} ครัวเรือน" if n.materials else "",
            proof=f"แผนและกิจกรรมที่บอกสถานที่ {_count(n.placed, 'รายการ')} ครัวเรือนที่ได้รับวัสดุ {_count(n.materials, 'ครัวเรือน')}",
            to_do="กำหนดสถานที่ฝึกอบรมและดูงาน" if not n.placed else "บันทึกวัสดุฝึกอาชีพ",
        ),
        _step(
            "training",
            HOUSEHOLDS,
            (n.course_days < days, f"ยังขาดวันฝึกอบรมอีก {days - n.course_days} วัน"),
            (not n.trained, "ยังไม่มีครัวเรือนที่ผ่านการฝึกอบรม"),
            note=f"{n.course_days}/{days} วัน ผ่าน {n.trained}",
            proof=f"วันฝึกอบรมที่บันทึกแล้ว {n.course_days} จาก {days} วัน ครัวเรือนที่ผ่าน {_count(n.trained, 'ครัวเรือน')}",
            to_do="บันทึกการฝึกอบรมและผู้เข้าอบรม",
            label=f"ฝึกอบรม {days} วัน",
        ),
        _step(
            "visits",
            HOUSEHOLDS,
            (not n.enrolled, "ยังไม่มีครัวเรือนให้เยี่ยม"),
            (n.unassigned > 0, f"ครัวเรือนยังไม่มีวิทยากรดูแล {_count(n.unassigned, 'ครัวเรือน')}"),
            (n.never_visited > 0, f"ยังไม่เคยเยี่ยม {_count(n.never_visited, 'ครัวเรือน')}"),
            note=f"{percent} %",
            proof=f"ครัวเรือนที่เยี่ยมแล้ว {n.visited} จาก {_count(n.enrolled, 'ครัวเรือน')} รวม {_count(n.visits, 'ครั้ง')}",
            to_do=care if n.unassigned else "เยี่ยมครัวเรือนที่ยังไม่เคยเยี่ยม",
        ),
    ]


def _groups(n: Numbers) -> list[Step]:
    lacking = min((n.missing(group) for group in n.groups), key=len, default=None)
    apart = f" · กลุ่มเดิมนับแยก {_count(len(n.existing), 'กลุ่ม')}" if n.existing else ""
    return [
        _step(
            "group",
            GROUPS,
            (not n.groups, "ยังไม่มีกลุ่มอาชีพที่จัดตั้งในโครงการของหมู่บ้านในปีนี้"),
            note=f"{len(n.groups)} กลุ่ม",
            proof=f"กลุ่มอาชีพที่จัดตั้งในโครงการของหมู่บ้านในปีนี้ {_count(len(n.groups), 'กลุ่ม')}{apart}",
            to_do="จัดตั้งกลุ่มอาชีพ",
        ),
        _step(
            "five",
            GROUPS,
            *((True, sentence) for sentence in (lacking if lacking is not None else ["ยังไม่มีกลุ่มที่ครบ 5ก"])),
            note=f"{n.five_met}/{FIVE}",
            proof=f"กลุ่มที่ก้าวหน้าที่สุดมีแล้ว {n.five_met} จาก {FIVE} ก",
            to_do="ทำให้กลุ่มครบ 5ก",
        ),
        _step(
            "otop",
            GROUPS,
            (not n.otop, "ยังไม่มีกลุ่มที่ขึ้นทะเบียน OTOP"),
            proof=f"กลุ่มที่ขึ้นทะเบียน OTOP {_count(n.otop, 'กลุ่ม')}",
            to_do="ขึ้นทะเบียน OTOP",
        ),
        _step(
            "record",
            GROUPS,
            (not n.finished and not n.handed_in, "ยังไม่ได้ส่งองค์ความรู้"),
            (not n.finished and n.handed_in > 0, "องค์ความรู้ที่ส่งแล้วยังรอการรับรอง"),
            note="ส่งแล้ว รอตรวจ" if n.handed_in > n.finished else "",
            proof=f"องค์ความรู้ที่ส่งแล้ว {_count(n.handed_in, 'เรื่อง')} รับรองแล้ว {_count(n.finished, 'เรื่อง')}",
            to_do="เขียนบันทึกองค์ความรู้",
        ),
    ]
