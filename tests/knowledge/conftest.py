"""What the tests of knowledge find laid out."""

import pytest

from samma.knowledge.book import making
from samma.knowledge.printing import papers
from tests.knowledge.shelf import make_shelf

RENDERED: dict = {}  # the same document is the same PDF: made once in a run


@pytest.fixture
def shelf(monkeypatch):
    """A yearly book of five records, which are there. Its sheets of page numbers are short, so that it takes several."""
    monkeypatch.setattr(making, "PER_FOLIO", 6)
    return make_shelf()


@pytest.fixture
def rendered_once(monkeypatch):
    """For tests that read one paper in many ways."""
    render = papers.render

    def known(html, *, images=None):
        key = (html, tuple((images or {}).items()))
        if key not in RENDERED:
            RENDERED[key] = render(html, images=images)
        return RENDERED[key]

    monkeypatch.setattr(papers, "render", known)
