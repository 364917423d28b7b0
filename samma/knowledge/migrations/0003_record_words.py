"""The word index of records: an array with GIN on PostgreSQL, FTS5 fed by triggers on SQLite."""

import django.db.models.deletion
from django.db import migrations, models

from samma.knowledge.search import indexed_words

# A function with settings of its own, because the planner believes that opening a long array is free: left to itself it
# opens those of all records for a word that many of them hold.
POSTGRES = [
    """
    CREATE FUNCTION knowledge_words(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT string_to_array($1, chr(10)) $$
    """,
    "CREATE INDEX record_by_word ON knowledge_recordwords USING gin (knowledge_words(words))",
    """
    CREATE FUNCTION knowledge_with(text[]) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT ROWS 200
    SET enable_seqscan = off SET enable_indexscan = off SET jit = off
    AS $$ SELECT record_id FROM knowledge_recordwords WHERE knowledge_words(words) @> $1 $$
    """,
]
POSTGRES_BACK = [
    "DROP FUNCTION knowledge_with(text[])",
    "DROP INDEX record_by_word",
    "DROP FUNCTION knowledge_words(text)",
]
GONE = "INSERT INTO knowledge_word (knowledge_word, rowid, words) VALUES ('delete', old.record_id, old.words);"
COME = "INSERT INTO knowledge_word (rowid, words) VALUES (new.record_id, new.words);"
SQLITE = [
    # Thai vowels above and below are marks (M), which the tokenizer takes for gaps unless it is told.
    """
    CREATE VIRTUAL TABLE knowledge_word USING fts5(
        words, content='knowledge_recordwords', content_rowid='record_id', detail='none',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    )
    """,
    f"CREATE TRIGGER record_words_come AFTER INSERT ON knowledge_recordwords BEGIN {COME} END",
    f"CREATE TRIGGER record_words_gone AFTER DELETE ON knowledge_recordwords BEGIN {GONE} END",
    f"CREATE TRIGGER record_words_new AFTER UPDATE ON knowledge_recordwords BEGIN {GONE} {COME} END",
]
SQLITE_BACK = [
    "DROP TRIGGER record_words_come",
    "DROP TRIGGER record_words_gone",
    "DROP TRIGGER record_words_new",
    "DROP TABLE knowledge_word",
]


def run(schema_editor, postgres, sqlite):
    for statement in postgres if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def make(apps, schema_editor):
    run(schema_editor, POSTGRES, SQLITE)


def unmake(apps, schema_editor):
    run(schema_editor, POSTGRES_BACK, SQLITE_BACK)


def index_what_is_there(apps, schema_editor):
    """The words of every record that stands already."""
    record_model, words_model = (apps.get_model("knowledge", name) for name in ("KnowledgeRecord", "RecordWords"))
    for record in record_model.objects.order_by("pk").defer("source_text").iterator():
        texts = [record.category, *record.sections.values_list("body", flat=True)]
        found = sorted(indexed_words(record.title, record.owner, texts))
        words_model.objects.create(record_id=record.pk, words="\n".join(found))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_repairs")]

    operations = [
        migrations.CreateModel(
            name="RecordWords",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="knowledge.knowledgerecord",
                    ),
                ),
                ("words", models.TextField(blank=True, editable=False, verbose_name="คำ")),
            ],
            options={
                "verbose_name": "ดัชนีคำขององค์ความรู้",
                "verbose_name_plural": "ดัชนีคำขององค์ความรู้",
            },
        ),
        migrations.RunPython(make, unmake),
        migrations.RunPython(index_what_is_there, migrations.RunPython.noop),
    ]
