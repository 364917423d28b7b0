"""Where a second factor is required, staff set it up before they see anything else."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

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
