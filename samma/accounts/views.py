"""Coming in by the officer's QR, and what an account without a password is told about passwords."""

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samma.accounts.actions import may_enter_by_phone, token_hash, use_invite
from samma.accounts.models import PhoneInvite
from samma.accounts.phone_cookie import enter, keep_cookie


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="phone_invite", limit_get=True)
def phone_invite(request, token: str) -> HttpResponse:
    """GET shows whom the link is for and changes nothing, so a chat's preview does not use it up; POST comes in, once."""
    if request.method == "POST":
        user = use_invite(token, now=timezone.now())
        if user is not None:
            _place, raw_token = enter(request, user, afresh=True)
            return keep_cookie(redirect("field-home"), raw_token)
    invitation = PhoneInvite.objects.select_related("user").filter(token_hash=token_hash(token)).first()
    if invitation and invitation.used_at:
        if request.user == invitation.user:  # he opens his bookmark again
            return redirect("field-home")
        return render(request, "accounts/phone_used.html", status=410)
    if invitation is None or invitation.expires_at <= timezone.now() or not may_enter_by_phone(invitation.user):
        return render(request, "accounts/phone_unknown.html", status=404)
    # The first name only: the link may have been passed on to a stranger.
    return render(request, "accounts/phone_enter.html", {"first_name": invitation.user.first_name})


@require_GET
def no_password(request) -> HttpResponse:
    """A trainer who comes in by phone has no password to change."""
    if request.user.has_usable_password():
        return redirect("account_change_password")
    return render(request, "accounts/no_password.html")
