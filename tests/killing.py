"""A real server whose workers are killed while phones send: what they were told is kept, is kept.

gunicorn with two processes of four threads on the database of the test; each kill is a SIGKILL at a random moment, and
the master forks a new process at once. A phone repeats a batch until it is answered, as the field page does.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from tests.phone import picture, record, sha256, told

ROOT = Path(__file__).resolve().parents[1]
CSRF = "a" * 32
BATCH = 5
PATIENCE = 60  # seconds for one answer, repeats and all


def database_url() -> str:
    """The test's database as another process reaches it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def session_of(user) -> str:
    """The key of a session that is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


@contextmanager
def server(media: Path, workers: int = 2):
    """The running master process and its port; nothing of it is left afterwards."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "samma.settings",
        "DATABASE_URL": database_url(),
        "MEDIA_ROOT": str(media),
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEY": settings.FIELD_KEYS[0],
        "DEBUG": "off",
        "HTTPS": "off",
        "REQUIRE_MFA": "off",
    }
    asked = [sys.executable, "-m", "gunicorn", "samma.wsgi", "--bind", f"127.0.0.1:{port}", "--preload"]
    asked += ["--worker-class", "gthread", "--workers", str(workers), "--threads", "4", "--keep-alive", "0"]
    asked += ["--no-control-socket", "--graceful-timeout", "1", "--log-level", "critical"]
    master = subprocess.Popen(asked, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _until_it_answers(port)
        yield master, port
    finally:
        os.killpg(master.pid, signal.SIGKILL)
        master.wait()


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            pass
        if time.monotonic() > end:
            raise AssertionError("the server does not answer")
        time.sleep(0.05)


def workers_of(master: subprocess.Popen) -> list[int]:
    """The processes that the master has forked."""
    children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def kill_some(master: subprocess.Popen, phones: list["SendingPhone"], times: int, chance: random.Random) -> None:
    """Kill a worker at so many random moments, each while phones are being answered: a dead server proves nothing."""
    for _ in range(times):
        heard, end = _heard(phones), time.monotonic() + 10
        while _heard(phones) == heard and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05))
        present = workers_of(master)
        if present:
            with suppress(ProcessLookupError):  # it was gone between the looking and the blow
                os.kill(chance.choice(present), signal.SIGKILL)


def _heard(phones: list["SendingPhone"]) -> int:
    return sum(phone.heard for phone in phones)


class SendingPhone(threading.Thread):
    """Sends batch after batch, and some photos, until it is told to stop; remembers what it was promised."""

    def __init__(self, port: int, session: str, enrolments: list, seed: int):
        super().__init__(daemon=True)
        self.port, self.session, self.enrolments = port, session, enrolments
        self.chance = random.Random(seed)  # noqa: S311 a play of chance that is the same each time
        self.enough = threading.Event()
        self.visits, self.photos, self.faults, self.repeats, self.heard = {}, {}, [], 0, 0

    def run(self):
        try:
            while not self.enough.is_set():
                self._one_batch()
        except (AssertionError, ValueError, KeyError) as fault:
            self.faults.append(repr(fault))

    def _one_batch(self) -> None:
        today = timezone.localdate()
        records = [
            record(told(self.chance.choice(self.enrolments), today, problem=f"เรื่องที่ {self.chance.random()}"))
            for _ in range(BATCH)
        ]
        body = json.dumps({"records": records}).encode()
        for _ in range(self.chance.choice([1, 1, 2])):  # sometimes the phone did not hear the answer
            answers = self._until_told("POST", "/api/field/sync", body)["results"]
            for sent, result in zip(records, answers, strict=True):
                assert result["status"] in ("created", "same"), result
                assert result["hash"] == sha256(sent["content"])
                self.visits[sent["id"]] = result["hash"]
        if self.chance.random() < 0.3:
            self._one_photo(records[0]["id"])

    def _one_photo(self, visit: str) -> None:
        photo, body = str(uuid.uuid4()), picture()
        told_back = self._until_told("PUT", f"/api/field/photos/{photo}?visit={visit}", body, sha256(body))
        assert told_back["status"] in ("created", "same"), told_back
        self.photos[photo] = visit

    def _until_told(self, method: str, path: str, body: bytes, body_hash: str = "") -> dict:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                status, answer = self._ask(method, path, body, body_hash)
            except (OSError, http.client.HTTPException):
                self.repeats += 1
                continue
            if status == 200:
                self.heard += 1
                return json.loads(answer)
            assert status >= 500, (status, answer)
            self.repeats += 1
        raise AssertionError(f"no answer to {path} for {PATIENCE} s")

    def _ask(self, method: str, path: str, body: bytes, body_hash: str) -> tuple[int, bytes]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            headers = {
                "Content-Type": "application/json",
                "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
                "X-CSRFToken": CSRF,
                "X-Content-SHA256": body_hash,
            }
            asked.request(method, path, body, headers)
            response = asked.getresponse()
            return response.status, response.read()
        finally:
            asked.close()


def play(phones: list[SendingPhone], master: subprocess.Popen, kills: int, seed: int) -> None:
    """All phones send while workers die; returns when each has its last answer."""
    for phone in phones:
        phone.start()
    kill_some(master, phones, kills, random.Random(seed))  # noqa: S311
    for phone in phones:
        phone.enough.set()
    for phone in phones:
        phone.join(PATIENCE + 10)
    faults = [fault for phone in phones for fault in phone.faults]
    assert not faults, faults
    assert not any(phone.is_alive() for phone in phones), "a phone waits for ever"
