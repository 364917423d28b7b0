"""How allauth behaves here: accounts are made by the office, too many tries end in 429, and secrets are kept encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter

from samma import secret
from samma.qr import qr_svg


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def validation_error(self, code, *args):
        """Too many wrong passwords is a page of its own, so that nobody keeps trying in the same form."""
        if code == "too_many_login_attempts" and self.request is not None:
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor's secret is encrypted like phone numbers, and its QR is drawn by our own means."""

    def encrypt(self, text: str) -> str:
        return secret.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secret.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url, label="คิวอาร์โค้ดสำหรับแอปยืนยันตัวตน")
