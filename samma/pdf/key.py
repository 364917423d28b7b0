"""The key under which a finished PDF is kept: it changes with everything that can change the paper."""

import functools
import hashlib
from collections.abc import Mapping
from importlib.metadata import version

from samma.pdf.engine import VARIANT
from samma.pdf.files import FONT_FILES, STYLESHEET


def fingerprint(html: str, images: Mapping[str, bytes] | None = None, *, variant: str = VARIANT) -> str:
    """64 hexadecimal digits of the document, its images, the look, the fonts and WeasyPrint's version."""
    digest = hashlib.sha256(press_digest() + variant.encode() + b"\0")
    digest.update(hashlib.sha256(html.encode()).digest())
    for name, image in sorted((images or {}).items()):
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(image).digest())
    return digest.hexdigest()


@functools.cache
def press_digest() -> bytes:
    """What is the same for every document of this release."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for file in (STYLESHEET, *FONT_FILES.values()):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()
