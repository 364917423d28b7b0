"""A name in one cell comes apart as a Thai office would take it apart, and together again as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samma.people import TITLES, is_title, split_name

FIRSTS = ["สมใจ", "เมฆ", "แก้ว", "ไพร", "อิ่ม", "ศรี"]
LASTS = ["", "ตัวอย่าง", "ณ สมมุติ", "คำ ใจดี"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("นายเมฆ คำสมมุติ", ("นาย", "เมฆ", "คำสมมุติ")),
        ("นายหมอก  คำงาม", ("นาย", "หมอก", "คำงาม")),
        ("นางสาวฝน ใจดี", ("นางสาว", "ฝน", "ใจดี")),
        ("น.ส.ฝน ใจดี", ("น.ส.", "ฝน", "ใจดี")),
        ("น.ส. ฝน ใจดี", ("น.ส.", "ฝน", "ใจดี")),
        ("น. ส. ฝน ใจดี", ("น. ส.", "ฝน", "ใจดี")),
        ("นส.ฝน ใจดี", ("นส.", "ฝน", "ใจดี")),
        ("ว่าที่ ร.ต.ลม ตัวอย่าง", ("ว่าที่ ร.ต.", "ลม", "ตัวอย่าง")),
        ("ว่าที่ร.ต.หญิงลม ตัวอย่าง", ("ว่าที่ร.ต.หญิง", "ลม", "ตัวอย่าง")),
        ("ว่าที่ ร.ต. หญิง ลม ตัวอย่าง", ("ว่าที่ ร.ต. หญิง", "ลม", "ตัวอย่าง")),
        ("ว่าที่ร้อยตรีหญิงเดือน ใจดี", ("ว่าที่ร้อยตรีหญิง", "เดือน", "ใจดี")),
        ("ด.ต.ดิน สมใจ", ("ด.ต.", "ดิน", "สมใจ")),
        ("ดาบตำรวจดิน สมใจ", ("ดาบตำรวจ", "ดิน", "สมใจ")),
        ("จ.ส.อ.ดิน สมใจ", ("จ.ส.อ.", "ดิน", "สมใจ")),
        ("พ.ต.ท.หญิงดาว สมใจ", ("พ.ต.ท.หญิง", "ดาว", "สมใจ")),
        ("พระมหาใจ สมมุติ", ("พระมหา", "ใจ", "สมมุติ")),
        ("ดร.ดิน ณ อยุธยา", ("ดร.", "ดิน", "ณ อยุธยา")),
        ("นางสาวิตรี ใจดี", ("นาง", "สาวิตรี", "ใจดี")),
        ("นาง สาวิตรี ใจดี", ("นาง", "สาวิตรี", "ใจดี")),
        ("นายิกา ใจดี", ("", "นายิกา", "ใจดี")),
        ("สมใจ ตัวอย่าง", ("", "สมใจ", "ตัวอย่าง")),
        ("รตา ใจดี", ("", "รตา", "ใจดี")),
        ("นาย", ("", "นาย", "")),
        ("", ("", "", "")),
    ],
)
def test_a_name_comes_apart(text, parts):
    name = split_name(text)
    assert (name.title, name.first_name, name.last_name) == parts


@given(st.sampled_from(TITLES), st.sampled_from(FIRSTS), st.sampled_from(LASTS))
def test_every_title_comes_back(title, first, last):
    name = split_name(f"{title}{first} {last}")
    assert (name.title, name.first_name, name.last_name) == (title, first, last)
    assert is_title(title) and not is_title(f"{title}{first}")
