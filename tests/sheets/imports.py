"""An import as hands make it: choose a file, press what its page offers."""

import tablib
from django.core.files.uploadedfile import SimpleUploadedFile

from samma.resources import write_xlsx
from samma.sheets.models import SheetRun

HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]


def upload(*rows, heads=HEADS, name="ทะเบียน.xlsx"):
    """A workbook with these rows."""
    return SimpleUploadedFile(name, write_xlsx(tablib.Dataset(*rows, headers=heads), "ทะเบียน"))


def upload_of(content, name="ทะเบียน.xlsx"):
    """A file with this content."""
    return SimpleUploadedFile(name, content)


def begin(client, file, register="households"):
    """The import that a file begins, and its address."""
    answer = client.post(f"/sheets/{register}/import/", {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return SheetRun.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2]), answer.url


def press(client, url, do, **fields):
    """A button of the import's page; gives the words of the page that follows."""
    return client.post(url, {"do": do} | fields, follow=True).content.decode()


def household(number, name, house, village="33010105"):
    """A row under HEADS."""
    return (village, 2560, number, name, house)
