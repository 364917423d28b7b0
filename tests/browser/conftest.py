"""Real pages in headless chromium: every page is watched for script errors and blocked content."""

import os
import shutil

import pytest
from django.conf import settings

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("SAMMA_CHROMIUM", shutil.which("chromium") or "")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return browser_type_launch_args | {"args": quiet} | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "th-TH", "timezone_id": "Asia/Bangkok", "viewport": DESK}


@pytest.fixture
def open_as(live_server, client, new_context):
    """`open_as(user, phone=False)` gives a page that is signed in; a script error or a blocked piece fails the test."""
    faults = []

    def open_page(user=None, *, phone=False):
        context = new_context(base_url=live_server.url, viewport=PHONE if phone else DESK)
        if user is not None:
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    unexpected = [fault for fault in faults if "404 (Not Found)" not in fault and "403 (Forbidden)" not in fault]
    assert unexpected == []
