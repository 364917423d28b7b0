"""ทะเบียนกลุ่มอาชีพ: the department's columns in their order, on one landscape page and in the workbook."""

import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from groups.models import Group, Product, Sale
from samma.progress.outgoing.groups import GroupPaper
from samma.resources.export import columns_on
from tests import factories as make
from tests.paper_village import make_paper_village
from tests.pdf.readers import folded, read_raw

pytestmark = pytest.mark.django_db
REGISTER = reverse("list-export", args=["groups"])
# DOMAIN §5.7: what the form of the department asks of a group, in its order.
ASKED = [
    "ชื่อกลุ่ม", "อาชีพหรือประเภทอาชีพ", "หมู่บ้าน", "จัดตั้งเมื่อ และครัวเรือนแรกตั้ง", "ประธาน", "ที่ตั้ง", "ก1 สมาชิก", "ก2 กรรมการ", "ก3 ระเบียบ",
    "ก4 กองทุน", "ก5 กิจกรรม", "ผลิตภัณฑ์ และมาตรฐาน", "ทะเบียน OTOP และประเภท", "ยอดขายในรอบ 12 เดือน (บาท)", "สถานะ และระดับ",
    "กลุ่มอาชีพเดียวกันในอำเภอ",
]  # fmt: skip


def taken(client, kind, **asked):
    answer = client.get(REGISTER, {"format": kind} | asked)
    return b"".join(answer.streaming_content)


def test_the_columns_stand_as_the_form_of_the_department_has_them(client):
    _target, officer = make_paper_village(households=2)
    client.force_login(officer)
    chili = Product.objects.get()
    for ago, amount in ((0, 640), (400, 9999)):
        month = (localdate() - datetime.timedelta(days=ago)).replace(day=1)
        Sale.objects.create(group=chili.group, product=chili, month=month, amount=amount)
    on_pdf = [column.head_in(GroupPaper(officer)) for column in columns_on(GroupPaper(officer)) if column.on_pdf]
    assert on_pdf == ASKED
    book = openpyxl.load_workbook(io.BytesIO(taken(client, "print"))).active
    heads = next(row for row in book.iter_rows(values_only=True) if row[0] == "ชื่อกลุ่ม")
    assert list(heads[: len(ASKED)]) == ASKED and {"ระดับภายใน", "มาตรฐานที่มีผลอยู่", "รหัสหมู่บ้าน"} <= set(heads)
    seen = openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx"))).active
    rows = [dict(zip(next(seen.values), row, strict=True)) for row in list(seen.values)[1:]]
    (one,) = [row for row in rows if row["ชื่อกลุ่ม"] == "กลุ่มทำน้ำพริกเผาบ้านโนนน้ำคำ"]
    assert (one["ครัวเรือนแรกตั้ง"], one["ก1 สมาชิก"], one["ก5 กิจกรรม"]) == (2, "2 ราย ผ่านอบรม 2/5 ครัวเรือน", "1 ครั้ง")
    assert (one["ยอดขายในรอบ 12 เดือน (บาท)"], one["รายได้จากกิจกรรมในรอบ 12 เดือน (บาท)"]) == (640, None)
    assert (one["กลุ่มอาชีพเดียวกันในอำเภอ"], one["ระดับภายใน"]) == ("กลุ่มน้ำพริกตาแดงเดิม", 0)


@pytest.mark.parametrize(("digits", "own"), [("thai", "๒/๕ ครัวเรือน"), ("arabic", "2/5 ครัวเรือน")])
def test_the_register_prints_on_one_landscape_page_in_the_digits_chosen(client, digits, own):
    _target, officer = make_paper_village(households=2)
    client.force_login(officer)
    pdf = taken(client, "pdf", digits=digits)
    text = folded(read_raw(pdf))
    said = ["กลุ่มทำน้ำพริกเผาบ้านโนนน้ำคำ", own, "อาหาร", "12 หมู่ 5 โนนน้ำคำ", "กลุ่มเดิม"]
    assert [words for words in said if folded(words) not in text] == []
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert page.mediabox.width > page.mediabox.height


def test_founding_households_are_those_of_the_day_of_founding(client):
    group = make.make_group(founded=make.DAY)
    later = make.DAY + datetime.timedelta(days=9)
    for joined in (make.DAY, make.DAY, later):
        make.make_member(group, make.make_enrolment(), joined=joined)
    unknown = make.make_group()
    make.make_member(unknown, make.make_enrolment(), joined=later)
    make.make_group(name="กลุ่มยังไม่มีใคร")
    officer = make.make_officer()
    sheet = GroupPaper(officer)
    groups = list(sheet.get_queryset().filter(pk__in=[group.pk, unknown.pk]).order_by("pk"))
    sheet.prepare(groups)
    assert [one.founders for one in groups] == [2, 1]


def test_a_long_register_costs_the_queries_of_a_short_one(client):
    _target, officer = make_paper_village(households=2)
    client.force_login(officer)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            taken(client, "xlsx")
        return len(queries)

    few = asked()
    for _ in range(20):
        group = make.make_group()
        group.terms.create(member=make.make_member(group, make.make_enrolment()), position="chair", started=make.DAY)
    assert Group.objects.count() == 22 and asked() == few
