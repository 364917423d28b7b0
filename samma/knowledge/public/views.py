"""The public site of published records: to read, to find, and what is said when a record is not public.

No sign-in, no cookie, no phone number and no address of anybody. The pages are made without the request's person, so
that nothing of a signed-in person can stand on them.
"""

from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from samma import thai
from samma.knowledge.models import KnowledgeRecord, RecordPhoto, State
from samma.knowledge.places import with_names
from samma.knowledge.public.answers import SECONDS, missing, page, site_of
from samma.knowledge.public.filters import PublicRecordFilter, provinces_of, whole_of
from samma.knowledge.public.text import credit, excerpt, is_named, place_in_words, sections_of, shown
from samma.knowledge.search import find
from samma.lists import listing
from samma.scope import WHOLE_COUNTRY, row_number
from villages.models import Area

NEWEST_FIRST = ("-year", "-pk")


def published_records():
    """Published records with what every public page says of them."""
    records = with_names(KnowledgeRecord.objects.published()).select_related("sage")
    return records.defer("source_text", "repairs").prefetch_related("photos")


def public_place(record) -> str:
    """District and province; of a record of the whole country, what its paper says."""
    province = record.province_name if record.area_code == WHOLE_COUNTRY else record.in_province
    return place_in_words(record.area_code, record.in_district, province)


def public_find(queryset, text: str):
    """As the office finds, but an owner who is not named is not found by his name."""
    queryset = find(queryset, text)
    for word in text.split():
        queryset = queryset.exclude(sage__consent=False, owner__contains=word)
    return queryset


@login_not_required
@require_safe
def record_public(request, slug):
    """A published record; any other, and one that never was, has the same answer."""
    record = published_records().prefetch_related("sections").filter(slug=slug).first()
    if record is None:
        return missing(request)
    sections = sections_of(record)
    title = shown(record, record.title)
    photos = [_photo(record, photo) for photo in record.photos.all()]
    context = {
        "record": record,
        "title": title,
        "credit": credit(record),
        "is_named": is_named(record),
        "sections": sections,
        "photos": photos,
        "place": public_place(record),
        "approved": thai.thai_date(record.approved_at, "arabic") if record.approved_at else "",
        "paper": _paper(record, request.GET.get("r", "")),
        "share": share_ways(site_of(request) + reverse("record-public", args=[slug])),
        "description": excerpt(sections) or title,
        "og_type": "article",
        "og_image": reverse("record-public-card", args=[slug]),
        "canonical": reverse("record-public", args=[slug]),
        "province_code": record.area_code[:2] if record.area_code != WHOLE_COUNTRY else "",
    }
    return page(request, "knowledge/public/record.html", context)


def share_ways(address: str) -> list[dict]:
    """Where officers and readers pass a page on; both sites show its share card."""
    return [
        {"label": "ส่งทางไลน์", "url": f"https://line.me/R/share?{urlencode({'text': address})}"},
        {"label": "แชร์ทางเฟซบุ๊ก", "url": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"},
    ]


def _paper(record, typed: str) -> dict | None:
    """What to say to one who came by the code on a paper: whether it is the revision that stands here."""
    revision = row_number(typed)
    if not 0 < revision <= record.revision:
        return None
    if revision == record.revision:
        return {"tone": "ok", "title": f"เอกสารในมือท่านเป็นฉบับปัจจุบัน (ฉบับที่ {revision})", "text": ""}
    return {
        "tone": "warn",
        "title": f"เอกสารในมือท่านเป็นฉบับเก่า (ฉบับที่ {revision})",
        "text": f"ฉบับปัจจุบันคือฉบับที่ {record.revision} ตามที่แสดงในหน้านี้",
    }


def _photo(record, photo) -> dict:
    caption = shown(record, photo.caption)
    return {
        "url": reverse("record-public-photo", args=[record.slug, photo.pk]),
        "thumb_url": reverse("record-public-photo-small", args=[record.slug, photo.pk]),
        "alt": caption or f"ภาพประกอบ {shown(record, record.title)}",
        "caption": caption,
    }


@login_not_required
@require_safe
def record_public_photo(request, slug, pk):
    """A photo of a published record."""
    photo = RecordPhoto.objects.filter(pk=pk, record__slug=slug, record__state=State.PUBLISHED).first()
    if photo is None:
        raise Http404
    response = FileResponse(photo.image.open("rb"), content_type="image/jpeg")
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


@login_not_required
@require_safe
def public_list(request, province=""):
    """Published records, of the country or of a province, to search in."""
    records, area = published_records(), None
    if province:
        area = Area.objects.filter(code=province, level=2).first()
        if area is None:
            return missing(request, "knowledge/public/no_place.html")
        records = records.under(province)
    filters = partial(PublicRecordFilter, area=area)
    context = listing(
        request,
        records,
        columns=[],
        row=_item,
        search=public_find,
        filterset=filters,
        order=NEWEST_FIRST,
        whole=whole_of(area),
    )
    context |= {
        "area": area,
        "office": f"สำนักงานพัฒนาชุมชน{area.full_name}" if area else "",
        "provinces": provinces_of(KnowledgeRecord.objects.published(), "area_code") if area is None else [],
        "actions": [{"label": "ใครรู้เรื่องนี้บ้าง", "url": _who_url(area), "icon": "people"}],
        "here": request.path,
        "canonical": request.path,
        "feed_url": reverse("record-public-province-feed", args=[province]) if area else reverse("record-public-feed"),
    }
    return page(request, "knowledge/public/list.html", context)


def _who_url(area: Area | None) -> str:
    return reverse("record-public-who-province", args=[area.code]) if area else reverse("record-public-who")


def _item(record) -> dict:
    photos = list(record.photos.all())
    return {
        "title": shown(record, record.title),
        "url": reverse("record-public", args=[record.slug]),
        "owner": credit(record),
        "place": public_place(record),
        "year": record.year,
        "category": record.category,
        "photo": reverse("record-public-photo-small", args=[record.slug, photos[0].pk]) if photos else "",
    }
