"""Since when a ก that a group once had is missing, read from the rows: a group that falls back is told so with the day.

Nothing is stored: who joined and left, the terms and the ledger say it themselves, also when a household left the
programme on another page.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from groups.models import FundEntry, FundKind, Group, Origin, Position
from groups.rules import TITLES, Standing
from groups.standing import type_of
from households.models import Enrolment
from samma.thai import thai_date

Change = tuple[datetime.date, int]  # a day, and by how much a count changed


@dataclass(frozen=True)
class Turn:
    """The day on which a ก was lost, or was there again."""

    title: str
    on: datetime.date
    is_lost: bool
    sentence: str


def turns_of_members(group: Group) -> list[Turn]:
    """When the households of ก1 fell below the minimum, and when there were enough again; the first time is no turn."""
    is_existing = group.origin == Origin.EXISTING
    minimum = 1 if is_existing else group.year.group_minimum
    turns = []
    for on, before, after in _course(_everybody(group) if is_existing else _households(group)):
        if before >= minimum > after:
            short = f"ครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันเหลือ {after} ต่ำกว่าขั้นต่ำ {minimum}"
            turns.append(Turn(TITLES[0], on, True, "ไม่มีสมาชิกเหลืออยู่" if is_existing else short))
        elif turns and before < minimum <= after:
            enough = f"ครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันครบ {after} อีกครั้ง"
            turns.append(Turn(TITLES[0], on, False, "มีสมาชิกอีกครั้ง" if is_existing else enough))
    return turns


def fallen(group: Group, standing: Standing) -> list[Turn]:
    """Each ก that was there and is missing today, with its day. Empty for a group that has not fallen back."""
    found = []
    if not standing.has_members:
        found += turns_of_members(group)[-1:]
    if not standing.has_committee:
        found += _chair_lost(group)
    if not standing.has_fund:
        found += _fund_lost(group)
    return [turn for turn in found if turn.is_lost]


def warning(turn: Turn) -> str:
    """ก1 กลุ่ม/สมาชิก: สมาชิกเหลือ 4 ครัวเรือน ต่ำกว่าขั้นต่ำ 5 ครัวเรือน ตั้งแต่วันที่ 1 มีนาคม 2560"""
    return f"{turn.title}: {turn.sentence} ตั้งแต่วันที่ {thai_date(turn.on)}"


def _course(changes: Iterable[Change]) -> list[tuple[datetime.date, int, int]]:
    """(day, count before it, count after it) for each day on which the count changed."""
    by_day: dict[datetime.date, int] = defaultdict(int)
    for day, step in changes:
        by_day[day] += step
    course, count = [], 0
    for day in sorted(by_day):
        course.append((day, count, count + by_day[day]))
        count += by_day[day]
    return course


def _households(group: Group) -> list[Change]:
    """Trained households of the group's type of occupation that came and went; one of two years counts once."""
    rows = group.memberships.filter(enrolment__isnull=False).select_related("enrolment__occupation")
    trained = Enrolment.objects.trained().filter(pk__in=[row.enrolment_id for row in rows])
    trained = set(trained.values_list("pk", flat=True))
    spans = defaultdict(list)
    for row in rows:
        occupation = row.enrolment.occupation
        if row.enrolment_id in trained and occupation and type_of(occupation) == type_of(group.occupation):
            ends = [day for day in (row.left, row.enrolment.left_on) if day]
            spans[row.enrolment.household_id].append((row.joined, min(ends) if ends else None))
    return [change for times in spans.values() for change in _union(times)]


def _union(times: list[tuple[datetime.date, datetime.date | None]]) -> list[Change]:
    """One household's days in the group, however many memberships they come from."""
    changes = []
    points = [(start, 1) for start, _end in times] + [(end, -1) for _start, end in times if end]
    for day, before, after in _course(points):
        if before <= 0 < after:
            changes.append((day, 1))
        elif after <= 0 < before:
            changes.append((day, -1))
    return changes


def _everybody(group: Group) -> list[Change]:
    rows = list(group.memberships.values_list("joined", "left"))
    return [(joined, 1) for joined, _left in rows] + [(left, -1) for _joined, left in rows if left]


def _chair_lost(group: Group) -> list[Turn]:
    terms = group.terms.filter(position=Position.CHAIR).values_list("ended", "member__left")
    ends = [min(day for day in pair if day) for pair in terms if any(pair)]
    return [Turn(TITLES[1], max(ends), True, "ไม่มีประธาน")] if ends else []


def _fund_lost(group: Group) -> list[Turn]:
    """The day of the entry that left neither money nor tools."""
    money, tools, lost = 0, 0, None
    gone = set()
    for entry in FundEntry.objects.filter(group=group).order_by("on", "pk").select_related("corrects"):
        had = money > 0 or tools > 0
        money += entry.amount
        tools += _thing(entry)
        if entry.corrects is not None and entry.corrects_id not in gone:
            gone.add(entry.corrects_id)
            tools -= _thing(entry.corrects)
        if had and money <= 0 and tools <= 0:
            lost = entry.on
    return [Turn(TITLES[3], lost, True, "ไม่มีเงินหรือเครื่องมือเหลืออยู่")] if lost else []


def _thing(entry: FundEntry) -> int:
    return int(entry.kind == FundKind.TOOL or (entry.kind == FundKind.SUPPORT and not entry.amount))
