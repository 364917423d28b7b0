"""What every test stands on: a phone key, the whole of hypothesis the same each time, plain static files."""

import hypothesis
import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

DATABASES = {"db", "transactional_db", "django_db_setup", "live_server"}

# Derandomised: a red run is red again. Another seed: pytest --hypothesis-seed=N --hypothesis-profile=default
hypothesis.settings.register_profile("samma", derandomize=True, deadline=None)
hypothesis.settings.load_profile("samma")


def pytest_configure(config):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    settings.SECURE_SSL_REDIRECT = False
    settings.REQUIRE_MFA = False
    settings.WHITENOISE_AUTOREFRESH = True  # nothing was collected: files come from where they lie
    settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nobody's password


def pytest_collection_modifyitems(config, items):
    """What touches no database is shown once: with SQLite, and not again beside PostgreSQL."""
    if connection.vendor != "postgresql":
        return
    kept = [item for item in items if touches_a_database(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def touches_a_database(item) -> bool:
    asks = DATABASES & set(item.fixturenames) or item.get_closest_marker("django_db")
    return bool(asks) or issubclass(item.cls or object, TransactionTestCase)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A server that was killed in the middle may leave its session; the test's database goes away all the same."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """Photos of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
