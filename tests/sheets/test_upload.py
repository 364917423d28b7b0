"""What an upload may be: sheets in every usual encoding; bombs, macros and far cells are refused before they are read."""

import datetime
import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
import tablib

from households.register.resources import EnrolmentResource
from samma.resources import UploadRefusedError, read_upload, write_csv, write_xlsx
from tests.factories import make_officer
from villages.resources import VillageResource

pytestmark = pytest.mark.django_db

HEADS = ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"]
ROW = ("33010105", "ตระกาจ")


def workbook(*rows, heads=HEADS):
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, **changes):
    """The workbook with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.pop(name, None) or old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return out.getvalue()


def sheet_xml(cells, dimension="A1"):
    head = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f'{head}<dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'


def read(content, name="file.xlsx"):
    return read_upload(io.BytesIO(content), name, VillageResource(make_officer()))


def refusal(content, name="file.xlsx"):
    with pytest.raises(UploadRefusedError) as refused:
        read(content, name)
    return str(refused.value)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_every_usual_encoding_reads_alike(codec, mark):
    text = f"{mark.join(HEADS)}\r\n{mark.join(ROW)}\r\n\r\n"
    assert read(text.encode(codec), "file.csv")[0] == (2, *ROW)


def test_a_title_above_and_blank_rows_between_keep_the_row_numbers():
    content = workbook(("ทะเบียนหมู่บ้าน",), (), HEADS, ROW, (), ("33010106", "โนน"), heads=[""])
    assert list(read(content)) == [(5, *ROW), (7, "33010106", "โนน")]


def test_hostile_dimension_and_lying_sizes_cost_nothing():
    content = workbook(ROW)
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>รหัสหมู่บ้าน</t></is></c><c r="B1" t="inlineStr"><is><t>ชื่อหมู่บ้าน</t></is></c></row>'
    cells += '<row r="2"><c r="A2"><v>33010105</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    hostile = repacked(content, **{"xl/worksheets/sheet1.xml": sheet_xml(cells, "A1:XFD1048576")})
    tracemalloc.start()
    began = time.perf_counter()
    assert list(read(hostile)) == [(2, 33010105, None)]
    assert time.perf_counter() - began < 2
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(("cell", "place"), [("XFD2", "XFD2"), ("A1048576", "A1048576")])
def test_a_value_far_out_is_refused_by_name(cell, place):
    xml = sheet_xml(f'<row><c r="{cell}"><v>1</v></c></row>')
    assert f"เซลล์ {place}" in refusal(repacked(workbook(ROW), **{"xl/worksheets/sheet1.xml": xml}))


def test_a_bomb_is_refused_unread():
    bomb = repacked(workbook(ROW), **{"xl/media/x.bin": b"\0" * 120_000_000})
    assert len(bomb) < 200_000 and "ใหญ่เกินไป" in refusal(bomb)
    assert "ใหญ่ผิดปกติ" in refusal(repacked(workbook(ROW), **{"xl/media/x.bin": b"\0" * 20_000_000}))
    assert "10 เมกะไบต์" in refusal(b"PK" + b"\1" * 10 * 1024 * 1024)


def test_what_is_no_xlsx_is_refused_with_what_to_do():
    content = workbook(ROW)
    assert "Excel รุ่นเก่า" in refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert ".xlsm" in refusal(content, "file.xlsm")
    assert "แมโคร" in refusal(repacked(content, **{"xl/vbaProject.bin": b"x"}))
    assert "หน้าเว็บ" in refusal(b"<html><table></table></html>")
    assert "ไฟล์ชนิดอื่น" in refusal(b"%PDF-1.4")
    assert "ไม่ใช่ไฟล์ Excel" in refusal(repacked(b"PK\5\6" + b"\0" * 18, **{"word/document.xml": b"<a/>"}))
    assert "เสียหาย" in refusal(content[:-200])
    assert "โครงสร้าง" in refusal(repacked(content, **{"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}))
    assert "อ่านไฟล์ Excel นี้ไม่ได้" in refusal(repacked(content, **{"xl/workbook.xml": b"<a"}))
    assert "ว่าง" in refusal(b"") and "ว่าง" in refusal(workbook(heads=[]))
    assert "ตัวอักษร" in refusal("รหัส".encode("cp874") + b"\xdb\xff", "file.csv")


def test_values_without_a_head_are_not_dropped_in_silence():
    assert "แถวที่ 2 มีข้อมูล “ลืม”" in refusal(workbook((*ROW, "ลืม")))


def test_a_formula_that_was_never_computed_is_not_read_as_empty():
    assert "สูตร" in refusal(workbook(("33010105", '="บ้าน"&"ใหม่"')))


@pytest.mark.parametrize(
    "text", ["=1+1", "+๑๒", "-ก", "@SUM(A1)", "\tแท็บ", "'=ก", "''@ก", "'ธรรมดา", '=HYPERLINK("x")']
)
def test_text_like_a_formula_comes_back_and_never_runs(text):
    dataset = tablib.Dataset(("33010105", text), headers=HEADS)
    xlsx = write_xlsx(dataset, "หมู่บ้าน")
    cell = openpyxl.load_workbook(io.BytesIO(xlsx)).active["B2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("s", text, "@")
    assert read(xlsx)[0] == (2, "33010105", text)
    out = write_csv(dataset)
    second = out.decode("utf-8-sig").splitlines()[1].split(",", 1)[1].strip('"')
    assert second[0] not in "=+-@\t\r"
    assert read(out, "file.csv")[0] == (2, "33010105", text)


def test_control_characters_do_not_break_the_file():
    assert read(write_xlsx(tablib.Dataset(("33010105", "ก\x00\x0bข"), headers=HEADS), "ก"))[0][2] == "กข"


def test_a_house_number_that_excel_made_a_day_is_refused():
    heads = [column.column_name for column in EnrolmentResource(make_officer()).fields.values()]
    row = [datetime.date(2026, 3, 12) if head == "บ้านเลขที่" else "" for head in heads]
    result = EnrolmentResource(make_officer()).import_data(tablib.Dataset(row, headers=heads))
    assert "Excel เปลี่ยนค่านี้เป็นวันที่" in result.rows[0].cells["house_no"].errors[0]
