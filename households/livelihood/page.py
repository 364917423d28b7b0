"""Money over time as tables: a household's rounds by source and kind, a village's households beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.urls import reverse

from households.livelihood import rules
from households.livelihood.rules import EXPENSE, INCOME, Change, Gain, Gains, Together
from households.livelihood.sparkline import in_words, sparkline
from households.models import Enrolment, LivelihoodRound, Visit
from households.models import followup as names
from samma import thai

UNKNOWN, NO_ROUND, NOTHING, LATEST = "ไม่ทราบ", "ไม่มีรอบนี้", "–", "รอบล่าสุด"
OTHERS = {"savings": "เงินออม", "debt_formal": "หนี้ในระบบ", "debt_informal": "หนี้นอกระบบ"}
WHAT_SPARK = "ได้เพิ่มและลดได้รวมกัน แต่ละครั้งที่เยี่ยม"
MEASURES = {"income": ("รายได้", INCOME), "expense": ("รายจ่าย", EXPENSE)}


@dataclass
class HouseholdMoney:
    """What is known of one household: its rounds in order, and what its visits told."""

    enrolment: Enrolment
    rounds: list[LivelihoodRound]
    visits: list[Gain]

    @property
    def gains(self) -> Gains:
        return rules.gains_of(self.visits)

    @property
    def figures(self) -> list[Decimal | None]:
        """One for each visit, the oldest first."""
        return [visit.both for visit in self.visits]

    @property
    def amounts(self) -> list[dict]:
        return [amounts_of(one) for one in self.rounds]

    @property
    def spark(self) -> str:
        return sparkline(self.figures, title=in_words(self.figures, WHAT_SPARK, baht)) if self.visits else ""

    def measure(self, name: str, nth: int) -> Decimal | None:
        """Income, expense or net of the nth round; None when that round or the figure is missing."""
        if nth >= len(self.rounds):
            return None
        amounts = self.amounts[nth]
        if name in names.AMOUNTS:
            return amounts[name]
        return rules.net(amounts) if name == "net" else rules.total(amounts, MEASURES[name][1])

    def change(self, name: str) -> Change:
        """From the baseline to the latest round."""
        if len(self.rounds) < 2:
            return Change(None, None)
        first, last = self.amounts[0], self.amounts[-1]
        if name in names.AMOUNTS:
            return Change(first[name], last[name])
        return rules.change_of_net(first, last) if name == "net" else rules.change_of(first, last, MEASURES[name][1])


def amounts_of(livelihood: LivelihoodRound) -> dict[str, Decimal | None]:
    return {name: getattr(livelihood, name) for name in names.AMOUNTS}


def gain_of(visit: Visit) -> Gain:
    return Gain(rules.told(visit.gained_kind, visit.gained), rules.told(visit.saved_kind, visit.saved))


def money_of(enrolment: Enrolment) -> HouseholdMoney:
    """From an enrolment whose `rounds` and `visits` are at hand."""
    rounds = sorted(enrolment.rounds.all(), key=lambda one: one.on)
    visits = sorted(enrolment.visits.all(), key=lambda one: (one.on, one.received_at))
    return HouseholdMoney(enrolment, rounds, [gain_of(visit) for visit in visits])


def village_money(target) -> list[HouseholdMoney]:
    """Every active household of a target village in the register's order; four queries whatever their number."""
    fields = ("enrolment", "on", "received_at", "gained_kind", "gained", "saved_kind", "saved")
    enrolments = (
        target.enrolments.active()
        .select_related("household")
        .prefetch_related("rounds", Prefetch("visits", Visit.objects.only(*fields)))
        .order_by("number")
    )
    return [money_of(enrolment) for enrolment in enrolments]


