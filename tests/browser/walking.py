"""One person walks the pages: each is asked for and read without the browser, which is quick, and then opened in it and looked at."""

import os
from pathlib import Path

import axe_playwright_python
from django.test import Client

from tests.browser.conftest import DESK, PHONE
from tests.screens import gregorian_years, latin_words, parts_of, typed_into

HERE = Path(__file__).parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
LOOK = (HERE / "looking.js").read_text().split("\n", 1)[1].strip().rstrip(";")
ASK_AXE = "() => axe.run({resultTypes: ['violations'], preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
FIELDS = "input:not([type=hidden]):not([type=password]), textarea"
SHOTS = os.environ.get("SAMMA_SHOTS")
WIDTHS = {"phone": PHONE, "desk": DESK}
NAMES = {"officer", "chief", "trainer", "province", "department", "demo"}  # the accounts' own names


class Walk:
    """One person in one browser, collecting what is wrong with each page."""

    def __init__(self, page, role, user=None):
        self.page, self.role = page, role
        self.faults, self.asked, self.said = [], [], []
        self.html = self.typed = ""  # of the page where he is, and what stands in its fields
        self.parts = set()  # what that page is made of, as the server sent it
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", self.listen)

    def listen(self, message) -> None:
        # A browser asks for this by itself, once, at some page of the admin, which names no icon.
        if message.type == "error" and not message.location.get("url", "").endswith("/favicon.ico"):
            self.said.append(message.text)

    def ask(self, name, address) -> bool:
        """Whether there is a page for this person."""
        answer = self.client.get(address)
        if answer.status_code >= 500:
            self.faults.append(f"{name}: {answer.status_code}")
        if answer.status_code != 200 or answer.streaming or "html" not in answer.get("content-type", ""):
            answer.close()
            return False
        self.html = answer.content.decode()
        self.typed, self.parts = typed_into(self.html), parts_of(self.html)
        self.asked.append(name)
        return True

    def open(self, name, address) -> None:
        """The page in the browser, with all that its scripts add."""
        self.said.clear()
        self.page.goto(address)
        self.hold()
        self.faults += [f"{name}: {said}" for said in self.said]

    def hold(self) -> None:
        """What the browser shows is what will be read."""
        self.html = self.page.content()
        self.typed = self.page.eval_on_selector_all(FIELDS, "fields => fields.map(field => field.value).join(' ')")

    def read(self, name, also=frozenset()) -> None:
        """Words and years, those in the fields too."""
        self.faults += [f"{name}: {word}" for word in latin_words(self.html, NAMES | also)]
        years = gregorian_years(self.html) + gregorian_years(f"<p>{self.typed}</p>")
        self.faults += [f"{name}: {year}" for year in years]

    def look(self, name, *, has_place) -> None:
        """At both widths: what fits, what a finger can press, and what axe finds."""
        if has_place and not self.page.locator(".crumbs li").count():
            self.faults.append(f"{name}: no breadcrumb")
        self.page.evaluate(AXE)
        for width, size in WIDTHS.items():
            self.page.set_viewport_size(size)
            self.faults += [f"{name} ({width}): {fault}" for fault in self.page.evaluate(LOOK)]
            self.examine(name, width)
            if SHOTS:
                self.page.screenshot(path=f"{SHOTS}/{self.role}-{width}-{name}.png", full_page=True)

    def examine(self, name, width) -> None:
        """What axe calls serious; the world's pages have no fault at all."""
        for one in self.page.evaluate(ASK_AXE)["violations"]:
            if one["impact"] in ("serious", "critical") or self.role == "anyone":
                where = "; ".join(str(node["target"]) for node in one["nodes"][:3])
                self.faults.append(f"{name} ({width}): {one['id']} {where}")
