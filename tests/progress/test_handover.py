"""Everything open in a village or a district on one page and one paper; notes; the posting moves from the page."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader

from samma.accounts.models import HandoverNote, Phone, PhoneUser, Transfer, User
from tests.factories import (
    DAY,
    make_area,
    make_assignment,
    make_budget_line,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_member,
    make_officer,
    make_payment,
    make_record,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    train,
)
from villages.models import Activity, PlanItem

pytestmark = pytest.mark.django_db


def open_everything(target, officer):
    """One of each thing that can be open."""
    team = make_team(target, seats=3)
    enrolment = make_enrolment(target)
    make_assignment(enrolment, team.seated()[1])
    make_visit(enrolment, officer, help_needed="อยากได้ตลาดขายไข่")
    PlanItem.objects.create(target_village=target, kind="forum", on=DAY, topic="ทบทวนแผน")
    train(enrolment)
    make_member(make_group(target.village), enrolment)
    make_record(target.village_code, target_village=target, title="เทคนิคเลี้ยงไก่")
    line = make_budget_line(target)
    make_payment(line, item="พันธุ์ไก่ไข่", quantity=100, unit="ตัว", amount=4000)
    Activity.objects.create(target_village=target, kind="forum", on=DAY, spent=700)
    user = make_trainer_user(team.seated()[1].sage)
    phone = Phone.objects.create(token_hash=f"h{target.pk}", label="โทรศัพท์สมมุติ")
    PhoneUser.objects.create(phone=phone, user=user, storage_key="x", seen_at=now())
    HandoverNote.objects.get_or_create(area_code=target.village_code, defaults={"text": "ไปพบผู้ใหญ่บ้านก่อน"})


WORDS = [
    "ขั้นต่อไป", "อยากได้ตลาดขายไข่", "เลยกำหนดมาก", "ยังขาดปราชญ์ชุมชนที่คัดเลือกเพิ่มอีก 2 คน", "ทบทวนแผน", "เลยกำหนดแล้ว",
    "ก1 กลุ่ม/สมาชิก", "เทคนิคเลี้ยงไก่", "พันธุ์ไก่ไข่ (ตัว) เหลือ 100", "ยังไม่ระบุรายการงบ 700", "โทรศัพท์สมมุติ", "ไปพบผู้ใหญ่บ้านก่อน",
]  # fmt: skip


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def test_a_village_and_its_district_tell_everything_open(client, officer):
    target = make_target()
    open_everything(target, officer)
    for text in (page(client, "target-handover", target.pk), page(client, "handover")):
        assert [word for word in WORDS if word not in text] == []


def test_the_paper_holds_the_same_words(client, officer):
    target = make_target()
    open_everything(target, officer)
    for url in (reverse("handover-pdf"), reverse("target-handover-pdf", args=[target.pk])):
        content = client.get(url).content
        text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
        assert [word for word in WORDS if word.replace(" ", "") not in text.replace(" ", "")] == []
        assert "ผู้ส่งมอบ" in text and "ผู้รับมอบ" in text


def test_a_district_in_order_says_so(client, officer):
    make_target()
    text = page(client, "handover")
    assert "ไม่มีเรื่องค้างตอบ" in text and "เงินและวัสดุตรงกันทุกหมู่บ้าน" in text


def test_two_who_write_one_note_lose_nothing(client, officer):
    target = make_target()
    url = reverse("target-handover-note", args=[target.pk])
    assert client.post(url, {"text": "ฉบับแรก"}).status_code == 302
    assert client.post(url, {"text": "ฉบับสอง", "version": 1}).status_code == 302
    stale = client.post(url, {"text": "ฉบับสาม", "version": 1}).content.decode()
    assert "ระหว่างที่คุณแก้ไข" in stale and HandoverNote.objects.get().text == "ฉบับสอง"
    client.post(reverse("handover-note"), {"text": "ทั้งอำเภอ: รายงานไตรมาสยังไม่ส่ง"})
    assert HandoverNote.objects.filter(area_code="3301").exists()
    assert "รายงานไตรมาสยังไม่ส่ง" in page(client, "target-handover", target.pk)


def test_scope_of_notes_and_places(client, officer):
    make_target(), make_area("330201")
    for query in ({"area": "3302"}, {"area": "33"}, {"area": "33x1"}, {"area": "3399"}):
        assert client.get(reverse("handover"), query).status_code == 404, query
    client.force_login(make_clerk())
    assert "3301" in page(client, "handover"), "a province chooses the district first"
    assert client.get(reverse("handover"), {"area": "3301"}).status_code == 200
    assert client.get(reverse("handover-note"), {"area": "3301"}).status_code == 403
    assert client.get(reverse("handover-transfer"), {"area": "3301"}).status_code == 404


def test_it_costs_the_same_for_two_villages_and_for_twenty(client, officer):
    costs = []
    for code, n in (("3302", 2), ("3303", 20)):
        keeper = make_officer(code)
        for moo in range(1, n + 1):
            open_everything(make_target(make_village(f"{code}01{moo:02}", f"หมู่{moo}")), keeper)
        client.force_login(keeper)
        client.get(reverse("handover"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("handover")).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] and costs[0] <= 60, costs


def test_the_head_of_the_district_moves_a_posting(client):
    make_target()
    chief, old, new = make_officer(is_head=True), make_officer(), make_officer("")
    client.force_login(chief)
    url = reverse("handover-transfer")
    form = client.get(url).content.decode()
    assert old.username in form and new.username not in form, "nobody outside the district is listed"
    typed = {"leaving": old.pk, "taking": new.username, "on": "1/10/2560", "order_no": "12/2569"}
    today = datetime.date.today().strftime("%Y-%m-%d")  # noqa: DTZ011 - typed as a person would
    assert "เกินหนึ่งปี" in client.post(url, typed | {"confirmed": "on"}).content.decode()
    asked = client.post(url, typed | {"on": today}).content.decode()
    assert "มีผลทันที" in asked and not Transfer.objects.exists()
    assert "ไม่พบบัญชี" in client.post(url, typed | {"taking": "ไม่มีชื่อนี้"}).content.decode()
    assert client.post(url, typed | {"on": today, "confirmed": "on"}).status_code == 302
    assert User.objects.get(pk=new.pk).area_code == "3301"
    assert "มีผลแล้ว" in page(client, "handover")


def test_an_order_that_waits_is_called_off_on_the_page(client):
    make_target()
    old, department = make_officer(), make_department()
    client.force_login(department)
    url = f"{reverse('handover-transfer')}?area=3301"
    day = datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011 - a month from the page's own today
    assert client.post(url, {"leaving": old.pk, "on": day.isoformat(), "confirmed": "on"}).status_code == 302
    assert "รอวันมีผล" in page(client, "handover", area="3301")
    client.post(reverse("handover-cancel", args=[Transfer.objects.get().pk]))
    assert "ยกเลิกแล้ว" in page(client, "handover", area="3301")
    assert User.objects.get(pk=old.pk).posting_changes_on is None
