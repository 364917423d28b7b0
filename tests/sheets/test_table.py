"""A file becomes rows of cells: every usual encoding and format, merged and hidden cells, days in two systems."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from samma.resources.limits import UploadRefusedError
from samma.resources.serials import CLOCK, DAY, NUMBER, kind_of, shown
from samma.resources.sheet_xml import column_of, letters_of
from samma.resources.table import read_table

DAY_2017 = datetime.date(2017, 5, 1)


def of_book(book: openpyxl.Workbook, sheet: str = ""):
    out = io.BytesIO()
    book.save(out)
    return read_table(out, "file.xlsx", sheet)


def of_cells(**cells):
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    return of_book(book)


def of_text(text: str, codec: str = "utf-8"):
    return read_table(io.BytesIO(text.encode(codec)), "file.csv")


def cells_of(table) -> list[list]:
    return [row.cells for row in table.rows]


def repacked(book: openpyxl.Workbook, part: str, old: str, new: str) -> io.BytesIO:
    """The workbook with a piece of one part replaced."""
    out, changed = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return changed


# --- csv --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp874", "tis-620"])
def test_csv_is_read_in_every_encoding_that_offices_send(codec):
    text = "\ufeffชื่อ,จำนวน\r\nน้ำใจ,๑๒\r\n" if codec == "utf-16-le" else "ชื่อ,จำนวน\r\nน้ำใจ,๑๒\r\n"
    assert cells_of(of_text(text, codec)) == [["ชื่อ", "จำนวน"], ["น้ำใจ", "๑๒"]]


def test_csv_is_cut_at_the_mark_that_cuts_evenly():
    amounts = "ทะเบียน, ปี 2560\nชื่อ;เงิน\nก;1,200\nข;1,300.50\nค;900\n"
    assert cells_of(of_text(amounts))[1:] == [["ชื่อ", "เงิน"], ["ก", "1,200"], ["ข", "1,300.50"], ["ค", "900"]]
    assert cells_of(of_text("sep=|\nก|ข,ค\n")) == [["ก", "ข,ค"]]
    assert cells_of(of_text("ชื่อ\nก\nข\n")) == [["ชื่อ"], ["ก"], ["ข"]]


def test_csv_keeps_zeros_lines_and_row_numbers():
    table = of_text('ชื่อ,โทร\r\n\r\n"บรรทัด\n๑","=""0812345678"""\r\n,\r\nก,\'=x\r\n')
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ["ชื่อ", "โทร"]),
        (3, ["บรรทัด\n๑", "0812345678"]),
        (5, ["ก", "=x"]),
    ]


_words = st.text(st.sampled_from("กขคงน้ำเแ ๑๒12,;\"'\n.-/"), min_size=1, max_size=12).filter(
    lambda text: text.strip() and not text.startswith(("'", "=", "-", "\n", "+", "@", "sep="))
)
_grids = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(_words, min_size=width, max_size=width), min_size=2, max_size=8)
)


@given(_grids, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp874"]))
def test_any_csv_gives_its_cells_back(grid, mark, codec):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(grid)
    assert cells_of(of_text(out.getvalue(), codec)) == grid


# --- workbooks --------------------------------------------------------------------------------------------------------
_values = st.one_of(
    st.none(),
    _words,
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.dates(datetime.date(1900, 3, 1), datetime.date(2643, 12, 31)),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 2)).filter(lambda number: not number.is_integer()),
)


@settings(max_examples=60)
@given(st.lists(st.lists(_values, min_size=1, max_size=5), min_size=1, max_size=6), st.booleans())
def test_any_workbook_gives_its_cells_back(grid, from_1904):
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
        grid = [[c if not isinstance(c, datetime.date) or c.year > 1904 else None for c in row] for row in grid]
    for number, row in enumerate(grid, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    expected = {number: row for number, row in enumerate(map(_trimmed, grid), 1) if row}
    if not expected:
        with pytest.raises(UploadRefusedError, match="ไฟล์ว่าง"):
            of_book(book)
    else:
        assert {row.number: row.cells for row in of_book(book).rows} == expected


def _trimmed(row: list) -> list:
    row = list(row)
    while row and row[-1] is None:
        row.pop()
    return row


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", NUMBER), ("0.00", NUMBER), ("#,##0.00;[Red]-#,##0.00", NUMBER), ('#,##0" บาท"', NUMBER), ("0%", NUMBER),
        ('0" ด้าน"', NUMBER), ("d/m/yyyy", DAY), ("[$-41E]d mmmm yyyy;@", DAY), ("[$-D07041E]d ดดด bbbb", DAY),
        ("ว ดดด ปปปป", DAY), ("mmm-yy", DAY), ("h:mm", CLOCK), ("[h]:mm:ss", CLOCK), ("ช:นน", CLOCK),
        ("0000000000", 10), (r"000\-000\-0000", 10), ("0", NUMBER),
    ],
)  # fmt: skip
def test_a_format_tells_a_day_from_a_number(code, kind):
    assert kind_of(200, code) == kind


@pytest.mark.parametrize(
    ("number", "kind"),
    [(0, NUMBER), (4, NUMBER), (14, DAY), (22, DAY), (20, CLOCK), (71, DAY), (72, DAY), (75, CLOCK), (81, DAY)],
)
def test_formats_known_by_number_include_the_thai_ones(number, kind):
    assert kind_of(number) == kind


