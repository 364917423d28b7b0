"""Values of the households' papers: the register, the demand survey, the receipt of materials and the account."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from households.models import DemandSurvey, Enrolment, Household, LivelihoodRound, Material
from households.models.followup import EXPENSE, INCOME
from samma import thai
from samma.progress.outgoing.households import stage, with_standing
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.from_team import TICK, phone
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source, Unit, number_of

ROUNDS_SHOWN = 3
ACCOUNT_LINES = [
    ("รายได้", INCOME),
    ("รายจ่าย", EXPENSE),
    (
        "เงินออมและหนี้สิน",
        {"savings": "เงินออม", "debt_formal": "หนี้ในระบบ", "debt_informal": "หนี้นอกระบบ"},
    ),
]


def enrolments_of(desk: Desk) -> QuerySet:
    """The year's households by their number in the register."""
    return Enrolment.objects.filter(target_village=desk.target).order_by("number", "pk")


def units(desk: Desk) -> list[Unit]:
    rows = enrolments_of(desk).active().select_related("household")
    return [Unit(str(row.pk), f"{row.number}. {row.household.full_name} ({row.household.house_no})") for row in rows]


def _asked(desk: Desk, keys: Sequence[str]) -> QuerySet:
    rows = enrolments_of(desk)
    return rows.filter(pk__in=[number_of(key) for key in keys]) if keys else rows.active()


