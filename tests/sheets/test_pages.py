"""The pages of an import: upload, look, mend, confirm; nothing is written before, and the upload does not stay behind."""

import datetime
import io
from urllib.parse import unquote

import openpyxl
import pytest
import tablib
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from households.models import Enrolment
from samma.accounts.models import Event
from samma.progress.registers import REGISTERS
from samma.resources import write_xlsx
from samma.sheets import actions
from samma.sheets.models import SheetRun
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
    return [f"uploads/{name}" for name in default_storage.listdir("uploads")[1]]


@pytest.fixture
def officer(client):
    make_target()
    user = make_officer()
    client.force_login(user)
    return user


def begin(client, *rows, path=IMPORT, **options):
    """The import that an upload begins, and its address."""
    answer = client.post(path, {"file": sheet(*rows, **options)})
    assert answer.status_code == 302, answer.context["form"].errors
    return SheetRun.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2]), answer.url


def press(client, url, do, **fields):
    """A button of the import's page; gives the page that follows."""
    return client.post(url, {"do": do} | fields, follow=True)


def test_upload_preview_confirm(client, officer):
    run, url = begin(client, GOOD)
    page = client.get(url)
    assert Enrolment.objects.count() == 0
    assert "ยืนยันนำเข้า 1 แถว" in page.content.decode()
    assert len(uploads()) == 2
    for kept in uploads():  # the file and what was found in it: locked while they wait
        with default_storage.open(kept) as stored:
            content = stored.read()
            assert not content.startswith(b"PK") and "สมมุติ".encode() not in content

    done = press(client, url, "confirm")

    assert Enrolment.objects.get().household.full_name == "นางสมมุติ ตัวอย่าง"
    assert "นำเข้าครัวเรือนเป้าหมายแล้ว: เพิ่มใหม่ 1 แถว" in done.content.decode()
    assert Event.objects.get(verb="import").who == officer
    run.refresh_from_db()
    assert (run.state, run.stored_by, run.look, run.corrections) == ("stored", officer, {}, {})


def test_the_file_is_gone_when_it_is_stored(client, officer, django_capture_on_commit_callbacks):
    _run, url = begin(client, GOOD)
    with django_capture_on_commit_callbacks(execute=True):
        press(client, url, "confirm")
    assert uploads() == []


def test_a_refused_cell_is_mended_in_place(client, officer):
    run, url = begin(client, GOOD, (*GOOD[:2], 2, "", "<b>9</b>"))
    html = client.get(url).content.decode()
    assert 'name="cell-3:head"' in html and "ต้องระบุชื่อ-สกุลหัวหน้าครัวเรือน" in html
    assert "ต้องแก้ 1 แถว" in html and "<b>9" not in html and "ยืนยันนำเข้า" not in html

    page = press(client, url, "mend", **{"cell-3:head": "นายแก้ไข แล้ว"})
    assert "ยังมีที่ต้องตอบ 1 แถว" in page.content.decode()  # that house number is odd, and its reader is asked
    page = press(client, url, "mend", **{"answer-3:house?": "yes"})

    assert "ตรวจใหม่แล้ว ทุกแถวผ่าน" in page.content.decode() and "ยืนยันนำเข้า 2 แถว" in page.content.decode()
    run.refresh_from_db()
    assert run.corrections == {"3:head": "นายแก้ไข แล้ว"}
    press(client, url, "confirm")
    assert {e.household.full_name for e in Enrolment.objects.all()} == {"นางสมมุติ ตัวอย่าง", "นายแก้ไข แล้ว"}


def test_a_doubt_that_wants_a_reason_is_answered_by_the_reason_alone(client, officer):
    ProgrammeYear.objects.update(households_per_village=1)
    run, url = begin(client, GOOD, (*GOOD[:2], 2, "นางแก้ว ใสสมมุติ", "9"))
    html = client.get(url).content.decode()
    assert "เหตุผลที่มีครัวเรือนเกินจำนวนของปี" in html and 'name="words-3:over?"' in html
    assert (
        "ยังมีที่ต้องตอบ" in press(client, url, "mend", **{"answer-3:over?": "yes", "words-3:over?": " "}).content.decode()
    )
    press(client, url, "mend", **{"answer-3:over?": "yes", "words-3:over?": "หมู่บ้านใหญ่"})
    run.refresh_from_db()
    assert run.answers == {"3:over?": "yes:หมู่บ้านใหญ่"} and run.counts == {"new": 2}
    press(client, url, "confirm")
    assert Event.objects.get(verb="enrol over").detail["reason"] == "หมู่บ้านใหญ่"


