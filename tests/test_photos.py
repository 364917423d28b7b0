"""Pictures that strangers send: a plain Thai answer, small memory, and nothing of the file but what is seen."""

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from samma.photos import MOST_PIXELS, clean_photo

MOST_MORE = 190_000  # KiB above the process as it stands: it keeps under 300 MB
SCRIPT = b"<script>alert(1)</script>"


def written(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def bomb():
    """A PNG of 20,000 by 20,000 in a few bytes: its first line of pixels and no more."""

    def part(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\0" * 60_001)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", lines) + part(b"IEND", b"")


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 300
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bomb(), "จุดภาพมากเกินไป"),
        (HEIC, "HEIC ของไอโฟน"),
        (SVG, "SVG"),
        (b"GIF89a" + SCRIPT, "โปรดใช้ภาพ JPEG"),
        (b"\xff\xd8\xff\xe0" + SCRIPT, "โปรดใช้ภาพ JPEG"),
        (b"", "โปรดใช้ภาพ JPEG"),
    ],
    ids=["20,000 x 20,000", "HEIC", "SVG", "GIF", "a JPEG by its first bytes alone", "empty"],
)
def test_what_cannot_be_taken_is_told_in_thai(data, sentence):
    with pytest.raises(ValidationError, match=sentence):
        clean_photo(io.BytesIO(data))


@pytest.mark.parametrize("hidden", [SCRIPT, b"PK\x03\x04 a zip behind the picture", b"%PDF-1.4"])
def test_of_a_picture_that_is_something_else_too_only_the_picture_stays(hidden):
    picture = Image.new("RGB", (80, 60), "green")
    exif = Image.Exif()
    exif[0x010E] = hidden.decode("latin-1")
    sent = written(picture, "JPEG", comment=hidden, exif=exif) + hidden

    kept = clean_photo(io.BytesIO(sent)).read()

    assert sent.count(hidden) == 3 and hidden not in kept
    with Image.open(io.BytesIO(kept)) as read:
        assert (read.format, read.size) == ("JPEG", (80, 60)) and not read.getexif() and "comment" not in read.info


def most_memory(work):
    """KiB of this process at the most while it works, above what it had before (Linux keeps the mark)."""
    Path("/proc/self/clear_refs").write_text("5")
    before, after = _status("VmRSS"), work() or _status("VmHWM")
    return after - before


def _status(name):
    return int(re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())[1])


@pytest.mark.parametrize(
    ("kind", "mode", "limit", "options"),
    [
        ("PNG", "RGBA", "PNG", {"compress_level": 1}),
        ("JPEG", "CMYK", "JPEG", {"progressive": True}),
        ("JPEG", "RGB", "plain JPEG", {}),
        ("WEBP", "RGBA", "WEBP", {"method": 0}),
    ],
)
def test_the_largest_picture_that_is_taken_needs_little_memory(kind, mode, limit, options):
    side = int(MOST_PIXELS[limit] ** 0.5)
    sent = io.BytesIO(written(Image.new(mode, (side, side)), kind, **options))

    assert 0 <= most_memory(lambda: clean_photo(sent) and None) < MOST_MORE


def test_a_picture_on_its_side_is_turned_and_what_is_clear_is_white():
    exif = Image.Exif()
    exif[0x0112] = 6
    sent = written(Image.new("RGBA", (3000, 2000), (0, 0, 0, 0)), "PNG", exif=exif)

    with Image.open(clean_photo(io.BytesIO(sent))) as read:
        assert read.size == (800, 1200) and read.getpixel((400, 600)) == (255, 255, 255)
