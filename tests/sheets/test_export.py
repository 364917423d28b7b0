"""Every list goes out as it is seen: the same rows, filters, search, order and scope; the same text; written down."""

import io
import re
from urllib.parse import parse_qsl, unquote

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samma.accounts.models import Event
from samma.progress.outgoing.lists import LISTS
from samma.resources import read_upload, xlsx_writing
from samma.resources.xlsx_writing import Sheet, SheetColumn, workbook
from tests.factories import (
    make_clerk,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    make_year,
)
from tests.kept import keep_rows
from tests.sheets.district import make_district
from trainers.resources import SageResource

pytestmark = pytest.mark.django_db

# The list's page, and how the first cell of its row begins what the export says under a head.
PAGES = {
    "targets": ("target-list", "หมู่บ้าน"),
    "villages": ("village-list", "ชื่อหมู่บ้าน"),
    "sages": ("sage-list", "ชื่อ-สกุล"),
    "households": ("household-list", "ชื่อ-สกุลหัวหน้าครัวเรือน"),
    "groups": ("group-list", "ชื่อกลุ่ม"),
    "records": ("record-list", "ชื่อองค์ความรู้"),
}
ASKED = {
    "targets": ["", "year=2560", "area=330101", "q=สมมุติ", "need=team", "sort=year", "sort=name"],
    "villages": ["", "area=33010106", "q=33010105", "sort=code", "sort=name"],
    "sages": ["", "q=ว่าง", "seated=yes", "seated=no", "kind=sage", "can_teach=much", "sort=name"],
    "households": [
        "",
        "year=2560",
        "year=2561",
        "q=12/3",
        "cared=no",
        "cared=yes",
        "trained=no",
        "due=never",
        "due=late",
    ],
    "groups": ["", "year=2560", "registered=no", "q=ทอผ้า", "q=ไม่มี", "origin=existing"],
    "records": ["", "state=draft", "state=finished", "year=2561", "sort=year", "q=เทคนิค"],
}


def download(client, key, query="", kind="xlsx"):
    response = client.get(f"{reverse('list-export', args=[key])}?{query}&format={kind}")
    assert response.status_code == 200, response.content[:300]
    return response, b"".join(response.streaming_content)


def taken(client, key, query="", kind="xlsx"):
    """The rows of an export below its heads, each as a dict."""
    heads, *rows = openpyxl.load_workbook(io.BytesIO(download(client, key, query, kind)[1])).active.values
    return [dict(zip(heads, row, strict=True)) for row in rows]


def make_lists():
    """The officer of a district in which every list has rows, with a few more to narrow."""
    officer = make_district()
    make_enrolment(make_target(year=make_year(2561)), household=make_household(house_no="7"))
    make_household(make_village("33010106"))  # in no register
    make_enrolment(make_target(make_village("33020101", "ต่างอำเภอ")))
    make_record("3301")
    make_record("3301", state="approved", year=2560)
    make_record("3302")
    return officer


@pytest.fixture(scope="module")
def lists(django_db_setup, django_db_blocker, tmp_path_factory):
    yield from keep_rows(make_lists, django_db_blocker, tmp_path_factory)


@pytest.fixture
def officer(lists, db, client, settings):
    officer, settings.MEDIA_ROOT = lists
    client.force_login(officer)
    return officer


