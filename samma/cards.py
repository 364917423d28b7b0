"""Share cards: the picture that a chat or a timeline shows beside a link (1200 × 630), drawn with the paper's font.

Thai has no spaces to break a line at, so lines end between words of the dictionary.
"""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from samma.thai.words import words

SIZE = WIDE, HIGH = 1200, 630
FONTS = Path(__file__).parent / "pdf" / "fonts"
SIGN = Path(__file__).parent.parent / "static" / "img" / "samma-192.png"
EDGE = 64
PICTURE = 440  # the width of the picture on the right
GREEN, PAPER, INK, QUIET = "#14493a", "#faf8f3", "#1f261f", "#4c5249"
TITLE_SIZES = (64, 56, 48)
MOST_LINES = 4
ROOM = 310  # pixels of height for the title
VERSION = "1"  # of the drawing: a card kept from an earlier one is drawn anew


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"SammaSarabun-{weight}.ttf"), size)


def lines_of(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in lines no wider than that, broken between words; a word too wide is broken between letters."""
    lines = [""]
    for piece in words(" ".join(text.split())):
        for part in _parts(piece, face, width):
            if face.getlength((lines[-1] + part).rstrip()) > width:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def _parts(piece: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    if face.getlength(piece) <= width:
        return [piece]
    parts = [""]
    for sign in piece:
        if face.getlength(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _fitting(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters the title fits in; one that never fits is cut short."""
    for size in TITLE_SIZES:
        face = font("Bold", size)
        lines = lines_of(title, face, width)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.5 <= ROOM:
            return face, lines
    return face, [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…"]


def draw_card(title: str, place: str, note: str = "", picture: bytes | None = None) -> bytes:
    """The card as PNG: title, place, a small note, and a picture when there is one."""
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    wide = WIDE - 2 * EDGE
    if picture is not None:
        with Image.open(io.BytesIO(picture)) as photo:
            card.paste(ImageOps.fit(photo.convert("RGB"), (PICTURE, HIGH)), (WIDE - PICTURE, 0))
        wide -= PICTURE
    pen.rectangle((0, 0, 16, HIGH), fill=GREEN)
    with Image.open(SIGN) as sign:
        sign = sign.convert("RGBA").resize((52, 52))
        card.paste(sign, (EDGE, 50), mask=sign)
    pen.text((EDGE + 68, 76), "สัมมา · สร้างสัมมาชีพชุมชน", font=font("Bold", 32), fill=GREEN, anchor="lm")
    face, lines = _fitting(title, wide)
    top = 150
    for line in lines:
        pen.text((EDGE, top + face.size), line, font=face, fill=INK, anchor="ls")
        top += int(face.size * 1.5)
    quiet = font("Regular", 34)
    below = lines_of(place, quiet, wide)[:2] + lines_of(note, quiet, wide)[:1]
    for above, line in enumerate(reversed(below)):
        pen.text((EDGE, HIGH - 60 - 52 * above), line, font=quiet, fill=QUIET, anchor="ls")
    out = io.BytesIO()
    card.save(out, "PNG", optimize=True)
    return out.getvalue()
