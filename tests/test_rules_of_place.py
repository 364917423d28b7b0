"""Who may see what: a posting is a prefix of the code, and nothing outside it exists."""

import pytest

from households.models import Enrolment, Household, LivelihoodRound, Visit
from samma.scope import code_range, covers, row_number
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_officer,
    make_round,
    make_sage,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
)
from trainers.models import Sage
from villages.models import Village

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("prefix", "expected"), [("3301", ("3301", "3302")), ("33", ("33", "34")), ("3309", ("3309", "330:"))]
)
def test_code_range_is_half_open(prefix, expected):
    assert code_range(prefix) == expected


def test_covers():
    assert covers("33", "33010105") and covers("TH", "33010105")
    assert not covers("", "33010105") and not covers("3302", "33010105")


@pytest.mark.parametrize("prefix", ["3301\U0010ffff", "3301\0", "3301x", "๓๓", " 33", ""], ids=repr)
def test_a_place_that_is_no_code_has_no_rows(prefix):
    make_village("33010105")
    assert Village.objects.under(prefix).count() == 0


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("", 0), ("-1", 0), ("²", 0), ("๑๒", 0), ("9" * 30, 0), ("9" * 5000, 0)]
)
def test_a_number_that_no_row_can_have_is_none(text, number):
    assert row_number(text) == number


@pytest.mark.parametrize(
    ("area_code", "seen"),
    [("3301", 1), ("33", 1), ("TH", 1), ("3302", 0), ("", 0)],
    ids=["own district", "own province", "country", "next district", "no posting"],
)
def test_village_is_seen_under_the_posting_only(area_code, seen):
    make_village("33010105")
    assert Village.objects.visible_to(make_officer(area_code)).count() == seen


def test_trainer_sees_his_households_until_they_are_handed_over():
    team = make_team(make_target())
    first, second = team.seated()[1:3]
    user, heir = make_trainer_user(first.sage), make_trainer_user(second.sage)
    enrolment = make_enrolment(team.target_village)
    assignment = make_assignment(enrolment, first)
    make_visit(enrolment, make_clerk())

    for model in (Enrolment, Household, Visit):
        assert model.objects.visible_to(user).count() == 1

    assignment.ended = DAY
    assignment.save()
    make_assignment(enrolment, second)
    for model in (Enrolment, Household, Visit):
        assert model.objects.visible_to(user).count() == 0
        assert model.objects.visible_to(heir).count() == 1


def test_lead_sees_his_team_only():
    team, other = make_team(), make_team(make_target(make_village("33010106")))
    user = make_trainer_user(team.seated()[0].sage)
    mine, theirs = make_enrolment(team.target_village), make_enrolment(other.target_village)
    assert list(Enrolment.objects.led_by(user)) == [mine] and theirs != mine
    assert not Enrolment.objects.visible_to(user).exists()


def test_a_row_given_to_another_village_is_seen_there_and_no_longer_here():
    """The copied code follows the row above, whoever changes it: a page, the admin or a sheet."""
    sage = make_sage(make_village("33010105"))
    sage.village = make_village("33020207", "หนองสมมุติ")
    sage.save()

    assert not Sage.objects.visible_to(make_officer("3301")).exists()
    assert Sage.objects.visible_to(make_officer("3302")).get().village_code == "33020207"


def test_trainer_sees_no_money_of_his_households():
    team = make_team()
    trainer = team.seated()[1]
    enrolment = make_enrolment(team.target_village)
    make_assignment(enrolment, trainer)
    make_round(enrolment, income_farm=1000)
    assert not LivelihoodRound.objects.visible_to(make_trainer_user(trainer.sage)).exists()
    assert LivelihoodRound.objects.visible_to(make_officer()).exists()
