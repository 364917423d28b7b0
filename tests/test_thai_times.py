"""Hours as Thai offices write and type them."""

import datetime

import pytest

from samma import thai
from samma.resources.reading import Clock

MORNING, NOON = datetime.date(2017, 3, 1), datetime.date(2017, 3, 4)


@pytest.mark.parametrize("typed", ["9.30", "09:30", "๙.๓๐ น.", "09.30 นาฬิกา", "เวลา 9.30 น.", "09:30:00"])
def test_every_usual_spelling_is_read(typed):
    assert thai.read_time(typed) == datetime.time(9, 30)


@pytest.mark.parametrize("typed", ["25.00", "9.75", "เช้า", "", "9.3", "930"])
def test_what_is_no_hour_is_told_in_thai(typed):
    with pytest.raises(thai.ThaiTimeError, match="พิมพ์"):
        thai.read_time(typed)


def test_an_hour_alone_is_the_full_hour_and_is_written_with_a_point():
    assert thai.thai_time(thai.read_time("๑๓")) == "13.00 น."


@pytest.mark.parametrize("cell", [9.3, "9.30", datetime.time(9, 30), datetime.datetime(1899, 12, 30, 9, 30)])  # noqa: DTZ001
def test_a_sheet_says_half_past_nine_in_four_ways(cell):
    assert Clock().clean(cell) == datetime.time(9, 30)


def test_spans_of_days_say_each_part_once():
    assert thai.thai_days(MORNING, MORNING) == "1 มี.ค. 2560"
    assert thai.thai_days(MORNING, NOON) == "1–4 มี.ค. 2560"
    assert thai.thai_days(MORNING, datetime.date(2017, 4, 2)) == "1 มี.ค. – 2 เม.ย. 2560"
    assert thai.thai_days(datetime.date(2017, 12, 31), datetime.date(2018, 1, 1)) == "31 ธ.ค. 2560 – 1 ม.ค. 2561"
    assert thai.thai_weekday(MORNING) == "วันพุธที่ 1 มีนาคม 2560"
