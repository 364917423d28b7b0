"""Phones at the same moment: the same batch twenty times, batches that overlap crosswise, and a hand-over in between."""

import datetime
import threading
import uuid

import pytest
from django.db import connections
from django.utils import timezone

from households import actions
from households.models import EarlyPhoto, EnrolmentState, Visit, VisitMark, VisitPhoto, VisitTwin
from households.phone.photos import receive_photo
from households.phone.sent import Sent
from households.phone.sync import receive
from samma.accounts.models import Event
from tests.factories import make_assignment, make_enrolment, make_officer
from tests.phone import account_of, picture, sha256, told, village_team

pytestmark = pytest.mark.django_db(transaction=True)


def together(jobs):
    """Run all jobs behind one barrier; returns what each gave, in order. Any error fails the test."""
    barrier, given, broken = threading.Barrier(len(jobs)), [None] * len(jobs), []

    def run(place, job):
        try:
            barrier.wait()
            given[place] = job()
        except Exception as error:
            broken.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken
    return given


@pytest.fixture
def world():
    team, trainer, enrolment, _assignment = village_team()
    account_of(trainer.sage)
    more = [make_enrolment(team.target_village) for _ in range(3)]
    for place, one in enumerate(more, start=2):
        make_assignment(one, trainer, place=place, started=timezone.localdate() - datetime.timedelta(days=100))
    return team, trainer, [enrolment, *more]


def sent_of(enrolment, **changes):
    return Sent(uuid.uuid4(), told(enrolment, timezone.localdate(), **changes))


def test_one_batch_twenty_times_at_once_is_stored_once_and_answered_alike(world):
    _team, trainer, enrolments = world
    user = trainer.sage.user
    batch = [sent_of(e, problem="ข้อความเดียวกันที่ยาวพอจะถูกสังเกต") for e in enrolments for _ in range(3)]

    answers = together([lambda: receive(batch, by=user) for _ in range(20)])

    for place, sent in enumerate(batch):
        statuses = [answer[place].status for answer in answers]
        assert statuses.count("created") == 1 and statuses.count("same") == 19
        assert {answer[place].hash for answer in answers} == {sent.hash}
    assert Visit.objects.count() == len(batch) == Event.objects.filter(verb="visit").count()
    assert [s.visits for s in EnrolmentState.objects.filter(pk__in=[e.pk for e in enrolments])] == [3] * 4
    assert VisitMark.objects.filter(kind="same_words").count() == len(batch)


def test_batches_that_overlap_crosswise_wait_and_never_lock_each_other_out(world):
    _team, trainer, enrolments = world
    user = trainer.sage.user
    records = [sent_of(enrolments[n % 4], problem=str(n)) for n in range(12)]
    batches = [records[n:] + records[:n] for n in range(12)] + [records[::-1]] * 4

    together([lambda batch=batch: receive(batch, by=user) for batch in batches])

    assert Visit.objects.count() == 12
    assert sum(EnrolmentState.objects.values_list("visits", flat=True)) == 12


def test_two_texts_under_one_id_at_once_are_both_kept(world):
    _team, trainer, enrolments = world
    user, key = trainer.sage.user, uuid.uuid4()
    texts = [told(enrolments[0], timezone.localdate(), problem=word) for word in ("หนึ่ง", "สอง")]

    answers = together([lambda text=text: receive([Sent(key, text)], by=user)[0] for text in texts * 6])

    kept = {Visit.objects.get().sent_hash, VisitTwin.objects.get().sent_hash}
    assert kept == {sha256(text) for text in texts}
    winner = Visit.objects.get().sent_hash
    assert {a.status for a in answers if a.hash == winner} <= {"created", "same"}
    assert {a.status for a in answers if a.hash != winner} == {"conflict"}


def test_one_id_by_two_people_at_once_is_one_persons(world):
    team, trainer, enrolments = world
    other = account_of(team.seated()[0].sage)  # the lead, who may log for this household
    key, text = uuid.uuid4(), told(enrolments[0], timezone.localdate(), visited_by=trainer.sage.pk)

    answers = together(
        [
            lambda who=who: receive([Sent(key, text)], by=who)[0].status
            for who in (trainer.sage.user, other)
            for _ in "12345"
        ]
    )

    owner = Visit.objects.get().keyed_by
    own, others = (answers[:5], answers[5:]) if owner == trainer.sage.user else (answers[5:], answers[:5])
    assert own.count("created") == 1 and set(own) <= {"created", "same"} and set(others) == {"rejected"}
    assert not VisitTwin.objects.exists()


def test_syncs_during_hand_overs_end_and_are_all_kept(world):
    team, trainer, enrolments = world
    officer, heir = make_officer(), team.seated()[2]
    user, today = trainer.sage.user, timezone.localdate()
    batches = [[sent_of(e, problem=str(n)) for e in enrolments] for n in range(8)]

    def hand_over(enrolment):
        return lambda: actions.hand_over(enrolment, heir, by=officer, today=today, reason="ย้าย", over_reason="จำเป็น")

    together([*(lambda b=batch: receive(b, by=user) for batch in batches), *(hand_over(e) for e in enrolments)])

    assert Visit.objects.count() == 32
    assert set(Visit.objects.values_list("visited_by", flat=True)) == {trainer.sage.pk}


def test_one_photo_ten_times_at_once_and_beside_its_visit_is_there_once(world):
    _team, trainer, enrolments = world
    user, sent, body, key = trainer.sage.user, sent_of(enrolments[0]), picture(), uuid.uuid4()

    statuses = together(
        [
            *(lambda: receive_photo(key, sent.id, body, sha256(body), by=user).status for _ in range(10)),
            lambda: receive([sent], by=user)[0].status,
        ]
    )

    assert set(statuses[:10]) == {"created", "same"}
    assert VisitPhoto.objects.filter(visit=sent.id).count() == 1 and not EarlyPhoto.objects.exists()
