"""A form of blocks on its pages: columns have the widths that are asked for, and nobody signs an empty sheet."""

import re
import tomllib
from pathlib import Path

from samma.pdf import render
from samma.pdf.form import FormPaper, Sheet, Signatures, Table, Words
from samma.pdf.paper import Signature, TableColumn
from tests.pdf.readers import pdftotext

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / "samma/progress/papers/forms").glob("*.toml"))


def widths(node):
    """Every width that stands anywhere in a declared form."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "width")
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from widths(part)


def test_every_width_that_a_form_asks_for_is_one():
    known = {int(number) for number in re.findall(r"\.w(\d+) \{", (ROOT / "templates/print/print.css").read_text())}
    asked = {width for form in FORMS for width in widths(tomllib.loads(form.read_text()))}
    assert asked and asked - known == set()


def test_signatures_go_to_the_next_page_with_the_last_rows_and_their_note():
    counts = []
    for rows in range(22, 28):
        table = Table([TableColumn("ที่", 10), TableColumn("ชื่อ")], [[str(n), f"คน-{n}-"] for n in range(1, rows + 1)])
        signs = Signatures([Signature("นางสมใจ ใจงาม", "ประธานกลุ่ม"), Signature("", "เลขานุการ")])
        sheet = Sheet("ทดสอบ", [table, Words("หมายเหตุท้ายตาราง", "note"), signs])
        pages = (
            pdftotext(render(FormPaper(paper_title="ทดสอบ", sheets=[sheet]).html()), "-raw")
            .rstrip("\x0c")
            .split("\x0c")
        )
        counts.append(len(pages))
        last = pages[-1]
        assert f"คน-{rows - 1}-" in last and "หมายเหตุ" in last and "เลขานุการ" in last
    assert counts[0] == 1 and counts[-1] == 2  # both sides of the edge were looked at
