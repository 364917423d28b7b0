"""Five seats on one screen: chosen from the survey base or new, asked when doubtful, refused in the cell."""

import pytest
from django.urls import reverse

from samma.accounts.models import Event
from tests.factories import make_clerk, make_sage, make_target, make_team, make_village
from trainers.models import LEAD_SEAT, Sage, Team, Trainer
from trainers.rules import missing, near_names, same_name

pytestmark = pytest.mark.django_db


def seats(*names, **cells):
    data = {"form-TOTAL_FORMS": 5, "form-INITIAL_FORMS": 5}
    for n in range(5):
        data[f"form-{n}-seat"] = n
        data[f"form-{n}-person"] = names[n] if n < len(names) else ""
    return data | cells


def post(client, target, data):
    return client.post(reverse("team-new", args=[target.pk]), data)


def test_five_names_make_a_team_some_from_the_base_some_new(client, officer):
    target = make_target()
    known = make_sage(title="นาย", first_name="บุญมี", last_name="นาดี")
    response = post(
        client,
        target,
        seats("บุญมี  นาดี", "นางคำปัน สวนกล้วย", "นายทองสุข ทุ่งทอง", "นางแสงดาว แก้วใส", "นายอินทร์ ริมน้ำ"),
    )
    team = Team.objects.get(target_village=target)
    assert response.url == reverse("team-detail", args=[team.pk]) and team.is_complete
    assert team.trainers.get(seat=LEAD_SEAT).sage == known
    assert Sage.objects.filter(first_name="คำปัน", title="นาง", willing=True).exists()
    assert Event.objects.filter(verb="seat").count() == 5


def test_near_name_is_asked_and_nothing_is_stored(client, officer):
    target = make_target()
    make_sage(title="นาย", first_name="บุญมี", last_name="นาดีงาม")
    data = seats("นายบุญมา นาดีงาม")
    response = post(client, target, data)
    assert "ชื่อใกล้เคียง: นายบุญมี นาดีงาม" in response.content.decode()
    assert not Trainer.objects.exists()
    post(client, target, data | {"form-0-confirmed": "on"})
    assert Trainer.objects.get().sage.first_name == "บุญมา"


def test_sage_of_the_next_village_is_asked(client, officer):
    target = make_target()
    make_sage(make_village("33010106", "ดอนสมมุติ"), title="นาย", first_name="ไพลิน", last_name="ใจงาม")
    response = post(client, target, seats("นายไพลิน ใจงาม"))
    assert "คนละหมู่บ้าน" in response.content.decode() and not Trainer.objects.exists()


def test_taken_seat_is_refused_in_its_cell_and_the_rest_waits(client, officer):
    team = make_team(seats=1)
    response = client.post(
        reverse("team-seats", args=[team.pk]), seats("นายคนใหม่ สมมุติ", "นางคำปัน สวนกล้วย", **{"form-0-confirmed": "on"})
    )
    assert "ดำรงอยู่แล้ว" in response.content.decode()
    assert team.trainers.count() == 1


def test_one_person_in_two_seats_is_refused(client, officer):
    make_sage(title="นาย", first_name="บุญมี", last_name="นาดี")
    response = post(client, make_target(), seats("นายบุญมี นาดี", "นายบุญมี นาดี"))
    assert "ชื่อนี้ซ้ำกันในตาราง" in response.content.decode() and not Trainer.objects.exists()


def test_a_new_name_in_two_seats_is_told_and_not_written_twice(client, officer):
    page = post(client, make_target(), seats("นางคำปัน สวนกล้วย", "คำปัน สวนกล้วย"))
    assert "ชื่อนี้ซ้ำกันในตาราง" in page.content.decode()
    assert not Sage.objects.exists() and not Trainer.objects.exists()


def test_get_writes_nothing(client, officer):
    client.get(reverse("team-new", args=[make_target().pk]))
    assert not Team.objects.exists()


def test_province_reads_the_team_and_may_not_seat(client):
    team = make_team(seats=3)
    client.force_login(make_clerk())
    page = client.get(reverse("team-detail", args=[team.pk])).content.decode()
    assert "ยังขาดปราชญ์ชุมชนที่คัดเลือกเพิ่มอีก 2 คน" in page
    assert client.get(reverse("team-seats", args=[team.pk])).status_code == 403


def test_qr_is_made_by_a_press_for_one_who_serves(client, officer):
    team = make_team(seats=1)
    sage = team.seated()[0].sage
    url = reverse("sage-phone", args=[sage.pk])
    page = client.post(url).content.decode()
    sage.refresh_from_db()
    assert sage.user.is_trainer and not sage.user.has_usable_password() and "/accounts/phone/" in page
    assert client.get(reverse("sage-phone", args=[make_sage().pk])).status_code == 404


def test_missing_names_what_a_team_lacks():
    assert missing([]) == ["ยังไม่มีวิทยากรผู้นำสัมมาชีพ 1 คน", "ยังขาดปราชญ์ชุมชนที่คัดเลือกเพิ่มอีก 4 คน"]
    assert missing(range(5)) == []


def test_names_are_the_same_with_and_without_a_title():
    assert same_name("หมอก  คำงาม", "นายหมอก คำงาม") and not same_name("หมอก คำงาม", "นายเมฆา คำงาม")
    assert near_names("นายหมอค คำงาม", ["นายหมอก คำงาม", "นายทองดี ศรีสุข"]) == ["นายหมอก คำงาม"]
