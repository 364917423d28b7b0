"""Pictures of the public site that are made here: the share card of a record, and its photos made small for lists."""

import hashlib
import io

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image

from samma.cards import VERSION, draw_card
from samma.knowledge.models import RecordPhoto, State
from samma.knowledge.public.answers import kept_by_all, missing
from samma.knowledge.public.text import shown
from samma.knowledge.public.views import public_place, published_records
from samma.knowledge.shown import kept_or_made

SMALL = 480  # pixels: a card of a list on a phone


@login_not_required
@require_safe
def record_card(request, slug):
    """What a chat shows beside the link to a published record."""
    record = published_records().filter(slug=slug).first()
    if record is None:
        return missing(request)
    title, place = shown(record, record.title), public_place(record)
    photo = next(iter(record.photos.all()), None)
    made_of = "\n".join([VERSION, title, place, str(record.year), str(photo.pk) if photo else ""])
    name = f"card-{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.png"

    def make() -> bytes:
        return draw_card(title, place, f"ปีงบประมาณ {record.year}", _read(photo) if photo else None)

    return kept_by_all(request, HttpResponse(kept_or_made(record.pk, name, make), content_type="image/png"))


@login_not_required
@require_safe
def small_photo(request, slug, pk):
    """A photo of a published record, small enough for a list."""
    photo = RecordPhoto.objects.filter(pk=pk, record__slug=slug, record__state=State.PUBLISHED).first()
    if photo is None:
        raise Http404

    def make() -> bytes:
        with Image.open(io.BytesIO(_read(photo))) as picture:
            picture.thumbnail((SMALL, SMALL))
            out = io.BytesIO()
            picture.convert("RGB").save(out, "JPEG", quality=72, optimize=True)
        return out.getvalue()

    small = kept_or_made(photo.record_id, f"{photo.pk.hex}-{SMALL}.jpg", make)
    return kept_by_all(request, HttpResponse(small, content_type="image/jpeg"))


def _read(photo: RecordPhoto) -> bytes:
    with photo.image.open("rb") as file:
        return file.read()
