"""Brings invented villages in, or refuses: never beside rows that people have entered.

One thread makes rows and this one writes them, so that PostgreSQL takes in a chunk while the next is made.
"""

import datetime
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from groups.models import ModelArticle
from samma import thai
from samma.accounts.models import Event, Role, User
from samma.progress.consistency import LIVING_APPS
from samma.progress.generator.calendar import Days
from samma.progress.generator.places import Place, places_under
from samma.progress.generator.tables import Row, begin_load, end_load
from samma.progress.generator.village import Load, Maker, tables_of
from samma.progress.rollups import rebuild
from samma.scope import covers
from villages.models import Area, Occupation, ProgrammeYear, StaleVillage, UsualStep

DONE = {"verb": "generate", "object_type": "generator"}
ACCOUNT = "gen-"  # how the names of invented accounts begin; nobody can sign in by them
LISTS = (
    Area,
    ModelArticle,
    Occupation,
    ProgrammeYear,
    StaleVillage,
    UsualStep,
)  # kept by the department or the machine, no rows of people
CHUNK = 200  # villages
DISTRICT_DIGITS = 4
YEAR_OF = 240  # days before the last one: the programme year is the one of most of its work
Chunk = dict[type[models.Model], list[Row]]


def refuse_beside_real_rows(prefix: str) -> None:
    """Raises ValidationError in Thai where anything stands that this command has not made, or has made already."""
    done = list(Event.objects.filter(**DONE).values_list("object_id", "detail"))
    for place, _detail in done:
        if covers(place, prefix) or covers(prefix, place):
            raise ValidationError(f"สร้างข้อมูลสมมุติของพื้นที่ {place} ไว้แล้ว")
    made = defaultdict(int)
    for _place, detail in done:
        for label, rows in detail["rows"].items():
            made[label] += rows
    for model in apps.get_models():
        if model._meta.app_label in LIVING_APPS and model not in LISTS:
            there = model._base_manager.count()
            if there != made[model._meta.label_lower]:
                raise ValidationError(
                    f"ฐานข้อมูลนี้มี{model._meta.verbose_name}ที่ไม่ได้สร้างจากคำสั่งนี้ จึงไม่สร้างข้อมูลสมมุติปนกับข้อมูลจริง"
                )
    if User.objects.exclude(username__startswith=ACCOUNT).exists():
        raise ValidationError("ฐานข้อมูลนี้มีบัญชีผู้ใช้จริง จึงไม่สร้างข้อมูลสมมุติปนกับข้อมูลจริง")


def generate(
    prefix: str, *, seed: int, visits: int, until: datetime.date, tell: Callable[[int, int], None] = lambda *_: None
) -> dict[str, int]:
    """All villages of a district, a province or the country, or nothing. Returns the rows of each kind, by label."""
    refuse_beside_real_rows(prefix)
    places = places_under(prefix)
    if not places:
        raise ValidationError(f"ไม่มีเขตการปกครองรหัส {prefix} หรือยังไม่ได้โหลดเขตการปกครอง (manage.py load_areas)")
    year = ProgrammeYear.objects.get_or_create(year=thai.fiscal_year(until - datetime.timedelta(days=YEAR_OF)))[0]
    trades = [(trade.pk, trade.parent_id, trade.name) for trade in Occupation.objects.trades().order_by("pk")]
    with transaction.atomic():
        begin_load()
        load = Load(seed, year, Days(until), visits, trades, tables_of(year))
        officers = _officers({place.code[:DISTRICT_DIGITS] for place in places})
        done = 0
        for size, chunk in _ahead(_chunks(load, places, officers)):
            for model, table in load.tables.items():
                if rows := chunk.get(model):
                    table.write(rows)
            done += size
            tell(done, len(places))
        rows = {table.model._meta.label_lower: table.rows for table in load.tables.values()}
        Event.objects.create(**DONE, object_id=prefix, detail={"seed": seed, "until": until.isoformat(), "rows": rows})
        end_load(load.tables.values())
    for district in sorted({place.code[:DISTRICT_DIGITS] for place in places}):
        rebuild(district)
    return rows


def _officers(districts: set[str]) -> dict[str, int]:
    """An officer for each district, in whose name the visits are keyed."""
    User.objects.bulk_create(
        User(
            username=f"{ACCOUNT}{code}",
            password="!",  # noqa: S106 - unusable: nobody signs in by it
            role=Role.OFFICER,
            area_code=code,
            first_name="เจ้าหน้าที่สมมุติ",
            last_name=code,
        )
        for code in sorted(districts)
    )
    return {
        code[len(ACCOUNT) :]: pk
        for code, pk in User.objects.filter(username__startswith=ACCOUNT).values_list("username", "pk")
    }


def _chunks(load: Load, places: list[Place], officers: dict[str, int]) -> Iterator[tuple[int, Chunk]]:
    for start in range(0, len(places), CHUNK):
        some = places[start : start + CHUNK]
        chunk: Chunk = defaultdict(list)
        for place in some:
            for model, rows in Maker(load, place, officers[place.code[:DISTRICT_DIGITS]]).make().items():
                chunk[model] += rows
        yield len(some), chunk


def _ahead(chunks: Iterator) -> Iterator:
    """The same, made one ahead in a thread of its own; an error there is raised here."""
    made: queue.Queue = queue.Queue(maxsize=1)
    stopped = threading.Event()

    def put(item) -> bool:
        while not stopped.is_set():
            try:
                made.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for chunk in chunks:
                if not put((chunk, None)):
                    return
            put((None, None))
        except Exception as error:  # handed over, and raised by whoever waits
            put((None, error))

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            chunk, error = made.get()
            if error is not None:
                raise error
            if chunk is None:
                return
            yield chunk
    finally:
        stopped.set()
        thread.join()
