"""One way to show a list: search, filters, Thai order, and pages by key, the same cost on page 1 and on page 1,000.

OFFSET reads all rows before the page; a key ("after this name and id") reads 25 by the index. Above a thousand rows
nothing is counted: "มากกว่า 1,000 รายการ" is what a person needs to know.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.urls import reverse

from samma import thai
from samma.figures import measured

PAGE_SIZE = 25
COUNTED = 1000
NOT_OF_THE_LIST = ("after", "before", "format", "digits")  # the page, the kind of file and its digits


def listing(
    request,
    queryset: QuerySet,
    *,
    columns: Sequence[dict[str, Any]],
    row: Callable[[Any], dict[str, Any]],
    order: Sequence[str] = ("sort_key", "pk"),
    sorts: dict[str, Sequence[str]] | None = None,
    search: Callable[[QuerySet, str], QuerySet] | None = None,
    filterset: type | None = None,
    whole: str = "ทุกพื้นที่ที่ดูแล",
) -> dict[str, Any]:
    """The context of components/list_tools.html and components/table.html for one page of `queryset`.

    `order` ends with pk, names columns that are never null, and is served by an index; `sorts` offers further orders
    by the name of a column's `sort` key. `row` turns an object into the table's dict. `search` narrows by the words
    typed (mended as everything is). `filterset` is a django-filter FilterSet. `whole` says what a list is of that
    nothing narrows.
    """
    view = narrowed(request, queryset, order=order, sorts=sorts, search=search, filterset=filterset)
    queryset, order, params = view.queryset, view.order, view.params
    found, previous_key, next_key = _page(queryset, order, request.GET.get("after"), request.GET.get("before"))
    counted = getattr(queryset, "known_count", None)  # a search may have counted already
    if counted is None:
        counted = queryset.order_by()[: COUNTED + 1].count()
    total = f"{thai.number(counted)} รายการ" if counted <= COUNTED else f"มากกว่า {thai.number(COUNTED)} รายการ"
    return {
        "q": view.words,
        "sort": params.get("sort", ""),  # list_tools carries it on, so that a search keeps the order
        "filters": view.filters,
        "chips": view.chips,
        "query": urlencode(params),  # what an export of the list as seen carries on
        "clear_url": request.path,
        "columns": [_column(column, params, sorts) for column in columns],
        "rows": [row(item) for item in found],
        "total_label": total,
        "list_measured": measured(*([chip["label"] for chip in view.chips or ()] or [whole])),
        "is_narrowed": bool(view.words or view.chips),
        "page": {
            "previous_url": _url(params, before=previous_key) if previous_key else None,
            "next_url": _url(params, after=next_key) if next_key else None,
        },
    }


@dataclass(frozen=True)
class Narrowed:
    """A list as it is asked for in an address: its rows, their order, and what narrows them."""

    queryset: QuerySet  # not ordered yet: a page walks it either way
    order: Sequence[str]
    params: dict[str, str]
    words: str
    filters: Any
    chips: list[dict[str, str]] | None

    @property
    def rows(self) -> QuerySet:
        """Every row in the order of the list."""
        return self.queryset.order_by(*self.order)


def narrowed(
    request,
    queryset: QuerySet,
    *,
    order: Sequence[str] = ("sort_key", "pk"),
    sorts: dict[str, Sequence[str]] | None = None,
    search: Callable[[QuerySet, str], QuerySet] | None = None,
    filterset: type | None = None,
) -> Narrowed:
    """The rows that the address asks for; a page shows some of them, an export all."""
    params = {key: value for key, value in request.GET.items() if value and key not in NOT_OF_THE_LIST}
    words = thai.fold_spaces(thai.normalise(params.get("q", "")))
    filters = chips = None
    if filterset is not None:
        bound = filterset(request.GET or None, queryset=queryset, request=request)
        queryset, filters = bound.qs, bound.form
        chips = _chips(filters, params)
    if search is not None and words:
        queryset = search(queryset, words)
    return Narrowed(queryset, (sorts or {}).get(params.get("sort", ""), order), params, words, filters, chips)


def ways_out(request, key: str, papers: dict[str, str] | None = None) -> list[dict[str, str]]:
    """The list as it stands on the screen as a file, and registers to print: `papers` are their titles by key.

    A paper of the list itself holds the same rows; another register takes over the place and the year.
    """
    params = {name: value for name, value in request.GET.items() if value and name not in NOT_OF_THE_LIST}
    shared = {name: params[name] for name in ("area", "year") if name in params}
    ways = [
        _way_out("ตามที่แสดง Excel", "table", key, params, "xlsx"),
        _way_out("ตามที่แสดง CSV", "file-earmark-text", key, params, "csv"),
    ]
    for paper, title in (papers or {}).items():
        ways += ways_to_print(params if paper == key else shared, {paper: title})
    return ways


def way_in(request, register: str) -> str:
    """Where a file of a register is brought in, for those who write."""
    return reverse("sheet-import", args=[register]) if request.user.may_write else ""


def ways_to_print(params: dict[str, Any], papers: dict[str, str]) -> list[dict[str, str]]:
    """Registers (title by key) of the rows that `params` ask for, formatted to print."""
    return [
        way
        for paper, title in papers.items()
        for way in (
            _way_out(f"{title} พร้อมพิมพ์ Excel", "printer", paper, params, "print"),
            _way_out(f"{title} PDF เลขไทย", "file-earmark-pdf", paper, params | {"digits": "thai"}, "pdf"),
            _way_out(f"{title} PDF เลขอารบิก", "file-earmark-pdf", paper, params, "pdf"),
        )
    ]


def _way_out(label: str, icon: str, key: str, params: dict[str, Any], kind: str) -> dict[str, str]:
    url = f"{reverse('list-export', args=[key])}?{urlencode(params | {'format': kind})}"
    return {"label": label, "icon": icon, "url": url}


def _page(queryset: QuerySet, order: Sequence[str], after: str | None, before: str | None):
    """One page and the keys to its neighbours (None where there is none)."""
    backwards = bool(before) and not after
    key = _read_key(after or before, queryset.model, order)
    walk = [_flip(name) for name in order] if backwards else list(order)
    page = queryset.order_by(*walk)
    if key:
        page = page.filter(_beyond(walk, key))
    rows = list(page[: PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if backwards:
        rows.reverse()
    if not rows:
        return [], None, None
    has_previous = more if backwards else bool(key)
    has_next = True if backwards else more
    return rows, _key(rows[0], order) if has_previous else None, _key(rows[-1], order) if has_next else None


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], key: list) -> Q:
    """Rows after the key in this order: (a > x) or (a = x and b > y) …, bounded on `a` so that the index is entered."""
    beyond, same = Q(), Q()
    for name, value in zip(order, key, strict=True):
        field, comparison = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        beyond |= same & Q(**{f"{field}__{comparison}": value})
        same &= Q(**{field: value})
    first = order[0]
    bound = Q(**{f"{first[1:]}__lte": key[0]}) if first.startswith("-") else Q(**{f"{first}__gte": key[0]})
    return bound & beyond


def _key(row: Any, order: Sequence[str]) -> str:
    values = []
    for name in order:
        value: Any = row
        for part in name.removeprefix("-").split("__"):
            value = getattr(value, part)
        values.append(value)
    return base64.urlsafe_b64encode(json.dumps(values, default=str, ensure_ascii=False).encode()).decode()


def _read_key(text: str | None, model: type[Model], order: Sequence[str]) -> list | None:
    """The key of a link, or None for none and for one that somebody bent: the list then begins at its start."""
    if not text:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, UnicodeError):
        return None
    if not (isinstance(key, list) and len(key) == len(order)):
        return None
    is_whole = all(_may_stand_for(_field(model, name), value) for name, value in zip(order, key, strict=True))
    return key if is_whole else None


def _field(model: type[Model], name: str) -> Field:
    """The model field of a name in an order."""
    *path, last = name.removeprefix("-").split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    return model._meta.pk if last == "pk" else model._meta.get_field(last)


def _may_stand_for(field: Field, value: Any) -> bool:
    """Whether a value of a key is of its field's kind: another kind is an error in the database."""
    if not isinstance(value, (str, int)) or "\0" in str(value):
        return False
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return True


def _url(params: dict[str, str], **changes: str) -> str:
    return "?" + urlencode(params | changes)


def _column(column: dict[str, Any], params: dict[str, str], sorts: dict | None) -> dict[str, Any]:
    name = column.get("sort")
    if not (sorts and name in sorts):
        return column
    descending = sorts[name][0].startswith("-")
    current = params.get("sort") == name
    return column | {
        "sort_url": _url(params, sort=name),
        "sorted": ("descending" if descending else "ascending") if current else None,
    }


def _chips(form, params: dict[str, str]) -> list[dict[str, str]]:
    """The filters in force, each with the link that takes it off."""
    chips = []
    for field in form:
        value = params.get(field.name)
        if not value:
            continue
        words = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
        rest = {key: kept for key, kept in params.items() if key != field.name}
        chips.append({"label": f"{field.label}: {words.get(value, value)}", "remove_url": "?" + urlencode(rest)})
    return chips
