"""The form to fill in: heads as on the paper, lists of the user's own area, examples that are never taken in."""

import io

import openpyxl
import pytest

from households.register.resources import EnrolmentResource
from samma.progress.registers import REGISTERS
from samma.resources import ROW_HEAD, ScopedResource, dataset_of, guess, read_table, template, write_template
from samma.resources.template import EXPLAINED, LISTS
from tests.factories import make_occupation, make_officer, make_target, make_village, make_year

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TAKEN_IN = [key for key in REGISTERS if key != "records"]  # those are only taken out


@pytest.fixture
def officer():
    make_target()
    make_occupation()
    return make_officer()


def form(resource: ScopedResource, title: str = "ครัวเรือนเป้าหมาย") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_template(resource, title)))


def rule_of(sheet, head: str):
    letter = next(cell.column_letter for cell in sheet[1] if cell.value.rstrip("*") == head)
    return next((rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref), None)


def listed(book, sheet, head: str) -> list[str]:
    area = rule_of(sheet, head).formula1.split("!")[1].replace("$", "")
    return [cell[0].value for cell in book[LISTS][area]]


@pytest.mark.parametrize("key", TAKEN_IN)
def test_every_form_is_known_by_its_heads_and_its_examples_are_left_out(officer, key):
    register = REGISTERS[key]
    resource = register.resource(officer)
    table = read_table(io.BytesIO(write_template(resource, register.title)), "form.xlsx")
    found = guess(table, resource)
    assert [column.name for column in found.columns if column.name] == [
        name for name, column in resource.fields.items() if not column.readonly
    ]
    assert found.unsure == [] and found.missing == []
    assert [row.kind for row in found.skipped] == ["head", "example", "example"]
    assert list(dataset_of(table, found.mapping, resource)) == []


def test_a_row_below_the_examples_is_taken_in(officer):
    resource = EnrolmentResource(officer)
    book = form(resource)
    sheet = book.active
    heads = [cell.value.rstrip("*") for cell in sheet[1]]
    filled = {
        "รหัสหมู่บ้าน": listed(book, sheet, "รหัสหมู่บ้าน")[0], "ปีงบประมาณ": "2560", "ลำดับที่": "1", "บ้านเลขที่": "12/3",
        "ชื่อ-สกุลหัวหน้าครัวเรือน": "นางสมมุติ ตัวอย่าง", "อาชีพที่เลือก": listed(book, sheet, "อาชีพที่เลือก")[0], "หมายเหตุ": "=1+1",
    }  # fmt: skip
    for place, head in enumerate(heads, 1):
        cell = sheet.cell(4, place, filled.get(head))
        cell.data_type = "s" if head in filled else cell.data_type
    out = io.BytesIO()
    book.save(out)
    table = read_table(out, "form.xlsx")
    dataset = dataset_of(table, guess(table, resource).mapping, resource)
    assert dataset.dict[0][ROW_HEAD] == 4
    assert (dataset.dict[0]["รหัสหมู่บ้าน"], dataset.dict[0]["หมายเหตุ"]) == ("33010105", "=1+1")
    result = EnrolmentResource(officer).import_data(dataset, dry_run=True)
    assert [row.import_type for row in result.rows] == ["new"], [row.cells for row in result.rows]


def test_lists_hold_the_users_own_villages_and_no_others(officer):
    make_village("33020101", "อำเภออื่น")
    book = form(EnrolmentResource(officer))
    assert [word[:8] for word in listed(book, book.active, "รหัสหมู่บ้าน")] == ["33010105"]
    assert listed(book, book.active, "มีผู้พิการ") == ["ใช่", "ไม่ใช่"]
    assert "ทอผ้า" in " ".join(listed(book, book.active, "อาชีพที่เลือก"))
    assert rule_of(book.active, "บ้านเลขที่") is None


def test_a_name_like_a_formula_is_a_text_in_the_list(officer):
    make_occupation("ทอ", "=HYPERLINK(1)")
    book = form(EnrolmentResource(officer))
    assert "=HYPERLINK(1) > ทอ" in listed(book, book.active, "อาชีพที่เลือก")
    for row in book[LISTS].iter_rows():
        assert all(cell.data_type == "s" for cell in row if cell.value is not None)


def test_the_form_explains_itself_and_prints(officer):
    make_year(2561)
    book = form(EnrolmentResource(officer))
    sheet = book.active
    assert book.sheetnames[:2] == ["ครัวเรือนเป้าหมาย", EXPLAINED] and book[LISTS].sheet_state == "hidden"
    assert (
        sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    )
    assert all(cell.comment and cell.comment.text for cell in sheet[1][1:])
    needed = {cell.value for cell in sheet[1] if cell.value.endswith("*")}
    assert needed == {"รหัสหมู่บ้าน*", "ปีงบประมาณ*", "ชื่อ-สกุลหัวหน้าครัวเรือน*", "บ้านเลขที่*"}
    said = {row[0].value: row[1].value for row in book[EXPLAINED].iter_rows(min_row=2) if row[0].value}
    assert (said["บ้านเลขที่"], said["โทรศัพท์"]) == ("ต้องมี", "เว้นว่างได้")


def test_a_list_too_long_to_choose_from_is_left_out(officer, monkeypatch):
    for number in range(6, 10):
        make_village(f"330101{number:02}", f"สมมุติ{number}")
    monkeypatch.setattr(template, "MOST_LISTED", 5)
    assert rule_of(form(EnrolmentResource(officer)).active, "รหัสหมู่บ้าน") is not None
    monkeypatch.setattr(template, "MOST_LISTED", 4)
    assert rule_of(form(EnrolmentResource(officer)).active, "รหัสหมู่บ้าน") is None
