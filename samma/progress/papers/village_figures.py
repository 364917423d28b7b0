"""The figures and bars of one village from its beginning until today, each with what it is out of. Page and paper read these."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.safestring import SafeString

from households.models import Attendance, Enrolment, EnrolmentState, OccupationWish, Practising, Visit
from samma import thai
from samma.figures import MEAN
from samma.progress import links
from samma.progress.papers.bars import bar
from samma.progress.report.counts import Counts, counts_by_place
from samma.progress.report.figures import Figure, figures_of, lists_of, typed
from samma.progress.report.period import Period
from trainers.models import Trainer
from villages.models import ActivityKind, TargetVillage

FROM_THE_START = datetime.date(1957, 1, 1)  # before there was a programme
MOST_BARS = 12
RESULT_OF = {Practising.YES: "practising", Practising.NOT_YET: "not_yet", Practising.STOPPED: "stopped"}


@dataclass(frozen=True)
class BarRow:
    """One bar with its words, its figure and the drawing."""

    label: str
    figure: str
    drawing: SafeString
    url: str = ""  # the list that it counts
    why: str = ""  # why there is none (samma.figures.WHY)


@dataclass(frozen=True)
class Bars:
    """A chart: what it shows, out of what, and its rows."""

    title: str
    basis: str
    rows: list[BarRow]
    basis_url: str = ""  # the list of what it is out of


def period_until(today: datetime.date) -> Period:
    """All the time until today."""
    return Period("y", thai.fiscal_year(today), FROM_THE_START, today + datetime.timedelta(days=1))


def figures(target: TargetVillage, user, today: datetime.date) -> list[Figure]:
    """The lines of the yearly report for this village alone."""
    code = target.village_code
    period = period_until(today)
    counts = counts_by_place(user, target.year, code, len(code), period, today).get(code, Counts())
    lists = lists_of(code, target.year, period, today)
    return [figure for figure in figures_of(counts, target.year, lists) if figure.unit != "หมู่บ้าน"]


def when(figure: Figure, today: datetime.date) -> str:
    day = thai.thai_date_short(today)
    return f"ตั้งแต่เริ่มถึง {day}" if figure.in_period else f"ณ {day}"


def charts(target: TargetVillage) -> dict[str, Bars]:
    """Every chart that has something to show, by its key."""
    active = Enrolment.objects.active().filter(target_village=target)
    enrolled = active.count()
    drawn = {
        "wishes": _wishes(target),
        "occupations": _occupations(target, active, enrolled),
        "days": _days(target, enrolled),
        "practising": _practising(target, active, enrolled),
        "visits": _visits(target),
        "money": _money(target),
    }
    return {key: chart for key, chart in drawn.items() if chart.rows}


def _rows(counted: Iterable[tuple[str, int, str]], most: int, unit: str) -> list[BarRow]:
    """A bar for each (label, number, the list behind it)."""
    return [
        BarRow(label, f"{thai.number(n)} {unit}", bar([n], most, words=f"{label} {thai.number(n)} {unit}"), url)
        for label, n, url in counted
    ]


def _listed(target: TargetVillage, name: str = "household-list", **asked) -> str:
    return links.list_url(name, area=target.village_code, year=target.year_id, **asked)


def _occupations(target: TargetVillage, active, enrolled: int) -> Bars:
    def listed(trade) -> str:
        return _listed(target, result="active", trade=trade)

    counted = Counter(active.values_list("occupation", "occupation__name"))
    unknown = counted.pop((None, None), 0)
    shown = counted.most_common(MOST_BARS)
    rows = _rows(((name, n, listed(pk)) for (pk, name), n in shown), enrolled, "ครัวเรือน")
    rest = sum(counted.values()) - sum(n for _, n in shown)
    everyone = _listed(target, result="active")
    rows += _rows([("อาชีพอื่น", rest, everyone)] if rest else [], enrolled, "ครัวเรือน")
    rows += _rows([("ยังไม่ได้เลือก", unknown, everyone)] if unknown and counted else [], enrolled, "ครัวเรือน")
    return Bars("ครัวเรือนตามอาชีพที่เลือก", f"จาก {thai.number(enrolled)} ครัวเรือนที่ลงทะเบียน", rows, everyone)


def _wishes(target: TargetVillage) -> Bars:
    """What households wish to learn, beside how many of the five can teach it."""
    wished = OccupationWish.objects.filter(survey__target_village=target).order_by()
    found = wished.values("occupation", "occupation__name", "occupation__parent")
    found = found.annotate(first=Count("pk", filter=Q(rank=1)), later=Count("pk", filter=Q(rank__gt=1)))
    teachers = Counter(
        Trainer.objects.serving().filter(team__target_village=target).values_list("sage__expertise", flat=True)
    )
    counted = sorted(found, key=lambda row: (-row["first"], -row["later"], row["occupation__name"]))[:MOST_BARS]
    most = max((row["first"] + row["later"] for row in counted), default=0)
    rows = []
    for row in counted:
        first, later = row["first"], row["later"]
        taught = teachers.get(row["occupation"], 0)
        words = f"อันดับ 1 {first} · อันดับ 2–3 {later} · สอนได้ {taught} คน"
        label = row["occupation__name"]
        url = f"{reverse('demand-list', args=[target.pk])}?trade={row['occupation']}"
        rows.append(BarRow(label, words, bar([first, later], most, words=f"{label} {words}"), url))
    asked = wished.values("survey").distinct().count()
    return Bars(
        "ความต้องการอาชีพเทียบกับวิทยากรในทีม",
        f"จาก {thai.number(asked)} ครัวเรือนที่บอกความต้องการ แถบเข้มคืออันดับ 1 สอนได้คือวิทยากรในทีมที่เชี่ยวชาญอาชีพนั้น",
        rows,
        reverse("demand-list", args=[target.pk]),
    )


def _days(target: TargetVillage, enrolled: int) -> Bars:
    came = Attendance.objects.filter(
        activity__target_village=target, activity__kind=ActivityKind.COURSE, enrolment__left_on=None
    ).order_by()
    days = came.values_list("activity__day_no", "activity__on", "activity").annotate(n=Count("pk"))
    counted = [
        (f"วันที่ {day} ({thai.thai_date_short(on)})", n, reverse("activity-detail", args=[pk]))
        for day, on, pk, n in days.order_by("activity__day_no")
    ]
    basis = f"จาก {thai.number(enrolled)} ครัวเรือนที่ลงทะเบียน"
    everyone = _listed(target, result="active")
    return Bars("ครัวเรือนที่เข้าฝึกอบรมแต่ละวัน", basis, _rows(counted, enrolled, "ครัวเรือน"), everyone)


def _practising(target: TargetVillage, active, enrolled: int) -> Bars:
    said = Counter(active.values_list("state__practising", flat=True))
    known = [
        (str(label), said.pop(key, 0), _listed(target, result=RESULT_OF[key])) for key, label in Practising.choices
    ]
    unknown = sum(said.values())
    counted = [*known, ("ยังไม่ทราบ", unknown, _listed(target, result="unanswered"))] if unknown < enrolled else []
    basis = f"คำตอบล่าสุดของแต่ละครัวเรือน จาก {thai.number(enrolled)} ครัวเรือนที่ลงทะเบียน"
    everyone = _listed(target, result="active")
    return Bars("การปฏิบัติอาชีพของครัวเรือน", basis, _rows(counted, enrolled, "ครัวเรือน"), everyone)


def _visits(target: TargetVillage) -> Bars:
    visits = Visit.objects.filter(enrolment__target_village=target).order_by()
    months = list(
        visits.annotate(month=TruncMonth("on")).values_list("month").annotate(n=Count("pk")).order_by("month")
    )
    shown = months[-MOST_BARS:]
    counted = [
        (
            f"{thai.MONTHS_SHORT[month.month - 1]} {thai.be_year(month.year)}",
            n,
            _listed(target, "visit-list", **_month(month)),
        )
        for month, n in shown
    ]
    total = sum(n for _, n in months)
    basis = f"รวม {thai.number(total)} ครั้ง" + (f" แสดง {MOST_BARS} เดือนหลัง" if len(months) > MOST_BARS else "")
    rows = _rows(counted, max((n for _, n, _ in counted), default=0), "ครั้ง")
    return Bars("การเยี่ยมติดตามรายเดือน", basis, rows, _listed(target, "visit-list"))


def _month(month: datetime.date) -> dict[str, str]:
    """The days of a month as a list takes them."""
    past = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return {"since": typed(month), "on": typed(past - datetime.timedelta(days=1))}


def _money(target: TargetVillage) -> Bars:
    """Mean and median income and expense at the start and now, over the households that know both."""
    states = EnrolmentState.objects.filter(enrolment__target_village=target, enrolment__left_on=None, rounds__gt=1)
    rows: list[BarRow] = []
    means: list[tuple[str, Decimal, Decimal, int]] = []
    for word, field in (("รายได้", "income"), ("รายจ่าย", "expense")):
        pairs = [
            (first, last)
            for first, last in states.values_list(f"baseline_{field}", f"latest_{field}")
            if first is not None and last is not None
        ]
        if pairs:
            for when_told, place in (("ข้อมูลฐาน", 0), ("รอบล่าสุด", 1)):
                amounts = [pair[place] for pair in pairs]
                means.append(
                    (f"{word} {when_told}", sum(amounts, Decimal(0)) / len(pairs), median(amounts), len(pairs))
                )
    most = max((mean for _, mean, _, _ in means), default=Decimal(1))
    for label, mean, middle, n in means:
        middle_told = thai.number(round(middle))
        figure = f"{thai.money(mean)} บาท/ปี ค่ากลาง {middle_told} (จาก {thai.number(n)} ครัวเรือน)"
        rows.append(BarRow(label, figure, bar([mean], most, words=f"{label} {figure}"), why=MEAN))
    return Bars("รายได้และรายจ่ายเฉลี่ยต่อครัวเรือน", "เฉพาะครัวเรือนที่มีข้อมูลทั้งสองรอบ", rows)
