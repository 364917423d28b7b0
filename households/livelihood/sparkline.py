"""A small line of figures over time as SVG: attributes only, so that page and paper show the same; a gap is a gap."""

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 176, 44, 6
INK, MISSING, GROUND = "#1a5c48", "#8a8374", "#d9d2c3"
DOT = 2.5


def sparkline(figures: Sequence[Decimal | None], *, title: str) -> SafeString:
    """An <svg>: a line through neighbours that are known, each a dot over the ground, a hollow dot below where none is.

    Nothing is drawn through a missing figure. `title` says in words what the line shows.
    """
    places = [_place(n, value, figures) for n, value in enumerate(figures)]
    zero = _height(Decimal(0), figures)
    drawn = "".join(
        [
            f'<line x1="{EDGE}" y1="{zero}" x2="{WIDTH - EDGE}" y2="{zero}" stroke="{GROUND}" stroke-width="1"/>',
            *(_stem(*place, zero) for place in places if place is not None),
            *(_line(run) for run in runs(places)),
            *(_hollow(n, figures) for n, place in enumerate(places) if place is None),
        ]
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        "<title>{}</title>{}</svg>",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        title,
        title,
        mark_safe(drawn),  # noqa: S308 numbers of our own
    )


def data_uri(svg: str) -> str:
    """The same picture as the `src` of an <img>, for paper."""
    return f"data:image/svg+xml;charset=utf-8,{quote(svg)}"


def in_words(figures: Sequence[Decimal | None], what: str, shown) -> str:
    """What a listener hears: how many figures there are, how many are missing, the first, the last and the highest."""
    known = [value for value in figures if value is not None]
    if not known:
        return f"{what}: ยังไม่มีตัวเลข"
    missing = len(figures) - len(known)
    gap = f" ไม่ทราบ {missing} ครั้ง" if missing else ""
    return f"{what} {len(figures)} ครั้ง{gap} ครั้งแรกที่ทราบ {shown(known[0])} ล่าสุดที่ทราบ {shown(known[-1])} สูงสุด {shown(max(known))} บาท"


def runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches of known figures; no stretch passes over a missing one."""
    found: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return [run for run in found if run]


def _place(n: int, value: Decimal | None, figures: Sequence[Decimal | None]) -> tuple[float, float] | None:
    return None if value is None else (_across(n, figures), _height(value, figures))


def _height(value: Decimal, figures: Sequence[Decimal | None]) -> float:
    """How far down a figure stands; the ground is 0, or lower where a figure is below it."""
    scale = [Decimal(0), *(figure for figure in figures if figure is not None)]
    low, high = min(scale), max(scale)
    part = float((value - low) / (high - low)) if high > low else 0.0
    return round(HEIGHT - EDGE - part * (HEIGHT - 2 * EDGE), 1)


def _stem(x: float, y: float, zero: float) -> str:
    return f'<line x1="{x}" y1="{y}" x2="{x}" y2="{zero}" stroke="{GROUND}" stroke-width="2"/>'


def _across(n: int, figures: Sequence) -> float:
    return round(EDGE + n * (WIDTH - 2 * EDGE) / max(len(figures) - 1, 1), 1)


def _line(run: list[tuple[float, float]]) -> str:
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="{DOT}" fill="{INK}"/>' for x, y in run)
    points = " ".join(f"{x},{y}" for x, y in run)
    line = f'<polyline points="{escape(points)}" fill="none" stroke="{INK}" stroke-width="1.6"/>'
    return (line if len(run) > 1 else "") + dots


def _hollow(n: int, figures: Sequence) -> str:
    y = HEIGHT - EDGE
    return f'<circle cx="{_across(n, figures)}" cy="{y}" r="{DOT}" fill="none" stroke="{MISSING}" stroke-width="1"/>'
