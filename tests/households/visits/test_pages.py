"""Visits from a paper, from a stack of papers and from the phone: once, in the right name, nothing typed lost."""

import datetime
import uuid

import pytest
from django.urls import reverse

from households import actions
from households.models import Answer, Visit
from households.visits.help import answer
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_household,
    make_officer,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    make_year,
)
from tests.households.visits.test_writing import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def care():
    """A household and the trainer who looks after it."""
    team = make_team()
    trainer = team.seated()[1]
    enrolment = make_enrolment(team.target_village, household=make_household(first_name="สมใจ", last_name="นาดี"))
    make_assignment(enrolment, trainer)
    return enrolment, trainer


def visit_data(trainer, **changes):
    data = {"id": uuid.uuid4(), "on": "15/3/2560", "channel": "visit", "visited_by": trainer.sage_id}
    return data | {"practising": "yes", "gained_answer": "๑,๒๐๐", "saved_answer_word": "unknown"} | changes


def test_officer_keys_a_paper_and_a_double_send_is_one_visit(client, care):
    enrolment, trainer = care
    client.force_login(make_officer())
    data, url = visit_data(trainer), reverse("visit-new", args=[enrolment.pk])
    for _ in range(2):
        response = client.post(url, data | {"confirmed": "on"})
        assert response.status_code == 302
    visit = Visit.objects.get()
    assert (visit.gained, visit.gained_kind, visit.saved_kind) == (1200, Answer.AMOUNT, Answer.UNKNOWN)
    assert visit.assignment.trainer == trainer and visit.keyed_by.role == "officer"


def test_error_keeps_all_that_was_typed(client, care):
    enrolment, trainer = care
    client.force_login(make_officer())
    data = visit_data(trainer, on="31/4/2560", problem="น้ำไม่พอ")
    page = client.post(reverse("visit-new", args=[enrolment.pk]), data).content.decode()
    assert "น้ำไม่พอ" in page and "31/4/2560" in page and "30 วัน" in page and not Visit.objects.exists()


@pytest.mark.parametrize(
    ("on", "sentence"),
    [("1/1/2643", "ยังมาไม่ถึง"), ("1/3/2559", "ก่อนปีงบประมาณ 2560")],
    ids=["day to come", "before the year"],
)
def test_illogical_day_is_refused_and_doubtful_day_asked(client, care, on, sentence):
    enrolment, trainer = care
    client.force_login(make_officer())
    page = client.post(reverse("visit-new", args=[enrolment.pk]), visit_data(trainer, on=on)).content.decode()
    assert sentence in page and not Visit.objects.exists()


def test_trainer_logs_by_phone_with_a_photo(client, care):
    enrolment, trainer = care
    client.force_login(make_trainer_user(trainer.sage))
    assert "นางสมใจ นาดี" in client.get(reverse("field-online")).content.decode()
    data = visit_data(trainer, photos=[picture()])
    assert client.post(reverse("field-visit", args=[enrolment.pk]), data).url == reverse("field-online")
    visit = Visit.objects.get()
    photo = visit.photos.get()
    response = client.get(reverse("photo", args=[photo.pk]))
    assert response.status_code == 200 and b"".join(response).startswith(b"\xff\xd8")
    client.force_login(make_officer("3302"))
    assert client.get(reverse("photo", args=[photo.pk])).status_code == 404


def test_the_card_of_the_page_online_tells_the_promise_and_the_answer_to_a_request(client, care):
    enrolment, trainer = care
    visit = make_visit(enrolment, make_officer(), help_needed="อยากได้ตลาด", promise="ปลูกเพิ่มอีกแปลง")
    client.force_login(make_trainer_user(trainer.sage))
    page = client.get(reverse("field-online")).content.decode()
    assert "ตกลงกันไว้: ปลูกเพิ่มอีกแปลง" in page and "ขอให้ช่วย: อยากได้ตลาด (รอคำตอบ)" in page

    answer(visit, "นัดพบผู้รับซื้อวันจันทร์", by=make_officer(), today=DAY)
    page = client.get(reverse("field-online")).content.decode()
    assert "เจ้าหน้าที่ตอบ: นัดพบผู้รับซื้อวันจันทร์" in page and "รอคำตอบ" not in page
    client.force_login(make_trainer_user(trainer.team.seated()[0].sage))
    assert "ปลูกเพิ่ม" not in client.get(reverse("field-online")).content.decode()  # the lead reads name and days alone


