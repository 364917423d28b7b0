"""Pages of the whole product: is it alive, photos, and what is said when something is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from households.models import VisitPhoto
from samma.knowledge.models import RecordPhoto
from villages.models import ActivityPhoto

PHOTO_MODELS = (VisitPhoto, ActivityPhoto, RecordPhoto)


@require_GET
@login_not_required
def healthz(request) -> JsonResponse:
    """For the machine that watches: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_GET
def photo(request, pk) -> HttpResponse:
    """A photo, to those who may see the row it belongs to; 404 to everyone else."""
    for model in PHOTO_MODELS:
        found = model.objects.visible_to(request.user).filter(pk=pk).first()
        if found is not None:
            response = FileResponse(found.image.open("rb"), content_type="image/jpeg")
            response["Cache-Control"] = "private, max-age=86400"
            return response
    raise Http404


def csrf_failure(request, reason="") -> HttpResponse:
    """A form sent after its page grew old: nothing is saved, and the page says how to go on."""
    return render(request, "403_csrf.html", status=403)
