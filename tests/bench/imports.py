"""What it costs to take 20,000 new household rows in, against django-import-export as its documentation sets it up.

One workbook of one district: a household, its enrolment and two wishes in a row. Each side reads the file, shows what
would happen, reads it again and stores it with its history, as a person does who looks before he confirms. Every
measurement is a process of its own; CPU seconds of that process alone count.
"""

import io
import json
import os
import resource as limits
import subprocess
import sys
import time
from pathlib import Path

from cryptography.fernet import Fernet

from tests.bench.desk import POSTGRES, SQLITE, has_postgres, open_database, table

ROOT = Path(__file__).resolve().parents[2]
ROWS = 20_000
TO_A_VILLAGE = 20
MOST_MEGABYTES = 300
AT_LEAST = {POSTGRES: 8, SQLITE: 5}  # times as quick as the library's defaults
FIRST = [
    "สม",
    "บุญ",
    "ทอง",
    "คำ",
    "แสง",
    "ประ",
    "อิน",
    "ไพ",
    "เก",
    "จำ",
    "วิ",
    "มา",
    "ศรี",
    "นิ",
    "พร",
    "ชู",
    "ดา",
    "รุ่ง",
    "เพ็ญ",
    "อำ",
]
SECOND = ["ใจ", "มี", "สุข", "ปัน", "ดาว", "ไพร", "ลี", "สร", "ปา", "นวล", "ชัย", "ลัย", "วรรณ", "ตย์", "จันทร์", "ศักดิ์", "ทิพย์"]
LAST = [
    "งาม",
    "ดี",
    "กล้วย",
    "ทุ่ง",
    "แก้ว",
    "ริม",
    "นา",
    "สวน",
    "ผล",
    "โพธิ์",
    "บัว",
    "หิน",
    "ทราย",
    "ไชย",
    "เรือง",
    "พันธ์",
    "วงศ์",
]


