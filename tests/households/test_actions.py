"""One trainer to four: places, hand-overs, even proposals, and what was true on any past day."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from households import actions
from households.care.proposing import proposal_for
from households.models import Assignment
from households.rules import is_sudden, passes_four_criteria
from samma.accounts.models import Event
from tests.factories import DAY, make_enrolment, make_officer, make_target, make_team, make_village

A_DAY = datetime.timedelta(days=1)
TOMORROW = DAY + A_DAY


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def officer(db):
    return make_officer()


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        call(*args, **kwargs)
    return " ".join(caught.value.messages)


def test_places_fill_and_the_fifth_needs_a_reason(team, officer):
    trainer = team.seated()[1]
    for _ in range(4):
        actions.assign(make_enrolment(team.target_village), trainer, by=officer, today=DAY)
    assert [a.place for a in trainer.assignments.order_by("place")] == [1, 2, 3, 4]

    fifth = make_enrolment(team.target_village)
    assert "ดูแลครบ 4 ครัวเรือนแล้ว" in refusal(actions.assign, fifth, trainer, by=officer, today=DAY)
    assert actions.assign(fifth, trainer, by=officer, today=DAY, reason="หมู่บ้านมี 26 ครัวเรือน").place == 5


def test_household_with_a_trainer_is_not_given_away_twice(team, officer):
    first, second = team.seated()[:2]
    enrolment = make_enrolment(team.target_village)
    actions.assign(enrolment, first, by=officer, today=DAY)
    assert str(first.sage) in refusal(actions.assign, enrolment, second, by=officer, today=DAY)


def test_household_of_another_village_is_refused(team, officer):
    stranger = make_enrolment(make_target(make_village("33010106")))
    assert "หมู่บ้านและปีเดียวกัน" in refusal(actions.assign, stranger, team.seated()[0], by=officer, today=DAY)


def test_hand_over_keeps_the_past(team, officer):
    first, second = team.seated()[:2]
    enrolment = make_enrolment(team.target_village)
    actions.assign(enrolment, first, by=officer, today=DAY)
    assert "เหตุที่เปลี่ยน" in refusal(actions.hand_over, enrolment, second, by=officer, today=TOMORROW, reason="")

    actions.hand_over(enrolment, second, by=officer, today=TOMORROW, reason="ย้ายบ้าน")
    of_household = Assignment.objects.filter(enrolment=enrolment)
    assert of_household.on(DAY).get().trainer == first
    assert of_household.on(TOMORROW).get().trainer == second
    assert set(Event.objects.values_list("verb", flat=True)) == {"assign", "release"}


def test_proposal_is_even_and_writes_nothing(team, officer):
    for _ in range(20):
        make_enrolment(team.target_village)
    pairs = [one[:2] for one in proposal_for(team.target_village)]
    assert len(pairs) == 20 and not Assignment.objects.exists()
    actions.assign_all(pairs, by=officer, today=DAY)
    assert sorted(t.assignments.count() for t in team.seated()) == [4, 4, 4, 4, 4]
    assert proposal_for(team.target_village) == []


def test_retiring_hands_the_households_to_the_successor(team, officer):
    leaving, heir = team.seated()[1:3]
    enrolments = [make_enrolment(team.target_village) for _ in range(3)]
    for enrolment in enrolments:
        actions.assign(enrolment, leaving, by=officer, today=DAY)
    actions.retire(leaving, by=officer, day=TOMORROW, reason="ย้ายภูมิลำเนา", successor=heir)
    assert not team.is_complete
    assert [a.trainer for a in Assignment.objects.serving()] == [heir] * 3


@pytest.mark.parametrize(
    ("income", "expense", "spares", "passes"),
    [
        (100, 90, [True] * 3, True),
        (100, 100, [True] * 3, False),
        (100, 90, [True, False, True], False),
        (None, 90, [True] * 3, None),
        (100, 90, [True, None, True], None),
    ],
    ids=["passes", "no surplus", "does harm", "income unknown", "answer unknown"],
)
def test_four_criteria(income, expense, spares, passes):
    assert passes_four_criteria(income, expense, spares) is passes


def test_sudden_income_is_doubtful():
    assert is_sudden(300, 100) and not is_sudden(299, 100) and not is_sudden(300, 0) and not is_sudden(None, 100)


def test_the_days_of_two_trainers_never_overlap(team, officer):
    """Who was responsible on a past day has one answer, whatever day is said when a household is given away again."""
    enrolment = make_enrolment(team.target_village)
    first, second, third = team.seated()[1:4]
    actions.release(
        actions.assign(enrolment, first, by=officer, today=DAY), by=officer, today=DAY + 9 * A_DAY, reason="ย้าย"
    )

    with pytest.raises(ValidationError) as refused:
        actions.assign(enrolment, second, by=officer, today=DAY + 5 * A_DAY)
    assert "ซ้อนกันไม่ได้" in refused.value.messages[0] and "10 มีนาคม 2560" in refused.value.messages[0]

    actions.assign(enrolment, second, by=officer, today=DAY + 9 * A_DAY)
    actions.retire(second, by=officer, day=DAY + 5 * A_DAY, reason="ย้าย", successor=third)
    on = {day: list(Assignment.objects.on(DAY + day * A_DAY).filter(enrolment=enrolment)) for day in range(12)}
    assert all(len(found) == 1 for found in on.values())
    assert on[8][0].trainer == first and on[9][0].trainer == third
