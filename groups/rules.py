"""What the programme asks of an occupational group: the five ก, as facts in and sentences out, without a database."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from samma import thai

TITLES = ["ก1 กลุ่ม/สมาชิก", "ก2 กรรมการ", "ก3 กฎ กติกา", "ก4 กองทุน", "ก5 กิจกรรม"]


@dataclass(frozen=True)
class Standing:
    """What can be seen of one group on one day."""

    group_minimum: int  # of the group's own programme year
    trained_same_occupation: int = 0  # households, by occupation or by its type
    members: int = 0
    committee: int = 0  # people in office now
    has_chair: bool = False
    bylaws_adopted: datetime.date | None = None
    balance: Decimal = Decimal(0)
    tools: int = 0  # things given or bought for the group, not taken back by a correction
    activities: int = 0
    last_activity: datetime.date | None = None
    is_existing: bool = False  # older than the programme: recorded and developed without the household test

    @property
    def has_members(self) -> bool:
        return self.members > 0 if self.is_existing else self.trained_same_occupation >= self.group_minimum

    @property
    def has_committee(self) -> bool:
        return self.committee > 0 and self.has_chair

    @property
    def has_bylaws(self) -> bool:
        return self.bylaws_adopted is not None

    @property
    def has_fund(self) -> bool:
        """Money or tools: either lets the group work. (source: document 001, ก4 "เงินหรือเครื่องมือ")"""
        return self.balance > 0 or self.tools > 0

    @property
    def has_activities(self) -> bool:
        return self.activities > 0


@dataclass(frozen=True)
class Element:
    """One ก as a person reads it: what is there, and what is missing ("" when nothing is)."""

    title: str
    evidence: str
    missing: str

    @property
    def is_done(self) -> bool:
        return not self.missing


LEVELS = {0: "ยังไม่ถึงระดับ 1", 1: "ตั้งกลุ่ม", 2: "ดำเนินการ", 3: "เข้มแข็ง"}
KEEPERS = ["ประธาน", "เลขานุการ", "เหรัญญิก"]  # three offices that watch over one another


@dataclass(frozen=True)
class Vigour:
    """How a group has lived in the last twelve months."""

    meetings: int = 0
    months_closed: int = 0
    income: Decimal = Decimal(0)
    balance: Decimal = Decimal(0)
    balance_before: Decimal = Decimal(0)  # twelve months ago
    has_otop: bool = False
    markets: int = 0  # outlets and fairs with which the group is linked


@dataclass(frozen=True)
class Level:
    """A group's internal level, and what it takes to reach the next (empty at the highest)."""

    number: int
    missing: list[str]

    @property
    def words(self) -> str:
        """ระดับภายใน 2 ดำเนินการ: no official scale of groups is known, so the level says that it is our own."""
        return f"ระดับภายใน {self.number} {LEVELS[self.number]}" if self.number else f"ระดับภายใน: {LEVELS[0]}"


def level(standing: Standing, vigour: Vigour) -> Level:
    """1 formed, 2 at work (five ก, meetings and accounts), 3 strong (income, a growing fund, OTOP or a market)."""
    missing = [sentence for met, sentence in _checks(standing)[:1] if not met]
    if missing:
        return Level(0, missing)
    missing = unmet(standing) + _left(
        (vigour.meetings > 0, "บันทึกการประชุมกลุ่มในรอบ 12 เดือน"),
        (vigour.months_closed > 0, "ปิดบัญชีประจำเดือนในรอบ 12 เดือน"),
    )
    if missing:
        return Level(1, missing)
    missing = _left(
        (vigour.income > 0, "มีรายได้จากกิจกรรมในรอบ 12 เดือน"),
        (vigour.balance > vigour.balance_before, "เงินกองทุนเพิ่มขึ้นจากเมื่อ 12 เดือนก่อน"),
        (vigour.has_otop or vigour.markets > 0, "ขึ้นทะเบียน OTOP หรือมีตลาดรองรับ"),
    )
    return Level(2 if missing else 3, missing)


def _left(*checks: tuple[bool, str]) -> list[str]:
    return [sentence for met, sentence in checks if not met]


def two_offices(committee: list[tuple[str, str]]) -> list[str]:
    """Who holds two of the offices that watch over one another, of (name of the member, words of the position)."""
    held: dict[str, list[str]] = {}
    for name, position in committee:
        if position in KEEPERS:
            held.setdefault(name, []).append(position)
    return [f"{name} เป็นทั้ง{'และ'.join(offices)}" for name, offices in held.items() if len(offices) > 1]


def unmet(standing: Standing) -> list[str]:
    """What is still missing, in the order ก1 to ก5. Empty means ready. (source: document 001, ข้อ 3)"""
    return [sentence for met, sentence in _checks(standing) if not met]


def checklist(standing: Standing) -> list[Element]:
    """The five ก in order, each with its evidence, whether it is there or not."""
    return [
        Element(title, evidence, "" if met else sentence)
        for title, evidence, (met, sentence) in zip(TITLES, _evidence(standing), _checks(standing), strict=True)
    ]


def _checks(standing: Standing) -> list[tuple[bool, str]]:
    short = standing.group_minimum - standing.trained_same_occupation
    members = (
        "ก1 กลุ่ม/สมาชิก: ยังไม่มีสมาชิก"
        if standing.is_existing
        else f"ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก {short} ครัวเรือน"
    )
    committee = "ก2 กรรมการ: คณะกรรมการยังไม่มีประธาน" if standing.committee else "ก2 กรรมการ: ยังไม่มีคณะกรรมการ"
    return [
        (standing.has_members, members),
        (standing.has_committee, committee),
        (standing.has_bylaws, "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม"),
        (standing.has_fund, "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม"),
        (standing.has_activities, "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน"),
    ]


def _evidence(standing: Standing) -> list[str]:
    members = f"สมาชิก {standing.members} ราย"
    if not standing.is_existing:
        members += (
            f" เป็นครัวเรือนที่ผ่านการอบรมในอาชีพหรือประเภทอาชีพเดียวกัน {standing.trained_same_occupation} ครัวเรือน"
            f" (ขั้นต่ำ {standing.group_minimum})"
        )
    committee = f"กรรมการ {standing.committee} คน" if standing.committee else ""
    bylaws = f"ที่ประชุมรับรองเมื่อ {thai.thai_date(standing.bylaws_adopted)}" if standing.bylaws_adopted else ""
    tools = f"เครื่องมือ วัสดุ สิ่งของ {standing.tools} รายการ" if standing.tools else ""
    money = f"เงินคงเหลือ {thai.money(standing.balance)} บาท" if standing.balance or not tools else ""
    activities = f"{standing.activities} ครั้ง" if standing.activities else ""
    if standing.last_activity:
        activities += f" ล่าสุด {thai.thai_date(standing.last_activity)}"
    return [members, committee, bylaws, " · ".join(filter(None, [money, tools])), activities]