def test_an_answer_can_be_taken_back(client, officer):
    run, url = begin(client, (*GOOD[:4], "ท้ายทุ่ง"))
    press(client, url, "mend", **{"answer-2:house?": "yes"})
    page = press(client, url, "mend", **{"answer-2:house?": ""})
    run.refresh_from_db()
    assert run.answers == {} and "ต้องตอบ 1 แถว" in page.content.decode()


def test_one_correction_may_mend_every_cell_that_is_wrong_in_the_same_way(client, officer):
    phones = ["08-12", "08-12", "09-1", "081-234-5670", "081-234-5671", "081-234-5672", "081-234-5673"]
    rows = [(*GOOD[:2], n, f"นางสมมุติ คนที่{n}", str(n), phone) for n, phone in enumerate(phones, 1)]
    run, url = begin(client, *rows, heads=[*HEADS, "โทรศัพท์"])
    assert run.counts == {"invalid": 3, "new": 4}
    press(client, url, "mend", same_too="1", **{"cell-2:phone": "081-234-5678"})
    run.refresh_from_db()
    assert run.corrections == {"2:phone": "081-234-5678", "3:phone": "081-234-5678"}
    assert run.counts == {"invalid": 1, "new": 6}


@pytest.mark.parametrize(
    "bent",
    [
        {"cell-x:head": "ก"},
        {"cell-2:__class__": "ก"},
        {"cell-99999999999999999999999:head": "ก"},
        {"cell-2:head": "ก\0"},
        {"answer-2:same?": "same:1"},
        {"answer--1:x": "yes"},
        {"leave-": "1", "retake-y": "1"},
        {"alike": "house?:no"},
        {"do": "drop"},
        {"do": "split", "merge": "7"},
        {"do": "sheet", "sheet": "ไม่มี"},
        {"do": "mended"},
    ],
    ids=str,
)
def test_a_bent_post_changes_nothing(client, officer, bent):
    run, url = begin(client, GOOD)
    answer = client.post(url, {"do": "mend"} | bent, follow=True)
    assert answer.status_code == 200
    run.refresh_from_db()
    assert run.corrections == {} and run.left_out == [] and Enrolment.objects.count() == 0
    assert "ยืนยันนำเข้า 1 แถว" in client.get(url).content.decode()


def test_a_refused_row_may_be_left_out_and_taken_back(client, officer):
    _run, url = begin(client, GOOD, (*GOOD[:2], 2, "", "9"))
    page = press(client, url, "mend", leave_all="1")
    assert "ยืนยันนำเข้า 1 แถว" in page.content.decode() and "แถวที่เว้นไว้" in page.content.decode()
    page = press(client, url, "mend", **{"retake-3": "1"})
    assert "ต้องแก้ 1 แถว" in page.content.decode()
    press(client, url, "mend", **{"leave-3": "1"})
    press(client, url, "confirm")
    assert Enrolment.objects.count() == 1


def test_refused_rows_go_to_excel_and_come_back_mended(client, officer):
    run, url = begin(client, GOOD, (*GOOD[:2], 2, "", "9"), (*GOOD[:2], 3, "นายบุญมี นาดี", ""))
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("sheet-refused", args=[run.pk])).content))
    page = book.active
    heads, first, second = list(page.values)
    assert heads[:2] == ("แถวที่", "ต้องแก้") and (first[0], second[0]) == (3, 4)
    assert first[1] == "ชื่อ-สกุลหัวหน้าครัวเรือน: ต้องระบุชื่อ-สกุลหัวหน้าครัวเรือน"
    name, house = heads.index("ชื่อ-สกุลหัวหน้าครัวเรือน") + 1, heads.index("บ้านเลขที่") + 1
    assert page.cell(2, name).fill.fgColor.rgb == "00F8D7D3" and "ต้องระบุ" in page.cell(2, name).comment.text
    assert page.cell(2, house).comment is None
    page.cell(2, name).value, page.cell(3, house).value = "นางแก้ว ใสสมมุติ", "๑๒/๔"
    out = io.BytesIO()
    book.save(out)

    upload = SimpleUploadedFile("แก้แล้ว.xlsx", out.getvalue())
    answer = press(client, url, "mended", file=upload)

    assert "รับการแก้ 2 ช่อง ตรวจใหม่แล้ว ทุกแถวผ่าน" in answer.content.decode()
    press(client, url, "confirm")
    assert Enrolment.objects.count() == 3


