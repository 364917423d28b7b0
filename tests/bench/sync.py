"""Phones that find a signal at the same moment: what the sync takes in, against a plain page of the same server.

The site runs as `make run` runs it: gunicorn with two processes of eight threads, every middleware, sessions in the
database. Each phone asks whoami and sends one batch of ten visits, as it does in the field.
"""

import contextlib
import datetime
import io
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

from cryptography.fernet import Fernet

from tests.bench.desk import POSTGRES, SQLITE, has_postgres, open_database, table

ROOT = Path(__file__).resolve().parents[2]
VISITS = 10  # of one phone
SMALLEST, PAGE, SYNC = "smallest", "page", "sync"
PLAIN = {SMALLEST: "/healthz", PAGE: "/accounts/sessions/"}  # both to a signed-in trainer: session and user are read
PLAIN_TIMES = {SMALLEST: 6, PAGE: 2}
PHONES = {POSTGRES: 500, SQLITE: 30}
PLACE = {POSTGRES: "33", SQLITE: "3303"}
ROUNDS = {POSTGRES: 3, SQLITE: 5}  # each between two rounds of plain pages, so that a busy minute hits both
UNTIL = datetime.date(2026, 9, 20)  # inside the programme year that is generated


# --- what is there before ---------------------------------------------------------------------------------------------
def trainers_with_phones(phones: int) -> list[tuple[dict[str, str], list[int]]]:
    """So many signed-in trainers of the place: (cookies, numbers of their households)."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from households.models import Assignment
    from samma.accounts.models import Role, User
    from samma.accounts.phone_cookie import COOKIE
    from samma.accounts.phones import PHONE_IN_SESSION, enrol, make_phone
    from trainers.models import Sage, Trainer

    serving = list(Trainer.objects.serving().filter(assignments__ended=None).distinct().order_by("pk"))
    chosen = random.Random(1).sample(serving, phones)  # noqa: S311
    users = User.objects.bulk_create(User(username=f"phone{t.pk}", password="!", role=Role.TRAINER) for t in chosen)
    for trainer, user in zip(chosen, users, strict=True):
        Sage.objects.filter(pk=trainer.sage_id).update(user=user)
    households: dict[int, list[int]] = {}
    for trainer, enrolment in Assignment.objects.filter(trainer__in=chosen).values_list("trainer", "enrolment"):
        households.setdefault(trainer, []).append(enrolment)
    ready = []
    for trainer, user in zip(chosen, users, strict=True):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        phone, raw_token = make_phone("เครื่องสมมุติ")
        enrol(user, phone, now=timezone.now(), afresh=True)
        session[PHONE_IN_SESSION] = phone.pk
        session.create()
        ready.append(({"sessionid": session.session_key, COOKIE: raw_token}, households[trainer.pk]))
    return ready


def batch(households: list[int], nth: int, seed: int) -> str:
    """Ten visits as a phone sends them."""
    rng = random.Random(f"{seed}:{nth}")  # noqa: S311
    records = []
    for n in range(VISITS):
        on = UNTIL - datetime.timedelta(days=rng.randint(0, 20))
        content = {
            "enrolment": rng.choice(households),
            "on": on.isoformat(),
            "channel": "visit",
            "visited_by": None,
            "met": "หัวหน้าครัวเรือน",
            "practising": "yes",
            "produced": f"เห็ดนางฟ้า {rng.randint(1, 999)} ก้อน {rng.randint(1, 999)} กิโลกรัม ขายได้ {rng.randint(1, 99_999)} บาท",
            "gained_kind": "amount",
            "gained": f"{rng.randint(100, 2000)}.00",
            "saved_kind": "none",
            "saved": None,
            "problem": "ฝนตกติดต่อกันหลายวัน ก้อนเชื้อมีราบางส่วน" if n == 3 else "",
            "help_needed": "",
            "promise": "ทำต่อเนื่องและจดบัญชี",
            "next_on": (on + datetime.timedelta(days=30)).isoformat(),
            "device_at": f"{on.isoformat()}T{8 + n:02}:{rng.randint(0, 59):02}:00+07:00",
        }
        records.append({"id": str(uuid.UUID(int=rng.getrandbits(128), version=4)), "kind": "visit"})
        records[-1]["content"] = json.dumps(content, ensure_ascii=False)
    now = datetime.datetime.now(datetime.UTC).isoformat()
    return json.dumps({"records": records, "device_now": now}, ensure_ascii=False)


# --- the site and the crowd -------------------------------------------------------------------------------------------
@contextlib.contextmanager
def site(log: Path):
    """The port of the product, served from the database that is open here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "samma.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "gthread",
    ]
    command += ["--workers", "2", "--threads", "8", "--no-control-socket", "--log-level", "warning"]
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, check=True)  # as make run does: a page names its files by their hashes
    with log.open("w") as errors:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": database_url()}, stderr=errors)
        try:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}{PLAIN[SMALLEST]}", timeout=5)
                    break
                time.sleep(0.1)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def database_url() -> str:
    from django.db import connection

    opened = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{opened['NAME']}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{opened['NAME']}"


