"""The phone page on a slow phone, a bad network and under the axe: how quick, how light, and that nothing is lost.

The long forms of the tests in tests/browser/test_field_offline.py: a hundred kills of the browser while it is typed in, five
minutes of a network that drops a third of all exchanges. SAMMA_BENCH_KILLS and SAMMA_BENCH_BAD_SECONDS shorten them.
"""

import base64
import contextlib
import os
import random
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.desk import SQLITE, open_database, table

KILLS = int(os.environ.get("SAMMA_BENCH_KILLS", "100"))
BAD_SECONDS = int(os.environ.get("SAMMA_BENCH_BAD_SECONDS", "300"))
SLOWER = 6
MOST_MS = 100
MOST_KB = 120
# From the tap to the frame after the page has answered it, as the browser itself measures it (Event Timing).
WATCH = """() => {
  window.taps = {};
  const note = (entry) => { window.taps[entry.interactionId] = Math.max(window.taps[entry.interactionId] || 0, entry.duration); };
  new PerformanceObserver((list) => list.getEntries().filter((entry) => entry.interactionId).forEach(note))
    .observe({ type: "event", durationThreshold: 16, buffered: true });
}"""


class Desk:
    """A server, a browser and people, as the tests have them."""

    def __init__(self, folder: Path, playwright):
        import shutil

        from django.conf import settings
        from django.db import connection

        from tests.browser.server import Server

        settings.MEDIA_ROOT = folder / "media"
        self.folder, self.count = folder, 0
        self.browser_type = playwright.chromium
        found = os.environ.get("SAMMA_CHROMIUM") or shutil.which("chromium")
        self.arguments = {"args": ["--no-sandbox", "--disable-gpu"]} | ({"executable_path": found} if found else {})
        self.server = Server(
            database=connection.settings_dict["NAME"],
            media=settings.MEDIA_ROOT,
            secret=settings.SECRET_KEY,
            field_key=settings.FIELD_KEYS[0],
        )
        self.server.start()

    def trainer(self):
        from tests.browser.field_rows import NAMES, make_team_of_today, make_trainer

        self.count += 1
        team = make_team_of_today(f"3301{self.count:02}05")
        return make_trainer(team, 1, NAMES[:3])

    def phone(self, user, url=None):
        from tests.browser.phone import Phone

        phone = Phone(self.browser_type, self.arguments, self.folder / f"phone{self.count}", url or self.server.url)
        phone.open(path=None)
        phone.sign_in(user)
        phone.go()
        phone.page.locator(".person").first.wait_for()
        phone.keeps_itself()
        return phone


def first_load(desk) -> float:
    """KB over the wire until the page is on the phone and works without a signal."""
    from tests.browser.server import BadNetwork

    network = BadNetwork(desk.server.port)
    phone = desk.phone(desk.trainer(), network.url)
    phone.page.wait_for_timeout(500)
    phone.close()
    network.close()
    return network.carried / 1024


