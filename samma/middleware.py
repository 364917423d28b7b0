"""Who may open what: everything asks for the sign-in but what says that it is open; and what a trainer may open.

A trainer's page is the phone's, and the office's desk does not exist for him. And where a form that was sent beside its page
leads.
"""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404

OF_A_TRAINER = {
    "home",
    "field-online",
    "field-visit",
    "household-detail",
    "visit-new",
    "visit-detail",
    "photo",
    "healthz",
    "phone-invite",
}
# The phone's own files, which hold nothing of anybody: asked who it is, they would be another answer to each cookie, and a
# phone would load every one of them twice.
SHELL = ("field-home", "field-file", "field-worker", "field-manifest")
# The phone's door says by itself, in JSON, who may not come in.
OPEN_TO_ALL = (*SHELL, "account_", "usersessions_", "mfa_", "record-public", "api-field-")


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, that asks nobody's session where no sign-in is asked: else no proxy could keep a public page."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def trainers_pages(get_response):
    """404 for a trainer on every address that is not his: a new address is closed to him until it is named here."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if name.startswith(OPEN_TO_ALL):  # before asking who it is: a public page that asks is kept by no proxy
            return
        if not request.user.is_authenticated or not request.user.is_trainer:
            return
        if name not in OF_A_TRAINER:
            raise Http404

    middleware.process_view = process_view
    return middleware


def ways_on(get_response):
    """For a form sent by static/js/kept-files.js a way on is a word and no redirect.

    The script would follow a redirect unseen, and the next page's “saved” would be said to nobody.
    """

    def middleware(request):
        response = get_response(request)
        if "X-Files-Kept" in request.headers and response.has_header("Location"):
            response.status_code, response.content = 204, b""
            response["X-Leads-To"] = response["Location"]
            del response["Location"]
        return response

    return middleware
