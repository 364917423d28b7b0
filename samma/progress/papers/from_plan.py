"""Values of the plan: its items with what became of them, who helps, and the village's working group."""

from collections.abc import Sequence
from decimal import Decimal

from samma import thai
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.from_days import leader_role
from samma.progress.papers.from_team import phone
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source
from villages.models import Occasion, Partner, PlanItem, UsualStep, WorkingGroupMember


def plan(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """แผนปฏิบัติการ: every item in its order, and the sum of the budget."""
    items = PlanItem.objects.filter(target_village=desk.target).with_held().order_by("on", "day_no", "pk")
    rows = [_planned(item, desk) for item in items]
    budgets = [row["budget"] for row in rows if row["budget"] is not None]
    facts = {"total": sum(budgets, Decimal(0)) if budgets else None, "items": len(rows), "budgeted": len(budgets)}
    return [Filled(desk.place | facts, {"items": rows})]


def _planned(item: PlanItem, desk: Desk) -> dict[str, Value]:
    state = item.state_on(desk.today).label
    return {
        "what": _what(item),
        "on": Digits(" ".join(filter(None, [item.days_label, item.hours_label]))),
        "place": item.place,
        "people": item.people,
        "budget": item.budget,
        "budget_source": item.budget_source,
        "responsible": item.responsible,
        "state": f"{state}: {item.called_off}" if item.called_off else state,
        "note": item.note,
    }


def _what(one: Occasion | UsualStep) -> str:
    return " ".join(filter(None, [str(one), f"({one.get_part_display()})" if one.part else "", one.topic]))


def blank_plan(desk: Desk) -> Filled:
    """The usual steps of the year, to be given their days."""
    steps = UsualStep.objects.filter(year=desk.target.year_id).order_by("after_days", "pk")
    return Filled(dict(desk.place), {"items": [{"what": _what(step)} for step in steps]})


def partners(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """ทะเบียนภาคี: those of the tambon and of the district."""
    found = Partner.objects.around(desk.target.village_code).select_related("area")
    rows = [
        {
            "name": partner.full_name,
            "kind": partner.get_kind_display(),
            "position": partner.position,
            "office": partner.office,
            "area": str(partner.area),
            "phone": phone(partner.phone),
            "standing": "" if partner.is_active else "พ้นแล้ว",
        }
        for partner in found.order_by("kind", "sort_key", "pk")
    ]
    return [Filled(dict(desk.place), {"partners": rows})]


def working_group(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """คณะทำงานหมู่บ้าน, those who serve."""
    members = WorkingGroupMember.objects.filter(target_village=desk.target).serving().order_by("started", "pk")
    rows = [
        {
            "name": member.name,
            "role": leader_role(member),
            "kind": member.get_kind_display(),
            "position": member.position,
            "started": Digits(thai.thai_date_short(member.started)),
        }
        for member in members
    ]
    return [Filled(dict(desk.place), {"leaders": rows})]


SOURCES = {
    "plan": Source(plan, blank=blank_plan),
    "partners": Source(partners),
    "working-group": Source(working_group),
}
