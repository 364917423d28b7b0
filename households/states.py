"""The one place that writes `EnrolmentState`: in the transaction of the visit or the round, one at a time or by the thousand.

A state is never counted up. Whoever wrote a visit or round (or changed or deleted one) names the enrolments, and their
states are read anew from the raw rows under a lock on the state. So order and repetition do not matter, a deleted visit
leaves no trace, and of two writers at once the second sees what the first has written. States are locked in the order
of their enrolments' numbers: whoever writes several rows in one transaction calls `hold` first.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Case, Count, DateField, Expression, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate
from django.db.models.sql import UpdateQuery
from django.utils import timezone

from households.models import Enrolment, EnrolmentState, LivelihoodRound, Visit
from households.models.followup import EXPENSE, INCOME
from samma import thai
from samma.fields import MoneyField
from villages.models import StaleVillage

VISIT_FACTS = ["visits", "last_visit_on", "next_on", "practising"]
ROUND_FACTS = [
    "rounds", "baseline_on", "baseline_income", "baseline_expense", "latest_on", "latest_income", "latest_expense",
]  # fmt: skip
FACTS = [*VISIT_FACTS, *ROUND_FACTS]
AT_ONCE = 5_000  # states of one statement
MARK = (
    f"INSERT INTO {StaleVillage._meta.db_table} (code, made_at) "  # noqa: S608
    f"SELECT DISTINCT village_code, %s FROM {EnrolmentState._meta.db_table} WHERE enrolment_id IN"
)
LOCK = f"SELECT enrolment_id FROM {EnrolmentState._meta.db_table} WHERE enrolment_id IN"  # noqa: S608


def apply_visits(visits: Iterable[Visit], *, held: bool = False) -> None:
    """Bring the states of these visits' enrolments up to date; call it after the visits are written, changed or deleted."""
    refresh({visit.enrolment_id for visit in visits}, VISIT_FACTS, held=held)


def apply_rounds(rounds: Iterable[LivelihoodRound]) -> None:
    """The same for rounds of income and expense."""
    refresh({money.enrolment_id for money in rounds}, ROUND_FACTS)


@transaction.atomic(savepoint=False)
def hold(enrolment_pks: Iterable[int]) -> None:
    """Lock the states in their order; missing ones are made. For a transaction that will write rows of several households."""
    pks = sorted(set(enrolment_pks))
    if _locked(pks) < len(pks):
        present = set(EnrolmentState.objects.filter(pk__in=pks).values_list("pk", flat=True))
        missing = Enrolment.objects.filter(pk__in=pks).exclude(pk__in=present).order_by("pk")
        codes = missing.values_list("pk", "village_code")
        fresh = [EnrolmentState(enrolment_id=pk, village_code=code) for pk, code in codes]
        EnrolmentState.objects.bulk_create(fresh, ignore_conflicts=True)
        _locked(pks)


def _locked(pks: list[int]) -> int:
    # Written out, as it stands before every batch of a phone.
    waiting = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = 0
    with connection.cursor() as cursor:
        for some in _parts(pks):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"{LOCK} ({marks}) ORDER BY enrolment_id{waiting}", some)
            found += len(cursor.fetchall())
    return found


def _parts(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]


@transaction.atomic(savepoint=False)
def refresh(enrolment_pks: Iterable[int], facts: Sequence[str] = FACTS, *, held: bool = False) -> None:
    """Read these facts of the enrolments anew from the raw rows, under the lock (`held`: the caller has it already)."""
    pks = sorted(set(enrolment_pks))
    if not pks:
        return
    if not held:
        hold(pks)
    statement, values = _update(connection.vendor, tuple(facts))
    with connection.cursor() as cursor:
        for some in _parts(pks):
            numbers = f"({', '.join(['%s'] * len(some))})"
            cursor.execute(f"{statement} {numbers}", [*values, *some])
            # As `samma.stale.mark_stale` does, without bringing the codes here and back.
            cursor.execute(f"{MARK} {numbers}", [timezone.now(), *some])


