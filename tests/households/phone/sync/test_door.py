"""The door of a phone's batch: what cannot be stored is said beside its field, and whatever knocks is answered in JSON."""

import datetime
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import Visit
from households.phone import sync
from tests.factories import make_assignment, make_enrolment, make_officer
from tests.phone import record, told

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


# --- what cannot be stored as typed ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"gained": "1234567890123"}, "gained"),
        ({"gained": "-5"}, "gained"),
        ({"gained": None}, "gained"),
        ({"saved": "500"}, "saved"),
        ({"gained_kind": "lots"}, "gained_kind"),
        ({"on": "2026-13-45"}, "on"),
        ({"on": None}, "on"),
        ({"next_on": "1990-01-01"}, "next_on"),
        ({"met": "ก" * 201}, "met"),
        ({"problem": "ก" * 5001}, "problem"),
        ({"problem": ["ก"]}, "problem"),
        ({"channel": "owl"}, "channel"),
        ({"enrolment": 10**30}, "enrolment"),
        ({"enrolment": True}, "enrolment"),
        ({"visited_by": "1"}, "visited_by"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_stored_is_said_in_thai_beside_its_field(phone, enrolment, today, changes, field):
    good = record(told(enrolment, today))
    key = uuid.uuid4()

    bad, kept = phone.results(record(told(enrolment, today, **changes), key), good)

    assert (bad["status"], bad["field"]) == ("rejected", field)
    assert any("ก" <= letter <= "๛" for letter in bad["reason"])
    assert kept["status"] == "created" and Visit.objects.count() == 1
    assert phone.results(record(told(enrolment, today), key))[0]["status"] == "created"  # mended, under the same id


@pytest.mark.parametrize(
    "content", ["", "no json", "[]", "null", "[" * 5000, '{"enrolment": "\\ud800"}', '{"a": NaN}'], ids=lambda c: c[:12]
)
def test_what_is_no_record_harms_nobody(phone, enrolment, today, content):
    results = phone.results(record(content), record(told(enrolment, today)))

    assert [r["status"] for r in results] == ["rejected", "created"]


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        {"id": 5},
        {"id": "x", "kind": "visit", "content": "{}"},
        {"id": "0190a5b0-7c00-7000-8000-000000000001", "kind": "visit"},
    ],
)
def test_a_record_without_its_envelope_harms_nobody(phone, enrolment, today, bad):
    results = phone.results(bad, record(told(enrolment, today)))

    assert [r["status"] for r in results] == ["rejected", "created"]


def test_nul_and_broken_letters_never_reach_the_database(phone, enrolment, today):
    content = told(enrolment, today, problem="ก\0ข")
    surrogate = told(enrolment, today).replace("ยายสมมุติ", "\\ud800")

    results = phone.results(record(content), record(surrogate))

    assert results[0]["status"] == "created" and Visit.objects.get(pk=results[0]["id"]).problem == "กข"
    assert results[1]["status"] == "rejected"


def test_a_row_that_the_database_refuses_is_refused_alone(phone, enrolment, today, monkeypatch):
    """A value that slipped past all reading: the batch is repeated row by row."""
    read_visit = sync.read_visit

    def careless(sent):
        visit = read_visit(sent)
        if visit.problem == "หลุดรอด":
            visit.gained = None  # an amount without its baht: the CHECK of the table says no
        return visit

    monkeypatch.setattr(sync, "read_visit", careless)
    problems = ["หนึ่ง", "หลุดรอด", "สอง"]

    results = phone.results(*(record(told(enrolment, today, problem=problem)) for problem in problems))

    assert [r["status"] for r in results] == ["created", "rejected", "created"]
    assert "รายได้ที่ได้เพิ่ม" in results[1]["reason"]
    assert sorted(Visit.objects.values_list("problem", flat=True)) == ["สอง", "หนึ่ง"]


# --- the door -------------------------------------------------------------------------------------------------------------
def test_the_cost_of_a_batch_is_the_same_for_one_and_for_twenty(phone, world, today):
    team, trainer, enrolment = world
    more = [make_enrolment(team.target_village) for _ in range(19)]
    for place, one in enumerate(more, start=2):
        make_assignment(one, trainer, place=place, reason="จำเป็น", started=today - 9 * DAY)
    cache.clear()

    def cost(enrolments):
        batch = [record(told(e, today, problem="ข้อความเดียวกันยาวพอที่จะถูกสังเกต")) for e in enrolments]
        with CaptureQueriesContext(connection) as asked:
            assert {r["status"] for r in phone.results(*batch)} == {"created"}
        return len(asked)

    cost([enrolment])
    one, twenty = cost([enrolment]), cost([enrolment, *more])
    assert one == twenty <= 24


def test_a_batch_of_repeats_writes_nothing(phone, enrolment, today):
    batch = [record(told(enrolment, today, problem=str(n))) for n in range(20)]
    phone.results(*batch)

    with CaptureQueriesContext(connection) as asked:
        assert {r["status"] for r in phone.results(*batch)} == {"same"}

    assert not [q for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_too_many_and_too_large_are_413(phone, enrolment, today):
    many = [record(told(enrolment, today)) for _ in range(21)]
    large = record(told(enrolment, today, problem="ก" * 300_000))

    for batch in (many, [large]):
        response = phone.sync(*batch)
        assert (response.status_code, response.json()) == (413, {"error": "too_large"})
    assert not Visit.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "x", '{"records": {}}', '{"records": null}', "[" * 99_999])
def test_what_is_no_batch_is_400(phone, body):
    phone.whoami()

    response = phone.client.post(
        "/api/field/sync", body, content_type="application/json", headers={"x-csrftoken": phone.csrf}
    )

    assert (response.status_code, response.json()) == (400, {"error": "bad_request"})


@pytest.mark.parametrize("path", ["", "whoami", "sync", "pin", "photos/0190a5b0-7c00-7000-8000-000000000001"])
def test_signed_out_is_401_in_json(path, client):
    for method in ("get", "post", "put"):
        response = getattr(client, method)(f"/api/field/{path}")
        assert response.status_code in (401, 405) and "error" in response.json()
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api", 404), ("/api/field", 404), ("/api/field/sync/", 404), ("/api/x", 404), ("/api/field/sync", 405)],
)
def test_no_address_of_the_door_answers_with_a_page_or_a_redirect(phone, path, status):
    response = phone.get(path)

    assert response.status_code == status and response["Content-Type"] == "application/json"


def test_a_stale_token_is_told_in_json(phone, enrolment, today):
    phone.whoami()
    phone.csrf = "x" * 64

    response = phone.sync(record(told(enrolment, today)))

    assert (response.status_code, response.json()) == (403, {"error": "csrf"})


def test_a_fault_of_the_server_is_json_too(phone, enrolment, today, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("households.phone.api.field_views.receive", broken)
    phone.client.raise_request_exception = False
    phone.whoami()

    response = phone.sync(record(told(enrolment, today)))

    assert (response.status_code, response.json()) == (500, {"error": "server"})


def test_an_officer_has_no_phone(client):
    client.force_login(make_officer())

    for name in ("data", "whoami"):
        response = client.get(reverse(f"api-field-{name}"))
        assert (response.status_code, response.json()) == (403, {"error": "not_a_trainer"})
