"""A real server that can be stopped and started again, and the bad network in front of it."""

import collections
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STRANGE_HOST = "field.test"  # a name that is not this machine's: without https a browser keeps nothing for it


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Server:
    """gunicorn on the database of the test. `start` returns when it answers, `stop` when it is gone."""

    def __init__(self, database: str, media: Path, secret: str, field_key: str):
        self.media = media
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process = None
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.browser.field_settings",
            "DATABASE_URL": f"sqlite:///{database}",
            "MEDIA_ROOT": str(media),
            "SECRET_KEY": secret,
            "FIELD_KEY": field_key,
            "ALLOWED_HOSTS": f"127.0.0.1,localhost,{STRANGE_HOST}",
            "DEBUG": "off",
            "HTTPS": "off",
            "REQUIRE_MFA": "off",
        }

    def start(self, **environment: str) -> None:
        if self.process is not None:
            return
        asked = [sys.executable, "-m", "gunicorn", "samma.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        asked += ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--keep-alive", "0"]
        asked += ["--no-control-socket", "--graceful-timeout", "1", "--log-level", "critical"]
        self.process = subprocess.Popen(
            asked, cwd=ROOT, env=self.environment | environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        until(self.answers, 60, "the server does not answer")
        assert self.process.poll() is None, "somebody else answers at this port"

    def stop(self) -> None:
        """Gone, with every connection."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()


def until(is_so, seconds: float, otherwise: str) -> None:
    """Waits until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(otherwise)
        time.sleep(0.05)


PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: 36\r\n\r\n"
    b"<html><body>Free Wi-Fi!</body></html"
)


class BadNetwork:
    """A TCP proxy that delays every exchange and drops some: half of those before the server, half after it has answered.

    `is_portal`: it answers everything by itself, as the hotspot of a hotel does. `carried` counts the bytes to the phone,
    `asked` how often each address was asked for.
    """

    def __init__(self, port: int, *, drops: float = 0, delay: float = 0, seed: int = 4):
        self.target, self.drops, self.delay = port, drops, delay
        self.chance = random.Random(seed)  # noqa: S311 a play of chance that is the same each time
        self.dropped = self.passed = self.carried = 0
        self.asked = collections.Counter()
        self.counting = threading.Lock()
        self.is_portal = False
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def heal(self) -> None:
        self.drops = self.delay = 0

    def close(self) -> None:
        self.door.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._exchange, args=[client], daemon=True).start()

    def _exchange(self, client: socket.socket) -> None:
        """One connection is one exchange: the server behind closes after each."""
        fate = self.chance.random()
        with client:
            time.sleep(self.delay)
            if self.is_portal:
                client.recv(65536)
                client.sendall(PORTAL)
                return
            if fate < self.drops / 2:
                self._count(dropped=1)
                return  # lost on the way there
            try:
                first = client.recv(65536)
                if first:
                    self._count_asked(first.split(b" ", 2)[1].decode())
                with socket.create_connection(("127.0.0.1", self.target)) as server:
                    server.sendall(first)
                    there = threading.Thread(target=_pass_on, args=[client, server], daemon=True)
                    there.start()
                    if fate < self.drops:
                        self._count(dropped=1)
                        _swallow(server)  # the server has done it, and the answer is lost
                    else:
                        self._count(passed=1, carried=_pass_on(server, client))
            except OSError:
                return

    def _count_asked(self, address: str) -> None:
        with self.counting:
            self.asked[address] += 1

    def _count(self, **more: int) -> None:
        """Adds up under a lock: many exchanges end at the same moment."""
        with self.counting:
            for name, number in more.items():
                setattr(self, name, getattr(self, name) + number)


def _pass_on(source: socket.socket, target: socket.socket) -> int:
    """Everything that comes; how many bytes it was."""
    carried = 0
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
            carried += len(piece)
    except OSError:
        pass
    return carried


def _swallow(source: socket.socket) -> None:
    try:
        while source.recv(65536):
            pass
    except OSError:
        return
