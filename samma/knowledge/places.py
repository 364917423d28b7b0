"""Where a record may belong: the places under a person's posting, and a place in a few words."""

from samma.scope import WHOLE_COUNTRY, code_range, covers
from villages.models import Area
from villages.places import place_name, with_place_names

EVERYWHERE = (WHOLE_COUNTRY, "ทั้งประเทศ")


def place_choices(user, chosen: str = "") -> list[tuple[str, str]]:
    """The posting and the two levels below it, and the place that is chosen already."""
    posting = user.area_code
    if not posting:
        return []
    if posting == WHOLE_COUNTRY:
        areas = Area.objects.filter(level__lte=4)
        choices = [EVERYWHERE]
    else:
        first, past = code_range(posting)
        areas = Area.objects.filter(code__gte=first, code__lt=past, level__lte=len(posting) + 2)
        choices = []
    names = {area.code: area.full_name for area in areas.order_by("code")}
    choices += [(code, f"{names.get(code[:-2], '')} {name}".strip()) for code, name in names.items()]
    if chosen and covers(posting, chosen) and chosen not in dict(choices):
        choices.append((chosen, place_of(chosen)))
    return choices


def place_of(code: str) -> str:
    """A place as an address says it: บ้าน… ตำบล… อำเภอ… จังหวัด…"""
    return EVERYWHERE[1] if code == WHOLE_COUNTRY else place_name(code) or code


def with_names(queryset):
    """Each record with the names of its places; a record has a field `province_name` of its own."""
    return with_place_names(queryset, "in_{}")


def for_list(queryset):
    """Records with what a row of the office's list says of each, and no more: texts and papers stay in the database."""
    return with_names(queryset).only(
        "title", "sort_key", "category", "owner", "position", "year", "state", "area_code", "province_name"
    )


def short_place(record) -> str:
    """The place of a record that `with_names` has named, in few words: ต.… อ.…, else จ.…"""
    if record.area_code == WHOLE_COUNTRY:
        return EVERYWHERE[1]
    words = [f"{prefix}{name}" for prefix, name in [("ต.", record.in_tambon), ("อ.", record.in_district)] if name]
    return " ".join(words) or (f"จ.{record.in_province}" if record.in_province else "–")
