"""Who could form a group, over a village or a province: three queries whatever its size, and nothing stored.

A candidate is one village's trained households of one type of occupation that no group has yet. Where one or two are
missing, the neighbouring villages of the tambon that have some are named; so are groups of the district with the same
type of occupation, to be linked with.
(source: document 001, "กลุ่มควรมีการเชื่อมโยงเครือข่ายกับกลุ่มอื่นที่มีสินค้าชนิดเดียวกัน")
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from groups.books import DISTRICT, TAMBON
from groups.finder.candidates import free_enrolments
from groups.models import Group
from samma.scope import WHOLE_COUNTRY
from villages.models import Village
from villages.places import with_place_names

NEARLY = 2  # households short at most, to be shown as nearly a group
LINKS = 3  # groups named to link with


@dataclass
class Candidate:
    """A village's free households of one type of occupation."""

    village: Village  # with tambon_name and district_name
    year: int  # the latest in which one of them took part
    minimum: int  # of that year
    kind: int
    kind_name: str
    enrolments: list[int] = field(default_factory=list)
    trades: Counter = field(default_factory=Counter)  # (id, name) of an occupation: households
    of_trade: dict[int, list[int]] = field(default_factory=dict)
    near: list["Candidate"] = field(default_factory=list)  # neighbours with the same type, largest first
    alike: list[Group] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.enrolments)

    @property
    def short(self) -> int:
        """How many households are missing for a group; 0 when there are enough."""
        return max(0, self.minimum - self.count)

    @property
    def whole_trades(self) -> list[tuple[int, str, int]]:
        """Single occupations that are enough by themselves: id, name, households."""
        return [(pk, name, n) for (pk, name), n in self.trades.most_common() if n >= self.minimum]

    @property
    def completing(self) -> list["Candidate"]:
        """Neighbours, as few as possible, with whom there are enough; all of them when that does not suffice."""
        chosen, left = [], self.short
        for other in self.near:
            if left <= 0:
                break
            chosen.append(other)
            left -= other.count
        return chosen

    @property
    def can_be_completed(self) -> bool:
        return bool(self.short) and sum(other.count for other in self.near) >= self.short


def find(user, prefix: str) -> list[Candidate]:
    """Candidates of a place that the user sees: whole ones first, then by what is missing, the largest first.

    The whole country is too much for one list: it is asked by province.
    """
    if prefix == WHOLE_COUNTRY or not prefix:
        return []
    around = prefix[:TAMBON]  # neighbours of a single village stand in its tambon
    found = _candidates(user, around)
    _name_neighbours(found)
    found = [one for one in found if one.village.code.startswith(prefix)]
    _name_groups(found, user, around[:DISTRICT] if len(around) > DISTRICT else around)
    return sorted(found, key=lambda one: (one.short, -one.count, one.village.code, one.kind_name))


def _candidates(user, prefix: str) -> list[Candidate]:
    rows = list(
        free_enrolments(prefix)
        .visible_to(user)
        .annotate(
            kind=Coalesce("occupation__parent", "occupation"),
            kind_name=Coalesce("occupation__parent__name", "occupation__name"),
        )
        .values_list(
            "pk", "household", "village_code", "kind", "kind_name", "occupation", "occupation__name",
            "target_village__year", "target_village__year__group_minimum",
        )
    )  # fmt: skip
    rows.sort(key=lambda row: (-row[7], row[0]))  # a household of two years counts by its latest
    villages = {row[2] for row in rows}
    places = with_place_names(Village.objects.visible_to(user).under(prefix))
    by_code = {village.code: village for village in places if village.code in villages}
    seen, found = set(), {}
    for pk, household, code, kind, kind_name, trade, trade_name, year, minimum in rows:
        if household in seen or code not in by_code:
            continue
        seen.add(household)
        key = (code, kind)
        if key not in found:
            found[key] = Candidate(by_code[code], year, minimum, kind, kind_name)
        one = found[key]
        one.enrolments.append(pk)
        one.trades[trade, trade_name] += 1
        one.of_trade.setdefault(trade, []).append(pk)
    return list(found.values())


def _name_neighbours(found: list[Candidate]) -> None:
    by_tambon = defaultdict(list)
    for one in found:
        by_tambon[one.village.code[:TAMBON], one.kind].append(one)
    for neighbours in by_tambon.values():
        for one in neighbours:
            others = [other for other in neighbours if other is not one]
            one.near = sorted(others, key=lambda other: (-other.count, other.village.code))


def _name_groups(found: list[Candidate], user, prefix: str) -> None:
    kinds = {one.kind for one in found}
    groups = Group.objects.visible_to(user).under(prefix).annotate(kind=Coalesce("occupation__parent", "occupation"))
    by_place = defaultdict(list)
    for group in groups.only("pk", "name", "village_code").order_by("sort_key", "pk"):
        if group.kind in kinds:
            by_place[group.village_code[:DISTRICT], group.kind].append(group)
    for one in found:
        one.alike = by_place[one.village.code[:DISTRICT], one.kind][:LINKS]
