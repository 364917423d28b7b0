"""How the public site answers: pages made without the request's person, kept by browsers and proxies for a short time."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

SECONDS = 300  # a page taken back is gone everywhere after so long


def site_of(request: HttpRequest) -> str:
    """Where the site stands for the world, without a slash at its end."""
    return (settings.SITE_URL or request.build_absolute_uri("/")).rstrip("/")


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A public page. `canonical` in the context is its address without the site, when it has one of its own."""
    site = site_of(request)
    context = {"site": site, "canonical_url": site + context.get("canonical", request.path)} | context
    return kept_by_all(request, HttpResponse(render_to_string(template, context)))


def kept_by_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with what proxies need to keep it, or 304 to one who has it already."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS)
    return get_conditional_response(request, etag=etag, response=response)


def missing(request: HttpRequest, template: str = "knowledge/public/missing.html") -> HttpResponse:
    """What is not public and what never was have one answer, which nobody keeps."""
    response = HttpResponse(render_to_string(template, {"site": site_of(request)}), status=404)
    patch_cache_control(response, no_store=True)
    return response
