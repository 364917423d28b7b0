"""Every screen of the admin: inside the area, in Thai and พ.ศ., by roles, in as many queries for twenty rows as for two."""

import datetime
import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import FundEntry, Group
from households.models import Enrolment, Household, Visit
from samma.accounts.models import Event, Role
from samma.admin import ScopedAdmin
from samma.scope import VillageCode
from tests.factories import (
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_household,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_trainer,
    make_user,
    make_village,
    make_visit,
    make_year,
)
from tests.sheets.district import make_district
from trainers.models import LeadCourse, Team, Trainer
from villages.models import Area, Occupation, ProgrammeYear, Village

pytestmark = pytest.mark.django_db

SCREENS = {model: screen for model, screen in admin.site._registry.items() if isinstance(screen, ScopedAdmin)}
NATIONAL = {ProgrammeYear, Occupation, LeadCourse}
DAY = datetime.date(2017, 3, 1)


def address(model, kind="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def text_of(response):
    return re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)


@pytest.fixture
def district():
    """Rows of every model in district 3301, and staff of the next district."""
    officer = make_district()
    make_record("3301")
    return officer


@pytest.fixture
def superuser(client):
    user = make_department()
    client.force_login(user)
    return user


def test_choices_and_search_boxes_keep_to_the_area(client, district):
    client.force_login(make_officer("3302", is_staff=True))
    make_village("33020101", "ของเรา")
    found = client.get(
        reverse("admin:autocomplete") + "?app_label=households&model_name=household&field_name=village"
    ).json()
    assert [choice["text"] for choice in found["results"]] == ["บ้านของเรา หมู่ที่ 1"]
    theirs = Village.objects.get(code="33010105")
    response = client.post(address(Household, "add"), {"village": theirs.pk, "house_no": "1", "first_name": "ก"})
    assert "village" in response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("make", "reads", "writes", "lists"),
    [
        (lambda: make_department(), True, True, True),
        (lambda: make_user(Role.DEPARTMENT, "TH", is_staff=True), True, False, True),
        (lambda: make_officer("3301", is_staff=True), True, True, False),
        (lambda: make_clerk("33", is_staff=True), True, False, False),
        (lambda: make_officer("3301"), False, False, False),
    ],
    ids=["superuser", "department", "staff officer", "staff clerk", "officer"],
)
def test_who_reads_writes_and_keeps_lists(client, district, make, reads, writes, lists):
    client.force_login(make())
    assert (client.get(address(Household)).status_code == 200) == reads
    assert (client.get(address(Household, "add")).status_code == 200) == writes
    assert (client.get(address(Occupation, "add")).status_code == 200) == lists
    assert client.get(address(Area, "add")).status_code in (302, 403)
    if reads:
        page = client.get(address(Household, "change", Household.objects.first().pk)).content.decode()
        assert ('name="_save"' in page) == writes


def test_the_ledger_is_added_to_and_never_changed(client, district, superuser):
    entry = FundEntry.objects.first()
    assert client.post(address(FundEntry, "change", entry.pk), {"item": "แก้"}).status_code == 403
    assert client.post(address(FundEntry, "delete", entry.pk), {"post": "yes"}).status_code == 403
    data = {"group": entry.group_id, "on": "๑ มี.ค. ๖๐", "kind": "share", "amount": "๕๐๐", "item": "ค่าหุ้นงวดใหม่"}
    assert client.post(address(FundEntry, "add"), data).status_code == 302
    assert FundEntry.objects.get(item="ค่าหุ้นงวดใหม่").on == DAY


def household_data(household, **changes):
    return {
        "village": household.village_id, "house_no": household.house_no, "first_name": household.first_name,
        "last_name": household.last_name, "title": household.title, "version": household.version,
    } | changes  # fmt: skip


def test_a_saved_row_is_in_audit_and_history_and_a_stale_form_is_refused(client, superuser):
    household = make_household()
    url = address(Household, "change", household.pk)
    assert client.post(url, household_data(household, first_name="แก้แล้ว", phone="๐๘๑-๒๓๔-๕๖๗๘")).status_code == 302
    household.refresh_from_db()
    assert (household.first_name, household.phone, household.version) == ("แก้แล้ว", "0812345678", 2)
    event = Event.objects.get()
    assert (event.verb, event.who, event.detail) == ("edit", superuser, {"fields": ["first_name", "phone"]})
    history = text_of(client.get(address(Household, "history", household.pk)))
    assert "แก้ไข" in history and "ชื่อ" in history and str(superuser) in history
    stale = client.post(url, household_data(household, version=1, first_name="ทับ"))
    assert "มีผู้อื่นบันทึกข้อมูลนี้" in stale.content.decode()
    household.refresh_from_db()
    assert household.first_name == "แก้แล้ว"


