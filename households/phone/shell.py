"""The phone page's own files and their version: what a phone keeps so that it opens without a signal.

The version is a hash of every file, so a phone that has one version has all of it or none. The files lie under an
address with the version in it, because modules name each other relatively and so stay within their version.
"""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

PAGE = "/field/"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
STYLES = ["css/field.css", "css/field-app.css"]
# Thai alone: looped letters, which old eyes read more easily, on every phone the same. Digits are the phone's own.
FONTS = [f"fonts/sarabun/sarabun-thai-{weight}-normal.woff2" for weight in (400, 700)]
PICTURES = ["img/samma.svg", "img/samma-192.png"]
# Asked for when the page is put on the phone's first screen, which needs a signal anyway.
LARGE_PICTURES = ["img/samma-512.png", "img/samma-mask-512.png"]
LIBRARY = "vendor/idb/index.js"
FIRST = "js/field/app.js"
# The drawings of the page under the names that its script uses.
ICONS = {
    "backspace": "arrow-left", "calendar": "calendar3", "camera": "camera", "chat": "chat-dots", "check": "check-circle-fill",
    "clock": "clock", "cross": "x-circle-fill", "globe": "globe2", "hourglass": "hourglass-split", "house": "house-door",
    "images": "images", "key": "lock", "left": "chevron-left", "list": "list", "out": "box-arrow-right", "pencil": "pencil",
    "people": "people", "person": "person-circle", "right": "arrow-right", "send": "send", "telephone": "telephone",
    "trash": "trash", "warning": "exclamation-triangle-fill",
}  # fmt: skip


@dataclass(frozen=True)
class ShellFile:
    """One file as it is sent."""

    body: bytes
    packed: bytes
    kind: str
    mark: str  # of these bytes, for a phone that asks whether it has them already

    @classmethod
    def of(cls, body: bytes, kind: str) -> "ShellFile":
        return cls(body, gzip.compress(body, 9, mtime=0), kind, hashlib.sha256(body).hexdigest()[:16])


@dataclass(frozen=True)
class Shell:
    """Everything that a phone keeps, under one version."""

    version: str
    files: dict[str, ShellFile]  # by their path under /field/shell/<version>/
    page: ShellFile
    worker: ShellFile
    manifest: ShellFile


def shell() -> Shell:
    """The shell as it lies on the disk; read once, but anew each time while somebody writes on it."""
    return _read() if settings.DEBUG else _read_once()


def version() -> str:
    """The version of the page that this server hands out."""
    return shell().version


@lru_cache(maxsize=1)
def _read_once() -> Shell:
    return _read()


def _read() -> Shell:
    static = Path(settings.STATICFILES_DIRS[0])
    modules = sorted(f"js/field/{path.name}" for path in (static / "js/field").glob("*.js"))
    kept_paths = [*STYLES, *FONTS, *PICTURES, LIBRARY, *modules]
    paths = [*kept_paths, *LARGE_PICTURES]
    files = {path: ShellFile.of((static / path).read_bytes(), TYPES[Path(path).suffix]) for path in paths}
    icons = _icons((static / "vendor/bootstrap-icons/sprite.svg").read_text(encoding="utf-8"))

    def page(base: str) -> bytes:
        context = {"base": base, "styles": STYLES, "first": FIRST, "modules": [LIBRARY, *modules], "icons": icons}
        return render_to_string("field/shell.html", context).encode()

    def rest(base: str) -> list[bytes]:
        worker = (static / "js/field-worker.js").read_bytes()
        return [page(base), _manifest(base), worker]

    hashed = hashlib.sha256(b"\0".join([*rest(""), *(path.encode() + b"\0" + f.body for path, f in files.items())]))
    name = hashed.hexdigest()[:16]
    base = f"{PAGE}shell/{name}/"
    html, manifest, worker = rest(base)
    kept = {base + path: files[path].body for path in kept_paths} | {PAGE: html, "/manifest.webmanifest": manifest}
    told = {"version": name, "page": PAGE, "files": {address: _integrity(body) for address, body in kept.items()}}
    head = f"const SHELL = {json.dumps(told, indent=1)};\n".encode()
    return Shell(
        version=name,
        files=files,
        page=ShellFile.of(html, "text/html; charset=utf-8"),
        worker=ShellFile.of(head + worker, TYPES[".js"]),
        manifest=ShellFile.of(manifest, "application/manifest+json"),
    )


def _integrity(body: bytes) -> str:
    """So that a phone takes nothing a hotspot's own page put in a file's place."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def _icons(sprite: str) -> str:
    symbols = dict(re.findall(r'<symbol id="([^"]+)"( viewBox=.*?)</symbol>', sprite, re.DOTALL))
    return mark_safe("".join(f'<symbol id="i-{name}"{symbols[of]}</symbol>' for name, of in ICONS.items()))  # noqa: S308 our own file


def _manifest(base: str) -> bytes:
    def picture(path: str, sizes: str, purpose: str = "any") -> dict:
        return {"src": base + path, "sizes": sizes, "type": TYPES[Path(path).suffix], "purpose": purpose}

    told = {
        "name": "สัมมา ครัวเรือนที่ฉันดูแล",
        "short_name": "สัมมา",
        "lang": "th",
        "id": PAGE,
        "start_url": PAGE,
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "theme_color": "#14493a",
        "background_color": "#faf8f3",
        "icons": [
            picture(PICTURES[0], "any"),
            picture(PICTURES[1], "192x192"),
            picture(LARGE_PICTURES[0], "512x512"),
            picture(LARGE_PICTURES[1], "512x512", "maskable"),
        ],
    }
    return json.dumps(told, ensure_ascii=False).encode()