@functools.cache
def _update(vendor: str, facts: tuple[str, ...]) -> tuple[str, tuple]:
    """UPDATE … IN, and its values but for the numbers that follow: Django's own words, put together once for a process.

    Putting them together costs ten times what the database needs for a phone's batch.
    """
    told = raw_facts()
    query = EnrolmentState.objects.filter(pk__in=[0]).query.chain(UpdateQuery)
    query.add_update_values({name: told[name] for name in facts})
    statement, values = query.get_compiler(connection=connection).as_sql()
    before, _, after = statement.rpartition(" IN ")
    if after != "(%s)" or values[-1] != 0:
        raise RuntimeError(f"an unexpected statement: {statement}")
    return f"{before} IN", tuple(values[:-1])


def begin(enrolment: Enrolment) -> None:
    """The state of a household just enrolled, and its place if it has moved."""
    EnrolmentState.objects.update_or_create(enrolment=enrolment, defaults={"village_code": enrolment.village_code})


def rebuild(enrolments: QuerySet) -> int:
    """Write the states of a whole queryset anew, a few thousand at a time; returns how many."""
    pks = list(enrolments.order_by("pk").values_list("pk", flat=True))
    for some in _parts(pks):
        with transaction.atomic():
            refresh(some)
    return len(pks)


def astray() -> Iterator[tuple[EnrolmentState, list[str]]]:
    """States that do not say what their raw rows say, each with the facts that differ."""
    told = {f"raw_{name}": fact for name, fact in raw_facts().items()}
    for state in EnrolmentState.objects.annotate(**told).order_by("pk").iterator():
        differing = [name for name in FACTS if getattr(state, name) != getattr(state, f"raw_{name}")]
        if differing:
            yield state, differing


# --- what the raw rows say --------------------------------------------------------------------------------------------
def raw_facts() -> dict[str, Expression]:
    """Every fact of a state as an expression over the raw rows of its enrolment (`OuterRef("pk")`)."""
    visits, rounds = (
        Visit.objects.filter(enrolment=OuterRef("pk")),
        LivelihoodRound.objects.filter(enrolment=OuterRef("pk")),
    )
    received = TruncDate("received_at", tzinfo=thai.BANGKOK)
    # A phone's clock may be far ahead. A visit is not later than the day it came in, and what such a clock promised is
    # not believed: the household would not be due for a year.
    seen = visits.annotate(
        seen_on=Least("on", received),
        promised=Case(When(on__lte=received, then=F("next_on")), output_field=DateField()),
    )
    first, last = rounds.order_by("on"), rounds.order_by("-on")
    return {
        "visits": _count(visits),
        "last_visit_on": Subquery(seen.order_by("-seen_on").values("seen_on")[:1]),
        # Two visits of one day: the nearer appointment stands.
        "next_on": Subquery(seen.order_by("-seen_on", F("promised").asc(nulls_last=True)).values("promised")[:1]),
        "practising": Coalesce(
            Subquery(seen.exclude(practising="").order_by("-seen_on", "-practising").values("practising")[:1]),
            Value(""),
        ),
        "rounds": _count(rounds),
        "baseline_on": Subquery(first.values("on")[:1]),
        "baseline_income": _money(first, INCOME),
        "baseline_expense": _money(first, EXPENSE),
        "latest_on": Subquery(last.values("on")[:1]),
        "latest_income": _money(last, INCOME),
        "latest_expense": _money(last, EXPENSE),
    }


def _count(rows: QuerySet) -> Expression:
    return Coalesce(Subquery(rows.order_by().values("enrolment").annotate(n=Count("pk")).values("n")), Value(0))


def _money(rounds: QuerySet, names: Iterable[str]) -> Expression:
    """As `LivelihoodRound.income`: the sum of what is known, nothing when no part is."""
    baht, nothing = MoneyField(), Value(Decimal(0), output_field=MoneyField())
    total = sum((Coalesce(F(name), nothing, output_field=baht) for name in names), start=nothing)
    unknown = Q(**dict.fromkeys(names))
    known = Case(When(unknown, then=Value(None)), default=total, output_field=baht)
    return Subquery(rounds.annotate(told=known).values("told")[:1], output_field=baht)
