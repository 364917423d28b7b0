"""The desk every measurement works at: a fresh database of its own, CPU seconds, a table for the report.

A topic is a module of this folder that prints its section of the report (markdown that begins with "## ") when it is
run as `python -m tests.bench.<topic>`. It is a process of its own, so that no topic warms or loads another. DATABASE_URL
is a private PostgreSQL while `make bench` runs; a topic that measures SQLite says so to `open_database`.
"""

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


def cpu(work: Callable[[], object], times: int) -> float:
    """The median CPU seconds of the work, after one run that warms it up."""
    work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def has_postgres() -> bool:
    """Whether a PostgreSQL stands beside this run."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@contextmanager
def open_database(kind: str) -> Iterator[None]:
    """Django set up on an empty database of the kind, which goes away afterwards. Once in a process."""
    if kind == SQLITE:
        os.environ.pop("DATABASE_URL", None)
        # A file of its own: tests may run beside a measurement.
        os.environ.setdefault("SAMMA_TEST_DB", str(Path(tempfile.mkdtemp(prefix="samma-bench-")) / "bench.sqlite3"))
    elif not has_postgres():
        raise SystemExit("PostgreSQL is not here: run `make bench`")
    os.environ["DJANGO_SETTINGS_MODULE"] = "samma.settings"
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    # Pages are measured without collecting static files first; the name of a file costs next to nothing either way.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A markdown table; the first column to the left, figures to the right."""
    heads = list(heads)
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def cpu_of_tree() -> float:
    """CPU seconds so far of this process and of all below it, those that have ended and those that still run."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    total = own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime
    tick = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[1]) == os.getpid():
            total += sum(int(field) for field in fields[11:15]) / tick
    return total
