"""Phone numbers are stored encrypted, with a keyed hash beside them so that one can be found without reading any."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("FIELD_KEY is not set: phone numbers cannot be stored (see .env.example)")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """The text encrypted with the newest key; differs at each call."""
    return _ring(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text again, with whichever key it was encrypted. Raises cryptography's InvalidToken when none fits."""
    return _ring(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()


def finding_hash(text: str) -> str:
    """A keyed hash (HMAC-SHA-256, 32 hex digits) that is equal for equal texts; keyed by the oldest key, which stays."""
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("FIELD_KEY is not set: phone numbers cannot be found (see .env.example)")
    return hmac.new(settings.FIELD_KEYS[-1].encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
