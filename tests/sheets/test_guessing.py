"""What an office's own columns are taken for: by their heads, by what stands below, by what the office answered before."""

import datetime
import io

import openpyxl
import pytest
import tablib
from django.core.exceptions import ValidationError

from groups.fund.resources import FundEntryResource
from groups.resources import GroupResource
from households.livelihood.resources import LivelihoodRoundResource
from households.register.resources import EnrolmentResource
from households.visits.resources import VisitResource
from samma.progress.registers import REGISTERS
from samma.resources import ROW_HEAD, dataset_of, guess, head_key, missing, questions, read_table, targets
from tests.factories import make_area, make_occupation, make_officer, make_target, make_village
from tests.sheets.district import make_district
from tests.sheets.messy import DOUBT, FAULTS, ROWS, messy_workbook
from trainers.resources import SageResource, TeamResource
from villages.models import Area
from villages.resources import ActivityResource, VillageResource

pytestmark = pytest.mark.django_db
PERSON = ("นายเมฆ คำสมมุติ", "นางฝน ใจดี", "น.ส.ดาว ณ สมมุติ")


@pytest.fixture
def officer():
    make_target()
    make_occupation()
    named("330101", "ทุ่งสมมุติ")
    return make_officer()


def named(code: str, name: str) -> None:
    """A subdistrict of that name."""
    make_area(code)
    Area.objects.filter(code=code).update(name_th=name)


