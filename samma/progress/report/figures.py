"""The lines of a report: each figure with what it counts, out of how many, on which day, and the list behind it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from samma import thai
from samma.figures import MEAN, REST
from samma.knowledge.filters import FINISHED, HANDED_IN
from samma.progress import links
from samma.progress.numbers import span_of_gain
from samma.progress.report.counts import Counts
from samma.progress.report.period import Period
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
    url: str = ""  # the list behind the figure, as it stood then
    why: str = ""  # why there is none (samma.figures.WHY)
    of_url: str = ""
    note_why: str = ""
    is_brief: bool = False  # one of the few that a short message tells
    words: str = ""  # shown in the place of the value

    @property
    def percent(self) -> Decimal | None:
        """Per cent to one place; None without a whole to be part of."""
        if not self.of or self.value is None:
            return None
        return (Decimal(100) * self.value / self.of).quantize(Decimal("0.1"))

    @property
    def shown(self) -> str:
        """The figure in words; unknown is a dash and never 0."""
        if self.words:
            return self.words
        if self.value is None:
            return "–"
        return thai.money(self.value) if isinstance(self.value, Decimal) else thai.number(self.value)


@dataclass(frozen=True)
class Lists:
    """The lists behind the figures of a place in a period: what a number counts, its list shows, as it stood then."""

    area: str  # a code, empty for the whole country
    year: ProgrammeYear
    since: datetime.date
    on: datetime.date

    def then(self, name: str, **asked) -> str:
        """As it stood on the last day of the period."""
        return links.list_url(name, area=self.area, year=self.year.pk, on=typed(self.on), **asked)

    def within(self, name: str, **asked) -> str:
        """What happened in the period."""
        return self.then(name, since=typed(self.since), **asked)

    def targets(self, done: str = "") -> str:
        if not done:
            return links.list_url("target-list", area=self.area, year=self.year.pk)
        return self.then("target-list", done=done)

    def households(self, **asked) -> str:
        return self.then("household-list", **asked)


def lists_of(area: str, year: ProgrammeYear, period: Period, today: datetime.date) -> Lists:
    return Lists(area, year, period.start, period.cut_off(today))


def typed(day: datetime.date) -> str:
    """A day as an address takes it: 30/9/2560."""
    return f"{day.day}/{day.month}/{thai.be_year(day.year)}"


def figures_of(counts: Counts, year: ProgrammeYear, lists: Lists) -> list[Figure]:
    """Every line of the report of a place."""
    return [
        *_teams(counts, year, lists),
        *_households(counts, year, lists),
        *_money(counts, lists),
        *_ends(counts, lists),
    ]


def _apart(n: int, words: str) -> dict[str, str]:
    """A note with the number of those that a figure leaves out: its whole less what is known."""
    return {"note": f"{words} {thai.number(n)}", "note_why": REST} if n else {}


def _teams(c: Counts, year: ProgrammeYear, lists: Lists) -> list[Figure]:
    section, targets = "หมู่บ้านและทีมวิทยากร", lists.targets()
    aim = (year.people_trained or 0) * c.villages
    return [
        Figure(section, "หมู่บ้านเป้าหมาย", c.villages, VILLAGES, url=targets, is_brief=True),
        Figure(
            section, "ทีมวิทยากรครบ 5 คน", c.teams_complete, VILLAGES, c.villages, "หมู่บ้านเป้าหมาย",
            url=lists.targets("team"), of_url=targets, is_brief=True,
        ),
        Figure(
            section, "วิทยากรผู้นำผ่านหลักสูตรที่ ศพช.", c.leads_trained, PEOPLE, c.villages, "หมู่บ้านละ 1 คน",
            url=lists.targets("lead"), of_url=targets,
        ),
        Figure(
            section, "คนที่เข้าฝึกอบรมในหมู่บ้าน (วันที่มากที่สุดของแต่ละหมู่บ้าน)",
            c.people if c.people_villages else None, PEOPLE, aim or None, "เป้าหมายของปี" if aim else "",
            **_apart(c.villages - c.people_villages, "ยังไม่ทราบจำนวนคน (หมู่บ้าน)"), url=lists.targets("people"),
        ),
    ]  # fmt: skip


def _households(c: Counts, year: ProgrammeYear, lists: Lists) -> list[Figure]:
    section, all_of_them = "ครัวเรือน", lists.households(result="active")
    cared = lists.households(result="active", cared="yes")
    aim = year.households_per_village * c.villages
    enrolled = {"of": c.enrolled, "of_what": "ครัวเรือนที่ลงทะเบียน", "of_url": all_of_them}
    return [
        Figure(
            section, "ครัวเรือนเป้าหมายที่ลงทะเบียน", c.enrolled, HOUSEHOLDS, aim or None, "เป้าหมายของปี",
            url=all_of_them, is_brief=True,
        ),
        Figure(section, "มีวิทยากรดูแล (1 ต่อ 4)", c.assigned, HOUSEHOLDS, **enrolled, url=cared),
        Figure(
            section, "ผ่านการฝึกอบรม", c.trained, HOUSEHOLDS, **enrolled,
            url=lists.households(result="active", trained="yes"), is_brief=True,
        ),
        Figure(
            section, "ได้รับการเยี่ยมอย่างน้อย 1 ครั้ง", c.visited_assigned, HOUSEHOLDS, c.assigned, "ครัวเรือนที่มีวิทยากรดูแล",
            in_period=True, **_apart(c.visited - c.visited_assigned, "และครัวเรือนที่ไม่มีวิทยากรดูแล"),
            url=lists.within("household-list", result="recent", cared="yes"), of_url=cared, is_brief=True,
        ),
        Figure(section, "การเยี่ยมติดตาม", c.visits, TIMES, in_period=True, url=lists.within("visit-list"), is_brief=True),
        Figure(section, "ยังไม่เคยเยี่ยม", c.enrolled - c.ever_visited, HOUSEHOLDS, **enrolled, url=lists.households(due="never")),
        Figure(
            section, "ปฏิบัติอาชีพจริง", c.practising if c.practising_known else None, HOUSEHOLDS, c.practising_known,
            "ครัวเรือนที่มีคำตอบ", **_apart(c.enrolled - c.practising_known, "ยังไม่ทราบ"),
            url=lists.households(result="practising"), of_url=lists.households(result="answered"),
        ),
    ]  # fmt: skip


def _money(c: Counts, lists: Lists) -> list[Figure]:
    section, both = "รายได้และรายจ่าย", lists.households(result="both")
    known = c.gained_answers or c.saved_answers
    mean = (c.gain_sum / c.gain_percents).quantize(Decimal("0.01")) if c.gain_percents else None
    households = f"(จาก {thai.number(c.gain_percents)} ครัวเรือน)"
    return [
        Figure(
            section, "รายได้เพิ่มจากก่อนเข้าร่วม", c.income_up if c.both_rounds else None, HOUSEHOLDS, c.both_rounds,
            "ครัวเรือนที่มีข้อมูลทั้งสองรอบ", **_apart(c.enrolled - c.both_rounds, "ยังไม่มีข้อมูลครบสองรอบ"),
            url=lists.households(result="income_up"), of_url=both, is_brief=True,
        ),
        Figure(
            section, f"รายได้เปลี่ยนเฉลี่ย {households}", mean, "ร้อยละ", url=both, why=MEAN,
            **_apart(c.both_rounds - c.gain_percents, "รายได้ก่อนเข้าร่วมเป็น 0 นับแยก"),
        ),
        Figure(
            section, f"รายได้เปลี่ยน ค่ากลาง {households}", c.median_gain, "ร้อยละ", url=both, why=MEAN,
            words=span_of_gain(c.median_gain),
            note="ครัวเรือนครึ่งหนึ่งเปลี่ยนมากกว่านี้",
        ),
        Figure(
            section, "รายได้มากกว่ารายจ่าย (รอบล่าสุด)", c.net_above if c.money_known else None, HOUSEHOLDS, c.money_known,
            "ครัวเรือนที่ทราบทั้งรายได้และรายจ่าย", **_apart(c.enrolled - c.money_known, "ยังไม่ทราบ"),
            url=lists.households(result="net_above"), of_url=lists.households(result="money_known"),
        ),
        Figure(
            section, f"รายได้ที่ได้เพิ่มจากการเยี่ยม (ตอบ {thai.number(c.gained_answers)} ครัวเรือน)",
            Decimal(c.gained) if c.gained_answers else None, BAHT, in_period=True,
            **_apart(c.visited - c.gained_answers, "ไม่ทราบหรือไม่สะดวกบอก (ครัวเรือน)"),
            url=lists.within("visit-list", money="gained"),
        ),
        Figure(
            section, f"รายจ่ายที่ลดได้จากการเยี่ยม (ตอบ {thai.number(c.saved_answers)} ครัวเรือน)",
            Decimal(c.saved) if c.saved_answers else None, BAHT, in_period=True,
            **_apart(c.visited - c.saved_answers, "ไม่ทราบหรือไม่สะดวกบอก (ครัวเรือน)"),
            url=lists.within("visit-list", money="saved"),
        ),
        Figure(
            section, "รายได้ที่ได้เพิ่มและรายจ่ายที่ลดได้ รวม", Decimal(c.gained) + Decimal(c.saved) if known else None, BAHT,
            in_period=True, url=lists.within("visit-list", money="told"), is_brief=True,
        ),
    ]  # fmt: skip


def _ends(c: Counts, lists: Lists) -> list[Figure]:
    section = "กลุ่มอาชีพและองค์ความรู้"
    sent = lists.then("record-list", state=HANDED_IN)

    def listed(origin: str, **narrowed) -> str:
        return lists.then("group-list", origin=origin, **narrowed)

    own = {"of": c.groups, "of_what": "กลุ่มอาชีพ", "of_url": listed("programme")}
    older = {"of": c.existing_groups, "of_what": "กลุ่มที่มีอยู่เดิม", "of_url": listed("existing")}
    return [
        Figure(section, "กลุ่มอาชีพ", c.groups, GROUPS, url=own["of_url"], is_brief=True),
        Figure(
            section, "ครบ 5 ก และขึ้นทะเบียนกลุ่มแล้ว", c.registered, GROUPS, **own, url=listed("programme", registered="yes")
        ),
        Figure(section, "ขึ้นทะเบียน OTOP", c.otop, GROUPS, **own, url=listed("programme", otop="yes")),
        Figure(
            section, "กลุ่มที่มีอยู่เดิม", c.existing_groups, GROUPS, url=older["of_url"], note="นับแยกจากกลุ่มอาชีพข้างบน"
        ),
        Figure(
            section, "กลุ่มเดิมที่ครบ 5 ก และขึ้นทะเบียนกลุ่มแล้ว", c.existing_registered, GROUPS, **older,
            url=listed("existing", registered="yes"),
        ),
        Figure(section, "กลุ่มเดิมที่ขึ้นทะเบียน OTOP", c.existing_otop, GROUPS, **older, url=listed("existing", otop="yes")),
        Figure(section, "องค์ความรู้ที่ส่งแล้ว", c.sent, RECORDS, url=sent),
        Figure(
            section, "องค์ความรู้ที่จังหวัดรับรองแล้ว", c.approved, RECORDS, c.sent, "เรื่องที่ส่งแล้ว",
            url=lists.then("record-list", state=FINISHED), of_url=sent, is_brief=True,
        ),
        Figure(
            section, "หมู่บ้านที่ส่งองค์ความรู้", c.villages_with_record, VILLAGES, c.villages, "หมู่บ้านเป้าหมาย",
            url=lists.targets("record"), of_url=lists.targets(),
        ),
    ]  # fmt: skip
