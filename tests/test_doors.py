"""Every constraint of every model, at every door: form, admin and import row show its Thai sentence, and nothing is stored.

The list is made from the models: a new constraint fails here until tests/broken says how a row breaks it.
"""

import re

import pytest
import tablib
from django.apps import apps
from django.forms import modelform_factory
from django.urls import reverse

from groups.models import (
    AttachedPaper,
    Bylaw,
    CommitteeTraining,
    CostLine,
    CostSheet,
    FundClosing,
    GroupEvaluation,
    GroupPromise,
    IncomeShare,
    OtopApplication,
    OtopRegistration,
    OtopRound,
    ProductStars,
    Publicity,
)
from households.models import (
    BookletPage,
    Contribution,
    Enrolment,
    HelpAnswer,
    Household,
    OccupationWish,
    PageEntry,
    Payment,
    SupportVisit,
    VisitMark,
    VisitTwin,
)
from samma.accounts.models import PhoneUser, Transfer, User
from samma.forms import RuleForm
from samma.knowledge.models import Section, YearBook
from samma.progress.models import DistrictDay, DistrictRollup
from samma.progress.registers import REGISTERS
from tests.broken import BROKEN
from tests.factories import (
    make_department,
    make_target,
)
from trainers.models import Judgement, LeadCourse
from villages.models import (
    AgendaItem,
    Participant,
    UsualStep,
    VillageProfile,
    WorkingGroupMember,
)

pytestmark = pytest.mark.django_db

OURS = ("accounts", "jobs", "villages", "trainers", "households", "groups", "knowledge", "progress")


# The field's own answer stands before the rule: a choice that is not offered, an amount below nothing.
GUARDED = {
    "team_has_five_seats": "seat",
    "wish_rank_1_to_3": "rank",
    "nrd_level_one_to_three": "nrd_level",
    "group_support_has_four_kinds": "kind",
    "publicity_links_to_the_web": "link",
    "stars_one_to_five": "stars",
    "product_has_five_types": "product_type",
    "cost_line_not_negative": "price",
    "round_amounts_not_negative": "savings",
    "material_value_not_negative": "value",
    "material_price_not_negative": "unit_price",
    "planned_not_negative": "planned",
    "survey_amounts_not_negative": "income",
    "potential_value_not_negative": "value",
    "proposal_budget_not_negative": "budget_asked",
    "support_value_not_negative": "value",
    "group_income_not_negative": "income",
    "entry_taken_back_once": "corrects",
    "plan_budget_not_negative": "budget",
}
# Registers without a sheet of their own: written on their pages only.
NO_SHEET = {
    User,
    LeadCourse,
    AgendaItem,
    Participant,
    UsualStep,
    WorkingGroupMember,
    OccupationWish,
    Judgement,
    VillageProfile,
    Payment,
    Contribution,
    Bylaw,
    IncomeShare,
    CostSheet,
    CostLine,
    OtopRound,
    OtopApplication,
    AttachedPaper,
    OtopRegistration,
    CommitteeTraining,
    Publicity,
    GroupEvaluation,
    GroupPromise,
    ProductStars,
    Section,
    HelpAnswer,
    SupportVisit,
    BookletPage,
    PageEntry,
    YearBook,
}
SHEETS = {register.resource._meta.model: register for register in REGISTERS.values()} | {
    Household: REGISTERS["households"]
}
ADMIN_EXTRA = {User: {"usable_password": "true", "password1": "samma-สมมุติ-99", "password2": "samma-สมมุติ-99"}}

# Rows that no person types and no door takes: actions write them, and what is there already is passed over.
BY_MACHINE = {DistrictDay, DistrictRollup, FundClosing, PhoneUser, Transfer, VisitMark, VisitTwin}
RULES = {
    constraint.name: (model, constraint)
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
    if model not in BY_MACHINE
}


def sentence_of(name):
    return str(RULES[name][1].violation_error_message)


def typed(form):
    """What a person would have to type to make the form's own instance."""
    data = {}
    for name in form.fields:
        value = form[name].value()
        value = getattr(value, "pk", value)
        if name == "version" or value is None or value is False or value == "":
            continue
        data[name] = "on" if value is True else str(value)  # a date as 2017-03-01
    return data


def test_every_constraint_has_a_row_that_breaks_it():
    assert set(BROKEN) == set(RULES)
    assert set(GUARDED) <= set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_every_constraint_speaks_thai(name):
    assert re.search(r"[ก-๙]{3}", sentence_of(name)) and not re.search(r"[a-z]{3}", sentence_of(name))


@pytest.mark.parametrize("name", RULES)
def test_form_shows_the_sentence(name):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    shown = [f.name for f in row._meta.fields if f.editable and not f.auto_created]
    if name in GUARDED:  # even a form that does not show the field asks the rule
        shown.remove(GUARDED[name])
    if isinstance(row, User):
        shown = ["username", "role", "area_code", "is_head"]
    form_class = modelform_factory(type(row), form=RuleForm, fields=shown)
    data = typed(form_class(instance=row, user=user))

    # What the form does not show (a copied year, the guarded field) stands on the instance, as an action puts it there.
    hidden = {f.name: getattr(row, f.name) for f in row._meta.fields if f.name not in shown and f.name != "id"}
    form = form_class(data, instance=type(row)(**hidden), user=user)

    assert form.store() is None
    assert sentence_of(name) in [s for errors in form.errors.values() for s in errors]
    assert type(row).objects.count() == stored


@pytest.mark.parametrize("name", RULES)
def test_admin_shows_the_sentence(name, client):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    client.force_login(user)
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_add")
    form_class = type(client.get(url).context["adminform"].form)
    if isinstance(row, User):
        data = {"username": row.username, "role": row.role, "area_code": row.area_code}
        data |= {"is_head": "on"} if row.is_head else {}
    else:
        data = typed(form_class(instance=row))

    response = client.post(url, data | ADMIN_EXTRA.get(type(row), {}))

    assert response.status_code == 200
    form = response.context["adminform"].form
    if name in GUARDED:
        assert re.search(r"[ก-๙]{3}", form.errors[GUARDED[name]][0])
    else:
        assert sentence_of(name) in [s for errors in form.errors.values() for s in errors]
        assert sentence_of(name) in response.content.decode()
    assert type(row).objects.count() == stored


def test_every_model_has_a_sheet_or_a_reason():
    assert {model for model, _constraint in RULES.values()} - set(SHEETS) == NO_SHEET


@pytest.mark.parametrize("name", [name for name, (model, _constraint) in RULES.items() if model in SHEETS])
def test_import_shows_the_sentence(name):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    resource = SHEETS[type(row)].resource(user)
    instance = Enrolment(household=row, target_village=make_target(), number=7) if isinstance(row, Household) else row
    cells = resource.export_resource(instance)
    # Twice: a row that is there already is found by its key, and only the second one breaks the rule.
    dataset = tablib.Dataset(cells, cells, headers=resource.get_export_headers())

    result = resource.import_data(dataset)

    found = [s for r in result.rows for cell in r.cells.values() for s in cell.errors] + [
        s for r in result.rows for s in r.sentences
    ]
    if name in GUARDED:
        assert found and all(re.search(r"[ก-๙]{3}", s) for s in found)
    else:
        assert sentence_of(name) in found
    assert type(row).objects.count() == stored
