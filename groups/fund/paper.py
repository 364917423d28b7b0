"""The month's book of the fund for the meeting: what came over, each entry, what is left, the things, who signs."""

import datetime
from collections.abc import Callable

from groups.fund.book import MonthBook
from groups.models import Group, Position
from groups.signers import signers
from samma.pdf import Signature, TableColumn, TablePaper
from samma.thai import money, thai_date, thai_date_short, thai_digits
from villages.places import place_name

COLUMNS = [
    TableColumn("วันที่", 20),
    TableColumn("รายการ"),
    TableColumn("รับ (บาท)", 15, "right"),
    TableColumn("จ่าย (บาท)", 15, "right"),
    TableColumn("คงเหลือ (บาท)", 15, "right"),
]
SIGNERS = [Position.TREASURER, Position.SECRETARY, Position.CHAIR]


def month_paper(group: Group, book: MonthBook, today: datetime.date, *, is_thai: bool = False) -> TablePaper:
    """บัญชีกองทุนประจำเดือน on A4; the digits chosen are those of days and sums, what somebody typed stays."""

    def own(text: str) -> str:
        return thai_digits(text) if is_thai else text

    over = ["", "ยอดยกมา", "", "", own(money(book.opening))]
    rows = [
        [
            own(thai_date_short(line.entry.on)),
            line.entry.item,
            own(money(line.received)) if line.received else "",
            own(money(line.paid)) if line.paid else "",
            own(money(line.balance)),
        ]
        for line in book.lines
        if line.received or line.paid
    ]
    return TablePaper(
        paper_title=own(f"บัญชีกองทุนประจำเดือน{book.month.name}"),
        lines=[group.name, own(place_name(group.village_code))],
        running_head=own(f"บัญชีกองทุน {book.month.name}"),
        columns=COLUMNS,
        rows=[over, *rows],
        total=["", "รวมเดือนนี้และยอดยกไป", *(own(money(sum_)) for sum_ in (book.received, book.paid, book.balance))],
        notes=_notes(book, own),
        signatures=[Signature(position.label, name) for position, name in signers(group, book.month.last, SIGNERS)],
        printed_on=today,
        thai_digits=is_thai,
    )


def _notes(book: MonthBook, own: Callable[[str], str]) -> list[str]:
    if book.closing:
        closed = f"ปิดบัญชีแล้วเมื่อวันที่ {own(thai_date(book.closing.closed_on))} รายการของเดือนนี้ไม่เปลี่ยนอีก"
    else:
        closed = "ยังไม่ปิดบัญชีเดือนนี้ รายการอาจเพิ่มได้"
    if not book.things:
        return [closed, "เครื่องมือและสิ่งของของกลุ่ม: ไม่มี"]
    things = " · ".join(f"{thing.item} {own(_worth(thing))}".strip() for thing in book.things)
    return [closed, f"เครื่องมือและสิ่งของของกลุ่ม: {things} (รวมมูลค่าที่ทราบ {own(money(book.worth))} บาท)"]


def _worth(thing) -> str:
    return f"{money(thing.value)} บาท" if thing.value is not None else "ไม่ทราบมูลค่า"
