"""Late visits and reminders on paper and as text for a chat. A reminder says names and days and nothing else of anybody."""

import datetime
from collections.abc import Sequence

from households.due import SOON
from households.overdue.rounds import Round
from samma import thai
from samma.pdf import TableColumn, TablePaper
from villages.models import ProgrammeYear


def overdue_paper(rounds: Sequence[Round], where: str, year: ProgrammeYear | None, today: datetime.date) -> TablePaper:
    """For the office: with the house number and the last visit."""
    rows = [
        [
            one.trainer.sage.full_name if first else "",
            str(one.trainer.team.target_village.village) if first else "",
            waiting.name,
            thai.thai_digits(waiting.enrolment.household.house_no),
            thai.thai_digits(waiting.last_visit),
            thai.thai_digits(str(waiting.days)),
        ]
        for one in rounds
        for first, waiting in _first_marked(one.waiting)
    ]
    return TablePaper(
        paper_title="ครัวเรือนที่เลยกำหนดเยี่ยม แยกตามวิทยากร",
        lines=_lines(where, year),
        columns=[
            TableColumn("วิทยากร", 22),
            TableColumn("หมู่บ้าน", 20),
            TableColumn("ครัวเรือน"),
            TableColumn("บ้านเลขที่", 10, "centre"),
            TableColumn("เยี่ยมล่าสุด", 15, "centre"),
            TableColumn("เลยกำหนด (วัน)", 10, "right"),
        ],
        rows=rows,
        empty="ไม่มีครัวเรือนที่เลยกำหนดเยี่ยม",
        notes=[f"ข้อมูล ณ วันที่ {thai.thai_date(today, 'thai')}"],
    )


def reminder_paper(rounds: Sequence[Round], where: str, year: ProgrammeYear | None, today: datetime.date) -> TablePaper:
    """For the trainers: whom to visit this week, and room to write the day down."""
    last = today + datetime.timedelta(days=SOON)
    return TablePaper(
        paper_title="รายการเตือนเยี่ยมครัวเรือนประจำสัปดาห์",
        lines=[
            *_lines(where, year),
            f"วันที่ {thai.thai_date(today, 'thai')} ถึงวันที่ {thai.thai_date(last, 'thai')}",
        ],
        columns=[
            TableColumn("หมู่บ้าน", 20),
            TableColumn("วิทยากร", 22),
            TableColumn("ครัวเรือน"),
            TableColumn("กำหนดเยี่ยม", 20),
            TableColumn("เยี่ยมแล้ววันที่", 15),
        ],
        rows=[
            [
                str(one.trainer.team.target_village.village) if first else "",
                one.trainer.sage.full_name if first else "",
                waiting.name,
                thai.thai_digits(waiting.when),
                "",
            ]
            for one in rounds
            for first, waiting in _first_marked(one.waiting)
        ],
        empty="สัปดาห์นี้ไม่มีครัวเรือนที่ถึงกำหนดเยี่ยม",
        hand_written=True,
    )


def reminder_text(rounds: Sequence[Round], week: str) -> str:
    """A team's reminders as plain text."""
    team = rounds[0].trainer.team
    lines = [f"ครัวเรือนที่ถึงกำหนดเยี่ยม {week}", f"ทีมวิทยากร{team.target_village.village}"]
    for one in rounds:
        lines += ["", f"● {one.trainer.sage.full_name}"]
        lines += [f"- {waiting.name} ({waiting.when})" for waiting in one.waiting]
    return "\n".join([*lines, "", "เยี่ยมแล้วโปรดบันทึกในหน้าครัวเรือนที่ฉันดูแล หรือแจ้งเจ้าหน้าที่พัฒนาชุมชน"])


def _first_marked(rows: Sequence) -> list[tuple[bool, object]]:
    return [(place == 0, row) for place, row in enumerate(rows)]


def _lines(where: str, year: ProgrammeYear | None) -> list[str]:
    return [thai.thai_digits(f"{where} ปีงบประมาณ พ.ศ. {year}".strip())] if year else []
