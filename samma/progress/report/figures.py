"""The lines of a report: each figure with what it counts, out of how many, on which day, and the list behind it."""

from dataclasses import dataclass
from decimal import Decimal

from samma import thai
from samma.knowledge.filters import FINISHED, HANDED_IN
from samma.progress import links
from samma.progress.report.counts import Counts
from villages.models import ProgrammeYear

VILLAGES, HOUSEHOLDS, PEOPLE, TIMES, GROUPS, RECORDS, BAHT = (
    "หมู่บ้าน", "ครัวเรือน", "คน", "ครั้ง", "กลุ่ม", "เรื่อง", "บาท"
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """`of` is None where there is nothing to compare with; `of_what` names it. `in_period`: counted in the period alone."""

    section: str
    label: str
    value: int | Decimal | None
    unit: str
    of: int | None = None
    of_what: str = ""
    in_period: bool = False
    note: str = ""
    url: str = ""
    is_brief: bool = False  # one of the few that a short message tells

    @property
    def percent(self) -> Decimal | None:
        """Per cent to one place; None without a whole to be part of."""
        if not self.of or self.value is None:
            return None
        return (Decimal(100) * self.value / self.of).quantize(Decimal("0.1"))

    @property
    def shown(self) -> str:
        """The figure in words; unknown is a dash and never 0."""
        if self.value is None:
            return "–"
        return thai.money(self.value) if isinstance(self.value, Decimal) else thai.number(self.value)


def figures_of(counts: Counts, year: ProgrammeYear, area: str) -> list[Figure]:
    """Every line of the report of a place; `area` is its code, empty for the whole country."""
    return [
        *_teams(counts, year, area),
        *_households(counts, year, area),
        *_money(counts, year, area),
        *_ends(counts, year, area),
    ]


def _list(name: str, area: str, year: ProgrammeYear, **more) -> str:
    return links.list_url(name, area=area, year=year.pk, **more)


def _apart(n: int, words: str) -> str:
    return f"{words} {thai.number(n)}" if n else ""


def _teams(c: Counts, year: ProgrammeYear, area: str) -> list[Figure]:
    section = "หมู่บ้านและทีมวิทยากร"
    targets = _list("target-list", area, year)
    aim = (year.people_trained or 0) * c.villages
    return [
        Figure(section, "หมู่บ้านเป้าหมาย", c.villages, VILLAGES, url=targets, is_brief=True),
        Figure(
            section, "ทีมวิทยากรครบ 5 คน", c.teams_complete, VILLAGES, c.villages, "หมู่บ้านเป้าหมาย",
            url=_list("target-list", area, year, need="team") if c.teams_complete < c.villages else targets, is_brief=True,
        ),
        Figure(section, "วิทยากรผู้นำผ่านหลักสูตรที่ ศพช.", c.leads_trained, PEOPLE, c.villages, "หมู่บ้านละ 1 คน", url=targets),
        Figure(
            section, "คนที่เข้าฝึกอบรมในหมู่บ้าน (วันที่มากที่สุดของแต่ละหมู่บ้าน)",
            c.people if c.people_villages else None, PEOPLE, aim or None, "เป้าหมายของปี" if aim else "",
            note=_apart(c.villages - c.people_villages, "ยังไม่ทราบจำนวนคน (หมู่บ้าน)"), url=targets,
        ),
    ]  # fmt: skip


def _households(c: Counts, year: ProgrammeYear, area: str) -> list[Figure]:
    section = "ครัวเรือน"
    listed = _list("household-list", area, year)
    visits = _list("visit-list", area, year)
    aim = year.households_per_village * c.villages
    return [
        Figure(section, "ครัวเรือนเป้าหมายที่ลงทะเบียน", c.enrolled, HOUSEHOLDS, aim or None, "เป้าหมายของปี", url=listed, is_brief=True),
        Figure(
            section, "มีวิทยากรดูแล (1 ต่อ 4)", c.assigned, HOUSEHOLDS, c.enrolled, "ครัวเรือนที่ลงทะเบียน",
            url=_list("household-list", area, year, cared="yes"),
        ),
        Figure(
            section, "ผ่านการฝึกอบรม", c.trained, HOUSEHOLDS, c.enrolled, "ครัวเรือนที่ลงทะเบียน",
            url=_list("household-list", area, year, trained="yes"), is_brief=True,
        ),
        Figure(
            section, "ได้รับการเยี่ยมอย่างน้อย 1 ครั้ง", c.visited_assigned, HOUSEHOLDS, c.assigned, "ครัวเรือนที่มีวิทยากรดูแล",
            in_period=True, note=_apart(c.visited - c.visited_assigned, "และครัวเรือนที่ไม่มีวิทยากรดูแล"), url=visits, is_brief=True,
        ),
        Figure(section, "การเยี่ยมติดตาม", c.visits, TIMES, in_period=True, url=visits, is_brief=True),
        Figure(
            section, "ยังไม่เคยเยี่ยม", c.enrolled - c.ever_visited, HOUSEHOLDS, c.enrolled, "ครัวเรือนที่ลงทะเบียน",
            url=_list("household-list", area, year, due="never"),
        ),
        Figure(
            section, "ปฏิบัติอาชีพจริง", c.practising if c.practising_known else None, HOUSEHOLDS, c.practising_known,
            "ครัวเรือนที่มีคำตอบ", note=_apart(c.enrolled - c.practising_known, "ยังไม่ทราบ"),
            url=_list("visit-list", area, year, practising="yes"),
        ),
    ]  # fmt: skip


def _money(c: Counts, year: ProgrammeYear, area: str) -> list[Figure]:
    section = "รายได้และรายจ่าย"
    visits = _list("visit-list", area, year)
    known = c.gained_answers or c.saved_answers
    mean = (c.gain_sum / c.gain_percents).quantize(Decimal("0.01")) if c.gain_percents else None
    return [
        Figure(
            section, "รายได้เพิ่มจากก่อนเข้าร่วม", c.income_up if c.both_rounds else None, HOUSEHOLDS, c.both_rounds,
            "ครัวเรือนที่มีข้อมูลทั้งสองรอบ", note=_apart(c.enrolled - c.both_rounds, "ยังไม่มีข้อมูลครบสองรอบ"), is_brief=True,
        ),
        Figure(
            section, f"รายได้เปลี่ยนเฉลี่ย (จาก {thai.number(c.gain_percents)} ครัวเรือน)", mean, "ร้อยละ",
            note=_apart(c.both_rounds - c.gain_percents, "รายได้ก่อนเข้าร่วมเป็น 0 นับแยก"),
        ),
        Figure(
            section, "รายได้มากกว่ารายจ่าย (รอบล่าสุด)", c.net_above if c.money_known else None, HOUSEHOLDS, c.money_known,
            "ครัวเรือนที่ทราบทั้งรายได้และรายจ่าย", note=_apart(c.enrolled - c.money_known, "ยังไม่ทราบ"),
        ),
        Figure(
            section, f"รายได้ที่ได้เพิ่มจากการเยี่ยม (ตอบ {thai.number(c.gained_answers)} ครัวเรือน)",
            Decimal(c.gained) if c.gained_answers else None, BAHT, in_period=True,
            note=_apart(c.visited - c.gained_answers, "ไม่ทราบหรือไม่สะดวกบอก (ครัวเรือน)"), url=visits,
        ),
        Figure(
            section, f"รายจ่ายที่ลดได้จากการเยี่ยม (ตอบ {thai.number(c.saved_answers)} ครัวเรือน)",
            Decimal(c.saved) if c.saved_answers else None, BAHT, in_period=True,
            note=_apart(c.visited - c.saved_answers, "ไม่ทราบหรือไม่สะดวกบอก (ครัวเรือน)"), url=visits,
        ),
        Figure(
            section, "รายได้ที่ได้เพิ่มและรายจ่ายที่ลดได้ รวม", Decimal(c.gained) + Decimal(c.saved) if known else None, BAHT,
            in_period=True, is_brief=True,
        ),
    ]  # fmt: skip


def _ends(c: Counts, year: ProgrammeYear, area: str) -> list[Figure]:
    section = "กลุ่มอาชีพและองค์ความรู้"

    def listed(origin: str, **narrowed) -> str:
        return _list("group-list", area, year, origin=origin, **narrowed)

    return [
        Figure(section, "กลุ่มอาชีพ", c.groups, GROUPS, url=listed("programme"), is_brief=True),
        Figure(
            section, "ครบ 5 ก และขึ้นทะเบียนกลุ่มแล้ว", c.registered, GROUPS, c.groups, "กลุ่มอาชีพ",
            url=listed("programme", registered="yes"),
        ),
        Figure(
            section, "ขึ้นทะเบียน OTOP", c.otop, GROUPS, c.groups, "กลุ่มอาชีพ", url=listed("programme", otop="yes")
        ),
        Figure(section, "กลุ่มที่มีอยู่เดิม", c.existing_groups, GROUPS, url=listed("existing"), note="นับแยกจากกลุ่มอาชีพข้างบน"),
        Figure(
            section, "กลุ่มเดิมที่ครบ 5 ก และขึ้นทะเบียนกลุ่มแล้ว", c.existing_registered, GROUPS, c.existing_groups, "กลุ่มที่มีอยู่เดิม",
            url=listed("existing", registered="yes"),
        ),
        Figure(
            section, "กลุ่มเดิมที่ขึ้นทะเบียน OTOP", c.existing_otop, GROUPS, c.existing_groups, "กลุ่มที่มีอยู่เดิม",
            url=listed("existing", otop="yes"),
        ),
        Figure(section, "องค์ความรู้ที่ส่งแล้ว", c.sent, RECORDS, url=_list("record-list", area, year, state=HANDED_IN)),
        Figure(
            section, "องค์ความรู้ที่จังหวัดรับรองแล้ว", c.approved, RECORDS, c.sent, "เรื่องที่ส่งแล้ว",
            url=_list("record-list", area, year, state=FINISHED), is_brief=True,
        ),
        Figure(
            section, "หมู่บ้านที่ส่งองค์ความรู้", c.villages_with_record, VILLAGES, c.villages, "หมู่บ้านเป้าหมาย",
            url=_list("target-list", area, year, need="record" if c.villages_with_record < c.villages else ""),
        ),
    ]  # fmt: skip
