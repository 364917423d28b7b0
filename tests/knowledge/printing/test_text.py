"""The text of a record's paper: read from an old document, stored, printed, and read back by what people use."""

import re

import pytest

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.printing.papers import Choice, paper_of, record_pdf
from samma.knowledge.record_forms import FORMS
from tests.knowledge.pages import TEXTS, stored
from tests.pdf.readers import EXACT, edits, false_spaces, folded, read_default
from tests.sources import real_documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once"), pytest.mark.once]
# The sections of these are their own form's alone; those of the other texts move to where the form has a place for them.
OF_ONE_FORM = [path for path in TEXTS if path.stem in ("web", "district", "individual")]
PAGE_NUMBER = re.compile(r"-[๐-๙]+-")


def furniture(record) -> list[str]:
    """What stands around the text on each page."""
    paper = paper_of(record, Choice(), {})
    return [folded(text) for text in (paper.running_head, *paper.site_line.splitlines(), paper.printed_line)]


def text_back(record, read) -> str:
    """The paper's text without what stands at the head and foot of its pages."""
    pages = []
    for page in read(record_pdf(record, Choice())).split("\x0c"):
        text = folded(page)
        for line in furniture(record):
            text = text.replace(line, "") if line else text
        pages.append(PAGE_NUMBER.sub("", text))
    return "".join(pages)


def expected_sections(record) -> str:
    """Every section as the record holds it, in its own order."""
    parts = []
    for section in record.sections.all():
        number = f"{section.number}." if section.number.isdecimal() else section.number
        is_parent = any(
            s.number.startswith(tuple(f"{n}." for n in both_digits(section.number))) for s in record.sections.all()
        )
        body = section.body or ("" if is_parent else "-")
        parts.append(number + section.heading + body)
    return folded("".join(parts))


def both_digits(number: str) -> list[str]:
    arabic = number.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    return [number, arabic] if number else []


def wrong_characters(path, read) -> int:
    record = stored(path)
    back = text_back(record, read)
    expected = expected_sections(record)
    start = back.find(expected[:40])
    assert start >= 0, back[:400]
    return edits(expected, back[start:])


@pytest.mark.parametrize("reader", EXACT)
@pytest.mark.parametrize("path", OF_ONE_FORM, ids=lambda path: path.stem)
def test_an_invented_text_prints_and_comes_back_whole(path, reader):
    assert wrong_characters(path, EXACT[reader]) == 0


@pytest.mark.parametrize("path", [path for path in TEXTS if path not in OF_ONE_FORM], ids=lambda path: path.stem)
def test_text_under_headings_of_another_form_prints_too(path):
    record = stored(path)

    back = text_back(record, EXACT["pdfium"])

    assert [section.heading for section in record.sections.all() if folded(section.body) not in back] == []


@pytest.mark.parametrize("reader", EXACT)
@pytest.mark.parametrize("number", range(5))
def test_the_five_documents_print_and_come_back_whole(number, reader):
    assert wrong_characters(real_documents()[number], EXACT[reader]) == 0


@pytest.mark.parametrize(("place", "key"), list(enumerate(FORMS)), ids=list(FORMS))
def test_the_five_documents_come_back_whole_in_every_form(place, key):
    """Heading and text of every section, once each; the readers take turns."""
    reader = list(EXACT.values())[place % len(EXACT)]
    for path in real_documents():
        record = stored(path)
        choice = Choice(form=key, pages="book")
        paper, back = paper_of(record, choice, {}), folded(reader(record_pdf(record, choice)))
        for line in (paper.running_head, paper.printed_line, *paper.site_line.splitlines()):
            back = back.replace(folded(line), "")
        bodies = [folded(section.body) for section in record.sections.all() if section.body.strip(" -")]
        head = [record.category, record.owner, record.position, record.office, record.address]

        assert [body for body in bodies if back.count(body) != 1] == [], path.name
        assert [value for value in head if folded(value) not in back] == [], path.name
        told = [(number + section.heading) for number, section in paper.numbered_sections]
        assert [heading for heading in told if folded(heading) not in back] == [], path.name


def test_default_pdftotext_gives_back_nearly_all_of_the_five_papers():
    """It takes a dash at the end of a line for a hyphen and drops it; nothing else may be lost."""
    paths = real_documents()
    wrong = sum(wrong_characters(path, read_default) for path in paths)
    assert wrong <= sum(len(expected_sections(record)) for record in KnowledgeRecord.objects.all()) / 1000


@pytest.mark.parametrize("reader", EXACT)
def test_a_line_of_the_five_papers_has_no_space_that_was_not_typed(reader):
    for path in real_documents():
        record = stored(path)
        back = EXACT[reader](record_pdf(record, Choice()))
        places = [place for place, sign in enumerate(back) if folded(sign)]
        signs = "".join(back[place] for place in places)
        for line in [line.strip() for section in record.sections.all() for line in section.body.splitlines()]:
            start = signs.find(folded(line))
            if line and start >= 0:  # a line that goes on over the page has the page's head in it
                printed = back[places[start] : places[start + len(folded(line)) - 1] + 1]
                assert false_spaces(line, printed) == 0
