"""The share card of an activity: the officer downloads it and sends it on.

Nothing says of an activity's photo that it is public, so the card is no public page: the officer who knows the people in
the photo chooses one, or none. The card tells kind, village and day; the topic and the minutes may name somebody.
"""

import uuid

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma import thai
from samma.cards import draw_card
from samma.scope import get_visible_or_404
from villages.models import Activity, ActivityPhoto, Area


@never_cache
@require_safe
def activity_card(request, pk):
    """?photo=<id> puts one of the activity's photos on the card."""
    rows = Activity.objects.select_related("target_village__village")
    activity = get_visible_or_404(rows, request.user, pk=pk)
    code, village = activity.village_code, activity.target_village.village
    areas = [area.full_name for area in reversed(Area.objects.above(code[:4]))]
    place = " ".join([str(village), *areas])
    card = draw_card(str(activity), place, thai.thai_date(activity.on), _chosen(activity, request.GET.get("photo", "")))
    response = HttpResponse(card, content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="activity-{activity.pk}.png"'
    return response


def _chosen(activity: Activity, typed: str) -> bytes | None:
    if not typed:
        return None
    try:
        photo = ActivityPhoto.objects.filter(activity=activity, pk=uuid.UUID(typed)).first()
    except ValueError:
        photo = None
    if photo is None:
        raise Http404
    with photo.image.open("rb") as file:
        return file.read()
