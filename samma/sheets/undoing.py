"""Takes an import back as a whole, or parts one row that was merged, while nothing was built on what it wrote."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tablib
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone

from samma import thai
from samma.accounts.events import record
from samma.constraints import violation_of
from samma.resources import ROW_HEAD, ScopedResource
from samma.resources.doubts import NEW
from samma.resources.written import put_back
from samma.rows import AppendOnly, Versioned
from samma.sheets.models import Merge, RunState, SheetRun
from samma.stale import mark_stale

IN_ONE_QUERY = 500
NAMED = 50  # obstacles that are told one by one


@dataclass
class Trace:
    """What one import did to one row: made it (`before` is None), changed these fields, or took it away (`is_gone`)."""

    number: int
    model: type[models.Model]
    pk: Any
    before: dict | None
    after: dict
    is_gone: bool = False


def traces(run: SheetRun, numbers: set[int] | None = None) -> list[Trace]:
    """What the import did, one trace a row in the order of the first writing; of some rows of the file only, if named."""
    found: dict[tuple, Trace] = {}
    for log in run.log.all():
        for number, label, pk, before, after in run.unlock(log.entries):
            if numbers is not None and number not in numbers:
                continue
            key = (label, str(pk))
            if key not in found:
                found[key] = Trace(number, apps.get_model(label), pk, before, dict(after), is_gone=not after)
                continue
            trace = found[key]
            trace.after, trace.is_gone = trace.after | after, not after
            if trace.before is not None and before:
                trace.before = before | trace.before
    return list(found.values())


def obstacles(run: SheetRun) -> list[str]:
    """What stands in the way of taking the import back, row by row in Thai. Empty means that it can be taken back."""
    return _obstacles(traces(run))


def _obstacles(written: list[Trace]) -> list[str]:
    found = [*_changed_since(written), *_hung_on(written)]
    return [sentence for _number, sentence in sorted(found)]


def _by_model(written: Iterable[Trace]) -> dict[type[models.Model], list[Trace]]:
    groups = defaultdict(list)
    for trace in written:
        groups[trace.model].append(trace)
    return groups


def _chunks(rows: list) -> Iterable[list]:
    return (rows[at : at + IN_ONE_QUERY] for at in range(0, len(rows), IN_ONE_QUERY))


def _changed_since(written: list[Trace]) -> Iterable[tuple[int, str]]:
    for model, group in _by_model(written).items():
        for chunk in _chunks(group):
            present = model._base_manager.in_bulk([trace.pk for trace in chunk])
            by_text = {str(pk): row for pk, row in present.items()}
            for trace in chunk:
                row = by_text.get(str(trace.pk))
                what = model._meta.verbose_name
                if row is None:
                    if trace.before is not None and not trace.is_gone:
                        yield trace.number, f"แถวที่ {trace.number}: {what}ถูกลบไปแล้วหลังการนำเข้า"
                elif fields := _other_than(row, trace.after):
                    words = ", ".join(fields[:3])
                    yield trace.number, f"แถวที่ {trace.number}: {what} “{row}” ถูกแก้ไขหลังการนำเข้า ({words})"


def _other_than(row: models.Model, values: dict) -> list[str]:
    """The names of the fields in which a row is not as the import left it."""
    left = type(row)()
    put_back(left, values)
    return [
        "ข้อมูลในแถว" if field.attname == "version" else str(field.verbose_name)
        for field in row._meta.concrete_fields
        if field.attname in values and getattr(row, field.attname) != getattr(left, field.attname)
    ]


def _hung_on(written: list[Trace]) -> Iterable[tuple[int, str]]:
    """Rows of other hands that hang on rows which the import made."""
    made = _by_model(trace for trace in written if trace.before is None)
    own = {model: {str(trace.pk) for trace in group} for model, group in made.items()}
    for model, group in made.items():
        for relation in model._meta.related_objects:
            field = relation.field
            if field.primary_key or not field.concrete:  # a derived part of the row itself
                continue
            for chunk in _chunks(group):
                number_of = {str(trace.pk): trace.number for trace in chunk}
                rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": [t.pk for t in chunk]})
                for row in rows.iterator():
                    if str(row.pk) in own.get(relation.related_model, ()):
                        continue
                    number = number_of[str(getattr(row, field.attname))]
                    yield number, f"แถวที่ {number}: มี{row._meta.verbose_name} “{row}” ต่อจากข้อมูลที่นำเข้าแล้ว"


# --- the whole import -------------------------------------------------------------------------------------------------
@transaction.atomic
def take_back(run: SheetRun, resource: ScopedResource, *, by) -> None:
    """Undo the import: rows that it made go, rows that it changed are as they were. Raises ValidationError with what
    stands in the way."""
    written = traces(run)
    _take_back(written, resource, by=by)
    number = len({trace.number for trace in written})
    run.state, run.undone_at, run.undone_by = RunState.UNDONE, timezone.now(), by
    run.key = ""
    run.save()
    run.log.all().delete()
    run.merges.all().delete()
    record("undo import", run, by=by, register=run.register, rows=number)


def _take_back(written: list[Trace], resource: ScopedResource, *, by) -> None:
    for model, group in _by_model(written).items():
        for chunk in _chunks(group):  # nobody changes them while we look
            list(model._base_manager.select_for_update(of=("self",)).filter(pk__in=[t.pk for t in chunk]).values("pk"))
    in_the_way = _obstacles(written)
    if in_the_way:
        raise ValidationError(named(in_the_way))
    touched = []
    for model, group in reversed(_runs_of_one_model(written)):
        for chunk in _chunks(group):
            present = {str(pk): row for pk, row in model._base_manager.in_bulk([t.pk for t in chunk]).items()}
            made = [present[str(t.pk)] for t in chunk if t.before is None and str(t.pk) in present]
            mark_stale(*present.values())
            if issubclass(model, AppendOnly):
                resource.take_back(made, by=by)
            else:
                _remove(made, by=by)
            touched += made
            for trace in chunk:
                if trace.before is not None:
                    touched.append(_restore(present.get(str(trace.pk)) or model(), trace.before, by=by))
    mark_stale(*touched)
    resource.after_undo(touched)


def named(sentences: list[str]) -> list[str]:
    """The first of many sentences, and how many more there are."""
    rest = len(sentences) - NAMED
    return sentences[:NAMED] + ([f"และอีก {thai.number(rest)} รายการ"] if rest > 0 else [])


def _runs_of_one_model(written: list[Trace]) -> list[tuple[type[models.Model], list[Trace]]]:
    """The traces by model; a model stands where it was first written, so that backwards the hanging rows go first."""
    return list(_by_model(written).items())


def _remove(rows: list[models.Model], *, by) -> None:
    if not rows:
        return
    for row in rows:
        row._history_user = by
    # A collector, because it sends each of these very objects to the history, with who did it.
    collector = Collector(using=rows[0]._state.db, origin=rows)
    try:
        collector.collect(rows)
    except (ProtectedError, RestrictedError) as error:
        raise ValidationError("มีข้อมูลอื่นอ้างถึงแถวที่นำเข้า จึงยกเลิกไม่ได้") from error
    collector.delete()


def _restore(row: models.Model, before: dict, *, by) -> models.Model:
    put_back(row, {name: value for name, value in before.items() if name != "version"})
    row._history_user = by
    if isinstance(row, Versioned):
        row.version += 1  # an edit form opened before is stale now
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError(violation_of(error, type(row)).sentence) from error
    return row


# --- one merge --------------------------------------------------------------------------------------------------------
@transaction.atomic
def split(merge: Merge, resource: ScopedResource, *, by) -> None:
    """Part a row that was merged: the one that was there is as it was, the row of the file becomes its own."""
    run = SheetRun.objects.select_for_update(of=("self",)).get(pk=merge.run_id)
    merge = Merge.objects.select_for_update(of=("self",)).select_related("run").get(pk=merge.pk)
    if merge.split_at is not None or run.state != RunState.STORED:
        raise ValidationError("แถวนี้แยกออกไปแล้ว หรือการนำเข้านี้ถูกยกเลิกแล้ว")
    kept = run.unlock(merge.kept)
    written = traces(run, {merge.number})
    _take_back(written, resource, by=by)
    cells = kept["cells"]
    dataset = tablib.Dataset([merge.number, *cells.values()], headers=[ROW_HEAD, *cells])
    log: list = []
    answers = {
        place: said for place, said in run.answers.items() if place.partition(":")[0] in (str(merge.number), "*")
    }
    answers[f"{merge.number}:{merge.code}"] = NEW
    result = resource.import_data(dataset, answers=answers, on_written=log.extend)
    if not result.is_good:
        raise ValidationError(_why(result) or ["แยกแถวนี้ออกเป็นแถวใหม่ไม่ได้"])
    _forget_row(run, merge.number)
    run.log.create(entries=run.lock([[merge.number, w.model_label, w.pk, w.before, w.after] for w in log]))
    merge.split_at, merge.split_by = timezone.now(), by
    merge.save()
    record("split", merge, by=by, area_code=run.area_code, register=run.register, number=merge.number)


def _why(result) -> list[str]:
    found = list(result.refusals)
    for row in result.rows:
        found += row.sentences + [sentence for cell in row.cells.values() for sentence in cell.errors]
        found += [doubt.sentence for doubt in row.open_doubts]
    return found


def _forget_row(run: SheetRun, number: int) -> None:
    """What the import wrote for this row is undone already: the log tells of the others only."""
    for log in run.log.all():
        entries = run.unlock(log.entries)
        rest = [entry for entry in entries if entry[0] != number]
        if len(rest) != len(entries):
            log.entries = run.lock(rest)
            log.save()
