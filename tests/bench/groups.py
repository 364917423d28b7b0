"""What it costs to find who could form a group: a province alone, and the same province with the country around it.

Time is that of the clock, because the database works in a process of its own; the median of some runs counts, and so do
the queries.
"""

import datetime
import io
import os
import statistics
import time

from tests.bench.desk import POSTGRES, has_postgres, open_database, table

TIMES = 7
UNTIL = datetime.date(2026, 11, 21)
AROUND = int(os.environ.get("SAMMA_BENCH_PROVINCES", "75"))  # provinces loaded around the one that is asked
MOST_QUERIES, MOST_TIMES = 5, 2.0


def provinces() -> list[str]:
    """The province whose villages come nearest to 300 first, then the others."""
    from samma.progress.generator.places import places_under
    from villages.models import Area

    codes = [code for code in Area.objects.values_list("code", flat=True) if len(code) == 2]
    asked = min(codes, key=lambda code: (abs(len(places_under(code)) - 300), code))
    return [asked, *sorted(code for code in codes if code != asked)]


def load(prefix: str) -> int:
    """The villages of a province, from survey to group, without visits; the roll-ups are not asked here."""
    from samma.progress.generator import loading

    loading.rebuild = lambda _district: None
    return loading.generate(prefix, seed=1, visits=0, until=UNTIL)["villages.village"]


def asked(province: str) -> tuple[int, int, float]:
    """(candidates, queries, seconds)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from groups.finder.area import find
    from samma.accounts.models import Role, User

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    clerk = User(role=Role.PROVINCE, area_code=province)
    with CaptureQueriesContext(connection) as queries:
        found = find(clerk, province)
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        find(clerk, province)
        taken.append(time.perf_counter() - began)
    return len(found), len(queries), statistics.median(taken)


def section() -> str:
    from django.core.management import call_command

    call_command("load_areas", verbosity=0, stdout=io.StringIO())
    first, *others = provinces()
    villages = load(first)
    alone = asked(first)
    around = sum(load(province) for province in others[:AROUND])
    beside = asked(first)
    ratio = beside[2] / alone[2]
    rows = [
        (f"a province of {villages:,} villages alone", *shown(alone)),
        (f"the same with {around:,} villages in {len(others[:AROUND])} provinces around it", *shown(beside)),
    ]
    kept = max(alone[1], beside[1]) <= MOST_QUERIES and ratio <= MOST_TIMES and alone[0] == beside[0]
    return "\n".join(
        [
            "## Who could form a group",
            "",
            f"PostgreSQL, 20 households a village. Promised: at most {MOST_QUERIES} queries, and the same cost with the country",
            f"around (measured: × {ratio:.2f}). {'Kept.' if kept else 'NOT kept.'}",
            "",
            table(["asked over", "candidates", "queries", "median ms"], rows),
        ]
    )


def shown(measured: tuple[int, int, float]) -> tuple[str, str, str]:
    found, queries, seconds = measured
    return f"{found:,}", str(queries), f"{seconds * 1000:,.0f}"


if __name__ == "__main__":
    if not has_postgres():
        raise SystemExit("PostgreSQL is not here: run `make bench`")
    with open_database(POSTGRES):
        print(section())
