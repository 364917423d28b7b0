"""Pictures of the demo, drawn here: flat scenes of village work with nobody in them, cleaned like any upload."""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from samma.photos import clean_photo

WIDE, HIGH = 1000, 667
SHARPER = 2  # drawn this many times larger, so that edges come out smooth
SKY, GRASS, WOOD, DARK, STRAW, CREAM = "#dcebe6", "#9dbb7d", "#a9713d", "#6f4726", "#dcb66a", "#fbf5e6"
THREADS = ["#8c2f39", "#c8553d", "#2f6f5e", "#e0a030", "#5b3a6b"]


class Canvas:
    """A sheet measured in thousandths of its width; scenes call `box`, `round`, `line` and `shape` on it."""

    def __init__(self, ground: str):
        self.image = Image.new("RGB", (WIDE * SHARPER, HIGH * SHARPER), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, x, y, width, height, fill, corner=0):
        self.pen.rounded_rectangle(self._at(x, y, x + width, y + height), corner * SHARPER, fill=fill)

    def round(self, x, y, width, height, fill):
        self.pen.ellipse(self._at(x, y, x + width, y + height), fill=fill)

    def bow(self, x, y, width, height, first, last, fill):
        """Part of a disc, from one angle to another; 0 is to the right and 90 down."""
        self.pen.pieslice(self._at(x, y, x + width, y + height), first, last, fill=fill)

    def line(self, x, y, x2, y2, fill, width=3):
        self.pen.line(self._at(x, y, x2, y2), fill=fill, width=width * SHARPER)

    def shape(self, *points, fill):
        self.pen.polygon(self._at(*points), fill=fill)

    def photo(self) -> ContentFile:
        out = io.BytesIO()
        self.image.reduce(SHARPER).save(out, "PNG", compress_level=1)
        out.seek(0)
        return clean_photo(out)

    @staticmethod
    def _at(*numbers):
        return [number * SHARPER for number in numbers]


def picture(scene: str, *, seed: int = 0) -> ContentFile:
    """A scene by its name, ready for an image field; `seed` varies colours and counts."""
    canvas = Canvas(CREAM)
    SCENES[scene](canvas, seed)
    return canvas.photo()


def upload(scene: str, name: str, *, seed: int = 0) -> ContentFile:
    """The same as a file with a name, as a person would choose it on the page."""
    file = picture(scene, seed=seed)
    file.name = name
    return file


