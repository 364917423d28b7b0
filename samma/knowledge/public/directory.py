"""ใครรู้เรื่องนี้บ้าง: sages who agreed that their name and trade are published, by trade and place.

They agreed to name and trade and to nothing more: no telephone, no village, no house. Who wants to learn from them asks
the community development office of their district.
"""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.views.decorators.http import require_safe

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.public.answers import missing, page
from samma.knowledge.public.filters import PublicSageFilter, provinces_of, whole_of
from samma.knowledge.public.text import place_in_words, without_numbers
from samma.lists import listing
from trainers.models import Sage
from villages.models import Area

BY_PLACE = ("village_code", "sort_key", "pk")


def agreed():
    """The sages who may be named."""
    return Sage.objects.filter(consent=True)


def _with_places(sages):
    names = {
        name: Subquery(
            Area.objects.filter(code=Substr(OuterRef("village_code"), 1, digits), level=digits).values("name_th")[:1]
        )
        for name, digits in [("in_district", 4), ("in_province", 2)]
    }
    stories = KnowledgeRecord.objects.published().only("title", "slug", "sage")
    return sages.annotate(**names).select_related("expertise").prefetch_related(Prefetch("records", stories))


def find_sages(sages, text: str):
    """Every word stands in the name or in what the sage knows."""
    for word in text.split():
        named = Q(first_name__contains=word) | Q(last_name__contains=word)
        knows = Q(expertise__name__contains=word) | Q(expertise_detail__contains=word)
        sages = sages.filter(named | knows | Q(expertise__parent__name__contains=word))
    return sages


@login_not_required
@require_safe
def who(request, province=""):
    """The directory of the country or of a province."""
    sages, area = agreed(), None
    if province:
        area = Area.objects.filter(code=province, level=2).first()
        if area is None:
            return missing(request, "knowledge/public/no_place.html")
        sages = sages.under(province)
    filters = partial(PublicSageFilter, area=area)
    context = listing(
        request,
        _with_places(sages),
        columns=[],
        row=_item,
        search=find_sages,
        filterset=filters,
        order=BY_PLACE,
        whole=whole_of(area),
    )
    context |= {
        "area": area,
        "actions": [{"label": "เรียนได้ที่ไหน", "url": _places_url(area), "icon": "house-heart"}],
        "provinces": provinces_of(agreed(), "village_code") if area is None else [],
        "here": request.path,
        "canonical": request.path,
    }
    return page(request, "knowledge/public/who.html", context)


def _places_url(area) -> str:
    return reverse("record-public-places-province", args=[area.code]) if area else reverse("record-public-places")


def _item(sage) -> dict:
    trade = sage.expertise.name if sage.expertise else ""
    return {
        "name": str(sage),
        "kind": sage.get_kind_display(),
        "knows": " · ".join(filter(None, [trade, without_numbers(sage.expertise_detail)])),
        "place": place_in_words(sage.village_code, sage.in_district, sage.in_province),
        "teaches": sage.willing,
        "ask": f"สำนักงานพัฒนาชุมชน{place_in_words(sage.village_code, sage.in_district, None) or 'ในพื้นที่'}",
        "stories": [
            {"title": without_numbers(story.title), "url": reverse("record-public", args=[story.slug])}
            for story in sage.records.all()
        ],
    }
