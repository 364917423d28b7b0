"""What an office's own columns are taken for: by their heads, by what stands below, by what the office answered before."""

import io

import openpyxl
import pytest

from households.livelihood.resources import LivelihoodRoundResource
from households.register.resources import EnrolmentResource
from samma.resources import ROW_HEAD, dataset_of, guess, head_key, read_table
from tests.sheets.columns import PERSON, guessed, make_office, table_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_office()


# --- heads ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("head", ["ลำดับที่", "ลำดับ", "ที่", "ลำดับ ที่", "ลําดับที่", "No.", "ลำดับที่*"])
def test_the_running_number_under_its_usual_heads(officer, head):
    found = guess(
        table_of([head, "ชื่อ-สกุล", "บ้านเลขที่"], [1, PERSON[0], "1"], [2, PERSON[1], "2"]), EnrolmentResource(officer)
    )
    assert (found.columns[0].name, found.columns[0].is_sure) == ("number", True)


@pytest.mark.parametrize(
    "head",
    [
        "ชื่อ-สกุล", "ชื่อ – นามสกุล", "ชื่อ สกุล หัวหน้าครัวเรือน", "ชื่อ-สกุล\nหัวหน้าครัวเรือน", "หัวหน้าครัวเรือน", "ชื่อ - สกุล (หัวหน้าครัวเรือน)",
        "ชื่อ–นามสกุลหัวหน้าครัวเรือน", "รายชื่อ", "ชื่อครัวเรือนเป้าหมาย",
    ],
)  # fmt: skip
def test_the_head_of_the_household_under_its_usual_heads(officer, head):
    found = guess(
        table_of(["ที่", head, "บ้านเลขที่"], [1, PERSON[0], "1"], [2, PERSON[1], "2"]), EnrolmentResource(officer)
    )
    assert (found.columns[1].name, found.columns[1].is_sure) == ("head", True)


@pytest.mark.parametrize(
    ("head", "value", "name"),
    [
        ("เลขที่", "12/3", "house_no"), ("บ้าน เลขที่", 45, "house_no"), ("โทร.", "081-234-5678", "phone"), ("มือถือ", 812345678, "phone"),
        ("เบอร์โทรศัพท์", "๐๘๑ ๒๓๔ ๕๖๗๘", "phone"), ("รหัสบ้าน", 33010012345, "house_code"), ("อาชีพ", "ทอผ้า", "occupation"),
        ("จำนวนสมาชิก (คน)", 4, "members"), ("วันที่เข้าร่วม", "1/3/60", "joined_on"), ("หมู่ที่", "ม.๕", "part:moo"), ("ม.", 5, "part:moo"),
        ("ตำบล", "ทุ่งสมมุติ", "part:tambon"), ("หมู่บ้าน", "บ้านโนนสมมุติ", "part:village"), ("ที่อยู่", "12 ม.5 ต.ทุ่งสมมุติ", "part:address"),
        ("ปี", "๒๕๖๐", "year"), ("หมายเหตุ", "ดี", "note"), ("เลขประจำตัวประชาชน", "1-2345-67890-12-1", ""), ("ลายมือชื่อ", None, ""), ("เพศ", "หญิง", ""),
    ],
)  # fmt: skip
def test_an_office_head_is_known_for_sure(officer, head, value, name):
    rows = [["ที่", "ชื่อ-สกุล", head], [1, PERSON[0], value], [2, PERSON[1], value]]
    column = guess(table_of(*rows), EnrolmentResource(officer)).columns[2]
    assert (column.name, column.is_sure) == (name, True), (column.why, column.certainty)


def test_heads_in_two_lines_under_a_title(officer):
    table = table_of(
        ["ทะเบียนรายได้ครัวเรือน ปี 2560"],
        [],
        ["ที่", "วันที่สำรวจ", "รายได้", None, None, "รายจ่าย", None, "เงินออม"],
        [None, None, "ภาคเกษตร", "นอกภาคเกษตร", "อื่น ๆ", "ต้นทุนการผลิต", "ชำระหนี้", None],
        [1, "1/3/2560", 100, 200, 300, 40, 50, 60],
        merged=["A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4"],
    )
    found = guess(table, LivelihoodRoundResource(officer))
    assert found.heads == (3, 4)
    assert [column.name for column in found.columns][1:] == [
        "on", "income_farm", "income_nonfarm", "income_other", "expense_production", "expense_debt", "savings",
    ]  # fmt: skip
    assert not found.columns[0].is_sure  # its own running number is not surely the household's
    assert found.constants == {"year": "2560"}