def test_a_file_that_is_no_sheet_is_told_beside_the_field(client, officer):
    page = client.post(IMPORT, {"file": SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0")})
    assert "รับไฟล์ .xlsx และ .csv เท่านั้น" in str(page.context["form"].errors["file"])
    assert not SheetRun.objects.exists() and uploads() == []


def test_an_import_is_seen_by_its_maker_and_who_writes_in_that_area(client, officer):
    _run, url = begin(client, GOOD)
    for user, status in [
        (make_officer("3301"), 200),
        (make_officer("3302"), 404),
        (make_clerk("33"), 404),
        (make_officer(""), 404),
        (make_trainer_user(make_sage()), 404),
        (make_department(), 200),
    ]:
        client.force_login(user)
        answers = [client.get(url), client.get(f"{url}refused.xlsx"), client.post(url, {"do": "nothing"})]
        assert answers[0].status_code == status, user.role
        assert status == 200 or {a.status_code for a in answers} == {404}
    assert client.get(f"{url}refused.xlsx").status_code == 200


def test_the_list_of_imports_keeps_to_the_area(client, officer):
    _run, url = begin(client, GOOD, name="ไฟล์ลับ.xlsx")
    press(client, url, "confirm")
    page = client.get(reverse("sheet-list")).content.decode()
    assert "ไฟล์ลับ.xlsx" in page and "เพิ่มใหม่ 1 แถว" in page and str(officer) in page
    client.force_login(make_officer("3302"))
    assert "ไฟล์ลับ" not in client.get(reverse("sheet-list")).content.decode()


def test_what_changed_between_looking_and_confirming_is_judged_again(client, officer):
    run, url = begin(client, GOOD)
    make_enrolment(number=1)
    page = press(client, url, "confirm")
    assert "ข้อมูลในทะเบียนเปลี่ยนไปหลังการตรวจ" in page.content.decode() and Enrolment.objects.count() == 1
    run.refresh_from_db()
    assert run.state == "checked"


def test_the_same_file_twice_is_told_and_changes_nothing(client, officer):
    upload = sheet(GOOD)
    content = upload.read()
    for _time in range(2):
        answer = client.post(IMPORT, {"file": SimpleUploadedFile("ทะเบียน.xlsx", content)})
        page = client.get(answer.url).content.decode()
        press(client, answer.url, "confirm")
    assert "ไฟล์นี้นำเข้าแล้วเมื่อ" in page and "ทุกแถวเหมือนที่มีอยู่แล้ว" in page and "ยืนยันนำเข้า" not in page
    assert Enrolment.objects.count() == 1


def test_confirming_twice_stores_once(client, officer):
    _run, url = begin(client, GOOD)
    press(client, url, "confirm")
    page = press(client, url, "confirm")
    assert "กำลังทำอยู่" in page.content.decode() and Event.objects.filter(verb="import").count() == 1


def test_rows_are_paged_and_kinds_are_tabs(client, officer):
    ProgrammeYear.objects.update(households_per_village=300)
    rows = [("33010105", 2560, n, f"นางสมมุติ ตัวอย่าง{n}", str(n)) for n in range(1, 121)]
    _run, url = begin(client, *rows, (*GOOD[:2], 121, "", "9/9"))
    page = client.get(url)
    assert [(t["label"], t["count"], t["current"]) for t in page.context["tabs"]] == [
        ("ต้องแก้", "1", True),
        ("เพิ่มใหม่", "120", False),
    ]
    assert [row["number"] for row in page.context["rows"]] == [122]
    page = client.get(f"{url}?show=new&page=3")
    assert next(row["number"] for row in page.context["rows"]) == 102 and len(page.context["rows"]) == 20
    assert page.context["shown_label"] == "เพิ่มใหม่: แสดง 20 จาก 120 แถว"
    for bent in ("?show=%00", "?page=-1", "?page=99999999999999999999", "?show=new&page=x"):
        assert client.get(url + bent).status_code == 200


def test_to_htmx_only_the_part_that_changed_is_sent_with_its_address(client, officer):
    answer = client.post(IMPORT, {"file": sheet(GOOD)}, headers={"HX-Request": "true"})
    run = SheetRun.objects.get()
    assert answer["HX-Push-Url"] == f"/sheets/imports/{run.pk}/" and "<html" not in answer.content.decode()
    assert "ยืนยันนำเข้า 1 แถว" in answer.content.decode()
    refused = client.post(IMPORT, {}, headers={"HX-Request": "true"})
    assert "เลือกไฟล์ก่อน" in refused.content.decode() and "<html" not in refused.content.decode()


def test_a_file_left_lying_is_deleted_after_a_day(client, officer):
    run, url = begin(client, GOOD)
    SheetRun.objects.update(made_at=timezone.now() - datetime.timedelta(days=1, minutes=1))
    call_command("forget_uploads", stdout=io.StringIO())
    run.refresh_from_db()
    assert (run.state, run.key, uploads()) == ("abandoned", "", [])
    assert "เลิกการนำเข้านี้แล้ว" in client.get(url).content.decode()


def test_one_persons_waiting_files_are_few(client, officer, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    first, second, third = (begin(client, (*GOOD[:2], n, *GOOD[3:]))[0] for n in (1, 2, 3))
    for run in (first, second, third):
        run.refresh_from_db()
    assert [run.state for run in (first, second, third)] == ["abandoned", "checked", "checked"] and len(uploads()) == 4


def test_letting_an_import_be_deletes_its_file(client, officer):
    _run, url = begin(client, GOOD)
    press(client, url, "abandon")
    assert uploads() == [] and Enrolment.objects.count() == 0


def test_a_post_without_its_token_is_refused(officer):
    bare = Client(enforce_csrf_checks=True)
    bare.force_login(officer)
    assert bare.post(IMPORT, {"file": sheet(GOOD)}).status_code == 403


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
    (_mark, *heads), *rows = book.worksheets[0].values
    examples = [cells for mark, *cells in rows if mark]
    assert examples and "คำอธิบาย" in book.sheetnames
    resource = REGISTERS[key].resource(user)
    result = resource.import_data(tablib.Dataset(*examples, headers=heads), dry_run=True)
    told = [s for row in result.rows for s in row.sentences]
    told += [s for row in result.rows for cell in row.cells.values() for s in cell.errors]
    assert [s for s in told if not s.startswith(("ไม่พบ", "ไม่มีตำบล", "มี"))] == []  # "มี…อยู่แล้ว": two examples of one row


def test_an_export_is_narrowed_to_a_part_of_the_area_and_written_down(client, officer):
    make_village("33010106")
    make_village("33020101")
    client.force_login(make_clerk("33"))
    for area, count in [("", 3), ("3301", 2), ("34", 0)]:
        response = client.get(f"/sheets/villages/export/?area={area}&format=csv")
        assert len(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()) == count + 1
    assert [(e.detail["rows"], e.detail["filters"]) for e in Event.objects.filter(verb="export").order_by("pk")] == [
        (3, {}), (2, {"area": "3301"}), (0, {"area": "34"})
    ]  # fmt: skip
    assert unquote(response["Content-Disposition"]).startswith("attachment; filename*=utf-8''หมู่บ้าน ")


def test_records_go_out_with_their_heads(client, officer):
    make_record("3301", phone="0812345678", category="+อาชีพ")
    make_record("3302")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/sheets/records/export/"))))
    heads, row = list(book.active.values)
    assert row[heads.index("หมวดองค์ความรู้")] == "+อาชีพ" and row[heads.index("โทรศัพท์")] == "0812345678"
