"""The state of an enrolment says what its visits and rounds say, whoever wrote them, in what order and how often."""

import datetime
import itertools
import threading
import time
import uuid
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households import states
from households.models import Enrolment, EnrolmentState, LivelihoodRound, Visit
from households.models.followup import EXPENSE, INCOME
from households.register.enrolling import RegisterRow, enrol
from samma.people import split_name
from tests.factories import (
    DAY,
    make_assignment,
    make_department,
    make_enrolment,
    make_officer,
    make_round,
    make_target,
    make_team,
    make_trainer_user,
    make_visit,
)
from tests.phone import Phone, record, told
from tests.test_races import at_once

pytestmark = pytest.mark.django_db

DAYS = st.integers(0, 400).map(lambda n: DAY + datetime.timedelta(days=n))
BAHT = st.none() | st.decimals(0, 10**9, places=2)
VISITS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 90), st.sampled_from(["", "yes", "not_yet", "stopped"])), max_size=6
)


def said(enrolment) -> dict:
    """The stored state, as plain facts."""
    return EnrolmentState.objects.values(*states.FACTS).get(enrolment=enrolment)


def visit_of(enrolment, officer, on, promised, practising) -> Visit:
    next_on = None if promised is None else on + datetime.timedelta(days=promised)
    return Visit(id=uuid.uuid4(), enrolment=enrolment, keyed_by=officer, on=on, next_on=next_on, practising=practising)


def told_by(visits) -> dict:
    """What a person would read from these visits: no query, no expression."""
    last = max((v.on for v in visits), default=None)
    promises = [v.next_on for v in visits if v.on == last and v.next_on]
    spoken = [(v.on, v.practising) for v in visits if v.practising]
    return {
        "visits": len(visits),
        "last_visit_on": last,
        "next_on": min(promises, default=None),
        "practising": max(spoken)[1] if spoken else "",
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VISITS, st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_visits_gives_the_same_state(said_of, random):
    with transaction.atomic():
        enrolment, officer = make_enrolment(), make_officer()
        visits = [visit_of(enrolment, officer, *facts) for facts in said_of]
        arriving = visits + random.sample(visits, len(visits) // 2)
        random.shuffle(arriving)
        for visit in arriving:
            if not Visit.objects.filter(pk=visit.pk).exists():
                visit.save(force_insert=True)
            states.apply_visits([visit])

        assert told_by(visits).items() <= said(enrolment).items()
        transaction.set_rollback(True)


AMOUNTS = [*INCOME, *EXPENSE]
ROUNDS = st.lists(
    st.tuples(st.integers(0, 400), st.fixed_dictionaries({}, optional=dict.fromkeys(AMOUNTS, BAHT))),
    max_size=4,
    unique_by=lambda survey: survey[0],
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROUNDS)
def test_baseline_and_latest_round_are_those_of_the_first_and_the_last_day(surveys):
    with transaction.atomic():
        enrolment = make_enrolment()
        rounds = [make_round(enrolment, DAY + datetime.timedelta(days=n), **amounts) for n, amounts in surveys]
        for money in rounds:
            money.refresh_from_db()
        first, last = (find(rounds, key=lambda r: r.on, default=LivelihoodRound()) for find in (min, max))

        stored = said(enrolment)

        assert stored["rounds"] == len(rounds)
        assert (stored["baseline_on"], stored["latest_on"]) == (first.on, last.on)
        assert (stored["baseline_income"], stored["baseline_expense"]) == (first.income, first.expense)
        assert (stored["latest_income"], stored["latest_expense"]) == (last.income, last.expense)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [(1000, 1250, "25.0"), (3000, 2000, "-33.3"), (0, 500, None), (None, 500, None), (500, None, None)],
    ids=["rise", "fall", "from nothing", "baseline unknown", "latest unknown"],
)
def test_change_is_told_only_between_two_known_figures(before, now, change):
    enrolment = make_enrolment()
    make_round(enrolment, DAY, income_farm=before)
    assert EnrolmentState.objects.get(enrolment=enrolment).income_change is None  # one round is no change
    make_round(enrolment, DAY + datetime.timedelta(days=300), income_farm=now)
    state = EnrolmentState.objects.get(enrolment=enrolment)
    assert state.income_change == (Decimal(change) if change else None)


def test_a_phones_clock_ahead_neither_hides_a_household_nor_makes_it_due():
    """A visit is not later than the day it came in, and what such a clock promised is not believed."""
    enrolment, today = make_enrolment(), timezone.localdate()
    make_visit(
        enrolment, make_officer(), on=today + datetime.timedelta(days=400), next_on=today + datetime.timedelta(430)
    )
    stored = said(enrolment)
    assert (stored["last_visit_on"], stored["next_on"], stored["visits"]) == (today, None, 1)


def test_a_deleted_visit_leaves_no_trace(client):
    enrolment, officer = make_enrolment(), make_officer()
    make_visit(enrolment, officer, on=DAY)
    wrong = make_visit(enrolment, officer, on=DAY + datetime.timedelta(days=9))
    client.force_login(make_department())
    client.post(reverse("admin:households_visit_delete", args=[wrong.pk]), {"post": "yes"})
    assert (said(enrolment)["visits"], said(enrolment)["last_visit_on"]) == (1, DAY)


def test_a_day_put_right_in_the_admin_is_in_the_state(client):
    enrolment = make_enrolment()
    visit, money = make_visit(enrolment, make_officer(), visitor="พัฒนากร"), make_round(enrolment, income_farm=700)
    client.force_login(make_department())
    said_of = {"on": "9/3/2560", "channel": "visit", "gained_kind": "none", "saved_kind": "none", "visitor": "พัฒนากร"}
    for row, facts in ((visit, said_of), (money, {"on": "9/3/2560", "income_farm": "800", "version": 1})):
        url = reverse(f"admin:households_{row._meta.model_name}_change", args=[row.pk])
        assert client.post(url, facts).status_code == 302
    day = DAY + datetime.timedelta(days=8)
    assert {"last_visit_on": day, "baseline_on": day, "baseline_income": 800}.items() <= said(enrolment).items()


def test_a_household_has_its_state_from_its_first_day(client):
    target = make_target()
    row = RegisterRow(house_no="12", head=split_name("นางสมมุติ ตัวอย่าง"))
    enrolment = enrol(target, row, by=make_officer(), today=DAY)
    assert said(enrolment)["visits"] == 0 and enrolment.state.village_code == target.village_code


def test_the_page_the_sheet_and_the_phone_leave_states_that_are_true(client):
    """Each door in turn, and after each the states are read anew and compared."""
    target = make_target()
    trainer = make_team(target).seated()[1]
    enrolments = [make_enrolment(target) for _ in range(2)]
    for place, enrolment in enumerate(enrolments, 1):
        make_assignment(enrolment, trainer, place)
    officer = make_officer()
    client.force_login(officer)
    answers = {"gained_answer": "ยังไม่มี", "saved_answer": "ไม่ทราบ"}
    one = {"id": uuid.uuid4(), "on": "1/3/2560", "channel": "visit", "visited_by": trainer.sage_id, **answers}
    paper = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    for n, enrolment in enumerate(enrolments):
        paper |= {f"form-{n}-key": uuid.uuid4(), f"form-{n}-enrolment": enrolment.pk, f"form-{n}-on": f"{n + 5}/3/2560"}
    money = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "survey-on": "1/3/2560"}
    for n, enrolment in enumerate(enrolments):
        money |= {f"form-{n}-of": enrolment.pk, f"form-{n}-income_farm": "4000"}
    sent = [
        (reverse("visit-new", args=[enrolments[0].pk]), one),
        (reverse("visit-grid", args=[target.pk]), paper),
        (reverse("livelihood-grid", args=[target.pk]), money),
    ]
    for url, data in sent:
        assert client.post(url, data).status_code == 302, url
        assert list(states.astray()) == []
    phone = Phone().come_in(make_trainer_user(trainer.sage), officer)
    assert phone.results(record(told(enrolments[1], DAY)))[0]["status"] == "created"
    assert list(states.astray()) == []
    assert [said(e)["visits"] for e in enrolments] == [2, 2] and [said(e)["rounds"] for e in enrolments] == [1, 1]


