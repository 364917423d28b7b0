"""The one door for spreadsheets: a file is taken whole or not at all, inside the user's area, by every rule of the models.

Import finds each row by its key columns among the rows that are there; the k-th row of a file with one key is the
k-th such row of the register, so that what was exported imports to itself, equal rows and all.
"""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from import_export import resources
from import_export.results import RowResult

from samma import thai
from samma.constraints import LOST_RACE, violation_of, violations
from samma.resources.columns import Column
from samma.resources.heads import ROW_HEAD, under_our_heads
from samma.resources.matching import KeyLoader, folded
from samma.resources.places import place_of
from samma.resources.reading import as_text
from samma.resources.results import Cell, SheetResult, SheetRow
from samma.rows import Versioned
from samma.scope import covers

OUTSIDE = "แถวนี้อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์"


class ScopedResource(resources.Resource):
    """A register as a sheet. Subclasses name their columns, and override `link` where a row hangs on several cells."""

    place_column = "village"  # the column of official codes: only rows under the file's codes are read
    changes_rows = True  # False: rows once written are not changed by a file
    blamed: dict[str, str] = {}  # path of a model field -> the column where its sentences stand

    class Meta:
        model: type[models.Model] | None = None
        instance_loader_class = KeyLoader
        use_transactions = True
        use_bulk = True  # spares a savepoint for every row; `store` makes its own where it writes
        chunk_size = 1000

    def __init__(self, user, today=None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.today = today or timezone.localdate()
        self.codes: set[str] | None = None  # of the file being read; None while exporting

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

    def import_data(self, dataset, dry_run=False, **kwargs):
        """Take the whole file or nothing of it. `dry_run` tells what would happen."""
        if not self.may_import(self.user):
            raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
        renamed, ignored, refusals = under_our_heads(dataset, self.fields)
        if refusals:
            result = SheetResult()
            for sentence in refusals:
                result.append_base_error(self.get_error_result_class()(ValidationError(sentence)))
            return result
        self.read_codes(renamed)
        result = super().import_data(
            renamed,
            dry_run=dry_run,
            raise_errors=False,
            use_transactions=True,
            rollback_on_validation_errors=True,
        )
        result.ignored = ignored
        return result

    def read_codes(self, dataset) -> None:
        """Remember the official codes in the file, so that only rows under them are read."""
        column = self.fields.get(self.place_column)
        if column is not None:
            place = dataset.headers.index(column.column_name)
            self.codes = {thai.arabic_digits(str(row[place] or "")).strip().removesuffix(".0") for row in dataset}

    def handle_import_error(self, result, error, raise_errors=False):
        raise error  # a refusal is a sentence on its row; anything else is our own fault and is not hidden

    # --- one row --------------------------------------------------------------------------------------------------
    def import_row(self, row, instance_loader, **kwargs):
        """Read, link, compare, judge, save. A refused row tells why, cell by cell."""
        result = self.get_row_result_class()()
        result.number = row.get(ROW_HEAD) or kwargs["row_number"] + 1  # the heads stand in row 1
        cells, wrong = self.read(row, result)
        instance = self.find(cells, instance_loader)
        is_new = instance is None
        instance = self.init_instance() if is_new else instance
        before = {} if is_new else self.shown(instance)
        self.apply(instance, cells, wrong)
        after = self.shown(instance)
        has_changed = is_new or any(before[name] != after[name] for name in cells)
        if place_of(instance) and not covers(self.user.area_code, place_of(instance)):
            result.is_outside = True
            wrong.setdefault(self.place_column, []).append(OUTSIDE)
        if has_changed or wrong:
            if not is_new and not wrong and not self.changes_rows:
                wrong.setdefault(NON_FIELD_ERRORS, []).append("รายการที่บันทึกแล้วแก้จากไฟล์ไม่ได้")
            self.judge(instance, wrong)
            if not wrong:
                self.store(instance, cells, wrong, is_new=is_new)
        if not wrong and is_new:
            after = self.shown(instance)
        result.cells = {
            name: Cell(
                _said(row, column) if name in wrong else after.get(name, ""),
                None if is_new or name in wrong or before.get(name) == after.get(name) else before.get(name),
                wrong.get(name, []),
            )
            for name, column in self.fields.items()
            if not column.readonly
        }
        result.sentences = [s for name, found in wrong.items() if name not in result.cells for s in found]
        if wrong:
            result.import_type = RowResult.IMPORT_TYPE_INVALID
            result.validation_error = ValidationError([s for found in wrong.values() for s in found])
        elif has_changed:
            result.import_type = RowResult.IMPORT_TYPE_NEW if is_new else RowResult.IMPORT_TYPE_UPDATE
        else:
            result.import_type = RowResult.IMPORT_TYPE_SKIP
        return result

    def read(self, row, result: SheetRow) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """The values of the columns that the file has, and the sentences of the cells that cannot be read."""
        cells, wrong = {}, {}
        for name, column in self.fields.items():
            if column.readonly or column.column_name not in row:
                continue
            try:
                cells[name] = column.widget.clean(row[column.column_name], row=row, resource=self)
            except ValidationError as error:
                wrong[name] = error.messages
                result.is_outside |= getattr(error, "code", "") == "outside"
            else:
                if column.needed and cells[name] in (None, ""):
                    wrong[name] = [f"ต้องระบุ{column.column_name}"]
        return cells, wrong

    def find(self, cells: dict[str, Any], loader: KeyLoader):
        """The row that the file means, or None."""
        return loader.take(cells)

    def init_instance(self, row=None):
        return self._meta.model()

    def apply(self, instance, cells: dict[str, Any], wrong: dict[str, list[str]]) -> None:
        """Put the file's values on the row."""
        try:
            self.link(instance, cells, wrong)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                wrong.setdefault(name, []).extend(messages)
        for name, value in cells.items():
            column = self.fields[name]
            if not column.part and not (value is None and column.keeps):
                column.put(instance, value)

    def link(self, instance, cells: dict[str, Any], wrong: dict[str, list[str]]) -> None:
        """For rows that hang on several cells (village, year, number). Raises ValidationError({column: sentence})."""

    def shown(self, instance) -> dict[str, str]:
        """Every cell as it is written out."""
        return {name: _written(column.export(instance)) for name, column in self.fields.items()}

    def parts(self, instance) -> list[tuple[str, models.Model]]:
        """The models that a row of the sheet is made of, each with the path that leads to it."""
        return [("", instance)]

    def judge(self, instance, wrong: dict[str, list[str]]) -> None:
        """Ask every rule of the models; each sentence goes to its cell."""
        for prefix, part in self.parts(instance):
            bad = {f.name for f in part._meta.fields if self.column_for(prefix, f.name) in wrong}
            if wrong:  # what could not be read is missing too, and need not be told twice
                bad |= {f.name for f in part._meta.fields if getattr(part, f.attname) is None}
            linked = {
                f.name
                for f in part._meta.fields
                if f.is_relation and (getattr(part, f.attname) is not None or f.is_cached(part))
            }
            hidden = {f.name for f in part._meta.fields if not f.editable}
            for ask in (
                lambda part=part, out=bad | linked | hidden: part.clean_fields(exclude=out),
                lambda part=part, out=bad | hidden: part.validate_unique(exclude=out),
            ):
                try:
                    ask()
                except ValidationError as error:
                    for name, messages in error.message_dict.items():
                        bad.add(name)
                        _add(wrong, self.column_for(prefix, name), messages)
            for violation in violations(part, exclude=bad):
                _add(wrong, self.column_of(prefix, violation.fields), [violation.sentence])

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

    def store(self, instance, cells, wrong: dict[str, list[str]], *, is_new: bool) -> None:
        """Save; what another person saved meanwhile is told by the rule's own sentence."""
        for _prefix, part in self.parts(instance):
            part._history_user = self.user
            if isinstance(part, Versioned) and part.pk and not part._state.adding:
                part.version += 1  # an edit form opened before is stale now
        try:
            with transaction.atomic():
                self.save_row(instance, cells, is_new=is_new)
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            for name, messages in found.items():
                _add(wrong, name if name in self.fields else self.column_for("", name), messages)
        except IntegrityError as error:
            told = [(prefix, violation_of(error, type(part))) for prefix, part in self.parts(instance)]
            prefix, violation = next((t for t in told if t[1].sentence != LOST_RACE), told[0])
            _add(wrong, self.column_of(prefix, violation.fields), [violation.sentence])

    def save_row(self, instance, cells: dict[str, Any], *, is_new: bool) -> None:
        """Write the row; a register whose rows have an action of their own calls it here."""
        instance.save(force_insert=is_new)


def _add(wrong: dict[str, list[str]], name: str, sentences: list[str]) -> None:
    here = wrong.setdefault(name, [])
    here.extend(sentence for sentence in sentences if sentence not in here)


def _written(value: Any) -> str:
    return "" if value is None else str(value)


def _said(row: dict[str, Any], column: Column) -> str:
    """What the file itself says in a cell, kept short."""
    try:
        return as_text(row.get(column.column_name))[:200]
    except ValidationError:
        return str(row.get(column.column_name))
