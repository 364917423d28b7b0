"""Dates of samma.thai: every day of two centuries in every format people use, and what is refused and how."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samma.thai import (
    MONTHS,
    MONTHS_SHORT,
    ThaiDateError,
    ad_year,
    be_year,
    fiscal_quarter,
    fiscal_range,
    fiscal_year,
    read_date,
    read_month,
    thai_date,
    thai_date_short,
    thai_datetime,
    thai_digits,
)

FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)
CHRISTMAS = datetime.date(2017, 12, 25)


def spellings(day: datetime.date) -> list[str]:
    """Every way a day is written; the ways with two digits only where they mean that year."""
    be, month, short = be_year(day.year), MONTHS[day.month - 1], MONTHS_SHORT[day.month - 1]
    written = [
        f"{day.day}/{day.month}/{be}",
        f"{day.day:02}/{day.month:02}/{be}",
        f"{day.day}-{day.month}-{be}",
        f"{day.day}.{day.month}.{be}",
        f"{day.day}/{day.month}/{day.year}",
        f"{be}-{day.month:02}-{day.day:02}",
        day.isoformat(),
        f"{day.isoformat()}-09:57:59",
        f"{day.isoformat()}T00:30:00+07:00",
        f"{day.isoformat()} 23:59",
        thai_date(day),
        thai_date(day, digits="thai"),
        thai_date_short(day),
        f"วันที่ {day.day} {month} พ.ศ. {be}",
        f"{day.day} {month} ค.ศ. {day.year}",
        f"{day.day}{short.replace('.', '')}{be}",
        f"{day.day} {short.replace('.', '. ')} {be}",
        thai_digits(f"{day.day}/{day.month}/{be}"),
    ]
    if 2500 <= be <= 2599:
        written += [f"{day.day}/{day.month}/{be % 100:02}", thai_digits(f"{day.day} {short} {be % 100:02}")]
    return written


def test_every_day_of_two_centuries_is_read_back():
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = datetime.date.fromordinal(ordinal)
        assert read_date(f"{day.day}/{day.month}/{be_year(day.year)}") == day
        ways = spellings(day)
        assert read_date(ways[ordinal % len(ways)]) == day


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.dates(FIRST, LAST))
def test_a_day_is_the_same_in_every_spelling(day):
    assert {read_date(written) for written in spellings(day)} == {day}


@pytest.mark.parametrize(
    "typed",
    [
        "25/12/2560",
        "25-12-2560",
        "25.12.2560",
        "๒๕ ธ.ค. ๖๐",
        "25 ธันวาคม พ.ศ. 2560",
        "25 ธ.ค. 2560",
        "2017-12-25",
        "2560-12-25",
        "25/12/60",
        "วันที่ 25 ธันวาคม 2560",
        "วันจันทร์ที่ 25 เดือนธันวาคม พุทธศักราช ๒๕๖๐",
        "2017-12-25-09:57:59",
        "2017-12-24T20:00:00Z",
        "2017-12-25T20:00:00+07:00",
        "25 ธ.ค. 2560 14:05 น.",
        " 25 / 12 / 2560\u200b",
        "25-ธ.ค.-60",
    ],
)
def test_one_day_typed_in_many_ways(typed):
    assert read_date(typed) == CHRISTMAS


@pytest.mark.parametrize("typed", ["29/02/2567", "29 ก.พ. 67", "2567-02-29", "2024-02-29"])
def test_the_leap_day_is_that_of_the_christian_year(typed):
    assert read_date(typed) == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/04/2560", "เดือนเมษายนมี 30 วัน"),
        ("29/02/2566", "เดือนกุมภาพันธ์ พ.ศ. 2566 มี 28 วัน"),
        ("0/5/2560", "เดือนพฤษภาคมมี 31 วัน"),
        ("25/12/3103", "ซ้ำสองครั้ง: พิมพ์ปี พ.ศ. 2560"),
        ("3103-12-25", "ซ้ำสองครั้ง: พิมพ์ปี พ.ศ. 2560"),
        ("1/1/2644", "ไม่เกิน 2643"),
        ("1/1/2101", "ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ."),
        ("1/1/2399", "ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ."),
        ("1/1/1899", "ไม่ชัดว่าเป็น พ.ศ. หรือ ค.ศ."),
        ("1 ม.ค. พ.ศ. 2017", "ไม่ใช่ปี พ.ศ. ที่ใช้ได้"),
        ("1 ม.ค. ค.ศ. 2560", "ไม่ใช่ปี ค.ศ. ที่ใช้ได้"),
        ("1 ม.ค. ค.ศ. 17", "ให้ครบ 4 หลัก"),
        ("1/5/560", "อ่านปี “560” ไม่ได้"),
        ("12/25/2560", "พิมพ์วันก่อนเดือน"),
        ("31/13/2560", "พิมพ์เดือน 1 ถึง 12"),
        ("25 foo 2560", "ไม่รู้จักเดือน “foo”"),
        ("25/12/2560 99:99", "เวลาหลังวันที่ไม่ถูกต้อง"),
        ("25122560", "อ่านวันที่ “25122560” ไม่ได้"),
        ("25/12-2560", "อ่านวันที่"),
        ("วันนี้", "อ่านวันที่ “วันนี้” ไม่ได้"),
        ("", "ยังไม่ได้พิมพ์วันที่"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_type(typed, sentence):
    with pytest.raises(ThaiDateError, match="พิมพ์") as refused:
        read_date(typed)
    assert sentence in str(refused.value)


@settings(derandomize=True, deadline=None, database=None, max_examples=400)
@given(st.text("0123456789๐๒๕๖/-.: ธคพศTZ+น", max_size=24) | st.text(max_size=24))
def test_any_typing_is_a_day_or_a_thai_sentence(typed):
    try:
        answer = thai_date(read_date(typed))
    except ThaiDateError as refused:
        answer = str(refused)
    assert any(word in answer for word in ("พิมพ์", *MONTHS))


def test_the_day_is_written_in_the_buddhist_era():
    day = datetime.date(2017, 5, 1)
    assert thai_date(day) == "1 พฤษภาคม 2560"
    assert thai_date(day, digits="thai") == "๑ พฤษภาคม ๒๕๖๐"
    assert thai_date_short(day) == "1 พ.ค. 2560"


def test_a_moment_is_written_by_the_clock_in_thailand():
    late = datetime.datetime(2016, 12, 31, 17, 30, tzinfo=datetime.UTC)
    assert thai_datetime(late) == "1 ม.ค. 2560 00:30 น."
    assert thai_date(late) == "1 มกราคม 2560"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        thai_datetime(datetime.datetime(2017, 5, 1, 14, 5))  # noqa: DTZ001 the fault itself


def test_eras_undo_each_other():
    assert be_year(2017) == 2560
    assert ad_year(be_year(2017)) == 2017


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (datetime.date(2017, 9, 30), 2560, 4),
        (datetime.date(2017, 10, 1), 2561, 1),
        (datetime.date(2017, 12, 31), 2561, 1),
        (datetime.date(2018, 1, 1), 2561, 2),
        (datetime.date(2018, 4, 1), 2561, 3),
        (datetime.date(2018, 9, 30), 2561, 4),
    ],
)
def test_the_fiscal_year_opens_in_october(day, year, quarter):
    assert fiscal_year(day) == year
    assert fiscal_quarter(day) == quarter
    first, past = fiscal_range(year)
    assert first <= day < past


def test_a_fiscal_year_ends_where_the_next_begins():
    assert fiscal_range(2561) == (datetime.date(2017, 10, 1), datetime.date(2018, 10, 1))
    assert fiscal_range(2560)[1] == fiscal_range(2561)[0]


@pytest.mark.parametrize(
    "typed",
    ["มิถุนายน 2560", "มิ.ย. 60", "เดือนมิถุนายน พ.ศ. ๒๕๖๐", "6/2560", "๐๖/๖๐", "2017-06", "2560-06", "15/6/2560", "6-2560"],
)
def test_a_month_is_read_as_its_first_day(typed):
    assert read_month(typed) == datetime.date(2017, 6, 1)


@pytest.mark.parametrize("typed", ["", "13/2560", "มิถุนา", "2560", "มกรา 99999", "เดือนหน้า"])
def test_what_is_no_month_is_told_in_thai(typed):
    with pytest.raises(ThaiDateError, match=r"[ก-๙]{3}"):
        read_month(typed)
