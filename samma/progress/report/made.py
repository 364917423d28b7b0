"""A report put together: its place, its time, its figures and a row for each place below."""

import datetime
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from samma import thai
from samma.knowledge.filters import FINISHED
from samma.progress.report.counts import Counts, counts_by_place, sum_of
from samma.progress.report.figures import Figure, Lists, figures_of, lists_of
from samma.progress.report.period import Period, periods_of, usual_period
from samma.scope import WHOLE_COUNTRY, code_range, covers, row_number
from villages.models import LEVELS, Area, ProgrammeYear, TargetVillage, Village
from villages.places import place_name

VILLAGE_DIGITS = 8
MOST_YEARS = 12
BELOW = {WHOLE_COUNTRY: 2, 2: 4, 4: VILLAGE_DIGITS}
BELOW_WORDS = {2: "จังหวัด", 4: "อำเภอ", VILLAGE_DIGITS: "หมู่บ้าน"}
HEADS = [
    "หมู่บ้าน", "ทีมครบ 5 คน", "ครัวเรือน", "เป้าหมาย", "ผ่านอบรม", "เยี่ยมในช่วงนี้", "มีวิทยากรดูแล", "ปฏิบัติจริง", "มีคำตอบ",
    "รายได้เพิ่ม", "มีข้อมูลสองรอบ", "กลุ่ม", "ขึ้นทะเบียน", "กลุ่มเดิม", "องค์ความรู้รับรอง",
]  # fmt: skip
CHIEFS = {2: "พัฒนาการจังหวัด", 4: "พัฒนาการอำเภอ"}


@dataclass(frozen=True)
class PlaceRow:
    """One place below the report's own; `code` is empty for what lies in none of them."""

    code: str
    name: str
    counts: Counts

    def numbers(self, year: ProgrammeYear) -> list[int]:
        """The figures under HEADS: each share stands before its whole."""
        c = self.counts
        return [
            c.villages, c.teams_complete, c.enrolled, c.villages * year.households_per_village, c.trained,
            c.visited_assigned, c.assigned, c.practising, c.practising_known, c.income_up, c.both_rounds, c.groups,
            c.registered, c.existing_groups, c.approved,
        ]  # fmt: skip

    def ways(self, lists: Lists) -> list[str]:
        """The list behind each of the numbers, in their order; empty for what the year asks for."""
        of, cared = lists.households, {"cared": "yes"}
        return [
            lists.targets(), lists.targets("team"), of(result="active"), "", of(result="active", trained="yes"),
            lists.within("household-list", result="recent", **cared), of(result="active", **cared),
            of(result="practising"), of(result="answered"), of(result="income_up"), of(result="both"),
            lists.then("group-list", origin="programme"),
            lists.then("group-list", origin="programme", registered="yes"),
            lists.then("group-list", origin="existing"),
            lists.then("record-list", state=FINISHED),
        ]  # fmt: skip


@dataclass(frozen=True)
class Report:
    """Everything that page, paper and workbook are made from."""

    prefix: str
    place: str
    year: ProgrammeYear
    years: list[int]  # of target villages, to choose from
    fiscal_years: list[int]  # that a period may lie in: villages are followed up after their own year
    period: Period
    today: datetime.date
    total: Counts
    rows: list[PlaceRow]
    below: str  # what the places below are called

    @property
    def area(self) -> str:
        """The code as lists take it."""
        return "" if self.prefix == WHOLE_COUNTRY else self.prefix

    @property
    def figures(self) -> list[Figure]:
        return figures_of(self.total, self.year, self.lists(self.area))

    def lists(self, area: str) -> Lists:
        """The lists behind the figures of a place, as they stood then."""
        return lists_of(area, self.year, self.period, self.today)

    @property
    def title(self) -> str:
        word = {"m": "ประจำเดือน", "q": "ประจำไตรมาส"}.get(self.period.key[0], "ประจำปี")
        return f"รายงานผลการสร้างสัมมาชีพชุมชน {word}"

    @property
    def as_of(self) -> str:
        return thai.thai_date(self.period.cut_off(self.today))

    def when(self, figure: Figure) -> str:
        """The day or the days that a figure is of."""
        if figure.in_period:
            return f"ระหว่าง {self.period.span(self.today)}"
        return f"ณ {thai.thai_date_short(self.period.cut_off(self.today))}"

    @property
    def has_begun(self) -> bool:
        return self.period.start <= self.today

    @property
    def chief(self) -> str:
        """Who signs for the place."""
        return (
            CHIEFS[len(self.area)] + self.place.removeprefix(LEVELS[len(self.area)]).split(" ")[0] if self.area else ""
        )


