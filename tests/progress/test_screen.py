"""The meeting on a projector: ticked from several devices, chosen by the desk's own rules, nothing private on it."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import Attendance
from samma.accounts.models import Event
from samma.progress.papers.declared import PAPERS
from samma.progress.screen.ticking import tick_household, tick_partner
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_household,
    make_occupation,
    make_officer,
    make_sage,
    make_target,
    make_team,
    make_village,
    make_year,
)
from tests.test_races import at_once
from trainers.models import Trainer
from villages.models import Activity, AgendaItem, Partner

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def forum(officer):
    return Activity.objects.create(target_village=make_target(), kind="forum", on=DAY, topic="ชี้แจงโครงการ", spent=777)


def page(client, forum, show):
    return client.get(f"{reverse('activity-screen', args=[forum.pk])}?show={show}").content.decode()


def tick(client, forum, **posted):
    return client.post(reverse("screen-tick", args=[forum.pk]), posted, **HTMX).content.decode()


def test_agenda_moves_on(client, forum):
    for order, title in enumerate(["วัตถุประสงค์", "กรอบแนวคิด", "ขั้นตอน"], 1):
        AgendaItem.objects.create(activity=forum, order=order, title=title)
    first = page(client, forum, "")
    assert "วาระที่ 1 วัตถุประสงค์" in first and "วาระก่อน" not in first and "item=2" in first
    last = client.get(f"{reverse('activity-screen', args=[forum.pk])}?show=agenda&item=3").content.decode()
    assert "วาระต่อไป" not in last and "วาระก่อน" in last


def test_the_minutes_are_one_press_away(client, forum):
    text = page(client, forum, "people")
    url = f"{reverse('target-paper-pdf', args=[forum.target_village_id, 'minutes'])}?kind=filled&amp;of=a{forum.pk}"
    assert url in text and "minutes" in PAPERS


def test_households_are_ticked_by_press_and_by_number(client, forum):
    first, second, left = (make_enrolment(forum.target_village) for _ in range(3))
    left.left_on = DAY
    left.save()
    assert "<strong>0</strong><span> / 2</span>" in page(client, forum, "people")
    assert "<strong>1</strong><span> / 2</span>" in tick(client, forum, tick=f"h-{first.pk}-1")
    by_number = tick(client, forum, number="๒")
    assert "<strong>2</strong><span> / 2</span>" in by_number and f"{second.person} มาแล้ว" in by_number
    assert "hx-swap-oob" in by_number, "the box is emptied for the next number"
    assert "บันทึกว่ามาไว้แล้ว" in tick(client, forum, number="2")
    assert "ไม่มีครัวเรือนลำดับที่" in tick(client, forum, number="3"), "one who left is not called"
    assert "<strong>1</strong><span> / 2</span>" in tick(client, forum, tick=f"h-{first.pk}-0")
    assert list(forum.attendances.values_list("enrolment", flat=True)) == [second.pk]
    other = client.get(reverse("activity-screen", args=[forum.pk]), **HTMX).content.decode()
    assert other.lstrip().startswith('<div id="hall"') and "<strong>1</strong>" in other


def test_a_tick_without_script_leads_back(client, forum):
    enrolment = make_enrolment(forum.target_village)
    response = client.post(reverse("screen-tick", args=[forum.pk]), {"tick": f"h-{enrolment.pk}-1"})
    assert response.status_code == 302 and forum.attendances.count() == 1


@pytest.mark.parametrize("posted", ["h-999999-1", "p-5-1", "x-1-0", "", "h--", "z-1-1"])
def test_a_bent_tick_changes_nothing(client, forum, posted):
    stranger = make_enrolment(make_target(make_village("33010106", "โนนอีก")))
    assert "โปรดเลือกอีกครั้ง" in tick(client, forum, tick=posted.replace("999999", str(stranger.pk)))
    assert not Attendance.objects.exists()


def test_partners_and_names_are_ticked(client, forum):
    area = forum.target_village.village.tambon
    partner = Partner.objects.create(area=area, first_name="ปลัด", last_name="ใจดี", phone="0812345678")
    assert "<strong>1</strong>" in tick(client, forum, tick=f"p-{partner.pk}-1")
    client.post(reverse("screen-person", args=[forum.pk]), {"name": "นายผู้ใหญ่ บ้านดี", "role": "ผู้ใหญ่บ้าน"})
    again = client.post(reverse("screen-person", args=[forum.pk]), {"name": "นายผู้ใหญ่ บ้านดี"}).content.decode()
    assert "อยู่ในรายชื่อผู้มาแล้ว" in again
    assert set(forum.participants.values_list("name", flat=True)) == {"ปลัด ใจดี", "นายผู้ใหญ่ บ้านดี"}
    person = forum.participants.get(partner=None)
    assert "<strong>1</strong>" in tick(client, forum, tick=f"x-{person.pk}-0")


def test_nothing_private_is_on_the_screen(client, forum):
    household = make_household(forum.target_village.village, phone="0899999999")
    make_enrolment(forum.target_village, household=household)
    make_sage(forum.target_village.village, phone="0877777777")
    for show in ("agenda", "people", "households", "sages"):
        text = page(client, forum, show)
        assert not any(word in text for word in ("0899999999", "089-999-9999", "0877777777", "777.00", "บาท", "โทรศัพท์"))


def choose(client, forum, **posted):
    posted = {"house_no": "7", "head": "นางใหม่ มาดี", "volunteer": "on"} | posted
    return client.post(reverse("screen-household", args=[forum.pk]), posted)


def test_a_household_is_chosen_and_is_present(client, forum):
    make_occupation("เลี้ยงไก่ไข่", "เกษตร")
    assert choose(client, forum, occupation="เลี้ยงไก่ไข่").status_code == 302
    enrolment = forum.target_village.enrolments.get()
    assert (enrolment.number, enrolment.volunteer, enrolment.occupation.name) == (1, True, "เลี้ยงไก่ไข่")
    assert forum.attendances.get().enrolment == enrolment
    assert enrolment.person in page(client, forum, "households")


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"house_no": ""}, "โปรดใส่บ้านเลขที่"),
        ({"head": ""}, "โปรดใส่ชื่อหัวหน้าครัวเรือน"),
        ({"occupation": "ไม่มีในรายการ"}, "ไม่มีอาชีพนี้ในรายการ"),
        ({"volunteer": ""}, "เป็นครัวเรือนที่สมัครใจ"),
        ({"house_no": "บ้านท้ายทุ่ง"}, "ต่างจากที่พบทั่วไป"),
    ],
)
def test_the_meeting_asks_and_refuses_as_the_register_does(client, forum, posted, sentence):
    response = choose(client, forum, **posted)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert not forum.target_village.enrolments.exists()


def test_a_doubt_is_confirmed_and_more_than_the_year_asks_the_reason(client, officer):
    target = make_target(make_village("33010107", "โนนเต็ม"), make_year(2562, households_per_village=1))
    forum = Activity.objects.create(target_village=target, kind="forum", on=DAY)
    assert choose(client, forum, house_no="ท้ายทุ่ง", confirmed="on").status_code == 302
    over = choose(client, forum, head="นายอื่น นาดี")
    assert over.status_code == 200 and "เหตุผลที่มีครัวเรือนเกินจำนวนของปี" in over.content.decode()
    assert choose(client, forum, head="นายอื่น นาดี", over_reason="สมัครใจเพิ่ม").status_code == 302
    assert target.enrolments.count() == 2 and Event.objects.filter(verb="enrol over").count() == 1


def test_a_sage_is_chosen_by_the_rules_of_the_team(client, forum):
    sage = make_sage(forum.target_village.village)
    url = reverse("screen-sage", args=[forum.pk])
    assert client.post(url, {"seat": 0, "person": sage.full_name}).status_code == 302
    assert Trainer.objects.get().seat == 0 and sage.full_name in page(client, forum, "sages")
    twice = client.post(url, {"seat": 1, "person": sage.full_name}).content.decode()
    assert "อยู่ในทีมนี้ของปี 2560 แล้ว" in twice
    taken = client.post(url, {"seat": 0, "person": "นายใหม่ มาก"})
    assert taken.status_code == 200 and Trainer.objects.count() == 1
    near = client.post(url, {"seat": 1, "person": make_sage(make_village("33010108", "อื่น")).full_name}).content.decode()
    assert "คนละหมู่บ้านกับทีม" in near and "ยืนยันว่าถูกต้อง" in near


def test_a_full_team_offers_no_seat(client, forum):
    make_team(forum.target_village)
    assert "เลือกเข้าทีม" not in page(client, forum, "sages")


def test_province_looks_on_and_changes_nothing(client, forum):
    enrolment = make_enrolment(forum.target_village)
    client.force_login(make_clerk())
    assert "disabled" in page(client, forum, "people") and "เลือกเข้าทีม" not in page(client, forum, "sages")
    assert client.post(reverse("screen-tick", args=[forum.pk]), {"tick": f"h-{enrolment.pk}-1"}).status_code == 403


def test_the_hall_costs_the_same_for_two_and_for_forty(client, officer):
    costs = []
    for code, n in (("33010105", 2), ("33010106", 40)):
        forum = Activity.objects.create(target_village=make_target(make_village(code, "หมู่")), kind="forum", on=DAY)
        for _ in range(n):
            make_enrolment(forum.target_village)
        client.get(reverse("activity-screen", args=[forum.pk]), **HTMX)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("activity-screen", args=[forum.pk]), **HTMX)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_devices_tick_the_same_household_and_partner_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once are PostgreSQL's; SQLite has one")
    officers = [make_officer(), make_officer()]
    forum = Activity.objects.create(target_village=make_target(), kind="forum", on=DAY)
    enrolment = make_enrolment(forum.target_village)
    partner = Partner.objects.create(area=forum.target_village.village.tambon, first_name="ปลัด", last_name="ใจดี")
    for came, left in ((True, 1), (False, 0)):
        for tick_one, row in ((tick_household, enrolment), (tick_partner, partner)):
            jobs = [partial(tick_one, forum, row, came=came, by=by) for by in officers * 3]
            assert at_once(jobs) == [], "nobody hears a refusal"
        assert (forum.attendances.count(), forum.participants.count()) == (left, left)
    assert Event.objects.filter(verb="attend").count() == 4, "each change is told once"
