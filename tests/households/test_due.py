"""When a visit is due: the card of the trainer and the count of the officer follow one rule."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.due import days_late, due_on, is_very_late, standing, with_overdue
from households.models import Enrolment
from tests.factories import (
    DAY,
    make_assignment,
    make_enrolment,
    make_officer,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
)

pytestmark = pytest.mark.django_db
YEARLY = Enrolment.objects.select_related("target_village__year")


def ago(days):
    return DAY - datetime.timedelta(days=days)


def test_the_card_and_the_count_agree_on_every_day():
    """Promised days before and after, last visits old and new, first visits awaited, in years with rules of their own."""
    officer = make_officer()
    other_rules = {"visit_every_days": 60, "first_visit_days": 14, "very_late_days": 1}
    years = [make_year(2560), make_year(2561, **other_rules)]
    for year, code in zip(years, ("33010105", "33010106"), strict=True):
        target = make_target(make_village(code), year)
        trainer = make_team(target, seats=1).trainers.get()
        make_enrolment(target)
        for place, since in enumerate((0, 13, 14, 15, 16, 29, 30, 31, 60, 61), 1):
            waiting = make_assignment(make_enrolment(target), trainer, place, ceiling=99, started=ago(since))
            assert waiting.enrolment.state.visits == 0
        for since in (0, 29, 30, 31, 59, 60, 61, 62):
            make_visit(make_enrolment(target), officer, on=ago(since))
            for promised in (-31, -30, -2, -1, 0, 1):
                make_visit(make_enrolment(target), officer, on=ago(since), next_on=ago(-promised))

    counted = list(with_overdue(YEARLY, years, DAY))

    assert len(counted) == 134 and {e.is_overdue for e in counted} == {e.is_very_late for e in counted} == {True, False}
    for enrolment in counted:
        due = due_on(enrolment)
        assert enrolment.is_overdue is (due is not None and due < DAY) is (days_late(enrolment, DAY) > 0)
        assert enrolment.is_very_late is is_very_late(enrolment, DAY)
        tone, words = standing(enrolment, DAY)
        assert (tone == "late") is enrolment.is_overdue, words
        assert ("เลยกำหนดมาก" in words) is enrolment.is_very_late


def test_a_household_waits_for_its_first_visit_from_the_day_its_trainer_took_it():
    target = make_target(year=make_year(2560, first_visit_days=10))
    first, second = make_team(target, seats=2).trainers.order_by("seat")
    enrolment = make_enrolment(target)
    make_assignment(enrolment, first, started=ago(40), ended=ago(10))
    make_assignment(enrolment, second, started=ago(10))
    nobodys = make_enrolment(target)

    (waiting,) = with_overdue(YEARLY.filter(pk=enrolment.pk), [target.year], DAY)
    (alone,) = with_overdue(YEARLY.filter(pk=nobodys.pk), [target.year], DAY)

    assert due_on(waiting) == DAY and standing(waiting, DAY) == ("due", "ยังไม่เคยเยี่ยม ถึงกำหนดวันนี้")
    assert due_on(alone) is None and not alone.is_overdue and standing(alone, DAY) == ("", "ยังไม่เคยเยี่ยม")


def test_a_changed_rule_of_the_year_holds_at_once():
    year = make_year(2560, visit_every_days=30)
    make_visit(make_enrolment(make_target(year=year)), make_officer(), on=ago(31))
    assert with_overdue(YEARLY, [year], DAY).get().is_overdue
    year.visit_every_days = 31
    year.save()
    assert not with_overdue(YEARLY, [year], DAY).get().is_overdue


@pytest.mark.parametrize("households", [2, 20])
def test_whoever_is_due_costs_one_query(households):
    target, officer = make_target(), make_officer()
    for since in range(households):
        make_visit(make_enrolment(target), officer, on=ago(20 + since))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        cards = [standing(e, DAY) for e in with_overdue(YEARLY, [target.year], DAY)]
    assert len(cards) == households and len(queries) == 1
