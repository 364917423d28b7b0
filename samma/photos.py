"""Photos are decoded, turned upright, shrunk and written anew: what a phone hides in a file never reaches our disk."""

import io
import uuid
import warnings
from typing import BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image, ImageOps, UnidentifiedImageError

from samma import formfields
from samma.fields import ThaiCharField
from samma.formfields import ManyFiles, ManyFilesField

LONGEST_SIDE = 1200  # pixels: sharp at half an A4 width
# Refused before decoding: a small file can unfold to gigabytes. A plain JPEG is decoded small, any other picture whole,
# and a WebP stands in memory several times over.
MOST_PIXELS = {"plain JPEG": 50_000_000, "JPEG": 12_500_000, "PNG": 12_500_000, "WEBP": 8_000_000}
MOST_BYTES = 15 * 1024 * 1024
MOST_AT_ONCE = 12
FORMATS = ("JPEG", "PNG", "WEBP")
NO_PICTURE = "อ่านไฟล์ภาพไม่ได้ โปรดใช้ภาพ JPEG, PNG หรือ WebP"
TOO_MANY = "ภาพมีจุดภาพมากเกินไป โปรดย่อภาพก่อน หรือบันทึกเป็น JPEG แล้วส่งอีกครั้ง"
HEIC = "ภาพแบบ HEIC ของไอโฟนยังใช้ไม่ได้ ส่งภาพเข้าไลน์แล้วบันทึกกลับมา หรือตั้งกล้องเป็น “เข้ากันได้มากที่สุด” แล้วถ่ายใหม่"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
DRAWING = "ไฟล์นี้เป็นภาพวาด SVG ไม่ใช่ภาพถ่าย โปรดใช้ภาพ JPEG, PNG หรือ WebP"


class CleanPicture(ContentFile):
    """A picture that `clean_photo` wrote; no other is stored."""


def clean_photo(upload: BinaryIO) -> CleanPicture:
    """The upload as a fresh upright JPEG of at most 1,200 pixels, without EXIF. Raises ValidationError in Thai."""
    upload.seek(0, io.SEEK_END)
    if upload.tell() > MOST_BYTES:
        raise ValidationError("ไฟล์ภาพใหญ่เกิน 15 เมกะไบต์ โปรดเลือกภาพที่เล็กลง")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own, lower limits stand below
            picture = Image.open(upload, formats=FORMATS)
        _refuse_too_many_pixels(picture)
        picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # before it is turned: turning makes a copy
        ImageOps.exif_transpose(picture, in_place=True)
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_why_not(upload)) from error
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82, optimize=True)
    return CleanPicture(out.getvalue(), name="photo.jpg")


def _refuse_too_many_pixels(picture: Image.Image) -> None:
    """A progressive JPEG is held whole like a PNG until its last scan has come."""
    is_plain = picture.format == "JPEG" and "progressive" not in picture.info
    if picture.width * picture.height > MOST_PIXELS["plain JPEG" if is_plain else picture.format]:
        raise ValidationError(TOO_MANY)


def _why_not(upload: BinaryIO) -> str:
    """What to tell the sender of a file that is no picture we read."""
    upload.seek(0)
    start = upload.read(512)
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
        return HEIC
    return DRAWING if start.lstrip().startswith(b"<") and b"<svg" in start.lower() else NO_PICTURE


def photo_path(photo: "Photo", filename: str) -> str:
    """Where the file is kept: by its id alone, in 256 folders."""
    return f"photos/{photo.pk.hex[:2]}/{photo.pk.hex}.jpg"


class Photo(models.Model):
    """A cleaned picture with a caption; served at /photos/<uuid>/ to those who may see the row it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    image = models.ImageField("ภาพ", upload_to=photo_path, width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    caption = ThaiCharField("คำบรรยายภาพ", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    added_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["order", "added_at"]

    def __str__(self):
        return self.caption or "ภาพ"

    def save(self, *args, **kwargs):
        if not self.image._committed and not isinstance(self.image.file, CleanPicture):
            raise TypeError("a picture is cleaned (samma.photos.clean_photo) before it is stored")
        super().save(*args, **kwargs)
        self.image.close()  # measuring the picture opened it


class PhotosField(ManyFilesField):
    """Several pictures at once, each cleaned here, so that what is no picture is told beside the box, by its name."""

    widget = ManyFiles({"accept": "image/jpeg,image/png,image/webp"})

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "most": MOST_AT_ONCE} | kwargs)

    def clean(self, data, initial=None) -> list[CleanPicture]:
        return [self._clean_one(upload) for upload in super().clean(data, initial)]

    def _clean_one(self, upload) -> CleanPicture:
        try:
            return clean_photo(upload)
        except ValidationError as error:
            raise ValidationError(f"{upload.name}: {error.messages[0]}") from error


class PhotoRow(forms.Form):
    """A photo that is there: its caption, its place among the others, and whether it goes (components/photo_desk.html)."""

    pk = forms.UUIDField(widget=forms.HiddenInput)
    caption = formfields.ThaiCharField(label="คำบรรยายภาพ", required=False, max_length=200)
    order = forms.IntegerField(label="ลำดับ", min_value=1, max_value=99)
    drop = forms.BooleanField(label="ลบภาพนี้", required=False)
