"""Every list goes out as it is seen: the same rows, filters, search, order and scope; the same text; written down."""

import io

import openpyxl
import pytest
from django.urls import reverse

from samma.progress.outgoing.lists import LISTS
from tests.factories import (
    make_record,
)
from tests.sheets.district import make_district

pytestmark = pytest.mark.django_db

PAGES = {
    "targets": "target-list",
    "villages": "village-list",
    "sages": "sage-list",
    "households": "household-list",
    "visits": "visit-list",
    "groups": "group-list",
    "records": "record-list",
}


def taken(client, key, query="", kind="xlsx"):
    """The rows of an export below its heads, each as a dict."""
    response = client.get(f"{reverse('list-export', args=[key])}?{query}&format={kind}")
    assert response.status_code == 200, response.content[:300]
    content = b"".join(response.streaming_content)
    heads, *rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "print", "pdf"])
def test_every_list_goes_out(client, key, kind):
    client.force_login(make_district())
    make_record("3301")
    response = client.get(f"{reverse('list-export', args=[key])}?format={kind}")
    if kind in ("print", "pdf") and LISTS[key].paper is None:
        assert response.status_code == 404
        return
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert content.startswith({"xlsx": b"PK", "print": b"PK", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF"}[kind])
