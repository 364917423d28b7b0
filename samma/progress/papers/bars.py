"""Bars as SVG, one for a row of a table: the words and the figure stand beside it as text, so page and paper show the same."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 144, 12  # fits beside its words on a phone
INKS = ("#1a5c48", "#c58a2a", "#8a8374")  # first, second, and what is left over
FRAME = "#d5d9d3"

Number = int | Decimal


def bar(parts: Sequence[Number], most: Number, *, words: str) -> SafeString:
    """An <svg>: the parts one after another, on a scale where `most` is the whole width."""
    whole = max(Decimal(most), sum(map(Decimal, parts), Decimal(0)), Decimal(1))
    drawn, across = [], Decimal(0)
    for part, ink in zip(parts, INKS, strict=False):
        length = (Decimal(part) / whole * WIDTH).quantize(Decimal("0.1"))
        if length > 0:
            drawn.append((across, length, ink))
        across += length
    rects = format_html_join("", '<rect x="{}" y="0" width="{}" height="12" fill="{}"/>', drawn)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<title>{2}</title><rect x="0" y="0" width="{0}" height="{1}" fill="#fff" stroke="{3}"/>{4}</svg>',
        WIDTH,
        HEIGHT,
        words,
        FRAME,
        rects,
    )