def table_of(*rows, merged=()):
    """A workbook's first sheet as read back; `merged` are areas as Excel writes them."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    for area in merged:
        book.active.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return read_table(out, "file.xlsx")


def guessed(resource, *rows, **options) -> dict[str, str | None]:
    return {column.head: column.name for column in guess(table_of(*rows, **options), resource).columns}


def rows_of(resource, *rows, mapping=None, merged=()) -> list[dict]:
    table = table_of(*rows, merged=merged)
    return dataset_of(table, guess(table, resource).mapping | (mapping or {}), resource).dict


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


# --- cells ------------------------------------------------------------------------------------------------------------
def test_cells_as_offices_type_them_are_read(officer):
    resource = EnrolmentResource(officer)
    rows = rows_of(
        resource,
        ["ที่", "ชื่อ-สกุล", "ที่อยู่", "สมาชิก", "โทร", "วันที่เข้าร่วม", "ปี"],
        ["๑.", "ว่าที่ ร.ต.เมฆ คำสมมุติ", "๑๒/๓ หมู่ที่ ๕ ต.ทุ่งสมมุติ", "๔ คน", 812345678, datetime.date(2560, 3, 1), "ปี 2560"],
        ["(2)", "น.ส. ฝน ใจดี", "บ้านเลขที่ 14 ม.5", "-", "–", "๑ มี.ค. ๖๐", 2560],
    )
    result = EnrolmentResource(officer).import_data(dataset_of_dicts(rows), dry_run=True)
    assert [row.import_type for row in result.rows] == ["new", "new"], [row.cells for row in result.rows]
    shown = [
        {name: row.cells[name].text for name in ("head", "house_no", "number", "joined_on")} for row in result.rows
    ]
    assert shown == [
        {"head": "ว่าที่ ร.ต.เมฆ คำสมมุติ", "house_no": "12/3", "number": "1", "joined_on": "01/03/2560"},
        {"head": "น.ส.ฝน ใจดี", "house_no": "14", "number": "2", "joined_on": "01/03/2560"},
    ]
    assert result.rows[0].cells["phone"].text == "0812345678" and result.rows[1].cells["members"].text == ""


@pytest.mark.parametrize("written", [2560, "๒๕๖๐", "ปี 2560", "พ.ศ. ๒๕๖๐", "ปีงบประมาณ 2560", "60", "ปี ๖๐"])
def test_a_year_in_any_spelling(officer, written):
    (row,) = rows_of(EnrolmentResource(officer), ["ที่", "ชื่อ-สกุล", "ปีงบประมาณ"], [1, PERSON[0], written])
    assert row["ปีงบประมาณ"] == "2560"


def test_a_year_of_two_digits_that_excel_made_1960_is_refused_and_not_believed(officer):
    resource = EnrolmentResource(officer)
    (row,) = rows_of(resource, ["ที่", "ชื่อ-สกุล", "วันที่เข้าร่วม"], [1, PERSON[0], datetime.date(1960, 3, 1)])
    with pytest.raises(ValidationError, match=r"พิมพ์ปี .* ให้ครบ 4 หลัก"):
        resource.fields["joined_on"].widget.clean(row["เข้าร่วมเมื่อ"], row={}, resource=resource)


def dataset_of_dicts(rows: list[dict]):
    dataset = tablib.Dataset(headers=list(rows[0]))
    for row in rows:
        dataset.append(list(row.values()))
    return dataset


@pytest.mark.parametrize(
    ("heads", "cells", "merged"),
    [
        (["ที่", "คำนำหน้า", "ชื่อ", "สกุล"], [1, "นางสาว", "ฝน", "ใจดี"], []),
        (["ที่", "คำนำหน้าชื่อ", "ชื่อ", "ชื่อสกุล"], [1, "นางสาว", "ฝน", "ใจดี"], []),
        (["ที่", "คำนำหน้า", "ชื่อ-สกุล"], [1, "นางสาว", "ฝน ใจดี"], []),
        (["ที่", "ชื่อ-สกุล", None, None], [1, "นางสาว", "ฝน", "ใจดี"], ["B1:D1"]),
        (["ที่", "ชื่อ-สกุล", None], [1, "นางสาวฝน", "ใจดี"], ["B1:C1"]),
        (["ที่", "ชื่อ", "นามสกุล"], [1, "นางสาวฝน", "ใจดี"], []),
        (["ที่", "ชื่อ"], [1, "นางสาวฝน ใจดี"], []),
    ],
)
def test_a_name_in_one_column_or_in_three_is_one_name(officer, heads, cells, merged):
    (row,) = rows_of(EnrolmentResource(officer), heads, cells, merged=merged)
    assert row["ชื่อ-สกุลหัวหน้าครัวเรือน"] == "นางสาวฝน ใจดี"


# --- villages ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def villages(officer):
    make_village("33010106", "หนองสมมุติ")
    make_village("33010205", "โนนสมมุติ")  # a namesake in the next subdistrict
    named("330102", "ท่าสมมุติ")
    return officer


def village_codes(resource, heads, *cells, **options) -> list[str]:
    rows = rows_of(resource, ["ที่", "ชื่อ-สกุล", *heads], *([1, PERSON[0], *row] for row in cells), **options)
    return [row["รหัสหมู่บ้าน"] for row in rows]


def test_a_village_is_found_by_what_the_row_says_of_it(villages):
    resource = EnrolmentResource(villages)
    assert village_codes(resource, ["หมู่ที่"], ["ม.6"], ["๖"]) == ["33010106"] * 2
    assert village_codes(resource, ["หมู่บ้าน"], ["บ้านหนองสมมุติ"], ["หนองสมมุติ ม.6"]) == ["33010106"] * 2
    assert village_codes(resource, ["หมู่บ้าน", "ตำบล"], ["โนนสมมุติ", "ต.ท่าสมมุติ"]) == ["33010205"]
    assert village_codes(resource, ["ที่อยู่"], ["12 หมู่ 5 ตำบลท่าสมมุติ"]) == ["33010205"]


def test_a_village_that_could_be_two_is_asked_and_the_answer_is_used(villages):
    resource = EnrolmentResource(villages)
    table = table_of(["ที่", "ชื่อ-สกุล", "หมู่ที่"], [1, PERSON[0], "ม.5"], [2, PERSON[1], 5], [3, PERSON[2], 6])
    mapping = guess(table, resource).mapping
    (question,) = questions(table, mapping, resource)
    assert (question.column, question.text, question.rows) == ("village", "หมู่ที่ 5", 2)
    assert [code for code, _label in question.choices] == ["33010105", "33010205"]
    mapping["words"] = {"village": {question.text: "33010205"}}
    assert [row["รหัสหมู่บ้าน"] for row in dataset_of(table, mapping, resource).dict] == [
        "33010205",
        "33010205",
        "33010106",
    ]
    assert questions(table, mapping, resource) == []
    mapping |= {"words": {}, "constants": {"part:tambon": "ท่าสมมุติ"}}
    assert dataset_of(table, mapping, resource).dict[0]["รหัสหมู่บ้าน"] == "33010205"


def test_one_village_for_all_rows_but_never_against_what_a_row_says(villages):
    resource = EnrolmentResource(villages)
    constant = {"constants": {"village": "33010105"}}
    assert village_codes(resource, [], [], mapping=constant) == ["33010105"]
    assert village_codes(resource, ["หมู่ที่"], [5], [6], mapping=constant) == ["33010105", "หมู่ที่ 6"]


def test_a_line_between_rows_names_the_village_below_it(villages):
    rows = rows_of(
        EnrolmentResource(villages),
        ["ที่", "ชื่อ-สกุล", "บ้านเลขที่"],
        ["บ้านหนองสมมุติ หมู่ที่ ๖ ตำบลทุ่งสมมุติ"],
        [1, PERSON[0], "1"],
        ["หมู่ที่ 5 ตำบลท่าสมมุติ"],
        [1, PERSON[1], "2"],
    )
    assert [row["รหัสหมู่บ้าน"] for row in rows] == ["33010106", "33010205"]


def test_a_village_outside_the_area_is_not_found(villages):
    make_village("33020105", "ไกลสมมุติ")
    table = table_of(["ที่", "ชื่อ-สกุล", "หมู่บ้าน"], [1, PERSON[0], "บ้านไกลสมมุติ"])
    resource = EnrolmentResource(villages)
    (question,) = questions(table, guess(table, resource).mapping, resource)
    assert "ไม่พบหมู่บ้าน “บ้านไกลสมมุติ”" in question.sentence
    assert "33020105" not in dict(question.choices)


def test_the_title_proposes_year_and_village(villages):
    table = table_of(
        ["ทะเบียนครัวเรือนเป้าหมาย ปีงบประมาณ พ.ศ. ๒๕๖๐"], ["บ้านหนองสมมุติ หมู่ที่ ๖ ตำบลทุ่งสมมุติ"],
        ["ที่", "ชื่อ-สกุล", "บ้านเลขที่"], [1, PERSON[0], "1"],
    )  # fmt: skip
    found = guess(table, EnrolmentResource(villages))
    assert found.constants == {"year": "2560", "village": "33010106"} and found.missing == []


def test_what_a_register_needs_and_nobody_gave_is_told(officer):
    resource = EnrolmentResource(officer)
    found = guess(table_of(["ที่", "ชื่อ-สกุล"], [1, PERSON[0]]), resource)
    assert found.missing == ["village", "year", "house_no"]
    assert missing(found.mapping | {"constants": {"village": "33010105", "year": "2560"}}, resource) == ["house_no"]


def test_new_villages_are_numbered_by_subdistrict_and_moo(officer):
    named("330102", "ท่าสมมุติ")
    rows = rows_of(
        VillageResource(officer), ["ตำบล", "หมู่ที่", "ชื่อบ้าน"], ["ท่าสมมุติ", 7, "ใหม่สมมุติ"], ["ต.ท่าสมมุติ", "ม.๘", "เก่าสมมุติ"]
    )
    assert [(row["รหัสหมู่บ้าน"], row["ชื่อหมู่บ้าน"]) for row in rows] == [("33010207", "ใหม่สมมุติ"), ("33010208", "เก่าสมมุติ")]


# --- words ------------------------------------------------------------------------------------------------------------
def test_each_unknown_word_is_asked_once_with_the_nearest_first(officer):
    make_occupation("เลี้ยงโค", "ปศุสัตว์")
    resource = EnrolmentResource(officer)
    table = table_of(
        ["ที่", "ชื่อ-สกุล", "อาชีพ"], *([n, PERSON[0], word] for n, word in enumerate(["ทอผ้าไหม", "ทอผ้า", "ทอผ้าไหม"], 1))
    )
    mapping = guess(table, resource).mapping | {"constants": {"village": "33010105", "year": "2560"}}
    (question,) = questions(table, mapping, resource)
    assert (question.head, question.text, question.rows) == ("อาชีพที่เลือก", "ทอผ้าไหม", 2)
    assert "ทอผ้า" in question.choices[0][0]
    mapping["words"] = {"occupation": {"ทอผ้าไหม": question.choices[0][0]}}
    assert questions(table, mapping, resource) == []


# --- other registers, and our own sheets ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("resource", "heads", "names"),
    [
        (SageResource, ["ลำดับ", "ชื่อ-สกุล", "ที่อยู่", "โทร.", "ความเชี่ยวชาญ", "ผลงาน", "หมายเหตุ"], ["", "person", "address", "phone", "expertise", "outcome", "note"]),
        (TeamResource, ["ที่", "ชื่อวิทยากร", "ตำแหน่ง", "ปีงบประมาณ"], ["", "sage", "seat", "year"]),
        (ActivityResource, ["ลำดับ", "กิจกรรม", "วันที่จัด", "สถานที่", "ผู้เข้าร่วม (คน)", "งบประมาณ"], ["", "kind", "on", "place", "people", "spent"]),
        (GroupResource, ["ที่", "ชื่อกลุ่ม", "ประเภท", "วันที่จัดตั้ง"], ["", "name", "occupation", "founded"]),
        (FundEntryResource, ["ที่", "วันที่", "ชื่อกลุ่ม", "รายการ", "จำนวนเงิน"], ["", "on", "group", "item", "amount"]),
        (VisitResource, ["วันที่เยี่ยม", "วิทยากร", "รายได้เพิ่ม", "ปัญหา/อุปสรรค"], ["on", "visited_by", "gained", "problem"]),
    ],
)  # fmt: skip
def test_other_registers_know_their_heads(officer, resource, heads, names):
    assert list(guessed(resource(officer), heads).values()) == names


@pytest.mark.parametrize("key", [key for key in REGISTERS if key != "records"])
def test_what_was_exported_is_known_without_a_question(key):
    officer = make_district()
    resource = REGISTERS[key].resource(officer)
    exported = resource.export()
    book = openpyxl.Workbook()
    for row in (exported.headers, *exported):
        book.active.append([str(cell) if cell not in (None, "") else None for cell in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
    out = io.BytesIO()
    book.save(out)
    table = read_table(out, "export.xlsx")
    found = guess(table, resource)
    assert found.unsure == [] and found.missing == []
    assert [column.name for column in found.columns if column.name] == [
        n for n, c in resource.fields.items() if not c.readonly
    ]
    assert len(dataset_of(table, found.mapping, resource)) == len(exported)


def test_every_target_has_a_label_and_no_two_are_one(officer):
    for register in REGISTERS.values():
        offered = targets(register.resource(officer))
        assert all(target.label for target in offered)
        assert len({target.name for target in offered}) == len(offered)


# --- the whole ----------------------------------------------------------------------------------------------------------
def test_an_offices_messy_workbook_is_understood(officer, tmp_path):
    path = messy_workbook(tmp_path / "messy.xlsx")
    with path.open("rb") as file:
        table = read_table(file, path.name)
    resource = EnrolmentResource(officer)
    found = guess(table, resource)
    assert (found.heads, [c.head for c in found.unsure], found.missing) == ((4, 5), ["ข้อมูลครัวเรือน ติดต่อได้ที่"], [])
    assert found.unsure[0].name == "phone"
    dataset = dataset_of(table, found.mapping, resource)
    result = EnrolmentResource(officer).import_data(dataset, dry_run=True)
    wrong = {
        row.number: resource.fields[name].column_name
        for row in result.rows
        for name, cell in row.cells.items()
        if cell.errors
    }
    assert wrong == FAULTS and len(dataset) == len(ROWS)
    assert DOUBT not in wrong


def test_without_its_faults_the_messy_workbook_comes_in(officer, tmp_path):
    path = messy_workbook(tmp_path / "messy.xlsx", faults=False)
    with path.open("rb") as file:
        table = read_table(file, path.name)
    resource = EnrolmentResource(officer)
    result = resource.import_data(dataset_of(table, guess(table, resource).mapping, resource), dry_run=True)
    assert all(not cell.errors for row in result.rows for cell in row.cells.values()) and len(result.rows) == len(ROWS)
