"""Which village a file means by moo and names, where it has no official code: only inside the user's own area."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from samma.resources.addresses import Place, bare_name
from samma.resources.base import ScopedResource

LEVELS = {"province": 2, "district": 4, "tambon": 6}
MOST_OFFERED = 300


@dataclass(frozen=True)
class Settlement:
    """A village by its official code, with the names it goes by."""

    code: str
    names: tuple[str, ...]

    @property
    def moo(self) -> str:
        return str(int(self.code[6:]))


class Gazetteer:
    """The villages that the user may write for. For the register of villages itself: every moo of his subdistricts."""

    def __init__(self, resource: ScopedResource) -> None:
        self.resource = resource
        self.column = resource.fields.get(resource.place_column)
        self.makes_villages = self.column is not None and resource.place_column == "code"
        self._found: dict[Place, list[str]] = {}

    @cached_property
    def villages(self) -> list[Settlement]:
        if self.column is None or self.makes_villages:
            return []
        rows = self.column.widget.candidates(self.resource).order_by("code").values_list("code", "name", "alias")
        return [Settlement(code, tuple(filter(None, names))) for code, *names in rows]

    @cached_property
    def area_names(self) -> dict[str, str]:
        """The names of provinces, districts and subdistricts by code."""
        if self.column is None:
            return {}
        model = self.resource._meta.model if self.makes_villages else self.column.widget.candidates(self.resource).model
        areas = model._meta.get_field("tambon").related_model
        if self.makes_villages:
            rows = areas.objects.visible_to(self.resource.user).tambons()
            codes = {code[:n] for code in rows.values_list("code", flat=True) for n in LEVELS.values()}
        else:
            codes = {village.code[:n] for village in self.villages for n in LEVELS.values()}
        if len(codes) > 900:  # as many as SQLite takes in one question, with room to spare
            return dict(areas.objects.values_list("code", "name_th"))
        return dict(areas.objects.filter(code__in=codes).values_list("code", "name_th"))

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        for village in self.villages:
            for name in village.names:
                found[bare_name(name)].add(village.code)
        return found

    @cached_property
    def _by_moo(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        for village in self.villages:
            found[village.moo].add(village.code)
        return found

    def find(self, place: Place) -> list[str]:
        """The codes of the villages that agree with all that is said."""
        if place not in self._found:
            self._found[place] = self._find_tambons(place) if self.makes_villages else self._find(place)
        return self._found[place]

    def _find(self, place: Place) -> list[str]:
        if not place:
            return []
        codes = self._by_moo[place.moo] if place.moo else {village.code for village in self.villages}
        if place.village:
            codes = codes & self._by_name[bare_name(place.village)]
        return sorted(code for code in codes if self._lies_in(code, place))

    def _find_tambons(self, place: Place) -> list[str]:
        if not place.moo or not place.tambon:
            return []
        tambons = (code for code in self.area_names if len(code) == LEVELS["tambon"])
        return sorted(f"{code}{int(place.moo):02}" for code in tambons if self._lies_in(code, place))

    def _lies_in(self, code: str, place: Place) -> bool:
        for level, digits in LEVELS.items():
            said = getattr(place, level)
            if said and not _same_area(said, self.area_names.get(code[:digits], ""), self.area_names.get(code[:2], "")):
                return False
        return True

    def label(self, code: str) -> str:
        """บ้านตระกาจ หมู่ที่ 5 ตำบลตัวอย่าง (33010105)."""
        names = next((village.names for village in self.villages if village.code == code), ())
        name = names[0].removeprefix("บ้าน") if names else ""
        said = Place(moo=str(int(code[6:])), village=name, tambon=self.area_names.get(code[:6], ""))
        return f"{said} ({code})"

    def choices(self, codes: list[str] | None = None) -> list[tuple[str, str]]:
        """Villages to choose from: these, or all of the area."""
        offered = codes or [village.code for village in self.villages]
        return [(code, self.label(code)) for code in offered[:MOST_OFFERED]]


def _same_area(said: str, name: str, province: str) -> bool:
    """เมือง is the district เมืองศรีสะเกษ of its province."""
    said, name = bare_name(said), bare_name(name)
    return said == name or f"{said}{bare_name(province)}" == name