# --- figures as people read them --------------------------------------------------------------------------------------
def baht(amount: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Baht without idle satang; what is not known is said so and is never 0."""
    return unknown if amount is None else thai.money(amount).removesuffix(".00")


def shown_change(change: Change) -> str:
    """เพิ่ม 3,000 (12.5%); nothing where the two figures are not both known."""
    if change.difference is None:
        return NOTHING
    if change.difference == 0:
        return "เท่าเดิม"
    word = "เพิ่ม" if change.difference > 0 else "ลด"
    percent = f" ({abs(change.percent)}%)" if change.percent is not None else ""
    return f"{word} {baht(abs(change.difference))}{percent}"


def counted(n: int, unit: str = "ครัวเรือน") -> str:
    return f"จาก {n} {unit}"


# --- one household ----------------------------------------------------------------------------------------------------
def rounds_table(known: HouseholdMoney) -> dict:
    """Columns and rows: each source and kind down, each round across, and the change since the baseline."""
    columns = [{"label": "บาท/ปี"}]
    for nth, one in enumerate(known.rounds):
        columns.append({"label": f"{thai.thai_date_short(one.on)}{' (ฐาน)' if nth == 0 else ''}", "align": "end"})
    has_change = len(known.rounds) > 1
    if has_change:
        columns.append({"label": "เปลี่ยนจากฐาน", "align": "end"})
    amounts = known.amounts
    rows = []
    for labels, total, name in ((names.INCOME, "รายได้รวม", "income"), (names.EXPENSE, "รายจ่ายรวม", "expense")):
        for key, label in labels.items():
            rows.append(_round_row(label, [one[key] for one in amounts], _part_change(amounts, key)))
        told = [known.measure(name, nth) for nth in range(len(amounts))]
        rows.append(_round_row(total, told, known.change(name)))
    rows.append(_round_row("คงเหลือ", [known.measure("net", n) for n in range(len(amounts))], known.change("net")))
    for key, label in OTHERS.items():
        rows.append(_round_row(label, [one[key] for one in amounts], _part_change(amounts, key)))
    for row in rows:
        if not has_change:
            row["cells"].pop()
    return {"columns": columns, "rows": rows}


def _part_change(amounts: Sequence[dict], key: str) -> Change:
    return Change(amounts[0][key], amounts[-1][key]) if len(amounts) > 1 else Change(None, None)


def _round_row(label: str, figures: Iterable[Decimal | None], change: Change) -> dict:
    return {
        "key": label,
        "cells": [{"text": label}, *({"text": baht(f)} for f in figures), {"text": shown_change(change)}],
    }


def gains_facts(gains: Gains, why: str = "") -> list[tuple]:
    """What the visits told, with the number of visits behind each sum; `why` says where the visits stand on the page."""
    facts = [
        (
            "ได้เงินเพิ่ม",
            f"{baht(gains.gained)} บาท ({counted(gains.gained_n, 'ครั้งที่ทราบ')})" if gains.gained_n else UNKNOWN,
        ),
        ("ลดรายจ่ายได้", f"{baht(gains.saved)} บาท ({counted(gains.saved_n, 'ครั้งที่ทราบ')})" if gains.saved_n else UNKNOWN),
        ("รวมได้เพิ่มและลดได้", f"{baht(gains.both)} บาท" if gains.both is not None else UNKNOWN),
        ("เยี่ยมทั้งหมด", f"{gains.visits} ครั้ง"),
    ]
    return [(label, words, "", why) for label, words in facts] if why else facts


# --- a village --------------------------------------------------------------------------------------------------------
SUMMARY_COLUMNS = [
    {"label": "บาท/ปี"},
    {"label": "ข้อมูลฐาน", "align": "end"},
    {"label": "รอบล่าสุด", "align": "end"},
    {"label": "เปลี่ยน (เฉพาะที่มีทั้งสองรอบ)", "align": "end"},
]
GAIN_COLUMNS = [
    {"label": "ครัวเรือน"},
    {"label": "ได้เงินเพิ่ม", "align": "end"},
    {"label": "ลดรายจ่ายได้", "align": "end"},
    {"label": "รวม", "align": "end"},
    {"label": "แต่ละครั้งที่เยี่ยม"},
]


def summary_rows(known: Sequence[HouseholdMoney], url: str = "") -> list[dict]:
    """Each source and kind over the village: sums with how many households stand behind them, each opening the households."""
    rows = []
    for labels, total, name in ((names.INCOME, "รายได้รวม", "income"), (names.EXPENSE, "รายจ่ายรวม", "expense")):
        rows += [_summary_row(label, _pairs(known, key), _of(url, key)) for key, label in labels.items()]
        changes = [one.change(name) for one in known]
        rows.append(_summary_row(total, _measured(known, name), _of(url, name), changes=changes))
    changes = [one.change("net") for one in known]
    rows.append(_summary_row("คงเหลือ", _measured(known, "net"), _of(url, "net"), changes=changes))
    return rows + [_summary_row(label, _pairs(known, key), _of(url, key)) for key, label in OTHERS.items()]


def _of(url: str, name: str) -> str:
    return f"{url}?of={name}" if url else ""


def _pairs(known: Sequence[HouseholdMoney], key: str) -> list[tuple]:
    """(baseline, latest) of each household; a household with one round has no latest."""
    return [
        (one.amounts[0][key] if one.rounds else None, one.amounts[-1][key] if len(one.rounds) > 1 else None)
        for one in known
    ]


def _measured(known: Sequence[HouseholdMoney], name: str) -> list[tuple]:
    last = [len(one.rounds) - 1 for one in known]
    return [(one.measure(name, 0), one.measure(name, n) if n > 0 else None) for one, n in zip(known, last, strict=True)]


def _summary_row(label: str, pairs: list[tuple], url: str, *, changes: Sequence[Change] | None = None) -> dict:
    sums: Together = rules.together(pairs)
    compared = sums if changes is None else rules.together([(c.before, c.now) for c in changes])
    return {
        "key": label,
        "cells": [
            {"text": label},
            {"text": baht(sums.before, NOTHING), "url": url, "note": counted(sums.before_n), "note_url": url},
            {"text": baht(sums.now, NOTHING), "url": url, "note": counted(sums.now_n), "note_url": url},
            {"text": shown_change(compared.change), "url": url, "note": counted(compared.both_n), "note_url": url},
        ],
    }


def household_columns(known: Sequence[HouseholdMoney]) -> list[dict]:
    """A column for each round that any household has."""
    most = max((len(one.rounds) for one in known), default=0)
    rounds = [{"label": "ข้อมูลฐาน" if n == 0 else f"รอบที่ {n + 1}", "align": "end"} for n in range(max(most, 1))]
    latest = [{"label": LATEST, "align": "end"}] if most > 2 else []  # of two rounds the second is the latest
    return [{"label": "ครัวเรือน"}, *rounds, *latest, {"label": "เปลี่ยนจากฐาน", "align": "end"}]


def household_rows(known: Sequence[HouseholdMoney], name: str) -> list[dict]:
    """Each household's figure in each round, and their sums. A round it does not have is said to be missing; none is ever filled in."""
    labels = [column["label"] for column in household_columns(known)]
    has_latest = LATEST in labels
    rounds = len(labels) - 2 - has_latest
    rows = [
        {
            "key": one.enrolment.pk,
            "url": reverse("household-detail", args=[one.enrolment.household_id]),
            "cells": [
                _who(one),
                *(_cell(one, name, n) for n in range(rounds)),
                *([{"text": baht(_latest(one, name), NOTHING)}] if has_latest else []),
                {"text": shown_change(one.change(name))},
            ],
        }
        for one in known
    ]
    columns = [[one.measure(name, n) for one in known] for n in range(rounds)]
    columns += [[_latest(one, name) for one in known]] if has_latest else []
    compared = rules.together([(change.before, change.now) for change in (one.change(name) for one in known)])
    total = [{"text": "รวม"}, *(_sum(column) for column in columns)]
    return [*rows, {"key": "total", "cells": [*total, {"text": shown_change(compared.change)}]}] if known else rows


def _latest(one: HouseholdMoney, name: str) -> Decimal | None:
    """Of a later round than the baseline; a household with one round has none."""
    return one.measure(name, len(one.rounds) - 1) if len(one.rounds) > 1 else None


def _sum(amounts: list[Decimal | None]) -> dict:
    told = [amount for amount in amounts if amount is not None]
    return {"text": baht(sum(told), NOTHING) if told else NOTHING, "note": counted(len(told))}


def _who(one: HouseholdMoney) -> dict:
    return {"text": one.enrolment.person, "note": f"บ้านเลขที่ {one.enrolment.household.house_no}"}


def _cell(one: HouseholdMoney, name: str, nth: int) -> dict:
    if nth >= len(one.rounds):
        return {"text": NO_ROUND}
    return {"text": baht(one.measure(name, nth)), "note": thai.thai_date_short(one.rounds[nth].on)}


def gain_rows(known: Sequence[HouseholdMoney]) -> list[dict]:
    """Each household's visits added up, with the line of its visits."""
    rows = []
    for one in known:
        gains = one.gains
        rows.append(
            {
                "key": one.enrolment.pk,
                "url": reverse("household-detail", args=[one.enrolment.household_id]),
                "cells": [
                    _who(one),
                    {"text": baht(gains.gained), "note": counted(gains.gained_n, "ครั้ง")},
                    {"text": baht(gains.saved), "note": counted(gains.saved_n, "ครั้ง")},
                    {"text": baht(gains.both)},
                    {"text": one.spark or NOTHING},
                ],
            }
        )
    return rows


def gain_total(known: Sequence[HouseholdMoney]) -> Gains:
    """All visits of the village added up."""
    return rules.gains_of(visit for one in known for visit in one.visits)
