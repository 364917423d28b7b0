"""A check at start: printing needs Pango, and Thai lines break between words only with libthai's dictionary.

Register it with `django.core.checks.register(samma.pdf.checks.check_libraries)`.
"""

import ctypes
import ctypes.util
from collections.abc import Sequence

from django.core import checks

APT = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libthai-data"
LIBRARIES = {
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
}
LONG_LINE = "ส่งเสริมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้าน"
LINE_BREAK = 1  # the first bit of Pango's attributes of a place between two characters


def check_libraries(app_configs: Sequence | None, **kwargs: object) -> list[checks.CheckMessage]:
    """Warnings in Thai; the rest of the system works without paper, so none of them stops it."""
    missing = [name for name, file in LIBRARIES.items() if load(name, file) is None]
    if missing:
        return [checks.Warning(f"พิมพ์ PDF ไม่ได้: ไม่พบ {', '.join(missing)}", hint=f"ติดตั้งด้วย {APT}", id="samma.pdf.W001")]
    if not breaks_between_words(LONG_LINE):
        return [
            checks.Warning(
                "PDF จะตัดบรรทัดภาษาไทยเฉพาะที่เว้นวรรค: ไม่พบพจนานุกรมของ libthai",
                hint=f"ติดตั้งด้วย {APT}",
                id="samma.pdf.W002",
            )
        ]
    return []


def load(name: str, file: str) -> ctypes.CDLL | None:
    """The library by its Debian file name, else by the name that this machine gives it."""
    for candidate in (file, ctypes.util.find_library(name)):
        try:
            if candidate:
                return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def breaks_between_words(line: str) -> bool:
    """Whether Pango finds a place to break inside a Thai line without spaces."""
    pango = load("pango-1.0", LIBRARIES["pango-1.0"])
    pango.pango_language_from_string.restype = ctypes.c_void_p
    language = ctypes.c_void_p(pango.pango_language_from_string(b"th"))
    places = (ctypes.c_uint32 * (len(line) + 1))()
    text = line.encode()
    pango.pango_get_log_attrs(text, len(text), -1, language, places, len(places))
    return any(place & LINE_BREAK for place in list(places)[1:-1])
