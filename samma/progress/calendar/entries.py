"""What stands in the calendar: lines of plans that are not held yet, and activities; each once, and none of another place."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from samma import thai
from villages.models import Activity, Occasion, PlanItem, PlanState
from villages.planning import TONES

MOST = 600  # of each kind in one view: a country's month would be no calendar


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar."""

    key: str  # "plan-7", "activity-3"
    occasion: Occasion
    village: str
    code: str
    url: str
    state: PlanState

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def kind(self) -> str:
        return str(self.occasion)

    @property
    def hours(self) -> str:
        return self.occasion.hours_label

    @property
    def days(self) -> str:
        return self.occasion.days_label

    @property
    def where(self) -> str:
        return " ".join(filter(None, [self.occasion.place, self.village]))

    def covers(self, day: datetime.date) -> bool:
        return self.occasion.on <= day <= self.occasion.last_day


def entries_of(
    user, first: datetime.date, past: datetime.date, *, today: datetime.date, area: str = "", kind: str = ""
) -> list[Entry]:
    """Everything that touches the days [first, past) inside the user's area, in two queries."""
    planned = _between(PlanItem.objects.with_held().filter(is_held=False), first, past)
    held = _between(Activity.objects.all(), first, past)
    found = [
        _entry("plan", "plan-item", item, item.state_on(today)) for item in _narrowed(planned, user, area, kind)
    ] + [_entry("activity", "activity-detail", row, PlanState.HELD) for row in _narrowed(held, user, area, kind)]
    return sorted(found, key=lambda e: (e.occasion.on, e.occasion.time_from or datetime.time.min, e.code, e.key))


def _between(rows: QuerySet, first: datetime.date, past: datetime.date) -> QuerySet:
    return rows.filter(on__lt=past).filter(Q(until=None, on__gte=first) | Q(until__gte=first))


def _narrowed(rows: QuerySet, user, area: str, kind: str) -> Iterable:
    rows = rows.visible_to(user)
    if area:
        rows = rows.under(area)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("target_village__village").order_by("on", "pk")[:MOST]


def _entry(word: str, page: str, row: Occasion, state: PlanState) -> Entry:
    village = row.target_village.village
    return Entry(
        key=f"{word}-{row.pk}",
        occasion=row,
        village=village.title,
        code=row.village_code,
        url=reverse(page, args=[row.pk]),
        state=state,
    )


def entries_text(heading: str, entries: Iterable[Entry]) -> str:
    """What is to come, for a LINE group: kind, village, day and place, and nobody's name."""
    lines = [heading]
    for entry in entries:
        if entry.state in (PlanState.AHEAD, PlanState.TODAY):
            on = entry.occasion.on
            day = entry.days if entry.occasion.last_day != on else f"{thai.WEEKDAYS_SHORT[on.weekday()]} {entry.days}"
            hours = f" {entry.hours}" if entry.hours else ""
            place = f" ณ {entry.occasion.place}" if entry.occasion.place else ""
            lines.append(f"• {day}{hours} {entry.kind} {entry.village}{place}")
    return "\n".join(lines if len(lines) > 1 else [heading, "ไม่มีกิจกรรมตามแผนในช่วงนี้"])
