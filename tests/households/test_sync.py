"""A phone's batch: whatever is lost, repeated, mixed or wrong on the way, each visit is there once and says what was typed."""

import datetime
import json
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from households import actions
from households.models import EarlyPhoto, EnrolmentState, Visit, VisitMark, VisitPhoto, VisitTwin
from households.phone import sync
from households.phone.twins import settle
from samma.accounts.models import Event
from tests.factories import make_assignment, make_enrolment, make_officer, make_sage, make_target, make_village
from tests.phone import Phone, account_of, picture, record, sha256, told, village_team

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def world():
    team, trainer, enrolment, _assignment = village_team()
    account_of(trainer.sage)
    return team, trainer, enrolment


@pytest.fixture
def phone(world):
    return Phone().come_in(world[1].sage.user)


@pytest.fixture
def enrolment(world):
    return world[2]


# --- what is stored -----------------------------------------------------------------------------------------------------
def test_a_visit_is_stored_with_all_that_follows(phone, world, today):
    _team, trainer, enrolment = world
    content = told(enrolment, today, help_needed="อยากได้พันธุ์กล้า", next_on=(today + 30 * DAY).isoformat())

    [result] = phone.results(record(content))

    visit = Visit.objects.get()
    assert result == {
        "id": str(visit.pk), "status": "created", "hash": sha256(content), "reason": "", "field": "", "marks": [],
    }  # fmt: skip
    assert (visit.keyed_by, visit.visited_by, visit.assignment.trainer) == (trainer.sage.user, trainer.sage, trainer)
    assert (visit.gained, visit.saved_kind, visit.help_needed) == (1200, "none", "อยากได้พันธุ์กล้า")
    assert visit.village_code == enrolment.village_code and visit.sent_hash == sha256(content)
    state = EnrolmentState.objects.get(pk=enrolment.pk)
    assert (state.visits, state.last_visit_on, state.next_on) == (1, today, today + 30 * DAY)
    assert Event.objects.filter(verb="visit", object_id=str(visit.pk), who=trainer.sage.user).count() == 1


def test_thai_is_mended_at_this_door_too_and_the_hash_is_of_what_was_sent(phone, enrolment, today):
    content = told(enrolment, today, problem="น\u0e4d\u0e32ท่วม เเล้ว")

    [result] = phone.results(record(content))

    assert Visit.objects.get().problem == "น้ำท่วม แล้ว".replace("น้ำ", "นำ") and result["hash"] == sha256(content)


def test_a_reply_that_is_lost_and_asked_for_a_hundred_times_is_one_visit(phone, enrolment, today):
    sent = record(told(enrolment, today, device_at=(timezone.now() + 400 * DAY).isoformat()))
    [first] = phone.results(sent)

    repeats = [phone.results(sent)[0] for _ in range(100)]

    assert Visit.objects.count() == 1 and EnrolmentState.objects.get(pk=enrolment.pk).visits == 1
    assert all(answer == first | {"status": "same"} for answer in repeats)
    assert VisitMark.objects.filter(kind="clock").count() == 1 and Event.objects.filter(verb="visit").count() == 1


def test_the_same_record_twice_in_one_batch_is_one_visit(phone, enrolment, today):
    sent = record(told(enrolment, today))

    assert [r["status"] for r in phone.results(sent, sent)] == ["created", "same"]
    assert Visit.objects.count() == 1


def test_a_page_sent_with_the_same_words_counts_as_the_same(phone, world, today):
    _team, trainer, enrolment = world
    key = uuid.uuid4()
    Visit.objects.create(
        id=key, enrolment=enrolment, on=today, visited_by=trainer.sage, keyed_by=trainer.sage.user, met="ยายสมมุติ",
        practising="yes", gained_kind="amount", gained=1200, saved_kind="none",
    )  # fmt: skip

    assert phone.results(record(told(enrolment, today), key))[0]["status"] == "same"


