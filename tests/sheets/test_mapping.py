"""The columns of an office's own file: what is certain is not asked, what was answered is remembered, words are asked once."""

import io

import openpyxl
import pytest

from households.models import Enrolment
from samma.sheets.models import ColumnMemory
from tests.factories import make_occupation, make_officer, make_target, make_village
from tests.sheets.imports import HEADS, begin, press, upload, upload_of
from tests.sheets.messy import messy_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    make_target()
    make_occupation()
    user = make_officer()
    client.force_login(user)
    return user


@pytest.fixture
def messy(tmp_path):
    def file(**options):
        path = messy_workbook(tmp_path / "messy.xlsx", **options)
        return upload_of(path.read_bytes())

    return file


def chosen(client, url, **changes):
    """The form of the columns as it stands, sent with these changes."""
    page = client.get(url)
    fields = {
        c["field"]: next((o["value"] for o in c["options"] if o["selected"]), "") for c in page.context["columns"]
    }
    fields |= {c["field"]: "?" for c in page.context["columns"] if c["is_asked"]}
    fields |= {one["field"]: one["value"] for one in page.context["constants"]}
    return press(client, url, "columns", **fields | changes)


def test_an_offices_own_workbook_is_asked_only_about_what_is_unsure(client, officer, messy):
    run, url = begin(client, messy())
    page = client.get(url)
    assert [c["head"] for c in page.context["columns"] if c["is_unsure"]] == ["ข้อมูลครัวเรือน ติดต่อได้ที่"]
    assert run.state == "mapping" and "แถวที่ 14: แถวยอดรวม" in page.content.decode()

    answer = chosen(client, url)

    run.refresh_from_db()
    assert run.state == "checked" and run.counts == {"new": 5, "invalid": 2, "doubtful": 1}, answer
    assert Enrolment.objects.count() == 0


def test_the_answer_is_remembered_for_the_office_and_for_no_other(client, officer, messy):
    _run, url = begin(client, messy())
    chosen(client, url)
    memory = ColumnMemory.objects.get()
    assert (memory.area_code, memory.register, memory.by) == ("3301", "households", officer)

    client.force_login(make_officer("3301"))
    assert begin(client, messy())[0].state == "checked"
    make_target(make_village("33020101"))
    client.force_login(make_officer("3302"))
    assert begin(client, messy())[0].state == "mapping"


def test_columns_can_be_chosen_again_after_the_preview(client, officer, messy):
    run, url = begin(client, messy())
    chosen(client, url)
    page = press(client, url, "remap")
    assert "คอลัมน์ในไฟล์คือข้อมูลใด" in page
    field = next(c["field"] for c in client.get(url).context["columns"] if "ติดต่อได้ที่" in c["head"])
    chosen(client, url, **{field: ""})
    run.refresh_from_db()
    assert run.counts == {"new": 6, "invalid": 1, "doubtful": 1}  # no phone number, no fault in one


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"column-1": "?"}, "เลือกว่าคอลัมน์"),
        ({"column-1": "house_no", "column-2": "house_no"}, "ทั้งคู่: เลือกไว้คอลัมน์เดียว"),
        ({"column-1": ""}, "ยังไม่มีชื่อ-สกุลหัวหน้าครัวเรือน"),
        ({"column-1": "pk"}, "ยังไม่มีชื่อ-สกุลหัวหน้าครัวเรือน"),
    ],
    ids=["not answered", "twice the same", "a needed one left out", "no column of ours"],
)
def test_a_wrong_answer_is_told_and_what_was_chosen_stays(client, officer, messy, changes, sentence):
    run, url = begin(client, messy())
    fields = {"column-5": "participant"}
    page = chosen(client, url, **fields | changes)
    assert sentence in page and run.mapping == {}
    assert '<option value="participant" selected>' in page


def test_village_and_year_may_be_said_once_for_the_whole_file(client, officer):
    heads = ["ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]
    run, url = begin(client, upload((1, "นางสมมุติ ตัวอย่าง", "12/3"), heads=heads))
    page = client.get(url)
    assert [one["field"] for one in page.context["constants"]] == ["constant-village", "constant-year"]
    assert run.state == "mapping"

    page = chosen(client, url, **{"constant-village": "33010105", "constant-year": "2560"})
    assert "ใช้กับทุกแถว" in page and "ยืนยันนำเข้า 1 แถว" in page

    again, url = begin(client, upload((2, "นายสมมุติ ตัวอย่าง", "12/4"), heads=heads))
    page = client.get(url)  # the values of the last file are offered, and not taken unasked
    assert again.state == "mapping"
    assert [one["value"] for one in page.context["constants"]] == ["33010105", "2560"]


def test_our_own_form_filled_in_is_not_asked_about(client, officer):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/sheets/households/template.xlsx").content))
    sheet = book.worksheets[0]
    heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
    row = sheet.max_row + 1
    for head, value in zip(HEADS, ("33010105", 2560, 1, "นางสมมุติ ตัวอย่าง", "12/3"), strict=True):
        sheet.cell(row, heads[head], value)
    run, _url = begin(client, upload_of(written(book)))
    assert (run.state, run.counts) == ("checked", {"new": 1})


def test_another_sheet_of_the_workbook_may_be_read(client, officer):
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    book.active.append(["ทะเบียนของอำเภอ"])
    book.create_sheet("ข้อมูล")
    book["ข้อมูล"].append(HEADS)
    book["ข้อมูล"].append(["33010105", 2560, 1, "นางสมมุติ ตัวอย่าง", "12/3"])
    run, url = begin(client, upload_of(written(book)))
    page = client.get(url)
    assert [one["name"] for one in page.context["sheets"]] == ["ปก", "ข้อมูล"] and run.state == "mapping"
    press(client, url, "sheet", sheet="ข้อมูล")
    chosen(client, url)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("checked", {"new": 1})


def written(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_word_that_the_register_does_not_know_is_asked_once(client, officer):
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่", "อาชีพที่เลือก"]
    rows = [("33010105", 2560, n, f"นางสมมุติ ตัวอย่าง{n}", str(n), "ทอผ้าไหม") for n in (11, 12, 13)]
    run, url = begin(client, upload(*rows, heads=heads))
    (question,) = client.get(url).context["questions"]
    assert (question["text"], question["rows"], run.state) == ("ทอผ้าไหม", "3", "mapping")

    chosen(client, url, **{question["field"]: question["options"][0]["value"]})

    run.refresh_from_db()
    assert run.counts == {"new": 3}


def test_words_may_be_left_and_are_refused_row_by_row(client, officer):
    heads = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่", "อาชีพที่เลือก"]
    run, url = begin(client, upload(("33010105", 2560, 11, "นางสมมุติ ตัวอย่าง", "11", "ทอผ้าไหม"), heads=heads))
    chosen(client, url)
    run.refresh_from_db()
    assert run.counts == {"invalid": 1}