def test_a_whole_register_is_rebuilt_in_a_few_statements(django_assert_max_num_queries):
    enrolments, officer = [make_enrolment() for _ in range(12)], make_officer()
    for enrolment in enrolments[:8]:
        make_visit(enrolment, officer)
        make_round(enrolment, income_farm=5)
    before = list(EnrolmentState.objects.order_by("pk").values())
    EnrolmentState.objects.filter(pk__lte=enrolments[5].pk).delete()
    EnrolmentState.objects.update(visits=99, latest_income=3)
    with django_assert_max_num_queries(10):
        assert states.rebuild(Enrolment.objects.all()) == 12
    assert list(EnrolmentState.objects.order_by("pk").values()) == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_writers_waits_and_sees_what_the_first_has_written():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    enrolment, officer = make_enrolment(), make_officer()
    first, second = (visit_of(enrolment, officer, DAY + datetime.timedelta(days=n), None, "yes") for n in (1, 0))
    begun = threading.Event()

    def write_second():
        try:
            with transaction.atomic():
                second.save(force_insert=True)
                begun.set()
                states.apply_visits([second])  # waits here for the first
        finally:
            connections.close_all()

    other = threading.Thread(target=write_second)
    with transaction.atomic():
        first.save(force_insert=True)
        states.apply_visits([first])
        other.start()
        begun.wait(10)
        time.sleep(0.5)
    other.join()
    assert list(states.astray()) == [] and said(enrolment)["visits"] == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_lose_no_visit():
    """Each reads the state anew under the lock, so that the second sees what the first has written."""
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    enrolments, officer = [make_enrolment() for _ in range(3)], make_officer()
    days = itertools.count()

    def write(n):
        batch = [
            visit_of(enrolment, officer, DAY + datetime.timedelta(days=next(days)), None, "yes")
            for enrolment in (enrolments if n % 2 else reversed(enrolments))
        ]
        with transaction.atomic():
            Visit.objects.bulk_create(batch)
            states.apply_visits(batch)

    for _ in range(5):
        assert at_once([lambda n=n: write(n) for n in range(8)]) == []
    assert list(states.astray()) == [] and [said(e)["visits"] for e in enrolments] == [40] * 3
