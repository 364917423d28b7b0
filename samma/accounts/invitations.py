"""How an invitation is handed over: its address, and the card with the QR that the officer shows or prints."""

from django.conf import settings
from django.urls import reverse

from samma.accounts.actions import token_hash
from samma.accounts.models import PhoneInvite, User
from samma.qr import qr_svg


def invite_url(request, raw_token: str) -> str:
    """The full address on the QR: under SITE_URL when set, else under the address that the officer uses."""
    path = reverse("phone-invite", args=[raw_token])
    return f"{settings.SITE_URL.rstrip('/')}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def invite_card(request, user: User, raw_token: str) -> dict:
    """What `accounts/_invite.html` shows, for the page that has just called `invite`."""
    url = invite_url(request, raw_token)
    made = PhoneInvite.objects.get(token_hash=token_hash(raw_token))
    return {
        "invite_person": user.get_full_name() or user.username,
        "invite_url": url,
        "invite_qr": qr_svg(url, label="คิวอาร์โค้ดสำหรับเข้าใช้งานด้วยโทรศัพท์"),
        "invite_until": made.expires_at,
    }
