"""Learning places: kept by the office of their district, published only when their keepers agreed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_occupation, make_officer, make_sage, make_village
from trainers.models import LearningPlace

pytestmark = pytest.mark.django_db


def data_of(**changes):
    return {"name": "บ้านปราชญ์สมมุติ", "kind": "sage_home", "village": make_village().pk, "use": "idle"} | changes


def test_a_place_is_written_shown_and_mended(client):
    client.force_login(make_officer())
    weave = make_occupation()
    client.post(reverse("learning-place-new"), data_of(trade_1=weave.pk, capacity="๒๐", phone="081-234-5678"))
    place = LearningPlace.objects.get()
    assert (place.capacity, place.phone, place.trades, place.village_code) == (20, "0812345678", [weave], "33010105")
    listed = client.get(reverse("learning-place-list"), {"use": "idle", "trade": weave.parent_id}).content.decode()
    assert "บ้านปราชญ์สมมุติ" in listed and "ไม่ได้ใช้งาน" in listed
    assert "ทอผ้า" in client.get(reverse("learning-place-detail", args=[place.pk])).content.decode()
    client.post(reverse("learning-place-edit", args=[place.pk]), data_of(version=1, use="in_use"))
    place.refresh_from_db()
    assert place.use == "in_use" and place.history.count() == 2


def test_one_trade_twice_half_a_coordinate_and_a_crowd_are_told(client):
    client.force_login(make_officer())
    weave = make_occupation()
    said = client.post(reverse("learning-place-new"), data_of(trade_1=weave.pk, trade_2=weave.pk)).content.decode()
    assert "เลือกอาชีพนี้แล้วในช่องก่อน" in said
    assert "ใส่ละติจูดและลองจิจูดให้ครบทั้งคู่" in client.post(reverse("learning-place-new"), data_of(lat=15)).content.decode()
    assert "มากกว่าที่พบทั่วไป" in client.post(reverse("learning-place-new"), data_of(capacity=900)).content.decode()
    assert not LearningPlace.objects.exists()


def test_a_sages_house_is_filled_in_from_the_sage(client):
    client.force_login(make_officer())
    sage = make_sage(expertise=make_occupation(), phone="0812345678")
    form = client.get(reverse("learning-place-new"), {"sage": sage.pk}).context["form"]
    assert form["name"].value() == f"บ้านปราชญ์ {sage.full_name}" and form["owner"].value() == sage.pk


def test_the_public_sees_names_and_trades_of_those_who_agreed(client):
    agreed, silent = make_sage(consent=True), make_sage()
    village = make_village("33010105", "โนนลับ")
    for name, facts in {
        "ศูนย์เปิดเผย": {"consent": True, "phone": "0812345678", "trade_1": make_occupation()},
        "บ้านของผู้ยินยอม": {"consent": True, "owner": agreed},
        "บ้านของผู้ไม่ยินยอม": {"consent": True, "owner": silent},
        "ศูนย์ไม่ยินยอม": {},
    }.items():
        LearningPlace.objects.create(village=village, name=name, **facts)
    page = client.get(reverse("record-public-places")).content.decode()
    assert "ศูนย์เปิดเผย" in page and "สอน ทอผ้า" in page and "บ้านของผู้ยินยอม" in page
    for hidden in ("บ้านของผู้ไม่ยินยอม", "ศูนย์ไม่ยินยอม", "โนนลับ", "0812345678"):
        assert hidden not in page
    assert "ศูนย์เปิดเผย" in client.get(reverse("record-public-places-province", args=["33"])).content.decode()
    assert "ศูนย์เปิดเผย" not in client.get(reverse("record-public-places"), {"q": "น้ำพริก"}).content.decode()


def test_list_costs_the_same_for_two_and_for_twenty(client):
    client.force_login(make_officer())

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("learning-place-list"))
        return len(queries)

    for n in range(2):
        LearningPlace.objects.create(village=make_village(), name=f"ศูนย์{n}", owner=make_sage())
    cost()
    two = cost()
    for n in range(2, 20):
        LearningPlace.objects.create(
            village=make_village(), name=f"ศูนย์{n}", owner=make_sage(), trade_1=make_occupation()
        )
    assert cost() == two
