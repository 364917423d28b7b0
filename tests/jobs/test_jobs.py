"""Jobs: done step by step, seen and fetched by their maker alone, cancelled, and taken back from a dead worker."""

import datetime
import io

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samma.jobs import actions
from samma.jobs.models import Job, JobState
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.tasks import print_book
from tests.factories import make_officer, make_record

pytestmark = pytest.mark.django_db
TASK = "samma.knowledge.tasks.print_book"


@pytest.fixture
def job(django_capture_on_commit_callbacks):
    officer = make_officer("3301")
    records = [make_record("3301", title=f"เรื่อง {n}").pk for n in range(3)] + [make_record("3302").pk]
    with django_capture_on_commit_callbacks(execute=True):
        return actions.start(TASK, "พิมพ์", params={"records": records, "site": ""}, total=4, by=officer)


def test_job_waits_in_the_queue(job):
    queued = DBTaskResult.objects.get()

    assert (queued.task_path, queued.args_kwargs["args"]) == (TASK, [str(job.pk)])


def test_worker_prints_what_its_maker_may_see(job, client):
    print_book.call(str(job.pk))
    client.force_login(job.by)

    job.refresh_from_db()
    pdf = b"".join(client.get(reverse("job-file", args=[job.pk])).streaming_content)
    assert (job.state, job.done) == (JobState.DONE, 3)
    outline = [item.title for item in pypdf.PdfReader(io.BytesIO(pdf)).outline if not isinstance(item, list)]
    assert outline == ["เรื่อง 0", "เรื่อง 1", "เรื่อง 2"]


@pytest.mark.parametrize("name", ["job-detail", "job-file"])
def test_a_job_is_its_makers_alone(job, client, name):
    print_book.call(str(job.pk))
    client.force_login(make_officer("3301"))

    assert client.get(reverse(name, args=[job.pk])).status_code == 404
    assert client.post(reverse("job-cancel", args=[job.pk])).status_code == 404


def test_page_asks_again_until_the_job_has_ended(job, client):
    client.force_login(job.by)
    url = reverse("job-detail", args=[job.pk])

    waiting = client.get(url, headers={"HX-Request": "true"}).content.decode()
    print_book.call(str(job.pk))
    ended = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="every 2s"' in waiting and "<html" not in waiting
    assert "hx-trigger" not in ended and reverse("job-file", args=[job.pk]) in ended


def test_cancelled_job_is_not_begun(job, client):
    client.force_login(job.by)
    client.post(reverse("job-cancel", args=[job.pk]))

    print_book.call(str(job.pk))

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED and not job.result


def test_job_cancelled_while_it_runs_stops_at_its_next_step(job):
    done = []

    def make(job, step):
        for n in range(4):
            done.append(n)
            if n == 1:
                actions.cancel(job)
            step()

    actions.work(str(job.pk), make)

    job.refresh_from_db()
    assert (done, job.state) == ([0, 1], JobState.CANCELLED)


def test_two_workers_do_not_both_do_it(job):
    runs = []
    actions.work(str(job.pk), lambda job, step: runs.append(1) or b"%PDF")
    actions.work(str(job.pk), lambda job, step: runs.append(2) or b"%PDF")

    assert runs == [1]


def test_job_of_a_dead_worker_is_handed_out_again(job, client, django_capture_on_commit_callbacks):
    long_ago = timezone.now() - actions.SILENT - datetime.timedelta(seconds=1)
    Job.objects.update(state=JobState.RUNNING, heartbeat=long_ago, done=2)
    client.force_login(job.by)

    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse("job-detail", args=[job.pk]))

    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.WAITING, 0)
    assert DBTaskResult.objects.count() == 2


def test_job_that_gives_signs_of_life_is_left_alone(job, client, django_capture_on_commit_callbacks):
    Job.objects.update(state=JobState.RUNNING, heartbeat=timezone.now())
    client.force_login(job.by)

    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse("job-detail", args=[job.pk]))

    assert DBTaskResult.objects.count() == 1


def test_a_worker_that_was_given_up_writes_nothing(job):
    def make(mine, step):
        Job.objects.update(attempt=7)  # another worker has it now
        step()

    actions.work(str(job.pk), make)

    job.refresh_from_db()
    assert (job.done, job.state) == (0, JobState.RUNNING)


def test_failure_is_told_in_thai(job):
    def make(job, step):
        raise actions.FailedError("เอกสารยาวเกินไป")

    actions.work(str(job.pk), make)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "เอกสารยาวเกินไป")


def test_old_jobs_and_their_files_make_room(job):
    actions.work(str(job.pk), lambda job, step: b"%PDF")
    job.refresh_from_db()
    Job.objects.update(made_at=timezone.now() - actions.KEPT - datetime.timedelta(hours=1))

    actions.start(TASK, "พิมพ์", params={"records": [], "site": ""}, total=0, by=job.by)

    assert not Job.objects.filter(pk=job.pk).exists()
    assert not job.result.storage.exists(job.result.name)


def test_inside_a_transaction_the_signs_of_life_are_seen_from_outside(job, settings):
    """What is written inside is invisible to others: the page reads the worker's file beside the database."""
    seen = []

    def make(mine, step):
        step(120)
        step(30)
        Job.objects.update(done=0, heartbeat=timezone.now() - actions.SILENT)  # as another connection sees the row
        shown = actions.look(Job.objects.get(pk=mine.pk))
        seen.append((shown.done, shown.state))

    actions.work(str(job.pk), make, whole=True)

    assert seen == [(150, JobState.RUNNING)]
    assert not any((settings.MEDIA_ROOT / "jobs").iterdir())


def test_what_a_whole_job_wrote_is_gone_when_it_was_cancelled_meanwhile(job):
    def make(mine, step):
        make_record("3301", title="เขียนระหว่างงาน")
        actions.cancel(mine)

    actions.work(str(job.pk), make, whole=True)

    job.refresh_from_db()
    assert job.state != JobState.DONE
    assert not KnowledgeRecord.objects.filter(title="เขียนระหว่างงาน").exists()


def test_a_job_without_a_file_leads_on_by_itself(job, client):
    Job.objects.update(next_url="/sheets/imports/")
    client.force_login(job.by)
    url = reverse("job-detail", args=[job.pk])
    assert client.get(url).status_code == 200

    actions.work(str(job.pk), lambda mine, step: None)

    assert client.get(url, headers={"HX-Request": "true"})["HX-Redirect"] == "/sheets/imports/"
    assert client.get(url).url == "/sheets/imports/"
    assert client.get(reverse("job-file", args=[job.pk])).status_code == 404
