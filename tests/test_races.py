"""Two people at once, on PostgreSQL with real threads: seats, places and trainers are never given out twice."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from households import actions as household_actions
from households.models import Assignment
from tests.factories import DAY, make_enrolment, make_officer, make_sage, make_target, make_team
from trainers import actions as trainer_actions
from trainers.models import LEAD_SEAT, Trainer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def only_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")


def at_once(jobs):
    """Run all jobs behind one barrier; returns the sentences of those who lost. Any other error fails the test."""
    barrier, lost, broken = threading.Barrier(len(jobs)), [], []

    def run(job):
        try:
            barrier.wait()
            job()
        except ValidationError as refusal:
            lost.append(" ".join(refusal.messages))
        except Exception as error:
            broken.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken
    return lost


def is_thai(sentence):
    return any("ก" <= letter <= "๛" for letter in sentence)


def test_twenty_officers_on_one_team_leave_five_and_one_lead():
    team, officer = make_team(seats=0), make_officer()
    sages = [make_sage() for _ in range(20)]

    def job(n):
        return lambda: trainer_actions.seat(team, sages[n], n % 5, by=officer, today=DAY)

    lost = at_once([job(n) for n in range(20)])
    serving = Trainer.objects.serving().filter(team=team)
    assert serving.count() == 5 and serving.filter(seat=LEAD_SEAT).count() == 1
    assert len(lost) == 15 and all("ดำรงอยู่แล้ว" in sentence for sentence in lost)


def test_fifty_households_on_one_trainer_stop_at_his_ceiling():
    team, officer = make_team(), make_officer()
    trainer = team.seated()[1]
    enrolments = [make_enrolment(team.target_village) for _ in range(50)]

    def job(enrolment):
        return lambda: household_actions.assign(enrolment, trainer, by=officer, today=DAY)

    lost = at_once([job(e) for e in enrolments])
    assert sorted(trainer.assignments.serving().values_list("place", flat=True)) == [1, 2, 3, 4]
    assert len(lost) == 46 and all("ดูแลครบ 4 ครัวเรือนแล้ว" in sentence for sentence in lost)


def test_one_household_never_has_two_trainers():
    team, officer = make_team(make_target()), make_officer()
    trainers = team.seated()
    enrolment = make_enrolment(team.target_village)

    def job(n):
        return lambda: household_actions.assign(enrolment, trainers[n % 5], by=officer, today=DAY)

    lost = at_once([job(n) for n in range(20)])
    assert Assignment.objects.serving().filter(enrolment=enrolment).count() == 1
    assert len(lost) == 19 and all(is_thai(sentence) for sentence in lost)


def test_moves_that_cross_end_in_a_board_and_never_in_a_deadlock():
    """Cards going to and fro, a proposal written and a trainer leaving, all at once: whoever loses reads why."""
    team, officer = make_team(make_target()), make_officer()
    trainers = team.seated()
    held = [make_enrolment(team.target_village) for _ in range(8)]
    for n, enrolment in enumerate(held):
        household_actions.assign(enrolment, trainers[n % 2], by=officer, today=DAY)
    waiting = [make_enrolment(team.target_village) for _ in range(4)]

    def move(n):
        return lambda: household_actions.hand_over(
            held[n % 8], trainers[(n + 1) % 4], by=officer, today=DAY, reason="สลับ", over_reason="สลับ"
        )

    def give():
        household_actions.assign_all([(e, trainers[n % 4]) for n, e in enumerate(waiting)], by=officer, today=DAY)

    def leave(who, successor):
        return lambda: household_actions.retire(
            trainers[who], by=officer, day=DAY, reason="ย้าย", successor=trainers[successor]
        )

    lost = at_once([*(move(n) for n in range(24)), give, leave(2, 3), leave(3, 2)])

    assert all(is_thai(sentence) for sentence in lost)
    serving = Assignment.objects.serving()
    assert serving.values("enrolment").distinct().count() == serving.count()
    assert not serving.filter(trainer__ended__isnull=False).exists()
