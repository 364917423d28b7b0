"""Figures of the country read from roll-ups against counted from the rows, and a district's page alone against among many.

On PostgreSQL, in wall time: what is compared is the database's work. `SAMMA_BENCH_AROUND` names the provinces that are
generated around the district (codes with commas; `10,11,…` of all of them is the country).
"""

import datetime
import os
import statistics
import time

from tests.bench.desk import POSTGRES, open_database, table
from tests.bench.pages import answer

DISTRICT = "3301"
AROUND = [code for code in os.environ.get("SAMMA_BENCH_AROUND", "32,34").split(",") if code]
VISITS = int(os.environ.get("SAMMA_BENCH_VISITS", "4"))
UNTIL = datetime.date(2026, 9, 20)
TIMES = 7


def wall(work, times: int = TIMES) -> float:
    """The median wall milliseconds, after one run that warms up."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def queries(work) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counted:
        work()
    return len(counted)


def measure_district(officer) -> dict[str, tuple[float, int]]:
    """The pages of one district, in milliseconds and queries; the last with a mark to count first."""
    from django.test import Client

    from samma.stale import mark_stale
    from villages.models import TargetVillage

    client = Client()
    client.force_login(officer)
    village = TargetVillage.objects.under(DISTRICT).order_by("pk")[0]

    def changed():
        mark_stale(village)
        answer(client, "/board/")

    pages = {
        "home of the district": lambda: answer(client, "/"),
        "board of the district": lambda: answer(client, "/board/"),
    }
    pages["the same after a change"] = changed
    return {name: (wall(work), queries(work)) for name, work in pages.items()}


def section() -> str:
    from django.core.management import call_command

    from households.models import Visit
    from samma.accounts.models import Role, User
    from samma.progress.generator.loading import generate
    from samma.progress.report.counts import counts_by_place
    from samma.progress.report.period import periods_of
    from samma.progress.totals import totals_by_area
    from villages.models import ProgrammeYear, TargetVillage

    call_command("load_areas", verbosity=0)
    generate(DISTRICT, seed=1, visits=VISITS, until=UNTIL)
    officer = User.objects.get(username=f"gen-{DISTRICT}")
    alone = measure_district(officer)
    for place in AROUND:
        generate(place, seed=1, visits=VISITS, until=UNTIL)
    _analyse()
    among = measure_district(officer)
    department = User(username="bench", role=Role.DEPARTMENT, area_code="TH")
    year = ProgrammeYear.objects.get(pk=TargetVillage.objects.order_by("pk")[0].year_id)
    whole = periods_of(year.pk)["y"]
    stored = wall(lambda: totals_by_area(department, year, 2, UNTIL))
    raw = wall(lambda: counts_by_place(department, year, "TH", 2, whole, UNTIL), times=1)
    villages, visits = TargetVillage.objects.count(), Visit.objects.count()
    rows = [
        [name, f"{alone[name][0]:,.0f}", f"{among[name][0]:,.0f}", alone[name][1], among[name][1]] for name in alone
    ]
    return "\n".join(
        [
            "## Roll-ups",
            "",
            f"{villages:,} target villages and {visits:,} visits on PostgreSQL, wall time. Figures of every province at once:",
            f"{stored:,.1f} ms from roll-ups, {raw:,.0f} ms counted from the rows ({raw / stored:,.0f} times).",
            "",
            table(["page", "district alone, ms", "among all, ms", "queries alone", "queries among all"], rows),
        ]
    )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    with open_database(POSTGRES):
        print(section())
