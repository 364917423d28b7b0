"""Two cards change places in one step, and who was responsible is answered for any day: on the board and the household."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from households import actions
from households.care.board import board_on
from households.care.swapping import swap
from households.models import Assignment
from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
)

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=100)


def given(team, officer, seat, place=None, reason=""):
    enrolment = make_enrolment(team.target_village)
    trainer = team.seated()[seat]
    actions.assign(enrolment, trainer, by=officer, today=DAY, place=place, reason=reason)
    return enrolment


def holder(enrolment):
    held = enrolment.assignments.serving().get()
    return held.trainer.seat, held.place


# --- swap -------------------------------------------------------------------------------------------------------------
def test_two_households_change_trainers_and_places(team, officer):
    one, other = given(team, officer, 1, place=2), given(team, officer, 3, place=4)
    swap(one, other, by=officer, today=LATER, reason="บ้านอยู่ใกล้กว่า")
    assert (holder(one), holder(other)) == ((3, 4), (1, 2))
    ended = Assignment.objects.exclude(ended=None)
    assert {(a.ended, a.end_reason) for a in ended} == {(LATER, "บ้านอยู่ใกล้กว่า")} and ended.count() == 2
    assert Event.objects.filter(verb="swap", who=officer).count() == 2


def test_a_full_trainer_swaps_without_passing_the_ceiling(team, officer):
    mine = [given(team, officer, 1) for _ in range(4)]
    theirs = [given(team, officer, 2) for _ in range(4)]
    swap(mine[0], theirs[3], by=officer, today=LATER, reason="สลับ")
    loads = [t.assignments.serving().count() for t in team.seated()]
    assert loads == [0, 4, 4, 0, 0] and not Assignment.objects.serving().exclude(reason="").exists()


def test_a_place_beyond_the_ceiling_keeps_its_reason(team, officer):
    for _ in range(4):
        given(team, officer, 1)
    fifth = given(team, officer, 1, reason="ปีนี้มี 26 ครัวเรือน")
    other = given(team, officer, 2)
    swap(other, fifth, by=officer, today=LATER, reason="สลับ")
    assert holder(other) == (1, 5) and other.assignments.serving().get().reason == "ปีนี้มี 26 ครัวเรือน"


def test_a_swap_on_the_first_day_is_no_overlap(team, officer):
    one, other = given(team, officer, 1), given(team, officer, 2)
    swap(one, other, by=officer, today=DAY, reason="จัดผิด")
    assert [a.trainer.seat for a in Assignment.objects.on(DAY).filter(enrolment=one)] == [2]


def test_what_cannot_be_swapped_changes_nothing(team, officer):
    one, same, waiting = given(team, officer, 1), given(team, officer, 1), make_enrolment(team.target_village)
    for other, reason, says in [
        (same, "สลับ", "คนเดียวกันแล้ว"),
        (waiting, "สลับ", "มีวิทยากรดูแลแล้วทั้งสอง"),
        (given(team, officer, 2), "", "โปรดบอกเหตุที่สลับ"),
    ]:
        with pytest.raises(ValidationError) as refused:
            swap(one, other, by=officer, today=LATER, reason=reason)
        assert says in " ".join(refused.value.messages)
    assert not Assignment.objects.exclude(ended=None).exists()


def test_the_card_swaps_and_a_refusal_stands_on_it(client, team, officer):
    one, other = given(team, officer, 1), given(team, officer, 2)
    url = reverse("assignment-swap", args=[team.target_village_id])
    page = client.post(url, {"enrolment": one.pk, "other": other.pk}).content.decode()
    assert "โปรดบอกเหตุที่สลับ" in page and f'value="{other.pk}" selected' in page and holder(one) == (1, 1)
    board = client.post(
        url, {"enrolment": one.pk, "other": other.pk, "reason": "ใกล้กว่า"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "สลับแล้ว" in board and "<html" not in board and holder(one) == (2, 1)


def test_a_household_of_another_village_is_out_of_reach(client, team, officer):
    one = given(team, officer, 1)
    elsewhere = make_team(make_target(make_village("33010106")))
    stranger = given(elsewhere, officer, 1)
    url = reverse("assignment-swap", args=[team.target_village_id])
    client.post(url, {"enrolment": one.pk, "other": stranger.pk, "reason": "สลับ"})
    client.force_login(make_clerk())
    assert client.post(url, {"enrolment": one.pk, "other": one.pk, "reason": "สลับ"}).status_code == 403
    assert holder(one) == (1, 1) and holder(stranger) == (1, 1)


# --- any day ----------------------------------------------------------------------------------------------------------
def cards(board):
    return {card.enrolment.pk: column.seat for column in board.columns for _place, card in column.places if card}


def test_the_board_of_a_day_shows_who_was_responsible_then(team, officer):
    moved, stays = given(team, officer, 1), given(team, officer, 2)
    actions.hand_over(moved, team.seated()[3], by=officer, today=LATER, reason="ย้ายบ้าน")
    target = team.target_village
    before, day_of, long_ago = (
        board_on(target, day) for day in (LATER - datetime.timedelta(days=1), LATER, DAY - datetime.timedelta(days=1))
    )
    assert cards(before) == {moved.pk: 1, stays.pk: 2}
    assert cards(day_of) == {moved.pk: 3, stays.pk: 2}, "the day of a hand-over is the new trainer's"
    assert cards(long_ago) == {} and {card.enrolment for card in long_ago.waiting} == {moved, stays}


def test_a_trainer_who_left_stands_on_the_board_of_his_days(team, officer):
    enrolment = given(team, officer, 1)
    leaving, heir = team.seated()[1:3]
    actions.retire(leaving, by=officer, day=LATER, reason="ย้ายภูมิลำเนา", successor=heir)
    then = board_on(team.target_village, LATER - datetime.timedelta(days=1))
    assert cards(then) == {enrolment.pk: 1} and leaving in then.trainers
    assert leaving not in board_on(team.target_village, LATER).trainers


def test_a_household_that_left_or_came_later_does_not_wait_on_other_days(team):
    make_enrolment(team.target_village, joined_on=LATER)
    make_enrolment(team.target_village, left_on=DAY, left_reason="ย้าย")
    assert [len(board_on(team.target_village, day).waiting) for day in (DAY, LATER)] == [0, 1]


def test_a_day_before_anybody_joined_is_not_told_as_all_cared_for(client, team, officer):
    make_enrolment(team.target_village, joined_on=LATER)
    page = client.get(reverse("board-history", args=[team.target_village_id]), {"on": DAY.isoformat()}).content.decode()
    assert "ยังไม่มีครัวเรือนในทะเบียน" in page and "ทุกครัวเรือนมีวิทยากรดูแลแล้ว" not in page


def test_the_day_is_asked_in_thai_by_an_address(client, team, officer):
    enrolment = given(team, officer, 1)
    url = reverse("board-history", args=[team.target_village_id])
    page = client.get(url, {"on": "12 มี.ค. 2560"}).content.decode()
    assert "วันที่ 12 มีนาคม 2560" in page and str(enrolment) in page and "data-move" not in page
    tomorrow = localdate() + datetime.timedelta(days=1)
    assert "วันนี้ยังมาไม่ถึง" in client.get(url, {"on": tomorrow.isoformat()}).content.decode()
    assert client.get(url, {"on": "วันก่อน"}).status_code == 200
    client.force_login(make_clerk())
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("28/2/2560", "ไม่มีวิทยากรดูแลในวันนั้น"),
        ("1/3/2560", 1),
        ("8/6/2560", 1),
        ("9/6/2560", 3),
        ("๑๒ มีนาคม ๒๕๖๑", 3),
    ],
)
def test_the_household_says_who_looked_after_it_on_a_day(client, team, officer, on, answer):
    enrolment = given(team, officer, 1)
    trainers = team.seated()
    actions.hand_over(enrolment, trainers[3], by=officer, today=datetime.date(2017, 6, 9), reason="ย้ายบ้าน")
    answers = client.get(reverse("household-detail", args=[enrolment.household_id]), {"on": on}).context["on_that_day"]
    expected = answer if isinstance(answer, str) else trainers[answer].sage.full_name
    assert len(answers["answers"]) == 1 and answers["answers"][0].startswith(expected)


def test_the_trainer_may_ask_it_of_his_household_too(client, team, officer):
    enrolment = given(team, officer, 1)
    client.force_login(make_trainer_user(team.seated()[1].sage))
    page = client.get(reverse("household-detail", args=[enrolment.household_id]), {"on": "2/3/2560"}).content.decode()
    assert "วันที่ 2 มีนาคม 2560" in page
