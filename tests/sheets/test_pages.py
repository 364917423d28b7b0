"""The pages of a sheet: upload, look, confirm; nothing is written before, and the upload does not stay behind."""

import io
import re

import openpyxl
import pytest
import tablib
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from households.models import Enrolment
from samma.accounts.models import Event
from samma.progress.registers import REGISTERS
from samma.resources import write_xlsx
from tests.factories import (
    make_clerk,
    make_department,
    make_enrolment,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_trainer_user,
    make_village,
)
from villages.models import ProgrammeYear

pytestmark = pytest.mark.django_db

HEADS = ["รหัสหมู่บ้าน", "ปีงบประมาณ", "ลำดับที่", "ชื่อ-สกุลหัวหน้าครัวเรือน", "บ้านเลขที่"]
GOOD = ("33010105", 2560, 1, "นางสมมุติ ตัวอย่าง", "12/3")
IMPORT = "/sheets/households/import/"


def sheet(*rows, heads=HEADS, name="ทะเบียน.xlsx"):
    return SimpleUploadedFile(name, write_xlsx(tablib.Dataset(*rows, headers=heads), "ทะเบียน"))


def uploads():
    """Every file that waits in the store."""
    if not default_storage.exists("uploads"):
        return []
    folders = default_storage.listdir("uploads")[0]
    return [f"uploads/{f}/{name}" for f in folders for name in default_storage.listdir(f"uploads/{f}")[1]]


@pytest.fixture
def officer(client):
    make_target()
    user = make_officer()
    client.force_login(user)
    return user


def test_upload_preview_confirm(client, officer):
    page = client.post(IMPORT, {"file": sheet(GOOD)})
    assert Enrolment.objects.count() == 0
    assert "ยืนยันนำเข้า 1 แถว" in page.content.decode()
    (kept,) = uploads()
    with default_storage.open(kept) as stored:  # locked while it waits
        assert not stored.read().startswith(b"PK")

    done = client.post(IMPORT, {"token": page.context["token"]}, follow=True)

    assert Enrolment.objects.get().household.full_name == "นางสมมุติ ตัวอย่าง"
    assert "นำเข้าครัวเรือนเป้าหมายแล้ว: เพิ่มใหม่ 1 แถว" in done.content.decode()
    assert uploads() == [] and Event.objects.get(verb="import").who == officer


def test_a_refused_file_shows_its_sentence_in_the_cell_and_is_not_kept(client, officer):
    page = client.post(IMPORT, {"file": sheet(GOOD, (*GOOD[:2], 2, "", "<b>9</b>"))})
    html = page.content.decode()
    assert re.search(r'<td class="sheet-bad">\s*<span class="sheet-wrong">ต้องระบุชื่อ-สกุลหัวหน้าครัวเรือน</span>', html)
    assert "แถวที่ 3 ชื่อ-สกุลหัวหน้าครัวเรือน: ต้องระบุชื่อ-สกุลหัวหน้าครัวเรือน" in html
    assert "มีแถวที่ไม่ผ่าน 1 แถว" in html and "&lt;b&gt;9" in html and "<b>9" not in html
    assert page.context["token"] is None and uploads() == []


