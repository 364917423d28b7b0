"""The 1-to-4 board: proposed evenly, moved by hand, refused on the card in plain Thai."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from households import actions
from households.models import Assignment
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_target,
    make_team,
    make_village,
)

pytestmark = pytest.mark.django_db


def board_url(target):
    return reverse("assignment-board", args=[target.pk])


def move(client, target, enrolment, trainer=None, **more):
    data = {"enrolment": enrolment.pk, "trainer": trainer.pk if trainer else ""} | more
    return client.post(reverse("assignment-move", args=[target.pk]), data)


def test_proposal_is_shown_then_written_at_once(client, officer, team):
    target = team.target_village
    for n in range(20):
        make_enrolment(target, number=n + 1)
    shown = client.get(f"{board_url(target)}?proposal=1")
    assert "ยืนยัน จัดทั้ง 20 ครัวเรือน" in shown.content.decode() and not Assignment.objects.exists()
    client.post(board_url(target), {"pair": shown.context["pairs"]})
    assert [trainer.assignments.count() for trainer in team.seated()] == [4, 4, 4, 4, 4]


def test_proposal_that_no_longer_fits_writes_nothing(client, officer, team):
    target = team.target_village
    first, second = make_enrolment(target), make_enrolment(target)
    pairs = client.get(f"{board_url(target)}?proposal=1").context["pairs"]
    actions.assign(second, team.seated()[4], by=officer, today=DAY)
    page = client.post(board_url(target), {"pair": pairs}, follow=True).content.decode()
    assert "ยังไม่ได้จัดครัวเรือนใด" in page and not first.assignments.exists()


def test_waiting_household_is_given_by_hand(client, officer, team):
    enrolment, trainer = make_enrolment(team.target_village), team.seated()[2]
    response = move(client, team.target_village, enrolment, trainer, place=3)
    assert response.status_code == 302
    assert (enrolment.assignments.get().trainer, enrolment.assignments.get().place) == (trainer, 3)


def test_fifth_household_asks_a_reason_on_its_card(client, officer, team):
    target, trainer = team.target_village, team.seated()[0]
    for _ in range(4):
        actions.assign(make_enrolment(target), trainer, by=officer, today=DAY)
    fifth = make_enrolment(target)
    page = move(client, target, fifth, trainer).content.decode()
    assert "ดูแลครบ 4 ครัวเรือนแล้ว" in page and 'name="over_reason"' in page and not fifth.assignments.exists()
    move(client, target, fifth, trainer, over_reason="ปีนี้มี 26 ครัวเรือน")
    assert fifth.assignments.get().reason == "ปีนี้มี 26 ครัวเรือน"


def test_leaving_a_trainer_asks_why_and_a_reason_for_that_is_none_for_going_over(client, officer, team):
    target = team.target_village
    full, old = team.seated()[:2]
    for _ in range(4):
        actions.assign(make_enrolment(target), full, by=officer, today=DAY)
    moved = make_enrolment(target)
    actions.assign(moved, old, by=officer, today=DAY)
    assert "โปรดบอกเหตุที่เปลี่ยนวิทยากร" in move(client, target, moved, full).content.decode()
    page = move(client, target, moved, full, reason="ย้ายบ้าน").content.decode()
    assert "ดูแลครบ 4 ครัวเรือนแล้ว" in page and 'value="ย้ายบ้าน"' in page
    assert moved.assignments.serving().get().trainer == old
    move(client, target, moved, full, reason="ย้ายบ้าน", over_reason="บ้านอยู่ติดกัน")
    assert moved.assignments.serving().get().trainer == full and moved.assignments.count() == 2


def test_household_goes_back_to_wait_with_a_reason(client, officer, team):
    target, enrolment = team.target_village, make_enrolment(team.target_village)
    actions.assign(enrolment, team.seated()[0], by=officer, today=DAY)
    move(client, target, enrolment, back=1)
    assert enrolment.assignments.serving().exists()
    move(client, target, enrolment, back=1, reason="วิทยากรป่วย")
    assert not enrolment.assignments.serving().exists()


def test_answer_to_htmx_is_the_board_alone(client, officer, team):
    enrolment = make_enrolment(team.target_village)
    data = {"enrolment": enrolment.pk, "trainer": team.seated()[0].pk}
    page = client.post(
        reverse("assignment-move", args=[team.target_village.pk]), data, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in page and f"ดูแล {enrolment}" in page


def test_household_and_trainer_of_another_village_are_out_of_reach(client, officer, team):
    stranger = make_enrolment(make_target(make_village("33010106")))
    other_team = make_team(stranger.target_village)
    move(client, team.target_village, stranger, team.seated()[0])
    move(client, team.target_village, make_enrolment(team.target_village), other_team.seated()[0])
    assert not Assignment.objects.exists()


def test_short_team_is_told_with_the_way_to_mend_it(client, officer):
    target = make_target()
    make_enrolment(target)
    page = client.get(board_url(target)).content.decode()
    assert "ทีมยังไม่ครบ" in page and reverse("team-new", args=[target.pk]) in page


def test_province_reads_the_board_and_moves_nothing(client, team):
    enrolment = make_enrolment(team.target_village)
    client.force_login(make_clerk())
    page = client.get(f"{board_url(team.target_village)}?proposal=1").content.decode()
    assert str(enrolment) in page and "data-move" not in page
    assert move(client, team.target_village, enrolment, team.seated()[0]).status_code == 403
    assert client.post(board_url(team.target_village), {"pair": "1:1"}).status_code == 403


def test_retiring_gives_the_households_on(client, officer, team):
    leaving, heir = team.seated()[1:3]
    for _ in range(3):
        actions.assign(make_enrolment(team.target_village), leaving, by=officer, today=DAY)
    url = reverse("trainer-retire", args=[leaving.pk])
    data = {"day": "1/4/2560", "reason": "ย้ายภูมิลำเนา", "successor": heir.pk}
    tomorrow = (localdate() + datetime.timedelta(days=1)).isoformat()
    assert "วันที่อยู่ในอนาคต" in client.post(url, data | {"day": tomorrow}).content.decode()
    assert client.post(url, data).status_code == 302
    assert heir.assignments.serving().count() == 3
    assert client.get(url).status_code == 404, "who has left cannot leave again"


def test_heir_beyond_the_ceiling_is_asked_about(client, officer, team):
    leaving, heir = team.seated()[1:3]
    for trainer, n in ((leaving, 2), (heir, 3)):
        for _ in range(n):
            actions.assign(make_enrolment(team.target_village), trainer, by=officer, today=DAY)
    url = reverse("trainer-retire", args=[leaving.pk])
    data = {"day": "1/4/2560", "reason": "ย้ายภูมิลำเนา", "successor": heir.pk}
    assert "จะดูแล 5 ครัวเรือน เกินจำนวนของปี" in client.post(url, data).content.decode()
    client.post(url, data | {"confirmed": "on"})
    assert heir.assignments.serving().count() == 5