def test_group_heads_that_nobody_merged(officer):
    found = guessed(
        LivelihoodRoundResource(officer),
        ["ที่", "วันที่สำรวจ", "รายได้", None, "รายจ่าย", None],
        [None, None, "ภาคเกษตร", "นอกภาคเกษตร", "ต้นทุนการผลิต", "ชำระหนี้"],
        [1, "1/3/2560", 100, 200, 40, 50],
    )
    assert list(found.values())[2:] == ["income_farm", "income_nonfarm", "expense_production", "expense_debt"]


def test_a_sheet_without_heads_is_guessed_by_its_cells_and_asked(officer):
    found = guess(
        table_of(
            [1, PERSON[0], "12/3 หมู่ 5", "0812345678", "33010012345"],
            [2, PERSON[1], "14 หมู่ 5", "0822345678", "33010012346"],
        ),
        EnrolmentResource(officer),
    )
    assert found.heads == (0, 0)
    assert [column.name for column in found.columns] == ["number", "head", "part:address", "phone", "house_code"]
    assert len(found.unsure) == 5


def test_cells_that_contradict_their_head_are_asked(officer):
    rows = [["ที่", "ชื่อ-สกุล", "โทรศัพท์"], [1, PERSON[0], "ทอผ้า"], [2, PERSON[1], "จักสาน"]]
    assert [c.head for c in guess(table_of(*rows), EnrolmentResource(officer)).unsure] == ["โทรศัพท์"]


def test_what_nobody_knows_is_asked_and_left_out_until_then(officer):
    rows = [["ที่", "ชื่อ-สกุล", "สีรถ", None], [1, PERSON[0], "แดง", "ลืมหัว"], [2, PERSON[1], "ดำ", "ลืมอีก"]]
    found = guess(table_of(*rows), EnrolmentResource(officer))
    assert [(c.letter, c.name) for c in found.unsure] == [("C", None), ("D", None)]
    assert found.mapping["columns"] == {"0": "number", "1": "head", "2": "", "3": ""}
    assert found.unsure[0].samples == ["แดง", "ดำ"]


def test_citizens_numbers_are_left_out_whatever_their_head_and_never_shown(officer):
    rows = [["ที่", "ชื่อ-สกุล", "รหัส"], [1, PERSON[0], "1234567890121"], [2, PERSON[1], "1-2345-67890-12-1"]]
    column = guess(table_of(*rows), EnrolmentResource(officer)).columns[2]
    assert (column.name, column.is_sure, column.samples) == ("", True, ["•" * 13])


def test_one_column_is_one_thing_only(officer):
    found = guess(
        table_of(["ที่", "ชื่อ-สกุล", "โทร", "เบอร์โทร"], [1, PERSON[0], "0812345678", "0812345679"]),
        EnrolmentResource(officer),
    )
    assert [column.name for column in found.columns].count("phone") == 1
    assert len(found.unsure) == 1


def test_a_hidden_column_is_asked_or_left_out(officer):
    book = openpyxl.Workbook()
    for row in (["ที่", "ชื่อ-สกุล", "โทร", "ลับ"], [1, PERSON[0], "0812345678", "ก"]):
        book.active.append(row)
    for letter in "CD":
        book.active.column_dimensions[letter].hidden = True
    out = io.BytesIO()
    book.save(out)
    found = guess(read_table(out, "a.xlsx"), EnrolmentResource(officer))
    assert [(c.head, c.name) for c in found.unsure] == [("โทร", "phone")]
    assert found.columns[3].name == "" and "ซ่อน" in found.columns[3].why


