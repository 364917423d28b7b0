"""Hands a job out, does it step by step with a sign of life, hands it out again when its worker died, and ends it."""

import datetime
import logging
from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from samma.accounts.transfers import carry_out_due
from samma.jobs import signs
from samma.jobs.models import Job, JobState

SILENT = datetime.timedelta(minutes=3)  # longer than the longest step: a paper waits 120 s and takes 30 s at most
KEPT = datetime.timedelta(days=7)

logger = logging.getLogger("samma.jobs")


class StoppedError(Exception):
    """The job was cancelled, or another worker has it now."""


class FailedError(Exception):
    """Why the job cannot be done, in Thai."""


@transaction.atomic
def start(
    task: str, title: str, *, params: dict, total: int, by, unit: str = "ฉบับ", file_name: str = "", next_url: str = ""
) -> Job:
    """Put a job into the queue; the person's old ones make room. It ends in a file, or at `next_url`."""
    now = timezone.now()
    for old in Job.objects.filter(by=by, made_at__lt=now - KEPT):
        old.delete()
    job = Job.objects.create(
        task=task,
        title=title,
        params=params,
        total=total,
        by=by,
        heartbeat=now,
        unit=unit,
        file_name=file_name,
        next_url=next_url,
    )
    _hand_out(job)
    return job


def _hand_out(job: Job) -> None:
    transaction.on_commit(partial(import_string(job.task).enqueue, str(job.pk)))


def work(job_pk: str, make: Callable[[Job, Callable[..., None]], bytes | None], *, whole: bool = False) -> None:
    """Do a waiting job: `make(job, step)` calls `step()` after each piece, or `step(n)` after n, and may give a file.

    With `whole` the work and its end are one transaction: a worker that was killed, or given up, has written nothing.
    """
    if not Job.objects.filter(pk=job_pk, state=JobState.WAITING).update(
        state=JobState.RUNNING, done=0, heartbeat=timezone.now(), attempt=F("attempt") + 1
    ):
        return  # cancelled, or another worker was first
    job = Job.objects.select_related("by").get(pk=job_pk)
    carry_out_due(job.by, today=timezone.localdate(), now=timezone.now())
    try:
        if whole:
            with transaction.atomic():
                _finish(job, make(job, partial(_step, job)))
        else:
            _finish(job, make(job, partial(_step, job)))
    except StoppedError:
        logger.info("job stopped")
    except FailedError as error:
        _end(job, JobState.FAILED, str(error)[:300])
    except Exception:
        logger.exception("job failed")
        _end(job, JobState.FAILED, "เกิดข้อผิดพลาด โปรดสั่งใหม่อีกครั้ง")
    if Job.objects.filter(pk=job.pk, attempt=job.attempt).exists():  # else they are another worker's
        signs.forget(job.pk)


def _finish(job: Job, content: bytes | None) -> None:
    """End a job whose work is done, or raise StoppedError when it is not this worker's any more."""
    if content is not None:
        job.result.save(job.file_name or "result.pdf", ContentFile(content), save=False)
    if not _end(job, JobState.DONE, "", result=job.result.name or "", done=job.done):
        if content is not None:
            job.result.delete(save=False)
        raise StoppedError


def _step(job: Job, pieces: int = 1) -> None:
    """Say that the work goes on; inside a transaction, where only a file can say it."""
    job.done += pieces
    if transaction.get_connection().in_atomic_block:
        is_mine = _mine(job).exists()
        signs.give(job.pk, job.attempt, job.done)
    else:
        is_mine = _mine(job).update(done=job.done, heartbeat=timezone.now())
    if not is_mine:
        raise StoppedError


def _end(job: Job, state: str, message: str, **changes) -> bool:
    return bool(_mine(job).update(state=state, message=message, heartbeat=timezone.now(), **changes))


def _mine(job: Job):
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)


def look(job: Job) -> Job:
    """The job as it stands: with what its worker said last, and handed out again when its worker was silent too long."""
    if not job.is_going:
        return job
    said = signs.latest(job.pk, job.attempt)
    if said:
        job.done = max(job.done, said["done"])
        job.heartbeat = max(job.heartbeat, datetime.datetime.fromtimestamp(said["at"], tz=datetime.UTC))
    if job.heartbeat < timezone.now() - SILENT:
        hand_out_again(job)
    return job


def hand_out_again(job: Job) -> None:
    """Give a job that has been silent too long to a worker once more."""
    silent = Job.objects.filter(
        pk=job.pk,
        attempt=job.attempt,
        state__in=[JobState.WAITING, JobState.RUNNING],
        heartbeat__lt=timezone.now() - SILENT,
    )
    try:
        with transaction.atomic():
            if silent.update(state=JobState.WAITING, done=0, heartbeat=timezone.now()):
                job.refresh_from_db()
                _hand_out(job)
    except OperationalError:  # SQLite: somebody is inside a long transaction, so it may be this very worker
        logger.warning("job not handed out again: the database is busy")


def cancel(job: Job) -> None:
    """Stop a job that is not finished; its worker notices at its next step."""
    Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING]).update(state=JobState.CANCELLED)
