"""What stands on a paper: numbers in the chosen digits, empty sections, photos, tables, signatures, lines that fit."""

import dataclasses
import datetime
import io
import re

import pikepdf
import pypdf
import pytest
from PIL import Image

from samma.pdf import PaperPhoto, PaperSection, RecordPaper, Signature, TableColumn, TablePaper, join, render
from tests.pdf.readers import folded, pdftotext, read_pypdf, read_raw

RIGHT_EDGE = 595.28 - 20 / 25.4 * 72  # points; A4 less 20 mm
LONG = "ปี 2560 อบรมครัวเรือนเป้าหมาย 20 ครัวเรือน ที่ศาลาประชาคม " * 60

PAPER = RecordPaper(
    paper_title="บันทึกองค์ความรู้",
    title_label="1. ชื่อองค์ความรู้",
    title="การเลี้ยงไก่ไข่ 100 ตัว",
    owner=[("2. ชื่อเจ้าของความรู้", "นางสมใจ ใจงาม"), ("ตำแหน่ง", ""), ("โทรศัพท์", "081-000-0000")],
    sections=[
        PaperSection("3", "ที่มา", 1, LONG),
        PaperSection("4", "ผลลัพธ์", 1, "", has_parts=True),
        PaperSection("4.1", "ข้อพึงระวัง", 2, " \n"),
    ],
    running_head="การเลี้ยงไก่ไข่",
    site_line="เว็บไซต์สัมมาชีพชุมชนจังหวัดตัวอย่าง\nกรมการพัฒนาชุมชน กระทรวงมหาดไทย",
    qr_data_uri="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E",
    qr_caption="https://samma.example/k/2560-1",
    printed_on=datetime.date(2026, 11, 21),
    revision=2,
)


