"""A QR is drawn by attributes alone, so that the strict policy shows it, and differs with its text."""

import base64
import io

import segno
from PIL import Image

from samma.qr import DOTS, qr_data_uri, qr_svg

ADDRESS = "https://samma.example/accounts/phone/abc/"


def test_the_picture_needs_no_style_and_no_script():
    svg = qr_svg(ADDRESS)

    assert svg.startswith("<svg ")
    assert 'width="280"' in svg and "viewBox" in svg
    assert "style" not in svg and "script" not in svg


def test_the_picture_is_named_in_thai_for_those_who_listen():
    assert 'role="img" aria-label="คิวอาร์โค้ด"' in qr_svg(ADDRESS)


def test_another_text_is_another_picture():
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")


def test_every_square_stands_in_the_picture_for_paper():
    head, _, data = qr_data_uri(ADDRESS).partition(",")

    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        middle = range(4 * DOTS + DOTS // 2, picture.width - 4 * DOTS, DOTS)  # inside the quiet border
        squares = [[picture.convert("L").getpixel((x, y)) == 0 for x in middle] for y in middle]

    assert head == "data:image/png;base64"
    assert squares == [[bool(dark) for dark in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix]
