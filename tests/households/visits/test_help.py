"""A request for help is open until it is answered, the oldest first; the trainer reads the answer; it may open again."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from households.models import Enrolment, HelpAnswer, Visit
from households.visits import help
from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
)

pytestmark = pytest.mark.django_db
LIST = "/households/help/"


def asked(officer, enrolment=None, *, help_needed="อยากได้ตลาดรับซื้อ", **more):
    return make_visit(enrolment or make_enrolment(), officer, help_needed=help_needed, **more)


def listed(client, **query):
    return [row["key"] for row in client.get(LIST, query).context["rows"]]


def test_open_requests_stand_oldest_first_until_answered(client, officer):
    new, old = asked(officer), asked(officer, on=DAY - datetime.timedelta(days=40))
    assert listed(client) == [old.pk, new.pk]
    help.answer(old, "ประสานตลาดนัดอำเภอแล้ว", by=officer, today=localdate())
    assert listed(client) == [new.pk] and listed(client, state="answered") == [old.pk]


@pytest.mark.parametrize("words", ["", "-", "–", "ไม่มี"])
def test_a_box_that_asks_for_nothing_is_no_request(client, officer, words):
    visit = asked(officer, help_needed=words)
    assert listed(client) == []
    assert client.get(reverse("visit-help", args=[visit.pk])).status_code == 404
    with pytest.raises(ValidationError, match="ไม่ได้ขอความช่วยเหลือ"):
        help.answer(visit, "คำตอบ", by=officer, today=DAY)


def test_a_request_of_the_next_district_is_not_listed(client, officer):
    asked(officer, make_enrolment(make_target(make_village("33020101"))))
    assert listed(client) == []


def test_the_list_narrows_to_one_trainer(client, officer):
    team = make_team()
    first, second = team.seated()[:2]
    mine = asked(officer, make_enrolment(team.target_village), visited_by=first.sage)
    asked(officer, make_enrolment(team.target_village), visited_by=second.sage)
    assert listed(client, trainer=first.sage_id) == [mine.pk]


def test_an_answer_says_what_was_done_by_whom_and_when(client, officer):
    visit = asked(officer)
    data = {"answer": "ได้ตลาดแล้ว", "done": "โทรหาเกษตรอำเภอ"}
    assert client.post(reverse("visit-help", args=[visit.pk]), data).url == LIST
    given = visit.answers.get()
    assert (given.answer, given.done, given.answered_by, given.answered_on) == (
        "ได้ตลาดแล้ว", "โทรหาเกษตรอำเภอ", officer, localdate()
    )  # fmt: skip
    assert Event.objects.filter(verb="answer help", who=officer).exists()


def test_an_empty_answer_stores_nothing(client, officer):
    visit = asked(officer)
    assert client.post(reverse("visit-help", args=[visit.pk]), {"answer": "  "}).status_code == 200
    assert not HelpAnswer.objects.exists()


def test_a_second_answer_is_refused_in_words(officer):
    visit = asked(officer)
    help.answer(visit, "หนึ่ง", by=officer, today=DAY)
    with pytest.raises(ValidationError, match="ตอบเรื่องนี้แล้ว"):
        help.answer(visit, "สอง", by=officer, today=DAY)


def test_a_request_opens_again_with_a_reason_and_keeps_its_history(client, officer):
    visit = asked(officer)
    help.answer(visit, "รอเดือนหน้า", by=officer, today=localdate())
    url = reverse("visit-help", args=[visit.pk])
    assert client.post(url, {"reason": ""}).status_code == 200 and listed(client) == []
    client.post(url, {"reason": "ยังไม่มีใครมา"})
    assert listed(client) == [visit.pk]
    client.post(url, {"answer": "พ่อค้ามารับแล้ว"})
    page = client.get(url).content.decode()
    assert all(words in page for words in ("รอเดือนหน้า", "ยังไม่มีใครมา", "พ่อค้ามารับแล้ว")) and listed(client) == []


def test_the_trainer_reads_the_answer_at_the_visit_and_on_the_card(client, officer):
    team = make_team()
    trainer = team.seated()[1]
    enrolment = make_enrolment(team.target_village)
    make_assignment(enrolment, trainer)
    asked(officer, enrolment, on=DAY - datetime.timedelta(days=9), help_needed="เรื่องเก่า")
    visit = asked(officer, enrolment)
    card = help.with_help(Enrolment.objects.all()).get()
    assert (card.asked, card.asked_on, card.answer, card.answered_on) == ("อยากได้ตลาดรับซื้อ", DAY, None, None)
    help.answer(visit, "ได้ตลาดแล้ว", done="ส่งของเสาร์นี้", by=officer, today=DAY)
    card = help.with_help(Enrolment.objects.all()).get()
    assert (card.answer, card.answer_done, card.answered_on) == ("ได้ตลาดแล้ว", "ส่งของเสาร์นี้", DAY)
    client.force_login(make_trainer_user(trainer.sage))
    page = client.get(reverse("visit-detail", args=[visit.pk])).content.decode()
    assert "ได้ตลาดแล้ว" in page and "/help/" not in page
    assert client.get(LIST).status_code == 404


def test_only_the_trainer_of_the_household_may_read_the_answer(officer):
    team = make_team()
    mine, other = team.seated()[1:3]
    enrolment = make_enrolment(team.target_village)
    make_assignment(enrolment, mine)
    help.answer(asked(officer, enrolment), "คำตอบ", by=officer, today=DAY)
    assert HelpAnswer.objects.visible_to(make_trainer_user(mine.sage)).count() == 1
    assert HelpAnswer.objects.visible_to(make_trainer_user(other.sage)).count() == 0


def test_the_province_reads_and_answers_nothing(client, officer):
    visit = asked(officer)
    client.force_login(make_clerk())
    url = reverse("visit-help", args=[visit.pk])
    assert "<textarea" not in client.get(url).content.decode()
    assert client.post(url, {"answer": "คำตอบ"}).status_code == 403 and not HelpAnswer.objects.exists()


def test_twenty_requests_cost_the_queries_of_two(client, officer, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(100) as context:
            client.get(LIST)
        return len(context)

    for _ in range(2):
        asked(officer)
    few = queries()
    for _ in range(18):
        asked(officer)
    assert queries() == few and Visit.objects.count() == 20


def test_home_and_the_village_name_what_waits_and_for_how_long(client, officer):
    target = make_target()
    client.get("/")
    visit = asked(officer, make_enrolment(target), on=localdate() - datetime.timedelta(days=12))
    home = client.get("/").content.decode()
    assert "เรื่องที่ขอความช่วยเหลือรอคำตอบ" in home and "นานที่สุด 12 วัน" in home and LIST in home
    village = client.get(reverse("target-detail", args=[target.pk])).content.decode()
    assert f"{LIST}?area={target.village_code}" in village
    help.answer(visit, "คำตอบ", by=officer, today=localdate())
    assert "เรื่องที่ขอความช่วยเหลือรอคำตอบ" not in client.get("/").content.decode()
