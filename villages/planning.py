"""The plan of a target village: what is proposed when it is begun, and how far it is carried out."""

import datetime
from collections.abc import Iterable

from samma import thai
from villages.models import ActivityKind, PlanItem, PlanState, TargetVillage

LATE_START = 60  # days into the year after which a plan begins today and not on 1 October
TONES = {
    PlanState.HELD: "ok",
    PlanState.CALLED_OFF: "neutral",
    PlanState.OVERDUE: "warn",
    PlanState.TODAY: "wait",
    PlanState.AHEAD: "neutral",
}


def plan_start(year: int, today: datetime.date) -> datetime.date:
    """The day from which the usual steps are counted: the year's first, or today when the year is well under way."""
    first, past = thai.fiscal_range(year)
    return today if first + datetime.timedelta(LATE_START) < today < past else first


def proposals(target: TargetVillage, *, today: datetime.date, responsible: str) -> list[dict]:
    """The year's usual steps that are neither planned nor held yet, with days proposed, as lines of the plan's grid."""
    done = {(kind, day_no) for kind, day_no in target.activities.values_list("kind", "day_no")}
    done |= {(kind, day_no) for kind, day_no in target.plan_items.values_list("kind", "day_no")}
    steps = [
        step
        for step in target.year.usual_steps.order_by("after_days", "pk")
        if (step.kind, step.day_no) not in done and (step.kind, None) not in done
    ]
    if not steps:
        return []
    start = plan_start(target.year_id, today)
    last_day = thai.fiscal_range(target.year_id)[1] - datetime.timedelta(1)
    wanted = max(step.after_days + step.lasts_days for step in steps)
    room = max((last_day - start).days, 1)
    lines, before = [], None
    for step in steps:
        on = start + datetime.timedelta(min(step.after_days, step.after_days * room // wanted))
        if step.kind == ActivityKind.COURSE and before is not None and on <= before:
            on = before + datetime.timedelta(1)
        before = on if step.kind == ActivityKind.COURSE else None
        until = on + datetime.timedelta(step.lasts_days - 1) if step.lasts_days > 1 else None
        lines.append(
            {
                "kind": step.kind,
                "day_no": step.day_no,
                "part": step.part,
                "topic": step.topic,
                "on": on,
                "until": until,
                "responsible": responsible,
            }
        )
    return lines


def plan_text(heading: str, items: Iterable, today: datetime.date) -> str:
    """What is to come, in words for a LINE group: no names of persons."""
    lines = [heading]
    for item in items:
        where = f" ณ {item.place}" if item.place else ""
        hours = f" {item.hours_label}" if item.hours_label else ""
        lines.append(f"• {_when(item)}{hours} {item.title}{where}")
    return "\n".join(lines if len(lines) > 1 else [heading, "ยังไม่มีกิจกรรมตามแผน"])


def _when(item: PlanItem) -> str:
    if item.last_day != item.on:
        return item.days_label
    return f"{thai.WEEKDAYS_SHORT[item.on.weekday()]} {thai.thai_date_short(item.on)}"
