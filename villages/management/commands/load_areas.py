"""Loads what every office needs before its first village: areas, occupations, programme years and their usual steps.

Safe to run at each start: a checksum of the files is kept with the audit, and nothing is read again until they change.
Areas follow the files; occupations and years belong to the department after the first load and are never changed.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from samma import thai
from samma.accounts.models import Event
from villages.models import Area, Occupation, ProgrammeYear, UsualStep

FIXTURES = settings.BASE_DIR / "fixtures"
AREAS = ["geo/provinces.csv", "geo/districts.csv", "geo/subdistricts.csv"]
OCCUPATIONS = "lists/occupations.csv"
YEARS = "lists/programme_years.csv"
STEPS = "lists/usual_steps.csv"
OF_AREAS = {"object_type": Area._meta.label_lower, "object_id": "TH", "verb": "load_areas"}
YEAR_NUMBERS = [
    "target_villages",
    "households_per_village",
    "households_per_trainer",
    "people_trained",
    "group_minimum",
    "lead_course_days",
    "village_course_days",
]


class Command(BaseCommand):
    help = "โหลดเขตการปกครอง อาชีพ และปีงบประมาณของโครงการจาก fixtures/ (สั่งซ้ำได้)"

    def handle(self, *args, **options):
        checksum = _checksum()
        last = Event.objects.filter(**OF_AREAS).first()
        if last and last.detail["checksum"] == checksum and Area.objects.count() == last.detail["areas"]:
            self.stdout.write("เขตการปกครองเป็นปัจจุบันแล้ว")
            return
        with transaction.atomic():
            areas = _load_areas()
            _load_years()
            _load_steps()
            if last is None:
                _load_occupations()
            Event.objects.create(**OF_AREAS, detail={"checksum": checksum, "areas": Area.objects.count()})
        self.stdout.write(
            f"โหลดเขตการปกครอง {thai.number(areas)} แห่ง "
            f"({thai.number(Area.objects.provinces().count())} จังหวัด {thai.number(Area.objects.districts().count())} อำเภอ "
            f"{thai.number(Area.objects.tambons().count())} ตำบล)"
        )


def _checksum() -> str:
    digest = hashlib.sha256()
    for name in [*AREAS, OCCUPATIONS, YEARS, STEPS]:
        digest.update(_path(name).read_bytes())
    return digest.hexdigest()


def _path(name: str) -> Path:
    path = FIXTURES / name
    if not path.exists():
        raise CommandError(f"ไม่พบไฟล์ fixtures/{name} กรุณาติดตั้งโปรแกรมใหม่ให้ครบ")
    return path


def _rows(name: str) -> Iterator[dict[str, str]]:
    with _path(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load_areas() -> int:
    areas = [
        Area(
            code=row["code"],
            level=len(row["code"]),
            name_th=row["name_th"],
            name_en=row["name_en"],
            postal_code=row.get("postal_code") or "",
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
        )
        for name in AREAS
        for row in _rows(name)
    ]
    changing = ["level", "name_th", "name_en", "sort_key", "postal_code", "lat", "lon"]
    # A batch keeps below SQLite's limit of variables in one statement.
    Area.objects.bulk_create(
        areas, batch_size=1000, update_conflicts=True, unique_fields=["code"], update_fields=changing
    )
    return len(areas)


def _load_years() -> None:
    years = [
        ProgrammeYear(
            year=int(row["year"]),
            note=row["note"],
            **{name: int(row[name]) for name in YEAR_NUMBERS if row[name]},
        )
        for row in _rows(YEARS)
    ]
    ProgrammeYear.objects.bulk_create(years, ignore_conflicts=True)


def _load_steps() -> None:
    """The usual steps, to every year that has none yet."""
    rows = list(_rows(STEPS))
    UsualStep.objects.bulk_create(
        UsualStep(
            year=year,
            kind=row["kind"],
            day_no=int(row["day_no"]) if row["day_no"] else None,
            part=row["part"],
            topic=row["topic"],
            after_days=int(row["after_days"]),
            lasts_days=int(row["lasts_days"]),
        )
        for year in ProgrammeYear.objects.filter(usual_steps=None)
        for row in rows
    )


def _load_occupations() -> None:
    # What is there is looked up first: SQLite cannot hold the constraint that a name stands once under its type.
    rows = list(_rows(OCCUPATIONS))
    types = {kind.name: kind for kind in Occupation.objects.types()}
    Occupation.objects.bulk_create(
        [Occupation(name=row["type"]) for row in rows if not row["name"] and row["type"] not in types]
    )
    types = {kind.name: kind for kind in Occupation.objects.types()}
    known = set(Occupation.objects.trades().values_list("parent__name", "name"))
    Occupation.objects.bulk_create(
        Occupation(parent=types[row["type"]], name=row["name"])
        for row in rows
        if row["name"] and (row["type"], row["name"]) not in known
    )
