"""Rows that all tests of a file begin with: made once, found by each as they were made, and taken back after the last."""

from django.db import transaction
from django.test import override_settings


def keep_rows(make, django_db_blocker, tmp_path_factory):
    """For a fixture of a module: gives what `make()` made, and the folder of its photos. Each test's own changes are undone after it."""
    photos = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=photos):
            made = make()
        yield made, photos
        transaction.set_rollback(True)
