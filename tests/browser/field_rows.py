"""The people of the phone's tests: a team, a trainer with households, and pictures as a camera makes them."""

import datetime
from pathlib import Path

from django.utils import timezone
from PIL import Image

from tests import factories as make

NAMES = ["นางสมใจ นาดี", "นายบุญมี ใจงาม", "นางทองสุข แก้วใส", "นายคำปัน ริมน้ำ"]


def make_team_of_today(code="33010105"):
    """A team that has served since the year began."""
    target = make.make_target(make.make_village(code), year=make.make_year(2570))
    team = make.make_team(target)
    team.trainers.update(started=timezone.localdate() - datetime.timedelta(days=200))
    return team


def make_trainer(team, seat, names):
    """The account of the trainer in this seat, with a household of each name."""
    trainer = team.seated()[seat]
    for place, name in enumerate(names, start=1):
        first, last = name.rsplit(" ", 1)
        names = {"title": first[:3], "first_name": first[3:], "last_name": last}
        household = make.make_household(team.target_village.village, **names)
        enrolment = make.make_enrolment(team.target_village, household=household)
        make.make_assignment(
            enrolment, trainer, place=place, started=timezone.localdate() - datetime.timedelta(days=100)
        )
    user = make.make_trainer_user(trainer.sage)
    user.first_name, user.last_name = trainer.sage.first_name, trainer.sage.last_name
    user.save()
    return user


def make_pictures(folder: Path, count: int, size=(1600, 1200)) -> list[Path]:
    """Photos with something to see in them, each another."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"photo{number}.jpg"
        Image.effect_noise((size[0] // 8, size[1] // 8), 30 + number).resize(size).convert("RGB").save(path, quality=85)
        paths.append(path)
    return paths
