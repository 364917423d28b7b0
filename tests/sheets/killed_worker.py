"""A worker that says "stored" when its import has written rows inside the transaction, and then never ends: to be killed.

Run by tests/sheets/test_sheet_jobs.py as a process of its own, with the database and the keys of the test.
"""

import sys
import time

import django
from django.conf import settings

settings.DEBUG  # noqa: B018 - the settings are read before anything is changed
django.setup()

from samma.sheets import storing, tasks  # noqa: E402


def hang(self, written):
    sys.stdout.write("stored\n")
    sys.stdout.flush()
    time.sleep(120)


storing.Log.add = hang
tasks.store_run.call(sys.argv[1])
