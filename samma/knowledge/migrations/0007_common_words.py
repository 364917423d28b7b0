"""Common words: how many records hold a word and which, in one answer; and the lists of the whole country by index."""

from django.db import migrations, models

# As knowledge_with of 0003, with settings of their own; an array comes out at once, a set of rows one call at a time.
SETTINGS = "SET enable_seqscan = off SET enable_indexscan = off SET jit = off"
FROM = "FROM knowledge_recordwords WHERE knowledge_words(words) @> $1"
POSTGRES = [
    f"""
    CREATE FUNCTION knowledge_count(text[]) RETURNS bigint LANGUAGE sql STABLE STRICT {SETTINGS}
    AS $$ SELECT count(*) {FROM} $$
    """,
    f"""
    CREATE FUNCTION knowledge_all_with(text[]) RETURNS bigint[] LANGUAGE sql STABLE STRICT {SETTINGS}
    AS $$ SELECT array_agg(record_id) {FROM} $$
    """,
]
POSTGRES_BACK = ["DROP FUNCTION knowledge_all_with(text[])", "DROP FUNCTION knowledge_count(text[])"]


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement, params=None)


def make(apps, schema_editor):
    run(schema_editor, POSTGRES)


def unmake(apps, schema_editor):
    run(schema_editor, POSTGRES_BACK)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0006_revisions_by_number")]

    operations = [
        migrations.AddIndex(
            model_name="knowledgerecord", index=models.Index(fields=["sort_key", "id"], name="record_by_title")
        ),
        migrations.AddIndex(
            model_name="knowledgerecord", index=models.Index(fields=["-year", "-id"], name="record_newest_first")
        ),
        migrations.RunPython(make, unmake),
    ]