def test_a_file_that_is_no_sheet_is_told_beside_the_field(client, officer):
    page = client.post(IMPORT, {"file": SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0")})
    assert "รับไฟล์ .xlsx และ .csv เท่านั้น" in str(page.context["form"].errors["file"])


def test_a_token_of_another_user_or_register_or_a_bent_one_opens_nothing(client, officer):
    token = client.post(IMPORT, {"file": sheet(GOOD)}).context["token"]
    for path, bent in [(IMPORT, token[:-2] + "xx"), ("/sheets/sages/import/", token)]:
        assert "หมดเวลาแล้ว" in client.post(path, {"token": bent}).content.decode()
    client.force_login(make_officer())
    assert "หมดเวลาแล้ว" in client.post(IMPORT, {"token": token}).content.decode()
    assert Enrolment.objects.count() == 0


def test_a_new_upload_takes_the_place_of_the_old(client, officer):
    first = client.post(IMPORT, {"file": sheet(GOOD)}).context["token"]
    client.post(IMPORT, {"file": sheet(GOOD)})
    assert len(uploads()) == 1
    assert "หมดเวลาแล้ว" in client.post(IMPORT, {"token": first}).content.decode()


def test_what_changed_between_looking_and_confirming_is_judged_again(client, officer):
    token = client.post(IMPORT, {"file": sheet(GOOD)}).context["token"]
    make_enrolment(number=1)
    page = client.post(IMPORT, {"token": token})
    assert "มีครัวเรือนลำดับที่นี้แล้ว" in page.content.decode() and Enrolment.objects.count() == 1


def test_at_most_200_rows_are_shown_refused_ones_first(client, officer):
    ProgrammeYear.objects.update(households_per_village=300)
    rows = [("33010105", 2560, n, f"นางสมมุติ ตัวอย่าง{n}", str(n)) for n in range(1, 251)]
    page = client.post(IMPORT, {"file": sheet(*rows, (*GOOD[:3], "นายซ้ำ ลำดับ", "9/9"))})
    assert len(page.context["rows"]) == 200 and page.context["rows"][0]["number"] == 252
    assert page.context["shown_label"] == "แสดง 200 จาก 251 แถว"


@pytest.mark.parametrize("key", REGISTERS)
def test_every_register_opens_for_whom_it_may(client, key):
    make_target()
    make_record()
    register = REGISTERS[key]
    officer, clerk, department = make_officer(), make_clerk(), make_department()
    for user in (officer, clerk, department, make_trainer_user(make_sage())):
        client.force_login(user)
        may_import, may_export = register.may_import(user), register.may_export(user)
        refused = 404 if user.is_trainer else 403
        answers = {
            name: client.get(reverse(name, args=[key])).status_code
            for name in ("sheet-import", "sheet-template", "sheet-export")
        }
        assert answers == {
            "sheet-import": 200 if may_import else refused,
            "sheet-template": 200 if may_import else refused,
            "sheet-export": 200 if may_export else refused,
        }
    writer = {"years": department, "occupations": department, "records": None}.get(key, officer)
    assert [u for u in (officer, clerk) if register.may_import(u)] == ([officer] if writer == officer else [])


def test_an_unknown_register_does_not_exist(client, officer):
    assert client.get("/sheets/users/export/").status_code == 404


@pytest.mark.parametrize("key", [key for key in REGISTERS if key != "records"])
def test_the_example_row_of_every_form_can_be_read(client, key):
    """The template's own example is understood cell by cell; only rows it names may be missing."""
    user = make_department()
    client.force_login(user)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("sheet-template", args=[key])).content))
    heads, example = list(book.worksheets[0].values)
    assert book.sheetnames[1] == "คำอธิบาย" and len(list(book.worksheets[1].values)) > len(heads)
    resource = REGISTERS[key].resource(user)
    result = resource.import_data(tablib.Dataset(example, headers=heads), dry_run=True)
    (row,) = result.rows
    unread = [s for cell in row.cells.values() for s in cell.errors if not s.startswith(("ไม่พบ", "ไม่มีตำบล"))]
    assert unread == [] and row.sentences == []


def test_an_export_is_narrowed_to_a_part_of_the_area_and_written_down(client, officer):
    make_village("33010106")
    make_village("33020101")
    client.force_login(clerk := make_clerk("33"))
    for area, count in [("", 3), ("3301", 2), ("34", 0)]:
        response = client.get(f"/sheets/villages/export/?area={area}&format=csv")
        assert len(response.content.decode("utf-8-sig").splitlines()) == count + 1
    assert [e.detail for e in Event.objects.filter(verb="export", who=clerk).order_by("pk")] == [
        {"rows": n} for n in (3, 2, 0)
    ]
    assert response["Content-Disposition"].startswith('attachment; filename="villages-25')


def test_records_go_out_with_their_heads(client, officer):
    make_record("3301", phone="0812345678", category="+อาชีพ")
    make_record("3302")
    book = openpyxl.load_workbook(io.BytesIO(client.get("/sheets/records/export/").content))
    heads, row = list(book.active.values)
    assert row[heads.index("หมวดองค์ความรู้")] == "+อาชีพ" and row[heads.index("โทรศัพท์")] == "0812345678"
