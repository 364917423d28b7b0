"""The one door for spreadsheets: a file is taken whole or not at all, inside the user's area, by every rule of the models.

Import finds each row by its key columns among the rows that are there; the k-th row of a file with one key is the
k-th such row of the register, so that what was exported imports to itself, equal rows and all. The shell is the
library's (django-import-export: transaction, rollback, result); the way through it is `samma.resources.passage`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone
from import_export import resources

from samma import thai
from samma.resources.doubts import Answers
from samma.resources.heads import under_our_heads
from samma.resources.judging import Judge
from samma.resources.lines import Line
from samma.resources.matching import KeyLoader, folded
from samma.resources.passage import Passage
from samma.resources.reading import Named
from samma.resources.results import SheetResult, SheetRow
from samma.resources.storing import Part, Store, keep_state
from samma.resources.written import Written


class ScopedResource(resources.Resource):
    """A register as a sheet. Subclasses name their columns, and override `link` where a row hangs on several cells."""

    place_column = "village"  # the column of official codes: only rows under the file's codes are read
    at_once = 1000  # rows that go through an import together
    changes_rows = True  # False: rows once written are not changed by a file
    blamed: dict[str, str] = {}  # path of a model field -> the column where its sentences stand

    class Meta:
        model: type[models.Model] | None = None
        instance_loader_class = KeyLoader
        use_transactions = True
        chunk_size = 1000

    def __init__(self, user, today=None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.today = today or timezone.localdate()
        self.codes: set[str] | None = None  # of the file being read; None while exporting
        self.last_seen: dict[str, int] = {}  # in which row of the file each of them comes last
        self.answers = Answers(None)
        self._own = set(self.__dict__) | {"_own"}

    # --- who may --------------------------------------------------------------------------------------------------
    @classmethod
    def may_import(cls, user) -> bool:
        return user.may_write

    @classmethod
    def may_export(cls, user) -> bool:
        return bool(user.area_code) and not user.is_trainer

    # --- what is there --------------------------------------------------------------------------------------------
    def get_queryset(self):
        manager = self._meta.model._default_manager
        rows = manager.visible_to(self.user) if hasattr(manager, "visible_to") else manager.all()
        return rows.order_by(*self.order())

    def order(self) -> list[str]:
        """The order of an export."""
        return ["pk"]

    def within(self, queryset, code_field: str = ""):
        """Narrowed to the codes of the file being read."""
        if self.codes is None:
            return queryset
        return queryset.filter(**{f"{code_field or queryset.code_field}__in": self.codes})

    def present(self):
        """The rows that a row of the file may mean."""
        rows = self.get_queryset()
        return self.within(rows) if self.place_column in self.fields else rows

    def key_of(self, instance) -> tuple:
        return tuple(folded(column.export(instance)) for column in self.fields.values() if column.key)

    def key_in(self, cells: dict[str, Any]) -> tuple | None:
        """The key as the file says it; None when a cell of it could not be read."""
        keys = [(name, column) for name, column in self.fields.items() if column.key]
        if any(name not in cells for name, _column in keys):
            return None
        return tuple(folded(column.widget.render(cells[name])) for name, column in keys)

    # --- one file -------------------------------------------------------------------------------------------------
    @classmethod
    def get_result_class(cls):
        return SheetResult

    @classmethod
    def get_row_result_class(cls):
        return SheetRow

    def import_data(
        self,
        dataset,
        dry_run=False,
        *,
        answers: Mapping[str, str] | None = None,
        on_progress: Callable[[int], None] | None = None,
        on_written: Callable[[list[Written]], None] | None = None,
        **kwargs,
    ):
        """Take the whole file or nothing of it. `dry_run` tells what would happen; `answers` are those to its doubts."""
        if not self.may_import(self.user):
            raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
        renamed, ignored, refusals = under_our_heads(dataset, self.fields)
        if refusals:
            result = SheetResult()
            for sentence in refusals:
                result.append_base_error(self.get_error_result_class()(ValidationError(sentence)))
            return result
        self._forget_earlier_files()
        self.answers = Answers(answers)
        self.judge_of_rules = Judge()
        self.store = Store(self.user, tell=on_written is not None)
        self.read_codes(renamed)
        result = super().import_data(
            renamed,
            dry_run=dry_run,
            raise_errors=False,
            use_transactions=True,
            rollback_on_validation_errors=True,
            on_progress=on_progress,
            on_written=on_written,
        )
        result.ignored = ignored
        return result

    def _forget_earlier_files(self) -> None:
        """Looking and doing may use one resource: what was read for the first is old for the second."""
        for name in set(self.__dict__) - self._own:
            delattr(self, name)
        for column in self.fields.values():
            if isinstance(column.widget, Named):
                column.widget.found = None

    def import_data_inner(
        self, dataset, dry_run, raise_errors, using_transactions, collect_failed_rows, *, on_progress, on_written
    ):
        """Inside the library's transaction: the rows, a thousand at a time, in place of its one at a time."""
        self.before_import(dataset, dry_run=dry_run)
        passage = Passage(self, dataset, dry_run=dry_run, on_progress=on_progress, on_written=on_written)
        result = passage.run()
        self.after_import(dataset, result, dry_run=dry_run)
        return result

    def read_codes(self, dataset) -> None:
        """Remember the official codes in the file, so that only rows under them are read, and only while they are needed."""
        column = self.fields.get(self.place_column)
        if column is not None:
            self.last_seen = self.codes_in(dataset, column)
            self.codes = set(self.last_seen)

    def codes_in(self, dataset, column) -> dict[str, int]:
        """The official codes in a column of the file, each with the last row that has it."""
        place = dataset.headers.index(column.column_name)
        last = {row[place]: index for index, row in enumerate(dataset)}
        return {thai.arabic_digits(str(cell or "")).strip().removesuffix(".0"): at for cell, at in last.items()}

    # --- a thousand rows: each step may be overridden by a register ---------------------------------------------------
    def mend(self, cells: dict[str, Any]) -> None:
        """Put right what the values of a row say together (an expense is negative)."""

    def find_all(self, lines: Sequence[Line], loader: KeyLoader) -> None:
        """The row that each line means; a line without one makes a new one."""
        for line in lines:
            line.instance = loader.take(line.cells)

    def init_instance(self, row=None):
        return self._meta.model()

    def gather(self, lines: Sequence[Line]) -> None:
        """Read what judging these lines needs, once for all of them. Their rows are linked already."""

    def apply(self, line: Line) -> None:
        """Put the file's values on the row."""
        keep_state(line.instance)
        try:
            self.link(line.instance, line.cells, line.wrong)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                line.wrong.setdefault(name, []).extend(messages)
        for name, value in line.cells.items():
            column = self.fields[name]
            if not column.part and not (value is None and column.keeps):
                column.put(line.instance, value)

    def link(self, instance, cells: dict[str, Any], wrong: dict[str, list[str]]) -> None:
        """For rows that hang on several cells (village, year, number). Raises ValidationError({column: sentence})."""

    def parts(self, instance) -> list[Part]:
        """The models that a row of the sheet is made of, each with the path that leads to it, in the order of writing."""
        return [("", instance)]

    def judge(self, line: Line) -> None:
        """Ask every rule of the models; each sentence goes to its cell."""
        for prefix, part in self.parts(line.instance):
            bad = set()
            if line.wrong:  # what could not be read is missing too, and need not be told twice
                fields = part._meta.fields
                bad = {f.name for f in fields if self.column_for(prefix, f.name) in line.wrong}
                bad |= {f.name for f in fields if getattr(part, f.attname) is None}
            for name, messages in self.judge_of_rules.field_faults(part, bad).items():
                bad.add(name)
                line.refuse(self.column_for(prefix, name), messages)
            for violation in self.judge_of_rules.violations(part, bad):
                line.refuse(self.column_of(prefix, violation.fields), [violation.sentence])
        if not line.wrong:
            try:
                self.refuse(line)
            except ValidationError as error:
                self.blame(line, error)

    def refuse(self, line: Line) -> None:
        """Raise what the register's action would raise of a row that broke no rule of the models."""

    def blame(self, line: Line, error: ValidationError) -> None:
        """The refusal of an action on its cells."""
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in found.items():
            line.refuse(name if name in self.fields else self.column_for("", name), messages)

    def doubt(self, line: Line) -> None:
        """Ask about odd values of a row that broke no rule: `line.ask(Doubt(…), self.answers)`."""

    def accept(self, line: Line) -> None:
        """A row has passed: the rows after it are judged with it in mind."""
        for _prefix, part in self.parts(line.instance):
            self.judge_of_rules.accept(part)

    def write(self, lines: Sequence[Line]) -> list[Written]:
        """Store new and changed rows; a register whose rows bring others with them writes those here too."""
        return self.store.write([(line.number, line.is_merge, self.parts(line.instance)) for line in lines])

    def forget(self, codes: set[str]) -> None:
        """No further row of the file lies in these villages: what was read of them may go."""

    def take_back(self, rows: Sequence[models.Model], *, by) -> None:
        """Rows of a ledger that an import posted: taken back as that ledger is corrected, for no row of it ever goes."""
        raise NotImplementedError

    def after_undo(self, instances: Sequence[models.Model]) -> None:
        """Rows of an import were taken back: bring up to date what is made of them."""

    # --- a row and its cells ----------------------------------------------------------------------------------------
    def shown(self, line: Line) -> dict[str, str]:
        """Every cell as it is written out."""
        return {name: _written(column.export(line.instance)) for name, column in self.fields.items()}

    def column_for(self, prefix: str, name: str) -> str:
        """The column of a model field, or the row as a whole."""
        if prefix + name in self.blamed:
            return self.blamed[prefix + name]
        for column_name, column in self.fields.items():
            path = (column.attribute or "").split("__")
            if column.attribute == prefix + name or (not prefix and path[0] == name and column.part):
                return column_name
        return NON_FIELD_ERRORS

    def column_of(self, prefix: str, names: tuple[str, ...]) -> str:
        """The column where the sentence of a rule stands: the last of its fields that the sheet has."""
        found = (self.column_for(prefix, name) for name in reversed(names))
        return next((name for name in found if name != NON_FIELD_ERRORS), NON_FIELD_ERRORS)


def _written(value: Any) -> str:
    return "" if value is None else str(value)
