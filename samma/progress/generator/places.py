"""Which villages are invented: the programme's 23,589 villages spread evenly over the country's official subdistricts."""

from dataclasses import dataclass

from samma.scope import WHOLE_COUNTRY
from villages.models import Area

VILLAGES = 23_589  # of the whole programme


@dataclass(frozen=True)
class Place:
    """One village to be: its official code, and where it lies."""

    code: str
    lat: float | None
    lon: float | None


def places_under(prefix: str) -> list[Place]:
    """The villages of a district, a province or the country; those of a district are the same in all three."""
    tambons = list(Area.objects.tambons().order_by("code").values_list("code", "lat", "lon"))
    found = []
    for nth, (code, lat, lon) in enumerate(tambons):
        if prefix != WHOLE_COUNTRY and not code.startswith(prefix):
            continue
        here = VILLAGES * (nth + 1) // len(tambons) - VILLAGES * nth // len(tambons)
        found += [Place(f"{code}{moo:02}", lat, lon) for moo in range(1, here + 1)]
    return found