def test_household_handed_over_is_gone_from_the_phone(client, care):
    enrolment, trainer = care
    client.force_login(make_trainer_user(trainer.sage))
    heir = trainer.team.seated()[2]
    actions.hand_over(enrolment, heir, by=make_officer(), today=DAY + datetime.timedelta(days=9), reason="ย้าย")
    assert "นาดี" not in client.get(reverse("field-online")).content.decode()
    assert client.get(reverse("field-visit", args=[enrolment.pk])).status_code == 404
    visit = make_visit(enrolment, make_officer())
    assert client.get(reverse("visit-detail", args=[visit.pk])).status_code == 404


def test_lead_logs_for_a_teammate_and_both_names_are_kept(client, care):
    enrolment, trainer = care
    lead_user = make_trainer_user(trainer.team.seated()[0].sage)
    client.force_login(lead_user)
    assert "เพื่อนร่วมทีม" in client.get(reverse("field-online")).content.decode()
    client.post(reverse("field-visit", args=[enrolment.pk]), visit_data(trainer))
    visit = Visit.objects.get()
    assert visit.visited_by == trainer.sage and visit.keyed_by == lead_user


def stack(target, *rows):
    data = {"form-TOTAL_FORMS": 10, "form-INITIAL_FORMS": 0}
    for n in range(10):
        data[f"form-{n}-key"] = uuid.uuid5(target, str(n))
        data |= {f"form-{n}-{name}": value for name, value in (rows[n] if n < len(rows) else {}).items()}
    return data


def test_stack_of_papers_is_stored_whole_once_and_blank_rows_are_left_out(client, care):
    enrolment, trainer = care
    client.force_login(make_officer())
    url = reverse("visit-grid", args=[enrolment.target_village_id])
    rows = [
        {"enrolment": enrolment.pk, "on": "15 มี.ค. 60", "gained": "1,200.-", "saved": "ยังไม่มี"},
        {"enrolment": enrolment.pk, "on": "15 เม.ย. 60", "gained": "ไม่ทราบ", "saved": "มากมาย"},
    ]
    batch = uuid.uuid4()
    page = client.post(url, stack(batch, *rows)).content.decode()
    assert "มากมาย" in page and not Visit.objects.exists()
    rows[1]["saved"] = "300"
    client.post(url, stack(batch, *rows))
    assert Visit.objects.count() == 2 and set(Visit.objects.values_list("visited_by", flat=True)) == {trainer.sage_id}
    for row in rows:
        row["confirmed"] = "on"
    client.post(url, stack(batch, *rows))
    assert Visit.objects.count() == 2


def test_province_reads_visits_and_keys_none(client, care):
    enrolment, _ = care
    visit = make_visit(enrolment, make_officer())
    client.force_login(make_clerk())
    assert client.get(reverse("visit-detail", args=[visit.pk])).status_code == 200
    assert client.get(reverse("visit-new", args=[enrolment.pk])).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("q=สมใจ", 2),
        ("q=ไพลิน", 0),
        ("help=yes", 1),
        ("practising=stopped", 1),
        ("year=2561", 0),
    ],
)
def test_list_of_visits_is_searched_and_narrowed(client, care, query, found):
    enrolment, _ = care
    officer = make_officer()
    make_visit(enrolment, officer, help_needed="น้ำบาดาล จากเทศบาล")
    make_visit(enrolment, officer, practising="stopped", on=DAY + datetime.timedelta(days=30))
    make_target(make_village("33010106"), make_year(2561))
    client.force_login(officer)
    rows = client.get(f"{reverse('visit-list')}?{query}").context["rows"]
    assert len(rows) == found


def test_list_of_visits_begins_with_the_newest_and_pages_by_day(client, care):
    enrolment, _ = care
    officer = make_officer()
    for n in range(30):
        make_visit(enrolment, officer, on=DAY + datetime.timedelta(days=n // 2))
    client.force_login(officer)
    first = client.get(reverse("visit-list")).context
    rest = client.get(reverse("visit-list") + first["page"]["next_url"]).context
    keys = [row["key"] for row in first["rows"] + rest["rows"]]
    assert len(set(keys)) == 30 and first["rows"][0]["cells"][0]["text"] == "15 มี.ค. 2560"