def taps(desk) -> list[float]:
    """Milliseconds of every tap of two visits on a CPU slowed down, taps on the keypad and while it sends among them."""
    phone = desk.phone(desk.trainer())
    phone.context.new_cdp_session(phone.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.page.evaluate(WATCH)
    from tests.browser.field_rows import NAMES

    for name in NAMES[:2]:
        phone.log(name)
    phone.page.wait_for_timeout(1000)
    taken = phone.page.evaluate("Object.values(window.taps)")
    phone.close()
    return taken


def kills(desk) -> int:
    """How many kills the words of a draft came through; raises where one did not."""
    from tests.browser.field_rows import NAMES
    from tests.browser.test_field_offline import kill_while_typing, reach_the_problem

    phone = desk.phone(desk.trainer())
    reach_the_problem(phone, NAMES[0])
    phone.page.locator("textarea").fill("ก")
    phone.page.wait_for_timeout(1000)
    kill_while_typing(phone, KILLS, random.Random(7))  # noqa: S311 the same each time
    phone.close()
    return KILLS


def bad_network(desk) -> tuple[int, int, str, float]:
    """(visits written, rows on the server, exchanges dropped of all, the page's longest silence in ms)."""
    from households.models import Visit, VisitPhoto
    from tests.browser.field_rows import NAMES, make_pictures
    from tests.browser.server import BadNetwork
    from tests.browser.test_field_offline import log_over_a_bad_network

    network = BadNetwork(desk.server.port)
    user = desk.trainer()
    phone = desk.phone(user, network.url)
    network.drops, network.delay, network.passed = 0.3, 2, 0
    count, silence = log_over_a_bad_network(phone, NAMES[:3], make_pictures(desk.folder / "camera", 2), BAD_SECONDS)
    lost = f"{network.dropped} of {network.dropped + network.passed}"
    network.heal()
    phone.has_sent_all(seconds=120)
    phone.close()
    network.close()
    mine = Visit.objects.filter(keyed_by=user)
    photos = VisitPhoto.objects.filter(visit__in=mine).count()
    if mine.count() != count or photos != count:
        raise SystemExit(f"{count} visits written, {mine.count()} visits and {photos} photos stored")
    return count, mine.count(), lost, silence


@contextlib.contextmanager
def undisturbed():
    """Where the machine lets us, before all else that runs on it: a tap is measured, and not the neighbours."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
    except PermissionError:
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


@contextlib.contextmanager
def open_desk():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(Path(folder), playwright)
        try:
            yield desk
        finally:
            desk.server.stop()


def section() -> str:
    with undisturbed(), open_desk() as desk:
        kilobytes, tapped = first_load(desk), taps(desk)
    slowest, most = max(tapped), statistics.quantiles(tapped, n=20)[-1]
    with open_desk() as desk:
        desk.count = 50  # other people than those before
        written, stored, dropped, silence = bad_network(desk)
        came_through = kills(desk)
    kept = (
        kilobytes <= MOST_KB and slowest <= MOST_MS and written == stored and silence < 1000 and came_through == KILLS
    )
    rows = [
        ("first load, until it works without a signal (KB over the wire)", f"{kilobytes:.0f}", f"≤ {MOST_KB}"),
        (f"a tap answered, CPU ÷ {SLOWER}, median of {len(tapped)} (ms)", f"{statistics.median(tapped):.0f}", ""),
        (f"a tap answered, CPU ÷ {SLOWER}, 95 of 100 within (ms)", f"{most:.0f}", ""),
        (f"a tap answered, CPU ÷ {SLOWER}, slowest (ms)", f"{slowest:.0f}", f"≤ {MOST_MS}"),
        (f"visits written in {BAD_SECONDS} s of a network with {dropped} exchanges dropped", written, ""),
        ("of these on the server afterwards, each once, each with its photo", stored, f"= {written}"),
        ("longest silence of the page meanwhile (ms)", f"{silence:.0f}", "< 1000"),
        ("kills of the browser while typing, at most one second lost at each", came_through, f"= {KILLS}"),
    ]
    return "\n".join(
        [
            "## The phone page",
            "",
            "Real chromium against gunicorn on SQLite, on the same machine. The first load and the taps of two visits run",
            "before all else on the machine, where it allows that. The proxy drops 30 % of all exchanges, half of them after",
            f"the server has answered, and delays each by two seconds. All that is asked: {'kept' if kept else 'NOT KEPT'}.",
            "",
            table(["what", "measured", "asked"], rows),
        ]
    )


if __name__ == "__main__":
    os.environ.setdefault("FIELD_KEY", base64.urlsafe_b64encode(os.urandom(32)).decode())
    os.environ.setdefault("SECRET_KEY", base64.urlsafe_b64encode(os.urandom(48)).decode())
    # A file of its own: a suite that runs beside this one makes its own anew.
    os.environ.setdefault("SAMMA_TEST_DB", str(Path(tempfile.mkdtemp()) / "bench.sqlite3"))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_database(SQLITE):
        print(section())
