"""Looks what an import would do, and keeps what the page shows of it: counts, and the rows of which there is something to say."""

from collections.abc import Callable

import tablib

from samma.resources import ROW_HEAD, ScopedResource, SheetResult
from samma.sheets import source, store
from samma.sheets.models import RunState, SheetRun

Progress = Callable[[int], None]
EXPIRED = "ไฟล์ที่ส่งไว้หมดเวลาแล้ว โปรดเลือกไฟล์อีกครั้ง"


class FileGoneError(Exception):
    """The upload is not there any more."""


def dataset_of(run: SheetRun, resource: ScopedResource) -> tablib.Dataset:
    """The rows of the file under our heads, as mended on the page, without those left out."""
    content = store.fetch(run, run.file)
    if content is None:
        raise FileGoneError(EXPIRED)
    return mended(source.rows_of(content, run.file_name, resource, run.mapping), run, resource)


def mended(dataset: tablib.Dataset, run: SheetRun, resource: ScopedResource) -> tablib.Dataset:
    """The rows with the corrections of the run put in."""
    if not (run.corrections or run.left_out):
        return dataset
    corrections: dict[int, dict[str, str]] = {}
    for place, text in run.corrections.items():
        number, _, name = place.partition(":")
        if name in resource.fields:
            corrections.setdefault(int(number), {})[resource.fields[name].column_name] = text
    heads = list(dataset.headers)
    heads += sorted({head for cells in corrections.values() for head in cells} - set(heads))
    left_out, number_at = set(run.left_out), heads.index(ROW_HEAD)
    rows = []
    for row in dataset:
        number = row[number_at]
        if number in left_out:
            continue
        cells = [*row, *[None] * (len(heads) - len(row))]
        for head, text in corrections.get(number, {}).items():
            cells[heads.index(head)] = text
        rows.append(cells)
    return tablib.Dataset(*rows, headers=heads)


def check(run: SheetRun, resource: ScopedResource, progress: Progress | None = None) -> None:
    """Ask what would become of each row, and keep the answer with the run."""
    dataset = dataset_of(run, resource)
    result = resource.import_data(dataset, dry_run=True, answers=run.answers, on_progress=progress)
    keep_result(run, result, resource, rows=len(dataset))


def keep_result(run: SheetRun, result: SheetResult, resource: ScopedResource, *, rows: int) -> None:
    """Put away what the page shows, in place of what was shown before."""
    old, was = run.preview, run.state
    run.rows = rows
    run.counts = {kind: n for kind, n in result.totals.items() if n}
    run.state = RunState.CHECKED
    run.preview = store.keep_said(run, said_of(result))
    changes = {name: getattr(run, name) for name in ("rows", "counts", "state", "preview")}
    is_wanted = SheetRun.objects.filter(pk=run.pk, state=was).update(**changes)
    store.drop(old if is_wanted else run.preview)  # the user may have stopped the check meanwhile


def said_of(result: SheetResult) -> dict:
    """The result as JSON: every row that is refused, doubtful or changed, and the first of the others."""
    return {
        "is_good": result.is_good,
        "refusals": result.refusals,
        "ignored": result.ignored,
        "rows": [
            {
                "number": row.number,
                "kind": row.import_type,
                "sentences": row.sentences,
                "cells": {name: [cell.text, cell.was, cell.errors] for name, cell in row.cells.items()},
                "doubts": [
                    {
                        "code": doubt.code,
                        "column": doubt.column,
                        "sentence": doubt.sentence,
                        "choices": doubt.choices,
                        "asks": doubt.asks,
                        "is_open": doubt in row.open_doubts,
                    }
                    for doubt in row.doubts
                ],
            }
            for row in sorted(result.rows, key=lambda row: row.number)
        ],
    }