@pytest.mark.parametrize(
    ("value", "from_1904", "day"),
    [
        (42856, False, DAY_2017),
        (42856.75, False, DAY_2017),
        (41394, True, DAY_2017),
        (1, False, datetime.date(1900, 1, 1)),
        (59, False, datetime.date(1900, 2, 28)),
        (61, False, datetime.date(1900, 3, 1)),
        (241183, False, datetime.date(2560, 5, 1)),  # typed as 1/5/2560 into an Excel that counts in ค.ศ.
    ],
)
def test_a_number_becomes_its_day(value, from_1904, day):
    assert shown(value, DAY, from_1904=from_1904) == day


def test_what_is_no_day_stays_what_it_is():
    assert shown(-1, DAY, from_1904=False) == -1
    assert shown(3_000_000, DAY, from_1904=False) == 3_000_000
    assert shown(0.5, DAY, from_1904=False) == datetime.time(12)
    assert shown(812345678, 10, from_1904=False) == "0812345678"


def test_zeros_that_only_a_format_shows_are_kept():
    book = openpyxl.Workbook()
    book.active["A1"] = 812345678
    book.active["A1"].number_format = "0000000000"
    assert cells_of(of_book(book)) == [["0812345678"]]


def test_a_merged_cell_stands_in_each_of_its_rows():
    book = openpyxl.Workbook()
    for row in (["หมู่", "ชื่อ"], [8, "ก"], [None, "ข"], [None, "ค"], [9, "ง"]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    table = of_book(book)
    assert cells_of(table) == [["หมู่", "ชื่อ"], [8, "ก"], [8, "ข"], [8, "ค"], [9, "ง"]]


def test_a_cell_over_several_columns_says_how_far_it_reaches():
    book = openpyxl.Workbook()
    book.active["B1"], book.active["C2"] = "รายได้", "เกษตร"
    book.active.merge_cells("B1:D1")
    assert of_book(book).spans == {(1, 1): 3}


def test_hidden_rows_columns_and_sheets_are_known():
    book = openpyxl.Workbook()
    book.active.append(["ก", "ข", "ค"])
    book.active.append([1, 2, 3])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("ลับ").sheet_state = "hidden"
    book.create_sheet("คำอธิบาย")
    book.create_sheet("หมู่ 9")["A1"] = "ง"
    table = of_book(book)
    assert [row.is_hidden for row in table.rows] == [False, True]
    assert table.hidden_columns == {1}
    assert table.sheets == ["Sheet", "หมู่ 9"]
    assert cells_of(of_book(book, "หมู่ 9")) == [["ง"]]
    with pytest.raises(UploadRefusedError, match="ไม่มีแผ่นงาน “ลับ”"):
        of_book(book, "ลับ")


def test_the_first_sheet_that_holds_anything_is_read():
    book = openpyxl.Workbook()
    book.create_sheet("ข้อมูล")["B3"] = "ก"
    table = of_book(book)
    assert (table.sheet, table.rows[0].number, table.rows[0].cells) == ("ข้อมูล", 3, [None, "ก"])


def test_blank_tails_with_borders_are_no_rows():
    book = openpyxl.Workbook()
    book.active.append(["ก"])
    for row in range(2, 400):
        book.active.cell(row, 1).number_format = "@"
        book.active.cell(row, 2, " ")
    assert len(of_book(book).rows) == 1


def test_letters_of_other_writers_are_read():
    """Runs of rich text, escapes, formulas with their value, names with a prefix."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    part, cell = "xl/worksheets/sheet1.xml", '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
    shared = '<c r="A1" t="s"><v>0</v></c>'
    for new, read in [
        ('<c r="A1" t="inlineStr"><is><r><t>น้ำ</t></r><r><rPr/><t>ใจ</t></r></is></c>', "น้ำใจ"),
        ('<c r="A1" t="str"><f>B1&amp;"ก"</f><v>ก_x000D_ข</v></c>', "ก\rข"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A1"><v>3.3010105E7</v></c>', 33010105),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="d"><v>2017-05-01T00:00:00</v></c>', "2017-05-01"),
        ("<c><v>7</v></c>", 7),
    ]:
        table = read_table(repacked(book, part, cell if cell in _xml(book, part) else shared, new), "a.xlsx")
        assert cells_of(table) == [[read]]
    prefixed = '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="4"><x:c r="C4"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    table = read_table(repacked(book, part, _xml(book, part), prefixed), "a.xlsx")
    assert (table.rows[0].number, table.rows[0].cells) == (4, [None, None, 5])


def _xml(book: openpyxl.Workbook, part: str) -> str:
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return archive.read(part).decode()


def test_a_formula_that_nothing_computed_is_told_with_its_place():
    with pytest.raises(UploadRefusedError, match=r"แถวที่ 3 .*ช่อง B3"):
        of_cells(A1="ก", B3="=1+1")


@given(st.integers(0, 16_383))
def test_letters_of_columns_come_back(column):
    assert column_of(letters_of(column)) == column
    assert letters_of(column) == openpyxl.utils.get_column_letter(column + 1)
