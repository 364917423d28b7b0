"""The money and material of villages as the reckoning takes them: six questions to the database, for one or for sixty."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce

from households.budget.facts import Handed, Held, Paid, PlannedLine, PutIn, Reckoning
from households.budget.reckoning import reckon
from households.models import BudgetLine, Contribution, ContributionKind, Material, MoneySource, Payment
from samma import thai
from villages.models import Activity, PlanItem, TargetVillage

OWN_ITEM = Coalesce("corrects__item", "item")  # a counter-entry speaks of the material of the entry it takes back


def reckonings(targets: Iterable[TargetVillage]) -> dict[int, Reckoning]:
    """By target village."""
    pks = [target.pk for target in targets]
    lines, payments = _lines(pks), _payments(pks)
    activities, materials, contributions = _activities(pks), _materials(pks), _contributions(pks)
    plans = _plan_budgets(pks)
    return {
        pk: reckon(lines[pk], payments[pk], activities[pk], materials[pk], contributions[pk], plan_budget=plans.get(pk))
        for pk in pks
    }


def reckoning_of(target: TargetVillage) -> Reckoning:
    return reckonings([target])[target.pk]


def _plan_budgets(pks: list[int]) -> dict[int, Decimal]:
    """What each village's plan of action asks for; a village whose plan names no money is not there."""
    items = PlanItem.objects.filter(target_village__in=pks, called_off="", budget__isnull=False).order_by()
    return dict(items.values_list("target_village").annotate(total=Sum("budget")))


def _lines(pks: list[int]) -> dict[int, list[PlannedLine]]:
    found = defaultdict(list)
    for line in BudgetLine.objects.filter(target_village__in=pks).order_by("target_village", "number"):
        is_community = line.source == MoneySource.COMMUNITY
        found[line.target_village_id].append(PlannedLine(line.pk, str(line), line.planned, is_community))
    return found


def _payments(pks: list[int]) -> dict[int, list[Paid]]:
    found = defaultdict(list)
    rows = Payment.objects.filter(line__target_village__in=pks).order_by("on", "pk")
    names = ("line__target_village", "line", "amount", "activity", OWN_ITEM, "quantity", "unit")
    for target, *facts in rows.values_list(*names):
        found[target].append(Paid(*facts))
    return found


def _activities(pks: list[int]) -> dict[int, list[Held]]:
    found = defaultdict(list)
    for activity in Activity.objects.filter(target_village__in=pks).order_by("on", "day_no", "pk"):
        name = f"{activity} ({thai.thai_date_short(activity.on)})"
        found[activity.target_village_id].append(Held(activity.pk, name, activity.spent))
    return found


def _materials(pks: list[int]) -> dict[int, list[Handed]]:
    found = defaultdict(list)
    rows = Material.objects.filter(enrolment__target_village__in=pks).order_by("item", "pk")
    names = ("enrolment__target_village", "item", "quantity", "unit", "value", "received_on", "signed")
    for target, item, quantity, unit, value, received_on, signed in rows.values_list(*names):
        found[target].append(Handed(item, quantity, unit, value, received_on is not None, signed))
    return found


def _contributions(pks: list[int]) -> dict[int, list[PutIn]]:
    found = defaultdict(list)
    rows = Contribution.objects.filter(target_village__in=pks).order_by("on", "pk")
    names = ("target_village", "kind", "value", OWN_ITEM, "quantity", "unit", "corrects")
    for target, kind, value, item, quantity, unit, corrects in rows.values_list(*names):
        is_cash = kind == ContributionKind.CASH
        found[target].append(PutIn(is_cash, value, item, quantity, unit, corrects is not None))
    return found