# --- two texts under one id ---------------------------------------------------------------------------------------------
def test_other_words_under_a_stored_id_are_kept_beside_them(phone, enrolment, today):
    key = uuid.uuid4()
    phone.results(record(told(enrolment, today, problem="ฉบับแรก"), key))
    second = told(enrolment, today, problem="ฉบับหลัง")

    answers = [phone.results(record(second, key))[0] for _ in range(3)]

    assert [a["status"] for a in answers] == ["conflict"] * 3 and answers[0]["hash"] == sha256(second)
    assert Visit.objects.get().problem == "ฉบับแรก"
    assert VisitTwin.objects.get().content == second
    assert phone.get("/api/field/").json()["sent"][0]["status"] == "conflict"


@pytest.mark.parametrize(
    ("choice", "problems"),
    [("first", ["ฉบับแรก"]), ("second", ["ฉบับหลัง"]), ("both", ["ฉบับแรก", "ฉบับหลัง"])],
)
def test_the_officer_chooses_and_the_phone_learns_it(phone, enrolment, today, choice, problems):
    key = uuid.uuid4()
    first = record(told(enrolment, today, problem="ฉบับแรก"), key)
    second = record(told(enrolment, today - DAY, problem="ฉบับหลัง"), key)
    phone.results(first, second)

    settle(VisitTwin.objects.get(), choice, by=make_officer())

    assert sorted(Visit.objects.values_list("problem", flat=True)) == sorted(problems)
    assert [r["status"] for r in phone.results(first, second, first)] == ["same"] * 3
    assert phone.get("/api/field/").json()["sent"][-1]["status"] == "settled"
    state = EnrolmentState.objects.get(pk=enrolment.pk)
    latest = today - DAY if choice == "second" else today
    assert (state.visits, state.last_visit_on) == (len(problems), latest)
    assert {sha256(first["content"]), sha256(second["content"])} <= {
        *Visit.objects.values_list("sent_hash", flat=True), *VisitTwin.objects.values_list("sent_hash", flat=True)
    }  # fmt: skip


def test_a_third_text_is_kept_too(phone, enrolment, today):
    key = uuid.uuid4()
    texts = [told(enrolment, today, problem=f"ฉบับที่ {word}") for word in ("หนึ่ง", "สอง", "สาม")]

    assert [phone.results(record(text, key))[0]["status"] for text in texts] == ["created", "conflict", "conflict"]
    assert VisitTwin.objects.count() == 2


def test_an_id_that_is_somebody_elses_is_rejected_and_tells_nothing(phone, world, today):
    team, _trainer, enrolment = world
    other = team.seated()[2]
    neighbour = Phone().come_in(account_of(other.sage))
    theirs = make_enrolment(team.target_village)
    make_assignment(theirs, other, started=today - 100 * DAY)
    sent = record(told(theirs, today))
    neighbour.results(sent)

    [same_bytes] = phone.results(sent)
    [own_bytes] = phone.results(record(told(enrolment, today), sent["id"]))

    for answer in (same_bytes, own_bytes):
        assert (answer["status"], answer["field"]) == ("rejected", "id") and "ผู้อื่น" in answer["reason"]
    assert Visit.objects.get().enrolment == theirs and not VisitTwin.objects.exists()


# --- whose household ----------------------------------------------------------------------------------------------------
def test_a_household_that_was_handed_over_is_kept_under_the_right_person_and_shown(phone, world, today):
    team, trainer, enrolment = world
    heir = team.seated()[2]
    actions.hand_over(enrolment, heir, by=make_officer(), today=today - 10 * DAY, reason="ย้าย")
    before, after = record(told(enrolment, today - 20 * DAY)), record(told(enrolment, today))

    results = phone.results(before, after)

    assert [r["status"] for r in results] == ["created", "created"]
    assert all("เปลี่ยนผู้ดูแลแล้ว" in r["marks"][0] for r in results)
    kept = {str(v.pk): v for v in Visit.objects.all()}
    assert kept[before["id"]].assignment.trainer == trainer and kept[before["id"]].visited_by == trainer.sage
    assert kept[after["id"]].assignment.trainer == heir and kept[after["id"]].visited_by == trainer.sage
    sentences = dict(VisitMark.objects.filter(kind="handed_over").values_list("visit_id", "sentence"))
    assert len(sentences) == 2 and all(heir.sage.full_name in sentence for sentence in sentences.values())


