"""A village with its team, and the phone of one of its trainers."""

import pytest
from django.utils import timezone

from tests.phone import Phone, account_of, village_team


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def world():
    team, trainer, enrolment, _assignment = village_team()
    account_of(trainer.sage)
    return team, trainer, enrolment


@pytest.fixture
def phone(world):
    return Phone().come_in(world[1].sage.user)


@pytest.fixture
def enrolment(world):
    return world[2]
