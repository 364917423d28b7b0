"""A district's register of 10,000 rows with 40 faults in it: exactly those are told, each in its cell, and nothing is stored."""

import datetime
import io

import pytest
from openpyxl import Workbook

from households.models import Enrolment, Household
from households.register.resources import EnrolmentResource
from samma.accounts.models import Event
from samma.resources import read_upload
from tests.bench.imports import FIRST, LAST, SECOND
from tests.factories import make_area, make_enrolment, make_household, make_occupation, make_officer, make_year
from villages.models import Occupation, TargetVillage, Village

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROWS, TO_A_VILLAGE = 10_000, 20
FIRST_ROW = 2  # under the heads
ASK, WRONG = "doubtful", "invalid"
# What a row says instead, and what is answered: (kind, the column of the answer, words of it).
FAULTS = [
    ({"village": ""}, WRONG, "village", "ต้องระบุ"),
    ({"village": "33019999"}, WRONG, "village", "ไม่พบหมู่บ้านรหัส"),
    ({"village": "หมู่ 5"}, WRONG, "village", "อยู่นอกพื้นที่"),
    ({"village": "33020101"}, WRONG, "village", "อยู่นอกพื้นที่ของท่าน"),
    ({"year": ""}, WRONG, "year", "ต้องระบุ"),
    ({"year": "2560.5"}, WRONG, "year", "ไม่พบปีงบประมาณ"),
    ({"year": "2559"}, WRONG, "year", "ยังไม่เป็นหมู่บ้านเป้าหมาย"),
    ({"number": "หนึ่ง"}, WRONG, "number", "ไม่ใช่จำนวน"),
    ({"number": "-3"}, WRONG, "number", "ติดลบไม่ได้"),
    ({"number": "99999"}, WRONG, "number", "1 ถึง 999"),
    ({"number": 1}, WRONG, "number", "มีครัวเรือนลำดับที่นี้แล้ว"),
    ({"head": ""}, WRONG, "head", "ต้องระบุ"),
    ({"head": "  "}, WRONG, "head", "ต้องระบุ"),
    ({"head": "นางก" + "ก" * 120 + " นาดี"}, WRONG, "head", "100"),
    ({"house_no": ""}, WRONG, "house_no", "ต้องระบุ"),
    ({"house_no": "1" * 21}, WRONG, "house_no", "20"),
    ({"house_no": datetime.date(2017, 3, 12)}, WRONG, "house_no", "Excel เปลี่ยนค่านี้เป็นวันที่"),
    ({"house_no": "#REF!"}, WRONG, "house_no", "สูตรที่คำนวณไม่ได้"),
    ({"house_code": "3301"}, WRONG, "house_code", "11 หลัก"),
    ({"house_code": "33010000009"}, WRONG, "house_code", "มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว"),  # of a row before
    ({"house_code": "33019999999"}, WRONG, "house_code", "มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว"),  # of one that is there
    ({"members": "สี่"}, WRONG, "members", "ไม่ใช่จำนวน"),
    ({"members": "4.5"}, WRONG, "members", "จำนวนเต็ม"),
    ({"phone": "12345"}, WRONG, "phone", "9–10 หลัก"),
    ({"phone": "ไม่มี"}, WRONG, "phone", "อ่านหมายเลขโทรศัพท์ไม่ได้"),
    ({"has_elder": "อาจจะ"}, WRONG, "has_elder", "ไม่ใช่คำตอบ"),
    ({"occupation": "ทอผ้าไหม"}, WRONG, "occupation", "ไม่พบอาชีพ"),
    ({"occupation": "ซ้ำ"}, WRONG, "occupation", "มากกว่าหนึ่ง"),
    ({"wish_1": "", "wish_2": "ทอผ้า"}, WRONG, "wish_2", "อันดับ 1 ก่อน"),
    ({"joined_on": "31 ก.พ. 2560"}, WRONG, "joined_on", "ไม่มีวันที่ 31"),
    ({"joined_on": "1/13/2560"}, WRONG, "joined_on", "ไม่มีเดือนที่ 13"),
    ({"joined_on": "1/3/2300"}, WRONG, "joined_on", "ไม่ชัดว่าเป็น พ.ศ."),
    ({"joined_on": "ต้นเดือน"}, WRONG, "joined_on", "อ่านวันที่"),
    ({"certified_on": "1/5/2560"}, WRONG, "certified_reason", "ต้องบอกวันอบรมชดเชย"),
    ({"same as above": True}, WRONG, "head", "อยู่ในทะเบียนของหมู่บ้านและปีนี้แล้ว"),
    ({"house_no": "ข้างวัด"}, ASK, "house_no", "ต่างจากที่พบทั่วไป"),
    ({"members": "45"}, ASK, "members", "มากกว่าที่พบทั่วไป"),
    ({"near": True}, ASK, "head", "ใกล้เคียง"),
    ({"same house": True}, ASK, "head", "ใกล้เคียง"),
    ({"one more": True}, ASK, "number", "กำหนด 20 ครัวเรือนต่อหมู่บ้าน"),
]


