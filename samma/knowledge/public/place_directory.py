"""เรียนได้ที่ไหน: learning places whose keepers agreed that name and trades are published.

As with sages there is no telephone, no village and no map: who wants to come asks the community development office of
the district. A place that bears its sage's name is told only when the sage agreed as well.
"""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.views.decorators.http import require_safe

from samma.knowledge.public.answers import missing, page
from samma.knowledge.public.filters import PublicPlaceFilter, provinces_of, whole_of
from samma.knowledge.public.text import place_in_words, without_numbers
from samma.lists import listing
from trainers.models import LearningPlace
from villages.models import Area

BY_PLACE = ("village_code", "sort_key", "pk")
TRADES = ("trade_1", "trade_2", "trade_3")


def agreed():
    """The learning places that may be named."""
    return LearningPlace.objects.filter(Q(owner=None) | Q(owner__consent=True), consent=True)


def find_places(places, text: str):
    """Every word stands in the name or among the trades taught."""
    for word in text.split():
        taught = Q(name__contains=word)
        for trade in TRADES:
            taught |= Q(**{f"{trade}__name__contains": word}) | Q(**{f"{trade}__parent__name__contains": word})
        places = places.filter(taught)
    return places


@login_not_required
@require_safe
def places(request, province=""):
    """The learning places of the country or of a province."""
    found, area = agreed(), None
    if province:
        area = Area.objects.filter(code=province, level=2).first()
        if area is None:
            return missing(request, "knowledge/public/no_place.html")
        found = found.under(province)
    names = {
        name: Subquery(
            Area.objects.filter(code=Substr(OuterRef("village_code"), 1, digits), level=digits).values("name_th")[:1]
        )
        for name, digits in [("in_district", 4), ("in_province", 2)]
    }
    rows = found.annotate(**names).select_related("owner", *TRADES)
    filters = partial(PublicPlaceFilter, area=area)
    context = listing(
        request,
        rows,
        columns=[],
        row=_item,
        search=find_places,
        filterset=filters,
        order=BY_PLACE,
        whole=whole_of(area),
    )
    who = reverse("record-public-who-province", args=[area.code]) if area else reverse("record-public-who")
    context |= {
        "area": area,
        "actions": [{"label": "ใครรู้เรื่องนี้บ้าง", "url": who, "icon": "people"}],
        "provinces": provinces_of(agreed(), "village_code") if area is None else [],
        "here": request.path,
        "canonical": request.path,
    }
    return page(request, "knowledge/public/places.html", context)


def _item(place) -> dict:
    return {
        "name": without_numbers(place.name),
        "kind": place.get_kind_display(),
        "teaches": ", ".join(trade.name for trade in place.trades),
        "owner": str(place.owner or ""),
        "place": place_in_words(place.village_code, place.in_district, place.in_province),
        "ask": f"สำนักงานพัฒนาชุมชน{place_in_words(place.village_code, place.in_district, None) or 'ในพื้นที่'}",
    }