def test_a_household_that_never_was_his_is_rejected_beside_good_ones(phone, world, today):
    team, _trainer, enrolment = world
    strange = make_enrolment(team.target_village)
    elsewhere = make_enrolment(make_target(make_village("33020101", "ดอนอื่น")))

    results = phone.results(*(record(told(e, today)) for e in (strange, enrolment, elsewhere)))

    assert [r["status"] for r in results] == ["rejected", "created", "rejected"]
    assert results[0]["field"] == "enrolment" and "ไม่อยู่ในความดูแล" in results[0]["reason"]
    assert [v.enrolment for v in Visit.objects.all()] == [enrolment]


def test_a_lead_logs_for_a_teammate_and_both_names_are_kept(world, today):
    team, trainer, enrolment = world
    lead = team.seated()[0]
    phone = Phone().come_in(account_of(lead.sage))

    [result] = phone.results(record(told(enrolment, today, visited_by=trainer.sage.pk)))

    visit = Visit.objects.get()
    assert result["status"] == "created" and result["marks"] == []
    assert (visit.visited_by, visit.keyed_by) == (trainer.sage, lead.sage.user)
    assert not VisitMark.objects.filter(kind="care").exists()


def test_a_visitor_of_another_team_is_rejected_beside_his_box(phone, enrolment, today):
    stranger = make_sage(make_village("33020101", "ดอนอื่น"))

    [result] = phone.results(record(told(enrolment, today, visited_by=stranger.pk)))

    assert (result["status"], result["field"]) == ("rejected", "visited_by")


def test_a_household_that_has_left_is_still_taken(phone, enrolment, today):
    enrolment.left_on = today
    enrolment.save()

    assert phone.results(record(told(enrolment, today - DAY)))[0]["status"] == "created"


# --- clocks -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("off", [400, -400], ids=["ahead", "behind"])
@pytest.mark.parametrize("tells_its_time", [True, False], ids=["phone tells its time", "phone tells none"])
def test_a_clock_wrong_by_400_days_is_kept_and_flagged(phone, enrolment, today, off, tells_its_time):
    there = timezone.now() + off * DAY
    content = told(enrolment, there.date(), device_at=there.isoformat())
    envelope = {"device_now": there.isoformat()} if tells_its_time else {}

    [result] = phone.results(record(content), **envelope)

    visit = Visit.objects.get()
    assert result["status"] == "created" and "นาฬิกา" in result["marks"][0]
    assert visit.on == there.date() and abs(visit.received_at - timezone.now()) < DAY
    assert "400 วัน" in VisitMark.objects.get(kind="clock").sentence
    assert EnrolmentState.objects.get(pk=enrolment.pk).last_visit_on <= today


def test_a_record_that_waited_long_for_a_signal_is_no_wrong_clock(phone, enrolment, today):
    written = timezone.now() - 90 * DAY

    phone.results(
        record(told(enrolment, today - 90 * DAY, device_at=written.isoformat())), device_now=timezone.now().isoformat()
    )

    assert not VisitMark.objects.filter(kind="clock").exists()


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


# --- data -----------------------------------------------------------------------------------------------------------------
def test_data_is_his_own_households_and_for_a_lead_names_and_days_of_his_team(phone, world, today):
    team, trainer, enrolment = world
    enrolment.household.phone = "0812345678"
    enrolment.household.save()
    phone.results(record(told(enrolment, today, promise="จะลงกล้า", help_needed="อยากได้กล้า")))
    lead = Phone().come_in(account_of(team.seated()[0].sage))
    make_enrolment(make_target(make_village("33020101", "ดอนอื่น")))

    [mine] = phone.get("/api/field/").json()["households"]
    [theirs] = lead.get("/api/field/").json()["households"]

    assert (mine["mine"], mine["promise"], mine["asked"], mine["phone"]) == (True, "จะลงกล้า", "อยากได้กล้า", "0812345678")
    assert (theirs["mine"], theirs["promise"], theirs["asked"], theirs["phone"]) == (False, "", "", "")
    assert theirs["visited_by"] == trainer.sage.pk and theirs["last_visit"] == today.isoformat()
    assert not {"gained", "saved", "income", "expense"} & set(mine)


