"""Where the five real documents are: beside the repository and never in it, because they name real people."""

from pathlib import Path

import pytest
from django.conf import settings

SOURCES = Path(settings.BASE_DIR).parent / "shared" / "sources"
COUNT = 5


def real_documents() -> list[Path]:
    """The five texts in order; without them the test is skipped and says so."""
    found = sorted(SOURCES.glob("*.txt"))
    if len(found) < COUNT:
        pytest.skip(f"the five real documents are not in ../shared/sources ({len(found)} found): nothing was compared")
    return found


def real_document(start: str) -> Path:
    """The one whose name begins so."""
    return next(path for path in real_documents() if path.name.startswith(start))
