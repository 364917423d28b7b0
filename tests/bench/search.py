"""What it costs to find records by a word: the first page of the list against a plain reading through all texts.

The texts are made of words of the dictionary, drawn as often as Thai uses them. Time is that of the clock, because the
database works in a process of its own; both sides ask in turn in the same run, the median counts.
"""

import os
import random
import statistics
import sys
import time

from tests.bench.desk import POSTGRES, SQLITE, has_postgres, open_database, table

SEED = 2560
MANY, FEW = int(os.environ.get("SAMMA_BENCH_RECORDS", "20000")), 2_000
# As long as the five real papers in the mean: 4,000 letters a record.
PARAGRAPHS, OF_A_RECORD = 1_500, 21
SENTENCES, WORDS = 4, 9
TIMES = 5
SHARE, MOST_MS = 100, 50  # what is promised: PostgreSQL, SQLite


def vocabulary():
    """Words of the dictionary of two letters or more, with how often Thai uses each."""
    from samma.thai.words import FOLDER

    pairs = [line.rpartition(" ") for line in (FOLDER / "counts.txt").read_text(encoding="utf-8").splitlines()]
    found = [(word, int(count)) for word, _, count in pairs if len(word) > 1 and count.isdecimal()]
    return [word for word, _ in found], [count**0.6 for _, count in found]  # rare ones a little oftener than in life


def fill(count: int) -> None:
    """So many published records with three sections each, and their words."""
    from samma.knowledge.models import KnowledgeRecord, RecordWords, Section
    from samma.knowledge.search import indexed_words

    dice = random.Random(SEED)  # noqa: S311
    words, weights = vocabulary()

    def paragraph() -> str:
        return " ".join("".join(dice.choices(words, weights, k=WORDS)) for _ in range(SENTENCES))

    pool = [(text, indexed_words("", "", [text])) for text in (paragraph() for _ in range(PARAGRAPHS))]
    for start in range(0, count, 1000):
        made = []
        for number in range(start, min(start + 1000, count)):
            title = "".join(dice.choices(words, weights, k=4))
            record = KnowledgeRecord(
                title=title, year=2560, area_code=f"33{number % 20 + 1:02d}", state="published", owner="นางสมมุติ ใจงาม"
            )
            made.append((record, title, dice.sample(pool, OF_A_RECORD)))
        for record, *_ in made:
            KnowledgeRecord._meta.get_field("sort_key").pre_save(record, True)
        KnowledgeRecord.objects.bulk_create([record for record, *_ in made])
        third = OF_A_RECORD // 3
        Section.objects.bulk_create(
            Section(record=record, order=n, heading="หัวข้อ", body="\n".join(t for t, _ in parts[n * third :][:third]))
            for record, _, parts in made
            for n in range(3)
        )
        RecordWords.objects.bulk_create(
            RecordWords(
                record=record,
                words="\n".join(sorted(indexed_words(title, record.owner, []).union(*(found for _, found in parts)))),
            )
            for record, title, parts in made
        )


def asked_for() -> list[tuple[str, int]]:
    """Words with how many records hold them: rare ones, middling ones, common ones, and of two letters."""
    from collections import Counter

    from samma.knowledge.models import RecordWords
    from samma.thai.words import is_word

    counts = Counter(
        word
        for row in RecordWords.objects.order_by("pk").values_list("words", flat=True)[:FEW]
        for word in row.split("\n")
    )
    ranked = [word for word, n in counts.most_common() if n > 1 and is_word(word)]
    places = [0, 20, 200, 1000, 3000, len(ranked) - 1]
    chosen = [ranked[min(place, len(ranked) - 1)] for place in places]
    chosen += [word for word in ranked if len(word) == 2][:1] + [word for word in ranked[::-1] if len(word) == 2][:1]
    return list(dict.fromkeys(chosen))


def plain(word: str) -> int:
    """Reads through every text."""
    from django.db.models import Exists, OuterRef

    from samma.knowledge.models import KnowledgeRecord, Section

    texts = Section.objects.filter(record=OuterRef("pk"), body__contains=word)
    return len(KnowledgeRecord.objects.filter(Exists(texts)).order_by("sort_key", "pk").values_list("pk"))


def first_page(word: str) -> int:
    """The office's list of records, narrowed by the word: its rows and its count, as the page asks for them."""
    from django.test import RequestFactory

    from samma.knowledge.models import KnowledgeRecord
    from samma.knowledge.places import for_list
    from samma.knowledge.search import find
    from samma.lists import listing

    request = RequestFactory().get("/knowledge/", {"q": word})
    return len(
        listing(
            request,
            for_list(KnowledgeRecord.objects.all()),
            columns=[],
            row=lambda record: {"key": record.pk},
            search=find,
        )["rows"]
    )


def clock(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured() -> list[tuple[str, int, float, float]]:
    """(word, records that hold it, seconds of the first page, seconds of the plain scan)."""
    lines = []
    for word in asked_for():
        held = plain(word)
        first_page(word)
        quick = statistics.median(clock(lambda word=word: first_page(word)) for _ in range(TIMES))
        slow = statistics.median(clock(lambda word=word: plain(word)) for _ in range(3))
        lines.append((word, held, quick, slow))
    return lines


def settled() -> None:
    """What the database does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def section() -> str:
    """One database in this process: the other one is asked for in another."""
    kind = POSTGRES if has_postgres() else SQLITE
    count = MANY if kind == POSTGRES else FEW
    with open_database(kind):
        fill(count)
        settled()
        lines = measured()
    rows = [
        (word, held, f"{quick * 1000:,.1f}", f"{slow * 1000:,.0f}", f"{slow / quick:,.0f}")
        for word, held, quick, slow in lines
    ]
    least = min(slow / quick for *_, quick, slow in lines)
    longest = max(quick for _, _, quick, _ in lines) * 1000
    promised = f"at least {SHARE} times quicker" if kind == POSTGRES else f"at most {MOST_MS} ms"
    got = f"{least:,.0f} times" if kind == POSTGRES else f"{longest:,.1f} ms"
    kept = least >= SHARE if kind == POSTGRES else longest <= MOST_MS
    return "\n".join(
        [
            f"{count:,} records on {kind}. Promised: {promised}; worst word: {got}, {'kept' if kept else '**NOT KEPT**'}.",
            "",
            table(["word", "records", "first page ms", "plain scan ms", "times"], rows),
        ]
    )


def main() -> None:
    import subprocess

    if "--one" in sys.argv:
        print(section())
        return
    parts = ["## Search of knowledge records", "", "First page of the list, with its count, against reading all texts."]
    for environment in (os.environ, {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}):
        asked = [sys.executable, "-m", "tests.bench.search", "--one"]
        part = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
        parts += ["", part.strip()]
        if not has_postgres():
            parts.insert(3, "PostgreSQL was not here: only SQLite was measured.")
            break
    print("\n".join(parts))


if __name__ == "__main__":
    main()
