"""Text that goes into a PDF comes out of it as it went in, in both weights and in every reader."""

import functools
import html

import pytest

from samma.pdf import PaperSection, RecordPaper, render
from tests.pdf.readers import EXACT, edits, false_spaces, folded, read_default


@functools.cache
def printed(text: str, weight: str) -> bytes:
    element = "<p>{}</p>" if weight == "regular" else "<p><b>{}</b></p>"
    lines = "".join(element.format(html.escape(line)) for line in text.splitlines() if line.strip())
    return render(f"<!doctype html><html lang=th><title>ก</title><body>{lines}</body></html>")


def losses(texts: list[str], weight: str) -> dict[str, tuple[int, int]]:
    """Wrong characters and false spaces by reader."""
    found = dict.fromkeys(EXACT, (0, 0))
    for text in texts:
        pdf = printed(text, weight)
        for reader, read in EXACT.items():
            back = read(pdf)
            wrong, extra = edits(folded(text), folded(back)), false_spaces(text, back)
            found[reader] = (found[reader][0] + wrong, found[reader][1] + extra)
    return found


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_invented_texts_come_back_whole(invented, weight):
    assert losses(invented, weight) == dict.fromkeys(EXACT, (0, 0))


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_five_documents_come_back_whole(documents, weight):
    assert losses(documents, weight) == dict.fromkeys(EXACT, (0, 0))


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_default_pdftotext_gives_back_nearly_all(request, invented, weight):
    """It takes a dash at the end of a line for a hyphen and drops it; nothing else may be lost."""
    for text in invented:
        back = folded(read_default(printed(text, weight)))
        assert edits(folded(text), back) <= len(folded(text)) / 1000


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_default_pdftotext_gives_back_nearly_all_of_the_five_documents(documents, weight):
    wrong = sum(edits(folded(text), folded(read_default(printed(text, weight)))) for text in documents)
    assert wrong <= sum(len(folded(text)) for text in documents) / 1000


@functools.cache
def record_of(text: str) -> bytes:
    sections = [PaperSection("1", "เนื้อหา", 1, text)]
    return render(RecordPaper(paper_title="บันทึก", title="ชื่อ", sections=sections).html())


@pytest.mark.parametrize("reader", EXACT)
def test_a_record_comes_back_whole_through_its_template(invented, documents, reader):
    """Every character of a body, its markers too, and no space after a marker that was typed without one."""
    for text in [invented[0], *documents]:
        back = EXACT[reader](record_of(text))
        for page in "๒๓๔๕๖๗":
            back = back.replace(f"- {page} -", "")
        body = back[back.index("เนื้อหา") + len("เนื้อหา") :]
        assert edits(folded(text), folded(body)) == 0
        assert false_spaces(text, body) == 0
