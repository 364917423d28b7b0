"""Where a row lies, before it is stored: asked of every row that a file brings."""

from samma.scope import VillageCode


def place_of(instance) -> str:
    """The official code of the place a row lies in; empty when it lies in none (a year, an occupation)."""
    for model_field in instance._meta.fields:
        if isinstance(model_field, VillageCode):
            above = getattr(instance, model_field.source, None) if _is_linked(instance, model_field.source) else None
            return above.village_code or place_of(above) if above is not None else ""
    return getattr(instance, "village_code", "") or getattr(instance, "area_code", "")


def _is_linked(instance, name: str) -> bool:
    model_field = instance._meta.get_field(name)
    return model_field.is_cached(instance) or getattr(instance, model_field.attname) is not None
