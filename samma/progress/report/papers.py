"""The report as a paper to sign (PDF) and as a workbook: the figures first, then the table of places."""

from collections.abc import Iterator

from samma import thai
from samma.pdf import Signature, TableColumn, TablePaper, join, render
from samma.progress.report.made import HEADS, Report
from samma.resources.xlsx_writing import Sheet, SheetColumn, workbook

DOTS = "." * 45


def lines_of(report: Report, user) -> list[str]:
    """Below the title: the time, the office and the place, the day of the figures."""
    office = "" if report.place in user.office else report.place
    return [
        report.period.title,
        " ".join(filter(None, [user.office, office])),
        f"หมู่บ้านเป้าหมายปีงบประมาณ พ.ศ. {report.year.pk} ข้อมูล ณ วันที่ {report.as_of}",
    ]


def report_pdf(report: Report, user) -> bytes:
    """Two papers in one: the figures with the signatures, and the places on A4 landscape."""
    lines = [thai.thai_digits(line) for line in lines_of(report, user)]
    figures = TablePaper(
        paper_title=report.title,
        lines=lines,
        columns=[
            TableColumn("ที่", 5, "centre"), TableColumn("ตัวชี้วัด"), TableColumn("จำนวน", 12, "right"),
            TableColumn("จาก", 7, "right"), TableColumn("ร้อยละ", 8, "right"), TableColumn("หน่วย", 12, "centre"),
            TableColumn("ข้อมูล ณ / ระหว่าง", 15),
        ],
        rows=[[thai.thai_digits(cell) for cell in row] for row in _figure_rows(report)],
        notes=["“–” คือยังไม่ทราบหรือยังไม่มีข้อมูล ไม่ใช่ศูนย์ · ร้อยละคิดจากจำนวนในช่อง “จาก” เท่านั้น"],
        signatures=_signatures(report, user),
        printed_on=report.today,
    )  # fmt: skip
    places = TablePaper(
        paper_title=f"{report.title} ราย{report.below}",
        lines=lines,
        columns=[TableColumn(report.below, 20), *(TableColumn(head, 5, "right") for head in HEADS)],
        rows=[_thai(row.name, row.numbers(report.year)) for row in report.rows],
        total=_thai("รวม", _total(report)),
        landscape=True,
        printed_on=report.today,
    )
    return join([(report.title, render(figures.html())), (places.paper_title, render(places.html()))])


def report_book(report: Report, user) -> Iterator[bytes]:
    """The same as a workbook of two sheets, formatted to print."""
    lines = [report.title, *lines_of(report, user)]
    figures = [
        [number, figure.section, figure.label, None if figure.words else figure.value, figure.of, figure.of_what,
         figure.percent, figure.unit, report.when(figure), " ".join(filter(None, [figure.words, figure.note]))]
        for number, figure in enumerate(report.figures, 1)
    ]  # fmt: skip
    heads = [
        SheetColumn("ที่", 6), SheetColumn("เรื่อง", 20), SheetColumn("ตัวชี้วัด", 44), SheetColumn("จำนวน", 14, "count"),
        SheetColumn("จาก", 10, "count"), SheetColumn("จากอะไร", 24), SheetColumn("ร้อยละ", 9), SheetColumn("หน่วย", 10, "centre"),
        SheetColumn("ข้อมูล", 28), SheetColumn("หมายเหตุ", 34),
    ]  # fmt: skip
    places = [[row.name, *row.numbers(report.year)] for row in [*report.rows]] + [["รวม", *_total(report)]]
    yield from workbook(
        [
            Sheet("สรุป", heads, figures, lines=lines, foot=_foot(report, user), is_paper=True),
            Sheet(
                f"ราย{report.below}",
                [SheetColumn(report.below, 34), *(SheetColumn(head, 12, "count") for head in HEADS)],
                places,
                lines=lines,
                is_paper=True,
            ),
        ]
    )


def _figure_rows(report: Report) -> Iterator[list[str]]:
    for number, figure in enumerate(report.figures, 1):
        beside = ", ".join(filter(None, [f"จาก{figure.of_what}" if figure.of_what else "", figure.note]))
        label = f"{figure.label} ({beside})" if beside else figure.label
        of = f"{thai.number(figure.of)}" if figure.of is not None else ""
        percent = str(figure.percent) if figure.percent is not None else "–" if figure.of is not None else ""
        when = report.when(figure).removeprefix("ณ ").removeprefix("ระหว่าง ")
        yield [str(number), label, figure.shown, of, percent, figure.unit, when]


def _total(report: Report) -> list[int]:
    columns = zip(*(row.numbers(report.year) for row in report.rows), strict=True)
    return [sum(column) for column in columns] or [0] * len(HEADS)


def _thai(name: str, numbers: list[int]) -> list[str]:
    return [thai.thai_digits(name), *(thai.thai_digits(thai.number(n)) for n in numbers)]


def _signatures(report: Report, user) -> list[Signature]:
    return [Signature(user.position or "ผู้รายงาน", user.get_full_name()), Signature(report.chief or "ผู้รับรองรายงาน")]


def _foot(report: Report, user) -> list[str]:
    """The places to sign, below the figures."""
    lines = [""]
    for signature in _signatures(report, user):
        lines += ["", f"ลงชื่อ {DOTS}", f"({signature.name or DOTS})", signature.role]
    return lines
