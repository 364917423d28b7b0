"""Where the fonts and the stylesheet of every paper are."""

import pathlib

FONTS = pathlib.Path(__file__).parent / "fonts"
FONT_FILES = {
    "font:regular": FONTS / "SammaSarabun-Regular.ttf",
    "font:bold": FONTS / "SammaSarabun-Bold.ttf",
}
STYLESHEET = pathlib.Path(__file__).parents[2] / "templates" / "print" / "print.css"
