"""What every address of the phone's door keeps: JSON only, never a redirect, never a page, nothing stored on the way."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token


class BadRequestError(Exception):
    """The request is none of the contract's: a fault of a program, not of a person."""


def answer(body: dict, status: int = 200) -> JsonResponse:
    """A JSON answer that nobody on the way may keep."""
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def fault(word: str, status: int, **more: Any) -> JsonResponse:
    """An error as the contract names it."""
    return answer({"error": word, **more}, status)


def is_for_program(request: HttpRequest) -> bool:
    """Whether a program asked, who can read no page."""
    return request.path == "/api" or request.path.startswith("/api/")


def door(*methods: str, signed_out: bool = False) -> Callable:
    """For trainers only, unless `signed_out`; every fault as JSON. `methods` are those it knows."""

    def dress(view: Callable) -> Callable:
        @login_not_required  # or the middleware would answer with the sign-in page
        @wraps(view)
        def dressed(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            if request.method not in methods:
                response = fault("method_not_allowed", 405)
                response["Allow"] = ", ".join(methods)
                return response
            if not signed_out:
                if not request.user.is_authenticated:
                    return fault("signed_out", 401, csrf=get_token(request))
                if not request.user.is_trainer:
                    return fault("not_a_trainer", 403)
            try:
                return view(request, *args, **kwargs)
            except RequestDataTooBig:
                return fault("too_large", 413)
            except BadRequestError:
                return fault("bad_request", 400)
            except PermissionDenied:
                return fault("forbidden", 403)
            except Http404:
                return fault("not_found", 404)

        return dressed

    return dress


def body_of(request: HttpRequest, most: int) -> bytes:
    """The body, refused by its announced length before a byte of it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise RequestDataTooBig
    body = request.body
    if len(body) > most:
        raise RequestDataTooBig
    return body


def json_of(request: HttpRequest, most: int) -> dict:
    """The body as a JSON object."""
    try:
        said = json.loads(body_of(request, most) or b"{}")
    except (ValueError, RecursionError) as error:
        raise BadRequestError from error
    if not isinstance(said, dict):
        raise BadRequestError
    return said