def _outdoors(canvas: Canvas) -> None:
    canvas.box(0, 0, 1000, 420, SKY)
    canvas.round(770, 60, 110, 110, "#f3cf7a")
    for x, height in ((-80, 190), (220, 150), (520, 210), (800, 160)):
        canvas.round(x, 420 - height // 2, 420, height, "#b9d1b0")
    canvas.box(0, 420, 1000, 247, GRASS)


def _loom(canvas: Canvas, seed: int) -> None:
    canvas.box(0, 0, 1000, 480, "#f0e2c8")
    for x in range(0, 1000, 125):
        canvas.line(x, 0, x, 480, "#e3d0ac", 4)
    canvas.box(0, 480, 1000, 187, "#c79a66")
    canvas.box(330, 215, 340, 250, CREAM)
    for nth in range(34):
        canvas.line(335 + nth * 10, 130, 335 + nth * 10, 330, "#efe6d2", 3)
    for row in range(9):
        colour = THREADS[(row + seed) % len(THREADS)]
        canvas.box(330, 325 + row * 18, 340, 14, colour)
        for nth in range(10):
            x = 347 + nth * 34 - (row % 2) * 17
            canvas.shape(x, 325 + row * 18, x + 9, 332 + row * 18, x, 339 + row * 18, x - 9, 332 + row * 18, fill=CREAM)
    for x in (290, 680):
        canvas.box(x, 90, 32, 500, WOOD, 6)
    for y in (100, 210, 315, 480):
        canvas.box(270, y, 462, 22, DARK, 8)
    canvas.box(230, 560, 540, 34, WOOD, 8)
    for nth, x in enumerate((80, 150, 800, 870)):
        canvas.box(x, 500, 44, 96, THREADS[(nth + seed) % len(THREADS)], 14)
        canvas.box(x + 8, 484, 28, 130, WOOD, 6)
        canvas.box(x, 510, 44, 76, THREADS[(nth + seed) % len(THREADS)], 14)


def _baskets(canvas: Canvas, seed: int) -> None:
    canvas.box(0, 0, 1000, 430, "#e6efe2")
    canvas.box(0, 430, 1000, 237, "#b98a58")
    for x in range(40, 1000, 90):
        canvas.line(x, 0, x + 14, 430, "#c3d6b6", 12)
    for x, y, width, height in ((90, 300, 240, 250), (390, 250, 260, 320), (710, 330, 210, 220)):
        canvas.round(x - 10, y + height - 30, width + 20, 60, "#9c7042")
        canvas.shape(x, y, x + width, y, x + width - 34, y + height, x + 34, y + height, fill=STRAW)
        for row in range(height // 22):
            inset = 34 * row * 22 // height
            for nth in range(0, width - 2 * inset - 16, 32):
                shift = 16 * ((row + seed) % 2)
                canvas.box(x + inset + min(nth + shift, width - 2 * inset - 18), y + row * 22 + 4, 16, 12, "#c2944a", 3)
        canvas.box(x - 12, y - 14, width + 24, 28, WOOD, 14)
    canvas.round(470, 180, 100, 60, DARK)
    canvas.round(482, 190, 76, 40, STRAW)


def _mushrooms(canvas: Canvas, seed: int) -> None:
    canvas.box(0, 0, 1000, 667, "#dfe6d8")
    for x in (30, 940):
        canvas.box(x, 0, 30, 667, WOOD)
    for shelf in range(3):
        y = 150 + shelf * 200
        for nth in range(7):
            x = 80 + nth * 124
            canvas.box(x, y - 96, 104, 96, "#f4efe6", 22)
            canvas.box(x + 6, y - 90, 92, 84, "#d8c4a2", 20)
            canvas.round(x + 34, y - 68, 38, 38, "#8b6b48")
            if (nth * 3 + shelf + seed) % 4:
                for dx, dy, size in ((4, -2, 50), (40, -26, 58), (66, 4, 44)):
                    canvas.box(x + dx + size // 2 - 6, y - 70 + dy, 12, 34, CREAM, 6)
                    canvas.bow(x + dx, y - 92 + dy, size, size, 180, 360, "#b7a793")
        canvas.box(40, y, 920, 16, DARK, 4)


def _field(canvas: Canvas, seed: int) -> None:
    _outdoors(canvas)
    canvas.shape(420, 240, 560, 160, 700, 240, fill="#a5512f")
    canvas.box(450, 240, 220, 130, "#d9b382")
    canvas.box(530, 290, 54, 80, DARK)
    for x in (455, 560, 655):
        canvas.box(x, 360, 12, 70, DARK)
    canvas.round(640, 500, 330, 110, "#86b3c4")
    canvas.round(665, 512, 280, 78, "#9cc5d3")
    for row in range(5):
        y = 455 + row * 42
        canvas.box(0, y + 16, 600 - row * 14, 12, "#87694a", 6)
        for x in range(18, 580 - row * 14, 44):
            for lean in (-14, 0, 14):
                canvas.line(x, y + 18, x + lean, y - 8 - seed % 5, "#3f7d4a", 5)


def _compresses(canvas: Canvas, seed: int) -> None:
    canvas.box(0, 0, 1000, 400, "#efe9d6")
    canvas.box(0, 400, 1000, 267, WOOD)
    for x in range(30, 1000, 140):  # bunches hung up to dry
        canvas.line(x + 30, 0, x + 30, 60, DARK, 5)
        for lean in (-34, -17, 0, 17, 34):
            canvas.line(x + 30, 56, x + 30 + lean, 150 + (x + seed) % 3 * 14, "#5f8a4c", 9)
    canvas.round(60, 470, 880, 170, STRAW)
    canvas.round(90, 484, 820, 136, "#c99f57")
    for nth, x in enumerate((140, 320, 500, 680)):
        canvas.box(x + 58, 290, 34, 120, CREAM, 12)
        canvas.box(x + 50, 394, 50, 16, THREADS[(nth + seed) % len(THREADS)], 6)
        canvas.round(x, 400, 150, 150, CREAM)
        canvas.line(x + 75, 410, x + 30, 520, "#dccfae", 4)
        canvas.line(x + 75, 410, x + 120, 520, "#dccfae", 4)


def _ponds(canvas: Canvas, seed: int) -> None:
    canvas.box(0, 0, 1000, 420, "#dfe7da")
    canvas.box(0, 420, 1000, 247, "#b9a27f")
    for x in (20, 480, 940):
        canvas.box(x, 60, 40, 380, WOOD)
    canvas.shape(0, 90, 500, 0, 1000, 90, 1000, 120, 500, 30, 0, 120, fill="#8d5a3a")
    for x, y in ((50, 330), (370, 380), (690, 330)):
        canvas.box(x, y + 50, 270, 180, "#a7a49c", 20)
        canvas.round(x, y + 170, 270, 100, "#a7a49c")
        canvas.round(x, y, 270, 100, "#c8c5bd")
        canvas.round(x + 18, y + 12, 234, 76, "#6d5a45")
        for nth in range(6):  # trays of cardboard standing in the ring
            canvas.box(x + 50 + nth * 29, y + 8 - (nth + seed) % 2 * 6, 14, 64, "#cfc3a6", 4)


def _hens(canvas: Canvas, seed: int) -> None:
    _outdoors(canvas)
    canvas.shape(90, 260, 270, 150, 450, 260, fill="#a5512f")
    canvas.box(120, 260, 300, 130, "#d9b382")
    for x in (125, 265, 405):
        canvas.box(x, 380, 12, 80, DARK)
    canvas.box(230, 300, 80, 90, DARK)
    for x, y in ((80, 540), (260, 590), (470, 520), (640, 600), (800, 540)):
        shade = ("#b5652f", "#8f4a28", "#d8b98a")[(x + seed) % 3]
        canvas.line(x + 46, y + 40, x + 42, y + 66, "#d99a2b", 5)
        canvas.line(x + 62, y + 40, x + 66, y + 66, "#d99a2b", 5)
        canvas.round(x, y - 20, 110, 70, shade)
        canvas.shape(x + 8, y + 4, x - 34, y - 50, x + 40, y - 14, fill=shade)
        canvas.box(x + 84, y - 56, 26, 60, shade, 13)
        canvas.round(x + 78, y - 74, 42, 42, shade)
        canvas.box(x + 88, y - 84, 22, 16, "#c0392b", 8)
        canvas.shape(x + 118, y - 60, x + 138, y - 52, x + 118, y - 46, fill="#e0a030")


SCENES = {
    "loom": _loom,
    "baskets": _baskets,
    "mushrooms": _mushrooms,
    "field": _field,
    "compresses": _compresses,
    "ponds": _ponds,
    "hens": _hens,
}
