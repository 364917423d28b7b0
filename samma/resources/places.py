"""Where a row lies, before it is stored: asked of every row that a file brings."""

from functools import lru_cache

from samma.scope import VillageCode


def place_of(instance) -> str:
    """The official code of the place a row lies in; empty when it lies in none (a year, an occupation)."""
    source = _source_of(type(instance))
    if source is not None:
        above = getattr(instance, source.name, None) if _is_linked(instance, source) else None
        return above.village_code or place_of(above) if above is not None else ""
    return getattr(instance, "village_code", "") or getattr(instance, "area_code", "")


@lru_cache(maxsize=128)
def _source_of(model):
    """The relation whose row gives this model's rows their place; None where there is none."""
    carrier = next((field for field in model._meta.fields if isinstance(field, VillageCode)), None)
    return carrier and model._meta.get_field(carrier.source)


def _is_linked(instance, relation) -> bool:
    return relation.is_cached(instance) or getattr(instance, relation.attname) is not None
