"""How rows reach the database: COPY on PostgreSQL, one INSERT for many rows on SQLite. Values are text that both read.

A table names the columns that differ from row to row; every other column gets the model's own default, so that a field
added to a model needs nothing here.
"""

import datetime
import io
import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.core.management.color import no_style
from django.db import connection, models

NULL = "\\N"
Row = Sequence[str | None]


class Table:
    """One model's rows on their way in. `constants` are columns that are the same in each row of this load."""

    def __init__(self, model: type[models.Model], columns: str, **constants: object) -> None:
        self.model = model
        self.names = columns.split()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        filled = {name: fields[name].column for name in self.names}
        for name, field in fields.items():
            if name not in filled and (name in constants or not field.null):
                constants.setdefault(name, field.get_default())
        self.same = [as_text(constants[name]) for name in constants]
        self.columns = [*filled.values(), *(fields[name].column for name in constants)]
        self.numbers = itertools.count(self._last() + 1) if isinstance(model._meta.pk, models.AutoField) else None
        self.rows = 0

    def _last(self) -> int:
        return self.model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def write(self, rows: Sequence[Row]) -> None:
        """Bring rows in; the strings of a row stand in the order of `names`."""
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        into = f"{connection.ops.quote_name(self.model._meta.db_table)} ({names})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.copy_expert(f"COPY {into} FROM STDIN", io.BytesIO(self._lines(rows)))
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", [(*row, *self.same) for row in rows])  # noqa: S608
        self.rows += len(rows)

    def _lines(self, rows: Iterable[Row]) -> bytes:
        # No value holds a tab, a newline or a backslash: all are made here.
        end = "".join(f"\t{NULL if text is None else text}" for text in self.same) + "\n"
        return "".join(["\t".join([NULL if v is None else v for v in row]) + end for row in rows]).encode()


def as_text(value: object) -> str | None:
    """A value as both databases read it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (str, int, float, Decimal, datetime.date)):
        return str(value)
    raise TypeError(f"no text for {value!r}")


def begin_load() -> None:
    """Inside the load's transaction: spare PostgreSQL the queue of 23 million deferred checks that it ends in."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        may = cursor.fetchone()[0]
        # Without that right the checks are made table by table instead of all at the end.
        cursor.execute("SET LOCAL session_replication_role = replica" if may else "SET CONSTRAINTS ALL IMMEDIATE")


def end_load(tables: Iterable[Table]) -> None:
    """Numbers go on after the last one given, and the planner knows what has come."""
    if connection.vendor != "postgresql":
        return
    tables = list(tables)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(sql)
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table.model._meta.db_table)}")