@pytest.mark.once
@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "print", "pdf"])
def test_every_list_goes_out(client, officer, key, kind):
    if kind in ("print", "pdf") and LISTS[key].paper is None:
        assert client.get(f"{reverse('list-export', args=[key])}?format={kind}").status_code == 404
        return
    response, content = download(client, key, kind=kind)
    assert content.startswith({"xlsx": b"PK", "print": b"PK", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF"}[kind])
    name = unquote(response["Content-Disposition"])
    assert "filename*=utf-8''" in name and re.search(r" \d{1,2} \S+\. 25\d\d\.(xlsx|csv|pdf)$", name)


@pytest.mark.parametrize(("key", "query"), [(key, query) for key, queries in ASKED.items() for query in queries])
def test_an_export_holds_the_rows_of_the_screen_in_its_order(client, officer, key, query):
    name, head = PAGES[key]
    page = client.get(f"{reverse(name)}?{query}").context
    shown = [str(row["cells"][0]["text"]).removeprefix("บ้าน") for row in page["rows"]]
    assert len(shown) < 25
    out = [str(row[head]).removeprefix("บ้าน") for row in taken(client, key, query)]
    assert len(out) == len(shown) and all(one.startswith(seen) for one, seen in zip(out, shown, strict=True))
    carried = dict(parse_qsl(page["exports"][0]["url"].partition("?")[2]))
    assert carried == dict(parse_qsl(query)) | {"format": "xlsx"}


@pytest.mark.parametrize("query", ["", "practising=not_yet", "help=no", "q=พัฒนากร", "year=2560"])
def test_visits_go_out_newest_first_as_listed(client, officer, query):
    page = client.get(f"{reverse('visit-list')}?{query}").context
    assert len(taken(client, "visits", query)) == len(page["rows"])


def test_the_screen_shows_what_the_newest_year_of_a_household_says(client, officer):
    old, new = make_target(), make_target(year=make_year(2561))
    household = make_household(first_name="สองปี")
    make_enrolment(old, household=household, number=41)
    make_enrolment(new, household=household, number=42, occupation=make_occupation())
    (shown,) = client.get(reverse("household-list"), {"q": "สองปี"}).context["rows"]
    assert shown["cells"][2]["note"] == "ปี 2561"
    (row,) = taken(client, "households", "q=สองปี")
    assert (row["ลำดับที่"], row["ปีงบประมาณ"], row["อาชีพที่เลือก"]) == (42, "2561", "ผ้า/สิ่งทอ > ทอผ้า")
    (row,) = taken(client, "households", "q=สองปี&year=2560")
    assert (row["ลำดับที่"], row["ปีงบประมาณ"]) == (41, "2560")


def test_nothing_of_another_area_goes_out(client, officer):
    for key in LISTS:
        for query in ("", "area=3302", "area=33"):
            content = download(client, key, query, "csv")[1].decode("utf-8-sig")
            assert "33020101" not in content and "ต่างอำเภอ" not in content


def test_who_may_take_a_list_out(client, officer):
    client.force_login(make_officer(""))
    assert client.get(reverse("list-export", args=["households"])).status_code == 403
    client.force_login(make_trainer_user(make_sage()))
    assert client.get(reverse("list-export", args=["households"])).status_code == 404
    client.force_login(officer)
    assert client.get(reverse("list-export", args=["users"])).status_code == 404
    assert client.get(reverse("list-export", args=["households"]), {"format": "exe"}).status_code == 404


def test_phones_go_out_to_whom_the_pages_show_them(client, officer):
    assert any(row["โทรศัพท์"] for row in taken(client, "households"))
    client.force_login(make_clerk("33"))
    for key in ("households", "sages", "records"):
        assert "โทรศัพท์" not in taken(client, key)[0]


def test_an_export_is_written_down_without_the_words_searched_for(client, officer):
    download(client, "households", "year=2560&q=สมใจ", "csv")
    event = Event.objects.get(verb="export")
    assert (event.who, event.object_type) == (officer, "households.enrolment")
    assert event.detail == {
        "rows": event.detail["rows"],
        "list": "households",
        "file": "csv",
        "filters": {"year": "2560", "q": "…"},
    }


AWKWARD = [
    "=1+1", "+๑๒", "-ก", "@SUM(A1)", "'=ก", "''@ก", "'ธรรมดา", '=HYPERLINK("x")', "<b>&amp;</b>", "_x0041_", "a_x000D_b",
    "ก,ข;ค\"ง", "007", "1/2", "บรรทัด1\nบรรทัด2",
]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_awkward_text_comes_back_the_same_and_is_no_formula(client, officer, text, kind):
    village = make_village("33010107", "อักษร")
    sage = make_sage(village, note=text)
    _response, content = download(client, "sages", f"q={sage.last_name}", kind)
    resource = SageResource(officer)
    dataset = read_upload(io.BytesIO(content), f"ปราชญ์.{kind}", resource)
    assert dataset["หมายเหตุ"] == [text]
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        (cell,) = [cell for column in sheet.iter_cols() if column[0].value == "หมายเหตุ" for cell in column[1:]]
        assert cell.data_type == "s" and cell.number_format == "@"
        assert cell.quotePrefix == (text.lstrip("'")[:1] in "=+-@")
    result = resource.import_data(dataset, dry_run=True)
    assert result.totals["skip"] == 1


@pytest.mark.parametrize("text", ["\tแท็บ", "\rก", "ก\rข", " นำหน้า"])
def test_a_text_that_begins_with_a_tab_or_a_return_arrives_in_the_cell(text):
    content = b"".join(workbook([Sheet("ก", [SheetColumn("ข้อความ")], [[text]])]))
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A2"].value.replace("_x000D_", "\r") == text


@pytest.mark.parametrize("key", ["targets", "villages", "sages", "households", "visits", "groups", "teams"])
def test_an_export_of_a_list_imports_to_itself(client, officer, key):
    _response, content = download(client, key, "year=2560" if key == "households" else "")
    resource = LISTS[key].sheet.__mro__[1](officer)  # the register that the list is a sheet of
    result = resource.import_data(read_upload(io.BytesIO(content), "ก.xlsx", resource), dry_run=True)
    assert result.is_good, result.refusals
    assert result.totals["skip"] > 0 and not result.totals["new"] and not result.totals["update"]


@pytest.mark.once
@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("kind", ["csv", "print"])
def test_twenty_rows_cost_as_many_queries_as_two(client, officer, key, kind):
    if kind == "print" and LISTS[key].paper is None:
        return

    def queries():
        with CaptureQueriesContext(connection) as captured:
            download(client, key, kind=kind)
        return len(captured)

    queries()
    few = queries()
    for n in range(10, 30):
        village = make_village(f"330101{n}", f"โนน{n}")
        target = make_target(village)
        enrolment = make_enrolment(target, occupation=make_occupation())
        make_visit(enrolment, officer, visited_by=make_team(target, seats=1).seated()[0].sage)
        make_member(make_group(village), enrolment)
        make_record(village.code)
    assert queries() == few


# --- on paper ---------------------------------------------------------------------------------------------------------
PAPERS = [key for key, listed in LISTS.items() if listed.paper]


def test_a_register_prints_with_office_place_year_and_day(client, officer):
    officer.office = "สำนักงานพัฒนาชุมชนอำเภอสมมุติ"
    officer.save()
    sheet = openpyxl.load_workbook(io.BytesIO(download(client, "households", "year=2560", "print")[1])).active
    lines = [sheet.cell(row, 1).value for row in range(1, 5)]
    assert lines[0] == "ทะเบียนครัวเรือนเป้าหมายสัมมาชีพชุมชน"
    assert "สำนักงานพัฒนาชุมชนอำเภอสมมุติ" in lines[1] and lines[2].startswith("ปีงบประมาณ พ.ศ. 2560")
    assert lines[3].startswith("ข้อมูล ณ วันที่") and lines[3].endswith("รายการ")
    assert "A1:S1" in {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    heads = [cell.value for cell in sheet[5]]
    assert heads[:5] == ["ลำดับที่", "บ้านเลขที่", "หมู่ที่", "รหัสประจำบ้าน", "ชื่อ-สกุลหัวหน้าครัวเรือน"]
    assert sheet["A6"].font.name == "TH Sarabun New" and sheet["A6"].border.left.style == "thin"


def test_numbers_are_numbers_with_thousands_and_days_are_thai(client, officer):
    sheet = openpyxl.load_workbook(io.BytesIO(download(client, "households", "year=2560", "print")[1])).active
    heads = [cell.value for cell in sheet[5]]
    income = sheet.cell(6, heads.index("รายได้ก่อนเข้าร่วม (บาท/ปี)") + 1)
    assert (income.value, income.number_format) == (999999999.99, "#,##0.00")
    members = sheet.cell(6, heads.index("สมาชิก (คน)") + 1)
    assert (members.value, members.number_format) == (0, "#,##0")
    visits = openpyxl.load_workbook(io.BytesIO(download(client, "visits", kind="print")[1])).active
    assert visits["A6"].value == "1 มี.ค. 2560"


@pytest.mark.parametrize("key", PAPERS)
def test_a_printed_register_imports_again_and_changes_nothing(client, officer, key):
    query = "year=2560" if key == "households" else ""
    _response, content = download(client, key, query, "print")
    resource = next(c for c in LISTS[key].paper.__mro__ if c.__name__.endswith("Resource"))(officer)
    result = resource.import_data(read_upload(io.BytesIO(content), "ก.xlsx", resource), dry_run=True)
    assert result.refusals == []
    faults = [(row.sentences, {n: c.errors for n, c in row.cells.items() if c.errors}) for row in result.rows]
    assert [fault for fault in faults if fault[0] or fault[1]] == []
    assert result.totals["skip"] and not result.totals["new"] and not result.totals["update"]


def test_a_village_prints_its_own_registers(client, officer):
    target = make_target()
    page = client.get(reverse("target-detail", args=[target.pk]))
    urls = [way["url"] for way in page.context["exports"]]
    assert len(urls) == 9 and all("area=33010105" in url and "year=2560" in url for url in urls)
    assert all(client.get(url).status_code == 200 for url in urls)


def test_a_long_register_is_printed_from_excel_and_not_as_pdf(client, officer, monkeypatch):
    monkeypatch.setattr("samma.progress.outgoing.paper.MOST_CELLS", 20)
    response = client.get(reverse("list-export", args=["households"]) + "?year=2560&format=pdf", follow=True)
    assert response.redirect_chain[0][0] == f"{reverse('household-list')}?year=2560"
    assert "พร้อมพิมพ์ Excel" in response.content.decode()
    assert not Event.objects.filter(verb="export").exists()


def test_a_sheet_too_long_goes_on_in_a_further_one(monkeypatch):
    monkeypatch.setattr(xlsx_writing, "MOST_ROWS_A_SHEET", 3)
    columns = [SheetColumn("ก")]
    for count, sheets in [(3, [4]), (4, [4, 2]), (7, [4, 4, 2]), (0, [1])]:
        pieces = workbook([Sheet("ยาว", columns, ([n] for n in range(count)))])
        book = openpyxl.load_workbook(io.BytesIO(b"".join(pieces)))
        assert [sheet.max_row for sheet in book.worksheets] == sheets
        assert [v for sheet in book.worksheets for (v,) in list(sheet.values)[1:]] == list(range(count))
    assert book.sheetnames == ["ยาว"]
