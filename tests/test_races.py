"""Two people at once, on PostgreSQL with real threads: seats, places and trainers are never given out twice."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from households import actions as household_actions
from households.care import replacing
from households.models import Assignment
from households.register import forms as register_forms
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


def test_giving_and_moving_one_card_at_once_is_no_deadlock():
    """Both lock the trainer before the household; in two orders they would wait for each other for ever."""
    team, officer = make_team(), make_officer()
    trainer = team.seated()[1]
    enrolments = [make_enrolment(team.target_village) for _ in range(12)]

    def give(enrolment):
        return lambda: household_actions.assign(enrolment, trainer, by=officer, today=DAY, reason="จำเป็น")

    def move(enrolment):
        return lambda: household_actions.hand_over(
            enrolment, trainer, by=officer, today=DAY, reason="ย้าย", over_reason="จำเป็น"
        )

    lost = at_once([job(e) for e in enrolments for job in (move, give)])

    assert trainer.assignments.serving().count() == 12
    assert len(lost) == 12 and all("อยู่แล้ว" in sentence for sentence in lost)


def test_two_trainers_who_leave_to_each_other_end_in_words():
    team, officer = make_team(), make_officer()
    one, other = team.seated()[1:3]
    for n in range(4):
        household_actions.assign(make_enrolment(team.target_village), (one, other)[n % 2], by=officer, today=DAY)

    def leave(who, successor):
        return lambda: household_actions.retire(who, by=officer, day=DAY, reason="ย้าย", successor=successor)

    lost = at_once([leave(one, other), leave(other, one)])

    assert len(lost) == 1 and "พ้นจากทีมวิทยากรแล้ว" in lost[0]
    assert Assignment.objects.serving().count() == 4
    assert not Assignment.objects.serving().filter(trainer__ended__isnull=False).exists()


def test_two_registers_that_change_places_crosswise_end_in_words():
    """Both officers swap lines 1 and 2 of one village: one is written, the other reads that somebody was first."""
    target, officer = make_target(), make_officer()
    first, second = make_enrolment(target, number=1), make_enrolment(target, number=2)
    rows = {}
    for n, (enrolment, number) in enumerate([(first, 2), (second, 1)]):
        row = register_forms.first_values(enrolment) | {"number": number, "volunteer": "on"}
        rows |= {f"form-{n}-{name}": str(value) for name, value in row.items()}
    rows |= {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    grids = []

    def swap():
        grid = register_forms.RegisterGrid(rows, user=officer, target=target, today=DAY)
        grids.append((grid.store(), [str(error) for form in grid.forms for error in form.non_field_errors()]))

    at_once([swap, swap])

    assert sorted(target.enrolments.values_list("pk", "number")) == [(first.pk, 2), (second.pk, 1)]
    [lost] = [sentences for stored, sentences in grids if stored is None]
    assert any("มีผู้อื่นบันทึกแถวนี้" in sentence for sentence in lost)


def test_two_officers_fill_one_vacancy_and_its_households_are_given_out_once():
    team, officer = make_team(), make_officer()
    gone = team.seated()[3]
    waiting = [make_enrolment(team.target_village) for _ in range(4)]
    for enrolment in waiting:
        household_actions.assign(enrolment, gone, by=officer, today=DAY)
    household_actions.retire(gone, by=officer, day=DAY, reason="ลาออก")
    sages = [make_sage(), make_sage()]
    lost = at_once([lambda sage=sage: replacing.fill(gone, sage, by=officer, today=DAY) for sage in sages])
    assert len(lost) == 1 and is_thai(lost[0])
    follower = team.trainers.serving().get(seat=3)
    assert set(follower.assignments.serving().values_list("enrolment", flat=True)) == {e.pk for e in waiting}
    assert Assignment.objects.serving().count() == 4


def test_two_officers_replace_one_trainer_at_once():
    team, officer = make_team(), make_officer()
    gone = team.seated()[3]
    household_actions.assign(make_enrolment(team.target_village), gone, by=officer, today=DAY)
    sages = [make_sage(), make_sage()]
    lost = at_once(
        [lambda sage=sage: replacing.replace(gone, sage, by=officer, day=DAY, reason="ลาออก") for sage in sages]
    )
    assert len(lost) == 1 and is_thai(lost[0])
    assert team.trainers.serving().count() == 5 and Assignment.objects.serving().count() == 1
