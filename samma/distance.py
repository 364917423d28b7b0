"""How far two places are from each other, counted the same by Python and by either database (the haversine formula)."""

import math
from typing import Any

from django.db.models import F, FloatField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH = 6371.0088  # mean radius in kilometres
KM_OF_A_DEGREE = 111.2  # of latitude


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.sin((b - a) / 2) ** 2
    along = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, across + math.cos(a) * math.cos(b) * along)))


def kilometres_from(lat: float, lon: float, lat_field: str, lon_field: str) -> Combinable:
    """The same as an expression over a row's degrees: plain functions that PostgreSQL and SQLite both have."""
    row_lat = Radians(F(lat_field), output_field=FloatField())
    across = Power(Sin((row_lat - Value(math.radians(lat))) / Value(2.0)), Value(2.0))
    along = Power(Sin(Radians(F(lon_field) - Value(lon), output_field=FloatField()) / Value(2.0)), Value(2.0))
    inside = Least(Value(1.0), across + Value(math.cos(math.radians(lat))) * Cos(row_lat) * along)
    return Value(2 * EARTH) * ASin(Sqrt(inside), output_field=FloatField())


def box(lat: float, lon: float, km: float, lat_field: str, lon_field: str) -> dict[str, Any]:
    """What bounds a search before any distance is counted: the square around the point, as a filter's arguments."""
    up = km / KM_OF_A_DEGREE
    aside = up / max(math.cos(math.radians(lat)), 0.1)
    return {f"{lat_field}__range": (lat - up, lat + up), f"{lon_field}__range": (lon - aside, lon + aside)}
