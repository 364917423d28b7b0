"""One record in each of the forms: what it says comes back from the paper, and what has no place is told before."""

import datetime

import pytest
from django.urls import reverse

from samma.knowledge.models import Section
from samma.knowledge.printing.leftover import LEFT_OVER
from samma.knowledge.printing.papers import Choice, before_printing, paper_of, printable, record_pdf
from samma.knowledge.record_forms import FORMS, KINDS
from tests.factories import make_officer, make_record
from tests.knowledge.pages import at
from tests.pdf.readers import EXACT, folded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rendered_once"), pytest.mark.once]
HEAD = {
    "category": "เทคนิคการพัฒนาอาชีพสมมุติ",
    "owner": "นายคำปัน ริมน้ำ",
    "position": "นักวิชาการสมมุติ",
    "office": "สำนักงานพัฒนาชุมชนอำเภอสมมุติ",
    "address": "บ้านเลขที่ ๑๒ ตำบลสมมุติ",
}


@pytest.fixture
def full():
    """A record of everything: a section of each kind, one of no kind, and every line of the head."""
    record = make_record(title="การทำน้ำหมัก", written_on=datetime.date(2018, 3, 7), phone="0890001122", **HEAD)
    record.sections.all().delete()
    for order, kind in enumerate([*KINDS, ""], 1):
        body = f"๑. กำกับน้ำเน่าของ{KINDS.get(kind, 'ที่ไม่รู้ชนิด')} ที่ตำบล\nข้อความที่สอง ให้กำลังใจ {order}"
        Section.objects.create(record=record, order=order, heading=f"หัวข้อแปลกที่ {order}", kind=kind, body=body)
    return printable([record.pk]).get()


def wanted(record) -> list[str]:
    """All that the paper has to say, each as one text without spaces."""
    bodies = [folded(section.body) for section in record.sections.all()]
    return [*bodies, *(folded(value) for value in HEAD.values()), "การทำน้ำหมัก"]


@pytest.mark.parametrize("reader", EXACT)
@pytest.mark.parametrize("key", FORMS)
def test_nothing_is_dropped_in_any_form(full, key, reader):
    # Numbers of pages and running heads stand between lines of a text that goes on over the page: joined first.
    pdf = record_pdf(full, Choice(form=key, pages="book"))
    paper = paper_of(full, Choice(form=key, pages="book"), {})

    back = folded(EXACT[reader](pdf))
    for line in (paper.running_head, paper.printed_line, *paper.site_line.splitlines()):
        back = back.replace(folded(line), "", back.count(folded(line)) - (line == paper.running_head)) if line else back
    assert [text for text in wanted(full) if back.count(text) == 0] == []
    assert [text for text in wanted(full)[: len(KINDS) + 1] if back.count(text) > 1] == []
    assert ("7มีนาคม2561" if FORMS[key].digits == "arabic" else "๗มีนาคม๒๕๖๑") in back


@pytest.mark.parametrize("key", FORMS)
def test_numbers_and_headings_stand_in_the_order_of_the_form(full, key):
    form = FORMS[key]
    wanted = [folded(f"{item.number}{'.' if item.number.isdecimal() else ''}{item.heading}") for item in form.items]

    printed = folded(
        EXACT["pdfium"](record_pdf(full, Choice(form=key, digits="thai" if form.digits == "thai" else "")))
    )

    if form.titles:
        assert printed.startswith(folded(form.titles[0] + form.subtitle))
    places = [printed.find(heading) for heading in wanted if heading]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("key", FORMS)
def test_what_is_told_before_is_what_stands_at_the_end(full, key):
    paper = paper_of(full, Choice(form=key), {})
    told = " ".join(before_printing(full, FORMS[key]))

    last = paper.sections[-1]
    loose = last.body.splitlines() if last.heading == LEFT_OVER else []
    known = [item.heading for item in FORMS[key].items]
    strangers = [
        s.heading for s in paper.sections if s.level == 1 and s.heading not in known and s.heading != LEFT_OVER
    ]
    assert strangers or loose or not told
    for line in loose:
        assert f"{line.partition(': ')[0]} “" in told
    for heading in strangers:
        assert f"หัวข้อ “{heading}”" in told
    assert told.count("พิมพ์ท้ายเอกสาร") == len(loose) + len(strangers)
    assert ("โทรศัพท์ไม่พิมพ์" in told) == ("phone" not in FORMS[key].owner_labels)


def test_a_record_whose_form_has_everything_leaves_nothing_over():
    record = make_record(title="กล้วยตาก", owner="นายสมมุติ", position="ปราชญ์", office="บ้านสมมุติ", phone="0890001122")

    assert before_printing(printable([record.pk]).get(), FORMS["individual-2561"]) == []


def test_the_page_before_printing_tells_it_and_leads_to_that_paper(client, full):
    client.force_login(make_officer("3301"))

    page = client.get(at("record-paper", full), {"form": "district-2560", "digits": "thai"}).content.decode()

    assert "หมวดองค์ความรู้ “เทคนิคการพัฒนาอาชีพสมมุติ” พิมพ์ท้ายเอกสาร" in page
    assert f"{reverse('record-print', args=[full.pk])}?form=district-2560&amp;digits=thai&amp;pages=dash" in page
