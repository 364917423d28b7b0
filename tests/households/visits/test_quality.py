"""What the officer is quietly shown of a visit: rules of facts alone, and marks that are the same from phone, page and sheet."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from households.models import Visit, VisitMark
from households.visits.quality import Care, Facts, Told, marks_of
from households.visits.writing import follow_up, log_visit, log_visits
from tests.factories import make_enrolment, make_officer, make_target, make_team
from tests.phone import account_of, village_team

D = datetime.date
NOON = datetime.datetime(2017, 3, 10, 5, tzinfo=datetime.UTC)
LONG = "แนะนำเรื่องการทำปุ๋ยหมักและการดูแลแปลงผัก"


def facts(**changes):
    """A visit of 10 มีนาคม 2560 at which nothing is to be remarked."""
    plain = {
        "visit": 1,
        "enrolment": 10,
        "on": D(2017, 3, 10),
        "sage": 100,
        "at_home": True,
        "words": "",
        "moment": NOON,
        "device_at": NOON,
        "device_off": None,
        "received_at": NOON,
        "first_day": D(2016, 10, 1),
        "past_day": D(2017, 10, 1),
        "care": [Care(100, "นายหนึ่ง", D(2017, 1, 1), None)],
        "others": [],
    }
    return Facts(**plain | changes)


def kinds(**changes):
    return [kind for kind, _sentence in marks_of(facts(**changes))]


def told(**changes):
    return Told(**{"visit": 2, "enrolment": 20, "on": D(2017, 2, 1), "words": "", "moment": None} | changes)


ENDED = [Care(100, "นายหนึ่ง", D(2017, 1, 1), D(2017, 3, 5)), Care(200, "นายสอง", D(2017, 3, 5), None)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"on": D(2016, 9, 30), "care": []}, ["year"]),
        ({"on": D(2017, 10, 1), "received_at": NOON + datetime.timedelta(days=300), "device_at": None}, ["year"]),
        ({"on": D(2017, 3, 11)}, ["clock"]),
        ({"device_at": NOON + datetime.timedelta(days=2)}, ["clock"]),
        ({"device_at": NOON - datetime.timedelta(days=30)}, []),
        ({"device_at": NOON - datetime.timedelta(days=400)}, ["clock"]),
        ({"device_at": NOON - datetime.timedelta(days=400), "device_off": datetime.timedelta(0)}, []),
        ({"device_off": datetime.timedelta(hours=7)}, []),
        ({"device_off": -datetime.timedelta(days=400)}, ["clock"]),
        ({"on": D(2016, 12, 31)}, ["care"]),
        ({"sage": 200, "care": [Care(100, "นายหนึ่ง", D(2017, 1, 1), None)]}, ["care"]),
        ({"sage": None}, []),
        ({"care": []}, []),
        ({"care": ENDED}, ["handed_over"]),
        ({"care": ENDED, "on": D(2017, 3, 1)}, ["handed_over"]),
        ({"care": ENDED, "sage": 200}, []),
        ({"care": [*ENDED, Care(100, "นายหนึ่ง", D(2017, 3, 8), None)]}, []),
        ({"words": LONG, "others": [told(words=LONG)]}, ["same_words"]),
        ({"words": LONG, "others": [told(words=LONG, visit=1)]}, []),
        ({"words": "ไม่มีปัญหา", "others": [told(words="ไม่มีปัญหา")]}, []),
        ({"others": [told(moment=NOON + datetime.timedelta(seconds=60))]}, ["a_minute"]),
        ({"others": [told(moment=NOON + datetime.timedelta(seconds=61))]}, []),
        ({"others": [told(moment=NOON, enrolment=10)]}, []),
        ({"others": [told(moment=NOON)], "at_home": False}, []),
        ({"others": [told(moment=NOON)], "moment": None}, []),
    ],
)
def test_what_is_remarked(changes, found):
    assert kinds(**changes) == found


def test_sentences_are_thai_and_name_no_fault_of_a_person():
    all_of = marks_of(
        facts(
            on=D(2016, 9, 1), words=LONG, others=[told(words=LONG, moment=NOON)],
            device_off=datetime.timedelta(days=400), care=ENDED,
        )
    )  # fmt: skip

    assert {kind for kind, _ in all_of} == {"clock", "handed_over", "year", "same_words", "a_minute"}
    text = " ".join(sentence for _, sentence in all_of)
    assert "2559" in text and "2016" not in text
    assert not any(word in text for word in ("โกง", "เท็จ", "ปลอม", "ผิดพลาด", "ไม่จริง"))


# --- marks in the database --------------------------------------------------------------------------------------------------
def visit_of(enrolment, sage, on=None, **extra):
    return Visit(
        **{"id": uuid.uuid4(), "enrolment": enrolment, "on": on or timezone.localdate(), "visited_by": sage} | extra
    )


def stored_kinds():
    return set(VisitMark.objects.exclude(kind="year").values_list("kind", flat=True))


@pytest.mark.django_db
def test_a_copied_text_is_marked_whether_it_came_by_page_phone_or_sheet():
    _team, trainer, enrolment, _assignment = village_team()
    user, officer = account_of(trainer.sage), make_officer()
    log_visit(visit_of(enrolment, trainer.sage, help_given=LONG), by=user)
    assert stored_kinds() == set()

    by_page = log_visit(visit_of(enrolment, trainer.sage, help_given=LONG + " "), by=officer)[0]
    by_phone = visit_of(enrolment, trainer.sage, help_given=LONG, sent_hash="a" * 64)
    log_visits([by_phone], by=user)
    in_stack = log_visit(visit_of(enrolment, trainer.sage, help_given=LONG), by=officer, with_state=False)[0]
    follow_up([in_stack])

    marked = set(VisitMark.objects.filter(kind="same_words").values_list("visit", flat=True))
    assert marked == {by_page.pk, by_phone.pk, in_stack.pk}


@pytest.mark.django_db
def test_two_households_within_a_minute_by_the_phones_clock_are_marked_and_papers_are_not():
    team, trainer, enrolment, _assignment = village_team()
    user = account_of(trainer.sage)
    others = [make_enrolment(team.target_village) for _ in range(2)]
    now = timezone.now()
    moments = [now, now + datetime.timedelta(seconds=50), now + datetime.timedelta(minutes=9)]

    log_visits(
        [
            visit_of(one, trainer.sage, device_at=moment, sent_hash="b" * 64)
            for one, moment in zip([enrolment, *others], moments, strict=True)
        ],
        by=user,
    )
    assert VisitMark.objects.filter(kind="a_minute").count() == 2

    log_visits([visit_of(one, trainer.sage) for one in others], by=make_officer())
    assert VisitMark.objects.filter(kind="a_minute").count() == 2


@pytest.mark.django_db
def test_marks_cost_the_same_for_two_visits_and_for_twenty():
    team = make_team(make_target())
    sage = team.seated()[1].sage
    enrolments = [make_enrolment(team.target_village) for _ in range(20)]

    def cost(some):
        visits = [visit_of(e, sage, problem=LONG) for e in some]
        with CaptureQueriesContext(connection) as asked:
            log_visits(visits, by=make_officer())
        return len(asked)

    cost(enrolments)
    assert cost(enrolments[:2]) == cost(enrolments)


@pytest.mark.django_db
def test_a_mark_is_of_the_office_alone():
    _team, trainer, enrolment, _assignment = village_team()
    user = account_of(trainer.sage)
    log_visits([visit_of(enrolment, trainer.sage, on=D(2010, 1, 1))], by=user)

    assert VisitMark.objects.visible_to(user).count() == 0
    assert VisitMark.objects.visible_to(make_officer("3302")).count() == 0
    assert VisitMark.objects.visible_to(make_officer("3301")).count() > 0
