"""What every number on a page says of itself: the list behind it or why it has none, and of when and of what it is.

A number that counts or sums rows opens those rows. The others say their reason by a key of WHY (`data-why` on the page);
tests/progress/test_numbers.py walks all pages and asks every number.
"""

import datetime

from django.utils import timezone

from samma import thai

ROW, TYPED, RATIO, MEAN, REST, AIM, HERE = "row", "typed", "ratio", "mean", "rest", "aim", "here"
WHY = {
    ROW: "เป็นของแถวนี้เอง เปิดดูได้จากชื่อของแถว",
    TYPED: "เป็นค่าที่กรอกไว้ ไม่ได้นับจากรายการ",
    RATIO: "เป็นสัดส่วนของตัวเลขที่อยู่ข้างกัน",
    MEAN: "เป็นค่าเฉลี่ยหรือค่ากลางของครัวเรือนที่บอกไว้ข้างกัน",
    REST: "เป็นผลต่างของตัวเลขที่อยู่ข้างกัน",
    AIM: "เป็นจำนวนที่ปีงบประมาณกำหนด",
    HERE: "รายการที่นับอยู่ในหน้านี้แล้ว",
}


def measured(*scope: object, at: datetime.datetime | str | None = None) -> str:
    """ข้อมูล ณ วันที่ 30 พฤศจิกายน 2569 เวลา 05.56 น. · อำเภอ… · ปีงบประมาณ 2569: the line of components/measured.html.

    `at` is a moment, or the words "ข้อมูล ณ …" of roll-ups that may be some seconds older.
    """
    words = at if isinstance(at, str) else f"ข้อมูล ณ วันที่ {thai.thai_datetime(at or timezone.now())}"
    return " · ".join([words, *(str(one) for one in scope if one)])


def measured_of(target, *scope: object, at: datetime.datetime | str | None = None) -> str:
    """The same of a target village: its place and its fiscal year first."""
    return measured(target.village, f"ปีงบประมาณ {target.year_id}", *scope, at=at)
