"""Counts what is marked: the one place that writes roll-ups. No page of figures reads raw rows, and no write counts.

Whoever counts a district holds its `CountedPlace`, deletes the marks, and only then reads the raw rows, in one
transaction: a write that is not committed by then keeps its mark and is counted the next time. A page of a district
counts its own marks first; provinces and the country read what is stored, and `manage.py keep_rollups` stays close behind.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Case, CharField, Count, DateField, Exists, F, Min, OuterRef, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.five import complete
from groups.models import Group, Origin, OtopRegistration
from households.due import with_visits
from households.models import Enrolment
from samma import thai
from samma.knowledge.models import WAITING, KnowledgeRecord, State
from samma.progress.models import COUNTED, Basis, CountedPlace, DistrictDay, DistrictRollup, VillageRollup
from samma.progress.numbers import FINISHED, Numbers, numbers_of
from samma.progress.steps import next_step, steps_of
from samma.scope import WHOLE_COUNTRY, code_range
from trainers.models import SEATS
from villages.models import StaleVillage, TargetVillage

DISTRICT = 4
AT_ONCE = 100  # villages counted in one transaction, and at most by a page
LATE = datetime.timedelta(seconds=10)  # a mark this old says that nobody keeps up: the page helps itself
OWN = ["year", "village_code", "sages", "seats", "course_days", "five_met", "steps_done", "step"]
OF_VILLAGE = [*OWN, *COUNTED, "gain_bins"]
OF_DISTRICT = ["villages", *COUNTED, "gain_bins"]


# --- what is marked ---------------------------------------------------------------------------------------------------
def marks_under(prefix: str):
    """The marks of a place and of all below it."""
    if prefix == WHOLE_COUNTRY:
        return StaleVillage.objects.all()
    if not prefix:
        return StaleVillage.objects.none()
    first, past = code_range(prefix)
    return StaleVillage.objects.filter(code__gte=first, code__lt=past)


def settle(prefix: str, most: int = AT_ONCE) -> int:
    """Count the marked villages of a place, at most so many; returns how many there were."""
    codes = list(marks_under(prefix).order_by("code").values_list("code", flat=True).distinct()[:most])
    for district, some in _by_district(codes):
        count_again(district, some)
    return len(codes)


def settled(prefix: str) -> str:
    """What a page does before it reads, and the words of when its figures are: a district is counted up to this moment,
    a wider place only when nobody keeps up."""
    if len(prefix) == DISTRICT and settle(prefix) < AT_ONCE:
        return f"ข้อมูล ณ วันที่ {thai.thai_datetime(timezone.now())}"
    if len(prefix) != DISTRICT and marks_under(prefix).filter(made_at__lt=timezone.now() - LATE).exists():
        settle(prefix)
    return as_of(prefix)


def as_of(prefix: str) -> str:
    """ "ข้อมูล ณ …": now, or the moment of the oldest mark that is not counted yet."""
    oldest = marks_under(prefix).aggregate(oldest=Min("made_at"))["oldest"]
    return f"ข้อมูล ณ วันที่ {thai.thai_datetime(oldest or timezone.now())}"


def _by_district(codes: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    districts: dict[str, list[str]] = {}
    for code in codes:
        districts.setdefault(code[:DISTRICT], []).append(code)
    yield from sorted(districts.items())


# --- counting ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def count_again(district: str, codes: list[str]) -> None:
    """Count these villages of a district anew, and the district with them."""
    hold(district)
    StaleVillage.objects.filter(code__in=codes).delete()
    rows = list(fresh_villages(TargetVillage.objects.filter(village_code__in=codes)))
    VillageRollup.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["target_village"], update_fields=OF_VILLAGE
    )
    _write_district(district, {row.year for row in rows})


@transaction.atomic
def rebuild(district: str) -> int:
    """Count a whole district anew, whatever is marked; returns the number of its target villages."""
    hold(district)
    marks_of(district).delete()
    targets = targets_of(district)
    rows = list(fresh_villages(targets))
    VillageRollup.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["target_village"], update_fields=OF_VILLAGE, batch_size=AT_ONCE
    )
    _write_district(district, {row.year for row in rows} | set(years_counted(district)))
    return len(rows)


def hold(district: str) -> None:
    """The lock of a district's roll-ups, until the transaction ends."""
    CountedPlace.objects.bulk_create([CountedPlace(code=district)], ignore_conflicts=True)
    CountedPlace.objects.select_for_update().get(pk=district)


