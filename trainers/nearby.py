"""Who teaches a trade near a village, and where: sages and learning places in the order of their distance.

Inside one's posting a row stands where its village does (where that is not known, its tambon). A sage or a place of
another district is told only by who agreed to be published, and stands in the middle of its district: neither the page
nor the distance says in which village it is.
"""

from dataclasses import dataclass

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Substr

from samma.distance import box, kilometres_from
from samma.scope import WHOLE_COUNTRY, code_range
from trainers.filters import taught
from trainers.models import LearningPlace, Sage
from villages.models import Area, Village

SHOWN = 60


@dataclass(frozen=True)
class Point:
    lat: float
    lon: float


def point_of(village: Village) -> Point | None:
    """Where a village stands, else its tambon."""
    lat, lon = village.lat, village.lon
    if lat is None or lon is None:
        lat, lon = village.tambon.lat, village.tambon.lon
    return None if lat is None or lon is None else Point(lat, lon)


def sages_near(point: Point, km: float, user, *, trade=None) -> QuerySet:
    """Sages within so many kilometres, the nearest first."""
    sages = Sage.objects.select_related("village__tambon", "expertise").prefetch_related("judgements")
    if trade is not None:
        sages = sages.filter(Q(expertise=trade) | Q(expertise__parent=trade))
    return _near(sages, point, km, user)


def places_near(point: Point, km: float, user, *, trade=None) -> QuerySet:
    """Learning places within so many kilometres, the nearest first."""
    places = LearningPlace.objects.select_related("village__tambon", "owner", "trade_1", "trade_2", "trade_3")
    if trade is not None:
        places = places.filter(taught(trade))
    return _near(places, point, km, user, own=True)


def _near(rows: QuerySet, point: Point, km: float, user, *, own: bool = False) -> QuerySet:
    inside = Q() if user.area_code == WHOLE_COUNTRY else _under(user.area_code)
    rows = rows.filter(inside | Q(consent=True)) if inside else rows
    first = [F("lat"), F("lon")] if own else []
    coordinates = {}
    for at, name in enumerate(("lat", "lon")):
        known = Coalesce(*first[at : at + 1], F(f"village__{name}"), F(f"village__tambon__{name}"))
        district = Subquery(Area.objects.filter(code=Substr(OuterRef("village_code"), 1, 4)).values(name)[:1])
        where = Case(When(inside, then=known), default=district, output_field=FloatField()) if inside else known
        coordinates[f"at_{name}"] = where
    rows = rows.alias(**coordinates).filter(**box(point.lat, point.lon, km, "at_lat", "at_lon"))
    rows = rows.annotate(km=kilometres_from(point.lat, point.lon, "at_lat", "at_lon")).filter(km__lte=km)
    names = Area.objects.filter(code=Substr(OuterRef("village_code"), 1, 4)).values("name_th")[:1]
    return rows.annotate(district_name=Subquery(names)).order_by("km", "sort_key", "pk")


def _under(posting: str) -> Q:
    if not posting:
        return Q(pk__in=[])
    first, past = code_range(posting)
    return Q(village_code__gte=first, village_code__lt=past)
