"""Places, programme years, occupations, and what happened when in a target village."""

from villages.models.activity import Activity, ActivityKind, ActivityPhoto
from villages.models.place import LEVELS, PREFIXES, Area, Village
from villages.models.programme import Occupation, ProgrammeYear, TargetVillage
from villages.models.spans import SERVING, STARTS_BEFORE_IT_ENDS
from villages.models.stale import StaleVillage

__all__ = [
    "LEVELS",
    "PREFIXES",
    "SERVING",
    "STARTS_BEFORE_IT_ENDS",
    "Activity",
    "ActivityKind",
    "ActivityPhoto",
    "Area",
    "Occupation",
    "ProgrammeYear",
    "StaleVillage",
    "TargetVillage",
    "Village",
]
