"""Hostile old texts through the page: a plain Thai answer, small memory, nothing lost."""

import io
import re
import subprocess
import sys
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.record_forms import FORMS
from tests.factories import make_area, make_officer
from tests.knowledge.importing.test_repairs_page import back
from tests.knowledge.pages import TEXTS

pytestmark = pytest.mark.django_db
MOST_MEMORY = 300 * 1024  # KiB, as Linux tells it
CHILD = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "samma.knowledge.reading.apart", sys.argv[1]], input=sys.stdin.buffer.read(),
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def bomb():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 90_000_000)
    return held.getvalue()


def small_bomb():
    """Small enough for every limit of size, and a million paragraphs inside."""
    held, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(held)
    with zipfile.ZipFile(held) as came, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in came.infolist():
            data = came.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_500_000)
            archive.writestr(part.filename, data)
    return out.getvalue()


def locked():
    held = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def scanned():
    document, held = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(3):
        document.new_page(595, 842)
    document.save(held)
    return held.getvalue()


def nested():
    return b"<div>" * 200_000 + "ลึก".encode() + b"</div>" * 200_000


REFUSED = {
    "zip bomb": ("เก่า.docx", bomb, "ใหญ่ผิดปกติ"),
    "a million paragraphs": ("เก่า.docx", small_bomb, "ย่อหน้ามากผิดปกติ"),
    "encrypted": ("เก่า.pdf", locked, "รหัสผ่าน"),
    "scanned": ("เก่า.pdf", scanned, "ภาพสแกน"),
    "no Word file": ("เก่า.docx", lambda: b"PK\x03\x04 junk", "ไม่ใช่ไฟล์ Word"),
    "older Word": ("เก่า.doc", lambda: b"\xd0\xcf\x11\xe0", "บันทึกเป็น .docx"),
    "empty": ("ว่าง.txt", lambda: b" \n", "ไม่พบข้อความ"),
    "picture": ("ภาพ.txt", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\xdb\xfc\xfd", "ไม่ใช่ข้อความภาษาไทย"),
}


@pytest.fixture
def send(client):
    """`send(name, data)`: the page after this file."""
    make_area("330101")
    client.force_login(make_officer())
    return lambda name, data: client.post(reverse("record-import"), {"files": [SimpleUploadedFile(name, data)]})


@pytest.mark.parametrize("kind", REFUSED)
def test_the_page_tells_in_thai_why_a_file_cannot_be_read(send, kind):
    name, make, sentence = REFUSED[kind]

    page = send(name, make())

    (told,) = page.context["form"].errors["files"]
    assert page.status_code == 200 and told.startswith(f"{name}: ") and sentence in told


def test_a_page_nested_without_end_is_read_or_told(send):
    page = send("ลึก.html", nested())

    assert page.status_code == 200
    assert "pages" in page.context or page.context["form"].errors["files"]


@pytest.mark.parametrize(
    ("kind", "make"),
    [("word", bomb), ("word", small_bomb), ("paper", locked), ("paper", scanned), ("web", nested)],
    ids=["zip bomb", "a million paragraphs", "encrypted", "scanned", "nested page"],
)
def test_the_process_that_reads_stays_small(kind, make):
    asked = [sys.executable, "-c", CHILD, kind]

    done = subprocess.run(asked, input=make(), capture_output=True, check=True, cwd=settings.BASE_DIR)

    assert 0 < int(done.stdout) < MOST_MEMORY


def whole(words_in_each):
    """A text of the form of 2561 with so much in each section."""
    lines = ["บันทึกองค์ความรู้", "๑. ชื่อองค์ความรู้ เรื่องยาว", "๒. ชื่อเจ้าของความรู้ นางสมใจ ใจงาม"]
    for item in FORMS["individual-2561"].sections:
        lines += [f"{item.number} {item.heading}", words_in_each]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "words", ["ชาวบ้านทำนา " * (100_000 // 34), "คำ " * 5_000], ids=["100 kB in each section", "5,000 words"]
)
def test_a_very_long_text_goes_in_whole(client, send, words):
    text = whole(words)

    page = send("ยาว.txt", text.encode())
    stored = client.post(reverse("record-import"), back(page))

    assert stored.status_code == 302
    record = KnowledgeRecord.objects.get()
    assert record.source_text == text
    assert {section.body.strip() for section in record.sections.all()} == {words.strip()}


def test_html_of_word_reads_as_the_text_itself(send):
    """Word's "web page": styles, conditional comments, spans in the middle of words, empty paragraphs."""
    text = next(path for path in TEXTS if path.stem == "individual").read_text(encoding="utf-8")
    lines = [
        f"<p class=MsoNormal style='margin:0cm'><span lang=TH style='font-family:\"TH SarabunPSK\"'>{line[:7]}</span>"
        f"<span lang=TH>{line[7:]}<o:p></o:p></span></p>"
        for line in text.splitlines()
    ]
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><!--[if gte mso 9]><xml><w:WordDocument>"
        "</w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {mso-style-parent:''} --></style></head>"
        f"<body lang=EN-US><div class=WordSection1>{''.join(lines)}</div></body></html>"
    )

    read = send("เก่า.html", html.encode()).context["pages"][0]["form"].read.as_dict()
    plain = send("เก่า.txt", text.encode()).context["pages"][0]["form"].read.as_dict()

    assert re.search("mso|lang", str(read)) is None
    assert {name: read[name] for name in read if name != "file"} == {
        name: plain[name] for name in plain if name != "file"
    }
