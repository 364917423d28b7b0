"""A board put together: its place and year, a row for each place below, and the sum; few queries whatever its length."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, fields

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from households.due import with_overdue
from households.models import Enrolment
from samma import thai
from samma.progress import links, rollups
from samma.progress.board.measures import OF_KEY
from samma.progress.models import COUNTED
from samma.progress.report.made import BELOW, BELOW_WORDS, VILLAGE_DIGITS
from samma.progress.target_rows import rollup_of, step_chip
from samma.progress.totals import RECENT, Totals, sum_of, totals_by_area
from samma.scope import WHOLE_COUNTRY, covers, row_number
from villages.models import Area, ProgrammeYear, TargetVillage
from villages.places import place_name

NAME = "name"


@dataclass(frozen=True)
class Row:
    """One place below the board's own. `code` is what lists are narrowed by."""

    code: str
    name: str
    note: str
    sort_key: str
    total: Totals
    url: str
    step: dict | None = None  # of a village: {word, tone}
    seats: int | None = None  # of a village: people in its team
    team_url: str = ""


@dataclass(frozen=True)
class Board:
    """What page, paper and workbook are made from."""

    prefix: str
    place: str
    year: ProgrammeYear
    years: list[int]
    below: str
    rows: list[Row]
    total: Totals
    as_of: str
    sort: str
    today: datetime.date

    @property
    def area(self) -> str:
        return "" if self.prefix == WHOLE_COUNTRY else self.prefix

    @property
    def title(self) -> str:
        return f"กระดานสัมมาชีพชุมชน ราย{self.below}"


def board_of(request) -> Board | None:
    """The board that the address asks for (`?area=3301&year=2560&sort=trained`); None before there is a target village."""
    user, today = request.user, timezone.localdate()
    prefix = request.GET.get("area") or user.area_code
    is_code = prefix.isascii() and prefix.isdecimal() and len(prefix) in (2, 4)
    if not covers(user.area_code, prefix) or not (is_code or prefix == user.area_code):
        raise Http404
    mine = TargetVillage.objects.visible_to(user).under(prefix)
    years = list(ProgrammeYear.objects.filter(Exists(mine.filter(year=OuterRef("pk")))).order_by("-year"))
    if not years:
        return None
    as_of = rollups.settled(prefix)
    latest = next((year for year in years if year.pk <= thai.fiscal_year(today)), years[0])
    asked = row_number(request.GET.get("year", ""))
    year = next((year for year in years if year.pk == asked), latest)
    digits = BELOW[prefix if prefix == WHOLE_COUNTRY else len(prefix)]
    rows = _villages(mine, year, today) if digits == VILLAGE_DIGITS else _areas(user, prefix, year, digits, today)
    sort = request.GET.get("sort", NAME)
    return Board(
        prefix=prefix,
        place="ทั้งประเทศ" if prefix == WHOLE_COUNTRY else place_name(prefix),
        year=year,
        years=[one.pk for one in years],
        below=BELOW_WORDS[digits],
        rows=_in_order(rows, sort, year),
        total=sum_of(row.total for row in rows),
        as_of=as_of,
        sort=sort,
        today=today,
    )


def _in_order(rows: list[Row], sort: str, year: ProgrammeYear) -> list[Row]:
    """By name; by a measure the furthest first, and those alike by name. An order of work, not of merit: no places are given."""
    rows = sorted(rows, key=lambda row: row.sort_key)
    measure = OF_KEY.get(sort)
    return sorted(rows, key=lambda row: -measure.share(row.total, year)) if measure else rows


def _villages(targets, year: ProgrammeYear, today: datetime.date) -> list[Row]:
    """Two queries: the villages with what was counted of them, and the days that move with today."""
    rows = targets.filter(year=year).select_related("village__tambon", "rollup", "team")
    days = defaultdict(lambda: (0, 0), _days(targets, year, today))
    return [
        Row(
            code=target.village_code,
            name=target.village.title,
            note=f"หมู่ที่ {target.village.moo} ต.{target.village.tambon.name_th}",
            sort_key=f"{target.village.tambon.sort_key} {target.village.sort_key}",
            total=_total_of(rollup_of(target), *days[target.pk]),
            url=reverse("target-detail", args=[target.pk]),
            step=step_chip(rollup_of(target)),
            seats=rollup_of(target).seats,
            team_url=links.team_page(target),
        )
        for target in rows
    ]


def _days(targets, year: ProgrammeYear, today: datetime.date) -> dict[int, tuple[int, int]]:
    active = Enrolment.objects.active().filter(target_village__in=targets.filter(year=year))
    recent = Q(last_visit__gt=today - datetime.timedelta(days=RECENT))
    counted = with_overdue(active, [year], today).order_by().values("target_village")
    rows = counted.annotate(late=Count("pk", filter=Q(is_overdue=True)), recent=Count("pk", filter=recent))
    return {row["target_village"]: (row["late"], row["recent"]) for row in rows}


def _total_of(counted, late: int, recent: int) -> Totals:
    own = {field.name for field in fields(Totals)}
    total = Totals(villages=1, **{name: getattr(counted, name) for name in COUNTED if name in own})
    total.overdue, total.recent, total.gain_bins = late, recent, counted.gain_bins
    return total


def _areas(user, prefix: str, year: ProgrammeYear, digits: int, today: datetime.date) -> list[Row]:
    found = totals_by_area(user, year, digits, today)
    found = {code: total for code, total in found.items() if covers(prefix, code)}
    areas = Area.objects.in_bulk(list(found))
    return [
        Row(
            code=code,
            name=areas[code].full_name if code in areas else code,
            note="",
            sort_key=areas[code].sort_key if code in areas else code,
            total=total,
            url=f"{reverse('board')}?area={code}&year={year.pk}",
        )
        for code, total in found.items()
    ]
