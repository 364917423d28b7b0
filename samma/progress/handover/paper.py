"""The handover as one PDF: how each village stands, everything open, the notes, and who signs."""

import datetime
from collections.abc import Sequence

from households.livelihood.paper import MoneyPaper, PaperTable
from samma import pdf, thai
from samma.pdf import Signature, TableColumn, TablePaper
from samma.progress.handover.gathering import Handover

COLUMNS = [{"label": "หมู่บ้าน"}, {"label": "เรื่อง"}]


def handover_pdf(
    known: Handover, place: str, lines: Sequence[str], today: datetime.date, signers: Sequence[str]
) -> bytes:
    """Two papers in one: what is open, then the notes to be signed by both."""
    opened = MoneyPaper(
        paper_title=f"บัญชีส่งมอบงานสัมมาชีพชุมชน {place}",
        lines=list(lines),
        printed_on=today,
        thai_digits=False,
        page_style="of",
        tables=[
            PaperTable(
                f"{topic.title} ({topic.count})",
                COLUMNS,
                [{"cells": [{"text": line.where}, {"text": line.what}]} for line in topic.lines]
                or [{"cells": [{"text": "–"}, {"text": topic.nothing}]}],
            )
            for topic in known.topics
        ],
        total=[("รวมเรื่องที่เปิดอยู่", f"{thai.number(known.open_count)} เรื่อง")],
        notes=[],
    )
    notes = TablePaper(
        paper_title=f"บันทึกถึงผู้รับมอบ {place}",
        lines=list(lines),
        columns=[TableColumn("พื้นที่", 25), TableColumn("บันทึก")],
        rows=[[note.where, note.what] for note in known.notes],
        empty="ผู้ส่งมอบไม่ได้เขียนบันทึกไว้",
        signatures=[Signature("ผู้ส่งมอบ", signers[0]), Signature("ผู้รับมอบ", signers[1])],
        printed_on=today,
        thai_digits=False,
        page_style="of",
    )
    return pdf.join([(paper.paper_title, pdf.render(paper.html())) for paper in (opened, notes)])
