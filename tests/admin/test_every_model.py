"""Every model's own screens of the admin: its list, a row and its history, as the department sees them and as the next district does."""

import re

import pytest

from tests.admin.test_screens import NATIONAL, SCREENS, address, text_of
from tests.factories import make_department, make_officer, make_record
from tests.kept import keep_rows
from tests.sheets.district import make_district
from villages.models import Area


def make_rows():
    make_district()
    make_record("3301")


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """Rows of every model in district 3301."""
    yield from keep_rows(make_rows, django_db_blocker, tmp_path_factory)


@pytest.fixture
def district(kept_rows, db, settings):
    _nothing, settings.MEDIA_ROOT = kept_rows


@pytest.mark.once
@pytest.mark.parametrize("model", SCREENS, ids=lambda model: model._meta.model_name)
def test_list_page_and_history_are_thai_and_count_no_christian_years(client, district, model):
    client.force_login(make_department())
    row = model._default_manager.first()
    pages = (
        [address(model), address(model, "change", row.pk), address(model, "history", row.pk)]
        if row
        else [address(model)]
    )
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        shown = text_of(response)
        assert not re.search(r"\b(19[0-9]{2}|20[0-9]{2})\b", re.sub(r"t-\w+", "", shown)), (page, shown)
        assert not re.search(r'value="(19|20)[0-9]{2}-', response.content.decode())
        # CSP: nothing inline
        assert not re.search(
            r"<[^>]+\sstyle=|<script(?![^>]*src=)(?![^>]*json)[^>]*>|\son[a-z]+=", response.content.decode()
        )


@pytest.mark.parametrize("model", SCREENS, ids=lambda model: model._meta.model_name)
def test_rows_of_another_district_do_not_exist(client, district, model):
    row = model._default_manager.first()
    client.force_login(make_officer("3302", is_staff=True))
    response = client.get(address(model))
    assert response.status_code == 200
    if model in NATIONAL or row is None:
        return
    assert response.context["cl"].queryset.count() == (Area.objects.under("3302").count() if model is Area else 0)
    for kind in ("change", "history", "delete"):
        assert client.get(address(model, kind, row.pk)).status_code in (404, 403)
