"""A village's team, for what is done with its households."""

import pytest

from tests.factories import make_team


@pytest.fixture
def team():
    return make_team()
