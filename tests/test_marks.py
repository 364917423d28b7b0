"""No door forgets the mark: whoever writes a village's rows leaves a deed in the audit or a mark, and so do the doors that
write any row (forms, the admin, imports and their undoing, a renumbered village).
"""

import ast

import pytest
from django.urls import reverse

from samma.progress import rollup_check, rollups
from tests.factories import (
    DAY,
    make_department,
    make_enrolment,
    make_group,
    make_member,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_team,
    make_village,
    train,
)
from tests.sheets.imports import begin, household, press, upload
from tests.test_architecture import ROOT, module_of
from villages.actions import recode
from villages.models import Activity, StaleVillage

APPS = ["villages", "trainers", "households", "groups", "samma/knowledge", "samma/progress"]
NOT_DOORS = {"migrations", "demo", "generator", "management", "models"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
# What leaves a mark: the audit and the mark itself, the states of visits, and the form below (`super().perform()`).
MARKS = {"record", "record_all", "write_down", "mark_stale", "refresh", "apply_visits", "apply_rounds", "perform"}
NO_FIGURE = {
    # part of a door that leaves its deed itself
    "households.register.enrolling.make_room",
    "households.wishing.put_wishes",
    "households.wishing.write",
    "trainers.judging_cells.write",
    "villages.activity_forms.keep_agenda",
    "groups.actions.saving.save",
    "groups.actions.works.met",
    "groups.actions.helping.book_support",
    "samma.knowledge.actions.write_sections",
    "samma.knowledge.actions.change_form",
    "samma.knowledge.actions.mark_changed",
    # states are made empty; what fills them marks by a statement of its own
    "households.states.hold",
    "households.states.begin",
    "households.states.refresh",
    # rows that stand in no figure: pictures, texts and their words, papers, what was noticed of a visit
    "villages.list_forms.copy_steps",
    "households.visits.marking.mark",
    "households.phone.photos.receive_photo",
    "households.visits.writing.add_photo",
    "households.visits.writing.claim_photos",
    "samma.knowledge.book.making.note",
    "samma.knowledge.review.likeness.take_marks",
    "samma.knowledge.trail.revisions.keep",
    "samma.knowledge.trail.revisions.keep_first",
    "samma.knowledge.trail.revisions.hold",
    "samma.knowledge.search.write_words",
    "samma.knowledge.public.card_views.small_photo",
    "samma.knowledge.public.card_views.make",
}
COUNTERS = "samma.progress.rollups"  # takes marks away


# --- as it is written -------------------------------------------------------------------------------------------------
def calls_in(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, ast.unparse(node.func)


def writes_rows(function) -> bool:
    """Whether it asks a manager, a queryset or a row to write; a dict, a hash or a file may also `update` or `save`."""
    return any(
        name in WRITES
        and ("objects." in said or ".filter(" in said or "QuerySet" in said or name in ("save", "bulk_create"))
        for name, said in calls_in(function)
        if "storage" not in said and "image" not in said and "result" not in said
    )


def unmarked(source: str):
    """The public functions of a module that write rows, through its own helpers too, and reach nothing that marks."""
    functions = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            functions.setdefault(node.name, []).append(node)
    calls = {name: {called for one in every for called, _ in calls_in(one)} for name, every in functions.items()}

    def reached(name, seen):
        if name not in seen and name in functions:
            seen.add(name)
            for called in calls[name]:
                reached(called, seen)
        return seen

    for name in functions:
        if name.startswith("_"):
            continue
        every = reached(name, set())
        marks = any(calls[one] & MARKS for one in every)
        if not marks and any(writes_rows(node) for one in every for node in functions[one]):
            yield name


def test_every_function_that_writes_leaves_a_deed_or_a_mark():
    found = {
        f"{module_of(path)}.{name}"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if not NOT_DOORS & set(path.relative_to(ROOT).parts) and module_of(path) != COUNTERS
        for name in unmarked(path.read_text())
    }
    assert found - NO_FIGURE == set(), (
        "call record(…) or samma.stale.mark_stale(…) there, or name it above with its reason"
    )


def test_the_search_finds_a_door_that_forgets():
    forgetful = "def forget(team):\n    _write(team)\n\n\ndef _write(team):\n    Team.objects.create(team=team)\n"
    assert list(unmarked(forgetful)) == ["forget"]
    assert list(unmarked(forgetful + "    record('create', team, by=None)\n")) == []


# --- as it is done ----------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A village with something of everything, counted."""
    target = make_team(make_target(make_village("33010105"))).target_village
    enrolment = make_enrolment(target)
    train(enrolment)
    make_member(make_group(target.village, year=target.year), enrolment)
    make_record("33010105", year=2560, target_village=target)
    rollups.settle("TH")
    assert not StaleVillage.objects.exists()
    return target


def settled_right():
    """Something was marked, and counting what is marked is enough."""
    marked = set(StaleVillage.objects.values_list("code", flat=True))
    while rollups.settle("TH"):
        pass
    wrong = [sentence for district in rollup_check.districts() for sentence in rollup_check.differences(district)]
    assert wrong == []
    return marked


def test_a_form_marks(client, world):
    client.force_login(make_officer("3301"))
    activity = Activity.objects.create(target_village=world, kind="forum", on=DAY)
    client.post(reverse("activity-edit", args=[activity.pk]), {"kind": "preparation", "on": "1/3/2560", "version": "1"})
    assert settled_right() == {"33010105"}


def test_a_form_marks_the_place_that_the_row_has_left(client, world):
    sage, there = make_sage(world.village), make_village("33010106")
    rollups.settle("TH")
    client.force_login(make_officer("3301"))
    data = {
        "title": "นาย",
        "first_name": sage.first_name,
        "last_name": sage.last_name,
        "kind": sage.kind,
        "version": "1",
    }
    answer = client.post(reverse("sage-edit", args=[sage.pk]), data | {"village": there.pk})
    sage.refresh_from_db()
    if sage.village_id == there.pk:
        assert settled_right() == {"33010105", "33010106"}
    else:
        assert answer.status_code == 200  # the form keeps a sage in its village


def test_the_admin_marks_what_it_changes_and_deletes(client, world):
    client.force_login(make_department())
    activity = Activity.objects.create(target_village=world, kind="forum", on=DAY)
    change = reverse("admin:villages_activity_change", args=[activity.pk])
    form = client.get(change).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"kind": "preparation", "on": "1/3/2560"}
    assert client.post(change, data).status_code == 302
    assert settled_right() == {"33010105"}
    client.post(reverse("admin:villages_activity_delete", args=[activity.pk]), {"post": "yes"})
    assert settled_right() == {"33010105"}


def test_an_import_and_its_undoing_mark(client, world):
    client.force_login(make_officer("3301"))
    _run, url = begin(client, upload(household(7, "นายใหม่ สมมุติ", "8")))
    press(client, url, "confirm")
    assert "33010105" in settled_right()
    press(client, url, "undo")
    assert "33010105" in settled_right()


def test_a_renumbered_village_marks_both_codes(world):
    make_village("33020101")
    recode(world.village, "33020109", by=make_department())
    assert settled_right() >= {"33010105", "33020109"}


def test_a_year_marks_its_villages(client, world):
    client.force_login(make_department())
    url = reverse("year-edit", args=[world.year_id])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, data | {"village_course_days": 3}).status_code == 302
    assert settled_right() >= {"33010105"}
