"""Reads a page as a person does: which Latin words does he see, and which years of the wrong calendar?"""

import functools
import re
from html.parser import HTMLParser

# Proper names and abbreviations that Thai offices write in Latin letters themselves.
ALLOWED = {
    *("OTOP", "LINE", "PDF", "Excel", "Word", "QR", "TPMAP", "samma", "GPS", "A4", "PIN", "TH", "IP"),
    *("GAP", "GMP", "HACCP", "SME"),  # as standards and firms are called in Thai
    *("xlsx", "csv", "docx", "html", "txt", "JSON", "JPEG", "PNG", "WebP", "Windows", "Tab", "Enter", "Ctrl"),
    *("Chrome", "Edge", "Firefox", "Safari", "Google", "Microsoft", "Authenticator"),
}
SILENT = {"script", "style", "template", "noscript", "code", "use", "path"}
SPOKEN = ("placeholder", "title", "aria-label", "alt", "data-confirm", "data-label")
BUTTONS = {"submit", "button", "reset"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\S+\.(?:go|or|ac)\.th\S*")
GREGORIAN = re.compile(r"(?<![\d,./:-])(?:19|20)\d\d(?![\d,:])")


class _Seen(HTMLParser):
    """Collects what is shown or spoken, and skips what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    @property
    def is_silent(self) -> bool:
        return any(silent for _, silent in self.open)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, tag in SILENT or values.get("lang", "th") not in ("th", "")))
        if self.is_silent:
            return
        self.words += [values[name] for name in SPOKEN if values.get(name)]
        if tag == "input" and values.get("type") in BUTTONS:
            self.words.append(values.get("value") or "")

    def handle_endtag(self, tag):
        places = [place for place, (name, _) in enumerate(self.open) if name == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data):
        if not self.is_silent:
            self.words.append(data)


@functools.lru_cache(maxsize=4)
def seen(html_text: str) -> str:
    """The text that a person sees or hears on a page, addresses left out."""
    parser = _Seen()
    parser.feed(html_text)
    return ADDRESS.sub(" ", "\n".join(parser.words))


def latin_words(html_text: str, also: set[str] = frozenset()) -> list[str]:
    """Words of two Latin letters or more that are no proper name; `also` allows this page's own (a username)."""
    allowed = {word.lower() for word in ALLOWED | set(also)}
    return [word for word in WORD.findall(seen(html_text)) if word.lower() not in allowed]


def gregorian_years(html_text: str) -> list[str]:
    """Numbers that read as a year of ค.ศ., each with the words around it."""
    text = " ".join(seen(html_text).split())
    return [text[max(0, found.start() - 20) : found.end() + 10] for found in GREGORIAN.finditer(text)]


class _Parts(HTMLParser):
    """Collects what a page is built of, and what stands in its fields; its words are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.parts: set[str] = set()
        self.typed: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "input" and values.get("type") not in ("hidden", "password"):
            self.typed.append(values.get("value") or "")
        part = f"{tag}.{values.get('class') or ''}"
        kind = values.get("type") or values.get("role") or values.get("src") or ""
        self.parts.add(f"{self.open[-1] if self.open else ''} > {part} {kind} {sorted(values)}")
        if tag not in VOID:
            self.open.append(part)

    def handle_endtag(self, tag):
        places = [place for place, part in enumerate(self.open) if part.split(".")[0] == tag]
        if places:
            del self.open[places[-1] :]


@functools.lru_cache(maxsize=4)
def _parsed(html_text: str) -> _Parts:
    parser = _Parts()
    parser.feed(html_text)
    return parser


def parts_of(html_text: str) -> set[str]:
    """Every kind of element in its parent, by tag, class, and the names of its attributes: two pages of one template share them."""
    return _parsed(html_text).parts


def typed_into(html_text: str) -> str:
    """What stands in the fields of a page as it was sent."""
    return " ".join(_parsed(html_text).typed)
