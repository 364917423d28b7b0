"""The numbers of whole districts or provinces in one year, read from the roll-ups: three queries for a district or the country."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from django.db.models import Q, Sum
from django.db.models.functions import Substr

from samma.progress.models import COUNTED, Basis, DistrictDay, DistrictRollup
from samma.progress.numbers import median_of, merged
from villages.models import ProgrammeYear

RECENT = 30  # days


@dataclass
class Totals:
    """Counts of one area in one year. Households unless the name says otherwise."""

    villages: int = 0
    teams_complete: int = 0
    leads_trained: int = 0
    enrolled: int = 0
    assigned: int = 0
    trained: int = 0
    visited: int = 0
    visits: int = 0
    recent: int = 0  # visited in the last thirty days
    overdue: int = 0
    practising: int = 0
    practising_known: int = 0
    with_money: int = 0
    both_rounds: int = 0
    income_up: int = 0
    money_known: int = 0
    net_above: int = 0
    exemplary: int = 0
    groups: int = 0
    groups_complete: int = 0
    groups_short: int = 0
    registered: int = 0
    otop: int = 0
    existing_groups: int = 0  # founded before or outside the programme: in none of the five above
    existing_complete: int = 0
    existing_registered: int = 0
    existing_otop: int = 0
    drafts: int = 0
    submitted: int = 0
    approved: int = 0
    with_record: int = 0  # villages
    finished: int = 0  # villages
    gain_bins: dict[str, int] = field(default_factory=dict)

    @property
    def teams_short(self) -> int:
        return self.villages - self.teams_complete

    @property
    def any_groups_short(self) -> int:
        """Groups that lack a ก, of the programme or older: the work is the same."""
        return self.groups_short + self.existing_groups - self.existing_complete

    @property
    def unassigned(self) -> int:
        return self.enrolled - self.assigned

    @property
    def never_visited(self) -> int:
        return self.enrolled - self.visited

    @property
    def without_record(self) -> int:
        return self.villages - self.with_record

    @property
    def median_gain(self) -> int | None:
        """Per cent by which incomes changed: the middle of the bin in which the median lies."""
        return median_of(self.gain_bins)


def totals_by_area(user, year: ProgrammeYear, digits: int, today: datetime.date) -> dict[str, Totals]:
    """Totals of each district (4 digits) or province (2) under the user's posting that has target villages."""
    found: dict[str, Totals] = {}
    summed = {f"n_{name}": Sum(name) for name in ["villages", *COUNTED]}
    rows = DistrictRollup.objects.visible_to(user).filter(year=year.pk).order_by()
    for row in rows.values(place=Substr("code", 1, digits)).annotate(**summed):
        found[row["place"]] = Totals(**{name: row[f"n_{name}"] for name in ["villages", *COUNTED]})
    for code, bins in rows.exclude(gain_bins={}).values_list("code", "gain_bins"):
        if code[:digits] in found:
            found[code[:digits]].gain_bins = merged([found[code[:digits]].gain_bins, bins])
    for row in days_by_area(user, year, digits, today):
        if row["place"] in found:
            found[row["place"]].recent, found[row["place"]].overdue = row["recent"] or 0, row["late"] or 0
    return {code: total for code, total in sorted(found.items()) if total.villages}


def days_by_area(user, year: ProgrammeYear, digits: int, today: datetime.date):
    """What follows from today: who was seen in the last thirty days, and whose due day has passed (`households.due`)."""

    def before(basis: Basis, days: int) -> Q:
        return Q(basis=basis, on__lt=today - datetime.timedelta(days=days))

    late = (
        before(Basis.PROMISED, 0)
        | before(Basis.VISITED, year.visit_every_days)
        | before(Basis.STARTED, year.first_visit_days)
    )
    recent = Q(basis=Basis.SEEN, on__gt=today - datetime.timedelta(days=RECENT))
    rows = DistrictDay.objects.visible_to(user).filter(late | recent, year=year.pk).order_by()
    return rows.values(place=Substr("code", 1, digits)).annotate(
        recent=Sum("n", filter=recent), late=Sum("n", filter=late)
    )


def sum_of(totals: Iterable[Totals]) -> Totals:
    """All areas together."""
    every = list(totals)
    counted = {one.name: sum(getattr(each, one.name) for each in every) for one in fields(Totals) if one.type is int}
    return Totals(**counted, gain_bins=merged(each.gain_bins for each in every))
