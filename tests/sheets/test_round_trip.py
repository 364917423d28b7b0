"""What a register writes out, it reads back as the same rows: into the same database, and into an empty one."""

import io

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies

from groups.models import (
    CommitteeTerm,
    FundEntry,
    Group,
    GroupActivity,
    GroupSupport,
    Market,
    Membership,
    Product,
    ProductStandard,
    Sale,
)
from households.models import (
    Assignment,
    Attendance,
    BudgetLine,
    DemandSurvey,
    Enrolment,
    EnrolmentState,
    Household,
    LivelihoodRound,
    Material,
    OccupationWish,
    Visit,
)
from samma.accounts.models import Event
from samma.progress.registers import REGISTERS
from samma.resources import read_upload, write_csv, write_xlsx
from samma.rows import keeps_versions
from tests.factories import make_department
from tests.kept import keep_rows
from tests.sheets.district import make_district
from tests.sheets.invented import shake
from trainers.models import Judgement, LeadCourse, LearningPlace, Sage, Team, Trainer
from villages.models import (
    Activity,
    Occupation,
    Partner,
    PlanItem,
    PlanProposal,
    Potential,
    ProgrammeYear,
    TargetVillage,
    Village,
)

pytestmark = pytest.mark.django_db

IMPORTED = [key for key in REGISTERS if key != "records"]
WRITERS = {"xlsx": lambda dataset: write_xlsx(dataset, "ทะเบียน"), "csv": write_csv}
# Emptied from the highest to the lowest, then filled by the sheets from the lowest to the highest.
MODELS = [
    Sale, ProductStandard, Product, Market, GroupSupport, GroupActivity, CommitteeTerm, FundEntry, Membership, Group, Visit, LivelihoodRound, Material, BudgetLine, Attendance, Assignment, OccupationWish, DemandSurvey, EnrolmentState,
    Enrolment, Household,
    LearningPlace, Judgement, Trainer, Team, LeadCourse, Sage, PlanProposal, Potential, Activity, PlanItem, Partner, TargetVillage, Village, Occupation, ProgrammeYear,
]  # fmt: skip


@pytest.fixture(scope="module")
def kept_district(django_db_setup, django_db_blocker, tmp_path_factory):
    yield from keep_rows(make_district, django_db_blocker, tmp_path_factory)


@pytest.fixture
def district(kept_district, db, settings):
    officer, settings.MEDIA_ROOT = kept_district
    return officer


def keeper(key, officer):
    """Lists are kept by the department, registers by the officer."""
    return make_department() if key in ("years", "occupations") else officer


def written(register, user):
    return register.resource(user).export()


def read_back(register, user, dataset, ending="xlsx"):
    return read_upload(io.BytesIO(WRITERS[ending](dataset)), f"file.{ending}", register.resource(user))


def lost(resource, dataset):
    """The cells whose value is not what stands in the database. (An import compares what is written, not what is meant.)"""
    found = []
    for cells, row in zip(dataset.dict, resource.get_queryset(), strict=True):
        for name, column in resource.fields.items():
            if not (column.part or column.readonly or (column.key and name == "village")):
                read, stored = column.widget.clean(cells[column.column_name], resource=resource), column.get_value(row)
                if isinstance(stored, str):  # a line ends in one way only
                    stored = stored.replace("\r\n", "\n")
                if (read or None) != (stored or None) and not (read is None and column.keeps):
                    found.append((name, stored, read))
    return found


def faults(result):
    return [
        (row.number, row.sentences, {n: c.errors for n, c in row.cells.items() if c.errors})
        for row in result.rows
        if row.import_type == "invalid"
    ] + result.refusals


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("key", IMPORTED)
def test_export_imports_to_itself(district, key, ending):
    register, user = REGISTERS[key], keeper(key, district)
    dataset = written(register, user)
    assert len(dataset) >= 1

    result = register.resource(user).import_data(read_back(register, user, dataset, ending))

    assert faults(result) == []
    assert {kind: n for kind, n in result.totals.items() if n} == {"skip": len(dataset)}


@pytest.mark.parametrize("key", IMPORTED)
@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=strategies.data())
def test_whatever_stands_in_a_register_imports_to_itself(key, district, data):
    """Random values in every column: exported, read back and imported, no row is new, changed or refused."""
    register, user = REGISTERS[key], keeper(key, district)
    with transaction.atomic():
        shake(data, register.resource(user))
        dataset = written(register, user)
        ending = data.draw(strategies.sampled_from(["xlsx", "csv"]))
        home = read_back(register, user, dataset, ending)
        assert lost(register.resource(user), home) == []

        result = register.resource(user).import_data(home)

        assert faults(result) == [] and not any(row.doubts for row in result.rows)
        assert [(row.number, row.cells) for row in result.rows if row.import_type != "skip"] == []
        assert result.totals["skip"] == len(dataset)
        transaction.set_rollback(True)


def test_an_emptied_database_is_filled_again(district):
    officer = district
    department = make_department()
    before = {key: written(REGISTERS[key], department).export("json") for key in IMPORTED}
    sheets = {key: read_back(REGISTERS[key], department, written(REGISTERS[key], department)) for key in IMPORTED}
    courses = list(LeadCourse.objects.values("year_id", "centre", "batch", "starts", "ends"))
    Event.objects.all()._raw_delete("default")
    with connection.cursor() as cursor:
        for model in MODELS:
            if keeps_versions(model):
                model.history.all().delete()
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 the ledger refuses to be deleted

    for key in IMPORTED:
        if key == "teams":  # courses are kept on their own page
            LeadCourse.objects.bulk_create(LeadCourse(**course) for course in courses)
        user = department if key in ("years", "occupations") else officer
        result = REGISTERS[key].resource(user).import_data(sheets[key])
        assert faults(result) == [], key
        assert result.totals["new"] == len(sheets[key]), key

    assert {key: written(REGISTERS[key], department).export("json") for key in IMPORTED} == before