def rows():
    """20,000 invented households of 1,000 villages, each as plain values by the names of the models' fields."""
    for n in range(ROWS):
        village, at = divmod(n, TO_A_VILLAGE)
        tambon, moo = divmod(village, 20)
        yield {
            "village": f"3301{tambon + 1:02}{moo + 1:02}",
            "year": 2560,
            "number": at + 1,
            "title": ("นาย", "นาง", "นางสาว")[n % 3],
            "first_name": FIRST[n % 20] + SECOND[n // 20 % 17],
            "last_name": LAST[n * 7 % 17] + LAST[n // 17 % 17] + SECOND[n * 3 % 17],
            "house_no": f"{n % 189 + 1}/{at + 1}" if n % 3 else str(n % 389 + 1),
            "house_code": f"3301{n:07}",
            "members": n % 9 + 1,
            "phone": f"08{n * 37 % 100_000_000:08}",
            "has_elder": n % 2 == 0,
            "in_tpmap": n % 7 == 0,
            "participant": f"นายลูก {LAST[n % 17]}{LAST[n * 5 % 17]}" if n % 4 == 0 else "",
            "relation": "บุตร" if n % 4 == 0 else "",
            "occupation": f"อาชีพ{chr(0x0E01 + n % 30)}",
            "wish_1": f"อาชีพ{chr(0x0E01 + n % 30)}",
            "wish_2": f"อาชีพ{chr(0x0E01 + n * 7 % 29 + 1)}",
        }


def ground():
    """The places, the year and the trades that the rows hang on, and the officer who brings them."""
    from tests.factories import make_area, make_occupation, make_officer, make_year
    from villages.models import TargetVillage, Village

    year = make_year(2560)
    for code in sorted({row["village"] for row in rows()}):
        village = Village.objects.create(code=code, name=f"โนน{code[4:]}", tambon=make_area(code[:6]))
        TargetVillage.objects.create(village=village, year=year)
    for n in range(30):
        make_occupation(f"อาชีพ{chr(0x0E01 + n)}")
    return make_officer("3301")


# --- ours -------------------------------------------------------------------------------------------------------------
def our_workbook() -> bytes:
    import tablib

    from households.register.resources import EnrolmentResource
    from samma.resources import write_xlsx

    fields = EnrolmentResource.fields
    dataset = tablib.Dataset(headers=[column.column_name for column in fields.values()])
    for row in rows():
        row["head"] = f"{row['title']}{row['first_name']} {row['last_name']}"
        row |= {name: "ใช่" if row[name] else "ไม่ใช่" for name in ("has_elder", "in_tpmap")} | {"joined_on": "01/03/2560"}
        dataset.append([row.get(name, "") for name in fields])
    return write_xlsx(dataset, "ครัวเรือนเป้าหมาย")


def our_pass(content: bytes, officer, *, dry_run: bool) -> None:
    from households.register.resources import EnrolmentResource
    from samma.resources import dataset_of, guess, read_table

    resource = EnrolmentResource(officer)
    sheet = read_table(io.BytesIO(content), "register.xlsx")
    dataset = dataset_of(sheet, guess(sheet, resource).mapping, resource)
    told = []
    result = resource.import_data(
        dataset, dry_run=dry_run, on_written=None if dry_run else lambda some: told.append(len(some))
    )
    if not result.is_good or result.totals["new"] != ROWS:
        raise SystemExit(f"our import refused: {result.refusals} {dict(result.totals)}")
    if not dry_run and sum(told) != 5 * ROWS:  # household, enrolment, survey and two wishes
        raise SystemExit("our import did not tell all that it wrote")


# --- the library's defaults -------------------------------------------------------------------------------------------
DATASET_FIELDS = {
    "household": [
        "village", "house_no", "title", "first_name", "last_name", "house_code", "members", "phone", "has_elder",
        "has_disabled", "in_tpmap", "hit_by_disaster", "note",
    ],
    "enrolment": [
        "household", "target_village", "number", "participant", "relation", "volunteer", "occupation", "joined_on",
        "left_on", "left_reason", "certified_on", "certified_reason",
    ],
    "wish": ["survey", "rank", "occupation"],
}  # fmt: skip


def their_workbooks() -> list[bytes]:
    """A sheet for each resource: the library has one model to a sheet."""
    from openpyxl import Workbook

    books = []
    for kind, heads in DATASET_FIELDS.items():
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(heads)
        for row in rows():
            row |= {"has_disabled": False, "hit_by_disaster": False, "volunteer": True, "joined_on": "2017-03-01"}
            row |= {"household": row["house_code"], "target_village": f"{row['village']}-{row['year']}"}
            if kind == "wish":
                for rank in (1, 2):
                    sheet.append([row["target_village"] + f"-{row['number']}", rank, row[f"wish_{rank}"]])
            else:
                sheet.append([row.get(name, "") for name in heads])
        content = io.BytesIO()
        book.save(content)
        books.append(content.getvalue())
    return books


def their_resources():
    """Three ModelResources with import_id_fields and foreign key widgets, and nothing else changed."""
    from import_export import fields, resources
    from import_export.widgets import ForeignKeyWidget

    from households.models import DemandSurvey, Enrolment, Household, OccupationWish
    from villages.models import Occupation, TargetVillage, Village

    class TargetWidget(ForeignKeyWidget):
        def clean(self, value, row=None, **kwargs):
            village, year = value.split("-")
            return self.model.objects.get(village__code=village, year=year)

    class SurveyWidget(ForeignKeyWidget):
        def clean(self, value, row=None, **kwargs):
            village, year, number = value.split("-")
            enrolment = Enrolment.objects.get(village_code=village, target_village__year=year, number=number)
            asked = {"household_id": enrolment.household_id, "target_village_id": enrolment.target_village_id}
            return self.model.objects.get_or_create(**asked)[0]

    def trade():
        return fields.Field("occupation", "occupation", ForeignKeyWidget(Occupation, "name"))

    class HouseholdResource(resources.ModelResource):
        village = fields.Field("village", "village", ForeignKeyWidget(Village, "code"))

        class Meta:
            model = Household
            fields = DATASET_FIELDS["household"]
            import_id_fields = ["house_code"]

    class EnrolmentResource(resources.ModelResource):
        household = fields.Field("household", "household", ForeignKeyWidget(Household, "house_code"))
        target_village = fields.Field("target_village", "target_village", TargetWidget(TargetVillage))
        occupation = trade()

        class Meta:
            model = Enrolment
            fields = DATASET_FIELDS["enrolment"]
            import_id_fields = ["household", "target_village"]

    class WishResource(resources.ModelResource):
        survey = fields.Field("survey", "survey", SurveyWidget(DemandSurvey))
        occupation = trade()

        class Meta:
            model = OccupationWish
            fields = DATASET_FIELDS["wish"]
            import_id_fields = ["survey", "rank"]

    return [HouseholdResource(), EnrolmentResource(), WishResource()]


def their_pass(contents: list[bytes]) -> None:
    """Each sheet read, looked at and stored, in the order in which they hang on each other."""
    from import_export.formats.base_formats import XLSX

    for content, resource in zip(contents, their_resources(), strict=True):
        for dry_run in (True, False):
            result = resource.import_data(XLSX().create_dataset(content), dry_run=dry_run)
            if result.has_errors() or result.has_validation_errors():
                raise SystemExit(f"the library's import failed: {result.row_errors()[:1]} {result.invalid_rows[:1]}")


# --- measuring --------------------------------------------------------------------------------------------------------
def spent(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(side: str) -> dict[str, float]:
    """In a process of its own: the seconds of one side, and the most memory it had."""
    officer = ground()
    if side == "theirs":
        contents = their_workbooks()
        seconds = {"whole": spent(lambda: their_pass(contents))}
    else:
        content = our_workbook()
        look = spent(lambda: our_pass(content, officer, dry_run=True))
        store = spent(lambda: our_pass(content, officer, dry_run=False))
        seconds = {"whole": look + store, "look": look, "store": store}
    check()
    return seconds | {"megabytes": limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024}


def check() -> None:
    """Both sides left the same rows: the same counts, sort keys and history."""
    from households.models import Enrolment, Household, OccupationWish

    counts = [
        Household.objects.count(),
        Household.history.count(),
        Enrolment.objects.count(),
        Enrolment.history.count(),
    ]
    if counts != [ROWS] * 4 or OccupationWish.objects.count() != 2 * ROWS:
        raise SystemExit(f"not all rows are there: {counts}")
    if Household.objects.filter(sort_key="").exists() or Enrolment.objects.filter(village_code="").exists():
        raise SystemExit("rows without their sort key or village code")


def measured(kind: str, side: str) -> dict[str, float]:
    asked = [sys.executable, "-m", "tests.bench.imports", kind, side]
    told = subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told)


def section() -> str:
    lines, promises = [], []
    for kind in (SQLITE, POSTGRES) if has_postgres() else (SQLITE,):
        ours, theirs = measured(kind, "ours"), measured(kind, "theirs")
        times = theirs["whole"] / ours["whole"]
        lines += [
            (f"{kind}: the library's defaults", f"{theirs['whole']:,.1f}", "1", f"{theirs['megabytes']:,.0f}"),
            (f"{kind}: this import", f"{ours['whole']:,.1f}", f"1/{times:,.1f}", f"{ours['megabytes']:,.0f}"),
            (f"{kind}: of it looking", f"{ours['look']:,.1f}", "", ""),
            (f"{kind}: of it storing", f"{ours['store']:,.1f}", "", ""),
        ]
        promises += [times >= AT_LEAST[kind], ours["megabytes"] <= MOST_MEGABYTES, ours["look"] <= ours["store"]]
    return "\n".join(
        [
            "## Imports",
            "",
            f"{ROWS:,} new household rows (household, enrolment, two wishes) of {ROWS // TO_A_VILLAGE:,} villages from one",
            "workbook: read, looked at, read again, stored with history. CPU seconds and the most memory of one process;",
            "PostgreSQL's own work is not in them. The library's side has a sheet to each model, `import_id_fields` and",
            "foreign key widgets, and nothing else changed. Promised: at most 1/8 on PostgreSQL, 1/5 on SQLite, 300 MB,",
            f"and looking not dearer than storing: {'kept' if all(promises) else 'NOT KEPT'}.",
            "",
            table(["side", "CPU s", "ratio", "MB"], lines),
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROWS = int(os.environ.get("SAMMA_BENCH_ROWS", ROWS))
        os.environ.setdefault("FIELD_KEY", Fernet.generate_key().decode())
        with open_database(sys.argv[1]):
            print(json.dumps(measure(sys.argv[2])))
    else:
        print(section())
