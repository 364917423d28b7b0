"""One INSERT for many rows that says which of them are new: what is there already stays as it is."""

import uuid
from collections.abc import Sequence

from django.db import connection, models
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery


def insert_new(rows: Sequence[models.Model]) -> set[uuid.UUID]:
    """INSERT … ON CONFLICT DO NOTHING RETURNING id: the ids that were written now, by this statement and no other.

    Django's `bulk_create(ignore_conflicts=True)` does not tell them apart, and of two requests with one id both would
    count the visit. Rows go in the order of their ids, so that two batches never wait for each other.
    """
    if not rows:
        return set()
    ordered = sorted(rows, key=lambda row: row.pk)
    model = type(ordered[0])
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE)
    query.insert_values(model._meta.concrete_fields, ordered)
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]
    written = set()
    with connection.cursor() as cursor:
        for statement, values in compiler.as_sql():
            cursor.execute(statement, values)
            written |= {uuid.UUID(str(row[0])) for row in cursor.fetchall()}
    for row in ordered:
        if row.pk in written:
            row._state.adding, row._state.db = False, connection.alias
    return written
