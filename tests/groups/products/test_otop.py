"""Rounds of registration and the packet of a product: who keeps them, who is ready, what is still missing."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from groups.models import AttachedPaper, OtopApplication, OtopRound, ProductStandard
from samma.accounts.models import Event
from tests.factories import (
    make_area,
    make_clerk,
    make_department,
    make_group,
    make_member,
    make_officer,
    make_otop,
    make_product,
    make_village,
)

pytestmark = pytest.mark.django_db


def day(ahead):
    return localdate() + datetime.timedelta(days=ahead)


def make_otop_round(area_code="33", number=1, opens=-5, closes=30):
    return OtopRound.objects.create(
        area_code=area_code, year=2569, number=number, opens=day(opens), closes=day(closes), place="ที่ว่าการอำเภอ"
    )


def whole_product(**extra):
    """A product of which everything is known."""
    group = make_group(registered_on=day(-400), address="12 หมู่ 5")
    group.terms.create(member=make_member(group, None, person="นางคำ ใจดี"), position="chair", started=day(-300))
    return make_product(
        group, story="ทอมาแต่เดิม", materials="ไหม", materials_from="ในตำบล", capacity=5, unit="ผืน", price=900, **extra
    )


SENT = {
    "do": "producer",
    "applicant": "นางคำ ใจดี",
    "producer_kind": "group",
    "links": ["by_production"],
    "place": "12 หมู่ 5",
    "in_district": "on",
    "thai_nationals": "on",
}


def packet_url(product):
    return reverse("product-packet", args=[product.pk])


# --- rounds -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("user", "seen", "may_add", "may_edit"),
    [
        (lambda: make_officer("3301"), True, False, False),
        (lambda: make_officer("3401"), False, False, False),
        (lambda: make_clerk("33"), True, True, True),
        (lambda: make_clerk("34"), False, True, False),
        (lambda: make_department(), True, True, True),
    ],
    ids=["district", "elsewhere", "province", "next province", "department"],
)
def test_a_province_keeps_its_rounds_and_its_districts_see_them(client, user, seen, may_add, may_edit):
    one = make_otop_round()
    client.force_login(user())

    assert (client.get(reverse("otop-round", args=[one.pk])).status_code == 200) == seen
    assert (client.get(reverse("otop-round-new")).status_code == 200) == may_add
    assert (client.get(reverse("otop-round-edit", args=[one.pk])).status_code == 200) == may_edit
    assert (str(one) in client.get(reverse("otop-round-list")).content.decode()) == seen


def test_a_round_of_the_country_is_seen_everywhere_and_kept_by_the_department(client):
    one = make_otop_round("TH")
    client.force_login(make_clerk("34"))

    assert client.get(reverse("otop-round", args=[one.pk])).status_code == 200
    assert client.get(reverse("otop-round-edit", args=[one.pk])).status_code == 403


def test_a_province_adds_a_round_of_its_own_only(client):
    make_area("33"), make_area("34")
    client.force_login(make_clerk("33"))
    sent = {"year": "๒๕๖๐", "number": "1", "opens": "1/3/2560", "closes": "30/4/2560"}

    assert "area_code" in client.post(reverse("otop-round-new"), sent | {"area_code": "34"}).context["form"].errors
    wrong = client.post(reverse("otop-round-new"), sent | {"area_code": "33", "closes": "1/2/2560"})
    assert "วันสุดท้ายต้องไม่อยู่ก่อนวันแรก" in wrong.content.decode()
    client.post(reverse("otop-round-new"), sent | {"area_code": "33"})

    assert str(OtopRound.objects.get()) == "รอบที่ 1/2560" and Event.objects.filter(verb="create").exists()


def test_a_round_shows_who_is_ready_and_costs_the_same_for_many(client):
    one = make_otop_round()
    product = whole_product()
    make_otop(make_product(product.group, name="ผ้าที่ขึ้นทะเบียนแล้ว"), expires=day(900))
    make_otop(make_product(product.group, name="ผ้าที่ใกล้หมดอายุ"), expires=day(60))
    client.force_login(make_officer())
    url = reverse("otop-round", args=[one.pk])

    def begun():
        packet = OtopApplication.objects.create(product=make_product(product.group), round=one)
        AttachedPaper.objects.create(application=packet, paper="id", on=day(-1))

    begun()
    with CaptureQueriesContext(connection) as few:
        page = client.get(url).content.decode()
    assert "ผ้าที่ใกล้หมดอายุ" in page and "ผ้าที่ขึ้นทะเบียนแล้ว" not in page
    assert "กรอกข้อมูลผู้ผลิตในแฟ้มขึ้นทะเบียน" in page

    for _ in range(8):
        begun()
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


# --- the packet -------------------------------------------------------------------------------------------------------
def test_without_a_round_the_page_says_so_and_shows_what_can_be_done_now(client):
    client.force_login(make_officer())
    page = client.get(packet_url(make_product())).content.decode()

    assert "ยังไม่มีรอบที่เปิดรับหรือกำลังจะเปิด" in page and "เขียนเรื่องราวและลักษณะเด่นของผลิตภัณฑ์" in page


def test_the_chair_stands_there_and_a_producer_outside_the_rules_is_refused(client):
    make_otop_round()
    product = whole_product()
    client.force_login(make_officer())
    assert 'value="นางคำ ใจดี"' in client.get(packet_url(product)).content.decode()

    for field, sentence in [
        ("links", "เลือกการเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ"),
        ("in_district", "ลงทะเบียนได้ที่อำเภอที่ผลิตเท่านั้น"),
        ("thai_nationals", "ต้องมีสัญชาติไทยทุกคน"),
    ]:
        sent = {name: value for name, value in SENT.items() if name != field}
        assert sentence in client.post(packet_url(product), sent).content.decode()
    assert not OtopApplication.objects.exists()


def test_a_packet_is_written_filled_and_handed_in_and_what_is_missing_is_asked(client):
    make_otop_round()
    product = whole_product()
    ProductStandard.objects.create(product=product, kind="tcps")
    client.force_login(make_officer())
    url = packet_url(product)

    client.post(url, SENT | {"proxy": "นายกล้า ปั้นน้ำ"})
    packet = OtopApplication.objects.get()
    page = client.get(url).content.decode()
    assert "แนบสำเนาบัตรประจำตัวประชาชนของผู้ยื่น" in page and "แนบหนังสือมอบอำนาจ" in page  # a proxy asks for his letter

    ahead = client.post(url, {"do": "papers", "in_id": "on", "on_id": day(3).isoformat()})
    assert "วันที่ต้องไม่อยู่ในอนาคต" in ahead.content.decode()
    client.post(url, {"do": "papers", "in_id": "on", "on_id": "1/3/2560", "in_map": "on"})
    assert {row.paper: row.on for row in packet.papers.all()} == {"id": datetime.date(2017, 3, 1), "map": localdate()}
    client.post(url, {"do": "papers", "in_map": "on"})
    assert [row.paper for row in packet.papers.all()] == ["map"]

    asked = client.post(url, {"do": "submit", "submitted": localdate().isoformat()})
    assert "แฟ้มยังขาด" in asked.content.decode()
    client.post(url, {"do": "submit", "submitted": localdate().isoformat(), "confirmed": "on"})
    packet.refresh_from_db()
    assert packet.submitted == localdate()
    assert "แฟ้มยังขาด" in Event.objects.get(verb="hand_in").detail["confirmed"][0]
    assert "รอเลขทะเบียน OTOP" in client.get(reverse("product-detail", args=[product.pk])).content.decode()


def test_the_packet_of_another_district_does_not_exist(client):
    make_otop_round()
    product = make_product(make_group(make_village("33020101")))
    client.force_login(make_officer("3301"))

    assert client.get(packet_url(product)).status_code == 404
    assert client.post(packet_url(product), SENT).status_code == 404
    client.force_login(make_clerk("33"))
    assert client.get(packet_url(product)).status_code == 200
    assert client.post(packet_url(product), SENT).status_code == 403


# --- the list ---------------------------------------------------------------------------------------------------------
def test_the_list_is_narrowed_by_type_standard_otop_and_what_runs_out(client):
    group = make_group()
    silk, tea = make_product(group, name="ผ้าไหม"), make_product(group, name="ชาใบหม่อน", product_type=2)
    ProductStandard.objects.create(product=tea, kind="fda", expires=day(20))
    make_otop(silk, expires=day(500))
    client.force_login(make_officer())

    def names(**asked):
        rows = client.get(reverse("product-list"), asked).context["rows"]
        return [row["cells"][0]["text"] for row in rows]

    assert names() == ["ชาใบหม่อน", "ผ้าไหม"]
    assert names(type="2") == names(standard="fda") == names(otop="no") == names(runs_out="yes") == ["ชาใบหม่อน"]
    assert names(otop="yes") == names(q="ไหม") == ["ผ้าไหม"]


def test_the_list_costs_the_same_for_two_rows_and_for_twenty(client):
    group = make_group()
    client.force_login(make_officer())

    def cost(n):
        for _ in range(n):
            product = make_product(group)
            make_otop(product)
            ProductStandard.objects.create(product=product, kind="gap")
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("product-list"))
        return len(found)

    assert cost(2) == cost(18)
