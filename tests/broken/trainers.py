"""How each rule of sages, teams and courses is broken: the row that breaks it, with whatever it collides with already stored."""

import datetime

from tests.factories import (
    make_sage,
    make_target,
    make_team,
    make_village,
    make_year,
)
from trainers.models import Judgement, LeadCourse, LearningPlace, Trainer

DAY = datetime.date(2017, 3, 1)
BEFORE = datetime.date(2017, 2, 1)


def second_target():
    return make_target(make_village("33010106", "โนนอีก"))


def same_seat():
    team = make_team(seats=1)
    return Trainer(team=team, year=team.target_village.year, sage=make_sage(), seat=0, started=DAY)


def two_teams():
    sage = make_team(seats=1).seated()[0].sage
    return Trainer(team=make_team(second_target(), 0), year=make_year(), sage=sage, seat=0, started=DAY)


def sixth_seat():
    return Trainer(team=make_team(seats=0), year=make_year(), sage=make_sage(), seat=5, started=DAY)


def trainer_ends_early():
    return Trainer(team=make_team(seats=0), year=make_year(), sage=make_sage(), seat=0, started=DAY, ended=BEFORE)


def judged(**changes):
    return Judgement(
        **{"sage": make_sage(), "criterion": "fits", "verdict": "yes", "on": DAY, "who": "เวทีประชาคม"} | changes
    )


def judged_again():
    there = judged()
    there.save()
    return judged(sage=there.sage)


def learning_place(**changes):
    return LearningPlace(**{"village": make_village(), "name": "บ้านปราชญ์สมมุติ"} | changes)


def same_place_to_learn():
    learning_place().save()
    return learning_place()


def course(**changes):
    return LeadCourse(**{"year": make_year(), "centre": "ศพช.สมมุติ", "batch": 1, "starts": DAY, "ends": DAY} | changes)


def same_course():
    course().save()
    return course()


BROKEN = {
    "course_batch_once": same_course,
    "course_ends_after_start": lambda: course(ends=BEFORE),
    "one_trainer_per_seat": same_seat,
    "sage_in_one_team_a_year": two_teams,
    "team_has_five_seats": sixth_seat,
    "trainer_ends_after_start": trainer_ends_early,
    "criterion_judged_once": judged_again,
    "learning_place_once": same_place_to_learn,
    "learning_place_both_coordinates": lambda: learning_place(lat=15.0),
}
