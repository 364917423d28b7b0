"""Browser tests drive Debian's own chromium: nothing is downloaded for them."""

import shutil

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    # Without a sandbox of its own, because tests also run as root inside containers.
    return browser_type_launch_args | {"executable_path": found, "args": ["--no-sandbox", "--disable-gpu"]}