# --- rows that are no data --------------------------------------------------------------------------------------------
def test_rows_that_are_no_data_are_named(officer):
    heads = ["ที่", "ชื่อ-สกุล", "บ้านเลขที่", "สมาชิก"]
    table = table_of(
        ["ทะเบียนครัวเรือน"],
        heads,
        ["(1)", "(2)", "(3)", "(4)"],
        ["หมู่ที่ 5"],
        [1, PERSON[0], "1", 3],
        ["รวมหมู่ที่ 5", None, None, 3],
        heads,
        [2, PERSON[1], "2", 4],
        [3, "นายรวม ใจสมมุติ", "3", 4],
        [4],
        [5],
        ["รวมทั้งสิ้น", "3 ครัวเรือน", None, 11],
        [],
        [None, None, "ลงชื่อ..........ผู้รับรอง"],
        [None, None, "(นายสมมุติ ตัวอย่าง)"],
        [None, None, "วันที่ 1 เดือน มีนาคม พ.ศ. 2560"],
    )
    found = guess(table, EnrolmentResource(officer))
    assert [(row.number, row.kind) for row in found.skipped] == [
        (1, "title"), (2, "head"), (3, "head"), (4, "title"), (6, "total"), (7, "repeated"), (10, "blank"), (11, "blank"),
        (12, "total"), (14, "signature"), (15, "signature"), (16, "signature"),
    ]  # fmt: skip
    assert all(row.why for row in found.skipped)


@pytest.mark.parametrize(
    "last",
    [[3, PERSON[2], None, None, "ผู้ใหญ่บ้าน"], [None, PERSON[2], "9", None, "ผู้สำรวจข้อมูล", None, None, "0812345678"]],
)
def test_a_last_row_that_names_a_surveyor_or_a_headman_is_data(officer, last):
    heads = ["ที่", "ชื่อ-สกุล", "บ้านเลขที่", "สมาชิก", "หมายเหตุ", "อาชีพ", "วันที่เข้าร่วม", "โทรศัพท์"]
    table = table_of(heads, [1, PERSON[0], "1", 3], [2, PERSON[1], "2", 4], last, [None, "ลงชื่อ", "ผู้รับรอง"])
    assert [(row.number, row.kind) for row in guess(table, EnrolmentResource(officer)).skipped] == [
        (1, "head"), (5, "signature"),
    ]  # fmt: skip


def test_hidden_rows_are_skipped_until_somebody_wants_them(officer):
    book = openpyxl.Workbook()
    for row in (["ที่", "ชื่อ-สกุล"], [1, PERSON[0]], [2, PERSON[1]]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    out = io.BytesIO()
    book.save(out)
    table, resource = read_table(out, "a.xlsx"), EnrolmentResource(officer)
    mapping = guess(table, resource).mapping
    assert [row[ROW_HEAD] for row in dataset_of(table, mapping, resource).dict] == [3]
    assert [row[ROW_HEAD] for row in dataset_of(table, mapping | {"skip": []}, resource).dict] == [2, 3]


# --- what the office said before --------------------------------------------------------------------------------------
def test_remembered_answers_win_even_when_columns_have_moved(officer):
    resource = EnrolmentResource(officer)
    first = table_of(["ที่", "ชื่อ-สกุล", "สีรถ", "หมายเหตุ"], [1, PERSON[0], "แดง", "-"])
    answered = guess(first, resource).mapping
    answered["columns"] |= {"2": "note", "3": ""}
    answered["constants"] = {"year": "2560"}
    answered["words"] = {"occupation": {"ทอ": "ทอผ้า"}}
    moved = table_of(["ที่", "สี รถ", "ชื่อ-สกุล", "หมายเหตุ"], [1, "ดำ", PERSON[1], "ก"])
    found = guess(moved, resource, remembered=answered)
    assert [column.name for column in found.columns] == ["number", "note", "head", ""]
    assert found.unsure == [] and found.columns[1].why == "จำจากครั้งก่อน"
    assert found.mapping["constants"] == {"year": "2560"} and found.mapping["words"] == {"occupation": {"ทอ": "ทอผ้า"}}
    assert found.mapping["skip"] == [1]


def test_the_key_of_a_memory_is_its_heads_in_order(officer):
    resource = EnrolmentResource(officer)
    rows = [["ที่", "ชื่อ-สกุล", "โทร."], [1, PERSON[0], "0812345678"]]
    key = head_key(guess(table_of(*rows), resource))
    assert key == head_key(guess(table_of(["ที่ ", "ชื่อ – สกุล", "โทร"], [9, PERSON[1], "0899999999"]), resource))
    assert key != head_key(guess(table_of(["ที่", "โทร.", "ชื่อ-สกุล"], [1, "0812345678", PERSON[0]]), resource))
