"""Which household of the register a row of a file means: by what names it, village by village."""

from collections import defaultdict
from typing import Any

from import_export.instance_loaders import BaseInstanceLoader

from households.models import WISHES, Enrolment, Household
from samma import thai
from samma.people import split_name
from trainers.near import NearPeople

Names = dict[str, Any]


def names_of(house_code: str | None, house_no: str | None, head: str | None) -> Names:
    """By what a household is named: its house code; its house number with the head's name, with its title or without."""
    name = split_name(head or "")
    house, whole = thai.search_fold(house_no or ""), thai.search_fold(head or "")
    bare = thai.search_fold(f"{name.first_name}{name.last_name}")
    return {"code": house_code, "exact": (house, whole), "bare": (house, bare), "house": house, "head": bare}


STRICT = ("code", "exact", "bare")
LOOSE = ("house", "head")


class Index:
    """Rows by the names of their household, inside a place."""

    def __init__(self) -> None:
        self.places: dict[Any, dict[tuple, list]] = defaultdict(dict)
        self.taken: set[int] = set()

    def add(self, place, names: Names, row) -> None:
        here = self.places[place]
        for kind, name in names.items():
            if name:
                here.setdefault((kind, name), []).append(row)

    def found(self, place, names: Names, kinds) -> list:
        """The rows not taken yet under the first of these kinds of names that has any."""
        here = self.places.get(place, {})
        for kind in kinds:
            rows = [row for row in here.get((kind, names[kind]), ()) if id(row) not in self.taken]
            if rows:
                return rows
        return []

    def first(self, place, names: Names):
        """By house code, else by house number and head."""
        return next(iter(self.found(place, names, STRICT)), None)

    def take(self, row) -> None:
        """The row is not found again."""
        self.taken.add(id(row))


class RegisterLoader(BaseInstanceLoader):
    """The enrolments and households of the file's villages, read once, and the households that the file itself brings."""

    def __init__(self, resource, dataset=None) -> None:
        super().__init__(resource, dataset)
        resource.register = self
        self.enrolled, self.households = Index(), Index()
        self.of_household: dict[tuple, Enrolment] = {}  # by household, village and year
        self.last: dict[int, int] = defaultdict(int)  # by target village: the last number given
        self.active: dict[int, int] = defaultdict(int)  # by target village: households that take part
        self.claimed: set[int] = set()  # households that rows of the file have named
        self.joined: dict[int, tuple[Household, Household]] = {}  # households of the file, and who each was said to be
        self.near = NearPeople()
        known = {}
        rows = (
            resource.within(Household.objects.visible_to(resource.user))
            .select_related("village")
            .prefetch_related(WISHES)
        )
        for household in rows:
            known[household.pk] = household
            self.add_household(household.village.code, household)
            self.near.add(household.village.code, household.first_name, household.last_name, household)
        for enrolment in resource.present():
            enrolment.household = known[enrolment.household_id]
            self._add_enrolment(enrolment)

    def _add_enrolment(self, enrolment) -> None:
        household, target = enrolment.household, enrolment.target_village
        names = names_of(household.house_code, household.house_no, household.full_name)
        self.enrolled.add((target.village.code, target.year_id), names, enrolment)
        self.of_household[household.pk, target.village.code, target.year_id] = enrolment
        self.last[target.pk] = max(self.last[target.pk], enrolment.number)
        self.active[target.pk] += enrolment.left_on is None

    def add_household(self, code: str, household: Household) -> None:
        """A household of the village, there already or new in the file: a further row may name it."""
        names = names_of(household.house_code, household.house_no, household.full_name)
        self.households.add(code, names, household)

    def take(self, village_code: str, year: int, number: int | None, names: Names) -> Enrolment | None:
        """The enrolment of a row: by its household's names, else by its number when house number or head agree."""
        place = (village_code, year)
        row = self.enrolled.first(place, names)
        if row is None:
            agreeing = [row for kind in LOOSE for row in self.enrolled.found(place, names, [kind])]
            row = next((row for row in agreeing if row.number == number), None)
        return row and self.claim(row)

    def claim(self, enrolment: Enrolment) -> Enrolment:
        """The enrolment belongs to a row of the file now."""
        self.enrolled.take(enrolment)
        self.claimed.add(enrolment.household_id)
        return enrolment

    def join(self, household: Household, same: Household) -> None:
        """A household of the file was said to be one that is there: so it is in every further row."""
        self.joined[id(household)] = (household, same)
        self.claimed.add(same.pk)

    def meant(self, household: Household) -> Household:
        """The household itself, or the one it was said to be."""
        return self.joined.get(id(household), (None, household))[1]

    def enrolment_of(self, household: Household, village_code: str, year: int) -> Enrolment | None:
        """The enrolment that a household has in a village and year, if no row of the file has it yet."""
        enrolment = self.of_household.get((household.pk, village_code, year))
        return self.claim(enrolment) if enrolment is not None and id(enrolment) not in self.enrolled.taken else None

    def likely(self, village_code: str, names: Names, head: str) -> list[Household]:
        """Households that no row of the file names and that this one might be: the same house, or nearly the same head."""
        name = split_name(head)
        near = self.near.near(village_code, name.first_name, name.last_name)
        same_house = self.households.found(village_code, names, ["house"])
        known = {row.pk: row for row in [*near, *same_house] if row.pk and row.pk not in self.claimed}
        return list(known.values())

    def forget(self, codes: set[str]) -> None:
        """These villages come no more."""
        for code in codes:
            self.households.places.pop(code, None)
        for place in [place for place in self.enrolled.places if place[0] in codes]:
            del self.enrolled.places[place]
