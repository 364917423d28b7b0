"""The proposal: loads end even, nobody passes the ceiling, the pair that fits best goes first, and each says why."""

import hypothesis
import pytest
from hypothesis import strategies as st

from households import actions
from households.care.matching import Helper, Seeker, even_room, house_number, nearest, propose
from households.care.proposing import proposal_for
from tests.factories import DAY, make_enrolment, make_household, make_occupation, make_officer, make_team, make_village

TRADES = st.sampled_from([None, "ทอผ้า", "เพาะเห็ด", "สานไม้ไผ่"])
HOUSES = st.sampled_from(["", "1", "4/2", "12", "97"])
LOADS = st.lists(st.integers(0, 6), min_size=1, max_size=5)


def helpers_of(loads, trades=()):
    trades = [*trades, *[None] * len(loads)]
    return [Helper(f"t{n}", n, load, trade=trades[n], village=1) for n, load in enumerate(loads)]


@hypothesis.given(LOADS, st.lists(st.tuples(TRADES, HOUSES), max_size=25), st.data())
def test_loads_end_as_even_as_they_can_and_never_above_the_ceiling(loads, waiting, data):
    trades = [data.draw(TRADES) for _ in loads]
    seekers = [Seeker(n, n, trade=trade, house_no=house) for n, (trade, house) in enumerate(waiting)]
    matches = propose(seekers, helpers_of(loads, trades), ceiling=4)
    after = dict(zip([f"t{n}" for n in range(len(loads))], loads, strict=True))
    for match in matches:
        after[match.helper] += 1
    room = sum(max(4 - load, 0) for load in loads)
    assert len(matches) == min(room, len(waiting)) and len({match.seeker for match in matches}) == len(matches)
    given = {match.helper for match in matches}
    if given:
        top = max(after[key] for key in given)
        assert top <= 4
        assert all(load >= top - 1 for load in after.values()), "nobody has two fewer than one who was given another"


@hypothesis.given(st.lists(st.tuples(TRADES, HOUSES), min_size=1, max_size=12), st.randoms())
def test_the_order_in_which_rows_are_read_changes_nothing(waiting, random):
    seekers = [Seeker(n, n, trade=trade, house_no=house) for n, (trade, house) in enumerate(waiting)]
    helpers = helpers_of([0, 1, 2], ["ทอผ้า", None, "เพาะเห็ด"])
    expected = propose(seekers, helpers, ceiling=4)
    random.shuffle(seekers)
    random.shuffle(helpers)
    assert propose(seekers, helpers, ceiling=4) == expected


def test_trade_goes_before_type_before_village_before_house():
    helper = Helper("t", 0, trade=1, trade_type=10, village=1, house_nos=("12",))
    seekers = [
        Seeker("ไกล", 1),
        Seeker("ใกล้", 2, house_no="13/2"),
        Seeker("หมู่เดียวกัน", 3, village=1),
        Seeker("ประเภท", 4, trade=2, trade_type=10),
        Seeker("อาชีพ", 5, trade=1, trade_type=10),
    ]
    for ceiling, expected in enumerate(["อาชีพ", "ประเภท", "หมู่เดียวกัน", "ใกล้", "ไกล"], 1):
        found = {match.seeker for match in propose(seekers, [helper], ceiling=ceiling)}
        assert expected in found and len(found) == ceiling


def test_what_does_not_come_out_goes_by_seat():
    assert even_room(helpers_of([0, 0, 0]), 4, ceiling=4) == {"t0": 2, "t1": 1, "t2": 1}
    assert even_room(helpers_of([3, 0, 4]), 9, ceiling=4) == {"t0": 1, "t1": 4, "t2": 0}


@pytest.mark.parametrize(("text", "number"), [("12/3", 12), ("บ้านเลขที่ 7", 7), ("", None), ("ไม่ทราบ", None)])
def test_a_house_number_is_its_first_figure(text, number):
    assert house_number(text) == number


def test_the_nearest_of_the_trainers_own_and_his_households_counts():
    helper = Helper("t", 0, house_nos=("", "90", "14/1"))
    assert nearest(Seeker("ก", 1, house_no="12"), helper) == (2, "14/1")
    assert nearest(Seeker("ก", 1, house_no=""), helper) == (None, "")


# --- from the rows ----------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


def test_each_pair_says_why():
    team, officer = make_team(seats=2), make_officer()
    weaver, grower = team.seated()
    cloth, mushrooms = make_occupation("ทอผ้า"), make_occupation("เพาะเห็ด", "เกษตร")
    weaver.sage.expertise, grower.sage.address = cloth, "บ้านเลขที่ 40 หมู่ 5"
    weaver.sage.save()
    grower.sage.save()
    weaves = make_enrolment(team.target_village, occupation=cloth, number=2)
    near = make_enrolment(team.target_village, household=make_household(house_no="41"), occupation=mushrooms, number=1)
    by_pk = {one.enrolment.pk: one for one in proposal_for(team.target_village)}
    assert by_pk[weaves.pk].trainer == weaver and by_pk[weaves.pk].why == [
        "อาชีพตรงกัน: ทอผ้า", "ดูแลเท่ากัน: คนนี้รวม 1 ครัวเรือน"
    ]  # fmt: skip
    assert by_pk[near.pk].trainer == grower and by_pk[near.pk].why[0] == "บ้านเลขที่ใกล้กัน (41 กับ 40)"
    actions.assign_all([one[:2] for one in by_pk.values()], by=officer, today=DAY)
    assert proposal_for(team.target_village) == []


def test_a_sage_from_next_door_takes_those_of_no_village_of_his_last():
    team = make_team(seats=2)
    own, neighbour = team.seated()
    neighbour.sage.village = make_village("33010106", "โนนข้างเคียง")
    neighbour.sage.save()
    make_enrolment(team.target_village, number=1)
    make_enrolment(team.target_village, number=2)
    found = {one.trainer: one.why for one in proposal_for(team.target_village)}
    assert "อยู่หมู่บ้านเดียวกัน" in found[own] and "อยู่หมู่บ้านเดียวกัน" not in found[neighbour]