def marks_of(district: str):
    """The marks of a district; of a code shorter than a district's, those of that very place."""
    return marks_under(district) if len(district) == DISTRICT else StaleVillage.objects.filter(code=district)


def targets_of(district: str):
    return TargetVillage.objects.under(district) if len(district) == DISTRICT else TargetVillage.objects.none()


def years_counted(district: str) -> Iterable[int]:
    return DistrictDay.objects.filter(code=district).values_list("year", flat=True).distinct()


def _write_district(district: str, years: set[int]) -> None:
    rows = fresh_district(district)
    fields = OF_DISTRICT
    DistrictRollup.objects.filter(code=district).exclude(year__in=[row.year for row in rows]).delete()
    DistrictRollup.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["year", "code"], update_fields=fields
    )
    there = days_stored(district, years)
    told = fresh_days(district, years)
    gone = [pk for key, (pk, n) in there.items() if told.get(key) != n]
    DistrictDay.objects.filter(pk__in=gone).delete()
    DistrictDay.objects.bulk_create(
        DistrictDay(code=district, year=year, basis=basis, on=on, n=n)
        for (year, basis, on), n in told.items()
        if there.get((year, basis, on), (0, 0))[1] != n
    )


# --- what the raw rows say --------------------------------------------------------------------------------------------
def fresh_villages(targets) -> Iterator[VillageRollup]:
    """The roll-ups of target villages as their raw rows tell them now; nothing is stored."""
    today = timezone.localdate()
    every = list(targets.select_related("year").order_by("pk"))
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        numbers = numbers_of(some, today)
        yield from (_village(target, numbers[target.pk]) for target in some)


def _village(target: TargetVillage, numbers: Numbers) -> VillageRollup:
    steps = steps_of(numbers)
    following = next_step(steps)
    records = numbers.records
    return VillageRollup(
        target_village=target,
        year=target.year_id,
        village_code=target.village_code,
        sages=numbers.sages,
        seats=numbers.seats,
        course_days=numbers.course_days,
        five_met=numbers.five_met,
        steps_done=sum(step.is_done for step in steps),
        step=following.key if following else "",
        teams_complete=int(numbers.seats >= len(SEATS)),
        leads_trained=int(numbers.lead_trained),
        assigned=numbers.enrolled - numbers.unassigned,
        groups=len(numbers.groups),
        groups_complete=len(numbers.groups) - len(numbers.short_groups),
        groups_short=len(numbers.short_groups),
        registered=sum(group.registered_on is not None for group in numbers.groups),
        existing_groups=len(numbers.existing),
        existing_complete=len(numbers.existing) - len(numbers.short_existing),
        existing_registered=sum(group.registered_on is not None for group in numbers.existing),
        drafts=records.get(State.DRAFT, 0),
        submitted=sum(records.get(state, 0) for state in WAITING),
        approved=numbers.finished,
        with_record=int(numbers.handed_in > 0),
        finished=int(following is None),
        **{name: getattr(numbers, name) for name in SAME},
    )


# What is counted of groups: its name for those of the programme, and for existing ones.
GROUPS, REGISTERED = ("groups", "existing_groups"), ("registered", "existing_registered")
COMPLETE, OTOP = ("groups_complete", "existing_complete"), ("otop", "existing_otop")

SAME = [
    "enrolled", "trained", "visited", "visits", "practising", "practising_known", "with_money", "both_rounds", "income_up",
    "money_known", "net_above", "exemplary", "otop", "existing_otop", "gain_bins",
]  # fmt: skip


