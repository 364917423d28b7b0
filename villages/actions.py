"""Writes of villages that touch more than one row, each in one transaction and with the person named."""

import datetime
from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from simple_history.models import HistoricalChanges

from samma.accounts.events import record
from samma.accounts.models import Event
from samma.scope import VillageCode
from samma.stale import mark_stale
from samma.thai.numbers import LAST_MOO
from villages.models import Activity, ActivityKind, Area, PlanItem, ProgrammeYear, TargetVillage, Village

VILLAGE_DIGITS = 8  # a posting's field is shorter and never holds a village


@transaction.atomic
def open_village(tambon: Area, moo: int, name: str, *, by, alias: str = "") -> Village:
    """The village of a tambon and moo, made if nobody has entered it yet; an existing one keeps its name."""
    if not 1 <= moo <= LAST_MOO:
        raise ValidationError({"moo": f"หมู่ที่ต้องเป็น 1 ถึง {LAST_MOO}"})
    code = f"{tambon.code}{moo:02}"
    village, is_new = Village.objects.get_or_create(
        code=code, defaults={"tambon": tambon, "name": name, "alias": alias}
    )
    if is_new:
        record("create", village, by=by)
    return village


@transaction.atomic
def add_target(village: Village, year: ProgrammeYear, *, by, note: str = "") -> TargetVillage:
    """Take a village into the programme for a year, once."""
    target, is_new = TargetVillage.objects.get_or_create(village=village, year=year, defaults={"note": note})
    if not is_new:
        raise ValidationError(f"{village} เป็นหมู่บ้านเป้าหมายของปี {year} แล้ว")
    record("create", target, by=by)
    return target


@transaction.atomic
def remove_target(target: TargetVillage, *, by) -> None:
    """Take back a village that was taken in by mistake; nothing may hang on it yet. The village itself stays."""
    record("remove", target, by=by)
    try:
        target.delete()
    except models.ProtectedError as error:
        kinds = sorted({str(row._meta.verbose_name) for row in error.protected_objects})
        raise ValidationError(f"เอาออกไม่ได้ เพราะมีข้อมูลแล้ว: {', '.join(kinds)}") from error


@transaction.atomic
def hold_activity(target_village: TargetVillage, kind: str, on: datetime.date, *, by, **details) -> Activity:
    """Write down that something took place. A course day without a number becomes the next one."""
    if kind == ActivityKind.COURSE and not details.get("day_no"):
        details["day_no"] = next_course_day(target_village)
    if "plan" not in details:
        details["plan"] = planned_for(target_village, kind, on, details.get("day_no"))
    activity = Activity(target_village=target_village, kind=kind, on=on, **details)
    activity.full_clean()
    activity.save()
    record("create", activity, by=by)
    return activity


def planned_for(target_village, kind: str, on: datetime.date, day_no: int | None) -> PlanItem | None:
    """The line of the plan that something of this kind fulfils: outstanding, of the same course day, the nearest in time."""
    return nearest_planned(target_village.plan_items.outstanding().filter(kind=kind), kind, on, day_no)


def nearest_planned(items: Iterable[PlanItem], kind: str, on: datetime.date, day_no: int | None) -> PlanItem | None:
    """Of lines that wait, the one that something of this kind and day means."""
    alike = [item for item in items if item.kind == kind and item.day_no in (day_no, None)]
    return min(alike, key=lambda item: (item.day_no is None, abs((item.on - on).days)), default=None)


def next_course_day(target_village: TargetVillage) -> int:
    """The number of the course day that has not been held yet."""
    days = target_village.activities.filter(kind=ActivityKind.COURSE)
    return (days.aggregate(last=models.Max("day_no"))["last"] or 0) + 1


@transaction.atomic
def recode(village: Village, new_code: str, *, by) -> int:
    """Give a village another official code and take every row below it along. Returns how many rows moved.

    Postings are of districts and provinces, so they stay. The audit and the history of rows stay too: they say where
    a thing was when it was done.
    """
    village = Village.objects.select_for_update().get(pk=village.pk)
    old_code = village.code
    if new_code == old_code:
        raise ValidationError({"code": "รหัสใหม่เหมือนรหัสเดิม"})
    Village._meta.get_field("code").run_validators(new_code)
    tambon = Area.objects.tambons().filter(code=new_code[:6]).first()
    if tambon is None:
        raise ValidationError({"code": f"ไม่มีตำบลรหัส {new_code[:6]}"})
    if Village.objects.filter(code=new_code).exists():
        raise ValidationError({"code": "มีหมู่บ้านรหัสนี้แล้ว"})
    village.code, village.tambon, village.version = new_code, tambon, village.version + 1
    village.save()
    moved = 0
    for model, field in carriers():
        # A plain queryset: a ledger refuses changes to its entries, and here only their place follows.
        moved += models.QuerySet(model).filter(**{field: old_code}).update(**{field: new_code})
    mark_stale(old_code, new_code)
    record("recode", village, by=by, old_code=old_code, new_code=new_code, rows=moved)
    return moved


def carriers() -> list[tuple[type[models.Model], str]]:
    """Every model and field that carries a copy of a village's code, in whatever app."""
    found = []
    for model in apps.get_models():
        if model is Event or issubclass(model, HistoricalChanges):
            continue
        found += [
            (model, field.name)
            for field in model._meta.concrete_fields
            if isinstance(field, VillageCode) or (field.name == "area_code" and field.max_length >= VILLAGE_DIGITS)
        ]
    return found
