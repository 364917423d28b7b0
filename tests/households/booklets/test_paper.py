"""The booklet read back from its PDF: A5, a page a visit, every number printed, and two ways of two on a sheet."""

import io

import pypdf
import pytest
from django.urls import reverse

from households import actions
from households.booklets import actions as booklets
from households.booklets.page_numbers import shown
from households.booklets.paper import QUESTIONS, booklet_pdf
from samma.pdf.impose import cut_order, fold_order, page_count
from tests.factories import DAY, make_enrolment, make_household, make_officer, make_team
from tests.households.booklets.test_booklet import TODAY

pytestmark = pytest.mark.once

A5 = (420, 595)  # points
SITE = "https://samma.example"


@pytest.fixture
def booklet(db):
    team, officer = make_team(), make_officer()
    trainer = team.seated()[1]
    names = ["สมใจ", "คำแสนชื่นบุญล้อมทรัพย์ทวีโชค"]  # the second is as long as names become
    for name in names:
        household = make_household(first_name=name, last_name="นำดีกำลังก้าวไกลไม่หยุดยั้ง")
        actions.assign(make_enrolment(team.target_village, household=household), trainer, by=officer, today=DAY)
    return booklets.make_booklet(
        team.target_village, booklets.in_care_of(trainer), trainer=trainer, by=officer, today=TODAY, pages_each=2
    )


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def size(page):
    return round(float(page.mediabox.width)), round(float(page.mediabox.height))


def test_every_page_is_a5_and_a_visit_takes_exactly_one(booklet):
    pages = read(booklet_pdf(booklet, site=SITE)).pages
    assert len(pages) == 2 + 2 * (1 + 2), "cover, how to write, and for each household its page and its visits"
    assert {size(page) for page in pages} == {A5}
    of_visits = [pages[n].extract_text().replace("\n", "") for n in (3, 4, 6, 7)]
    for page, text in zip(booklet.pages.order_by("order"), of_visits, strict=True):
        assert shown(page.number) in text and page.enrolment.household.full_name in text
        assert all(label.split()[0] in text for _name, label, _kind, _choices in QUESTIONS)


def test_thai_is_read_back_as_it_went_in(booklet):
    text = " ".join(page.extract_text() for page in read(booklet_pdf(booklet, site=SITE)).pages)
    for words in ("สมุดบันทึกการติดตามครัวเรือน", "นำดีกำลังก้าวไกลไม่หยุดยั้ง", booklet.trainer.sage.full_name, "2560"):
        assert words in text, words


def test_a_voided_page_is_not_printed_again(booklet):
    lost = booklet.pages.first()
    booklets.void_pages(booklet, by=make_officer(), today=TODAY, reason="ขาด", pages=[lost.pk])
    content = booklet_pdf(booklet, site=SITE)
    assert page_count(content) == 7
    assert shown(lost.number) not in " ".join(page.extract_text() for page in read(content).pages[1:])


@pytest.mark.parametrize(("sheet", "sides"), [("cut", 4), ("fold", 4)])
def test_two_pages_stand_on_an_a4_sheet(booklet, sheet, sides):
    pages = read(booklet_pdf(booklet, site=SITE, sheet=sheet)).pages
    assert len(pages) == sides and {size(page) for page in pages} == {(842, 595)}
    text = " ".join(page.extract_text() for page in pages)
    assert all(shown(page.number) in text for page in booklet.pages.all())


@pytest.mark.parametrize("count", range(1, 30))
def test_a_cut_stack_is_in_order(count):
    sides = cut_order(count)
    assert [n for n, _right in sides] + [n for _left, n in sides if n is not None] == list(range(count))


@pytest.mark.parametrize("count", range(1, 30))
def test_a_folded_booklet_is_in_order(count):
    """Sheet by sheet: the front's left page is the last of those left, its right the first; the back goes on inward."""
    sides = fold_order(count)
    assert len(sides) % 2 == 0, "a sheet has two sides"
    read_inward = [side[1] if n % 2 == 0 else side[0] for n, side in enumerate(sides)]
    read_outward = [side[0] if n % 2 == 0 else side[1] for n, side in enumerate(sides)]
    leaves = read_inward + read_outward[::-1]
    assert [n for n in leaves if n is not None] == list(range(count))


def test_the_paper_is_sent_as_a_pdf_under_its_name(client, booklet):
    client.force_login(make_officer())
    answer = client.get(reverse("booklet-pdf", args=[booklet.pk]), {"sheet": "fold"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")
    assert page_count(client.get(reverse("booklet-pdf", args=[booklet.pk]), {"sheet": "?"}).content) == 8
