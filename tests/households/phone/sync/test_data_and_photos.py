"""What a phone is given to work with, and its photos: his own households only, every photo once."""

import datetime
import json
import uuid
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import EarlyPhoto, Visit, VisitPhoto
from samma.photos import clean_photo
from tests.factories import make_assignment, make_enrolment, make_target, make_village
from tests.phone import Phone, account_of, picture, record, sha256, told

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


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


def left_waiting(world, sent, photo, body):
    """A photo whose visit is stored and which does not know it."""
    EarlyPhoto.objects.create(
        pk=photo,
        visit_key=sent["id"],
        image=clean_photo(BytesIO(body)),
        sent_hash=sha256(body),
        sent_by=world[1].sage.user,
    )


def test_a_photo_that_came_while_its_visit_was_written_is_claimed_after_it(
    phone, world, enrolment, today, monkeypatch, django_capture_on_commit_callbacks
):
    """It was kept when the visit had looked for photos, and looked for its visit when that was not there yet."""
    sent, photo = record(told(enrolment, today)), uuid.uuid4()
    last_before_the_commit = "households.visits.writing.record_all"
    monkeypatch.setattr(last_before_the_commit, lambda *args, **kwargs: left_waiting(world, sent, photo, picture()))

    with django_capture_on_commit_callbacks(execute=True):
        phone.results(sent)

    assert [one.pk for one in Visit.objects.get().photos.all()] == [photo] and not EarlyPhoto.objects.exists()


@pytest.mark.parametrize("repeated", ["visit", "photo"])
def test_a_photo_that_a_killed_process_left_waiting_is_claimed_by_a_repeat(phone, world, enrolment, today, repeated):
    sent, photo, body = record(told(enrolment, today)), uuid.uuid4(), picture()
    phone.results(sent)
    left_waiting(world, sent, photo, body)

    again = phone.results(sent)[0] if repeated == "visit" else phone.put_photo(photo, sent["id"], body).json()

    assert again["status"] == "same"
    assert [one.pk for one in Visit.objects.get().photos.all()] == [photo] and not EarlyPhoto.objects.exists()


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
