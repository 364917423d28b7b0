"""What every test stands on: a phone key, the whole of hypothesis the same each time, plain static files."""

import hypothesis
import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from tests import migrated

DATABASES = {"db", "transactional_db", "django_db_setup", "live_server"}

# Derandomised: a red run is red again. Another seed: pytest --hypothesis-seed=N --hypothesis-profile=default
hypothesis.settings.register_profile("samma", derandomize=True, deadline=None)
hypothesis.settings.load_profile("samma")
MAKING = pytest.StashKey[migrated.Making]()


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
    if getattr(config.option, "numprocesses", None) and not config.option.reuse_db and not config.option.collectonly:
        config.stash[MAKING] = migrated.Making()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    if MAKING in node.config.stash:
        node.workerinput["migrated"] = str(node.config.stash[MAKING].path)


def pytest_unconfigure(config):
    if MAKING in config.stash:
        config.stash[MAKING].end()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What touches no database, and what is marked as shown `once`, runs with SQLite and not again beside PostgreSQL."""
    if connection.vendor == "postgresql":
        kept = [item for item in items if touches_a_database(item) and not item.get_closest_marker("once")]
        if len(kept) < len(items):
            config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
            items[:] = kept
    if workers := getattr(config, "workerinput", {}).get("workercount"):
        items[:] = in_order(items, workers)


def in_order(items, workers) -> list:
    """For so many workers, each of whom begins with his part of the list: first what needs no database, which is being made;
    then what takes long, so that at the end, when they share what is left, only short tests are left."""
    quick, long, others = [], [], []
    for item in items:
        group = long if item.get_closest_marker("long") else others if touches_a_database(item) else quick
        group.append(item)
    parts = []
    for worker in range(workers):
        begin = [*quick[worker::workers], *long[worker::workers]]
        left = workers - worker
        size = (len(items) - sum(map(len, parts))) // left
        taken = max(size - len(begin), 0) if left > 1 else len(others)
        parts.append(begin + others[:taken])
        del others[:taken]
    return [item for part in parts for item in part]


def touches_a_database(item) -> bool:
    asks = DATABASES & set(item.fixturenames) or item.get_closest_marker("django_db")
    return bool(asks) or issubclass(item.cls or object, TransactionTestCase)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """A worker takes a copy of the one database that was migrated; alone, pytest-django makes it."""
    worker = getattr(request.config, "workerinput", {})
    source = migrated.made(worker["migrated"]) if "migrated" in worker else ""
    if source:
        with django_db_blocker.unblock():
            before = migrated.copy_for(worker["workerid"], source)
    else:
        request.getfixturevalue("django_db_setup")
    yield
    with django_db_blocker.unblock():
        # A server that was killed in the middle may leave its session; the test's database goes away all the same.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        if source:
            connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture
def officer(client):
    """An officer who has signed in, where a file has none of its own."""
    from tests.factories import make_officer  # the models are there only after Django has been set up

    user = make_officer()
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """Photos of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
