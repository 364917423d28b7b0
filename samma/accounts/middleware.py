"""What is settled before a page is shown: a transfer of the posting that has fallen due, and the second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone

from samma.accounts.transfers import carry_out_due


class PostingMiddleware:
    """Who knocks on or after the day of his transfer stands in his new place from this page on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return
        if request.user.posting_changes_on is not None:
            carry_out_due(request.user, today=timezone.localdate(), now=timezone.now())


# What it takes to set it up, and the way out.
OPEN_WITHOUT = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "account_logout",
    "account_change_password",
}


class SecondFactorMiddleware:
    """Leads officers, province and department to the set-up page; trainers come in by the officer's QR instead."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.REQUIRE_MFA or not getattr(view_func, "login_required", True):
            return None
        user = request.user
        if not user.is_authenticated or user.is_trainer or request.resolver_match.view_name in OPEN_WITHOUT:
            return None
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")
