"""What the tests of knowledge find laid out."""

import pytest

from tests.knowledge.shelf import make_shelf


@pytest.fixture
def shelf():
    """A yearly book of five records, which are there."""
    return make_shelf()
