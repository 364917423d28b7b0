"""Short texts to paste into a LINE group: counts alone, nobody's name, no house and no telephone."""

from samma import thai
from samma.progress.numbers import FIVE, Numbers
from samma.progress.report.made import Report
from samma.progress.totals import Totals
from trainers.models import SEATS
from villages.models import ProgrammeYear, TargetVillage

PROGRAMME = "สัมมาชีพชุมชน"


def _share(n: int, of: int, unit: str) -> str:
    """ "12 จาก 20 ครัวเรือน (60.0%)"; no per cent of nothing."""
    return f"{thai.number(n)} จาก {thai.number(of)} {unit}" + (f" ({100 * n / of:.1f}%)" if of else "")


def _apart(existing: int) -> str:
    """Groups that are older than the programme are named beside its own, never among them."""
    return f" และกลุ่มที่มีอยู่เดิม {thai.number(existing)} กลุ่ม" if existing else ""


def report_text(report: Report) -> str:
    """The report in a few lines."""
    lines = [f"{PROGRAMME} {report.place}", report.period.title, f"ข้อมูล ณ {report.as_of}", ""]
    for figure in report.figures:
        if figure.is_brief and figure.value is not None:
            has_whole = figure.of is not None
            share = _share(figure.value, figure.of, figure.unit) if has_whole else f"{figure.shown} {figure.unit}"
            lines.append(f"• {figure.label} {share}")
    return "\n".join(lines)


def village_text(target: TargetVillage, numbers: Numbers, as_of: str) -> str:
    """Where a village stands."""
    groups = f"{len(numbers.groups)} กลุ่ม" + (f" (5ก {numbers.five_met}/{FIVE})" if numbers.groups else "")
    groups += _apart(len(numbers.existing))
    return "\n".join(
        [
            f"{PROGRAMME} {target}",
            as_of,
            "",
            f"• ทีมวิทยากร {numbers.seats}/{len(SEATS)} คน",
            f"• ครัวเรือนเป้าหมาย {_share(numbers.enrolled, target.year.households_per_village, 'ครัวเรือน')}",
            f"• ผ่านการฝึกอบรม {_share(numbers.trained, numbers.enrolled, 'ครัวเรือน')}",
            f"• เยี่ยมแล้ว {_share(numbers.visited, numbers.enrolled, 'ครัวเรือน')} รวม {thai.number(numbers.visits)} ครั้ง",
            f"• เลยกำหนดเยี่ยม {thai.number(numbers.overdue)} ครัวเรือน",
            f"• กลุ่มอาชีพ {groups}",
            f"• องค์ความรู้ที่ส่งแล้ว {thai.number(numbers.handed_in)} เรื่อง",
        ]
    )


def home_text(place: str, year: ProgrammeYear, total: Totals, as_of: str) -> str:
    """Where an office stands today."""
    return "\n".join(
        [
            f"{PROGRAMME} {place} ปีงบประมาณ {year.pk}",
            as_of,
            "",
            f"• หมู่บ้านเป้าหมาย {thai.number(total.villages)} หมู่บ้าน",
            f"• ทีมวิทยากรครบ 5 คน {_share(total.teams_complete, total.villages, 'หมู่บ้าน')}",
            f"• ครัวเรือนเป้าหมาย {_share(total.enrolled, total.villages * year.households_per_village, 'ครัวเรือน')}",
            f"• ผ่านการฝึกอบรม {_share(total.trained, total.enrolled, 'ครัวเรือน')}",
            f"• เยี่ยมแล้ว {_share(total.visited, total.enrolled, 'ครัวเรือน')}",
            f"• เลยกำหนดเยี่ยม {thai.number(total.overdue)} ครัวเรือน",
            f"• กลุ่มอาชีพ {thai.number(total.groups)} กลุ่ม{_apart(total.existing_groups)}",
            f"• องค์ความรู้ที่รับรองแล้ว {thai.number(total.approved)} เรื่อง รอตรวจ {thai.number(total.submitted)}",
        ]
    )
