"""Pages of the whole product: is it alive, photos, and what is said when something is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connection
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from groups.models import GroupSupportPhoto, ProductPhoto
from households.models import SupportPhoto, VisitPhoto
from households.phone.api.door import fault, is_for_program
from samma.knowledge.models import RecordPhoto
from villages.models import ActivityPhoto

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
CSRF_FIELD = "csrfmiddlewaretoken"
PHOTO_MODELS = (VisitPhoto, ActivityPhoto, RecordPhoto, SupportPhoto, GroupSupportPhoto, ProductPhoto)


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
            response["Cache-Control"] = "private, no-store"  # phones are shared
            return response
    raise Http404


def csrf_failure(request, reason="") -> HttpResponse:
    """A form sent after its page grew old (signed in again elsewhere): the page offers what was typed to be sent again."""
    if is_for_program(request):
        return fault("csrf", 403)
    return render(request, "403_csrf.html", {"typed": typed_again(request)}, status=403)


def typed_again(request) -> list[tuple[str, str]]:
    """What the form held, to be sent again by the person's own press of a button.

    Only from our own page (the browser says so itself), so that a strange site cannot lay words in anyone's mouth; and
    never a password or a file, which no page should give back.
    """
    same_site = request.headers.get("Sec-Fetch-Site") == "same-origin"
    secret = any("password" in name for name in request.POST)
    if not same_site or secret or request.FILES or not request.user.is_authenticated:
        return []
    return [(name, value) for name, values in request.POST.lists() if name != CSRF_FIELD for value in values]


def bad_request(request, exception) -> HttpResponse:
    """400, and 413 for a request larger than the server takes."""
    if is_for_program(request):
        return fault("too_large", 413) if isinstance(exception, TOO_LARGE) else fault("bad_request", 400)
    if isinstance(exception, TOO_LARGE):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception) -> HttpResponse:
    """403."""
    return fault("forbidden", 403) if is_for_program(request) else defaults.permission_denied(request, exception)


def not_found(request, exception) -> HttpResponse:
    """404."""
    return fault("not_found", 404) if is_for_program(request) else defaults.page_not_found(request, exception)


def server_error(request) -> HttpResponse:
    """500."""
    return fault("server", 500) if is_for_program(request) else defaults.server_error(request)


@csrf_exempt
@login_not_required
def no_such_api(request) -> JsonResponse:
    """Every address under /api/ that is none."""
    return fault("not_found", 404)
