"""The board on A4 landscape and as a workbook, with the targets and the sum."""

from collections.abc import Iterator

from samma import thai
from samma.pdf import TableColumn, TablePaper, render
from samma.progress.board.made import Board, Row
from samma.progress.board.measures import MEASURES, Measure
from samma.progress.totals import Totals
from samma.resources.xlsx_writing import Sheet, SheetColumn, workbook
from trainers.models import SEATS

# What the head of a district asks for on one sheet; the page and the workbook hold more.
ON_PAPER = [m for m in MEASURES if m.key not in ("recent", "overdue", "median", "with_record", "finished")]


def lines_of(board: Board) -> list[str]:
    return [board.place, f"หมู่บ้านเป้าหมายปีงบประมาณ พ.ศ. {board.year.pk}", board.as_of]


def board_pdf(board: Board) -> bytes:
    """Each share stands above what it is a part of: 12/20."""
    paper = TablePaper(
        paper_title=board.title,
        lines=[thai.thai_digits(line) for line in lines_of(board)],
        columns=[
            TableColumn("ที่", 4, "centre"),
            TableColumn(board.below, 24),
            *(TableColumn(thai.thai_digits(measure.label), 8, "right") for measure in ON_PAPER),
        ],
        rows=[
            [
                thai.thai_digits(str(number)),
                _name(row),
                *(_shown(measure, row.total, board, row) for measure in ON_PAPER),
            ]
            for number, row in enumerate(board.rows, 1)
        ],
        total=["", "รวม", *(_shown(measure, board.total, board) for measure in ON_PAPER)],
        notes=[thai.thai_digits(_legend())],
        landscape=True,
        printed_on=board.today,
    )
    return render(paper.html())


def board_book(board: Board) -> Iterator[bytes]:
    """Numbers as numbers: each whole in a column of its own beside its share."""
    heads = [
        SheetColumn("ที่", 6),
        SheetColumn(board.below, 30),
        SheetColumn("ตำบล / หมู่ที่", 22),
        SheetColumn("ขั้นต่อไป", 22),
    ]
    for measure in MEASURES:
        heads.append(SheetColumn(measure.label, 12, "count"))
        if measure.of:
            heads.append(SheetColumn(f"{measure.label}: จาก{measure.of_what}", 16, "count"))
    rows = [
        [number, row.name, row.note, row.step["word"] if row.step else "", *_numbers(row.total, board)]
        for number, row in enumerate(board.rows, 1)
    ]
    rows.append(["", "รวม", "", "", *_numbers(board.total, board)])
    yield from workbook([Sheet(f"ราย{board.below}", heads, rows, lines=[board.title, *lines_of(board)], is_paper=True)])


def _legend() -> str:
    parts = [f"{measure.label}: จาก{measure.of_what}" for measure in ON_PAPER if measure.of]
    return "ตัวเลขหลังเครื่องหมาย / คือจำนวนเต็ม · " + " · ".join(parts) + " · “–” คือยังไม่มีข้อมูลให้เทียบ ไม่ใช่ศูนย์"


def _name(row: Row) -> str:
    return thai.thai_digits(f"{row.name} {row.note}".strip())


def _shown(measure: Measure, total: Totals, board: Board, row: Row | None = None) -> str:
    return thai.thai_digits(share_in_words(measure, total, board, row))


def share_in_words(measure: Measure, total: Totals, board: Board, row: Row | None = None) -> str:
    """ "12/20"; a dash where there is nothing to be a part of. Of one village's team the people: "4/5"."""
    if measure.key == "team" and row is not None and row.seats is not None:
        return f"{row.seats}/{len(SEATS)}"
    if measure.words:
        return measure.words(total) or "–"
    if measure.of is None:
        return thai.number(measure.value(total))
    whole = measure.of(total, board.year)
    return f"{thai.number(measure.value(total))}/{thai.number(whole)}" if whole else "–"


def _numbers(total: Totals, board: Board) -> list[int | None]:
    found = []
    for measure in MEASURES:
        found.append(measure.value(total))
        if measure.of:
            found.append(measure.of(total, board.year))
    return found
