"""What the tests of the yearly book share: a shelf of records of which five belong into the book."""

from samma.knowledge.models import Section, State, YearBook
from tests.factories import make_area, make_group, make_occupation, make_record, make_sage, make_village

SITE = "http://testserver/"
LONG = "ข้อความยาวพอที่จะขึ้นหน้าใหม่ "


def make_shelf() -> YearBook:
    """Five records of two districts of province 33, one of them four pages long; and what may not be in their book."""
    make_area("330101", "ทุ่งสมมุติ")
    make_area("330201", "ดอนสมมุติ")
    sage = make_sage(make_village(), expertise=make_occupation("จักสาน", "เครื่องใช้"))
    group = make_group(make_village(), occupation=make_occupation("ทอผ้า", "ผ้า"))
    made = {"state": State.APPROVED, "year": 2561}
    long = make_record("33010105", title="กล้วยตาก", owner="นายสมชาย ใจดี", group=group, **made)
    Section.objects.create(record=long, order=2, heading="วิธีการ", kind="process", body=LONG * 500)
    make_record("3301", title="ข้าวฮาง", owner="นางสาวกานดา งามใจ", sage=sage, **made)
    make_record("3302", title="ครกหิน", owner="นายสมชาย ใจดี", sage=sage, **made | {"state": State.PUBLISHED})
    make_record("3302", title="งอบใบลาน", **made)
    make_record("33", title="จากสำนักงานจังหวัด", **made)
    make_record("3301", title="ยังเป็นร่าง", year=2561)
    make_record("3301", title="ของปีก่อน", **made | {"year": 2560})
    make_record("3401", title="ของจังหวัดอื่น", **made)
    return YearBook.objects.create(area_code="33", year=2561, title="เล่มสมมุติ", foreword="คำนำสมมุติ")
