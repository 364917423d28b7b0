"""The database that every worker begins with: migrated once, beside the collection of the tests, and laid down as a copy for each.

`python -m tests.migrated FILE LOCK` makes it and writes its name into the file; who waits for the file's lock waits for that.
"""

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection


class Making:
    """A process of its own that makes the database, holding the lock of a file, and takes it away at the end."""

    def __init__(self):
        descriptor, path = tempfile.mkstemp(prefix="samma-migrated-")
        self.path = Path(path)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        asked = [sys.executable, "-m", "tests.migrated", path, str(descriptor)]
        self.process = subprocess.Popen(
            asked, pass_fds=[descriptor], cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        os.close(descriptor)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def made(path: str) -> str:
    """The name of the database as soon as it stands; nothing if it could not be made."""
    with open(path) as told:
        fcntl.flock(told, fcntl.LOCK_SH)
        return told.read()


def copy_for(worker: str, source: str) -> str:
    """A copy of the database under the worker's name, into which this process goes; returns what it was connected to before."""
    before = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = source
    connection.creation.clone_test_db(worker, verbosity=0, autoclobber=True)
    mine = connection.creation.get_test_db_clone_settings(worker)["NAME"]
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = mine
    return before


def make(path: Path, descriptor: int) -> None:
    """Makes the database, lets the workers copy it, and removes it when the process that asked for it has ended."""
    name = f"{connection.creation._get_test_db_name()}_migrated"
    connection.settings_dict["TEST"]["NAME"] = name
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    path.write_text(name)
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    sys.stdin.read()
    connection.creation.destroy_test_db(before, verbosity=0)
    path.unlink()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samma.settings")
    import django

    django.setup()
    make(Path(sys.argv[1]), int(sys.argv[2]))