def register(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """ทะเบียนครัวเรือนเป้าหมาย in the department's order of columns."""
    rows = [_registered(enrolment) for enrolment in with_standing(enrolments_of(desk))]
    return [Filled(desk.place | {"count": len(rows)}, {"households": rows})]


def _registered(enrolment: Enrolment) -> dict[str, Value]:
    household, state = enrolment.household, getattr(enrolment, "state", None)
    return {
        "number": enrolment.number,
        "house_no": Digits(household.house_no),
        "moo": Digits(household.village.moo),
        "house_code": household.house_code,
        "head": household.full_name,
        "participant": " ".join(
            filter(None, [enrolment.participant, f"({enrolment.relation})" if enrolment.relation else ""])
        ),
        "members": household.members,
        "phone": phone(household.phone),
        "occupation": str(enrolment.occupation or ""),
        "trainer": enrolment.serving[0].trainer.sage.full_name if enrolment.serving else "",
        "year": Digits(enrolment.target_village.year_id),
        "stage": stage(enrolment),
        "baseline_income": state.baseline_income if state else None,
        "baseline_expense": state.baseline_expense if state else None,
        "elder": tick(household.has_elder),
        "disabled": tick(household.has_disabled),
        "tpmap": tick(household.in_tpmap),
        "disaster": tick(household.hit_by_disaster),
    }


def tick(holds: bool) -> str:
    return TICK if holds else ""


def demand_units(desk: Desk) -> list[Unit]:
    """The households of the register, and those that were asked and did not join."""
    return [Unit(str(pk), label) for pk, label in _demand_labels(desk).items()]


def _demand_labels(desk: Desk) -> dict[int, str]:
    rows = enrolments_of(desk).active().select_related("household")
    labels = {row.household_id: f"{row.number}. {row.household.full_name} ({row.household.house_no})" for row in rows}
    surveys = DemandSurvey.objects.filter(target_village=desk.target).select_related("household")
    for survey in surveys.order_by("household__sort_key", "pk"):
        labels.setdefault(survey.household_id, f"{survey.household.full_name} ({survey.household.house_no})")
    return labels


def demand(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """แบบสำรวจความต้องการอาชีพ: one sheet for each household, with what is known of it already."""
    wanted = [number_of(key) for key in keys] or list(_demand_labels(desk))
    surveys = DemandSurvey.objects.filter(target_village=desk.target, household__in=wanted).select_related("household")
    surveys = {survey.household_id: survey for survey in surveys.prefetch_related("wishes__occupation")}
    enrolments = enrolments_of(desk).filter(household__in=wanted).select_related("occupation", "household")
    enrolments = enrolments.prefetch_related(
        Prefetch("rounds", LivelihoodRound.objects.order_by("on"), to_attr="by_day")
    )
    enrolments = {enrolment.household_id: enrolment for enrolment in enrolments}
    households = Household.objects.in_bulk(wanted)
    sheets = []
    for pk in wanted:
        survey, enrolment = surveys.get(pk), enrolments.get(pk)
        facts = household_facts(households[pk], enrolment) | _demand(survey, enrolment)
        sheets.append(Filled(desk.place | facts, {"wishes": _wishes(survey)}))
    return sheets


def household_facts(household: Household, enrolment: Enrolment | None) -> dict[str, Value]:
    """What every sheet of a household says of it."""
    return {
        "number": enrolment.number if enrolment else None,
        "head": household.full_name,
        "person": enrolment.person if enrolment else household.full_name,
        "relation": enrolment.relation if enrolment else "",
        "house_no": Digits(household.house_no),
        "house_code": household.house_code,
        "phone": phone(household.phone),
        "members": household.members,
        "occupation": str((enrolment.occupation if enrolment else "") or ""),
    }


def _demand(survey: DemandSurvey | None, enrolment: Enrolment | None) -> dict[str, Value]:
    """The survey's answers; a household that was not surveyed brings the baseline of its money and who takes part."""
    if survey is not None:
        return {
            "informant": survey.informant or survey.household.full_name,
            "work": survey.work,
            "second_work": survey.second_work,
            "income": survey.income,
            "expense": survey.expense,
            "debts": survey.debt,
            "debt_to": survey.debt_to,
            "land": Digits("" if survey.land_rai is None else thai.quantity(survey.land_rai)),
            "water": survey.water,
            "tools": survey.tools,
            "labour": survey.labour,
            "materials": survey.materials,
            "volunteer": survey.volunteer,
            "signer_name": survey.signed_by or survey.informant or survey.household.full_name,
            "surveyor": survey.surveyor,
            "note": survey.note,
        }
    money = enrolment.by_day[0] if enrolment and enrolment.by_day else None
    debts = [] if money is None else [one for one in (money.debt_formal, money.debt_informal) if one is not None]
    return {
        "informant": enrolment.person if enrolment else "",
        "income": money.income if money else None,
        "expense": money.expense if money else None,
        "debts": sum(debts, Decimal(0)) if debts else None,
        "volunteer": enrolment.volunteer if enrolment else None,
        "signer_name": enrolment.person if enrolment else "",
    }


def _wishes(survey: DemandSurvey | None = None) -> list[dict[str, Value]]:
    """The first to the third wish; a line for each, said or not."""
    said = {wish.rank: wish for wish in survey.wishes.all()} if survey else {}
    return [
        {
            "rank": rank,
            "occupation": str(said[rank].occupation) if rank in said else "",
            "reason": said[rank].reason if rank in said else "",
        }
        for rank in (1, 2, 3)
    ]


def blank_demand(desk: Desk) -> Filled:
    return Filled(dict(desk.place), {"wishes": _wishes()})


def materials(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """ใบรับวัสดุ: what each household received; the signature stands beside it."""
    given = Material.objects.filter(enrolment__target_village=desk.target)
    given = given.select_related("enrolment__household").order_by("enrolment__number", "received_on", "pk")
    rows = [
        {
            "number": material.enrolment.number,
            "name": material.received_by or material.enrolment.person,
            "house_no": Digits(material.enrolment.household.house_no),
            "item": material.item,
            "quantity": Digits("" if material.quantity is None else thai.quantity(material.quantity)),
            "unit": material.unit,
            "unit_price": material.unit_price,
            "value": material.value,
            "received_on": Digits(thai.thai_date_short(material.received_on)) if material.received_on else "",
        }
        for material in given
    ]
    known = [row["value"] for row in rows if row["value"] is not None]
    facts = {"total": sum(known, Decimal(0)) if known else None, "items": len(rows)}
    return [Filled(desk.place | facts, {"materials": rows})]


def accounts(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """บัญชีครัวเรือน: income by source and expense by kind, the baseline and the rounds after it side by side."""
    rows = _asked(desk, keys).select_related("household__village", "occupation")
    rows = rows.prefetch_related(Prefetch("rounds", LivelihoodRound.objects.order_by("on"), to_attr="by_day"))
    return [_account(desk, row) for row in rows]


def _account(desk: Desk, enrolment: Enrolment) -> Filled:
    by_day = enrolment.by_day
    shown = by_day[:1] + by_day[1:][-(ROUNDS_SHOWN - 1) :] if by_day else []
    latest = shown[-1] if shown else None
    facts: dict[str, Value] = {f"day_{n}": money.on for n, money in enumerate(shown, 1)}
    facts |= {
        "below": None if latest is None or latest.net is None else latest.net > 0,
        "spares_self": latest.spares_self if latest else None,
        "spares_others": latest.spares_others if latest else None,
        "spares_nature": latest.spares_nature if latest else None,
    }
    return Filled(
        desk.place | household_facts(enrolment.household, enrolment) | facts, {"account": _account_lines(shown)}
    )


def _account_lines(rounds: Sequence[LivelihoodRound]) -> list[dict[str, Value]]:
    """Every line of the account with the amounts of each round; without a round the lines alone."""
    lines: list[dict[str, Value]] = []
    for title, names in ACCOUNT_LINES:
        lines.append({"line": title})
        lines += [_line(f"– {label}", [getattr(money, name) for money in rounds]) for name, label in names.items()]
        if names is INCOME:
            lines.append(_line("รวมรายได้", [money.income for money in rounds]))
        elif names is EXPENSE:
            lines.append(_line("รวมรายจ่าย", [money.expense for money in rounds]))
            lines.append(_line("รายได้หักรายจ่าย", [money.net for money in rounds]))
    return lines


def blank_account(desk: Desk) -> Filled:
    return Filled(dict(desk.place), {"account": _account_lines([])})


def _line(label: str, values: Sequence[Decimal | None]) -> dict[str, Value]:
    return {"line": label} | {f"round_{n}": value for n, value in enumerate(values, 1)}


SOURCES = {
    "register": Source(register),
    "demand": Source(demand, demand_units, "ทุกครัวเรือน", blank_demand),
    "materials": Source(materials),
    "accounts": Source(accounts, units, "ทุกครัวเรือน", blank_account),
}
