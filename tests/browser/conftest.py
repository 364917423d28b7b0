"""Real pages in headless chromium: every page is watched for script errors and blocked content."""

import os
import shutil
import sqlite3

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.browser.phone import Phone, session_of
from tests.browser.server import Server

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("SAMMA_CHROMIUM", shutil.which("chromium-headless-shell") or shutil.which("chromium") or "")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return browser_type_launch_args | {"args": quiet} | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "th-TH", "timezone_id": "Asia/Bangkok", "viewport": DESK}


@pytest.fixture
def come_in(live_server, browser, browser_context_args):
    """`come_in(user, width)` gives the page of a browser of its own, signed in; None is anyone."""
    contexts = []

    def come(user, width):
        options = {"base_url": live_server.url, "viewport": width, "reduced_motion": "reduce"}
        context = browser.new_context(**browser_context_args | options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_of(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def open_as(come_in):
    """`open_as(user, phone=False)` gives a page that is signed in; a script error or a blocked piece fails the test."""
    faults = []

    def open_page(user=None, *, phone=False):
        page = come_in(user, PHONE if phone else DESK)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    unexpected = [fault for fault in faults if "404 (Not Found)" not in fault and "403 (Forbidden)" not in fault]
    assert unexpected == []


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory):
    """What loading the demo made, kept for the next test: (the database in memory, the folder of its photos)."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    yield database, tmp_path_factory.mktemp("demo") / "media"
    database.close()


@pytest.fixture
def demo(live_server, kept_demo, media):
    """The demo, behind the live server: loaded once, and laid down again as a whole for each further test."""
    kept, photos = kept_demo
    connection.ensure_connection()
    if photos.exists():
        shutil.copytree(photos, media)
        kept.backup(connection.connection)
    else:
        call_command("load_demo", verbosity=0)
        shutil.copytree(media, photos)
        connection.connection.backup(kept)


@pytest.fixture(scope="session")
def one_field_server(django_db_setup, tmp_path_factory):
    """One for all tests of a worker: it stands on the same database, whose rows each test makes and takes away."""
    server = Server(
        database=connection.settings_dict["NAME"],
        media=tmp_path_factory.mktemp("media"),
        secret=settings.SECRET_KEY,
        field_key=settings.FIELD_KEYS[0],
    )
    yield server
    server.stop()


@pytest.fixture
def field_server(one_field_server, transactional_db, settings, media):
    """A real server that a test may stop and start."""
    settings.MEDIA_ROOT = one_field_server.media
    one_field_server.start()
    return one_field_server


@pytest.fixture
def new_phone(field_server, browser_type, browser_type_launch_args, tmp_path):
    """`new_phone()` gives a phone that is off; a script error on any of them fails the test."""
    phones = []

    def make(url=None):
        folder = tmp_path / f"phone{len(phones)}"
        phones.append(Phone(browser_type, browser_type_launch_args, folder, url or field_server.url))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()
    assert [fault for phone in phones for fault in phone.faults] == []