def pages(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text_of(paper, **changes) -> str:
    return re.sub(r"\s+", " ", read_raw(render(dataclasses.replace(paper, **changes).html())))


@pytest.mark.parametrize(
    ("thai", "own_numbers"),
    [
        (True, ["๑. ชื่อ", "๒. ชื่อ", "๓. ที่มา", "๔.๑ ข้อพึง", "- ๒ -", "๒๑ พฤศจิกายน ๒๕๖๙", "ฉบับที่ ๒"]),
        (False, ["1. ชื่อ", "2. ชื่อ", "3. ที่มา", "4.1 ข้อพึง", "- 2 -", "21 พฤศจิกายน 2569", "ฉบับที่ 2"]),
    ],
    ids=["thai", "arabic"],
)
def test_digits_are_chosen_for_the_papers_own_numbers_alone(thai, own_numbers):
    text = text_of(PAPER, thai_digits=thai)
    typed = ["100 ตัว", "081-000-0000", "https://samma.example/k/2560-1", "ปี 2560 อบรมครัวเรือนเป้าหมาย 20 ครัวเรือน"]
    assert [piece for piece in own_numbers + typed if piece not in text] == []


def test_page_numbers_stand_at_the_head_from_page_two():
    first, second = pages(render(PAPER.html()))
    assert "- ๑ -" not in first
    assert "- ๒ -" in second
    assert "การเลี้ยงไก่ไข่ - ๒ -" in second  # the running head stands beside it
    assert all("เว็บไซต์สัมมาชีพชุมชนจังหวัดตัวอย่าง" in page for page in (first, second))


def test_page_numbers_of_all_pages_by_the_switch():
    first, second = pages(render(dataclasses.replace(PAPER, page_style="of").html()))
    assert "หน้า ๑ จาก ๒" in first
    assert "หน้า ๒ จาก ๒" in second
    assert "- ๒ -" not in second


def test_an_empty_section_and_an_empty_field_print_a_dash_and_a_heading_with_parts_does_not():
    text = text_of(PAPER)
    assert "๔.๑ ข้อพึงระวัง -" in text
    assert "ตำแหน่ง -" in text
    assert "ผลลัพธ์ ๔.๑" in text


def test_photos_stand_in_their_section_or_at_the_end():
    picture = io.BytesIO()
    Image.new("RGB", (120, 90), "#6a8").save(picture, "JPEG")
    images = {"a": picture.getvalue(), "b": picture.getvalue()}
    photos = [PaperPhoto("a", "ภาพหนึ่ง"), PaperPhoto("b", "")]
    inside = [PaperSection("", "รูปประกอบ", 1, "", pictures=True), PaperSection("", "ท้ายเรื่อง", 1, "จบ")]
    text = read_raw(render(dataclasses.replace(PAPER, photos=photos, sections=inside).html(), images=images))
    assert text.index("รูปประกอบ") < text.index("ภาพหนึ่ง") < text.index("ท้ายเรื่อง")
    text = read_raw(render(dataclasses.replace(PAPER, photos=photos, sections=inside[1:]).html(), images=images))
    assert text.index("ท้ายเรื่อง") < text.index("ภาพหนึ่ง")


def test_the_file_says_what_it_is():
    with (
        pikepdf.open(io.BytesIO(render(PAPER.html()))) as pdf,
        pdf.open_metadata() as about,
        pdf.open_outline() as outline,
    ):
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert about["dc:title"] == PAPER.title
        assert str(pdf.Root.Lang) == "th"
        assert pdf.Root.MarkInfo.Marked
        (record,) = outline.root
        assert record.title == PAPER.title
        assert [item.title for item in record.children] == ["๓. ที่มา", "๔. ผลลัพธ์"]
        assert [round(float(x)) for x in pdf.pages[0].MediaBox] == [0, 0, 595, 842]


@pytest.mark.parametrize(
    "text", ["ส่งเสริมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้าน" * 40, "https://samma.example/" + "a" * 400], ids=["thai", "url"]
)
def test_a_long_paragraph_without_spaces_stays_on_the_paper(text):
    pdf = render(dataclasses.replace(PAPER, sections=[PaperSection("", "เนื้อหา", 1, text)]).html())
    edges = [float(edge) for edge in re.findall(r'<word .*?xMax="([\d.]+)"', pdftotext(pdf, "-bbox"))]
    assert max(edges) <= RIGHT_EDGE + 1
    assert text in folded(read_pypdf(pdf))


def test_thai_lines_end_between_words():
    pdf = render(dataclasses.replace(PAPER, sections=[PaperSection("", "หัว", 1, "หมู่บ้าน" * 60)]).html())
    lines = [line for line in read_raw(pdf).splitlines() if "หมู่บ้าน" in line]
    assert len(lines) > 3
    assert all(re.fullmatch("(หมู่บ้าน)+|(หมู่บ้าน)*หมู่|บ้าน(หมู่บ้าน)*(หมู่)?", line.strip()) for line in lines)


def test_a_sign_sheet_has_its_heads_on_each_page_and_a_place_to_sign():
    paper = TablePaper(
        paper_title="บัญชีลงชื่อ",
        lines=["บ้านตัวอย่าง หมู่ที่ ๔"],
        columns=[TableColumn("ที่", 8, "centre"), TableColumn("ชื่อ - สกุล"), TableColumn("ลายมือชื่อ", 25)],
        rows=[[str(number), "นางสมใจ <b>ใจงาม</b>", ""] for number in range(1, 31)],
        total=["", "รวม ๓๐ คน", ""],
        notes=["หมายเหตุ: ตัวอย่าง"],
        signatures=[Signature("พัฒนากร", "นายสมชาย ใจดี"), Signature("ผู้ใหญ่บ้าน")],
        hand_written=True,
    )
    texts = pages(render(paper.html()))
    assert len(texts) == 2
    assert all("ลายมือชื่อ" in text for text in texts)
    assert "นางสมใจ <b>ใจงาม</b>" in texts[0]
    assert "รวม ๓๐ คน" in texts[-1]
    assert texts[-1].count("ลงชื่อ....") == 2
    assert "(นายสมชาย ใจดี)" in texts[-1]


def test_a_wide_paper_lies_on_its_side_and_says_when_it_has_no_rows():
    pdf = render(TablePaper(paper_title="สรุป", columns=[TableColumn("อำเภอ")], rows=[], landscape=True).html())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [round(float(x)) for x in document.pages[0].MediaBox] == [0, 0, 842, 595]
    assert "ไม่มีรายการ" in read_raw(pdf)


def test_a_book_keeps_page_numbers_and_bookmarks_of_its_parts():
    part = render(PAPER.html())
    book = join([("เรื่องแรก", part), ("เรื่องที่สอง", part)])
    assert [("- ๒ -" in page) for page in pages(book)] == [False, True, False, True]
    with pikepdf.open(io.BytesIO(book)) as pdf, pdf.open_outline() as outline:
        places = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = [(item.title, places[item.destination[0].objgen]) for item in outline.root]
        assert found == [("เรื่องแรก", 1), ("เรื่องที่สอง", 3)]
        inner = [(item.title, places[item.destination[0].objgen]) for item in outline.root[1].children]
        assert inner[0] == ("๓. ที่มา", 3)
    assert "การเลี้ยงไก่ไข่" in read_raw(book)
