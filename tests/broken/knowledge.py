"""How each rule of records and books is broken: the row that breaks it, with whatever it collides with already stored."""

from samma.knowledge.models import Section, YearBook
from tests.factories import (
    make_record,
)


def same_book():
    YearBook.objects.create(area_code="33", year=2560, title="เล่ม")
    return YearBook(area_code="33", year=2560, title="อีกเล่ม")


BROKEN = {
    "one_book_a_place_and_year": same_book,
    "section_order_once": lambda: Section(record=make_record(), order=1, heading="ที่มา"),
}
