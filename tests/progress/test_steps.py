"""The step of a village follows what happened in it, and the next action is the first thing not done."""

import datetime

import pytest

from groups.models import Bylaw, CommitteeTerm, FundEntry, GroupActivity
from households.models import Material
from samma.knowledge.models import State
from samma.progress.numbers import numbers_of
from samma.progress.steps import LABELS, next_step, steps_of
from tests.factories import (
    DAY,
    make_assignment,
    make_enrolment,
    make_group,
    make_member,
    make_occupation,
    make_officer,
    make_otop,
    make_product,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_trainer,
    make_village,
    make_visit,
    make_year,
    train,
)
from trainers.models import LeadCourse, Team
from villages.actions import hold_activity
from villages.models import ActivityKind

pytestmark = pytest.mark.django_db
TODAY = DAY + datetime.timedelta(days=60)


def numbers(target, today=TODAY):
    return numbers_of([target], today)[target.pk]


def at(target):
    """The key of the step the village stands at."""
    step = next_step(steps_of(numbers(target)))
    return step.key if step else None


def step(target, key):
    return next(one for one in steps_of(numbers(target)) if one.key == key)


def test_there_are_fourteen_steps_and_each_tells_its_proof():
    steps = steps_of(numbers(make_target()))
    assert [one.key for one in steps] == list(LABELS) and len(steps) == 14
    assert all(one.proof and one.missing for one in steps)


def test_village_walks_through_all_steps():
    officer = make_officer()
    year = make_year(2560, households_per_village=5)
    target = make_target(make_village(), year)
    assert at(target) == "survey"

    sages = [make_sage(target.village) for _ in range(5)]
    assert at(target) == "lead"

    team = Team.objects.create(target_village=target)
    lead = make_trainer(team, 0, sages[0])
    assert at(target) == "lead_course"

    lead.course = LeadCourse.objects.create(year=year, centre="ศูนย์สมมุติ", batch=1, starts=DAY, ends=DAY)
    lead.save()
    assert at(target) == "team"

    for seat in range(1, 5):
        make_trainer(team, seat, sages[seat])
    assert at(target) == "preparation"

    hold_activity(target, ActivityKind.PREPARATION, DAY, by=officer)
    assert at(target) == "demand"

    hold_activity(target, ActivityKind.DEMAND, DAY, by=officer)
    assert at(target) == "register"

    enrolments = [make_enrolment(target, occupation=make_occupation()) for _ in range(5)]
    assert at(target) == "place"

    hold_activity(target, ActivityKind.STUDY_VISIT, DAY, by=officer, place="ศูนย์เรียนรู้สมมุติ")
    assert at(target) == "place"
    Material.objects.create(enrolment=enrolments[0], item="ก้อนเชื้อเห็ด")
    assert at(target) == "training"

    for enrolment in enrolments:
        train(enrolment)
    assert at(target) == "visits"

    for enrolment in enrolments:
        make_visit(enrolment, officer)
    assert at(target) == "visits" and step(target, "visits").missing == ["ครัวเรือนยังไม่มีวิทยากรดูแล 5 ครัวเรือน"]
    for place, enrolment in enumerate(enrolments[:4], 1):
        make_assignment(enrolment, lead, place)
    assert at(target) == "visits"
    make_assignment(enrolments[4], team.seated()[1])
    assert at(target) == "group"

    group = make_group(target.village, year=year)
    members = [make_member(group, enrolment) for enrolment in enrolments]
    assert at(target) == "five" and numbers(target).five_met == 1

    CommitteeTerm.objects.create(group=group, member=members[0], position="chair", started=DAY)
    Bylaw.objects.create(group=group, text="กติกา", adopted=DAY)
    FundEntry.objects.create(group=group, on=DAY, kind="opening", amount=500, item="เงินตั้งต้น")
    GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้าส่งร้าน")
    assert at(target) == "otop" and numbers(target).five_met == 5

    make_otop(make_product(group))
    assert at(target) == "record"

    record = make_record(target.village_code, target_village=target)
    assert at(target) == "record" and numbers(target).draft == record.pk
    record.state = State.APPROVED
    record.save()
    assert at(target) is None


def test_step_goes_back_when_a_trainer_leaves():
    team = make_team()
    assert numbers(team.target_village).seats == 5
    trainer = team.seated()[4]
    trainer.ended = DAY
    trainer.save()
    assert numbers(team.target_village).seats == 4


def test_household_that_left_is_not_counted():
    target = make_target()
    make_enrolment(target)
    make_enrolment(target, left_on=DAY)
    assert numbers(target).enrolled == 1 and numbers(target).unassigned == 1


def test_overdue_follows_the_year_and_the_promised_day():
    target, officer = make_target(), make_officer()
    never, old, fresh, promised_later, promised_before = (make_enrolment(target) for _ in range(5))
    make_visit(old, officer, on=TODAY - datetime.timedelta(days=31))
    make_visit(fresh, officer, on=TODAY - datetime.timedelta(days=30))
    make_visit(promised_later, officer, on=DAY, next_on=TODAY)
    make_visit(
        promised_before, officer, on=TODAY - datetime.timedelta(days=2), next_on=TODAY - datetime.timedelta(days=1)
    )
    counted = numbers(target)
    assert (counted.enrolled, counted.never_visited, counted.overdue, counted.visited) == (5, 1, 2, 4)
    assert never.visits.count() == 0
    target.year.visit_every_days = 60
    target.year.save()
    assert numbers(target).overdue == 1


def test_villages_do_not_mix_their_numbers():
    officer = make_officer()
    first, second = make_target(make_village("33010105")), make_target(make_village("33010106"))
    make_visit(make_enrolment(first), officer)
    make_enrolment(second)
    make_team(second, seats=2)
    make_group(first.village)
    make_group(first.village, year=make_year(2561))
    both = numbers_of([first, second], TODAY)
    assert [(n.enrolled, n.visited, n.seats, len(n.groups)) for n in both.values()] == [(1, 1, 0, 1), (1, 0, 2, 0)]
