"""The state of an enrolment says what its visits and rounds say, whoever wrote them, in what order and how often."""

import datetime
import itertools
import threading
import uuid
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households import states
from households.models import Enrolment, EnrolmentState, LivelihoodRound, Visit
from tests.factories import DAY, make_enrolment, make_officer, make_round, make_target, make_visit

pytestmark = pytest.mark.django_db

DAYS = st.integers(0, 400).map(lambda n: DAY + datetime.timedelta(days=n))
BAHT = st.none() | st.decimals(0, 10**9, places=2)
VISITS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 90), st.sampled_from(["", "yes", "not_yet", "stopped"])), max_size=6
)


def said(enrolment) -> dict:
    """The stored state, as plain facts."""
    facts = model_to_dict(EnrolmentState.objects.get(enrolment=enrolment))
    stored = EnrolmentState.objects.filter(enrolment=enrolment).values(*states.VISIT_FACTS, *states.ROUND_FACTS).get()
    assert facts.items() <= (stored | facts).items()
    return stored


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
def test_any_order_and_repetition_of_visits_gives_the_same_state(told, random):
    with transaction.atomic():
        enrolment, officer = make_enrolment(), make_officer()
        visits = [visit_of(enrolment, officer, *facts) for facts in told]
        arriving = visits + random.sample(visits, len(visits) // 2)
        random.shuffle(arriving)
        for visit in arriving:
            if not Visit.objects.filter(pk=visit.pk).exists():
                visit.save(force_insert=True)
            states.apply_visits([visit])

        assert told_by(visits).items() <= said(enrolment).items()
        transaction.set_rollback(True)
