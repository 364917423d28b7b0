"""The officer sees whom each trainer has to visit; a reminder says names and days and nothing else of anybody."""

import datetime
import io
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_assignment,
    make_enrolment,
    make_household,
    make_officer,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
)

pytestmark = pytest.mark.django_db
PAGES = ["overdue-list", "reminder-list"]
PAPERS = ["overdue-print", "reminder-print"]


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def make_care(officer, late_by=(10, 50, -3, -20), code="33010105"):
    """A team whose lead has a household for each number of days past its day; minus is still to come."""
    target = make_target(make_village(code), make_year(2560))
    trainer = make_team(target, seats=2).trainers.get(seat=0)
    for place, days in enumerate(late_by, 1):
        enrolment = make_enrolment(target, household=make_household(target.village, phone="0810000001"))
        make_assignment(enrolment, trainer, place, ceiling=99, started=ago(200))
        make_visit(enrolment, officer, on=ago(30 + days))
    return trainer


@pytest.fixture
def officer(client):
    officer = make_officer("3301")
    client.force_login(officer)
    return officer


def read(client, name, **narrowed):
    answer = client.get(reverse(name), narrowed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_counts_each_trainers_late_households_and_leads_to_them(client, officer):
    trainer = make_care(officer)
    late, very_late, *_soon = [a.enrolment for a in trainer.assignments.order_by("place")]

    page = read(client, "overdue-list")

    assert trainer.sage.full_name in page and "เลยกำหนด 2 ครัวเรือน (เลยมาก 1)" in page
    assert page.index(very_late.person) < page.index(late.person)  # the longest wait first
    assert "เลยกำหนด 10 วัน" in page and "เลยกำหนดมาก 50 วัน" in page
    assert reverse("household-detail", args=[late.household_id]) in page


def test_a_late_household_that_nobody_looks_after_is_counted_apart(client, officer):
    trainer = make_care(officer, late_by=[10])
    trainer.assignments.update(ended=ago(1))

    page = read(client, "overdue-list")

    assert trainer.sage.full_name not in page
    assert re.search(r"เลยกำหนดและไม่มีวิทยากรดูแล.*?>\s*1", page, re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_the_lists_are_narrowed_by_year_village_and_name(client, officer, name):
    here, there = make_care(officer, code="33010105"), make_care(officer, code="33010203")

    def shown(**narrowed):
        page = read(client, name, **narrowed)
        return [trainer for trainer in (here, there) if trainer.sage.full_name in page]

    assert shown() == [here, there] == shown(year="2560")
    assert shown(village="33010203") == [there] == shown(area="330102")
    assert shown(q=here.sage.last_name) == [here]
    make_target(make_village(), make_year(2561))
    assert shown() == [] and shown(year="2560") == [here, there]


@pytest.mark.parametrize("name", PAGES + PAPERS)
def test_nothing_of_the_next_district_is_shown(client, officer, name):
    make_care(officer, code="33020105")
    answer = client.get(reverse(name), {"year": "2560", "village": "33020105"})
    words = answer.content.decode(errors="replace") if name in PAGES else text_of(answer)
    assert "เลยกำหนด 10" not in words and "เลยกำหนด ๑๐" not in words and "๑๐" not in words.replace("๒๕๖๐", "")


def test_a_reminder_covers_the_coming_week_and_says_names_and_days_alone(client, officer):
    trainer = make_care(officer)
    late, very_late, soon, later = [a.enrolment for a in trainer.assignments.order_by("place")]

    page = read(client, "reminder-list")
    text = re.search(r'id="reminder-1">(.*?)</p>', page, re.DOTALL).group(1)

    assert [name in text for name in (very_late.person, late.person, soon.person, later.person)] == [
        True,
        True,
        True,
        False,
    ]
    assert trainer.sage.full_name in text and 'data-copy="#reminder-1"' in page
    for household in (one.household for one in (late, very_late, soon)):
        assert household.phone not in text and household.house_no not in text
    assert not re.search(r"\d{9}", text)


def text_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    return "".join(words.split())  # a narrow column breaks its words


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_hold_what_the_pages_show(client, officer, name):
    trainer = make_care(officer)
    words = text_of(client.get(reverse(name), {"team": trainer.team_id}))
    late = trainer.assignments.order_by("place").first().enrolment
    assert trainer.sage.last_name in words and late.household.last_name in words
    assert "๐๘๑" not in words


def test_more_trainers_than_a_paper_holds_are_asked_to_be_narrowed(client, officer, monkeypatch):
    monkeypatch.setattr("households.overdue.views.MOST_PRINTED", 1)
    make_care(officer, code="33010105")
    make_care(officer, code="33010203")
    answer = client.get(reverse("overdue-print"))
    assert answer.status_code == 503 and "เลือกอำเภอ ตำบล หรือหมู่บ้าน" in answer.content.decode()
    assert client.get(reverse("overdue-print"), {"village": "33010105"}).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_two_households_and_twenty_cost_the_same(client, officer, name):
    def queries():
        with CaptureQueriesContext(connection) as found:
            read(client, name, year="2560")
        return len(found)

    make_care(officer, late_by=[10, 11], code="33010105")
    queries()
    few = queries()
    make_care(officer, late_by=range(10, 20), code="33010106")
    make_care(officer, late_by=range(10, 20), code="33010107")
    assert queries() == few
