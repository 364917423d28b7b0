"""What a board measures: each figure with what it is a part of, and the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samma.figures import MEAN
from samma.knowledge.filters import HANDED_IN
from samma.progress import links
from samma.progress.numbers import span_of_gain
from samma.progress.totals import Totals
from villages.models import ProgrammeYear


@dataclass(frozen=True)
class Measure:
    """One column. `of` is None where there is nothing to compare with; `of_what` names it on the paper."""

    key: str
    label: str
    value: Callable[[Totals], int | None]
    of: Callable[[Totals, ProgrammeYear], int] | None = None
    of_what: str = ""
    listed: tuple[str, dict[str, Any]] | None = None  # the list behind it, and how that is narrowed
    words: Callable[[Totals], str] | None = None  # shown in the place of the number
    why: str = ""  # of a number that no list's length is (samma.figures.WHY)

    def url(self, area: str, year: int) -> str | None:
        if self.listed is None:
            return None
        name, narrowed = self.listed
        if name == "record-list":  # those of the target villages of the year, as they are counted
            return links.list_url(name, area=area, target_year=year, **narrowed)
        return links.list_url(name, area=area, year=year, **narrowed)

    def share(self, total: Totals, year: ProgrammeYear) -> float:
        """What the board is sorted by: the part where there is a whole, else the number."""
        if self.of is None:
            value = self.value(total)
            return UNKNOWN if value is None else value
        whole = self.of(total, year)
        return self.value(total) / whole if whole else -1


def _of(name: str) -> Callable[[Totals, ProgrammeYear], int]:
    return lambda total, year: getattr(total, name)


def _is(name: str) -> Callable[[Totals], int]:
    return lambda total: getattr(total, name)


HOUSEHOLDS, UNKNOWN = "household-list", -1000
MEASURES = [
    Measure("team", "ทีมครบ 5 คน", _is("teams_complete"), _of("villages"), "หมู่บ้านเป้าหมาย", ("target-list", {"done": "team"})),
    Measure(
        "enrolled", "ครัวเรือน", _is("enrolled"), lambda total, year: total.villages * year.households_per_village,
        "เป้าหมายของปี", (HOUSEHOLDS, {"result": "active"}),
    ),
    Measure(
        "trained", "ผ่านอบรม", _is("trained"), _of("enrolled"), "ครัวเรือนที่ลงทะเบียน",
        (HOUSEHOLDS, {"result": "active", "trained": "yes"}),
    ),
    Measure("visited", "เยี่ยมแล้ว", _is("visited"), _of("enrolled"), "ครัวเรือนที่ลงทะเบียน", (HOUSEHOLDS, {"result": "visited"})),
    Measure(
        "recent", "เยี่ยมใน 30 วัน", _is("recent"), _of("enrolled"), "ครัวเรือนที่ลงทะเบียน", (HOUSEHOLDS, {"result": "recent"})
    ),
    Measure("overdue", "เลยกำหนดเยี่ยม", _is("overdue"), listed=(HOUSEHOLDS, {"due": "late"})),
    Measure(
        "practising", "ทำอาชีพอยู่", _is("practising"), _of("practising_known"), "ครัวเรือนที่มีคำตอบ",
        (HOUSEHOLDS, {"result": "practising"}),
    ),
    Measure(
        "income", "รายได้เพิ่ม", _is("income_up"), _of("both_rounds"), "ครัวเรือนที่มีข้อมูลก่อนและหลัง",
        (HOUSEHOLDS, {"result": "income_up"}),
    ),
    Measure(
        "median", "รายได้เปลี่ยน ค่ากลาง (ร้อยละ)", lambda total: total.median_gain, listed=(HOUSEHOLDS, {"result": "both"}),
        words=lambda total: span_of_gain(total.median_gain), why=MEAN,
    ),
    Measure("groups", "กลุ่มอาชีพ", _is("groups"), listed=("group-list", {"origin": "programme"})),
    Measure(
        "five", "ครบ 5ก", _is("groups_complete"), _of("groups"), "กลุ่มอาชีพที่จัดตั้งในโครงการ",
        ("group-list", {"origin": "programme", "five": "yes"}),
    ),
    Measure("existing", "กลุ่มเดิม", _is("existing_groups"), listed=("group-list", {"origin": "existing"})),
    Measure("records", "องค์ความรู้ที่ส่ง", lambda total: total.submitted + total.approved, listed=("record-list", {"state": HANDED_IN})),
    Measure(
        "with_record", "หมู่บ้านที่ส่ง", _is("with_record"), _of("villages"), "หมู่บ้านเป้าหมาย", ("target-list", {"done": "record"})
    ),
    Measure("finished", "ครบทุกขั้น", _is("finished"), _of("villages"), "หมู่บ้านเป้าหมาย", ("target-list", {"done": "all"})),
]  # fmt: skip
OF_KEY = {measure.key: measure for measure in MEASURES}
