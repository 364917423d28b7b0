"""A trainer's phone as a browser of its own: with a store that outlives it, and an end by force."""

import contextlib
import os
import re
import signal
import time
from pathlib import Path

from django.conf import settings
from django.test import Client

from tests.browser.server import STRANGE_HOST, until

SCREEN = {"width": 360, "height": 640}
ALL_SENT = "ส่งครบแล้ว"
CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((over) => serviceWorker.addEventListener("controllerchange", over, { once: true }));
}"""
SEASON = 180 * 24 * 3600
QUIET = [f"--host-resolver-rules=MAP {STRANGE_HOST} 127.0.0.1", "--disable-features=Translate,OptimizationHints"]


def session_of(user, address):
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


class Hands:
    """What a trainer does on the phone page."""

    def __init__(self, page=None):
        self.page = page

    def press(self, name):
        self.page.locator("main, #bottom").get_by_role("button", name=name, exact=True).first.click()

    def is_asked(self, heading):
        self.page.get_by_role("heading", name=heading, level=1).wait_for()

    def begin(self, name):
        self.page.locator(".person", has_text=name).locator(".person-go").click()
        self.is_asked("ทำอาชีพอยู่หรือไม่")

    def answer_all(self, *, produced="ผักบุ้ง 5 กำ", photos=()):
        """Every question up to the last look, the shortest way."""
        self.press("ทำอยู่")
        self.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
        for key in "250":
            self.press(key)
        self.press("ต่อไป")
        self.is_asked("ลดรายจ่ายได้เท่าใด")
        self.press("ยังไม่มี")
        self.is_asked("ได้ผลผลิตอะไร เท่าใด")
        self.page.locator("textarea").fill(produced)
        self.press("ต่อไป")
        self.is_asked("มีปัญหาอะไรหรือไม่")
        self.press("ไม่มีปัญหา")
        self.is_asked("ต้องการให้ช่วยเรื่องใด จากใคร")
        self.press("ไม่ต้องการ")
        self.is_asked("ตกลงกันว่าจะทำอะไรต่อ")
        self.press("ทำต่อเหมือนเดิม")
        self.is_asked("นัดเยี่ยมครั้งต่อไป")
        self.page.get_by_role("button", name=re.compile("^อีก 2 สัปดาห์")).click()
        self.is_asked("ถ่ายภาพ")
        if photos:
            self.page.set_input_files("#photo-pick", list(photos))
            self.page.locator(".pictures li").nth(len(photos) - 1).wait_for()
        self.press("ต่อไป")
        self.is_asked("ตรวจดูก่อนบันทึก")

    def log(self, name, **answers):
        """A whole visit."""
        self.begin(name)
        self.answer_all(**answers)
        self.save(name)

    def save(self, name):
        self.press("บันทึกการเยี่ยม")
        self.page.get_by_text(f"บันทึกการเยี่ยม {name} ไว้แล้ว").wait_for()


class Phone(Hands):
    """`open` begins where the last end left off: the folder is the phone's own storage."""

    def __init__(self, browser_type, arguments: dict, folder: Path, url: str):
        super().__init__()
        self.browser_type, self.arguments, self.folder, self.url = browser_type, arguments, folder, url
        self.context = None
        self.faults = []

    def open(self, path="/field/", **options):
        launch = self.arguments | {"args": [*self.arguments.get("args", []), *QUIET]}
        self.context = self.browser_type.launch_persistent_context(
            self.folder,
            **launch,
            base_url=self.url,
            viewport=SCREEN,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
            has_touch=True,
            **options,
        )
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(40_000)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        if path:
            self.go(path)
        return self.page

    def go(self, path="/field/"):
        self.page.goto(path)
        self.page.locator("body[data-ready=yes]").wait_for()

    def sign_in(self, user):
        """As the officer's QR does: a session for a season."""
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            self.context.clear_cookies(name=name)
        self.context.add_cookies([session_of(user, self.url) | {"expires": time.time() + SEASON}])

    def close(self):
        if self.context is not None:
            self.context.close()
            self.context = None

    def kill(self):
        """The whole browser ends in the middle of whatever it does."""
        for pid in self._browser():
            os.kill(pid, signal.SIGKILL)
        until(lambda: not self._browser(), 10, "the browser lives on")
        with contextlib.suppress(Exception):  # it is gone: that was the aim
            self.context.close()
        self.context = None

    def _browser(self) -> list[int]:
        """The browser's own process, known by the phone's folder."""
        mark, found = f"--user-data-dir={self.folder}".encode(), []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if mark in words and state != "Z" and not any(word.startswith(b"--type=") for word in words):
                found.append(int(entry.name))
        return found

    def keeps_itself(self):
        """The page is on the phone: from here on it opens without a server."""
        self.page.evaluate(CONTROLLED)

    def status(self) -> str:
        return self.page.locator("#status-words").inner_text()

    def says(self, words, seconds=40):
        """Waits until the line at the top says it."""
        self.page.locator("#status-words", has_text=words).wait_for(timeout=seconds * 1000)

    def has_sent_all(self, seconds=40):
        """Waits until nothing waits on the phone, and the line says so."""
        until(lambda: self.page.evaluate(WAITING) == 0, seconds, f"still here: {self.status()}")
        self.says(ALL_SENT)

    def stored(self) -> str:
        """Everything that a script could find on this phone, as one text."""
        return self.page.evaluate(DUMP)


WAITING = """async () => {
  const base = await new Promise((done) => { const ask = indexedDB.open("samma-field"); ask.onsuccess = () => done(ask.result); });
  const count = (store) => new Promise((done) => { const ask = base.transaction(store).objectStore(store).count(); ask.onsuccess = () => done(ask.result); });
  const waiting = (await count("outbox")) + (await count("photos"));
  base.close();
  return waiting;
}"""

# IndexedDB, caches and both web storages; bytes are read as text, so that what is not sealed shows.
DUMP = """async () => {
  const text = (value) => {
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (value instanceof CryptoKey) return `[key ${value.extractable}]`;
    if (Array.isArray(value)) return value.map(text).join(" ");
    if (value && typeof value === "object") return Object.entries(value).map(([k, v]) => `${k}=${text(v)}`).join(" ");
    return String(value);
  };
  const found = [];
  for (const { name, version } of await indexedDB.databases()) {
    const base = await new Promise((done) => { const ask = indexedDB.open(name, version); ask.onsuccess = () => done(ask.result); });
    for (const store of base.objectStoreNames) {
      const all = (how) => new Promise((done) => { const ask = base.transaction(store).objectStore(store)[how](); ask.onsuccess = () => done(ask.result); });
      found.push(store, text(await all("getAllKeys")), text(await all("getAll")));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
  }
  found.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie);
  return found.join("\\n");
}"""
