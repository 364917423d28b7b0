"""Stores an import in one transaction, with a log of what it wrote, so that it can be undone as a whole."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from samma.resources import ROW_HEAD, ScopedResource
from samma.resources.doubts import SAME
from samma.sheets import checking, store
from samma.sheets.models import Merge, RunState, SheetLog, SheetRun

IN_ONE_LOG = 500


class Log:
    """What the import wrote, pressed as it comes, so that twenty thousand rows are no heap in memory."""

    def __init__(self, run: SheetRun) -> None:
        self.run = run
        self.merged: set[int] = set()
        self.open: list[list] = []
        self.closed: list[SheetLog] = []

    def add(self, written) -> None:
        """Some rows more; called by the import with each handful that it stored."""
        self.merged.update(one.row for one in written if one.is_merge)
        self.open += [[one.row, one.model_label, one.pk, one.before, one.after] for one in written]
        if len(self.open) >= IN_ONE_LOG:
            self.close()

    def close(self) -> None:
        if self.open:
            self.closed.append(SheetLog(run=self.run, entries=self.run.lock(self.open)))
            self.open = []

    def save(self) -> None:
        self.close()
        SheetLog.objects.bulk_create(self.closed, batch_size=100)


@transaction.atomic
def write(run: SheetRun, resource: ScopedResource, *, by, progress: Callable[[int], None] | None = None) -> bool:
    """Store every row or none. None when the register changed since it was looked at: then the new look is kept."""
    dataset = checking.dataset_of(run, resource)
    log = Log(run)
    result = resource.import_data(dataset, answers=run.answers, on_progress=progress, on_written=log.add)
    if not result.is_good:
        checking.keep_result(run, result, resource, rows=len(dataset))
        return False
    log.save()
    _keep_merges(run, dataset, log.merged)
    places = (run.file, run.preview)
    run.file = run.preview = ""
    run.look, run.corrections = {}, {}
    run.counts = {kind: n for kind, n in result.totals.items() if n}
    run.state, run.stored_at, run.stored_by = RunState.STORED, timezone.now(), by
    run.save()
    transaction.on_commit(lambda: store.drop(*places))
    return True


def _keep_merges(run: SheetRun, dataset, merged: set[int]) -> None:
    """What was said to be one with a row that is there already: the cells of the file, to part them again."""
    said = {}
    for place, answer in run.answers.items():
        number, _, code = place.partition(":")
        if answer.startswith(SAME) and number.isdecimal() and int(number) in merged:
            said[int(number)] = (code, answer)
    if not said:
        return
    looked = store.fetch_said(run, run.preview) or {"rows": []}
    labels = {
        (row["number"], doubt["code"], key): label
        for row in looked["rows"]
        for doubt in row["doubts"]
        for key, label in doubt["choices"]
    }
    number_at = dataset.headers.index(ROW_HEAD)
    heads = [head for head in dataset.headers if head != ROW_HEAD]
    merges = []
    for row in dataset:
        number = row[number_at]
        if number in said:
            code, answer = said[number]
            cells = [None if cell is None else str(cell) for place, cell in enumerate(row) if place != number_at]
            with_whom = labels.get((number, code, answer), "")
            kept = {"cells": dict(zip(heads, cells, strict=True)), "with": with_whom}
            merges.append(Merge(run=run, number=number, code=code, kept=run.lock(kept)))
    Merge.objects.bulk_create(merges)
