"""Gives every enrolment its state, read from the visits and rounds that are there.

A copy of what `households.states` does: that module goes on with the models, this file stays with the rows of its day.
"""

from decimal import Decimal

from django.db import migrations, models
from django.db.models import Case, Count, DateField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate

AT_ONCE = 5_000
INCOME = ["income_farm", "income_nonfarm", "income_other", "income_own"]
EXPENSE = ["expense_production", "expense_needed", "expense_unneeded", "expense_debt"]


def fill(apps, schema_editor):
    state = apps.get_model("households", "EnrolmentState")
    enrolments = apps.get_model("households", "Enrolment").objects.order_by("pk").values_list("pk", "village_code")
    rows, told = list(enrolments), facts(apps)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        state.objects.bulk_create([state(enrolment_id=pk, village_code=code) for pk, code in some])
        state.objects.filter(pk__gte=some[0][0], pk__lte=some[-1][0]).update(**told)


def facts(apps):
    visits = apps.get_model("households", "Visit").objects.filter(enrolment=OuterRef("pk"))
    rounds = apps.get_model("households", "LivelihoodRound").objects.filter(enrolment=OuterRef("pk"))
    received = TruncDate("received_at")
    promised = Case(When(on__lte=received, then=F("next_on")), output_field=DateField())
    seen = visits.annotate(seen_on=Least("on", received), promised=promised)
    spoken = seen.exclude(practising="").order_by("-seen_on", "-practising")
    first, last = rounds.order_by("on"), rounds.order_by("-on")
    return {
        "visits": counted(visits),
        "last_visit_on": Subquery(seen.order_by("-seen_on").values("seen_on")[:1]),
        "next_on": Subquery(seen.order_by("-seen_on", F("promised").asc(nulls_last=True)).values("promised")[:1]),
        "practising": Coalesce(Subquery(spoken.values("practising")[:1]), Value("")),
        "rounds": counted(rounds),
        "baseline_on": Subquery(first.values("on")[:1]),
        "baseline_income": money(first, INCOME),
        "baseline_expense": money(first, EXPENSE),
        "latest_on": Subquery(last.values("on")[:1]),
        "latest_income": money(last, INCOME),
        "latest_expense": money(last, EXPENSE),
    }


def counted(rows):
    return Coalesce(Subquery(rows.order_by().values("enrolment").annotate(n=Count("pk")).values("n")), Value(0))


def money(rounds, names):
    baht = models.DecimalField(max_digits=14, decimal_places=2)
    nothing = Value(Decimal(0), output_field=baht)
    total = sum((Coalesce(F(name), nothing, output_field=baht) for name in names), start=nothing)
    unknown = Q(**dict.fromkeys(names))
    told = Case(When(unknown, then=Value(None)), default=total, output_field=baht)
    return Subquery(rounds.annotate(told=told).values("told")[:1], output_field=baht)


def empty(apps, schema_editor):
    apps.get_model("households", "EnrolmentState").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0002_enrolment_state")]
    operations = [migrations.RunPython(fill, empty)]
