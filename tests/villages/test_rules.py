"""What is odd about days, numbers and the order of things, without a database."""

import datetime

from villages.models import ActivityKind, LeaderKind, ProgrammeYear
from villages.rules import Course, group_notes, notes_on, odd_days, odd_numbers, out_of_order

MARCH = datetime.date(2017, 3, 1)
LATER, EARLIER = MARCH + datetime.timedelta(3), MARCH - datetime.timedelta(3)
FULL = [(seat, EARLIER, None) for seat in range(5)]


def test_days_outside_the_year_and_long_spans_are_asked():
    assert odd_days(MARCH, None, 2560) == []
    (asked,) = odd_days(datetime.date(2017, 10, 1), None, 2560)
    assert asked[0] == "on" and "1 ต.ค. 2559 – 30 ก.ย. 2560" in asked[1]
    assert [name for name, _ in odd_days(MARCH, MARCH + datetime.timedelta(40), 2560)] == ["until"]
    assert odd_days(MARCH, MARCH + datetime.timedelta(3), 2560) == []


def test_a_year_without_a_number_of_people_asks_about_none():
    assert odd_numbers("course", 1, 45, ProgrammeYear(year=2560)) == []
    assert odd_numbers("forum", None, 45, ProgrammeYear(year=2561, people_trained=26)) == []
    assert [name for name, _ in odd_numbers("course", 6, 27, ProgrammeYear(year=2561, people_trained=26))] == [
        "day_no",
        "people",
    ]
    assert "500" in odd_numbers("forum", None, 501, ProgrammeYear(year=2560))[0][1]


def test_the_team_is_asked_for_as_it_was_on_that_day():
    left = [*FULL[1:], (0, EARLIER, MARCH)]
    assert out_of_order("course", MARCH, 1, Course(service=FULL, seats=5)) == []
    assert "ขาด 1 คน" in out_of_order("course", MARCH, 1, Course(service=left, seats=5))[0][1]
    assert out_of_order("course", EARLIER, 1, Course(service=left, seats=5)) == []


def test_training_days_stand_in_the_order_of_their_numbers():
    course = Course(days={1: MARCH, 3: LATER}, service=FULL, seats=5)
    assert out_of_order("course", MARCH + datetime.timedelta(1), 2, course) == []
    assert "หลังวันที่ 3" in out_of_order("course", LATER + datetime.timedelta(1), 2, course)[0][1]
    assert "ก่อนวันที่ 1" in out_of_order("course", EARLIER, 2, course)[0][1]


def test_a_forum_explains_as_well_as_a_meeting_and_must_come_first():
    held = {ActivityKind.FORUM: MARCH}
    assert out_of_order("leaders_visit", LATER, None, Course(held=held)) == []
    assert "จัดก่อนประชุมชี้แจง (1 มี.ค. 2560)" in out_of_order("leaders_visit", EARLIER, None, Course(held=held))[0][1]


def test_what_is_only_noted():
    year = ProgrammeYear(year=2560, followup_from=LATER)
    notes = notes_on("follow_up", MARCH, Course(held={"practice": LATER}), year)
    assert len(notes) == 2 and "ก่อนวันฝึกปฏิบัติ" in notes[0] and "4 มี.ค. 2560" in notes[1]
    assert notes_on("course", MARCH, Course(held={"demand": EARLIER}), year) == []


def test_a_working_group_of_another_size_is_told_and_not_refused():
    usual = [LeaderKind.OFFICIAL, LeaderKind.NATURAL, LeaderKind.ORGANISATION, LeaderKind.KHUM]
    assert group_notes(usual) == [] and group_notes([]) == []
    assert "คณะทำงานมี 5 คน" in group_notes([*usual, LeaderKind.OTHER])[0]
    assert "ผู้นำคุ้ม" in group_notes(usual[:3])[0]
