"""What it takes to let a list out: the highest memory and the CPU for 10,000 and for 100,000 rows, in processes of their own.

The rows are the list of households as the page's own address sends it: every filter, five prefetches, phones decrypted.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.desk import POSTGRES, SQLITE, has_postgres, open_database, table

FEW, MANY = 10_000, 100_000
A_VILLAGE = 20
KINDS = ("xlsx", "csv")
MOST_GROWTH = 1.25  # of the highest memory, from few rows to many


def fill(count: int) -> None:
    """So many households, twenty in a village, each enrolled."""
    from households.models import Enrolment, EnrolmentState, Household
    from tests.factories import FIRST_NAMES, LAST_NAMES, make_area, make_occupation, make_year
    from villages.models import TargetVillage, Village

    year, occupation = make_year(), make_occupation()
    codes = [f"33{n // 99 + 101:04}{n % 99 + 1:02}" for n in range(count // A_VILLAGE)]
    tambons = {code[:6]: make_area(code[:6]) for code in codes}
    villages = Village.objects.bulk_create(Village(code=code, name="โนน", tambon=tambons[code[:6]]) for code in codes)
    targets = TargetVillage.objects.bulk_create(TargetVillage(village=village, year=year) for village in villages)
    for first in range(0, len(targets), 250):
        some = [(target, n) for target in targets[first : first + 250] for n in range(1, A_VILLAGE + 1)]
        households = Household.objects.bulk_create(
            Household(
                village=target.village, house_no=f"{n}/{first}", title="นาง", first_name=FIRST_NAMES[n % 10], members=n % 9,
                last_name=LAST_NAMES[n % 6], phone="0812345678", note="=หมายเหตุของครัวเรือนนี้ ยาวพอสมควร" if n % 4 else "",
            )
            for target, n in some
        )  # fmt: skip
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(household=household, target_village=target, number=n, occupation=occupation)
            for household, (target, n) in zip(households, some, strict=True)
        )
        EnrolmentState.objects.bulk_create(EnrolmentState(enrolment=enrolment) for enrolment in enrolments)


def let_out(kind: str, count: int) -> None:
    """In a process of its own: send so many rows to nowhere; print kilobytes at the start and at most, and CPU seconds."""
    import django

    django.setup()
    from django.test import RequestFactory

    from samma.accounts.models import Role, User
    from samma.progress.outgoing.lists import LISTS, rows_of
    from samma.resources.export import export_rows

    request = RequestFactory().get("/households/")
    request.user = User(username="bench", role=Role.OFFICER, area_code="TH")
    sheet = LISTS["households"].sheet(request.user)
    rows = rows_of(sheet, request)[0]
    for _piece in export_rows(sheet, rows[:50], kind, "ครัวเรือน"):  # everything is loaded once
        pass
    start, began = peak(), time.process_time()
    size = sum(len(piece) for piece in export_rows(sheet, rows[:count], kind, "ครัวเรือน"))
    print(start, peak(), time.process_time() - began, size)


def peak() -> int:
    """Kilobytes at most so far. Not ru_maxrss, which still knows the process that started this one."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


def measured(kind: str, count: int, address: str) -> tuple[int, int, float, int]:
    asked = [sys.executable, "-m", "tests.bench.exports", kind, str(count)]
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "samma.settings"}
    answer = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout.split()
    return int(answer[0]), int(answer[1]), float(answer[2]), int(answer[3])


def of_database(database: str) -> list[list[str]]:
    """The lines of the report for one database."""
    asked = os.environ.get("DATABASE_URL", "")
    with open_database(database):
        from django.db import connection

        fill(MANY)
        name = connection.settings_dict["NAME"]
        address = f"sqlite:///{name}" if database == SQLITE else f"{asked.rpartition('/')[0]}/{name}"
        connection.close()
        lines = []
        for kind in KINDS:
            few, many = (measured(kind, count, address) for count in (FEW, MANY))
            growth = many[1] / few[1]
            if growth > MOST_GROWTH:
                raise SystemExit(f"{database} {kind}: {few[1]} kB for {FEW} rows, {many[1]} kB for {MANY}")
            lines.append(
                [
                    f"{database}, {kind}", f"{few[1] / 1024:,.0f}", f"{many[1] / 1024:,.0f}", f"{growth:.2f}",
                    f"{few[2]:,.1f}", f"{many[2]:,.1f}", f"{many[2] / few[2]:.1f}", f"{many[3] / 2**20:,.1f}",
                ]
            )  # fmt: skip
        return lines


def section() -> str:
    heads = [
        "list of households out", f"peak MB, {FEW:,} rows", f"peak MB, {MANY:,} rows", "ratio", f"CPU s, {FEW:,}",
        f"CPU s, {MANY:,}", "ratio", "file MB",
    ]  # fmt: skip
    lines = [subprocess_lines(database) for database in (SQLITE, *([POSTGRES] if has_postgres() else []))]
    return (
        "## Lists out as files\n\n" + table(heads, [line for some in lines for line in some]) + "\n\n"
        "Streamed a thousand rows at a time; the peak is of the whole process with all of the product loaded. "
        f"More than {MOST_GROWTH} times the memory for ten times the rows ends this topic with an error."
    )


def subprocess_lines(database: str) -> list[list[str]]:
    """A process opens one database only."""
    asked = [sys.executable, "-m", "tests.bench.exports", database]
    printed = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [line.split("|") for line in printed.splitlines() if line.count("|") == 7]


if __name__ == "__main__":
    from cryptography.fernet import Fernet

    os.environ.setdefault("FIELD_KEY", Fernet.generate_key().decode())
    match sys.argv[1:]:
        case [kind, count] if kind in KINDS:
            let_out(kind, int(count))
        case [database] if database in (SQLITE, POSTGRES):
            print("\n".join("|".join(line) for line in of_database(database)))
        case _:
            print(section())
