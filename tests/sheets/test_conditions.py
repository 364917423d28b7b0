"""A constraint asked in memory answers as the database does: of every model and for values that are not known too."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households.models import Assignment
from samma.resources.conditions import asked_of

pytestmark = pytest.mark.django_db

CONDITIONS = {
    constraint.name: (model, constraint.condition)
    for model in apps.get_models()
    if model.__module__.split(".")[0] in ("samma", "villages", "trainers", "households", "groups")
    for constraint in model._meta.constraints
    if getattr(constraint, "condition", None) is not None
}
# No rule of the house has these shapes yet; unknown and unknown turned round are easily mistaken.
CONDITIONS |= {
    "neither both": (Assignment, ~Q(ended__lt=datetime.date(2017, 3, 2), place=1)),
    "neither of two": (Assignment, ~(Q(ended=datetime.date(2017, 3, 1)) | Q(place__gt=4))),
    "not the later": (Assignment, ~Q(ended__gte=F("started")) | Q(place__in=[1, 4])),
}
DAYS = [datetime.date(2017, 3, day) for day in (1, 2)]
HOURS = [datetime.time(hour) for hour in (9, 16)]


def values_of(field):
    """A few values of a field, those that its conditions name among them, and nothing."""
    if field.is_relation:
        return st.sampled_from([None, 1])
    if isinstance(field, models.DateField):
        return st.sampled_from([None, *DAYS])
    if isinstance(field, models.TimeField):
        return st.sampled_from([None, *HOURS])
    if isinstance(field, models.DecimalField):
        return st.sampled_from([None, Decimal(-1), Decimal(0), Decimal(2)])
    if isinstance(field, models.BooleanField):
        return st.sampled_from([None, True, False])
    if isinstance(field, models.IntegerField):
        return st.sampled_from([None, 0, 1, 4, 5, 2560])
    return st.sampled_from(["", "ก", *[key for key, _label in field.flatchoices]])


@pytest.mark.parametrize("name", CONDITIONS)
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_memory_and_database_agree(name, data):
    model, condition = CONDITIONS[name]
    row = model()
    for field_name in sorted(condition.referenced_base_fields):
        field = model._meta.get_field(field_name)
        setattr(row, field.attname, data.draw(values_of(field)))
    against = row._get_field_expression_map(meta=model._meta)

    # The database's `check` takes what comes to NULL for passed, as a CHECK does.
    assert (asked_of(model, condition)(row) is not False) == Q(condition).check(against)
