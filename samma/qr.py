"""QR codes: as SVG that a strict content security policy allows (no style, no script), and as a picture for paper."""

import segno

DOTS = 8  # of a square's side on paper: 300 an inch and more at 22 mm
SIDE = 280  # pixels on screen: a cheap phone's camera reads it from a hand's length


def qr_svg(text: str, side: int = SIDE, label: str = "คิวอาร์โค้ด") -> str:
    """An <svg> element to stand in a page, with its own spoken name."""
    svg = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=4, light="#ffffff", dark="#000000", svgclass="qr", lineclass=None
    )
    return svg.replace("<svg ", f'<svg width="{side}" height="{side}" role="img" aria-label="{label}" ', 1)


def qr_data_uri(text: str) -> str:
    """The same code as the `src` of an <img>, for paper: as points, because a thousand squares take a printer's time."""
    return segno.make(text, error="m", micro=False).png_data_uri(border=4, scale=DOTS)
