"""Finding records by the words of their title, owner, category and text, through an index of words.

What is indexed is every word of the dictionary that stands anywhere in the text, in longer words too, so that nothing a
plain reading through all texts would find is missed; and of what is no word, each piece. The rows are written in the
transaction of whatever writes a record (`write_words`), and `manage.py reindex_records` writes them anew.
"""

import re
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet

from samma.knowledge.models import KnowledgeRecord, RecordWords
from samma.thai import arabic_digits, normalise
from samma.thai.words import THAI, is_word, words, words_inside

RUN = re.compile(r"[ก-๎]+|[^\W_ก-๛]+")
LONGEST = 12  # letters of a piece that is no word: a longer one is found by its beginning
MOST_DIGITS = 6  # a longer number is somebody's telephone
AT_ONCE = 200
COMMON = 1_000  # records with a word: with more, the page is walked and not gathered
MOST_OF_THEM = 0.5  # of all records: so many hold it that the walk looks into each row it meets
# On PostgreSQL, by how many records hold the words. ARRAY and IS TRUE keep the planner from reading all records for a join.
RARE_WORDS = "{column} = ANY (ARRAY(SELECT knowledge_with(%s::text[])))"
COMMON_WORDS = "({column} IN (SELECT unnest(knowledge_all_with(%s::text[])))) IS TRUE"
EVERYDAY_WORDS = "(SELECT {each} FROM knowledge_recordwords looked WHERE looked.record_id = {column})"
STANDS_THERE = (
    "position(%s in chr(10) || looked.words || chr(10)) > 0"  # a line of the row: cheaper than opening it all
)
IN_FTS = " IN (SELECT rowid FROM knowledge_word WHERE knowledge_word MATCH %s)"


class HasWords(Func):
    """Whether a record holds every word asked for; both databases answer from their index."""

    output_field = BooleanField()

    def __init__(self, asked: Iterable[str], how: str = RARE_WORDS, **extra):
        self.asked, self.how = list(asked), how
        super().__init__(F("pk"), **extra)

    def as_postgresql(self, compiler, connection):
        column, params = compiler.compile(self.source_expressions[0])
        if self.how == EVERYDAY_WORDS:
            each = " AND ".join([STANDS_THERE] * len(self.asked))
            return self.how.format(each=each, column=column), [*(f"\n{word}\n" for word in self.asked), *params]
        return self.how.format(column=column), [*params, self.asked]

    def as_sqlite(self, compiler, connection):
        column, params = compiler.compile(self.source_expressions[0])
        match = " ".join(f'"{word}"' for word in self.asked)  # a word is letters and digits only
        return column + IN_FTS, [*params, match]


def find(records: QuerySet, text: str) -> QuerySet:
    """The records that hold every word of the text. A single letter is looked for in titles and owners alone."""
    wanted: dict[str, None] = {}
    is_whole = not records.query.where
    for word in text.split():
        asked = asked_words(word)
        if asked:
            wanted |= dict.fromkeys(asked)
        else:
            is_whole = False
            records = records.filter(Q(title__contains=word) | Q(owner__contains=word))
    if not wanted:
        return records
    how, holding = _how(list(wanted))
    found = records.filter(HasWords(wanted, how))
    if is_whole:
        found.known_count = holding
    return found


def _how(asked: list[str]) -> tuple[str, int | None]:
    """The quickest way to the records with these words, and how many there are (PostgreSQL alone counts them)."""
    if connection.vendor != "postgresql":
        return RARE_WORDS, None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT knowledge_count(%s::text[]), reltuples FROM pg_class WHERE oid = 'knowledge_recordwords'::regclass",
            [asked],
        )
        holding, records = cursor.fetchone()
    if holding <= COMMON:
        return RARE_WORDS, holding
    return (EVERYDAY_WORDS if holding > MOST_OF_THEM * records else COMMON_WORDS), holding


def asked_words(text: str) -> list[str]:
    """The words to ask the index for."""
    asked = {}
    for run in _runs(text):
        pieces = words(run) if THAI.match(run) and not is_word(run) else [run]
        asked |= {piece[:LONGEST] if not is_word(piece) else piece: None for piece in pieces if len(piece) > 1}
    return list(asked)


def indexed_words(title: str, owner: str, texts: Iterable[str]) -> set[str]:
    """Every word that finds a record. Of title and owner the beginnings too: they are searched while half remembered."""
    found: set[str] = set()
    for text in (title, owner, *texts):
        for run in _runs(text):
            found |= _words_of_run(run)
    for run in [*_runs(title), *_runs(owner)]:
        for piece in words(run):
            found |= {piece[:length] for length in range(2, min(len(piece), LONGEST) + 1)}
    return found


def _runs(text: str) -> Iterator[str]:
    """Runs of Thai letters, and of other letters and digits; long numbers are left out."""
    for run in RUN.findall(arabic_digits(normalise(text)).casefold()):
        if len(run) > 1 and not (run.isdecimal() and len(run) > MOST_DIGITS):
            yield run


def _words_of_run(run: str) -> set[str]:
    if not THAI.match(run):
        return {run[:LONGEST]}
    found = words_inside(run)
    for piece in words(run):
        if not is_word(piece):
            found |= _pieces(piece)
    return found


def _pieces(strange: str) -> set[str]:
    """Each run of two letters or more inside what is no word."""
    last = len(strange)
    return {strange[start:end] for start in range(last - 1) for end in range(start + 2, min(start + LONGEST, last) + 1)}


def words_of(record: KnowledgeRecord) -> str:
    """The text of the record's row, one word on a line: no two numbers may stand together as one."""
    bodies = [section.body for section in record.sections.all()]
    return "\n".join(sorted(indexed_words(record.title, record.owner, [record.category, *bodies])))


def write_words(records: Iterable[KnowledgeRecord | int]) -> int:
    """Write the rows of these records from what is stored now; inside the transaction that wrote them."""
    pks = [getattr(record, "pk", record) for record in records]
    for start in range(0, len(pks), AT_ONCE):
        stored = KnowledgeRecord.objects.filter(pk__in=pks[start : start + AT_ONCE]).defer("source_text")
        rows = [RecordWords(record=record, words=words_of(record)) for record in stored.prefetch_related("sections")]
        RecordWords.objects.bulk_create(rows, update_conflicts=True, update_fields=["words"], unique_fields=["record"])
    return len(pks)


def wrong_rows() -> Iterator[KnowledgeRecord]:
    """Records whose row is missing or says something else than their text."""
    stored = KnowledgeRecord.objects.select_related("words").defer("source_text").prefetch_related("sections")
    for record in stored.order_by("pk").iterator(chunk_size=AT_ONCE):
        row = getattr(record, "words", None)
        if row is None or row.words != words_of(record):
            yield record
