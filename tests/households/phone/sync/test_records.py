"""A phone's batch: whatever is lost, repeated, mixed or wrong on the way, each visit is there once and says what was typed."""

import datetime
import uuid

import pytest
from django.utils import timezone

from households import actions
from households.models import EnrolmentState, Visit, VisitMark, VisitTwin
from households.phone.twins import settle
from samma.accounts.models import Event
from tests.factories import make_assignment, make_enrolment, make_officer, make_sage, make_target, make_village
from tests.phone import Phone, account_of, record, sha256, told

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


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
