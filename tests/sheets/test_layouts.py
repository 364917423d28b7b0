"""Whatever way an office lays its rows out, in whatever spelling, the same rows come back, and no question is asked."""

import csv
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from households.register.resources import EnrolmentResource
from samma import thai
from samma.resources import dataset_of, guess, read_table
from tests.factories import make_occupation, make_officer, make_target

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIRSTS, LASTS = ["เมฆ", "ฝน", "ดาว", "ลม"], ["คำสมมุติ", "ใจดี", "ณ สมมุติ"]
TITLES = ["นาย", "นาง", "นางสาว", "น.ส.", "ว่าที่ ร.ต.", "ด.ต."]
_people = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "first": st.sampled_from(FIRSTS),
        "last": st.sampled_from(LASTS),
        "house": st.sampled_from(["1", "12/3", "99", "104/12"]),
        "phone": st.sampled_from(["0812345678", "0899999999", "021234567"]),
        "members": st.integers(1, 12),
        "day": st.sampled_from([(1, 3, 2560), (28, 2, 2560), (15, 12, 2559)]),
    }
)
# How one thing is written: a function from the truth to the cell.
_PHONES = [
    str,
    lambda p: f"{p[:3]}-{p[3:]}",
    lambda p: thai.thai_digits(p),
    lambda p: int(p),
    lambda p: f"{p[:2]} {p[2:]}",
]
_MEMBERS = [int, str, lambda n: f"{n} คน", lambda n: thai.thai_digits(str(n))]
_MOOS = ["ม.5", "หมู่ที่ ๕", "หมู่ 5", "ม. 5"]
_DAYS = [
    lambda d, m, y: f"{d}/{m}/{y}",
    lambda d, m, y: f"{d:02}/{m:02}/{y}",
    lambda d, m, y: f"{d} {thai.MONTHS_SHORT[m - 1]} {y % 100}",
    lambda d, m, y: thai.thai_digits(f"{d} {thai.MONTHS[m - 1]} {y}"),
]
HEADS = {
    "number": ["ที่", "ลำดับ", "ลำดับที่"],
    "name": ["ชื่อ-สกุล", "ชื่อ – นามสกุล", "ชื่อ สกุล หัวหน้าครัวเรือน", "หัวหน้าครัวเรือน"],
    "address": ["ที่อยู่", "ที่อยู่ตามทะเบียนบ้าน"],
    "house": ["บ้านเลขที่", "เลขที่"],
    "moo": ["หมู่ที่", "ม.", "หมู่"],
    "phone": ["โทร.", "เบอร์โทรศัพท์", "มือถือ"],
    "members": ["สมาชิก (คน)", "จำนวนสมาชิก"],
    "day": ["วันที่เข้าร่วม", "เข้าร่วมเมื่อ"],
}


@st.composite
def layouts(draw):
    """People, and the cells in which an office has written them; with the rows the file is to give back."""
    people = draw(st.lists(_people, min_size=2, max_size=6))
    phone, members, day = draw(st.sampled_from(_PHONES)), draw(st.sampled_from(_MEMBERS)), draw(st.sampled_from(_DAYS))
    moo, in_parts = draw(st.sampled_from(_MOOS)), draw(st.sampled_from(["one", "two", "three"]))
    columns = ["name", "phone", "members", "day"]
    columns += ["address"] if draw(st.booleans()) else ["house", "moo"]
    columns = ["number", *draw(st.permutations(columns))]
    heads = {column: draw(st.sampled_from(HEADS[column])) for column in columns}
    written, truth = [], []
    for number, one in enumerate(people, 1):
        cells = {
            "number": draw(st.sampled_from([number, str(number), thai.thai_digits(str(number)), f"{number}."])),
            "name": [f"{one['title']}{one['first']}  {one['last']}"],
            "address": f"{one['house']} {moo}",
            "house": one["house"],
            "moo": moo,
            "phone": phone(one["phone"]),
            "members": members(one["members"]),
            "day": day(*one["day"]),
        }
        if in_parts == "two":
            cells["name"] = [f"{one['title']}{one['first']}", one["last"]]
        elif in_parts == "three":
            cells["name"] = [one["title"], one["first"], one["last"]]
        row = []
        for column in columns:
            row += cells[column] if column == "name" else [cells[column]]
        written.append(row)
        d, m, y = one["day"]
        truth.append(
            (
                number,
                f"{one['title']}{one['first']} {one['last']}",
                one["house"],
                one["members"],
                one["phone"],
                (d, m, y),
            )
        )
    parts = {"one": [], "two": ["นามสกุล"], "three": ["ชื่อ", "นามสกุล"]}[in_parts]
    first = {"one": heads["name"], "two": "ชื่อ", "three": "คำนำหน้า"}[in_parts]
    line = []
    for column in columns:
        line += [first, *parts] if column == "name" else [heads[column]]
    return draw(sheets(line, written)), truth


@st.composite
def sheets(draw, line: list[str], rows: list[list]):
    """The rows of the sheet: what stands above, between and below, none of it data."""
    width = len(line)
    above = [["ทะเบียนครัวเรือนเป้าหมาย ปี ๒๕๖๐"], ["บ้านโนนสมมุติ หมู่ที่ 5"]][: draw(st.integers(0, 2))]
    out = [*above, *([[]] * draw(st.integers(0, 1)))]
    if draw(st.booleans()):  # a line of groups above the heads
        out.append([*[None] * (width - 2), "ข้อมูลทั่วไป", None])
    out.append(list(line))
    if draw(st.booleans()):
        out.append([f"({number})" for number in range(1, width + 1)])
    for place, row in enumerate(rows):
        if place and draw(st.integers(0, 5)) == 0:
            out.append(draw(st.sampled_from([[], list(line), [" "]])))
        out.append(row)
    out += [[len(rows) + 1], [len(rows) + 2]] if draw(st.booleans()) else []
    out += [["รวมทั้งสิ้น", None, f"{len(rows)} ครัวเรือน"]] if draw(st.booleans()) else []
    out += [[], [None, "ลงชื่อ..................ผู้รายงาน"], [None, "(นายสมมุติ ตัวอย่าง)"]] if draw(st.booleans()) else []
    return out


def as_workbook(rows: list[list]) -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "file.xlsx"


def as_csv(rows: list[list]) -> tuple[bytes, str]:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode("cp874"), "file.csv"


def read_back(rows: list[list], write, resource) -> list[tuple]:
    """What the register makes of the cells."""
    content, name = write(rows)
    table = read_table(io.BytesIO(content), name)
    found = guess(table, resource)
    assert found.unsure == []
    back = []
    for row in dataset_of(table, found.mapping, resource).dict:
        assert row["รหัสหมู่บ้าน"] == "33010105"
        cells = {
            name: resource.fields[name].widget.clean(row[resource.fields[name].column_name], row={}, resource=resource)
            for name in ("number", "head", "house_no", "members", "phone", "joined_on")
        }
        day = cells.pop("joined_on")
        back.append((*cells.values(), (day.day, day.month, thai.be_year(day.year))))
    return back


@pytest.fixture
def resource():
    make_target()
    make_occupation()
    return EnrolmentResource(make_officer())


@settings(
    max_examples=60,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(layout=layouts(), write=st.sampled_from([as_workbook, as_csv]))
def test_the_rows_come_back_from_any_layout(resource, layout, write):
    rows, truth = layout
    assert read_back(rows, write, resource) == truth