def test_a_lost_race_comes_back_as_the_sentence_of_the_rule(client, superuser, monkeypatch):
    """The other officer took the number after this form was judged: no crash, the rule's own words."""
    there = make_enrolment(number=1)
    household = make_household()
    monkeypatch.setattr("samma.forms.violations", lambda *args, **kwargs: [])
    data = {"household": household.pk, "target_village": there.target_village_id, "number": 1, "volunteer": "on"}
    response = client.post(address(Enrolment, "add"), data)
    assert response.context["adminform"].form.errors["number"] == ["มีครัวเรือนลำดับที่นี้แล้ว"]
    assert Enrolment.objects.count() == 1


def test_what_is_copied_is_copied_in_the_admin_too(client, superuser):
    team = make_team(seats=0)
    sage = make_sage()
    seat = {"team": team.pk, "sage": sage.pk, "seat": 0, "started": "1/3/2560"}
    assert client.post(address(Trainer, "add"), seat).status_code == 302
    trainer = Trainer.objects.get()
    assert (trainer.year_id, trainer.village_code) == (2560, "33010105")
    enrolment = make_enrolment(number=1)
    care = {"enrolment": enrolment.pk, "trainer": trainer.pk, "place": 1, "started": "1/3/2560"}
    assert client.post(reverse("admin:households_assignment_add"), care).status_code == 302
    visit = {
        "enrolment": enrolment.pk,
        "on": "2/3/2560",
        "channel": "visit",
        "gained_kind": "none",
        "saved_kind": "unknown",
    }
    assert client.post(address(Visit, "add"), visit).status_code == 302
    assert (Visit.objects.get().keyed_by, Visit.objects.get().assignment.trainer) == (superuser, trainer)
    village = {"code": "33010199", "name": "ใหม่"}
    assert client.post(address(Village, "add"), village).status_code == 302
    assert Village.objects.get(code="33010199").tambon_id == "330101"
    village = {"code": "99990199", "name": "ใหม่"}
    assert "ไม่มีตำบลรหัส 999901" in client.post(address(Village, "add"), village).content.decode()
    assert (
        client.post(
            address(ProgrammeYear, "add"),
            {
                "year": "2563",
                **{f.name: f.default for f in ProgrammeYear._meta.fields if f.has_default() and f.editable},
            },
        ).status_code
        == 302
    )


def many(n):
    """So many more rows of every model, each with rows of its own above it."""
    for _ in range(n):
        target = make_target(make_village(f"330102{len(Village.objects.all()) + 1:02}"))
        enrolment = make_enrolment(target)
        make_trainer(Team.objects.get_or_create(target_village=target)[0])
        make_visit(enrolment, make_officer(), visited_by=make_sage(target.village))
        make_group(target.village, year=make_year())


@pytest.mark.once
@pytest.mark.parametrize("model", [Household, Enrolment, Trainer, Visit, Group, Team], ids=lambda m: m._meta.model_name)
def test_a_list_costs_the_same_for_few_rows_and_many(client, superuser, model, django_assert_num_queries):
    many(2)
    client.get(address(model))
    with CaptureQueriesContext(connection) as few:
        client.get(address(model))
    many(10)
    with django_assert_num_queries(len(few)):
        client.get(address(model))


def test_search_mends_what_is_typed(client):
    """In the list and in the boxes that find while typing: ํ+า is ำ, and a NUL is no error."""
    make_household(first_name="สำลี")
    client.force_login(make_officer("3301", is_staff=True))
    assert "สำลี" in client.get(address(Household), {"q": "ส\u0e4dาลี"}).content.decode()
    box = {"app_label": "households", "model_name": "enrolment", "field_name": "household", "term": "ส\u0e4dา\0ลี"}
    assert len(client.get(reverse("admin:autocomplete"), box).json()["results"]) == 1


@pytest.mark.parametrize("model", [m for m in SCREENS if any(isinstance(f, VillageCode) for f in m._meta.fields)])
def test_a_row_is_not_moved_away_from_the_code_it_carries(rf, model):
    """Its code is copied when it is made; what it hangs on is only read afterwards."""
    request = rf.get("/")
    request.user = make_department()
    source = next(f.source for f in model._meta.fields if isinstance(f, VillageCode))
    assert source in SCREENS[model].get_readonly_fields(request, model(pk=1))
    assert source not in SCREENS[model].get_readonly_fields(request)


def test_a_posted_village_does_not_move_a_household(client):
    household, other = make_household(make_village("33010105")), make_village("33020101")
    client.force_login(make_department())
    page = client.get(address(Household, "change", household.pk)).context["adminform"].form
    data = {name: "" if page[name].value() is None else page[name].value() for name in page.fields}
    client.post(address(Household, "change", household.pk), data | {"village": other.pk, "first_name": "ชื่อใหม่"})
    household.refresh_from_db()
    assert (household.first_name, household.village.code, household.village_code) == ("ชื่อใหม่",) + ("33010105",) * 2
