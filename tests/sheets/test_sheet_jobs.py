"""Large imports are jobs: their progress is on the import's page, and a worker that is killed leaves nothing behind."""

import datetime
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from households.models import Enrolment
from samma.jobs.models import Job, JobState
from samma.sheets import actions, checking, tasks
from samma.sheets.models import SheetRun
from tests.factories import make_officer, make_target, make_year
from tests.sheets.imports import begin, household, press, upload

ROWS = [household(n, f"นางสมมุติ คนที่{n}", str(n)) for n in range(1, 6)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """More than three rows are a job."""
    monkeypatch.setattr(actions, "AT_ONCE", 3)


@pytest.fixture
def officer(db, client):
    make_year(households_per_village=1000)
    make_target()
    user = make_officer()
    client.force_login(user)
    return user


def work(task, run):
    """As a worker does."""
    run.refresh_from_db()
    task.call(str(run.job_id))
    run.refresh_from_db()


def test_a_large_file_is_checked_and_stored_by_a_worker(client, officer):
    run, url = begin(client, upload(*ROWS))
    assert run.state == "checking" and Enrolment.objects.count() == 0
    page = client.get(url)
    assert 'hx-trigger="every 2s"' in page.content.decode() and "ปิดหน้านี้ได้" in page.content.decode()

    work(tasks.check_run, run)
    assert (run.state, run.counts) == ("checked", {"new": 5})
    asked = client.get(url, headers={"HX-Request": "true"}).content.decode()  # the page asks by itself
    assert "ยืนยันนำเข้า 5 แถว" in asked and "hx-trigger" not in asked

    press(client, url, "confirm")
    run.refresh_from_db()
    assert run.state == "storing" and Enrolment.objects.count() == 0
    work(tasks.store_run, run)
    assert run.state == "stored" and Enrolment.objects.count() == 5
    assert (run.job.state, run.job.done, run.job.unit) == (JobState.DONE, 5, "แถว")
    assert "นำเข้าแล้ว" in client.get(url, headers={"HX-Request": "true"}).content.decode()


def test_a_large_import_is_undone_by_a_worker(client, officer):
    run, url = begin(client, upload(*ROWS))
    work(tasks.check_run, run)
    press(client, url, "confirm")
    work(tasks.store_run, run)
    press(client, url, "undo")
    run.refresh_from_db()
    assert run.state == "undoing"
    work(tasks.undo_run, run)
    assert run.state == "undone" and Enrolment.objects.count() == 0


def test_the_job_leads_to_the_page_of_its_import(client, officer):
    run, url = begin(client, upload(*ROWS))
    work(tasks.check_run, run)
    assert client.get(f"/jobs/{run.job_id}/").url == url


def test_a_cancelled_check_changes_nothing_and_can_be_begun_again(client, officer):
    run, url = begin(client, upload(*ROWS))
    client.post(f"/jobs/{run.job_id}/cancel/")
    page = client.get(url)
    assert "คอลัมน์ในไฟล์คือข้อมูลใด" in page.content.decode()
    run.refresh_from_db()
    assert run.state == "mapping"
    tasks.check_run.call(str(run.job_id))  # the worker comes late
    run.refresh_from_db()
    assert (run.state, run.preview) == ("mapping", "")


def test_a_check_that_ends_after_it_was_stopped_is_not_believed(client, officer, monkeypatch):
    run, url = begin(client, upload(*ROWS))
    said_of = checking.said_of

    def stopped_meanwhile(result):
        press(client, url, "stop")
        return said_of(result)

    monkeypatch.setattr(checking, "said_of", stopped_meanwhile)
    work(tasks.check_run, run)
    assert run.state == "mapping"


def test_a_failed_job_is_told_and_the_import_is_where_it_was(client, officer, monkeypatch):
    run, url = begin(client, upload(*ROWS))
    work(tasks.check_run, run)
    press(client, url, "confirm")
    monkeypatch.setattr(tasks.storing, "write", lambda *args, **kwargs: 1 / 0)
    work(tasks.store_run, run)
    assert run.job.state == JobState.FAILED
    page = client.get(url).content.decode()
    assert "เกิดข้อผิดพลาด" in page and "ยืนยันนำเข้า 5 แถว" in page
    assert Enrolment.objects.count() == 0


def database_url() -> str:
    """The test's own database, as another process reaches it."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_inside_the_transaction_leaves_nothing_and_is_begun_again(client, settings, monkeypatch):
    make_year(households_per_village=1000)
    make_target()
    client.force_login(make_officer())
    run, url = begin(client, upload(*ROWS))
    work(tasks.check_run, run)
    press(client, url, "confirm")
    run.refresh_from_db()
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "FIELD_KEY": django_settings.FIELD_KEYS[0],
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "samma.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(ROOT / "tests/sheets/killed_worker.py"), str(run.job_id)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "stored\n"
        job = Job.objects.get(pk=run.job_id)
        assert job.state == JobState.RUNNING and Enrolment.objects.count() == 0
        page = client.get(url, headers={"HX-Request": "true"}).content.decode()  # while it holds its transaction
        assert "กำลังทำ" in page
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)

    run.refresh_from_db()
    assert (run.state, Enrolment.objects.count()) == ("storing", 0)
    monkeypatch.setattr("samma.jobs.actions.SILENT", datetime.timedelta(0))  # the minutes of silence are over
    client.get(url)  # whoever looks next hands it out again

    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.WAITING, 1)
    work(tasks.store_run, run)
    assert run.state == "stored" and Enrolment.objects.count() == 5
    assert SheetRun.objects.get().job.attempt == 2
