"""The public site of published records: to read, to find, and what is said when a record is not public.

No sign-in, no cookie, no phone number and no address of anybody. The pages are made without the request, so that
nothing of a signed-in person can stand on them.
"""

from django.contrib.auth.decorators import login_not_required
from django.db.models.functions import Substr
from django.http import FileResponse, Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from samma.knowledge.models import KnowledgeRecord, RecordPhoto, State
from samma.knowledge.places import place_of, short_place, with_names
from samma.knowledge.reading import NO_HEADING
from samma.knowledge.search import find
from samma.lists import listing
from villages.models import Area

SECONDS = 300  # a page taken back is gone everywhere after so long


def _page(template: str, context: dict, status: int = 200) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context), status=status)
    if status == 200:
        patch_cache_control(response, public=True, max_age=SECONDS)
    else:
        patch_cache_control(response, no_store=True)
    return response


def _missing(template: str = "knowledge/public_missing.html") -> HttpResponse:
    return _page(template, {}, status=404)


@login_not_required
@require_safe
def record_public(request, slug):
    """A published record; any other, and one that never was, has the same answer."""
    record = KnowledgeRecord.objects.published().filter(slug=slug).first()
    if record is None:
        return _missing()
    photos = [
        {
            "url": reverse("record-public-photo", args=[slug, photo.pk]),
            "alt": photo.caption or f"ภาพประกอบ {record.title}",
            "caption": photo.caption,
        }
        for photo in record.photos.all()
    ]
    # What the reader could not place may be a rest of the owner's block: a telephone number with words beside it.
    sections = [s for s in record.sections.all() if s.body.strip(" -–\n") and s.heading != NO_HEADING]
    context = {"record": record, "sections": sections, "photos": photos, "place": _public_place(record)}
    return _page("knowledge/public_record.html", context)


def _public_place(record) -> str:
    """District and province: a village would lead to a house."""
    return place_of(record.area_code[:4]) if record.area_code != "TH" else record.province_name


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
    records = with_names(KnowledgeRecord.objects.published()).defer("source_text")
    area = None
    if province:
        area = Area.objects.filter(code=province, level=2).first()
        if area is None:
            return _missing("knowledge/public_no_place.html")
        records = records.under(province)
    context = listing(request, records, columns=[], row=_item, search=find)
    context |= {
        "area": area,
        "provinces": _provinces() if area is None else [],
        "here": request.path,
    }
    return _page("knowledge/public_list.html", context)


def _item(record) -> dict:
    return {
        "title": record.title,
        "url": reverse("record-public", args=[record.slug]),
        "owner": " ".join(filter(None, [record.owner, record.position])),
        "place": short_place(record),
        "year": record.year,
        "category": record.category,
    }


def _provinces() -> list[Area]:
    """Provinces that have published something."""
    published = KnowledgeRecord.objects.published().order_by().values_list(Substr("area_code", 1, 2)).distinct()
    return list(Area.objects.filter(code__in=published, level=2).order_by("sort_key"))
