"""What pages and papers cost, in units of the smallest answer of the product.

The unit is /healthz to a signed-in officer, through every middleware. Only CPU time of this process counts: other
programs on the machine disturb it little.
"""

import io
from dataclasses import dataclass

from tests.bench.desk import SQLITE, cpu, open_database, table

RECORD_SECTIONS = 9
PARAGRAPH = (
    "ครัวเรือนในหมู่บ้านสมมุติส่วนใหญ่ทำนาปีละครั้ง หลังฤดูเก็บเกี่ยวไม่มีรายได้เสริม ทีมวิทยากรจึงชวนกันสำรวจความต้องการอาชีพ "
    "และใช้ภูมิปัญญาที่มีอยู่ในชุมชนเป็นฐาน ชาวบ้านสอนชาวบ้าน ลงมือทำจริงที่บ้านของผู้เรียน และติดตามให้กำลังใจอย่างต่อเนื่อง "
)


@dataclass
class Measure:
    """One line of the report: CPU seconds of one piece of work."""

    name: str
    seconds: float


def printed_record() -> str:
    """The HTML of a record of usual length."""
    from samma.pdf import PaperSection, RecordPaper

    sections = [
        PaperSection(number=str(number), heading=f"หัวข้อที่ {number}", level=1, body="\n".join([PARAGRAPH * 2] * 3))
        for number in range(1, RECORD_SECTIONS + 1)
    ]
    return RecordPaper(paper_title="แบบบันทึกองค์ความรู้", title="การทอผ้าย้อมสีธรรมชาติ", sections=sections).html()


def measure_print() -> list[Measure]:
    """Setting a record, whole and for each of its pages, inside the render process's own code."""
    import pypdf

    from samma.pdf.engine import VARIANT
    from samma.pdf.worker import Press

    press, html = Press(), printed_record()
    pages = len(pypdf.PdfReader(io.BytesIO(press.render(html, {}, VARIANT))).pages)
    whole = cpu(lambda: press.render(html, {}, VARIANT), times=5)
    return [Measure(f"print a record of {pages} pages", whole), Measure("print, for each page", whole / pages)]


def answer(client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")


def measure_pages() -> list[Measure]:
    """The unit first, then the pages that are opened all day."""
    from django.test import Client

    from tests.factories import make_enrolment, make_officer, make_target

    target = make_target()
    for number in range(1, 26):
        make_enrolment(target, number=number)
    client = Client()
    client.force_login(make_officer())
    addresses = [("the smallest answer", "/healthz"), ("list of 25 households", "/households/")]
    return [Measure(name, cpu(lambda to=address: answer(client, to), times=40)) for name, address in addresses]


def section() -> str:
    measures = measure_pages() + measure_print()
    unit = measures[0].seconds
    rows = [(m.name, f"{m.seconds / unit:,.1f}", f"{m.seconds * 1000:,.1f}") for m in measures]
    return "\n".join(
        [
            "## Pages and papers",
            "",
            "CPU time of one process on SQLite; the ratio is to the smallest answer of the same run (`/healthz` to a",
            "signed-in officer, through every middleware).",
            "",
            table(["what", "× smallest answer", "CPU ms"], rows),
        ]
    )


if __name__ == "__main__":
    with open_database(SQLITE):
        print(section())
