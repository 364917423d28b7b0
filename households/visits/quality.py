"""What about a visit the officer should look at, as plain functions of facts: nothing is refused, somebody is told.

The sentences are for the officer. They say what was seen and blame nobody: a trainer may have kept his papers for an
evening, and a phone's battery may have lost the date.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samma import thai

CLOCK_AHEAD = datetime.timedelta(days=1)  # a phone in another time zone is not wrong
CLOCK_BEHIND = datetime.timedelta(days=60)  # a record may wait on a phone without signal for weeks
A_MINUTE = datetime.timedelta(minutes=1)
ENOUGH_WORDS = 20  # letters: "ไม่มีปัญหา" twice is no copy


@dataclass(frozen=True)
class Care:
    """Whose the household was, half-open [started, ended)."""

    sage: int
    name: str
    started: datetime.date
    ended: datetime.date | None

    def covers(self, day: datetime.date) -> bool:
        return self.started <= day and (self.ended is None or day < self.ended)


@dataclass(frozen=True)
class Told:
    """What was told at another visit by the same visitor."""

    visit: object
    enrolment: int
    on: datetime.date
    words: str
    moment: datetime.datetime | None


@dataclass(frozen=True)
class Facts:
    """One visit as it came in, and what is known around it."""

    visit: object
    enrolment: int
    on: datetime.date
    sage: int | None  # the trainer who visited; none for the office
    at_home: bool  # a visit, not a call
    words: str  # all that was written freely, folded
    moment: datetime.datetime | None  # of the phone, else of a trainer's page online
    device_at: datetime.datetime | None
    device_off: datetime.timedelta | None  # phone less server at the sending, when the phone said its time
    received_at: datetime.datetime
    first_day: datetime.date  # of the programme year, half-open
    past_day: datetime.date
    care: Sequence[Care] = ()
    others: Sequence[Told] = ()


def marks_of(facts: Facts) -> list[tuple[str, str]]:
    """(kind, sentence) of all that should be looked at; mostly none."""
    asked = [
        ("clock", clock(facts)),
        ("handed_over", handed_over(facts)),
        ("care", outside_care(facts)),
        ("year", outside_year(facts)),
        ("same_words", same_words(facts)),
        ("a_minute", a_minute_apart(facts)),
    ]
    return [(kind, sentence) for kind, sentence in asked if sentence]


def clock(facts: Facts) -> str:
    """The phone's time is far from ours, or the day of the visit has not come."""
    received = facts.received_at.astimezone(thai.BANGKOK).date()
    if facts.device_off is not None and abs(facts.device_off) > CLOCK_AHEAD:
        return f"นาฬิกาของเครื่อง{_off(facts.device_off)} วันที่เยี่ยมที่บันทึกไว้คือ {thai.thai_date(facts.on)}"
    # A phone that said its time well at the sending was right; what it wrote long ago waited for a signal.
    if facts.device_at is not None and facts.device_off is None:
        gap = facts.device_at - facts.received_at
        if gap > CLOCK_AHEAD or -gap > CLOCK_BEHIND:
            return f"เวลาของเครื่องตอนบันทึก{_off(gap)} วันที่เยี่ยมที่บันทึกไว้คือ {thai.thai_date(facts.on)}"
    if facts.on > received:
        return f"วันที่เยี่ยม {thai.thai_date(facts.on)} ยังมาไม่ถึงในวันที่รับ ({thai.thai_date(received)})"
    return ""


def _off(gap: datetime.timedelta) -> str:
    days = round(abs(gap) / datetime.timedelta(days=1))
    return f"{'เร็ว' if gap > datetime.timedelta(0) else 'ช้า'}กว่าเวลาจริงราว {days} วัน"


def handed_over(facts: Facts) -> str:
    """The visitor looked after the household, and no longer did when the record came in."""
    mine = [care for care in facts.care if care.sage == facts.sage]
    received = facts.received_at.astimezone(thai.BANGKOK).date()
    ended = [care for care in mine if care.ended is not None and care.ended <= received]
    if not ended or any(care.ended is None for care in mine):
        return ""
    last = max(ended, key=lambda care: care.ended)
    heir = next((care.name for care in facts.care if care.ended is None), "")
    now = f" ผู้ดูแลปัจจุบันคือ {heir}" if heir else " และยังไม่มีผู้ดูแลใหม่"
    if facts.on >= last.ended:
        return f"{last.name} เยี่ยมหลังพ้นจากการดูแลเมื่อวันที่ {thai.thai_date(last.ended)}{now}"
    return f"{last.name} เยี่ยมระหว่างที่ยังดูแล แต่ส่งมาหลังเปลี่ยนผู้ดูแลเมื่อวันที่ {thai.thai_date(last.ended)}{now}"


def outside_care(facts: Facts) -> str:
    """On that day somebody else, or nobody, looked after the household. A household that nobody ever had says nothing."""
    if facts.sage is None or not facts.care or handed_over(facts):
        return ""
    if any(care.sage == facts.sage and care.covers(facts.on) for care in facts.care):
        return ""
    day = thai.thai_date(facts.on)
    mine = [care for care in facts.care if care.sage == facts.sage]
    if mine:
        first = min(care.started for care in mine)
        return f"วันที่เยี่ยม {day} อยู่นอกช่วงที่วิทยากรดูแลครัวเรือนนี้ (ตั้งแต่ {thai.thai_date(first)})"
    then = next((care.name for care in facts.care if care.covers(facts.on)), "")
    return f"ผู้เยี่ยมไม่ใช่ผู้ดูแลในวันที่ {day}" + (f" (ผู้ดูแลคือ {then})" if then else "")


def outside_year(facts: Facts) -> str:
    """The day lies before or after the programme year of the household."""
    if facts.first_day <= facts.on < facts.past_day:
        return ""
    side = "ก่อน" if facts.on < facts.first_day else "หลัง"
    year = thai.fiscal_year(facts.first_day)
    return f"วันที่เยี่ยม {thai.thai_date(facts.on)} อยู่{side}ปีงบประมาณ {year}"


def same_words(facts: Facts) -> str:
    """The same long text at another visit of the same visitor."""
    if len(facts.words) < ENOUGH_WORDS:
        return ""
    same = [told for told in facts.others if told.words == facts.words and told.visit != facts.visit]
    if not same:
        return ""
    days = ", ".join(dict.fromkeys(thai.thai_date_short(told.on) for told in same[:3]))
    return f"ข้อความเหมือนกับการเยี่ยมอื่นของผู้เยี่ยมคนเดียวกัน {len(same)} ครั้ง ({days})"


def a_minute_apart(facts: Facts) -> str:
    """Two households "visited at home" within a minute of each other."""
    if facts.moment is None or not facts.at_home:
        return ""
    near = [
        told
        for told in facts.others
        if told.enrolment != facts.enrolment and told.moment is not None and abs(told.moment - facts.moment) <= A_MINUTE
    ]
    return f"บันทึกห่างจากการเยี่ยมครัวเรือนอื่นไม่เกิน 1 นาที {len(near)} ครัวเรือน" if near else ""


def folded(texts: Iterable[str]) -> str:
    """All that was written freely as one text that compares equal; what is stored has been mended before."""
    return "".join("".join(texts).split()).casefold()