def ticks(site_pid: int) -> int:
    """CPU so far of the site's processes and, on PostgreSQL, of the database's, in the kernel's ticks."""
    from django.db import connection

    parents = {site_pid}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            parents.add(_stat(cursor.fetchone()[0])[0])
    stats = [_stat(int(found.name)) for found in Path("/proc").iterdir() if found.name.isdecimal()]
    return sum(used for parent, used in stats if parent in parents)


def _stat(pid: int) -> tuple[int, int]:
    """(parent, CPU ticks) of a process; nothing of one that has just ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0, 0
    return int(fields[1]), int(fields[11]) + int(fields[12])


def crowd(port: int, cookies: list[dict], **task) -> dict:
    asked = json.dumps({"port": port, "cookies": cookies} | task)
    command = [sys.executable, "-m", "tests.bench.crowd"]
    return json.loads(
        subprocess.run(command, cwd=ROOT, check=True, input=asked, stdout=subprocess.PIPE, text=True).stdout
    )


def measure(kind: str) -> dict:
    from django.core.management import call_command

    from households.models import Visit
    from households.states import astray

    call_command("load_areas", stdout=io.StringIO())
    call_command(
        "generate",
        verbosity=0,
        force=True,
        until=UNTIL,
        **{"district" if len(PLACE[kind]) == 4 else "province": PLACE[kind]},
    )
    before = Visit.objects.count()
    phones = trainers_with_phones(PHONES[kind])
    cookies = [cookie for cookie, _households in phones]
    log = Path(tempfile.mkdtemp()) / "site.log"
    with site(log) as (port, pid):
        measured = {SMALLEST: [], PAGE: [], SYNC: []}
        for name in PLAIN:
            crowd(port, cookies[:50], path=PLAIN[name], times=4)  # both processes have loaded everything

        def timed(name: str, **task) -> None:
            before = ticks(pid)
            run = crowd(port, cookies, **task)
            measured[name].append(run | {"ticks": ticks(pid) - before})

        for nth in range(ROUNDS[kind]):
            for name, path in PLAIN.items():
                timed(name, path=path, times=PLAIN_TIMES[name])
            batches = [batch(households, nth * 1000 + place, seed=1) for place, (_c, households) in enumerate(phones)]
            timed(SYNC, batches=batches)
    told = {name: [one for run in runs for one in run["told"]] for name, runs in measured.items()}
    created = sum(one["results"].count("created") for one in told[SYNC])
    stored = Visit.objects.count() - before
    wanted = PHONES[kind] * VISITS * ROUNDS[kind]
    if not created == stored == wanted:
        raise SystemExit(
            f"of {wanted} visits {created} were acknowledged and {stored} stored\n{log.read_text()[-2000:]}"
        )
    if wrong := len(list(astray())):
        raise SystemExit(f"{wrong} states do not say what their visits say")
    done = {SMALLEST: len(told[SMALLEST]), PAGE: len(told[PAGE]), SYNC: created}
    wall = {name: sum(run["wall"] for run in runs) for name, runs in measured.items()}
    ticked = {name: sum(run["ticks"] for run in runs) for name, runs in measured.items()}
    seconds = [one["seconds"] for one in told[SYNC]]
    return {
        "errors": sum(one["status"] != 200 for every in told.values() for one in every),
        "locked": log.read_text().count("database is locked"),
        "per_second": {name: done[name] / wall[name] for name in done},
        "cpu": {name: 1000 * ticked[name] / os.sysconf("SC_CLK_TCK") / done[name] for name in done},  # milliseconds
        "p50": statistics.median(seconds),
        "p95": statistics.quantiles(seconds, n=20)[-1],
        "crowd": sum(run["cpu"] for run in measured[SYNC]) / wall[SYNC] / (os.cpu_count() or 1),
    }


def section() -> str:
    rows, kept = [], []
    for kind in (POSTGRES, SQLITE) if has_postgres() else (SQLITE,):
        asked = [sys.executable, "-m", "tests.bench.sync", kind]
        told = json.loads(subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)
        rate, cpu = told["per_second"], told["cpu"]
        kept.append(told["errors"] == told["locked"] == 0 and (kind == SQLITE or rate[SYNC] >= rate[PAGE]))
        rows.append(
            (
                f"{kind}: {PHONES[kind]} phones × {VISITS} visits, {ROUNDS[kind]} times",
                *(f"{rate[name]:,.0f}" for name in (SYNC, PAGE, SMALLEST)),
                *(f"{rate[SYNC] / rate[name]:,.1f}" for name in (PAGE, SMALLEST)),
                *(f"{cpu[name]:,.1f}" for name in (SYNC, PAGE, SMALLEST)),
                f"{told['p50']:,.1f}",
                f"{told['p95']:,.1f}",
                told["errors"],
                told["locked"],
                f"{told['crowd'] * 100:,.0f}",
            )
        )
    return "\n".join(
        [
            "## Sync",
            "",
            "All phones at once against gunicorn (two processes of eight threads, every middleware, sessions in the",
            f"database) beside its database and the phones themselves: whoami, then one batch of {VISITS} visits, in a province",
            f"(PostgreSQL) and a district (SQLite) with a year behind it. The plain page is `{PLAIN[PAGE]}`, the smallest answer",
            f"`{PLAIN[SMALLEST]}`, both to the same signed-in phones in the same run. Seconds are from the first byte of whoami to",
            "the last of the answer, waiting included; CPU is that of the site and of PostgreSQL together. Promised: no",
            "server error, no locked database, at least as many visits a second acknowledged as plain pages answered on",
            f"PostgreSQL: {'kept' if all(kept) else 'NOT KEPT'}.",
            "",
            table(
                [
                    "what",
                    "visits/s",
                    "plain pages/s",
                    "smallest/s",
                    "visits ÷ pages",
                    "visits ÷ smallest",
                    "CPU ms a visit",
                    "a page",
                    "a smallest",
                    "p50 s",
                    "p95 s",
                    "errors",
                    "locked",
                    "crowd's CPU %",
                ],
                rows,
            ),
        ]
    )


if __name__ == "__main__":
    os.environ.setdefault("FIELD_KEY", Fernet.generate_key().decode())
    os.environ.setdefault("SECRET_KEY", uuid.uuid4().hex * 2)
    if len(sys.argv) > 1:
        # A file of its own: a suite that runs beside this one makes its own anew.
        os.environ.setdefault("SAMMA_TEST_DB", str(Path(tempfile.mkdtemp()) / "bench.sqlite3"))
        with open_database(sys.argv[1]):
            print(json.dumps(measure(sys.argv[1])))
    else:
        print(section())