def test_the_cost_of_data_does_not_grow_with_the_households(phone, world, today):
    team, trainer, _enrolment = world
    phone.get("/api/field/")
    with CaptureQueriesContext(connection) as one:
        phone.get("/api/field/")
    for place in (2, 3, 4):
        make_assignment(make_enrolment(team.target_village), trainer, place=place, started=today)
    with CaptureQueriesContext(connection) as four:
        assert len(phone.get("/api/field/").json()["households"]) == 4

    assert len(one) == len(four)


# --- photos -----------------------------------------------------------------------------------------------------------------
def test_photos_after_their_visit_and_before_it_all_arrive_once(phone, enrolment, today):
    sent, body = record(told(enrolment, today)), picture()
    early, late = uuid.uuid4(), uuid.uuid4()

    first = [phone.put_photo(early, sent["id"], body).json()["status"] for _ in range(2)]
    assert EarlyPhoto.objects.count() == 1
    phone.results(sent)
    then = [phone.put_photo(key, sent["id"], body).json()["status"] for key in (late, late, early)]

    assert (first, then) == (["created", "same"], ["created", "same", "same"])
    assert {p.pk for p in Visit.objects.get().photos.all()} == {early, late} and not EarlyPhoto.objects.exists()
    for photo in VisitPhoto.objects.all():
        with photo.image.open() as stored:
            assert stored.read(3) == b"\xff\xd8\xff"
        served = phone.get(reverse("photo", args=[photo.pk]))
        assert served.status_code == 200 and b"".join(served)


def test_other_bytes_under_a_photos_id_are_a_further_photo(phone, enrolment, today):
    sent, key = record(told(enrolment, today)), uuid.uuid4()
    phone.results(sent)

    answers = [phone.put_photo(key, sent["id"], picture(colour)).json() for colour in ("green", "red", "red", "green")]

    assert [a["status"] for a in answers] == ["created", "conflict", "conflict", "same"]
    assert {a["id"] for a in answers} == {str(key)} and VisitPhoto.objects.count() == 2


def test_a_photo_of_somebody_else_and_for_somebody_elses_visit_is_rejected(phone, world, today):
    team, _trainer, enrolment = world
    sent, key = record(told(enrolment, today)), uuid.uuid4()
    phone.results(sent)
    phone.put_photo(key, sent["id"], picture())
    neighbour = Phone().come_in(account_of(team.seated()[2].sage))

    answers = [neighbour.put_photo(k, sent["id"], picture()).json() for k in (key, uuid.uuid4())]

    assert [(a["status"], a["field"]) for a in answers] == [("rejected", "id"), ("rejected", "visit")]


def test_a_photo_that_came_before_somebody_elses_visit_is_not_laid_under_it(phone, world, today):
    team, _trainer, enrolment = world
    neighbour = Phone().come_in(account_of(team.seated()[2].sage))
    sent = record(told(enrolment, today))
    neighbour.put_photo(uuid.uuid4(), sent["id"], picture())

    phone.results(sent)

    assert not VisitPhoto.objects.exists() and EarlyPhoto.objects.count() == 1


def test_what_is_no_photo_is_told(phone, enrolment, today):
    sent = record(told(enrolment, today))
    phone.results(sent)

    no_picture = phone.put_photo(uuid.uuid4(), sent["id"], b"<svg onload=alert(1)>")
    cut_off = phone.put_photo(uuid.uuid4(), sent["id"], picture()[:-5], said_hash=sha256(picture()))
    too_large = phone.put_photo(uuid.uuid4(), sent["id"], b"x" * (3 * 1024 * 1024 + 1))
    no_visit = phone.put_photo(uuid.uuid4(), "nobody", picture())

    assert no_picture.json()["status"] == "rejected" and "ไม่ใช่ภาพถ่าย" in no_picture.json()["reason"]
    assert (cut_off.status_code, too_large.status_code, no_visit.status_code) == (400, 413, 400)
    assert not VisitPhoto.objects.exists()


def test_content_is_read_as_sent_whatever_its_spaces(phone, enrolment, today):
    content = json.dumps(json.loads(told(enrolment, today)), indent=2)

    assert phone.results(record(content))[0]["hash"] == sha256(content)
