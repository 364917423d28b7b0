"""What hands do at a page: paste from a sheet, press, and count how often a page was loaded."""

import re
from contextlib import contextmanager

PASSWORD = "samma-test"  # of every account that tests.factories makes
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def sign_in(page, user, password=PASSWORD):
    """By the form, from the first page."""
    page.goto("/")
    page.locator("[name=login]").fill(user.username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.get_by_role("button", name="เข้าสู่ระบบ").wait_for(state="detached")


def press(page, name, *, within="main"):
    """A button or link of the page by its words; the next page is there afterwards."""
    button = page.locator(within).get_by_role("button", name=name, exact=True)
    link = page.locator(within).get_by_role("link", name=name, exact=True)
    with page.expect_navigation(wait_until="load"):
        button.or_(link).first.click()


def paste(page, cell, rows):
    """Rows of cells, as Excel puts them on the clipboard, into the grid from this cell on."""
    page.locator(f"#id_{cell}").focus()
    page.evaluate(PASTE, "\n".join("\t".join(map(str, row)) for row in rows))


def said(page) -> str:
    """What the page says was done."""
    return page.locator(".message").first.inner_text()


@contextmanager
def page_loads(page):
    """The addresses of the pages that were loaded meanwhile."""
    loaded = []

    def count(frame):
        if frame == page.main_frame:
            loaded.append(re.sub(r"^https?://[^/]+", "", frame.url))

    page.on("framenavigated", count)
    yield loaded
    page.remove_listener("framenavigated", count)
