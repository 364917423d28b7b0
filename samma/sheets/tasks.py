"""What a worker does for large imports: check, store, undo. Each ends on the import's own page."""

import time
from collections.abc import Callable

from django_tasks import task

from samma.jobs.actions import FailedError, StoppedError, work
from samma.sheets import checking, storing, undoing
from samma.sheets.checking import FileGoneError
from samma.sheets.models import RunState, SheetRun
from samma.sheets.register import register_of

SECONDS_BETWEEN_SIGNS = 1.0


class Signs:
    """Tells the job how far it is, at most once a second."""

    def __init__(self, job, step) -> None:
        self.job, self.step, self.last = job, step, 0.0

    def __call__(self, rows_done: int) -> None:
        if time.monotonic() - self.last >= SECONDS_BETWEEN_SIGNS:
            self.last = time.monotonic()
            self.step(min(rows_done, self.job.total) - self.job.done)


def _do(job_pk: str, state: str, deed: Callable, *, whole: bool) -> None:
    def make(job, step) -> None:
        run = SheetRun.objects.select_for_update(of=("self",)) if whole else SheetRun.objects
        run = run.filter(pk=job.params["run"], job=job, state=state).first()
        if run is None:  # somebody changed his mind meanwhile
            raise StoppedError
        step(0)
        try:
            deed(run, register_of(run.register).resource(job.by), job.by, Signs(job, step))
        except FileGoneError as error:
            raise FailedError(str(error)) from error
        job.done = job.total

    work(job_pk, make, whole=whole)


@task()
def check_run(job_pk: str) -> None:
    """Look what a large import would do. Nothing is written but the look, so a second worker begins anew."""
    _do(job_pk, RunState.CHECKING, lambda run, resource, by, signs: checking.check(run, resource, signs), whole=False)


@task()
def store_run(job_pk: str) -> None:
    """Store a large import: its rows and the job's end are one transaction."""

    def deed(run, resource, by, signs) -> None:
        storing.write(run, resource, by=by, progress=signs)

    _do(job_pk, RunState.STORING, deed, whole=True)


@task()
def undo_run(job_pk: str) -> None:
    """Undo a large import, in one transaction with the job's end."""
    _do(job_pk, RunState.UNDOING, lambda run, resource, by, signs: undoing.take_back(run, resource, by=by), whole=True)