@pytest.fixture
def officer():
    year, tambons = make_year(2560), [make_area(f"3301{n:02}") for n in range(1, 26)]
    codes = [f"{tambons[n // 20].code}{n % 20 + 1:02}" for n in range(ROWS // TO_A_VILLAGE)]
    villages = Village.objects.bulk_create(
        Village(code=code, name=f"โนน{code[4:]}", tambon_id=code[:6]) for code in codes
    )
    targets = TargetVillage.objects.bulk_create(TargetVillage(village=village, year=year) for village in villages)
    make_year(2559)
    there = {"title": "นาง", "first_name": "สำเนา", "last_name": "แก้วมณี", "house_code": "33019999999"}
    make_enrolment(targets[-1], number=900, household=make_household(villages[-1], house_no="9001", **there))
    Enrolment.objects.update(left_on=datetime.date(2017, 3, 5))  # it left, and does not count
    make_household(villages[0], title="นาย", first_name="อำไพ", last_name="เรืองแสง", house_no="8001")
    for name in ("ทอผ้า", "จักสาน"):
        make_occupation(name)
    for kind in ("ผ้า/สิ่งทอ", "หัตถกรรม"):
        Occupation.objects.create(parent=make_occupation("อื่น", kind).parent, name="ซ้ำ")
    return make_officer("3301")


def good_row(n):
    """A row without fault, in whatever spelling offices use."""
    village, at = divmod(n, TO_A_VILLAGE)
    code = f"3301{village // 20 + 1:02}{village % 20 + 1:02}"
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    name = f"{FIRST[n % 20]}{SECOND[n // 20 % 17]} {LAST[n * 7 % 17]}{LAST[n // 17 % 17]}{SECOND[n * 3 % 17]}"
    return {
        "village": (code, int(code), code.translate(thai))[n % 3],
        "year": (2560, "๒๕๖๐", "2560", 2560.0)[n % 4],
        "number": (at + 1, str(at + 1).translate(thai))[n % 2],
        "head": f"{('นาย', 'นาง', 'น.ส.', 'ว่าที่ ร.ต.')[n % 4]}{name}",
        "house_no": (f"{n % 89 + 1}/{at + 1}", str(at + 100), f"{at + 200}".translate(thai))[n % 3],
        "house_code": f"3301{n:07}" if n % 2 else "",
        "members": (n % 9 + 1, "๔", "4", "")[n % 4],
        "phone": ("081-234-5678", 812345678, "", "๐๘๑ ๒๓๔ ๕๖๗๘")[n % 4],
        "has_elder": ("ใช่", "✓", "ไม่", "")[n % 4],
        "occupation": ("ทอผ้า", "", "จักสาน")[n % 3],
        "wish_1": "ทอผ้า",
        "joined_on": ("1/3/2560", "๑ มี.ค. ๖๐", "1 มีนาคม พ.ศ. 2560", "2017-03-01", "")[n % 5],
    }


def sheet():
    """The workbook, and what must be answered: {row number: (kind, column, words)}."""
    fields = EnrolmentResource.fields
    rows, expected = [good_row(n) for n in range(ROWS)], {}
    for place, (changes, kind, column, words) in enumerate(FAULTS):
        n = 241 + place * 220
        row = rows[n]
        if "same as above" in changes:
            rows[n] = row = rows[n - 1] | {"number": ""}
        elif "near" in changes:  # ำ taken apart, another title
            n, row = 12, rows[12]
            row |= {"head": "นางสาวอ\u0e4dาไพ เรืองแสน"}
        elif "same house" in changes:
            n, row = 14, rows[14]
            row |= {"house_no": "8001"}
        elif "one more" in changes:
            n = ROWS
            rows.append(
                good_row(ROWS - 1) | {"number": "", "head": "นายเกิน มาแล้ว", "house_no": "777", "house_code": ""}
            )
        else:
            row |= changes
        if column == "number" and changes == {"number": 1}:
            row["number"] = 1
        expected[n + FIRST_ROW] = (kind, column, words)
    book = Workbook(write_only=True)
    table = book.create_sheet()
    table.append([column.column_name for column in fields.values()])
    for row in rows:
        table.append([row.get(name, "") for name in fields])
    content = io.BytesIO()
    book.save(content)
    return content, expected


def test_forty_faults_in_ten_thousand_rows_are_exactly_those_forty(officer):
    upload, expected = sheet()
    before = (Household.objects.count(), Enrolment.objects.count(), Event.objects.count())
    resource = EnrolmentResource(officer)

    result = resource.import_data(read_upload(upload, "register.xlsx", resource))

    told = {}
    for row in result.rows:
        if row.import_type in (WRONG, ASK):
            cells = [(name, " ".join(cell.errors)) for name, cell in row.cells.items() if cell.errors]
            told[row.number] = (row.import_type, cells or [(doubt.column, doubt.sentence) for doubt in row.open_doubts])
    assert len(expected) == 40 and sorted(told) == sorted(expected)
    for number, (kind, column, words) in expected.items():
        assert told[number][0] == kind, told[number]
        ((where, sentence),) = told[number][1]
        assert where == column and words in sentence, told[number]
    assert result.totals["new"] == ROWS + 1 - 40
    assert (Household.objects.count(), Enrolment.objects.count(), Event.objects.count()) == before
