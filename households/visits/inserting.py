"""One INSERT for many rows that says which of them are new: a row whose id is there already stays as it is."""

import uuid
from collections.abc import Sequence

from django.db import connection, models
from django.db.models.sql import InsertQuery

RETURNING = " RETURNING "
AT_ONCE = 500  # rows of one statement: SQLite counts the values


def insert_new(rows: Sequence[models.Model]) -> set[uuid.UUID]:
    """INSERT … ON CONFLICT (id) DO NOTHING RETURNING id: the ids that were written now, by this statement and no other.

    Django's own way (`ignore_conflicts`) does not tell them apart, and of two requests with one id both would count the
    visit; on SQLite it also passes over in silence every row that breaks another rule. Rows go in the order of their
    ids, so that two batches never wait for each other.
    """
    ordered = sorted(rows, key=lambda row: row.pk)
    written = set()
    for start in range(0, len(ordered), AT_ONCE):
        written |= _insert(ordered[start : start + AT_ONCE])
    for row in ordered:
        if row.pk in written:
            row._state.adding, row._state.db = False, connection.alias
    return written


def _insert(rows: Sequence[models.Model]) -> set[uuid.UUID]:
    model = type(rows[0])
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows)
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]
    [(statement, values)] = compiler.as_sql()
    insert, _, returned = statement.rpartition(RETURNING)
    target = connection.ops.quote_name(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"{insert} ON CONFLICT ({target}) DO NOTHING{RETURNING}{returned}", values)
        return {uuid.UUID(str(key)) for (key,) in cursor.fetchall()}
