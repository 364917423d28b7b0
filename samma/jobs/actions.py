"""Hands a job out, does it step by step with a sign of life, hands it out again when its worker died, and ends it."""

import datetime
import logging
from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from samma.jobs.models import Job, JobState
from samma.pdf import PdfError

SILENT = datetime.timedelta(minutes=3)  # longer than the longest step: a paper waits 120 s and takes 30 s at most
KEPT = datetime.timedelta(days=7)

logger = logging.getLogger("samma.jobs")


class StoppedError(Exception):
    """The job was cancelled, or another worker has it now."""


@transaction.atomic
def start(task: str, title: str, *, params: dict, total: int, by) -> Job:
    """Put a job into the queue; the person's old ones make room."""
    now = timezone.now()
    for old in Job.objects.filter(by=by, made_at__lt=now - KEPT):
        old.delete()
    job = Job.objects.create(task=task, title=title, params=params, total=total, by=by, heartbeat=now)
    _hand_out(job)
    return job


def _hand_out(job: Job) -> None:
    transaction.on_commit(partial(import_string(job.task).enqueue, str(job.pk)))


def work(job_pk: str, make: Callable[[Job, Callable[[], None]], bytes]) -> None:
    """Do a waiting job: `make(job, step)` gives the file and calls `step()` after each piece."""
    if not Job.objects.filter(pk=job_pk, state=JobState.WAITING).update(
        state=JobState.RUNNING, done=0, heartbeat=timezone.now(), attempt=F("attempt") + 1
    ):
        return  # cancelled, or another worker was first
    job = Job.objects.select_related("by").get(pk=job_pk)
    try:
        pdf = make(job, partial(_step, job))
    except StoppedError:
        return
    except PdfError as error:
        _end(job, JobState.FAILED, str(error))
    except Exception:
        logger.exception("job failed")
        _end(job, JobState.FAILED, "เกิดข้อผิดพลาด โปรดสั่งใหม่อีกครั้ง")
    else:
        job.result.save("result.pdf", ContentFile(pdf), save=False)
        if not _end(job, JobState.DONE, "", result=job.result.name):
            job.result.delete(save=False)


def _step(job: Job) -> None:
    job.done += 1
    if not _mine(job).update(done=job.done, heartbeat=timezone.now()):
        raise StoppedError


def _end(job: Job, state: str, message: str, **changes) -> bool:
    return bool(_mine(job).update(state=state, message=message, heartbeat=timezone.now(), **changes))


def _mine(job: Job):
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)


def hand_out_again(job: Job) -> None:
    """Give a job that has been silent too long to a worker once more."""
    silent = Job.objects.filter(
        pk=job.pk,
        state__in=[JobState.WAITING, JobState.RUNNING],
        heartbeat__lt=timezone.now() - SILENT,
    )
    with transaction.atomic():
        if silent.update(state=JobState.WAITING, done=0, heartbeat=timezone.now()):
            job.refresh_from_db()
            _hand_out(job)


def cancel(job: Job) -> None:
    """Stop a job that is not finished; its worker notices at its next step."""
    Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING]).update(state=JobState.CANCELLED)
