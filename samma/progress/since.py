"""How far a village has come from its own beginning: shown to encourage, compared with nobody else.

Counts and means alone, each with the number of households that it is known of; what is not known is left out, never 0.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from households.models import EnrolmentState, LivelihoodRound
from samma import thai
from samma.progress.numbers import Numbers
from villages.models import TargetVillage

# As wide as a panel is on a phone of 360, where its letters then have the size of the others.
WIDTH, ROW, BAR, LEFT, SIDE = 288, 96, 22, 0, 112
BEFORE, NOW, INK = "#b9b2a3", "#1a5c48", "#2b2a26"


@dataclass(frozen=True)
class Change:
    """Mean and median of the households that are known before and now, in baht: a few of them move a mean far."""

    label: str
    known: int  # households
    before: Decimal = Decimal(0)
    now: Decimal = Decimal(0)
    middle_before: Decimal = Decimal(0)
    middle_now: Decimal = Decimal(0)
    middle_difference: Decimal = Decimal(0)  # of what each household gained: not of the two medians

    @property
    def difference(self) -> Decimal:
        return self.now - self.before


@dataclass(frozen=True)
class Since:
    """Everything that the page, its picture and its text are made from."""

    numbers: Numbers
    changes: list[Change] = field(default_factory=list)

    @property
    def shares(self) -> list[dict]:
        """What began with nobody, as meters; `asked` is what the list of households is narrowed by."""
        n = self.numbers
        trained = {"result": "active", "trained": "yes"}
        known = [
            ("ผ่านการฝึกอบรม (เริ่มต้นยังไม่มี)", n.trained, n.enrolled, trained),
            ("ทำอาชีพอยู่ (จากครัวเรือนที่มีคำตอบ)", n.practising, n.practising_known, {"result": "practising"}),
            ("เยี่ยมแล้ว", n.visited, n.enrolled, {"result": "visited"}),
            ("รายได้เพิ่มจากก่อนเข้าร่วม", n.income_up, n.both_rounds, {"result": "income_up"}),
        ]
        return [{"label": label, "n": n, "m": m, "unit": "ครัวเรือน", "asked": asked} for label, n, m, asked in known]


def since_of(target: TargetVillage, numbers: Numbers) -> Since:
    """Two queries: the states of the households, and the first and last savings that they told."""
    active = Q(enrolment__target_village=target, enrolment__left_on=None)
    states = EnrolmentState.objects.filter(active, rounds__gt=1)
    money = list(
        states.values_list("baseline_income", "latest_income", "baseline_expense", "latest_expense").order_by("pk")
    )
    savings: dict[int, list[Decimal]] = {}
    told = LivelihoodRound.objects.filter(active, savings__isnull=False).order_by("on")
    for enrolment, amount in told.values_list("enrolment", "savings"):
        savings.setdefault(enrolment, []).append(amount)
    return Since(
        numbers,
        [
            _change("รายได้เฉลี่ยต่อปี", [(before, now) for before, now, _, _ in money]),
            _change("รายจ่ายเฉลี่ยต่อปี", [(before, now) for _, _, before, now in money]),
            _change("เงินออมเฉลี่ย", [(every[0], every[-1]) for every in savings.values() if len(every) > 1]),
        ],
    )


def _change(label: str, pairs: list[tuple[Decimal | None, Decimal | None]]) -> Change:
    known = [(before, now) for before, now in pairs if before is not None and now is not None]
    if not known:
        return Change(label, 0)
    n = len(known)
    befores, nows = [before for before, _ in known], [now for _, now in known]
    middles = median(befores), median(nows), median(now - before for before, now in known)
    return Change(label, n, sum(befores) / n, sum(nows) / n, *middles)


def chart(changes: list[Change]) -> SafeString:
    """Two bars for each change that is known, the beginning above and now below; an <svg> of attributes alone."""
    known = [change for change in changes if change.known]
    if not known:
        return SafeString("")
    title = " · ".join(in_words(change) for change in known)
    bars = format_html_join("", "{}", ((_pair(n, change),) for n, change in enumerate(known)))
    height = ROW * len(known)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="100%" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}</svg>',
        WIDTH,
        height,
        title,
        title,
        bars,
    )


def _pair(n: int, change: Change) -> SafeString:
    most, top = max(change.before, change.now, Decimal(1)), n * ROW + 18
    bars = [
        (
            *(LEFT, top + 8 + place * (BAR + 4), _width(amount, most), BAR, colour),
            *(
                LEFT + _width(amount, most) + 6,
                top + 24 + place * (BAR + 4),
                INK,
                f"{word} {thai.number(round(amount))}",
            ),
        )
        for place, (amount, colour, word) in enumerate([(change.before, BEFORE, "ก่อน"), (change.now, NOW, "ล่าสุด")])
    ]
    label = f"{change.label} (บาท) {thai.number(change.known)} ครัวเรือน"
    return format_html(
        '<text x="{}" y="{}" font-size="16" fill="{}">{}</text>{}',
        LEFT,
        top,
        INK,
        label,
        format_html_join(
            "",
            '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/><text x="{}" y="{}" font-size="15" fill="{}">{}</text>',
            bars,
        ),
    )


def _width(amount: Decimal, most: Decimal) -> float:
    return round(max(float(amount / most), 0) * (WIDTH - 2 * LEFT - SIDE), 1)


def in_words(change: Change) -> str:
    """รายได้เฉลี่ยต่อปี จาก 50,000 เป็น 62,000 บาท (12 ครัวเรือน)"""
    if not change.known:
        return f"{change.label}: ยังไม่มีข้อมูลทั้งก่อนและหลัง"
    amounts = f"จาก {thai.number(round(change.before))} เป็น {thai.number(round(change.now))} บาท"
    return f"{change.label} {amounts} ({thai.number(change.known)} ครัวเรือนที่ทราบทั้งก่อนและหลัง)"


def since_text(target: TargetVillage, since: Since, as_of: str) -> str:
    """For the village's LINE group: counts alone, nobody's name, no other village."""
    n = since.numbers
    lines = [f"{target.village} ก้าวจากจุดเริ่มต้น ปี {target.year_id}", as_of, ""]
    lines += [
        f"• {share['label']} {thai.number(share['n'])} จาก {thai.number(share['m'])} ครัวเรือน"
        for share in since.shares
        if share["m"]
    ]
    lines += [f"• {in_words(change)}" for change in since.changes if change.known]
    if n.groups:
        lines.append(f"• กลุ่มอาชีพ {thai.number(len(n.groups))} กลุ่ม")
    if n.existing:
        lines.append(f"• กลุ่มที่มีอยู่เดิม {thai.number(len(n.existing))} กลุ่ม")
    if n.exemplary:
        lines.append(f"• ครัวเรือนตัวอย่าง {thai.number(n.exemplary)} ครัวเรือน")
    return "\n".join([*lines, "", "ขอบคุณทุกครัวเรือนและทีมวิทยากรที่ร่วมกันทำ"])
