"""Text, dictionary order, numbers and template filters of samma.thai; its dates are in test_thai_dates."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine
from hypothesis import given, settings
from hypothesis import strategies as st

from samma.thai import (
    ThaiNumberError,
    arabic_digits,
    baht_text,
    fold_spaces,
    money,
    normalise,
    number,
    read_int,
    read_money,
    read_moo,
    search_fold,
    sort_key,
    telephone,
    thai_digits,
)

repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=400)
TROUBLE = st.text("กนอาำเแ ่้๊๋์็ัิีฺุูํ๎\u200b\u200d\ufeff\u00ad\u00a0\n๑1ฯๆ", max_size=14)


def test_digits_go_both_ways_and_leave_the_rest():
    assert thai_digits("ข้อ 10.9") == "ข้อ ๑๐.๙"
    assert arabic_digits("ข้อ ๑๐.๙") == "ข้อ 10.9"


@pytest.mark.parametrize(
    ("damaged", "good"),
    [
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e32\u0e49", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ท\u0e4d\u0e33", "ทำ"),
        ("ท\u0e33\u0e33", "ทำ"),
        ("\u0e40\u0e40ผน", "แผน"),
        ("ท\u0e35\u0e48\u0e35\u0e48", "ที่"),
        ("ผู\u0e49\u0e49", "ผู้"),
        ("ผ\u0e49\u0e39", "ผู้"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("หมู่\u200bบ้าน\ufeff", "หมู่บ้าน"),
        ("หมู่\0บ้าน", "หมู่บ้าน"),
        ("พัฒ\u00adนา\u2060กร", "พัฒนากร"),
        ("ที\u200d่", "ที่"),
        ("ระดับ\u00a0หมู่บ้าน", "ระดับ หมู่บ้าน"),
    ],
)
def test_damage_is_mended(damaged, good):
    assert normalise(damaged) == good


@pytest.mark.parametrize(
    "good",
    ["น้ำ ค่ำ จ๊ำ ป๋ำ ก่ำ ชำนาญ", "พันธุ์ สิทธิ์ ก็ เก็บ", "ข้อ ๑\n  ข้อ ๒\r\n\tข้อ 3", "หมู่บ้านๆ ฯลฯ “ดี”", "พุทฺธํ", "เ เ"],
)
def test_good_text_and_its_lines_stay(good):
    assert normalise(good) == good


@repeatable
@given(TROUBLE)
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)
    assert search_fold(search_fold(text)) == search_fold(text)


def test_normalising_hostile_text_stays_quick():
    started = datetime.datetime.now(datetime.UTC)
    for hostile in ("\u0e4d", "\u0e33\u0e49", "\u0e4d\u0e49\u0e48", "\u0e4d\u0e32\u0e49", "เ"):
        normalise(hostile * 50_000)
    assert datetime.datetime.now(datetime.UTC) - started < datetime.timedelta(seconds=5)


def test_spaces_fold_to_one():
    assert fold_spaces("  นายหมอก \n\u00a0 คำงาม\t") == "นายหมอก คำงาม"


def test_headings_match_whatever_their_spaces_digits_and_case():
    assert search_fold("๑. ชื่อ  องค์ความรู้ OTOP") == search_fold("1.ชื่อองค์ความ\nรู้\u200b otop")
    assert search_fold("ปัญหา") != search_fold("ปัญญา")


@pytest.mark.parametrize(
    "in_order",
    [
        "กก กง กด กะ กัก กา ก่า ก้า ก๊า ก๋า กาก ก่าก กำ ก่ำ กิ กี เก เก่ เกก เกา เก่า เก้า แก แก่ โก ใก ไก ไก่ ขก",
        "เกง เก็ง เก่ง เก้ง เก๊ง เก๋ง",
        "การ การ์ การก การ์ด",
        "รา ฤดู ฤๅษี ลา ฦๅ วา",
        "กาญจนา เกษม ไกร ขวัญ แขก จันทร์ ใจ สมชาย เสน่ห์ แสง โสภา หญิง เหม อุบล เอก",
        "กระบี่ กรุงเทพมหานคร ชลบุรี เชียงราย เชียงใหม่ นครพนม น่าน แพร่ แม่ฮ่องสอน ยโสธร เลย สกลนคร",
        "1 10ก ๒ a OTOP กก แม่",
        "แกง แกง้ แก่ง",
    ],
    ids=[
        "vowels and tones",
        "five tones",
        "thanthakhat",
        "ฤ and ฦ",
        "people",
        "provinces",
        "digits, Latin, Thai",
        "first mark",
    ],
)
def test_dictionary_order(in_order):
    words = in_order.split()
    keys = [sort_key(word) for word in words]
    assert [word for _key, word in sorted(zip(keys, words, strict=True))] == words
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [("บ้าน ใหม่", "บ้านใหม่"), ("ต. ศรีแก้ว", "ต.ศรีแก้ว"), ("หมู่ ๘", "หมู่ 8"), ("Otop", "OTOP"), ("ต่าง ๆ", "ต่าง")],
)
def test_spaces_punctuation_digits_and_case_do_not_order(one, other):
    assert sort_key(one) == sort_key(other)


@repeatable
@given(st.text(max_size=400))
def test_a_sort_key_is_bounded_and_storable(text):
    key = sort_key(text)
    assert len(key) <= 200
    assert key == key.strip()
    assert "\x00" not in key


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,200", "1200.00"),
        ("1,200.-", "1200.00"),
        ("๑,๒๐๐ บาท", "1200.00"),
        ("1200.50", "1200.50"),
        ("1200.5", "1200.50"),
        ("500 บาทถ้วน", "500.00"),
        ("1,200.-บาท", "1200.00"),
        ("฿ 75", "75.00"),
        ("0", "0.00"),
        ("999,999,999,999.99", "999999999999.99"),
    ],
)
def test_money_is_read(typed, amount):
    assert str(read_money(typed)) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "จำนวนเงินติดลบไม่ได้"),
        ("(500)", "จำนวนเงินติดลบไม่ได้"),
        ("1000000000000", "จำนวนเงินมากเกินไป"),
        ("1.234", "มีทศนิยมเกิน 2 ตำแหน่ง"),
        ("ไม่มี", "“ไม่มี” ไม่ใช่จำนวนเงิน"),
        ("1,20", "ไม่ใช่จำนวนเงิน"),
        ("1e5", "ไม่ใช่จำนวนเงิน"),
        ("NaN", "ไม่ใช่จำนวนเงิน"),
        ("๑٢", "ไม่ใช่จำนวนเงิน"),
        ("  ", "ยังไม่ได้พิมพ์จำนวนเงิน"),
    ],
)
def test_what_is_no_money_is_refused_in_thai(typed, sentence):
    with pytest.raises(ThaiNumberError, match="พิมพ์") as refused:
        read_money(typed)
    assert sentence in str(refused.value)


@repeatable
@given(st.decimals(0, 999_999_999_999, places=2))
def test_money_written_is_read_back(amount):
    assert read_money(money(amount)) == amount
    assert read_money(f"{thai_digits(money(amount))} บาท") == amount


def test_counts_are_read():
    assert [read_int(typed) for typed in ("20", "๒๐", "1,200", " 0 ")] == [20, 20, 1200, 0]


@pytest.mark.parametrize("typed", ["", "-1", "20.5", "ยี่สิบ", "1,20", "1000000000000"])
def test_what_is_no_count_is_refused_in_thai(typed):
    with pytest.raises(ThaiNumberError, match="พิมพ์"):
        read_int(typed)


@pytest.mark.parametrize("typed", ["หมู่ที่ ๘", "ม.8", "8", "หมู่ 8", "ม. ๘", "หมู่ที่8", "08", "ม8"])
def test_moo_is_read(typed):
    assert read_moo(typed) == 8


@pytest.mark.parametrize("typed", ["", "0", "100", "บ้านโนน", "8/2", "-8"])
def test_what_is_no_moo_is_refused_in_thai(typed):
    with pytest.raises(ThaiNumberError, match="พิมพ์"):
        read_moo(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0812345678", "081-234-5678"),
        ("045123456", "045-123-456"),
        ("1567", "1567"),
        ("081 ต่อ 12", "081 ต่อ 12"),
        ("", ""),
    ],
)
def test_a_telephone_is_written_as_it_is_read_aloud(typed, shown):
    assert telephone(typed) == shown


def test_numbers_are_written_with_commas():
    assert money(Decimal(1234)) == "1,234.00"
    assert money(Decimal("0.005")) == "0.01"
    assert money(-1234) == "-1,234.00"
    assert number(23589) == "23,589"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("1200", "หนึ่งพันสองร้อยบาทถ้วน"),
        ("550000", "ห้าแสนห้าหมื่นบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000021", "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("0.50", "ห้าสิบสตางค์"),
        ("1234.56", "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบหกสตางค์"),
        ("99.999", "หนึ่งร้อยบาทถ้วน"),
    ],
)
def test_baht_in_words(amount, words):
    assert baht_text(Decimal(amount)) == words


def test_a_debt_has_no_words():
    with pytest.raises(ThaiNumberError, match="ติดลบ"):
        baht_text(Decimal(-1))


def rendered(expression: str, value: object) -> str:
    engine = Engine(libraries={"thai": "samma.templatetags.thai"})
    return engine.from_string(f"{{% load thai %}}{{{{ value|{expression} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        ("thai_date", datetime.date(2017, 5, 1), "1 พฤษภาคม 2560"),
        ('thai_date:"thai"', datetime.date(2017, 5, 1), "๑ พฤษภาคม ๒๕๖๐"),
        ("thai_date_short", datetime.date(2017, 5, 1), "1 พ.ค. 2560"),
        ("thai_datetime", datetime.datetime(2017, 5, 1, 7, 5, tzinfo=datetime.UTC), "1 พ.ค. 2560 14:05 น."),
        ("thai_digits", 12, "๑๒"),
        ("thai_digits", "<b>1", "&lt;b&gt;๑"),
        ("be", 2017, "2560"),
        ("be", datetime.date(2017, 5, 1), "2560"),
        ("money", Decimal(1234), "1,234.00"),
        ("money", 0, "0.00"),
        ("number", 0, "0"),
    ],
)
def test_template_filters_write_thai(expression, value, shown):
    assert rendered(expression, value) == shown


@pytest.mark.parametrize(
    "name", ["thai_date", "thai_date_short", "thai_datetime", "thai_digits", "be", "money", "number"]
)
@pytest.mark.parametrize("missing", [None, ""])
def test_template_filters_show_a_dash_for_nothing(name, missing):
    assert rendered(name, missing) == "–"
