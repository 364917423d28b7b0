"""What `manage.py check` says at start before it would fail later."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.checks import registry

from samma import checks


def postgres(ctype):
    """A connection to a PostgreSQL whose letters are told by `ctype`."""

    @contextmanager
    def cursor():
        yield SimpleNamespace(execute=lambda sql: None, fetchone=lambda: (ctype,))

    return {"default": SimpleNamespace(vendor="postgresql", cursor=cursor)}


@pytest.mark.parametrize(
    ("ctype", "found"), [("C", ["samma.E001"]), ("POSIX", ["samma.E001"]), ("C.UTF-8", []), ("th_TH.UTF-8", [])]
)
def test_a_database_that_knows_no_thai_letters_is_named(monkeypatch, ctype, found):
    monkeypatch.setattr(checks, "connections", postgres(ctype))

    assert [message.id for message in checks.check_letters(None, databases=["default"])] == found


def test_the_database_of_this_suite_knows_thai_letters(db):
    assert checks.check_letters(None, databases=["default"]) == []


@pytest.mark.parametrize(("tables", "found"), [([], ["samma.W002"]), (["cache_entry"], [])])
def test_a_missing_table_for_rate_limits_is_named(monkeypatch, tables, found):
    fake = SimpleNamespace(introspection=SimpleNamespace(table_names=lambda: tables))
    monkeypatch.setattr(checks, "connections", {"default": fake})

    assert [message.id for message in checks.check_cache_table(None, databases=["default"])] == found


@pytest.mark.parametrize(("keys", "found"), [([], ["samma.E002"]), (["a key"], [])])
def test_a_missing_key_for_phone_numbers_is_named_before_deployment(settings, keys, found):
    settings.FIELD_KEYS = keys

    assert [message.id for message in checks.check_field_key(None)] == found


@pytest.mark.parametrize(("key", "found"), [("", ["samma.E003"]), ("a key", [])])
def test_a_missing_signing_key_is_named_before_deployment(monkeypatch, key, found):
    monkeypatch.setenv("SECRET_KEY", key)

    assert [message.id for message in checks.check_secret_key(None)] == found


def test_the_checks_are_registered():
    known = registry.registry.registered_checks | registry.registry.deployment_checks

    ours = {"check_letters", "check_cache_table", "check_field_key", "check_secret_key", "check_libraries"}
    assert ours <= {c.__name__ for c in known}