def report_of(request) -> Report | None:
    """The report that the address asks for (`?year=2560&fiscal=2561&period=q2&area=3301`): the target villages of a year,
    in a period of that year or of a later one. None before there is a target village.

    A place outside the posting does not exist.
    """
    user, today = request.user, timezone.localdate()
    prefix = request.GET.get("area") or user.area_code
    is_code = prefix.isascii() and prefix.isdecimal() and len(prefix) in (2, 4)
    if not covers(user.area_code, prefix) or not (is_code or prefix == user.area_code):
        raise Http404
    mine = TargetVillage.objects.visible_to(user).under(prefix).order_by()
    years = sorted(mine.values_list("year", flat=True).distinct(), reverse=True)
    if not years:
        return None
    asked = row_number(request.GET.get("year", ""))
    latest = next((year for year in years if year <= thai.fiscal_year(today)), years[0])
    year = ProgrammeYear.objects.get(pk=asked if asked in years else latest)
    fiscal_years = list(range(max(thai.fiscal_year(today), year.pk), year.pk - 1, -1))[:MOST_YEARS]
    asked = row_number(request.GET.get("fiscal", ""))
    fiscal = asked if asked in fiscal_years else fiscal_years[0]
    periods = periods_of(fiscal)
    period = periods.get(request.GET.get("period", "")) or periods[usual_period(fiscal, today)]
    digits = BELOW[prefix if prefix == WHOLE_COUNTRY else len(prefix)]
    found = counts_by_place(user, year, prefix, digits, period, today)
    return Report(
        prefix=prefix,
        place="ทั้งประเทศ" if prefix == WHOLE_COUNTRY else place_name(prefix),
        year=year,
        years=years[:MOST_YEARS],
        fiscal_years=fiscal_years,
        period=period,
        today=today,
        total=sum_of(found.values()),
        rows=_rows(found, prefix, digits),
        below=BELOW_WORDS[digits],
    )


def _rows(found: dict[str, Counts], prefix: str, digits: int) -> list[PlaceRow]:
    """The places below with a target village, in Thai order; what belongs to none of them stands in a last row."""
    names = _names(prefix, digits)
    rows = [PlaceRow(code, name, found[code]) for code, name in names.items() if code in found and found[code].villages]
    rest = [counts for code, counts in found.items() if not (code in names and counts.villages)]
    apart = sum_of(rest)
    if apart != Counts():
        rows.append(PlaceRow("", f"ไม่ระบุ{BELOW_WORDS[digits]}เป้าหมาย", apart))
    return rows


def _names(prefix: str, digits: int) -> dict[str, str]:
    """The names of the places below by code, one query."""
    first, past = ("0", ":") if prefix == WHOLE_COUNTRY else code_range(prefix)
    if digits == VILLAGE_DIGITS:
        villages = Village.objects.filter(code__gte=first, code__lt=past, targets__isnull=False).distinct()
        villages = villages.select_related("tambon").order_by("tambon__sort_key", "sort_key", "code")
        return {village.code: f"{village} {village.tambon.full_name}" for village in villages}
    areas = Area.objects.filter(code__gte=first, code__lt=past, level=digits).order_by("sort_key", "code")
    return {area.code: area.full_name for area in areas}
