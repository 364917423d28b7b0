"""Every register through the same pages: what went out comes in again unasked and changes nothing; what came in can go."""

import csv
import io

import pytest

from samma.progress.consistency import findings
from samma.progress.registers import REGISTERS
from samma.resources.formulas import unguard
from tests.factories import make_department
from tests.kept import keep_rows
from tests.sheets.district import make_district
from tests.sheets.imports import begin, press, upload, upload_of

pytestmark = pytest.mark.django_db
IMPORTED = [key for key in REGISTERS if key != "records"]


@pytest.fixture(scope="module")
def kept_district(django_db_setup, django_db_blocker, tmp_path_factory):
    yield from keep_rows(make_district, django_db_blocker, tmp_path_factory)


@pytest.fixture
def district(kept_district, db, settings):
    _officer, settings.MEDIA_ROOT = kept_district


@pytest.mark.once
@pytest.mark.usefixtures("district")
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("key", IMPORTED)
def test_an_export_comes_in_again_unasked_and_changes_nothing(client, key, ending):
    client.force_login(make_department())
    content = b"".join(client.get(f"/sheets/{key}/export/?format={ending}").streaming_content)

    run, url = begin(client, upload_of(content, f"ทะเบียน.{ending}"), key)

    assert run.state == "checked", [c for c in run.look["columns"] if not c["is_sure"]] + run.look.get("questions", [])
    assert set(run.counts) == {"skip"} and run.counts["skip"] >= 1
    assert "ข้อมูลในไฟล์ตรงกับที่มีอยู่แล้วทุกช่อง" in client.get(url).content.decode()


# One more row of each ledger and of what hangs on a household: the cells in which it differs from a row that is there.
FURTHER = {
    "visits": {"วันที่เยี่ยม": "15/04/2560"},
    "rounds": {"วันที่สำรวจ": "15/04/2560"},
    "budgets": {"ลำดับที่": "2", "รายการ": "ค่าเอกสาร"},
    "materials": {"รายการ": "ฟืมทอผ้า"},
    "funds": {"รายการ": "ขายผ้าอีกครั้ง"},
    "group-activities": {"กิจกรรม": "ขายผ้าอีกครั้ง"},
    "group-support": {"สนับสนุนอะไร": "ให้ยืมตาชั่ง"},
    "products": {"ชื่อผลิตภัณฑ์": "ผ้าพันคอ"},
    "standards": {"เลขที่ใบรับรอง": "99/2560"},
    "sales": {"เดือนที่ขาย": "ก.พ. 2560", "ตลาดหรืองาน": "", "ตลาดเริ่มเมื่อ": ""},
    "markets": {"ชื่อตลาดหรืองาน": "ร้านอีกแห่ง"},
    "partners": {"ชื่อ-สกุล": "นายสมมุติ มาใหม่"},
    "plans": {"เรื่อง": "ทบทวนแผน"},
    "activities": {"วันที่จัด": "16/04/2560"},
    "sages": {"ชื่อ-สกุล": "นายสมมุติ มาใหม่"},
    "occupations": {"อาชีพ": "เลี้ยงผึ้งโพรง"},
}


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize("key", FURTHER)
def test_what_an_import_added_is_gone_when_it_is_undone_and_the_rest_agrees(client, key):
    client.force_login(make_department())
    before = exported(client, key)
    lines = csv.reader(io.StringIO(before.decode("utf-8-sig")))
    heads, *rows = [[unguard(cell) for cell in line] for line in lines]
    row = dict(zip(heads, rows[0], strict=True))
    assert set(FURTHER[key]) <= set(heads), heads
    further = row | FURTHER[key]
    run, url = begin(client, upload(*rows, tuple(further[head] for head in heads), heads=heads), key)
    page = press(client, url, "confirm")
    run.refresh_from_db()
    assert run.state == "stored" and run.counts["new"] == 1
    assert exported(client, key) != before

    page = press(client, url, "undo")

    run.refresh_from_db()
    assert run.state == "undone", page
    assert exported(client, key) == before
    assert list(findings()) == []


def exported(client, key):
    return b"".join(client.get(f"/sheets/{key}/export/?format=csv").streaming_content)
