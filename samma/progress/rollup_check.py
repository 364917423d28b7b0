"""Whether the roll-ups are what the rows tell: `manage.py rebuild_rollups --check` and the tests ask here."""

from django.db import transaction

from groups.models import Group
from samma.knowledge.models import KnowledgeRecord
from samma.progress import rollups
from samma.progress.models import DistrictRollup, VillageRollup
from villages.models import StaleVillage, TargetVillage


def districts() -> list[str]:
    """Every district (or wider place with records of its own) of which there is anything to count or counted."""
    sources = [
        TargetVillage.objects.values_list("village_code", flat=True),
        Group.objects.values_list("village_code", flat=True),
        KnowledgeRecord.objects.values_list("area_code", flat=True),
        DistrictRollup.objects.values_list("code", flat=True),
        StaleVillage.objects.values_list("code", flat=True),
    ]
    return sorted({code[: rollups.DISTRICT] for source in sources for code in source.order_by().distinct() if code})


@transaction.atomic
def differences(district: str) -> list[str]:
    """What of a district is stored otherwise than its rows tell, in Thai. Its marks are counted first."""
    rollups.hold(district)
    marked = list(rollups.marks_of(district).values_list("code", flat=True).distinct())
    if marked:
        rollups.count_again(district, marked)
    found = []
    stored = {row.pk: row for row in VillageRollup.objects.filter(target_village__in=rollups.targets_of(district))}
    for row in rollups.fresh_villages(rollups.targets_of(district)):
        found += _differing(f"หมู่บ้าน {row.village_code} ปี {row.year}", stored.pop(row.pk, None), row, rollups.OF_VILLAGE)
    kept = {row.year: row for row in DistrictRollup.objects.filter(code=district)}
    for row in rollups.fresh_district(district):
        found += _differing(f"พื้นที่ {district} ปี {row.year}", kept.pop(row.year, None), row, rollups.OF_DISTRICT)
    found += [f"พื้นที่ {district} ปี {year}: มีตัวเลขที่ไม่มีข้อมูลอยู่หลัง" for year in kept]
    years = set(rollups.years_counted(district)) | set(rollups.targets_of(district).values_list("year", flat=True))
    there = {key: n for key, (_pk, n) in rollups.days_stored(district, years).items()}
    told = rollups.fresh_days(district, years)
    found += [
        f"พื้นที่ {district} ปี {year} วันที่ {on} ({basis}): เก็บไว้ {there.get((year, basis, on), 0)} นับได้ {told.get((year, basis, on), 0)}"
        for year, basis, on in sorted(there.keys() | told.keys())
        if there.get((year, basis, on)) != told.get((year, basis, on))
    ]
    return found


def _differing(what: str, stored, told, names: list[str]) -> list[str]:
    if stored is None:
        return [f"{what}: ยังไม่เคยนับ"]
    wrong = [name for name in names if getattr(stored, name) != getattr(told, name)]
    return [f"{what} {name}: เก็บไว้ {getattr(stored, name)} นับได้ {getattr(told, name)}" for name in wrong]
