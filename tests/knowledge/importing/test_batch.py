"""Many old texts at once: one table of all, what is in order folded, the same text once, a bad file keeps none out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samma.knowledge.models import KnowledgeRecord
from tests.factories import make_area, make_officer
from tests.knowledge.importing.test_repairs_page import TEXT, back
from tests.knowledge.pages import TEXTS

pytestmark = pytest.mark.django_db
INDIVIDUAL = next(path for path in TEXTS if path.stem == "individual")


@pytest.fixture
def sent(client):
    """`sent((name, text) …)`: the page after these files."""
    make_area("330101")
    client.force_login(make_officer())

    def send(*files):
        held = [SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode()) for name, text in files]
        return client.post(reverse("record-import"), {"files": held})

    return send


def rows_of(page):
    return [[cell.get("text") or cell["chip"]["word"] for cell in row["cells"]] for row in page.context["rows"]]


def test_a_table_says_what_each_file_is_and_whether_to_look(sent):
    whole = INDIVIDUAL.read_text(encoding="utf-8")

    page = sent(("หนึ่ง.txt", whole), ("สอง.txt", TEXT), ("ฝน.txt", "วันนี้ฝนตก"))

    assert rows_of(page) == [
        ["หนึ่ง.txt", "บันทึกองค์ความรู้รายบุคคล ปี 2561", "เทคนิคการทำบัญชีครัวเรือนให้สนุก", "ไม่พบ", "พร้อมเก็บ"],
        ["สอง.txt", "แบบบันทึกองค์ความรู้ ปี 2560", "การทำงานของผู้นำชุมชน", "ซ่อมแล้ว 9 แห่ง · รอเลือก 1 แห่ง", "ควรตรวจ"],
        ["ฝน.txt", "ไม่ทราบแบบ", "ไม่ทราบชื่อ (ฝน.txt)", "ไม่พบ", "ควรตรวจ"],
    ]
    html = page.content.decode()
    assert 'id="doc0-text">' in html and 'id="doc1-text" open>' in html and 'id="doc2-text" open>' in html


def test_one_text_alone_needs_no_table_and_is_open(sent):
    page = sent(("หนึ่ง.txt", INDIVIDUAL.read_text(encoding="utf-8")))

    assert page.context["rows"] == [] and 'id="doc0-text" open>' in page.content.decode()


def test_the_same_text_twice_is_read_once_and_told(sent):
    page = sent(("หนึ่ง.txt", TEXT), ("สอง.txt", TEXT.replace("\n", "\r\n")))

    assert [one["name"] for one in page.context["pages"]] == ["หนึ่ง.txt"]
    assert "สอง.txt: เป็นข้อความเดียวกับ หนึ่ง.txt จึงอ่านครั้งเดียว" in page.content.decode()


def test_a_file_that_cannot_be_read_keeps_none_of_the_others_out(sent):
    page = sent(("เสีย.pdf", b"%PDF-1.4 junk"), ("สอง.txt", TEXT))

    assert len(page.context["pages"]) == 1
    assert rows_of(page)[1] == ["เสีย.pdf", "–", "–", "อ่านไฟล์ PDF นี้ไม่ได้ ไฟล์อาจเสียหาย", "อ่านไม่ได้"]


def test_what_is_left_out_stays_on_the_page_and_out_of_the_store(client, sent):
    page = sent(("หนึ่ง.txt", INDIVIDUAL.read_text(encoding="utf-8")), ("สอง.txt", TEXT))

    again = client.post(reverse("record-import"), back(page, do="all:doc1", **{"doc0-skip": "on"}))
    client.post(reverse("record-import"), back(again))

    assert [one["is_skipped"] for one in again.context["pages"]] == [True, False]
    assert [record.source_file for record in KnowledgeRecord.objects.all()] == ["สอง.txt"]


def test_texts_too_long_together_are_told_before_they_are_shown(sent):
    page = sent(*((f"{n}.txt", f"{n} " + "ยาว " * 110_000) for n in range(2)))

    assert "แบ่งส่งเป็นสองครั้ง" in page.content.decode()
