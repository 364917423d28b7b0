"""Old files of every kind become text: nothing of it lost, and what cannot be read is refused in words."""

import io
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import ValidationError

from samma.knowledge.reading import text_of
from samma.pdf import PaperSection, RecordPaper, render

LINES = ["แบบบันทึกองค์ความรู้", "๑. ชื่อความรู้ การทำกล้วยตาก", "๓. ความเป็นมาและความสำคัญ", "ชาวบ้านทำกล้วยตากมานาน"]


def word_file(fill):
    document = docx.Document()
    fill(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def refusal(name, data):
    with pytest.raises(ValidationError) as refused:
        text_of(name, data)
    return refused.value.messages[0]


def paper(**options):
    sections = [PaperSection(number="๑", heading="ความเป็นมา", level=1, body="ชาวบ้านทำกล้วยตากมานาน และขายดี")]
    return render(RecordPaper(paper_title="แบบบันทึกองค์ความรู้", title="การทำกล้วยตาก", sections=sections, **options).html())


# --- Word -------------------------------------------------------------------------------------------------------------
def test_word_keeps_paragraphs_tables_boxes_and_the_numbers_it_printed_itself():
    def fill(document):
        for line in LINES:
            document.add_paragraph(line)
        for step in ("ปอกกล้วย", "ตากแดด"):
            document.add_paragraph(step, style="List Number")
        document.add_paragraph("เก็บให้แห้ง", style="List Bullet")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "ต้นทุน", "๑๐๐ บาท"

    lines = text_of("เก่า.docx", word_file(fill)).splitlines()

    assert lines == [*LINES, "1. ปอกกล้วย", "2. ตากแดด", "- เก็บให้แห้ง", "ต้นทุน  ๑๐๐ บาท"]


def test_the_foot_of_a_word_file_tells_its_province():
    def fill(document):
        document.add_paragraph(LINES[0])
        document.sections[0].footer.paragraphs[0].text = "เว็บไซต์สัมมาชีพชุมชนจังหวัดน่าน"

    assert text_of("เก่า.docx", word_file(fill)).endswith("เว็บไซต์สัมมาชีพชุมชนจังหวัดน่าน")


def test_a_zip_bomb_named_docx_is_refused_in_words():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 90_000_000)

    assert "ใหญ่ผิดปกติ" in refusal("เก่า.docx", held.getvalue())


@pytest.mark.parametrize("data", [b"PK\x03\x04 junk", b"", b"<html>"])
def test_what_is_no_word_file_is_refused_in_words(data):
    assert "ไม่ใช่ไฟล์ Word" in refusal("เก่า.docx", data)


def test_an_older_word_file_is_told_how_to_save_anew():
    assert "บันทึกเป็น .docx" in refusal("เก่า.doc", b"\xd0\xcf\x11\xe0")
    assert "บันทึกเป็น .docx" in refusal("เก่า.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)


# --- web --------------------------------------------------------------------------------------------------------------
PAGE = """<html><head><meta charset="{charset}"><title>เว็บ</title><style>p {{ color: red }}</style></head><body>
<p class=MsoNormal>แบบบันทึก<span lang=TH>องค์ความรู้</span><o:p></o:p></p><img src="a.png">
<div>๑. ชื่อความรู้&nbsp;การทำ
กล้วยตาก<br>บรรทัดสอง<script>alert(1)</script></div><div style="display: none">ซ่อน</div>
<table><tr><td>ต้นทุน</td><td>๑๐๐</td></tr></table></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("windows-874", "cp874"), ("tis-620", "cp874")])
def test_a_web_page_reads_as_it_looks(charset, encoding):
    lines = [line for line in text_of("เก่า.html", PAGE.format(charset=charset).encode(encoding)).splitlines() if line]

    assert lines == ["แบบบันทึกองค์ความรู้", "image1", "๑. ชื่อความรู้\u00a0การทำ กล้วยตาก", "บรรทัดสอง", "ต้นทุน ๑๐๐"]


def test_a_page_without_words_is_told():
    assert "ไม่พบข้อความ" in refusal("ว่าง.html", b"<html><body><script>1</script></body></html>")


# --- PDF --------------------------------------------------------------------------------------------------------------
def test_our_own_paper_reads_back_whole():
    text = text_of("เก่า.pdf", paper())

    assert "การทำกล้วยตาก" in text
    assert "ชาวบ้านทำกล้วยตากมานาน และขายดี" in text


def test_an_encrypted_paper_is_told():
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as document:
        document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert "รหัสผ่าน" in refusal("เก่า.pdf", held.getvalue())


def test_pictures_of_text_are_told():
    document, held = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(held)

    assert "ภาพสแกน" in refusal("เก่า.pdf", held.getvalue())


def test_a_broken_paper_is_told():
    assert "เสียหาย" in refusal("เก่า.pdf", b"%PDF-1.4 junk")
