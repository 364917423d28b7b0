"""The way of a file through an import, a thousand rows at a time: read, find, link, judge, doubt, compare, store.

Nothing is asked of the database for a single row. In a dry run nothing is stored, so looking costs less than doing.
Once a row is wrong or doubtful nothing further is stored either, and the library's shell takes back what was.
"""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.results import RowResult

from samma.constraints import LOST_RACE
from samma.resources.lines import Line, LineReader
from samma.resources.places import place_of
from samma.resources.results import DOUBTFUL, Cell, SheetResult, SheetRow
from samma.resources.storing import RefusedByDatabaseError
from samma.resources.written import Written
from samma.scope import covers

OUTSIDE = "แถวนี้อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์"
FIXED = "รายการที่บันทึกแล้วแก้จากไฟล์ไม่ได้"


class Passage:
    """One file, one import."""

    def __init__(
        self,
        resource,
        dataset,
        *,
        dry_run: bool,
        on_progress: Callable[[int], None] | None = None,
        on_written: Callable[[list[Written]], None] | None = None,
    ) -> None:
        self.resource, self.dataset, self.dry_run = resource, dataset, dry_run
        self.on_progress, self.on_written = on_progress, on_written
        self.reader = LineReader(resource, dataset.headers)
        self.result: SheetResult = resource.get_result_class()()

    def run(self) -> SheetResult:
        resource, result = self.resource, self.result
        result.total_rows = len(self.dataset)
        loader = resource._meta.instance_loader_class(resource, self.dataset)
        lines: list[Line] = []
        for index, raw in enumerate(self.dataset):
            lines.append(self.reader.read(index, raw))
            if len(lines) == resource.at_once:
                self._take(lines, loader)
                lines = []
        if lines:
            self._take(lines, loader)
        return result

    def _take(self, lines: list[Line], loader) -> None:
        resource = self.resource
        for line in lines:
            resource.mend(line.cells)
        resource.find_all(lines, loader)
        for line in lines:
            self._apply(line)
        waiting = [line for line in lines if line.has_changed or line.wrong]
        resource.judge_of_rules.gather(part for line in waiting for _prefix, part in resource.parts(line.instance))
        resource.gather(waiting)
        for line in waiting:
            self._judge(line)
        if not (self.dry_run or self._has_faults(waiting) or self.result.has_validation_errors()):
            self._store([line for line in waiting if line.has_changed])
        for line in lines:
            self._tell(line)
        resource.forget(
            {code for code, last in resource.last_seen.items() if lines[0].index <= last <= lines[-1].index}
        )
        if self.on_progress is not None:
            self.on_progress(lines[-1].index + 1)

    def _apply(self, line: Line) -> None:
        resource = self.resource
        line.is_new = line.instance is None
        if line.is_new:
            line.instance = resource.init_instance()
            resource.apply(line)
            line.has_changed = True
        else:
            line.before = resource.shown(line)
            resource.apply(line)
            line.after = resource.shown(line)
            line.has_changed = any(line.before[name] != line.after[name] for name in line.cells)
        place = place_of(line.instance)
        if place and not covers(resource.user.area_code, place):
            line.is_outside = True
            line.refuse(resource.place_column, [OUTSIDE])

    def _judge(self, line: Line) -> None:
        resource = self.resource
        if not line.is_new and not line.wrong and not resource.changes_rows:
            line.refuse(NON_FIELD_ERRORS, [FIXED])
        resource.judge(line)
        if not line.wrong:
            resource.doubt(line)
        if not line.wrong:
            resource.accept(line)

    @staticmethod
    def _has_faults(lines: list[Line]) -> bool:
        return any(line.wrong or line.open_doubts for line in lines)

    def _store(self, lines: list[Line]) -> None:
        if not lines:
            return
        try:
            written = self.resource.write(lines)
        except RefusedByDatabaseError as error:
            line = next(line for line in lines if line.number == error.number)
            names = error.violation.fields if error.violation.sentence != LOST_RACE else ()
            line.refuse(self.resource.column_of(error.prefix, names), [error.violation.sentence])
        else:
            if self.on_written is not None:
                self.on_written(written)

    # --- what is told ---------------------------------------------------------------------------------------------
    def _tell(self, line: Line) -> None:
        kind = _kind(line)
        is_plain = kind in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_SKIP) and not line.doubts
        if is_plain and not self.result.wants_cells:
            self.result.totals[kind] += 1
            return
        told: SheetRow = self.resource.get_row_result_class()()
        told.number, told.import_type, told.is_outside = line.number, kind, line.is_outside
        told.doubts, told.open_doubts = tuple(line.doubts), tuple(line.open_doubts)
        told.cells = self._cells(line)
        told.sentences = [s for name, found in line.wrong.items() if name not in told.cells for s in found]
        if line.wrong:
            told.validation_error = ValidationError([s for found in line.wrong.values() for s in found])
        self.result.append_row_result(told)

    def _cells(self, line: Line) -> dict[str, Cell]:
        after = self.resource.shown(line) if line.is_new and not line.wrong else line.after
        doubted = {doubt.column for doubt in line.doubts}
        cells = {}
        for name, column in self.resource.fields.items():
            if column.readonly:
                continue
            is_wrong = name in line.wrong
            was = None if line.is_new or is_wrong or line.before[name] == after[name] else line.before[name]
            if self.result.wants_cells or is_wrong or was is not None or column.key or name in doubted:
                text = self.reader.said(line, name) if is_wrong or not after else after[name]
                cells[name] = Cell(text, was, line.wrong.get(name, []))
        return cells


def _kind(line: Line) -> str:
    if line.wrong:
        return RowResult.IMPORT_TYPE_INVALID
    if line.open_doubts:
        return DOUBTFUL
    if not line.has_changed:
        return RowResult.IMPORT_TYPE_SKIP
    return RowResult.IMPORT_TYPE_NEW if line.is_new else RowResult.IMPORT_TYPE_UPDATE
