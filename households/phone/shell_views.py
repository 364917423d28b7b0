"""Hands out the phone page, its worker and its files: the same to everybody, with nothing of anybody in them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from households.phone.shell import ShellFile, shell

FOREVER = "public, max-age=31536000, immutable"  # the address holds the version
ASK_EACH_TIME = "no-cache"


@login_not_required
@require_safe
def field_home(request):
    """/field/: the shell; who it is and what he looks after the page asks for itself."""
    return _answer(request, shell().page, ASK_EACH_TIME)


@login_not_required
@require_safe
def field_worker(request):
    """/sw.js: keeps the shell on the phone. It stands at the root so that every page of ours lies under it."""
    return _answer(request, shell().worker, ASK_EACH_TIME)


@login_not_required
@require_safe
def field_manifest(request):
    """What the phone is told when the page is put on its first screen."""
    return _answer(request, shell().manifest, ASK_EACH_TIME)


@login_not_required
@require_safe
def field_file(request, version, path):
    """A file of the shell in this version; an older version is not here any more."""
    present = shell()
    if version != present.version or path not in present.files:
        raise Http404
    return _answer(request, present.files[path], FOREVER)


def _answer(request, sent: ShellFile, keep: str) -> HttpResponse:
    """The file, packed for whoever can unpack; nothing but its mark for a phone that has this very file."""
    etag = f'"{sent.mark}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
        response = HttpResponseNotModified()
    else:
        response = _whole(request, sent)
    response["ETag"] = f"W/{etag}"  # weak: packed or not, the file is the same
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = keep
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _whole(request, sent: ShellFile) -> HttpResponse:
    packs = "gzip" in request.headers.get("Accept-Encoding", "") and len(sent.packed) < len(sent.body)
    response = HttpResponse(sent.packed if packs else sent.body, content_type=sent.kind)
    if packs:
        response["Content-Encoding"] = "gzip"
    return response