def fresh_district(district: str) -> list[DistrictRollup]:
    """The district's rows by year: its villages added up, and the groups that stand in none of them; records from their own
    rows, as some of them stand for no target village."""
    villages = VillageRollup.objects.under(district) if len(district) == DISTRICT else VillageRollup.objects.none()
    rows: dict[int, DistrictRollup] = {}

    def row_of(year: int) -> DistrictRollup:
        return rows.setdefault(year, DistrictRollup(code=district, year=year, gain_bins={}))

    for summed in (
        villages.order_by().values("year").annotate(villages=Count("pk"), **{f"n_{n}": Sum(n) for n in COUNTED})
    ):
        row = row_of(summed["year"])
        row.villages = summed["villages"]
        for name in COUNTED:
            setattr(row, name, summed[f"n_{name}"])
    bins: dict[int, Counter] = {}
    for year, one in villages.values_list("year", "gain_bins"):
        bins.setdefault(year, Counter()).update(one)
    for year, row in rows.items():
        row.gain_bins = dict(sorted(bins[year].items()))
        row.drafts = row.submitted = row.approved = 0
    if len(district) == DISTRICT:
        for year, counted in _stray_groups(district).items():
            for name, n in counted.items():
                setattr(row_of(year), name, getattr(row_of(year), name) + n)
    for year, state, n in _records(district).order_by().values_list("year", "state").annotate(n=Count("pk")):
        name = "submitted" if state in WAITING else "approved" if state in FINISHED else "drafts"
        setattr(row_of(year), name, getattr(row_of(year), name) + n)
    return [rows[year] for year in sorted(rows)]


def _stray_groups(district: str) -> dict[int, Counter]:
    """Groups of villages that are no target of the year, from their own rows: of the programme, and existing ones apart."""
    targets = TargetVillage.objects.filter(village=OuterRef("village"), year=OuterRef("year"))
    groups = Group.objects.under(district).filter(~Exists(targets))
    producers = OtopRegistration.objects.filter(product__group=OuterRef("pk"))
    counted = {
        GROUPS: groups,
        REGISTERED: groups.registered(),
        COMPLETE: complete(groups),
        OTOP: groups.filter(Exists(producers)),
    }
    found: dict[int, Counter] = {}
    for names, rows in counted.items():
        for year, origin, n in rows.order_by().values_list("year", "origin").annotate(n=Count("pk")):
            found.setdefault(year, Counter())[names[origin == Origin.EXISTING]] = n
    for tally in found.values():
        tally["groups_short"] = tally["groups"] - tally["groups_complete"]
    return found


def _records(district: str):
    records = KnowledgeRecord.objects
    return records.under(district) if len(district) == DISTRICT else records.filter(area_code=district)


def fresh_days(district: str, years: Iterable[int]) -> dict[tuple, int]:
    """(year, basis, day) -> households: the days from which "in the last thirty days" and "overdue" are summed."""
    if len(district) != DISTRICT:
        return {}
    active = with_visits(Enrolment.objects.active().under(district).filter(target_village__year__in=list(years)))
    due = active.annotate(
        basis=Case(
            When(next_on__isnull=False, then=Value(Basis.PROMISED.value)),
            When(last_visit__isnull=False, then=Value(Basis.VISITED.value)),
            default=Value(Basis.STARTED.value),
            output_field=CharField(),
        ),
        day=Coalesce("next_on", "last_visit", "cared_since", output_field=DateField()),
    ).filter(day__isnull=False)
    seen = active.filter(last_visit__isnull=False).annotate(basis=Value(Basis.SEEN.value), day=F("last_visit"))
    found: dict[tuple, int] = {}
    for rows in (due, seen):
        for year, basis, day, n in (
            rows.order_by().values_list("target_village__year", "basis", "day").annotate(n=Count("pk"))
        ):
            found[year, basis, day] = n
    return found


def days_stored(district: str, years: Iterable[int]) -> dict[tuple, tuple[int, int]]:
    """(year, basis, day) -> (pk, households) as they are stored."""
    rows = DistrictDay.objects.filter(code=district, year__in=list(years))
    return {(year, basis, on): (pk, n) for pk, year, basis, on, n in rows.values_list("pk", "year", "basis", "on", "n")}
