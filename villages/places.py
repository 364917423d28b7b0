"""Where a row is, in words and links: the way จังหวัด › อำเภอ › ตำบล › หมู่บ้าน above each page, and the places to choose from."""

from urllib.parse import urlencode

from django.db.models import CharField, F, Func, Q, QuerySet, Subquery
from django.urls import reverse

from samma.scope import WHOLE_COUNTRY, code_range, covers
from villages.models import Area, TargetVillage, Village

Crumb = tuple[str, str | None]
VILLAGE_DIGITS = 8
NEXT_LEVEL = {0: 2, 2: 4, 4: 6}


def crumbs_for(code: str, user, *, page: str = "", target_pk: int | None = None) -> list[Crumb]:
    """The way down to a place, one query. Links lead to the villages of each area inside the user's posting.

    `page` names a page under the place and becomes the last crumb. The village leads to its own page: that of `target_pk`,
    else of its latest year in the programme.
    """
    areas, village = _above(code)
    crumbs = [(area.full_name, _list_url(area.code, user)) for area in areas]
    if village is not None:
        if target_pk is None and covers(user.area_code, code):
            target_pk = areas[0].latest_target
        url = _list_url(code, user) if target_pk is None else reverse("target-detail", args=[target_pk])
        crumbs.append((f"{village.title} หมู่ {village.moo}", url))
    return [*crumbs, (page, None)] if page else crumbs


def place_name(code: str) -> str:
    """บ้านโนนสมมุติ หมู่ที่ 5 ตำบล… อำเภอ… จังหวัด…: the place as an address says it, one query."""
    areas, village = _above(code)
    words = [area.full_name for area in reversed(areas)]
    return " ".join([f"{village.title} หมู่ที่ {village.moo}", *words] if village else words)


def posting_name(user) -> str:
    """The area a user is posted to, in words."""
    return "ทั้งประเทศ" if user.area_code == WHOLE_COUNTRY else place_name(user.area_code)


class AreaName(Func):
    """The name of the tambon (6), district (4) or province (2) that a row's code lies in; none where the code is shorter.

    Written out, because a list asks for three of them and Django needs longer to build three subqueries than the
    database to answer (docs/benchmarks.md, search).
    """

    template = (
        "(SELECT named.name_th FROM villages_area named"
        " WHERE named.code = substr(%(expressions)s, 1, %(digits)s) AND named.level = %(digits)s)"
    )
    output_field = CharField()


def with_place_names(queryset: QuerySet, called: str = "{}_name") -> QuerySet:
    """Each row with `tambon_name`, `district_name` and `province_name` (or `called` else), in the same query."""
    levels = [("tambon", 6), ("district", 4), ("province", 2)]
    names = {called.format(level): AreaName(F(queryset.code_field), digits=digits) for level, digits in levels}
    return queryset.annotate(**names)


def place_words(row, village: Village) -> str:
    """บ้าน… ต.… อ.…: where a row of a list is; the row comes by `with_place_names`."""
    return f"{village} ต.{row.tambon_name} อ.{row.district_name}"


def area_choices(user, chosen: str = "") -> list[tuple[str, str]]:
    """Places to filter a list by: the level below the posting, and below the chosen place step by step. One query."""
    posting = "" if user.area_code == WHOLE_COUNTRY else user.area_code
    if not user.area_code or not covers(user.area_code, chosen or posting):
        chosen = ""
    wanted = Q()
    for prefix in {posting, *(chosen[:digits] for digits in (2, 4) if len(chosen) >= digits)}:
        if len(prefix) >= len(posting) and len(prefix) in NEXT_LEVEL:
            wanted |= _children(prefix)
    if chosen:
        wanted |= Q(code=chosen)  # a posting itself may be asked for: the list then names it
    if not user.area_code or not wanted:
        return []
    areas = {area.code: area for area in Area.objects.filter(wanted).order_by("code")}
    ordered = sorted(areas.values(), key=lambda area: _path(area, areas))
    choices = [(area.code, area.full_name) for area in ordered]
    if len(chosen) == VILLAGE_DIGITS:
        choices += [(village.code, str(village)) for village in Village.objects.visible_to(user).filter(code=chosen)]
    return choices


def _children(prefix: str) -> Q:
    level = NEXT_LEVEL[len(prefix)]
    if not prefix:
        return Q(level=level)
    first, past = code_range(prefix)
    return Q(level=level, code__gte=first, code__lt=past)


def _path(area: Area, areas: dict[str, Area]) -> list[str]:
    """Thai order level by level, so that the tambons of a chosen district stand under it."""
    return [areas[area.code[:digits]].sort_key for digits in (2, 4, 6) if area.code[:digits] in areas]


def _above(code: str) -> tuple[list[Area], Village | None]:
    """The areas of a code, province first, and its village."""
    village_name = Subquery(Village.objects.filter(code=code).values("name")[:1])
    latest = Subquery(TargetVillage.objects.filter(village_code=code).order_by("-year").values("pk")[:1])
    areas = list(Area.objects.above(code).annotate(village_name=village_name, latest_target=latest))
    if len(code) < VILLAGE_DIGITS or not areas or areas[0].village_name is None:
        return areas, None
    return areas, Village(code=code, name=areas[0].village_name)


def _list_url(code: str, user) -> str | None:
    if not covers(user.area_code, code):
        return None
    return f"{reverse('target-list')}?{urlencode({'area': code})}"
